import { warnings } from "../support/synth";
import { DatabaseProps, INSTANCE, database, synthesized } from "./fixture";

describe("the instances by default", () => {
  const made = synthesized();
  const instances = Object.values(made.resources(INSTANCE));
  const [writer, reader] = ["Database_Instances_main", "Database_Instances_a"].map((prefix) => made.resource(INSTANCE, prefix));

  test("are a writer and one reader of the same class", () => {
    expect(instances.map(({ instance_class }) => instance_class)).toEqual(["db.r7g.large", "db.r7g.large"]);
  });

  test("fail over to the reader", () => {
    expect(writer!.promotion_tier).toBe(0);
    expect(reader!.promotion_tier).toBe(1);
  });

  // Aurora User Guide, "Modifying a DB instance in a DB cluster": a change of the class is an outage of the instance.
  test("are changed one after the other, the main one after the reader that takes over", () => {
    const readerId = Object.keys(made.resources(INSTANCE)).find((id) => id.startsWith("Database_Instances_a"));
    expect(writer!.depends_on).toContain(`${INSTANCE}.${readerId}`);
    expect(reader!.depends_on).not.toContainEqual(expect.stringMatching(/Database_Instances/));
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

  // The provider's schema: `db_parameter_group_name` is computed, the engine's default group where it is left out.
  test("have the cluster's DB parameter group", () => {
    const [group] = Object.keys(made.resources("aws_db_parameter_group"));
    instances.forEach(({ db_parameter_group_name }) => expect(db_parameter_group_name).toBe(`\${aws_db_parameter_group.${group}.name}`));
  });

  test("copy their tags to snapshots", () => {
    instances.forEach(({ copy_tags_to_snapshot }) => expect(copy_tags_to_snapshot).toBe(true));
  });

  // RDS API Reference, CreateDBInstance: otherwise "a 30-minute window selected at random".
  test("are maintained in the cluster's window", () => {
    instances.forEach(({ preferred_maintenance_window }) => expect(preferred_maintenance_window).toBe("sun:03:30-sun:04:30"));
  });

  test("have certificates of RDS' newest 2048-bit RSA authority", () => {
    instances.forEach(({ ca_cert_identifier }) => expect(ca_cert_identifier).toBe("rds-ca-rsa2048-g1"));
  });
});

test("the maintenance window of the caller is that of each instance", () => {
  const instances = Object.values(synthesized({ maintenanceWindow: "sat:23:00-sun:00:00" }).resources(INSTANCE));
  expect(instances.map(({ preferred_maintenance_window }) => preferred_maintenance_window)).toEqual([
    ...["sat:23:00-sun:00:00", "sat:23:00-sun:00:00"],
  ]);
});

test("the certificate authority is the caller's choice", () => {
  const made = synthesized({ caCertificateIdentifier: "rds-ca-ecc384-g1" });
  expect(made.resource(INSTANCE, "Database_Instances_main").ca_cert_identifier).toBe("rds-ca-ecc384-g1");
});

test("the cluster's class is that of readers without one of their own", () => {
  const made = synthesized({ instanceClass: "db.r7g.xlarge", readers: { a: {}, b: { instanceClass: "db.r7g.large" } } });
  const classes = ["main", "a", "b"].map((id) => made.resource(INSTANCE, `Database_Instances_${id}`).instance_class);
  expect(classes).toEqual(["db.r7g.xlarge", "db.r7g.xlarge", "db.r7g.large"]);
});

/** The names of the instances in the order in which they are made, and changed. */
function order(props: DatabaseProps): string[] {
  return database(props).cluster.instances.map(({ node }) => node.id);
}

describe("the order of change", () => {
  test("is that of failover, the main instance last", () => {
    expect(order({ readers: { a: { promotionTier: 1 }, c: { promotionTier: 0 }, b: { promotionTier: 1 } } })).toEqual([
      "c",
      "a",
      "b",
      "main",
    ]);
  });

  test("has readers that aren't to take over behind the main instance: the first that is made becomes the writer", () => {
    const readers = { a: {}, reports: { promotionTier: 15 }, small: { instanceClass: "db.r7g.large" } };
    expect(order({ instanceClass: "db.r7g.2xlarge", readers })).toEqual(["a", "main", "small", "reports"]);
  });

  test("is the whole chain: each instance waits for the one before", () => {
    const resources = synthesized({ readers: { a: {}, b: {} } }).resources(INSTANCE);
    const before = Object.entries(resources).map(([id, { depends_on }]) => [
      id.replace(/_[0-9A-F]{8}$/, ""),
      (depends_on as string[]).filter((one) => one.includes("_Instances_")).map((one) => one.replace(/^\w+\.(\w+)_[0-9A-F]{8}$/, "$1")),
    ]);
    expect(Object.fromEntries(before)).toEqual({
      Database_Instances_a: [],
      Database_Instances_b: ["Database_Instances_a"],
      Database_Instances_main: ["Database_Instances_b"],
    });
  });
});

describe("the instance that is meant to be the writer", () => {
  test("has a class, a tier and an AZ of its own", () => {
    const made = synthesized({ writer: { instanceClass: "db.r7g.4xlarge", promotionTier: 2, availabilityZone: "eu-central-1a" } });
    expect(made.resource(INSTANCE, "Database_Instances_main")).toMatchObject({
      instance_class: "db.r7g.4xlarge",
      promotion_tier: 2,
      availability_zone: "eu-central-1a",
    });
    expect(made.resource(INSTANCE, "Database_Instances_a")).toMatchObject({ instance_class: "db.r7g.large" });
  });

  test("is placed by RDS, as the readers are, where no AZ is named", () => {
    Object.values(synthesized().resources(INSTANCE)).forEach((instance) => expect(instance).not.toHaveProperty("availability_zone"));
  });
});

test("a reader is in the AZ of the caller", () => {
  const made = synthesized({ readers: { a: { availabilityZone: "eu-central-1b" } } });
  expect(made.resource(INSTANCE, "Database_Instances_a").availability_zone).toBe("eu-central-1b");
});

describe("a cluster without a reader", () => {
  test("warns of what a failed writer means", () => {
    expect(warnings(database({ readers: {} }).cluster)).toEqual([
      "No reader: a failed writer is replaced by a new instance, which takes up to ten minutes.",
    ]);
  });

  test("isn't one whose reader auto scaling doesn't count on", () => {
    expect(warnings(database({ readers: { a: {} }, readerAutoScaling: { min: 0, max: 2 } }).cluster)).toEqual([]);
  });

  test("warns where auto scaling may take the last one away", () => {
    expect(warnings(database({ readers: {}, readerAutoScaling: { min: 0, max: 2 } }).cluster)).toHaveLength(1);
  });

  test.each([{}, { readers: {}, readerAutoScaling: { min: 1, max: 2 } }, { readers: {}, readerAutoScaling: { max: 2 } }])(
    "isn't one with %p",
    (props) => expect(warnings(database(props).cluster)).toEqual([]),
  );
});
