import { AuroraCluster } from "../../modules/aurora-cluster";
import { auroraAlarms, auroraWidgets } from "../../modules/aurora-cluster/alarms";
import { AlarmTopic } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { database } from "./fixture";

const GIB = 1024 ** 3;
const sizing = { clusterIdentifier: "orders", engine: "aurora-postgresql" } as const;

describe("the recommended alarms", () => {
  function alarms(overrides?: Parameters<AuroraCluster["addAlarms"]>[1]) {
    const { stack, key, cluster } = database();
    cluster.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }), overrides);
    return Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
  }

  test("are of CPU, memory, connections, lag, deadlocks and the volume", () => {
    expect(
      alarms()
        .map(({ alarm_name }) => alarm_name)
        .sort(),
    ).toEqual([
      "trading-test-Database-connections",
      "trading-test-Database-cpu",
      "trading-test-Database-deadlocks",
      "trading-test-Database-freeableMemory",
      "trading-test-Database-replicaLag",
      "trading-test-Database-volume",
    ]);
  });

  test("watch the cluster, and so readers that auto scaling has added", () => {
    alarms().forEach(({ dimensions }) => {
      expect(dimensions).toEqual({
        DBClusterIdentifier: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.cluster_identifier\}$/),
      });
    });
  });

  test("take another threshold", () => {
    expect(alarms({ cpu: { threshold: 70 } }).find(({ alarm_name }) => alarm_name.endsWith("-cpu"))).toMatchObject({ threshold: 70 });
  });

  test("can be left out", () => {
    const names = alarms({ volume: false }).map(({ alarm_name }) => alarm_name);
    expect(names).toHaveLength(5);
    expect(names).not.toContain("trading-test-Database-volume");
  });

  test("refuse a name that they don't have", () => {
    const { stack, key, cluster } = database();
    const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
    expect(messageOf(() => cluster.addAlarms(topic, { disk: false } as never))).toBe(
      "trading-test/Database: invalid input\n" +
        '  - overrides.disk: must name an alarm of this module; received "disk". ' +
        "Use one of cpu, freeableMemory, connections, replicaLag, deadlocks, volume.",
    );
  });
});

describe("thresholds", () => {
  test("follow the size of the writer", () => {
    const { freeableMemory, connections } = auroraAlarms({ ...sizing, instanceClass: "db.r7g.large" });
    expect(freeableMemory.threshold).toBe(Math.round(0.8 * GIB));
    expect(connections.threshold).toBe(1297);
  });

  test("follow the capacity that a serverless writer may scale to", () => {
    const serverless = { minCapacityAcu: 0.5, maxCapacityAcu: 64 };
    const { freeableMemory, connections } = auroraAlarms({ ...sizing, instanceClass: "db.serverless", serverless });
    expect(freeableMemory.threshold).toBe(Math.round(6.4 * GIB));
    expect(connections.threshold).toBe(1600);
  });

  test("are those of 16 GiB for a class of unknown size", () => {
    const known = auroraAlarms({ ...sizing, instanceClass: "db.r7g.large" });
    expect(auroraAlarms({ ...sizing, instanceClass: "db.z9.huge" })).toEqual(known);
  });

  test("say of each metric what missing data means", () => {
    const named = Object.entries(auroraAlarms({ ...sizing, instanceClass: "db.r7g.large" }));
    expect(Object.fromEntries(named.map(([name, { missingData }]) => [name, missingData]))).toEqual({
      cpu: "missing",
      freeableMemory: "missing",
      connections: "notBreaching",
      replicaLag: "notBreaching",
      deadlocks: "notBreaching",
      volume: "notBreaching",
    });
  });
});

test("charts show the cluster's own metrics of RDS", () => {
  const metrics = auroraWidgets("orders").flatMap((widget) => widget.metrics);
  expect(new Set(metrics.map(({ namespace }) => namespace))).toEqual(new Set(["AWS/RDS"]));
  metrics.forEach(({ dimensions }) => expect(dimensions).toEqual({ DBClusterIdentifier: "orders" }));
});
