import { warnings } from "../support/synth";
import { INSTANCE, database, synthesized } from "./fixture";

describe("the instances by default", () => {
  const made = synthesized();
  const instances = Object.values(made.resources(INSTANCE));
  const [writer, reader] = ["Database_Writer", "Database_Readers_a"].map((prefix) => made.resource(INSTANCE, prefix));

  test("are a writer and one reader of the same class", () => {
    expect(instances.map(({ instance_class }) => instance_class)).toEqual(["db.r7g.large", "db.r7g.large"]);
  });

  test("fail over to the reader", () => {
    expect(writer!.promotion_tier).toBe(0);
    expect(reader!.promotion_tier).toBe(1);
  });

  test("are created with the writer first, since RDS makes the first instance the writer", () => {
    const writerId = Object.keys(made.resources(INSTANCE)).find((id) => id.startsWith("Database_Writer"));
    expect(reader!.depends_on).toContain(`${INSTANCE}.${writerId}`);
    expect(writer!.depends_on).not.toContainEqual(expect.stringMatching(/Database_Readers/));
  });

  test("have the very version that the cluster has", () => {
    instances.forEach(({ engine_version }) =>
      expect(engine_version).toMatch(/^\$\{aws_rds_cluster\.Database_\w+\.engine_version_actual\}$/),
    );
  });

  test("are upgraded with the cluster alone", () => {
    instances.forEach(({ lifecycle }) => expect(lifecycle.ignore_changes).toEqual(["engine_version"]));
  });

  test("aren't publicly accessible", () => {
    instances.forEach(({ publicly_accessible }) => expect(publicly_accessible).toBe(false));
  });

  test("are in the database subnet group", () => {
    instances.forEach(({ db_subnet_group_name }) => expect(db_subnet_group_name).toBe("database-subnets"));
  });

  test("copy their tags to snapshots", () => {
    instances.forEach(({ copy_tags_to_snapshot }) => expect(copy_tags_to_snapshot).toBe(true));
  });

  test("have certificates of RDS' newest 2048-bit RSA authority", () => {
    instances.forEach(({ ca_cert_identifier }) => expect(ca_cert_identifier).toBe("rds-ca-rsa2048-g1"));
  });
});

test("the certificate authority is the caller's choice", () => {
  const made = synthesized({ caCertificateIdentifier: "rds-ca-ecc384-g1" });
  expect(made.resource(INSTANCE, "Database_Writer").ca_cert_identifier).toBe("rds-ca-ecc384-g1");
});

test("the writer's class is that of readers without one of their own", () => {
  const made = synthesized({ instanceClass: "db.r7g.xlarge", readers: { a: {}, b: { instanceClass: "db.r7g.large" } } });
  const classes = ["Writer", "Readers_a", "Readers_b"].map((id) => made.resource(INSTANCE, `Database_${id}`).instance_class);
  expect(classes).toEqual(["db.r7g.xlarge", "db.r7g.xlarge", "db.r7g.large"]);
});

describe("a cluster without a reader", () => {
  test("warns of what a failed writer means", () => {
    expect(warnings(database({ readers: {} }).cluster)).toEqual([
      "No reader: a failed writer is replaced by a new instance, which takes up to ten minutes.",
    ]);
  });

  test("warns where auto scaling may take the last one away", () => {
    expect(warnings(database({ readers: {}, readerAutoScaling: { min: 0, max: 2 } }).cluster)).toHaveLength(1);
  });

  test.each([{}, { readers: {}, readerAutoScaling: { min: 1, max: 2 } }, { readers: {}, readerAutoScaling: { max: 2 } }])(
    "isn't one with %p",
    (props) => expect(warnings(database(props).cluster)).toEqual([]),
  );
});
