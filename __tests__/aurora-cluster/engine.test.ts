import { TerraformVariable } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { parameterGroupFamily } from "../../modules/aurora-cluster/engine";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { synth, testStack } from "../support/synth";
import { CLUSTER, INSTANCE, database, synthesized } from "./fixture";

describe("the engine", () => {
  test("is Aurora PostgreSQL 16 by default, a major version alone", () => {
    expect(synthesized().resource(CLUSTER)).toMatchObject({ engine: "aurora-postgresql", engine_version: "16" });
  });

  test("is Aurora MySQL 8.0 for MySQL", () => {
    expect(synthesized({ engine: "aurora-mysql" }).resource(CLUSTER)).toMatchObject({ engine: "aurora-mysql", engine_version: "8.0" });
  });
});

describe("minor versions", () => {
  test("are upgraded by RDS where only a major version is named", () => {
    expect(synthesized().resource(INSTANCE, "Database_Writer").auto_minor_version_upgrade).toBe(true);
  });

  test.each([{ engineVersion: "16.8" }, { engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.10.3" }] as const)(
    "are upgraded by the owner alone with %p",
    (props) => {
      expect(database(props).cluster.autoMinorVersionUpgrade).toBe(false);
    },
  );

  test("are upgraded by RDS where the caller says so all the same", () => {
    expect(database({ engineVersion: "16.8", autoMinorVersionUpgrade: true }).cluster.autoMinorVersionUpgrade).toBe(true);
  });
});

describe("the parameter group family", () => {
  test.each([
    ["aurora-postgresql", "16", "aurora-postgresql16"],
    ["aurora-postgresql", "16.8", "aurora-postgresql16"],
    ["aurora-mysql", "8.0", "aurora-mysql8.0"],
    ["aurora-mysql", "8.0.mysql_aurora.3.10.3", "aurora-mysql8.0"],
    ["aurora-mysql", "8.4", "aurora-mysql8.4"],
  ] as const)("of %s %s is %s", (engine, version, family) => expect(parameterGroupFamily(engine, version)).toBe(family));

  test.each([
    ["aurora-postgresql", 1],
    ["aurora-mysql", 2],
  ] as const)("of %s is cut out by Terraform where only it knows the version", (engine, parts) => {
    const stack = testStack();
    const engineVersion = new TerraformVariable(stack, "Version", { type: "string" }).stringValue;
    new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Key"), engine, engineVersion });
    expect(synth(stack).resource("aws_rds_cluster_parameter_group").family).toBe(
      `${engine}\${join(".", slice(split(".", var.Version), 0, ${parts}))}`,
    );
  });
});
