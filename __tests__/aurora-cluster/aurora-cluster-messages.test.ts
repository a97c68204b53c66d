import { Token } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { CLUSTER, DatabaseProps, database } from "./fixture";

const INSTANCE_CLASS = 'must be an instance class of Aurora; received "r7g.large". Write it as "db.r7g.large" or "db.serverless".';
const RETENTION =
  "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; " +
  "received 100. Use one of these.";
const TOKEN = Token.asString("${var.later}");
const UNKNOWN =
  'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.';
const VERSION = "must be a full version of aurora-postgresql, or a major one of 15, 16, 17";
const ZONE = "must be an AZ of the network's data subnets";
const ZONES = "Use one of eu-central-1a, eu-central-1b, eu-central-1c.";
const STREAM = "must have instances of provisioned, not burstable classes: the others have no database activity stream";
const NAMED = "must be 1 to 63 lower-case letters, digits and single dashes, beginning with a letter";

const capacity = (minCapacityAcu: number, maxCapacityAcu: number, secondsUntilAutoPause?: number): DatabaseProps => ({
  serverless: { minCapacityAcu, maxCapacityAcu, secondsUntilAutoPause },
});

/** Props of somebody who makes a mistake, and every line of the message they get. */
const MISTAKES: readonly [name: string, props: DatabaseProps, ...lines: string[]][] = [
  [
    "an engine that Aurora isn't",
    { engine: "postgres" as never },
    'engine: must be one of aurora-postgresql, aurora-mysql; received "postgres". Use one of these.',
  ],
  ["a version of the other engine", { engineVersion: "8.0" }, `engineVersion: ${VERSION}; received "8.0". Write it as "16.8".`],
  [
    "a version of MySQL that isn't Aurora's",
    { engine: "aurora-mysql", engineVersion: "8.0.36" },
    'engineVersion: must be a full version of aurora-mysql, or a major one of 8.0; received "8.0.36". Write it as "8.0.mysql_aurora.3.10.3".',
  ],
  [
    "a log of the other engine",
    { logExports: ["slowquery"] },
    'logExports: must be logs of aurora-postgresql; received "slowquery". Use some of postgresql, instance, iam-db-auth-error.',
  ],
  [
    "connections without TLS",
    { parameters: { "rds.force_ssl": "0" } },
    'parameters["rds.force_ssl"]: must stay as it is, so that every connection is encrypted; received "0". Leave it out.',
  ],
  [
    "connections without TLS on MySQL",
    { engine: "aurora-mysql", parameters: { require_secure_transport: "OFF" } },
    'parameters["require_secure_transport"]: must stay as it is, so that every connection is encrypted; received "OFF". Leave it out.',
  ],
  [
    "a class without Performance Insights",
    { engine: "aurora-mysql", readers: { a: { instanceClass: "db.t3.medium" } } },
    'readers["a"].instanceClass: must be a class with Performance Insights; received "db.t3.medium". Use "db.t4g.medium" or larger.',
  ],
  [
    "a class without Performance Insights for the writer",
    { engine: "aurora-mysql", instanceClass: "db.t2.small" },
    'instanceClass: must be a class with Performance Insights; received "db.t2.small". Use "db.t4g.medium" or larger.',
  ],
  [
    "an identifier that RDS refuses",
    { clusterIdentifier: "Trading--prod" },
    `clusterIdentifier: ${NAMED}; received "Trading--prod". Write it as "trading-prod".`,
  ],
  [
    "an identifier that is too long",
    { clusterIdentifier: "a".repeat(64) },
    `clusterIdentifier: ${NAMED}; received "${"a".repeat(64)}". Write it as "trading-prod".`,
  ],
  [
    "a database name with a dash",
    { databaseName: "order-book" },
    'databaseName: must be 1 to 63 letters, digits and underscores, beginning with a letter; received "order-book". Write it as "trading".',
  ],
  // RDS API Reference, CreateDBInstance, "DBName": no word that the engine reserves; PostgreSQL, "SQL Key Words"; MySQL, "The mysql System Schema".
  [
    "a database name that PostgreSQL reserves",
    { databaseName: "User" },
    'databaseName: must not be a word that PostgreSQL reserves; received "User". Write it as "trading".',
  ],
  [
    "a database name that MySQL reserves",
    { engine: "aurora-mysql", databaseName: "sys" },
    'databaseName: must not be a word that MySQL reserves; received "sys". Write it as "trading".',
  ],
  [
    "a master user that everybody guesses",
    { masterUsername: "postgres" },
    "masterUsername: must be 1 to 16 letters, digits and underscores, beginning with a letter, and none of the well-known admin, postgres, " +
      'root, rdsadmin; received "postgres". Write it as "platform_admin".',
  ],
  [
    "a final snapshot that RDS couldn't name",
    { finalSnapshotIdentifier: "final-" },
    'finalSnapshotIdentifier: must be 1 to 255 letters, digits and single dashes, beginning with a letter; received "final-". ' +
      'Write it as "trading-prod-final".',
  ],
  ["an instance type of EC2", { instanceClass: "r7g.large" }, `instanceClass: ${INSTANCE_CLASS}`],
  [
    "an instance type of EC2 for a reader",
    { readers: { a: { instanceClass: "r7g.large" } } },
    `readers["a"].instanceClass: ${INSTANCE_CLASS}`,
  ],
  // Aurora User Guide, "Supported DB engines for DB instance classes".
  [
    "a family that RDS has for other engines",
    { instanceClass: "db.m7g.large" },
    'instanceClass: must be an instance class of aurora-postgresql; received "db.m7g.large". ' +
      "The families of aurora-postgresql are t3, t4g, r5, r6g, r6i, r7g, r7i, r8g, x2g, r6gd, r6id, r8gd, and later ones.",
  ],
  [
    "a family that Aurora PostgreSQL alone has",
    { engine: "aurora-mysql", instanceClass: "db.r6gd.xlarge" },
    'instanceClass: must be an instance class of aurora-mysql; received "db.r6gd.xlarge". ' +
      "The families of aurora-mysql are t3, t4g, r5, r6g, r6i, r7g, r7i, r8g, x2g, and later ones.",
  ],
  [
    "a size that Aurora doesn't have",
    { readers: { a: { instanceClass: "db.t4g.small" } } },
    'readers["a"].instanceClass: must be an instance class of aurora-postgresql; received "db.t4g.small". The sizes of t4g are medium, large.',
  ],
  [
    "a tier that doesn't exist",
    { readers: { a: { promotionTier: 16 } } },
    'readers["a"].promotionTier: must be a whole number from 0 to 15; received 16. Give a value from 0 to 15.',
  ],
  [
    "a reader called as the other instance is",
    { readers: { main: {} } },
    'readers["main"]: must be named in lower-case letters, digits and single dashes, and not "main"; received "main". ' +
      'Name it as in { a: {} }, or for what it serves: "reports".',
  ],
  [
    "sixteen readers",
    { readers: Object.fromEntries([..."abcdefghijklmnop"].map((name) => [name, {}])) },
    "readers: must be at most 15; received 16. Use larger instances, or another cluster.",
  ],
  [
    "serverless instances without a capacity",
    { instanceClass: "db.serverless" },
    "serverless: must be given for instances of class db.serverless; received nothing. Add { minCapacityAcu, maxCapacityAcu }.",
  ],
  [
    "a capacity that nobody uses",
    { instanceClass: "db.r7g.large", ...capacity(1, 2) },
    'serverless: must have an instance that uses it; received {"minCapacityAcu":1,"maxCapacityAcu":2}. ' +
      'Give the writer or a reader the class "db.serverless", or leave it out.',
  ],
  [
    "capacities that Aurora doesn't have",
    capacity(0.3, 300),
    "serverless.minCapacityAcu: must be 0 to 256 capacity units in steps of 0.5; received 0.3. Give 0, 0.5, 1 … 256.",
    "serverless.maxCapacityAcu: must be 1 to 256 capacity units in steps of 0.5; received 300. Give 1, 1.5, 2 … 256.",
  ],
  ["a capacity upside down", capacity(8, 4), "serverless: must have a minimum no greater than its maximum; received [8,4]. Swap them."],
  [
    "a pause that is too short, and of instances that never pause",
    capacity(0.5, 4, 60),
    "serverless.secondsUntilAutoPause: must be a whole number from 300 to 86400 seconds; received 60. Give a value from 300 to 86400.",
    "serverless.secondsUntilAutoPause: must come with a minimum of 0 capacity units: only then instances pause; received 60. " +
      "Leave it out, or set minCapacityAcu to 0.",
  ],
  [
    "an endpoint without a member",
    { customEndpoints: { Reports: { members: [] } } },
    'customEndpoints["Reports"]: must be named in lower-case letters, digits and single dashes; received "Reports". Name it as "reports".',
    'customEndpoints["Reports"].members: must have a member; received []. Name readers.',
  ],
  [
    "an endpoint for a reader that isn't there",
    { customEndpoints: { reports: { members: ["b"] } } },
    'customEndpoints["reports"].members: must be one of a, main; received "b". Use one of these.',
  ],
  [
    "more and fewer readers than Aurora has",
    { readerAutoScaling: { min: -1, max: 16 } },
    "readerAutoScaling.min: must be a whole number from 0 to 15 readers; received -1. Give a value from 0 to 15.",
    "readerAutoScaling.max: must be a whole number from 1 to 15 readers; received 16. Give a value from 1 to 15.",
  ],
  [
    "readers upside down",
    { readerAutoScaling: { min: 3, max: 2 } },
    "readerAutoScaling: must have a minimum no greater than its maximum; received [3,2]. Raise max or lower min.",
  ],
  [
    "a maximum below the readers that are there",
    { readers: { a: {}, b: {} }, readerAutoScaling: { max: 1 } },
    "readerAutoScaling.max: must be no less than the 2 in readers; received 1. Give 2 or more.",
  ],
  [
    "two targets",
    { readerAutoScaling: { max: 2, targetCpuPercent: 0, targetConnections: 20_000 } },
    'readerAutoScaling: must have one target; received {"targetCpuPercent":0,"targetConnections":20000}. Leave targetCpuPercent or targetConnections out.',
    "readerAutoScaling.targetCpuPercent: must be a whole number from 1 to 100 percent; received 0. Give a value from 1 to 100.",
    "readerAutoScaling.targetConnections: must be a whole number from 1 to 16000 connections; received 20000. Give a value from 1 to 16000.",
  ],
  [
    "pauses without end",
    { readerAutoScaling: { max: 2, scaleInCooldownSeconds: 90_000, scaleOutCooldownSeconds: -1 } },
    "readerAutoScaling.scaleInCooldownSeconds: must be a whole number from 0 to 86400 seconds; received 90000. Give a value from 0 to 86400.",
    "readerAutoScaling.scaleOutCooldownSeconds: must be a whole number from 0 to 86400 seconds; received -1. Give a value from 0 to 86400.",
  ],
  [
    "schedules that Application Auto Scaling refuses",
    {
      readerAutoScaling: {
        max: 4,
        schedules: {
          opening: { recurrence: "30 8 * * MON-FRI", min: 5 },
          Again: { recurrence: "30 8 * * WED", timeZone: "Europe/Berlinn", min: 16 },
          monthly: { recurrence: "0 0 1 * MON", min: 1 },
          daily: { recurrence: "daily", min: 1 },
        },
      },
    },
    'readerAutoScaling.schedules["opening"].min: must be no more than max (4); received 5. Raise max or lower it.',
    'readerAutoScaling.schedules["Again"]: must be named in lower-case letters, digits and single dashes; received "Again". Name it as "opening".',
    'readerAutoScaling.schedules["Again"].timeZone: must be the canonical name of an IANA time zone; received "Europe/Berlinn". ' +
      "Did you mean Europe/Berlin?",
    'readerAutoScaling.schedules["Again"].min: must be a whole number from 0 to 15 readers; received 16. Give a value from 0 to 15.',
    'readerAutoScaling.schedules["Again"].min: must be no more than max (4); received 16. Raise max or lower it.',
    'readerAutoScaling.schedules["monthly"].recurrence: must give a day of the month or a day of the week, not both; received "0 0 1 * MON". ' +
      'Put "*" for one of them.',
    'readerAutoScaling.schedules["daily"].recurrence: must be the five fields of a cron expression, each in its range; received "daily". ' +
      'Write it as "50 8 * * MON-FRI".',
  ],
  [
    "two schedules at one time",
    {
      readerAutoScaling: {
        max: 4,
        schedules: { a: { recurrence: "30 8 * * MON-FRI", min: 1 }, b: { recurrence: "30 8 * * WED", min: 2 } },
      },
    },
    'readerAutoScaling.schedules["b"].recurrence: must have no time in common with readerAutoScaling.schedules["a"]; received "30 8 * * WED". ' +
      "Shift one of them by a minute.",
  ],
  [
    "a port that RDS doesn't take",
    { port: 443 },
    "port: must be a whole number from 1150 to 65535; received 443. Give a value from 1150 to 65535.",
  ],
  [
    "no backups",
    { backupRetentionDays: 0 },
    "backupRetentionDays: must be a whole number from 1 to 35 days; received 0. Give a value from 1 to 35.",
  ],
  [
    "samples that RDS doesn't take",
    { monitoringIntervalSeconds: 2 },
    "monitoringIntervalSeconds: must be one of 0, 1, 5, 10, 15, 30, 60; received 2. Use one of these.",
  ],
  [
    "a storage type of RDS",
    { storageType: "gp3" as never },
    'storageType: must be one of standard, io-optimized; received "gp3". Use one of these.',
  ],
  [
    "a stream of another kind",
    { activityStream: "batch" as never },
    'activityStream: must be one of async, sync; received "batch". Use one of these.',
  ],
  [
    "insights of another kind",
    { databaseInsights: "full" as never },
    'databaseInsights: must be one of standard, advanced; received "full". Use one of these.',
  ],
  [
    "an authority that isn't RDS'",
    { caCertificateIdentifier: "letsencrypt" },
    'caCertificateIdentifier: must be a certificate authority of RDS; received "letsencrypt". Write it as "rds-ca-rsa2048-g1".',
  ],
  ["a retention that CloudWatch Logs doesn't know", { logRetentionDays: 100 }, `logRetentionDays: ${RETENTION}`],
  [
    "windows that overlap",
    { backupWindow: "03:45-04:00" },
    'backupWindow: must last at least 30 minutes; received "03:45-04:00". Move its end.',
    'maintenanceWindow: must not overlap backupWindow (03:45-04:00); received "sun:03:30-sun:04:30". Move one of the two.',
  ],
  [
    "a local time to restore to",
    { restoreFrom: { sourceClusterIdentifier: "orders", restoreToTime: "2026-03-01 08:30" } },
    'restoreFrom.restoreToTime: must be a time in UTC; received "2026-03-01 08:30". Write it as "2026-03-01T08:30:00Z".',
  ],
  [
    "a time that the calendar doesn't have",
    { restoreFrom: { sourceClusterIdentifier: "orders", restoreToTime: "2026-13-01T08:30:00Z" } },
    'restoreFrom.restoreToTime: must be a time in UTC; received "2026-13-01T08:30:00Z". Write it as "2026-03-01T08:30:00Z".',
  ],
  [
    "a restore from nothing",
    { restoreFrom: {} as never },
    "restoreFrom: must have a source; received {}. Give snapshotIdentifier, sourceClusterIdentifier or sourceClusterResourceId.",
  ],
  [
    "a restore from two sources",
    { restoreFrom: { snapshotIdentifier: "a", sourceClusterIdentifier: "b" } },
    'restoreFrom: must have one source; received {"snapshotIdentifier":"a","sourceClusterIdentifier":"b"}. ' +
      "Give one of snapshotIdentifier, sourceClusterIdentifier or sourceClusterResourceId.",
  ],
  [
    "a restore of another kind",
    { restoreFrom: { sourceClusterIdentifier: "orders", restoreType: "clone" as never } },
    'restoreFrom.restoreType: must be one of full-copy, copy-on-write; received "clone". Use one of these.',
  ],
  [
    "a point in time of a snapshot",
    { restoreFrom: { snapshotIdentifier: "orders", restoreToTime: "2026-03-01T08:30:00Z", restoreType: "full-copy" } as never },
    'restoreFrom.restoreToTime: must come with a source cluster: a snapshot is restored as it is; received "2026-03-01T08:30:00Z". ' +
      "Leave it out.",
    'restoreFrom.restoreType: must come with a source cluster: a snapshot is restored as it is; received "full-copy". Leave it out.',
  ],
  [
    "a clone of a moment that has passed",
    { restoreFrom: { sourceClusterIdentifier: "orders", restoreToTime: "2026-03-01T08:30:00Z", restoreType: "copy-on-write" } },
    'restoreFrom.restoreToTime: must be left out for a clone, which is made of the cluster as it is; received "2026-03-01T08:30:00Z". ' +
      'Leave it out, or set restoreType to "full-copy".',
  ],
  [
    "a clone of a deleted cluster, by its name",
    { restoreFrom: { sourceClusterResourceId: "orders", restoreType: "copy-on-write" } as never },
    "restoreFrom.restoreType: must be full-copy for a cluster that has been deleted: there are no pages to share; " +
      'received "copy-on-write". Leave it out.',
    'restoreFrom.sourceClusterResourceId: must be a cluster\'s resource id, not its name; received "orders". ' +
      'Copy the one that begins with "cluster-".',
  ],
  [
    "an AZ that the network doesn't have",
    { writer: { availabilityZone: "us-east-1a" }, readers: { a: { availabilityZone: "eu-central-1" } } },
    `writer.availabilityZone: ${ZONE}; received "us-east-1a". ${ZONES}`,
    `readers["a"].availabilityZone: ${ZONE}; received "eu-central-1". ${ZONES}`,
  ],
  [
    "a writer that can't be",
    { writer: { promotionTier: -1, instanceClass: "r7g.large" } },
    "writer.promotionTier: must be a whole number from 0 to 15; received -1. Give a value from 0 to 15.",
    `writer.instanceClass: ${INSTANCE_CLASS}`,
  ],
  [
    "a prop that the writer doesn't have",
    { writer: { tier: 1 } as never },
    "writer.tier: must be a prop that there is; received 1. Did you mean promotionTier?",
  ],
  ["a major version that nobody has", { engineVersion: "99" }, `engineVersion: ${VERSION}; received "99". Write it as "16.8".`],
  ["a version without its last part", { engineVersion: "16." }, `engineVersion: ${VERSION}; received "16.". Write it as "16.8".`],
  [
    "an upgrade that doesn't say where to",
    { engineVersion: "17", allowMajorVersionUpgrade: true, autoMinorVersionUpgrade: true },
    "allowMajorVersionUpgrade: must come with a full engineVersion: RDS upgrades to some of them alone, depending on the one that the cluster has; " +
      'received "17". Name one that `aws rds describe-db-engine-versions` lists in ValidUpgradeTarget of the cluster\'s version.',
    "autoMinorVersionUpgrade: must not be true with allowMajorVersionUpgrade: RDS would move the version that Terraform is to upgrade; received true. " +
      "Leave it out until the upgrade is done.",
  ],
  [
    "support of another kind",
    { engineLifecycleSupport: "lts" as never },
    'engineLifecycleSupport: must be one of extended, standard; received "lts". Use one of these.',
  ],
  [
    "a stream of an instance that has none",
    { activityStream: "async", readers: { a: { instanceClass: "db.t4g.medium" } } },
    `activityStream: ${STREAM}; received "db.t4g.medium". Use "db.r7g.large" or larger for all of them.`,
  ],
  [
    "a synchronous stream of MySQL",
    { engine: "aurora-mysql", activityStream: "sync" },
    'activityStream: must be async for Aurora MySQL, which has no synchronous mode; received "sync". Use "async".',
  ],
  [
    "six custom endpoints",
    { customEndpoints: Object.fromEntries([..."abcdef"].map((name) => [name, { members: ["a"] }])) },
    "customEndpoints: must be at most 5; received 6. Share endpoints.",
  ],
  [
    "a pause of a version that never pauses",
    { engineVersion: "15.5", ...capacity(0, 4) },
    'serverless.minCapacityAcu: must be 0.5 or more before version 15.7, the first whose instances pause; received "15.5". ' +
      "Take engineVersion 15.7, or a minimum of 0.5.",
  ],
  [
    "a capacity of a version that doesn't reach it",
    { engineVersion: "15.4", ...capacity(2, 256) },
    'serverless.maxCapacityAcu: must be no more than 128 before version 15.5; received "15.4". Take engineVersion 15.5, or 128.',
  ],
  [
    "a pause of a version of MySQL that never pauses",
    { engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.04.3", ...capacity(0, 4) },
    "serverless.minCapacityAcu: must be 0.5 or more before version 8.0.mysql_aurora.3.08.0, the first whose instances pause; " +
      'received "8.0.mysql_aurora.3.04.3". Take engineVersion 8.0.mysql_aurora.3.08.0, or a minimum of 0.5.',
  ],
  [
    "a stream of serverless instances",
    { activityStream: "async", ...capacity(1, 2) },
    `activityStream: ${STREAM}; received "db.serverless". Use "db.r7g.large" or larger for all of them.`,
  ],
  [
    "a stream of MySQL that can't reach KMS",
    { engine: "aurora-mysql", activityStream: "async", network: { ...network, endpointServices: ["ssm"] } },
    'activityStream: must have an endpoint of KMS in the network: Aurora MySQL calls it from its subnets; received ["ssm"]. ' +
      'Add "kms" to interfaceEndpoints of the network (endpointServices of an imported one, once it has it).',
  ],
  [
    "the same log twice",
    { logExports: ["postgresql", "postgresql"] },
    'logExports: must each be named once; received ["postgresql","postgresql"]. Remove the duplicate.',
  ],
  ["one log that Terraform alone knows", { logExports: ["postgresql", TOKEN as never] }, `logExports: ${UNKNOWN}`],
  [
    "choices that Terraform alone knows and that decide what is created",
    {
      engine: TOKEN,
      engineVersion: TOKEN,
      allowMajorVersionUpgrade: TOKEN,
      autoMinorVersionUpgrade: TOKEN,
      writer: TOKEN,
      serverless: TOKEN,
      readers: TOKEN,
      readerAutoScaling: TOKEN,
      customEndpoints: TOKEN,
      parameters: TOKEN,
      instanceParameters: TOKEN,
      logExports: Token.asList("${var.later}"),
      databaseInsights: TOKEN,
      dataApi: TOKEN,
      activityStream: TOKEN,
      storageType: TOKEN,
      restoreFrom: TOKEN,
      globalDatabase: TOKEN,
      removal: TOKEN,
    } as never,
    ...[
      ...[
        "engine",
        "engineVersion",
        "allowMajorVersionUpgrade",
        "autoMinorVersionUpgrade",
        "writer",
        "serverless",
        "readers",
        "readerAutoScaling",
        "customEndpoints",
        "parameters",
        "instanceParameters",
      ],
      ...["logExports", "databaseInsights", "dataApi", "activityStream", "storageType", "restoreFrom", "globalDatabase", "removal"],
    ].map((prop) => `${prop}: ${UNKNOWN}`),
  ],
  [
    "a parameter that isn't named as RDS names it",
    { parameters: { TimeZone: "UTC" } },
    'parameters["TimeZone"]: must be named in lower case, as RDS names it; received "TimeZone". Write it as "timezone".',
  ],
  [
    "a parameter of the cluster for the instances",
    { instanceParameters: { timezone: "UTC" } },
    'instanceParameters["timezone"]: must be a parameter of instances: the cluster\'s group alone has it; received "timezone". Move it to parameters.',
  ],
  [
    "values that RDS can't have",
    { parameters: { work_mem: "64MB", search_path: "", random_page_cost: { value: NaN } } },
    'parameters["work_mem"]: must be a number without a unit; received "64MB". Convert it to the unit that RDS names in the parameter\'s description.',
    'parameters["search_path"]: must be a value; received "". Leave the parameter out: the engine\'s default holds.',
    'parameters["random_page_cost"].value: must be a finite number; received NaN. Give another one.',
  ],
  [
    "a parameter that can't take effect without a reboot",
    { parameters: { max_connections: { value: 500, applyMethod: "immediate" } } },
    'parameters["max_connections"].applyMethod: must be pending-reboot: the parameter is static; received "immediate". Leave it out.',
  ],
  [
    "a way to apply parameters that RDS doesn't have",
    { parameters: { log_statement: { value: "ddl", applyMethod: "now" as never } } },
    'parameters["log_statement"].applyMethod: must be one of immediate, pending-reboot; received "now". Use one of these.',
  ],
  [
    "a type of endpoint that Aurora doesn't have",
    { customEndpoints: { reports: { type: "WRITER" as never, members: ["a"] } } },
    'customEndpoints["reports"].type: must be one of READER, ANY; received "WRITER". Use one of these.',
  ],
  [
    "a removal of another kind",
    { removal: "keep" as never },
    'removal: must be one of protect, snapshot, destroy; received "keep". Use one of these.',
  ],
];

const STRING = "must be a string; received 7. Put it in quotes.";
const NUMBER = 'must be a number; received "7". Write it without quotes.';
const BOOLEAN = 'must be true or false; received "true". Write true or false, without quotes.';
const OBJECT = 'must be an object; received "a". Write it as { … }.';

/** Props that plain JavaScript, or a cast, hands in. */
const MISTYPED: readonly [name: string, props: object, ...lines: string[]][] = [
  [
    "no network and no key",
    { network: undefined, encryptionKey: undefined },
    "network: must be a Network; received nothing. Give a Network.",
    "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey.",
  ],
  [
    "ids where constructs are meant",
    { network: "vpc-0123456789abcdef0", encryptionKey: "alias/platform" },
    'network: must be a Network; received "vpc-0123456789abcdef0". Give a Network; for one that exists, Network.fromAttributes(…).',
    'encryptionKey: must be an EncryptionKey; received "alias/platform". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).',
  ],
  [
    "numbers where strings are meant",
    {
      engineVersion: 7,
      clusterIdentifier: 7,
      databaseName: 7,
      masterUsername: 7,
      instanceClass: 7,
      backupWindow: 7,
      maintenanceWindow: 7,
      caCertificateIdentifier: 7,
      finalSnapshotIdentifier: 7,
    },
    `engineVersion: ${STRING}`,
    `instanceClass: ${STRING}`,
    `caCertificateIdentifier: ${STRING}`,
    `backupWindow: ${STRING}`,
    `maintenanceWindow: ${STRING}`,
    `finalSnapshotIdentifier: ${STRING}`,
    `clusterIdentifier: ${STRING}`,
    `databaseName: ${STRING}`,
    `masterUsername: ${STRING}`,
  ],
  [
    "strings where numbers are meant",
    { backupRetentionDays: "7", logRetentionDays: "7" },
    `backupRetentionDays: ${NUMBER}`,
    `logRetentionDays: ${NUMBER}`,
  ],
  [
    "strings where booleans are meant",
    { allowMajorVersionUpgrade: "true", autoMinorVersionUpgrade: "true", applyImmediately: "true" },
    `allowMajorVersionUpgrade: ${BOOLEAN}`,
    `autoMinorVersionUpgrade: ${BOOLEAN}`,
    `applyImmediately: ${BOOLEAN}`,
  ],
  [
    "strings where objects are meant",
    {
      serverless: "a",
      readers: "a",
      readerAutoScaling: "a",
      customEndpoints: "a",
      parameters: "a",
      instanceParameters: "a",
      restoreFrom: "a",
    },
    `serverless: ${OBJECT}`,
    `readers: ${OBJECT}`,
    `readerAutoScaling: ${OBJECT}`,
    `customEndpoints: ${OBJECT}`,
    `parameters: ${OBJECT}`,
    `instanceParameters: ${OBJECT}`,
    `restoreFrom: ${OBJECT}`,
  ],
  [
    "one log where a list is meant",
    { logExports: "postgresql" },
    'logExports: must be a list of strings; received "postgresql". Write it as ["…", "…"].',
  ],
  ["a list of readers", { readers: ["a"] }, 'readers: must be an object; received ["a"]. Write it as { … }.'],
  ["a reader that is nothing", { readers: { a: undefined } }, 'readers["a"]: must be an object; received nothing. It is required.'],
  [
    "a reader of other types",
    { readers: { a: { instanceClass: 7, promotionTier: "7" } } },
    `readers["a"].instanceClass: ${STRING}`,
    `readers["a"].promotionTier: ${NUMBER}`,
  ],
  [
    "a capacity of other types",
    { serverless: { minCapacityAcu: "7", secondsUntilAutoPause: "7" } },
    `serverless.minCapacityAcu: ${NUMBER}`,
    "serverless.maxCapacityAcu: must be a number; received nothing. It is required.",
    `serverless.secondsUntilAutoPause: ${NUMBER}`,
  ],
  [
    "auto scaling of other types",
    {
      readerAutoScaling: {
        min: "7",
        targetCpuPercent: "7",
        targetConnections: "7",
        scaleOutCooldownSeconds: "7",
        scaleInCooldownSeconds: "7",
        drain: "true",
      },
    },
    `readerAutoScaling.min: ${NUMBER}`,
    "readerAutoScaling.max: must be a number; received nothing. It is required.",
    `readerAutoScaling.targetCpuPercent: ${NUMBER}`,
    `readerAutoScaling.targetConnections: ${NUMBER}`,
    `readerAutoScaling.scaleOutCooldownSeconds: ${NUMBER}`,
    `readerAutoScaling.scaleInCooldownSeconds: ${NUMBER}`,
    `readerAutoScaling.drain: ${BOOLEAN}`,
  ],
  [
    "a member where a list is meant",
    { customEndpoints: { reports: { members: "a" } } },
    'customEndpoints["reports"].members: must be a list of strings; received "a". Write it as ["…", "…"].',
  ],
  [
    "an endpoint that is nothing",
    { customEndpoints: { reports: null } },
    'customEndpoints["reports"]: must be an object; received nothing. It is required.',
  ],
  [
    "a parameter that is true",
    { instanceParameters: { log_duration: true } },
    'instanceParameters["log_duration"]: must be a string, or a number, or an object; received true. ' +
      'Write it in quotes, as RDS shows it: "1" or "0", "ON" or "OFF".',
  ],
  [
    "a parameter without a value",
    { parameters: { log_statement: { applyMethod: "immediate" } } },
    'parameters["log_statement"].value: must be a string, or a number; received nothing. It is required.',
  ],
  ["a restore from something that isn't named", { restoreFrom: { snapshotIdentifier: 7 } }, `restoreFrom.snapshotIdentifier: ${STRING}`],
];

describe("a cluster refuses", () => {
  test.each([...MISTAKES, ...MISTYPED])("%s", (_, props, ...lines) => {
    const head = `trading-test/Database: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => database(props))).toBe([head, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });

  test("props that aren't there", () => {
    expect(messageOf(() => new AuroraCluster(testStack(), "Database", undefined as never))).toBe(
      "trading-test/Database: invalid input\n  - props: must be an object; received nothing. It is required.",
    );
  });
});

test("every mistake is named in one error, and nothing has been made", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const make = () => new AuroraCluster(stack, "Database", { network, encryptionKey, databaseName: "1", backupRetentionDays: 99 });
  expect(messageOf(make)).toBe(
    "trading-test/Database: 2 invalid inputs\n" +
      '  - databaseName: must be 1 to 63 letters, digits and underscores, beginning with a letter; received "1". Write it as "trading".\n' +
      "  - backupRetentionDays: must be a whole number from 1 to 35 days; received 99. Give a value from 1 to 35.",
  );
  expect(synth(stack).types).toEqual(["aws_kms_alias", "aws_kms_key"]);
});

test("values that Terraform knows later pass", () => {
  const text = Token.asString("${var.text}");
  const number = Token.asNumber("${var.number}");
  const { stack, cluster } = database({
    databaseName: text,
    masterUsername: text,
    instanceClass: text,
    backupRetentionDays: number,
    backupWindow: text,
    maintenanceWindow: text,
    logRetentionDays: number,
    monitoringIntervalSeconds: number,
    caCertificateIdentifier: text,
    finalSnapshotIdentifier: text,
    restoreFrom: { sourceClusterIdentifier: text, restoreToTime: text },
  });
  expect(cluster.monitoringRole).toBeDefined();
  expect(synth(stack).resource(CLUSTER)).toMatchObject({
    database_name: "${var.text}",
    backup_retention_period: "${var.number}",
    preferred_backup_window: "${var.text}",
  });
});
