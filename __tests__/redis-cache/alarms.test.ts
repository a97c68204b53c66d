import { PlatformDashboard } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { cache, refusal, topic } from "./fixture";

const ALARM = "aws_cloudwatch_metric_alarm";

describe("the alarms of a cache", () => {
  const made = cache({ shards: 2, replicasPerShard: 1 });
  made.cache.addAlarms(topic(made));
  const alarms = Object.values(synth(made.stack).resources(ALARM));

  test("watch each node of each shard", () => {
    const nodes = new Set(alarms.map(({ dimensions }) => dimensions.CacheClusterId.replace(/^\$\{.*\}/, "")));
    expect(nodes).toEqual(new Set(["-0001-001", "-0001-002", "-0002-001", "-0002-002"]));
    expect(alarms).toHaveLength(20);
  });

  test("are five for a node, with thresholds and a treatment of missing data each", () => {
    const first = alarms.filter(({ dimensions }) => dimensions.CacheClusterId.endsWith("-0001-001"));
    expect(first.map(({ alarm_name, threshold, treat_missing_data }) => [alarm_name, threshold, treat_missing_data]).sort()).toEqual([
      ["trading-test-Cache-Nodes-0001-001-connections", 50_000, "notBreaching"],
      ["trading-test-Cache-Nodes-0001-001-engineCpu", 80, "missing"],
      ["trading-test-Cache-Nodes-0001-001-evictions", 1, "notBreaching"],
      ["trading-test-Cache-Nodes-0001-001-memory", 80, "missing"],
      ["trading-test-Cache-Nodes-0001-001-replicationLag", 5, "notBreaching"],
    ]);
  });

  test("are of the metrics that ElastiCache publishes", () => {
    expect(new Set(alarms.map(({ namespace, metric_name, statistic }) => `${namespace} ${metric_name} ${statistic}`))).toEqual(
      new Set([
        "AWS/ElastiCache EngineCPUUtilization Average",
        "AWS/ElastiCache DatabaseMemoryUsagePercentage Maximum",
        "AWS/ElastiCache Evictions Sum",
        "AWS/ElastiCache CurrConnections Maximum",
        "AWS/ElastiCache ReplicationLag Maximum",
      ]),
    );
  });

  test("have another threshold, or are left out, for all nodes alike", () => {
    const changed = cache();
    changed.cache.addAlarms(topic(changed), { evictions: false, memory: { threshold: 90 } });
    const left = Object.values(synth(changed.stack).resources(ALARM));
    expect(left).toHaveLength(8);
    expect(left.filter(({ alarm_name }) => alarm_name.endsWith("-memory")).map(({ threshold }) => threshold)).toEqual([90, 90]);
  });
});

describe("the alarms of a cache refuse", () => {
  test("a name that they don't have", () => {
    const made = cache();
    expect(messageOf(() => made.cache.addAlarms(topic(made), { swap: false } as never))).toBe(
      refusal(
        "trading-test/Cache/Nodes/0001-001",
        'overrides.swap: must name an alarm of this module; received "swap". ' +
          "Use one of engineCpu, memory, evictions, connections, replicationLag.",
      ),
    );
  });

  test("a second call", () => {
    const made = cache();
    const notified = topic(made);
    made.cache.addAlarms(notified);
    expect(messageOf(() => made.cache.addAlarms(notified))).toBe(
      refusal(
        "trading-test/Cache/Nodes/0001-001",
        'addAlarms: must be called once: the alarms have been made; received ["engineCpu","memory","evictions","connections","replicationLag"]. ' +
          "Give it all overrides at once; subscribe further receivers to the topic.",
      ),
    );
  });

  test("something that is no topic", () => {
    expect(messageOf(() => cache().cache.addAlarms("oncall@example.com" as never))).toBe(
      refusal(
        "trading-test/Cache/Nodes/0001-001",
        'topic: must be an AlarmTopic; received "oncall@example.com". Give an AlarmTopic; for one that exists, AlarmTopic.fromArn(…).',
      ),
    );
  });
});

describe("on a dashboard", () => {
  const { stack, cache: made } = cache({ clusterMode: false, replicasPerShard: 1 });
  new PlatformDashboard(stack, "Dashboard", { sources: [made] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);

  test("a cache has its own heading and six charts", () => {
    expect(widgets[0].properties.markdown).toBe("## Cache Cache");
    expect(widgets.slice(1).map(({ properties }: { properties: { title: string } }) => properties.title)).toEqual([
      "Engine CPU in percent",
      "Memory in percent",
      "Hit rate in percent",
      "Evictions",
      "Connections",
      "Replication lag in seconds",
    ]);
  });

  test("each chart has a line for each node", () => {
    expect(widgets[1].properties.metrics.map((metric: unknown[]) => metric[3])).toEqual([
      expect.stringMatching(/-001$/),
      expect.stringMatching(/-002$/),
    ]);
  });
});
