import { RedisAlarm } from "../../modules/redis-cache";
import { AlarmOverrides, PlatformDashboard } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { CacheProps, cache, refusal, replicationGroup, topic } from "./fixture";

const ALARM = "aws_cloudwatch_metric_alarm";
const ID = /\$\{aws_elasticache_replication_group\.Cache_\w+\.replication_group_id\}/;

/** The alarms of a cache, by the names in their names. */
function alarmsOf(props: CacheProps = {}, overrides?: AlarmOverrides<RedisAlarm>): Record<string, Record<string, any>> {
  const made = cache(props);
  made.cache.addAlarms(topic(made), overrides);
  const alarms = Object.values(synth(made.stack).resources(ALARM));
  return Object.fromEntries(alarms.map((alarm) => [alarm.alarm_name.split("-").at(-1), alarm]));
}

/** What a query asks for, with the id of the replication group left out. */
function queryOf(alarm: Record<string, any> | undefined): string {
  return alarm!.metric_query[0].expression.replace(ID, "ID");
}

describe("the alarms of a cache", () => {
  const alarms = alarmsOf({ shards: 20, replicasPerShard: 2 });

  test("are eleven, however many nodes there are", () => {
    expect(Object.keys(alarms)).toHaveLength(11);
    expect(Object.keys(alarmsOf({ clusterMode: false, replicasPerShard: 0 })).sort()).toEqual(Object.keys(alarms).sort());
  });

  test("say what is wrong and where to look first", () => {
    const made = Object.entries(alarmsOf({ nodeType: "cache.t4g.small" })).map(([name, { alarm_description }]) => [
      name,
      alarm_description,
    ]);
    expect(Object.fromEntries(made)).toEqual({
      authentication:
        "Somebody tries to log in and can't. Look for a service whose role lacks the grant, or for somebody who shouldn't be there.",
      channelAuthorization:
        "A user uses channels that it has no permission for. ACL LOG on the node says which: widen the user's access, or find out who it is.",
      commandAuthorization:
        "A user runs commands that it has no permission for. ACL LOG on the node says which: widen the user's access, or find out who it is.",
      connections: "A node nears its limit of 65000 connections. Look for services that open one for each request.",
      cpu: "A node's one working thread is at its limit. Look for slow commands in the slow log; then add shards, or replicas to read from.",
      evictions: "A node evicts keys because its memory is full. Add shards, or use a larger node type.",
      keyAuthorization:
        "A user uses keys that it has no permission for. ACL LOG on the node says which: widen the user's access, or find out who it is.",
      memory: "A node is nearly full, and will evict keys or refuse writes. Add shards, or use a larger node type.",
      nodes:
        "CloudWatch finds no node of the cache, and no other alarm of it can be in ALARM. Enable resource tags on telemetry, once in this account and region: aws observabilityadmin start-telemetry-enrichment. Where they are enabled, look at the cache itself.",
      replicationLag: "A replica is seconds behind: reads are stale, and a failover would lose writes. Look at the write load.",
      trafficManagement:
        "A node gets more commands than it can process. Look at CPU and network; then add shards, or use a larger node type.",
      cpuCredits: "A node has spent its CPU credits, and is held at its baseline soon. Use a node type that isn't burstable.",
    });
  });

  // CloudWatch User Guide, "Create a CloudWatch alarm based on a Metrics Insights query": what GROUP BY names is a contributor with a state of its own.
  test.each(Object.entries(alarms).filter(([name]) => name !== "nodes"))("watch each node by itself: %s", (_, alarm) => {
    expect(queryOf(alarm)).toMatch(/ GROUP BY CacheClusterId ORDER BY MAX\(\) DESC$/);
    expect(alarm).not.toHaveProperty("dimensions");
  });

  // CloudWatch User Guide, "Supported metrics for resource tags for telemetry": the metrics of AWS::ElastiCache::CacheCluster by both dimensions.
  test.each(Object.entries(alarms))("find the nodes of the one cache by its tag: %s", (_, alarm) => {
    expect(queryOf(alarm)).toContain(` FROM SCHEMA("AWS/ElastiCache", CacheClusterId, CacheNodeId) WHERE tag.ReplicationGroupId = 'ID'`);
  });

  // ElastiCache User Guide, "Tagging your ElastiCache resources": new clusters of a replication group have its tags.
  test("find it by a tag that the replication group has", () => {
    expect(replicationGroup({ replicationGroupId: "order-books" }).tags).toEqual({ ReplicationGroupId: "order-books" });
  });

  // ElastiCache User Guide, "Metrics for Valkey and Redis OSS" and "Host-level metrics".
  test("are of the metrics that ElastiCache publishes", () => {
    const watched = Object.entries(alarms).map(([name, alarm]) => [name, queryOf(alarm).split(" ")[1]]);
    expect(Object.fromEntries(watched)).toEqual({
      nodes: "COUNT(CurrConnections)",
      cpu: "AVG(CPUUtilization)",
      memory: "MAX(DatabaseMemoryUsagePercentage)",
      evictions: "SUM(Evictions)",
      connections: "MAX(CurrConnections)",
      replicationLag: "MAX(ReplicationLag)",
      trafficManagement: "MAX(TrafficManagementActive)",
      authentication: "SUM(AuthenticationFailures)",
      commandAuthorization: "SUM(CommandAuthorizationFailures)",
      keyAuthorization: "SUM(KeyAuthorizationFailures)",
      channelAuthorization: "SUM(ChannelAuthorizationFailures)",
    });
  });

  test("have thresholds, periods and a treatment of missing data each", () => {
    const settings = Object.entries(alarms).map(([name, { threshold, datapoints_to_alarm, evaluation_periods, treat_missing_data }]) => [
      name,
      [threshold, `${datapoints_to_alarm} of ${evaluation_periods}`, treat_missing_data],
    ]);
    expect(Object.fromEntries(settings)).toEqual({
      nodes: [1, "3 of 3", "breaching"],
      cpu: [45, "5 of 5", "missing"],
      memory: [80, "5 of 5", "missing"],
      evictions: [1, "5 of 5", "notBreaching"],
      connections: [52_000, "5 of 5", "notBreaching"],
      replicationLag: [5, "5 of 5", "notBreaching"],
      trafficManagement: [1, "5 of 5", "notBreaching"],
      authentication: [5, "3 of 5", "notBreaching"],
      commandAuthorization: [1, "3 of 5", "notBreaching"],
      keyAuthorization: [1, "3 of 5", "notBreaching"],
      channelAuthorization: [1, "3 of 5", "notBreaching"],
    });
  });

  test("say so when CloudWatch finds no node, as where it doesn't know the tags", () => {
    expect(queryOf(alarms.nodes)).not.toContain("GROUP BY");
    expect(alarms.nodes).toMatchObject({ comparison_operator: "LessThanThreshold", treat_missing_data: "breaching" });
    expect(alarms.nodes!.alarm_description).toContain("aws observabilityadmin start-telemetry-enrichment");
  });

  // ElastiCache User Guide, "Monitoring use with CloudWatch metrics": nodes publish at 60-second intervals. One that is replaced publishes nothing for minutes.
  test("look at each minute, and for nodes at a quarter of an hour", () => {
    const periods = Object.entries(alarms).map(([name, alarm]) => [name, alarm.metric_query[0].period]);
    const { nodes, ...others } = Object.fromEntries(periods);
    expect(nodes * alarms.nodes!.evaluation_periods).toBe(15 * 60);
    expect(new Set(Object.values(others))).toEqual(new Set([60]));
  });

  // ElastiCache User Guide, "Which Metrics Should I Monitor?": 90 % of the CPU's share for one thread with 2 vCPUs or fewer, of the engine's thread from 4 on.
  test.each([
    ["cache.t2.small", "AVG(CPUUtilization)", 90],
    ["cache.t4g.micro", "AVG(CPUUtilization)", 45],
    ["cache.r7g.large", "AVG(CPUUtilization)", 45],
    ["cache.r7g.xlarge", "AVG(EngineCPUUtilization)", 90],
    ["cache.m5.24xlarge", "AVG(EngineCPUUtilization)", 90],
  ])("of CPU, with %s, watch %s at %i percent", (nodeType, metric, threshold) => {
    const { cpu } = alarmsOf({ nodeType });
    expect(queryOf(cpu)).toContain(`SELECT ${metric} `);
    expect(cpu!.threshold).toBe(threshold);
  });

  // ElastiCache User Guide, "Target tracking scaling policies": memory that is full is what nodes with data tiering are for.
  test("of memory watch memory and SSD with data tiering", () => {
    expect(queryOf(alarmsOf({ nodeType: "cache.r6gd.xlarge" }).memory)).toContain("SELECT MAX(DatabaseCapacityUsagePercentage) ");
  });

  // ElastiCache User Guide, "Valkey and Redis OSS parameters": maxclients; 80 % of it.
  test.each([
    ["cache.t4g.micro", 16_000],
    ["cache.t3.medium", 36_800],
    ["cache.t4g.medium", 52_000],
  ])("of connections, with %s, are at %i", (nodeType, threshold) => {
    expect(alarmsOf({ nodeType }).connections!.threshold).toBe(threshold);
  });

  // ElastiCache User Guide, "Supported node types": CPU credit metrics are for T3 and T4g. CloudWatch has them every five minutes.
  test("of CPU credits are there for burstable nodes that have the metric", () => {
    const { cpuCredits } = alarmsOf({ nodeType: "cache.t4g.medium" });
    expect(queryOf(cpuCredits)).toMatch(/^SELECT MIN\(CPUCreditBalance\) .* GROUP BY CacheClusterId ORDER BY MIN\(\) ASC$/);
    expect(cpuCredits).toMatchObject({
      threshold: 5,
      comparison_operator: "LessThanOrEqualToThreshold",
      evaluation_periods: 12,
      treat_missing_data: "notBreaching",
    });
    expect(cpuCredits!.metric_query[0].period).toBe(300);
    expect(alarmsOf({ nodeType: "cache.t2.medium" })).not.toHaveProperty("cpuCredits");
    expect(alarmsOf({ nodeType: "cache.r7g.large" })).not.toHaveProperty("cpuCredits");
  });

  test("have another threshold, or are left out, for all nodes alike", () => {
    const changed = alarmsOf({}, { evictions: false, memory: { threshold: 90 } });
    expect(Object.keys(changed)).toHaveLength(10);
    expect(changed).not.toHaveProperty("evictions");
    expect(changed.memory!.threshold).toBe(90);
  });

  test("of CPU credits may be changed in an environment whose nodes have none", () => {
    const overrides = { cpuCredits: { threshold: 20 } };
    expect(alarmsOf({ nodeType: "cache.t4g.medium" }, overrides).cpuCredits!.threshold).toBe(20);
    expect(alarmsOf({}, overrides)).not.toHaveProperty("cpuCredits");
  });

  test("are handed back by their names", () => {
    const made = cache();
    const created = made.cache.addAlarms(topic(made), { evictions: false });
    expect(created.cpu!.node.path).toBe("trading-test/Cache/Alarms/cpu");
    expect(created.evictions).toBeUndefined();
  });
});

describe("the alarms of a cache refuse", () => {
  test("a name that they don't have", () => {
    const made = cache();
    expect(messageOf(() => made.cache.addAlarms(topic(made), { swap: false } as never))).toBe(
      refusal(
        "trading-test/Cache",
        'overrides.swap: must name an alarm of this module; received "swap". ' +
          "Use one of nodes, cpu, memory, evictions, connections, replicationLag, trafficManagement, authentication, commandAuthorization, keyAuthorization, " +
          "channelAuthorization.",
      ),
    );
  });

  test("a second call", () => {
    const made = cache();
    const notified = topic(made);
    made.cache.addAlarms(notified);
    expect(() => made.cache.addAlarms(notified)).toThrow(
      expect.objectContaining({ constructPath: "trading-test/Cache", violations: [expect.objectContaining({ prop: "addAlarms" })] }),
    );
  });

  // CloudWatch User Guide, "Create a CloudWatch alarm based on a Metrics Insights query": only the latest three hours are evaluated.
  test("more periods than a query finds", () => {
    const made = cache();
    expect(messageOf(() => made.cache.addAlarms(topic(made), { memory: { evaluationPeriods: 181 } }))).toContain(
      "overrides.memory.evaluationPeriods: must be a whole number from 1 to 180 periods",
    );
  });

  // ElastiCache User Guide, "Metrics for Valkey and Redis OSS": DatabaseMemoryUsagePercentage and EngineCPUUtilization are in percent.
  test.each([
    ["memory", 0.8, "must be in percent, as the metric is, and not a share of 1; received 0.8. Write 80 for that many percent."],
    ["memory", 101, "must be a percentage, 0 to 100: the metric takes no other value; received 101. Write 80 for 80 percent."],
    ["cpu", 0.9, "must be in percent, as the metric is, and not a share of 1; received 0.9. Write 90 for that many percent."],
  ] as const)("a threshold of %s that is no percentage: %d", (name, threshold, line) => {
    const made = cache({ nodeType: "cache.r7g.xlarge" });
    expect(messageOf(() => made.cache.addAlarms(topic(made), { [name]: { threshold } }))).toBe(
      refusal("trading-test/Cache", `overrides.${name}.threshold: ${line}`),
    );
  });

  test("something that is no topic", () => {
    expect(messageOf(() => cache().cache.addAlarms("oncall@example.com" as never))).toBe(
      refusal(
        "trading-test/Cache",
        'topic: must be an AlarmTopic; received "oncall@example.com". Give an AlarmTopic; for one that exists, AlarmTopic.fromArn(…).',
      ),
    );
  });
});

describe("on a dashboard", () => {
  const chartsOf = (props: CacheProps) => {
    const { stack, cache: made } = cache(props);
    new PlatformDashboard(stack, "Dashboard", { sources: [made] });
    return JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body).widgets;
  };
  const widgets = chartsOf({ nodeType: "cache.r7g.xlarge" });

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

  // CloudWatch User Guide, "CloudWatch search expression syntax": the part of a dimension's value that nodes have in common, unquoted.
  test("each chart finds the nodes of the cache, whichever there are", () => {
    const searches = widgets.slice(1).map(({ properties }: { properties: { metrics: { expression: string }[][] } }) => {
      expect(properties.metrics).toHaveLength(1);
      return properties.metrics[0]![0]!.expression.replace(ID, "ID");
    });
    const found = (metric: string, statistic: string) =>
      `SEARCH('{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName="${metric}" CacheClusterId=ID', '${statistic}', 60)`;
    expect(searches).toEqual([
      found("EngineCPUUtilization", "Average"),
      found("DatabaseMemoryUsagePercentage", "Maximum"),
      found("CacheHitRate", "Average"),
      found("Evictions", "Sum"),
      found("CurrConnections", "Maximum"),
      found("ReplicationLag", "Maximum"),
    ]);
  });

  test("the CPU is that of the node where it is small", () => {
    expect(chartsOf({})[1].properties).toMatchObject({
      title: "CPU in percent",
      metrics: [[{ expression: expect.stringContaining('MetricName="CPUUtilization"') }]],
    });
  });
});
