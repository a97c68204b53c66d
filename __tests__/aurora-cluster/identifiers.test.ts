import { TerraformVariable } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { checkIdentifiers } from "../../modules/aurora-cluster/identifiers";
import { EncryptionKey } from "../../src/core";
import { Validator } from "../../src/internal/validator";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { CLUSTER, DatabaseProps, INSTANCE, database, synthesized } from "./fixture";

describe("identifiers", () => {
  test("begin with the path of the construct", () => {
    const made = synthesized();
    expect(made.resource(CLUSTER).cluster_identifier).toBe("trading-test-database");
    expect(made.resource(INSTANCE, "Database_Instances_main").identifier).toBe("trading-test-database-main");
    expect(made.resource(INSTANCE, "Database_Instances_a").identifier).toBe("trading-test-database-a");
  });

  test("begin with the caller's where there is one", () => {
    const made = synthesized({ clusterIdentifier: "orders" });
    expect(made.resource(CLUSTER).cluster_identifier).toBe("orders");
    expect(made.resource(INSTANCE, "Database_Instances_main").identifier).toBe("orders-main");
  });

  test("are within RDS' 63 characters however long the path is", () => {
    const stack = testStack();
    const id = "DatabaseOfTheAccountsAndOrdersAndTransactionsOfTheTradingPlatform";
    const reader = "reader-for-the-reports-of-the-regulator";
    new AuroraCluster(stack, id, { network, encryptionKey: new EncryptionKey(stack, "Key"), readers: { [reader]: {} } });
    const made = synth(stack);
    const identifiers = [
      made.resource(CLUSTER).cluster_identifier,
      ...Object.values(made.resources(INSTANCE)).map(({ identifier }) => identifier),
    ];
    expect(new Set(identifiers).size).toBe(3);
    identifiers.forEach((identifier) => expect(identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,62}$/));
  });

  test("may be known to Terraform alone", () => {
    const stack = testStack();
    const clusterIdentifier = new TerraformVariable(stack, "Name", { type: "string" }).stringValue;
    const encryptionKey = new EncryptionKey(stack, "Key");
    new AuroraCluster(stack, "Database", {
      network,
      encryptionKey,
      clusterIdentifier,
      customEndpoints: { reports: { members: ["a"] } },
    });
    const made = synth(stack);
    expect(made.resource(CLUSTER)).toMatchObject({
      cluster_identifier: "${var.Name}",
      final_snapshot_identifier: expect.stringMatching(/^\$\{var\.Name\}-final-\$\{substr\(aws_security_group\.\w+\.id, 3, -1\)\}$/),
    });
    expect(made.resource(INSTANCE, "Database_Instances_a").identifier).toBe("${var.Name}-a");
    expect(made.resource("aws_rds_cluster_endpoint").cluster_endpoint_identifier).toBe("${var.Name}-reports");
    expect(made.resource("aws_cloudwatch_log_group").name).toBe("/aws/rds/cluster/${var.Name}/postgresql");
  });
});

// RDS API Reference, CreateDBCluster, "MasterUsername": no reserved word of the engine. PostgreSQL documentation, "CREATE ROLE": names of pg_ are the system's.
describe("a name that the engine or RDS has is refused", () => {
  const USER = (engine: string, received: string) =>
    `masterUsername: must be no name that ${engine} or RDS keeps for itself; received "${received}". Write it as "platform_admin".`;

  test.each<[string, DatabaseProps, string]>([
    ["as a role of PostgreSQL", { masterUsername: "pg_owner" }, USER("PostgreSQL", "pg_owner")],
    ["as a word of PostgreSQL", { masterUsername: "User" }, USER("PostgreSQL", "User")],
    ["as a role of RDS", { masterUsername: "rds_superuser" }, USER("PostgreSQL", "rds_superuser")],
    ["as a user of RDS on MySQL", { engine: "aurora-mysql", masterUsername: "rdsrepladmin" }, USER("MySQL", "rdsrepladmin")],
    [
      "as a database",
      { databaseName: "template1" },
      'databaseName: must be none of the databases that PostgreSQL and RDS have: template0, template1, rdsadmin; received "template1". Write it as "trading".',
    ],
  ])("%s", (_, props, line) => {
    expect(messageOf(() => database(props))).toBe(`trading-test/Database: invalid input\n  - ${line}`);
  });

  test("but not where it is another engine's", () => {
    expect(() => database({ engine: "aurora-mysql", masterUsername: "pg_owner", databaseName: "template1" })).not.toThrow();
  });
});

// PostgreSQL, kwlist.h: the keywords of the category RESERVED_KEYWORD, with system_user since 16; MySQL Reference Manual: the schemas that the server has itself.
test.each<["aurora-postgresql" | "aurora-mysql", string, string]>([
  [
    "aurora-postgresql",
    "PostgreSQL",
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date " +
      "current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from " +
      "grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing " +
      "primary references returning select session_user some symmetric system_user table then to trailing true union unique user using variadic " +
      "when where window with",
  ],
  ["aurora-mysql", "MySQL", "information_schema mysql performance_schema sys"],
])("no database of %s is called by a word that the engine reserves", (engine, name, words) => {
  const messages = words.split(" ").map((databaseName) => {
    const validator = new Validator("cluster");
    checkIdentifiers(validator, { engine, databaseName });
    return messageOf(() => validator.throwIfInvalid());
  });
  expect(messages).toEqual(
    words
      .split(" ")
      .map(
        (word) =>
          `cluster: invalid input\n  - databaseName: must not be a word that ${name} reserves; received "${word}". Write it as "trading".`,
      ),
  );
});

test.each(["databaseName", "masterUsername"])("%s may be a reference, whatever its type", (name) => {
  const stack = testStack();
  const { numberValue } = new TerraformVariable(stack, "Name", { type: "any" });
  const encryptionKey = new EncryptionKey(stack, "Key");
  new AuroraCluster(stack, "Database", { network, encryptionKey, [name]: numberValue });
  const argument = name === "databaseName" ? "database_name" : "master_username";
  expect(synth(stack).resource(CLUSTER)[argument]).toBe("${var.Name}");
});
