import { Token } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { auroraAlarms, auroraWidgets } from "../../modules/aurora-cluster/alarms";
import { AlarmTopic } from "../../src/core";
import { charts } from "../support/charts";
import { messageOf, synth } from "../support/synth";
import { DatabaseProps, database } from "./fixture";

const GIB = 1024 ** 3;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function alarms(overrides?: Parameters<AuroraCluster["addAlarms"]>[1], props: DatabaseProps = {}): Record<string, any> {
  const { stack, key, cluster } = database(props);
  cluster.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }), overrides);
  const made = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
  return Object.fromEntries(made.map((alarm) => [alarm.alarm_name.replace("trading-test-Database-", ""), alarm]));
}

describe("the recommended alarms", () => {
  test("are of CPU, memory and connections of either role, of lag, deadlocks and the volume", () => {
    expect(Object.keys(alarms()).sort()).toEqual([
      "deadlocks",
      "readerConnections",
      "readerCpu",
      "readerMemory",
      "replicaLag",
      "volume",
      "writerConnections",
      "writerCpu",
      "writerMemory",
    ]);
  });

  test("are the writer's alone where there is never a reader", () => {
    expect(Object.keys(alarms({}, { readers: {} })).sort()).toEqual([
      "deadlocks",
      "volume",
      "writerConnections",
      "writerCpu",
      "writerMemory",
    ]);
    expect(alarms({}, { readers: {}, readerAutoScaling: { max: 2 } })).toHaveProperty("readerCpu");
  });

  // Aurora User Guide, "Creating CloudWatch alarms to monitor Amazon Aurora": WRITER or READER role metrics rather than those of an instance.
  test("watch the cluster's roles, and so readers that auto scaling has added", () => {
    const cluster = expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.cluster_identifier\}$/);
    const roles = Object.entries(alarms()).map(([name, { dimensions }]) => {
      expect(dimensions.DBClusterIdentifier).toEqual(cluster);
      return [name, dimensions.Role];
    });
    expect(Object.fromEntries(roles)).toEqual({
      writerCpu: "WRITER",
      writerMemory: "WRITER",
      writerConnections: "WRITER",
      readerCpu: "READER",
      readerMemory: "READER",
      readerConnections: "READER",
      deadlocks: "WRITER",
      replicaLag: undefined,
      volume: undefined,
    });
  });

  test("say what is wrong and where to look first", () => {
    const texts = Object.entries(alarms()).map(([name, { alarm_description }]) => [name, alarm_description]);
    expect(Object.fromEntries(texts)).toEqual({
      deadlocks: "Transactions block each other several times a minute. Look at the database's log for the statements.",
      readerConnections: "A reader of the database runs out of connections. Look for services that open too many, or put a proxy between.",
      readerCpu: "A reader of the database is at its limit. Look at the top queries; then resize, or add readers.",
      readerMemory:
        "A reader of the database has little memory left and will soon swap. Look at connections and large queries; then resize.",
      replicaLag: "A reader is more than two seconds behind: reads are stale. Look at the writer's load and at the reader's size.",
      volume: "The cluster's volume nears 128 TiB, the limit of most engine versions (256 TiB of the newest). Archive, or split the data.",
      writerConnections: "The database's writer runs out of connections. Look for services that open too many, or put a proxy between.",
      writerCpu: "The database's writer is at its limit. Look at the top queries; then resize, or add readers.",
      writerMemory: "The database's writer has little memory left and will soon swap. Look at connections and large queries; then resize.",
    });
  });

  // Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora". Of instances the worst of a role, which an average would dilute; deadlocks are a rate of one instance.
  test("look at these metrics of RDS, at the worst value", () => {
    const metrics = Object.entries(alarms()).map(([name, { namespace, metric_name: metric, statistic }]) => [
      name,
      [namespace, metric, statistic],
    ]);
    expect(Object.fromEntries(metrics)).toEqual({
      deadlocks: ["AWS/RDS", "Deadlocks", "Average"],
      readerConnections: ["AWS/RDS", "DatabaseConnections", "Maximum"],
      readerCpu: ["AWS/RDS", "CPUUtilization", "Maximum"],
      readerMemory: ["AWS/RDS", "FreeableMemory", "Minimum"],
      replicaLag: ["AWS/RDS", "AuroraReplicaLagMaximum", "Maximum"],
      volume: ["AWS/RDS", "VolumeBytesUsed", "Maximum"],
      writerConnections: ["AWS/RDS", "DatabaseConnections", "Maximum"],
      writerCpu: ["AWS/RDS", "CPUUtilization", "Maximum"],
      writerMemory: ["AWS/RDS", "FreeableMemory", "Minimum"],
    });
  });

  // More than six deadlocks a minute; 100 TiB of the 128 that most engine versions have.
  test("go to ALARM at these values, whatever the size of the instances", () => {
    const { deadlocks, readerCpu, replicaLag, volume, writerCpu } = thresholds({});
    expect({ deadlocks, readerCpu, replicaLag, volume, writerCpu }).toEqual({
      deadlocks: 0.1,
      readerCpu: 85,
      replicaLag: 2000,
      volume: 100 * 1024 * GIB,
      writerCpu: 85,
    });
  });

  // Each looks at whole minutes but the volume, which grows slowly, at an hour.
  test("look back for as long as what they watch takes to matter", () => {
    const periods = Object.entries(alarms()).map(([name, { period, evaluation_periods }]) => [name, [period, evaluation_periods]]);
    expect(Object.fromEntries(periods)).toEqual({
      deadlocks: [60, 3],
      readerConnections: [60, 5],
      readerCpu: [60, 10],
      readerMemory: [60, 10],
      replicaLag: [60, 5],
      volume: [3600, 1],
      writerConnections: [60, 5],
      writerCpu: [60, 10],
      writerMemory: [60, 10],
    });
  });

  test("take another threshold", () => {
    expect(alarms({ writerCpu: { threshold: 70 } }).writerCpu).toMatchObject({ threshold: 70 });
  });

  test("can be left out", () => {
    expect(alarms({ volume: false })).not.toHaveProperty("volume");
  });

  test("take changes of readers' alarms also where there is none", () => {
    const changes = { readerCpu: { threshold: 70 }, readerMemory: false, readerConnections: false, replicaLag: { threshold: 1 } } as const;
    expect(Object.keys(alarms({ ...changes, volume: false }, { readers: {} })).sort()).toEqual([
      "deadlocks",
      "writerConnections",
      "writerCpu",
      "writerMemory",
    ]);
  });

  test("refuse a name that they don't have", () => {
    const { stack, key, cluster } = database();
    const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
    expect(messageOf(() => cluster.addAlarms(topic, { disk: false } as never))).toBe(
      "trading-test/Database: invalid input\n" +
        '  - overrides.disk: must name an alarm of this module; received "disk". Use one of writerCpu, writerMemory, writerConnections, deadlocks, ' +
        "volume, readerCpu, readerMemory, readerConnections, replicaLag.",
    );
  });

  test("refuse to be made twice", () => {
    const { stack, key, cluster } = database({ readers: {} });
    const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
    cluster.addAlarms(topic);
    expect(messageOf(() => cluster.addAlarms(topic))).toBe(
      "trading-test/Database: invalid input\n" +
        '  - addAlarms: must be called once: the alarms have been made; received ["writerCpu","writerMemory","writerConnections","deadlocks","volume"]. ' +
        "Give it all overrides at once; subscribe further receivers to the topic.",
    );
  });
});

/** What thresholds are by. */
function thresholds(props: DatabaseProps): Record<string, number> {
  return Object.fromEntries(Object.entries(alarms({}, props)).map(([name, { threshold }]) => [name, threshold]));
}

describe("thresholds", () => {
  // 16 GiB; LEAST({DBInstanceClassMemory/9531392}, 5000) with what the operating system takes away: 80 % of 1622, 5 % of 16 GiB.
  test("follow the size of the instances", () => {
    const large = { memory: Math.round(0.8 * GIB), connections: 1297 };
    expect(thresholds({})).toMatchObject({
      writerMemory: large.memory,
      readerMemory: large.memory,
      writerConnections: large.connections,
      readerConnections: large.connections,
    });
  });

  test("of the readers are those of the smallest instance, of the writer those of the smallest that may become it", () => {
    const readers = { a: {}, reports: { instanceClass: "db.r7g.large", promotionTier: 15 } };
    const made = thresholds({ instanceClass: "db.r7g.2xlarge", readers });
    expect(made).toMatchObject({ writerMemory: Math.round(3.2 * GIB), writerConnections: 4000 });
    expect(made).toMatchObject({ readerMemory: Math.round(0.8 * GIB), readerConnections: 1297 });
  });

  test("of the writer are those of a smaller reader that Aurora promotes first", () => {
    const readers = { a: { instanceClass: "db.r7g.large" } };
    expect(thresholds({ instanceClass: "db.r7g.2xlarge", readers }).writerMemory).toBe(Math.round(0.8 * GIB));
  });

  test("of connections follow the parameter", () => {
    expect(thresholds({ instanceParameters: { max_connections: "500" } })).toMatchObject({
      writerConnections: 400,
      readerConnections: 400,
    });
    const parameters = { max_connections: { value: "1000", applyMethod: "pending-reboot" } } as const;
    expect(thresholds({ parameters }).writerConnections).toBe(800);
    // What Terraform alone knows, as a formula of RDS' own, leaves the engine's.
    const token = Token.asNumber("${var.connections}");
    expect(thresholds({ parameters: { max_connections: token } }).writerConnections).toBe(1297);
    expect(thresholds({ parameters: { max_connections: "LEAST({DBInstanceClassMemory/9531392},5000)" } }).writerConnections).toBe(1297);
  });

  // Aurora User Guide, "Working with parameter groups": a DB parameter group's value overrides that of the DB cluster parameter group.
  test("of connections follow the instances' parameter where the cluster has one too", () => {
    const both = { parameters: { max_connections: "1000" }, instanceParameters: { max_connections: "500" } };
    expect(thresholds(both)).toMatchObject({ writerConnections: 400, readerConnections: 400 });
  });

  test("follow the capacity that serverless instances may scale to", () => {
    const made = thresholds({ serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 64 } });
    expect(made).toMatchObject({ writerMemory: Math.round(6.4 * GIB), writerConnections: 1600 });
  });

  test("are those of 16 GiB for a class of unknown size", () => {
    const member = (instanceClass: string) => ({ name: "main", instanceClass, promotionTier: 0 });
    const sizing = { clusterIdentifier: "orders", engine: "aurora-postgresql", hasReaders: false } as const;
    const known = auroraAlarms({ ...sizing, members: [member("db.r7g.large")] });
    expect(auroraAlarms({ ...sizing, members: [member("db.z9.huge")] })).toEqual(known);
  });

  // Aurora User Guide, "Cluster-level metrics for Amazon Aurora": AuroraReplicaLagMaximum is in milliseconds, VolumeBytesUsed in bytes.
  test("are in the units of the metrics: two seconds of lag, and a volume below 128 TiB", () => {
    const { replicaLag, volume } = thresholds({});
    expect(replicaLag).toBe(2 * 1000);
    expect(volume).toBeGreaterThan(64 * 1024 * GIB);
    expect(volume).toBeLessThan(128 * 1024 * GIB);
  });

  // Aurora User Guide, "Instance-level metrics for Amazon Aurora": FreeableMemory is what is available, all others what is used.
  test("are crossed by memory that falls, and by all else that rises", () => {
    const falling = Object.entries(alarms()).filter(([, { comparison_operator }]) => comparison_operator.startsWith("LessThan"));
    expect(falling.map(([name]) => name).sort()).toEqual(["readerMemory", "writerMemory"]);
  });

  test("say of each metric what missing data means", () => {
    const missing = Object.entries(alarms()).map(([name, { treat_missing_data }]) => [name, treat_missing_data]);
    expect(Object.fromEntries(missing)).toEqual({
      writerCpu: "missing",
      writerMemory: "missing",
      // There may be none for a while, where auto scaling alone makes them.
      readerCpu: "notBreaching",
      readerMemory: "notBreaching",
      writerConnections: "notBreaching",
      readerConnections: "notBreaching",
      replicaLag: "notBreaching",
      deadlocks: "notBreaching",
      volume: "notBreaching",
    });
  });
});

// Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora": those of instances by role, the lag of the cluster.
test("charts show the cluster's own metrics of RDS, those of instances by role", () => {
  const { cluster } = database();
  expect(charts(cluster)).toEqual([
    "CPU in percent: writer, readers: Maximum of AWS/RDS CPUUtilization, Maximum of AWS/RDS CPUUtilization",
    "Connections: writer, busiest reader: Maximum of AWS/RDS DatabaseConnections, Maximum of AWS/RDS DatabaseConnections",
    "Freeable memory in bytes: writer, readers: Minimum of AWS/RDS FreeableMemory, Minimum of AWS/RDS FreeableMemory",
    "Replica lag in milliseconds: Maximum of AWS/RDS AuroraReplicaLagMaximum",
    "Deadlocks per second: Average of AWS/RDS Deadlocks",
    "Commit latency in milliseconds: Average of AWS/RDS CommitLatency",
  ]);
  const dimensions = auroraWidgets("orders").map(({ metrics }) => metrics.map((metric) => metric.dimensions));
  const of = (...roles: readonly string[]) => roles.map((Role) => ({ DBClusterIdentifier: "orders", Role }));
  const both = of("WRITER", "READER");
  expect(dimensions).toStrictEqual([both, both, both, [{ DBClusterIdentifier: "orders" }], of("WRITER"), of("WRITER")]);
});
