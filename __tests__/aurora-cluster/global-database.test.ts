import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import { AuroraCluster, AuroraGlobalDatabase, AuroraGlobalDatabaseProps, AuroraGlobalMembership } from "../../modules/aurora-cluster";
import { AlarmTopic, AwsEnvironment, EncryptionKey } from "../../src/core";
import { network, service } from "../support/network";
import { ACCOUNT_ID, SynthesizedStack, messageOf, synth, testStack } from "../support/synth";
import { CLUSTER, DatabaseProps } from "./fixture";

const GLOBAL = "aws_rds_global_cluster";

function stackOf(app: App, id: string, region: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region });
  new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region });
  return stack;
}

function password(stack: TerraformStack): string {
  const variable = new TerraformVariable(stack, "MasterPassword", { type: "string", sensitive: true });
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
}

interface Parts {
  readonly database?: AuroraGlobalDatabaseProps;
  readonly membership?: Partial<AuroraGlobalMembership>;
  readonly props?: DatabaseProps;
}

/** A global database with its primary cluster. */
function primary({ database = {}, membership = {}, props = {} }: Parts = {}) {
  const stack = testStack();
  const global = new AuroraGlobalDatabase(stack, "Orders", database);
  const encryptionKey = new EncryptionKey(stack, "Key");
  const globalDatabase = { database: global, role: "primary", masterPassword: password(stack), ...membership } as AuroraGlobalMembership;
  const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey, globalDatabase, ...props });
  return { stack, global, encryptionKey, cluster };
}

/** A secondary cluster of a global database that exists, which is version 16.8 of PostgreSQL unless said otherwise. */
function secondary({ membership = {}, props = {} }: Parts = {}, engineVersion = "16.8") {
  const stack = testStack("away", "eu-west-1");
  const database = AuroraGlobalDatabase.fromAttributes(stack, "Orders", { globalClusterIdentifier: "orders", engineVersion });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const globalDatabase: AuroraGlobalMembership = { database, role: "secondary", ...membership };
  const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey, globalDatabase, ...props });
  return { stack, cluster, encryptionKey };
}

const clusterOf = ({ stack }: { stack: TerraformStack }) => synth(stack).resource(CLUSTER, "Database");

describe("a global database", () => {
  test("is encrypted and protected from deletion, and has one version for all its clusters", () => {
    const stack = testStack();
    new AuroraGlobalDatabase(stack, "Orders");
    expect(synth(stack).resource(GLOBAL, "Orders")).toMatchObject({
      global_cluster_identifier: "trading-test-orders",
      engine: "aurora-postgresql",
      engine_version: "16.8",
      storage_encrypted: true,
      deletion_protection: true,
      // "ModifyGlobalCluster doesn't support minor version upgrades": hashicorp/terraform-provider-aws#45398.
      lifecycle: { prevent_destroy: true, ignore_changes: ["engine_version"] },
    });
  });

  test("has what is said", () => {
    const { stack } = primary({ database: { engine: "aurora-mysql", globalClusterIdentifier: "world", removal: "destroy" } });
    expect(synth(stack).resource(GLOBAL, "Orders")).toMatchObject({
      global_cluster_identifier: "world",
      engine: "aurora-mysql",
      engine_version: "8.0.mysql_aurora.3.10.3",
      deletion_protection: false,
    });
    expect(clusterOf({ stack })).toMatchObject({ engine: "aurora-mysql", engine_version: "8.0.mysql_aurora.3.10.3" });
  });

  test("has a version that is known at synthesis", () => {
    const engineVersion = new TerraformVariable(testStack(), "Version", { type: "string" }).stringValue;
    expect(messageOf(() => new AuroraGlobalDatabase(testStack(), "Orders", { engineVersion }))).toBe(
      'trading-test/Orders: invalid input\n  - engineVersion: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    );
  });

  test("refuses an engine that Aurora isn't, before it asks anything of its version", () => {
    expect(messageOf(() => new AuroraGlobalDatabase(testStack(), "Orders", { engine: "postgres" as never }))).toBe(
      'trading-test/Orders: invalid input\n  - engine: must be one of aurora-postgresql, aurora-mysql; received "postgres". Use one of these.',
    );
  });

  test("refuses names and versions that RDS refuses", () => {
    expect(
      messageOf(() => new AuroraGlobalDatabase(testStack(), "Orders", { engineVersion: "9", globalClusterIdentifier: "-orders" })),
    ).toBe(
      "trading-test/Orders: 2 invalid inputs\n" +
        '  - engineVersion: must be a full version of aurora-postgresql, or a major one of 15, 16, 17; received "9". Write it as "16.8".\n' +
        '  - globalClusterIdentifier: must be 1 to 63 lower-case letters, digits and single dashes, beginning with a letter; received "-orders". Write it as "trading-prod".',
    );
  });
});

describe("the primary cluster", () => {
  test("joins with a password that is sent and forgotten: RDS manages none in a global database", () => {
    const cluster = clusterOf(primary());
    expect(cluster).toMatchObject({
      global_cluster_identifier: expect.stringMatching(/^\$\{aws_rds_global_cluster\.Orders_\w+\.id\}$/),
      engine_version: "16.8",
      database_name: "app",
      master_username: "platform_admin",
      master_password_wo: "${var.MasterPassword}",
      master_password_wo_version: 1,
    });
    expect(Object.keys(cluster)).not.toEqual(expect.arrayContaining(["manage_master_user_password"]));
    expect(cluster.enable_global_write_forwarding).toBeUndefined();
  });

  test("leaves it to a switchover whom a cluster follows, and to a failover who is in", () => {
    const ignored = ["replication_source_identifier", "global_cluster_identifier"];
    expect(clusterOf(primary()).lifecycle.ignore_changes).toEqual(expect.arrayContaining(ignored));
    expect(clusterOf(secondary()).lifecycle.ignore_changes).toEqual(expect.arrayContaining(ignored));
  });

  test("gets a changed password with a higher number", () => {
    expect(clusterOf(primary({ membership: { masterPasswordVersion: 2 } })).master_password_wo_version).toBe(2);
  });

  test("is upgraded by Terraform alone: RDS upgrades no member by itself", () => {
    const { stack } = primary();
    const synthesized = synth(stack);
    expect(synthesized.resource(CLUSTER, "Database").lifecycle.ignore_changes).not.toContain("engine_version");
    expect(synthesized.resource("aws_rds_cluster_instance", "Database_Instances_main").auto_minor_version_upgrade).toBe(false);
  });

  test("has no secret of RDS'", () => {
    const { stack, cluster } = primary();
    cluster.grantReadSecret(service(stack));
    expect(messageOf(() => synth(stack))).toBe(
      'Resolution error: Resolution error: trading-test/Database: invalid input\n  - globalDatabase: must be left out for a secret of the master user: RDS manages no password of a global database; received "primary". Keep the password in a secret of your own, and use that one\'s ARN...',
    );
  });

  test("is refused what a global database doesn't have", () => {
    const parts = {
      membership: { masterPassword: "in-the-open-1", masterPasswordVersion: 0, writeForwarding: true },
      props: {
        engine: "aurora-mysql",
        engineVersion: "8.0",
        instanceClass: "db.t4g.medium",
        restoreFrom: { snapshotIdentifier: "orders" },
      },
    } as const;
    expect(messageOf(() => primary(parts))).toBe(
      "trading-test/Database: 7 invalid inputs\n" +
        '  - engine: must be that of the global database, aurora-postgresql; received "aurora-mysql". Leave it out.\n' +
        '  - engineVersion: must be a full version without autoMinorVersionUpgrade: RDS upgrades no cluster of a global database by itself; received "8.0". Leave both out: the cluster then has the global database\'s version.\n' +
        '  - instanceClass: must not be a burstable class: global databases have none; received ["db.t4g.medium","db.t4g.medium"]. Use "db.r7g.large" or larger for all instances.\n' +
        '  - restoreFrom: must be left out: a restored cluster is in no global database; received {"snapshotIdentifier":"orders"}. Restore into a cluster of its own, and create the global database from it.\n' +
        "  - globalDatabase.masterPassword: must be an ephemeral value of Terraform's, which is in no file; received \"a value that isn't shown\". Give the stringValue of a TerraformVariable with the overrides ephemeral and sensitive.\n" +
        "  - globalDatabase.masterPasswordVersion: must be a whole number from 1 to 1000000; received 0. Give a value from 1 to 1000000.\n" +
        "  - globalDatabase.writeForwarding: must be left out for the primary cluster, which takes the writes; received true. Give it to the secondary clusters.",
    );
  });

  test("isn't upgraded to another major version by itself", () => {
    expect(messageOf(() => primary({ props: { engineVersion: "17.7", allowMajorVersionUpgrade: true } }))).toBe(
      "trading-test/Database: invalid input\n" +
        "  - allowMajorVersionUpgrade: must be left out: a global database is upgraded as a whole; received true. Upgrade it by `aws rds modify-global-cluster`, then give all clusters the new version.",
    );
  });

  test("is the only one", () => {
    const { stack, global, encryptionKey } = primary();
    const globalDatabase = { database: global, role: "primary", masterPassword: "${var.MasterPassword}" } as const;
    expect(messageOf(() => new AuroraCluster(stack, "Other", { network, encryptionKey, globalDatabase }))).toBe(
      'trading-test/Other: invalid input\n  - globalDatabase.role: must be primary for one cluster alone; received "primary". Make the others "secondary", each in another region.',
    );
  });
});

describe("a secondary cluster", () => {
  test("has its primary's user, password and databases, and a key of its own region", () => {
    const cluster = clusterOf(secondary());
    expect(cluster).toMatchObject({
      global_cluster_identifier: "orders",
      engine_version: "16.8",
      storage_encrypted: true,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/),
      enable_global_write_forwarding: false,
    });
    for (const attribute of ["database_name", "master_username", "master_password_wo", "manage_master_user_password", "source_region"]) {
      expect(cluster).not.toHaveProperty(attribute);
    }
  });

  test("forwards writes where it is said", () => {
    expect(clusterOf(secondary({ membership: { writeForwarding: true } })).enable_global_write_forwarding).toBe(true);
  });

  // Aurora User Guide, "Using write forwarding in an Aurora PostgreSQL global database".
  test.each([
    ["13.20", false],
    ["14.8", false],
    ["14.9", true],
    ["15.3", false],
    ["15.4", true],
    ["16.1", true],
    ["17.4", true],
  ])("of version %s forwards writes: %p", (engineVersion, forwards) => {
    const make = () => secondary({ membership: { writeForwarding: true } }, engineVersion);
    if (forwards) {
      expect(make).not.toThrow();
    } else {
      expect(messageOf(make)).toBe(
        "away/Database: invalid input\n  - globalDatabase.writeForwarding: must be false for this version, which forwards no writes; received true. Upgrade to 14.9, 15.4 or later.",
      );
    }
  });

  test("is upgraded before the others by its own version", () => {
    expect(clusterOf(secondary({ props: { engineVersion: "16.9" } })).engine_version).toBe("16.9");
  });

  test("is refused what is its primary's, and readers by load", () => {
    const parts = {
      membership: { masterPassword: "${var.MasterPassword}", masterPasswordVersion: 1 },
      props: { databaseName: "orders", masterUsername: "boss", readerAutoScaling: { max: 3 } },
    };
    expect(messageOf(() => secondary(parts))).toBe(
      "away/Database: 5 invalid inputs\n" +
        '  - databaseName: must be left out for a secondary cluster, which has the primary\'s; received "orders". Leave it out.\n' +
        '  - masterUsername: must be left out for a secondary cluster, which has the primary\'s; received "boss". Leave it out.\n' +
        "  - globalDatabase.masterPassword: must be left out for a secondary cluster, which has the primary's; received \"a value that isn't shown\". Leave it out.\n" +
        "  - globalDatabase.masterPasswordVersion: must be left out for a secondary cluster, which has the primary's; received 1. Leave it out.\n" +
        '  - readerAutoScaling: must be left out for a secondary cluster, whose readers aren\'t scaled; received {"max":3}. Name its readers.',
    );
  });

  test("is deployed after its primary, in a stack of its own region", () => {
    const app = new App();
    const home = stackOf(app, "home", "eu-central-1");
    const away = stackOf(app, "away", "eu-west-1");
    const database = new AuroraGlobalDatabase(home, "Orders");
    const make = (stack: TerraformStack, globalDatabase: AuroraGlobalMembership) =>
      new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Key"), globalDatabase });
    expect(messageOf(() => make(away, { database, role: "secondary" }))).toBe(
      'away/Database: invalid input\n  - globalDatabase.role: must not be secondary before there is a primary cluster; received "secondary". Make the primary cluster first.',
    );
    make(home, { database, role: "primary", masterPassword: password(home) });
    make(stackOf(app, "far", "us-east-1"), { database, role: "secondary" });
    expect((app.node.findChild("far") as TerraformStack).dependsOn(home)).toBe(true);
  });
});

describe("an alarm", () => {
  function alarms(parts: { stack: TerraformStack; cluster: AuroraCluster; encryptionKey: EncryptionKey }): SynthesizedStack {
    parts.cluster.addAlarms(new AlarmTopic(parts.stack, "Topic", { encryptionKey: parts.encryptionKey }));
    return synth(parts.stack);
  }

  // Of both: a switchover changes their roles. A primary cluster has no such metric.
  test.each([
    ["secondary", () => alarms(secondary())],
    ["primary", () => alarms(primary())],
  ])("watches how far the %s cluster is behind, in its own region", (_, stack) => {
    expect(stack().resource("aws_cloudwatch_metric_alarm", "Database_Alarms_globalLag")).toMatchObject({
      namespace: "AWS/RDS",
      metric_name: "AuroraGlobalDBReplicationLag",
      statistic: "Maximum",
      alarm_description:
        "The cluster is more than five seconds behind its primary one: a failover to it would lose them. Look at the primary's load.",
      dimensions: { DBClusterIdentifier: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.cluster_identifier\}$/) },
      threshold: 5000,
      treat_missing_data: "notBreaching",
    });
  });
});
