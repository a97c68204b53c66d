import { TerraformVariable } from "cdktf";
import { ServerlessRedisCache } from "../../modules/redis-cache";
import { AlarmTopic, EncryptionKey, PlatformDashboard } from "../../src/core";
import { alarmTexts } from "../support/charts";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { refusal, serverless, topic } from "./fixture";

test("the alarms of limits that only Terraform knows are at 80 % of them", () => {
  const stack = testStack();
  const { numberValue } = new TerraformVariable(stack, "Most", { type: "number" });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const cache = new ServerlessRedisCache(stack, "Cache", { network, encryptionKey, maxDataGb: numberValue, maxEcpuPerSecond: numberValue });
  cache.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey }), { throttling: false, evictions: false, authentication: false });
  const thresholds = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm")).map(({ threshold }) => threshold);
  expect(thresholds).toEqual(expect.arrayContaining(["${(var.Most * 800000000)}", "${(var.Most * 48)}"]));
});

describe("the alarms of a serverless cache", () => {
  const made = serverless();
  made.cache.addAlarms(topic(made));
  const alarms = Object.values(synth(made.stack).resources("aws_cloudwatch_metric_alarm"));

  test("are at 80 % of its limits, and at what fails", () => {
    expect(alarms.map(({ metric_name, threshold }) => [metric_name, threshold]).sort()).toEqual([
      ["AuthenticationFailures", 5],
      ["BytesUsedForCache", 8_000_000_000],
      ["CommandAuthorizationFailures", 1],
      ["ElastiCacheProcessingUnits", 2_400_000],
      ["Evictions", 1],
      ["KeyAuthorizationFailures", 1],
      ["ThrottledCmds", 1],
    ]);
  });

  test.each(alarms.map((alarm) => [alarm.metric_name as string, alarm]))("watch %s by the cache's name", (_, { dimensions, namespace }) => {
    expect(namespace).toBe("AWS/ElastiCache");
    expect(dimensions).toEqual({ clusterId: expect.stringMatching(/^\$\{aws_elasticache_serverless_cache\.Cache_\w+\.name\}$/) });
  });

  // ElastiCache User Guide, "Serverless cache metrics": bytes are a level, all else is counted; a limit per second is sixty times as much a minute.
  test("take the statistic that the metric is for, within minutes", () => {
    const settings = alarms.map(({ metric_name, statistic, period, datapoints_to_alarm, evaluation_periods }) => [
      metric_name,
      `${statistic} of ${period} s, ${datapoints_to_alarm} of ${evaluation_periods}`,
    ]);
    expect(Object.fromEntries(settings)).toEqual({
      BytesUsedForCache: "Maximum of 60 s, 5 of 5",
      ElastiCacheProcessingUnits: "Sum of 60 s, 5 of 5",
      ThrottledCmds: "Sum of 60 s, 3 of 3",
      Evictions: "Sum of 60 s, 5 of 5",
      AuthenticationFailures: "Sum of 60 s, 3 of 5",
      CommandAuthorizationFailures: "Sum of 60 s, 3 of 5",
      KeyAuthorizationFailures: "Sum of 60 s, 3 of 5",
    });
  });

  test("take missing data for good: a cache without traffic publishes none", () => {
    expect(new Set(alarms.map(({ treat_missing_data }) => treat_missing_data))).toEqual(new Set(["notBreaching"]));
  });

  // ElastiCache User Guide, "Serverless cache metrics": an alarm is suggested on each of these.
  test.each(["AuthenticationFailures", "CommandAuthorizationFailures", "KeyAuthorizationFailures"])(
    "see %s in three minutes of five",
    (name) => {
      const alarm = alarms.find(({ metric_name }) => metric_name === name);
      expect(alarm).toMatchObject({ statistic: "Sum", period: 60, datapoints_to_alarm: 3, evaluation_periods: 5 });
    },
  );

  test("say what is wrong and where to look first", () => {
    expect(alarmTexts(synth(made.stack), "Cache")).toEqual({
      authentication:
        "Somebody tries to log in and can't. Look for a service whose role lacks the grant, or for somebody who shouldn't be there.",
      commandAuthorization:
        "A user runs commands that it has no permission for. Widen the access of the service whose commands fail, or find out who it is.",
      data: "The cache nears its limit of data and will evict keys, then refuse writes. Raise maxDataGb, or keep less.",
      evictions: "The cache evicts keys because it is full. Raise maxDataGb, or keep less.",
      keyAuthorization:
        "A user uses keys that it has no permission for. Widen the access of the service whose commands fail, or find out who it is.",
      processingUnits: "The cache nears its limit of work and will throttle commands. Raise maxEcpuPerSecond, or look for costly commands.",
      throttling: "Commands fail: the load grew faster than the cache, or past its limit. Raise minEcpuPerSecond before known peaks.",
    });
  });

  test("can be left out", () => {
    const other = serverless();
    other.cache.addAlarms(topic(other), { authentication: false });
    expect(Object.keys(synth(other.stack).resources("aws_cloudwatch_metric_alarm"))).toHaveLength(6);
  });

  test("are made once", () => {
    const other = serverless();
    const notified = topic(other);
    other.cache.addAlarms(notified);
    expect(() => other.cache.addAlarms(notified)).toThrow(
      expect.objectContaining({ constructPath: "trading-test/Cache", violations: [expect.objectContaining({ prop: "addAlarms" })] }),
    );
  });
});

test("a serverless cache is on the dashboard", () => {
  const { stack, cache } = serverless();
  new PlatformDashboard(stack, "Dashboard", { sources: [cache] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
  expect(widgets[0].properties.markdown).toBe("## Cache Cache");
  expect(widgets.slice(1).map(({ properties }: { properties: { title: string } }) => properties.title)).toEqual([
    "Data in bytes",
    "Processing units a minute",
    "Throttled commands",
    "Hit rate in percent",
    "Evictions",
    "Connections",
  ]);
  const lines = widgets
    .slice(1)
    .flatMap(({ properties }: { properties: { metrics: [string, string, string, string, { stat: string }][] } }) =>
      properties.metrics.map(([, name, , , { stat }]) => [name, stat]),
    );
  expect(lines).toEqual([
    ["BytesUsedForCache", "Maximum"],
    ["ElastiCacheProcessingUnits", "Sum"],
    ["ThrottledCmds", "Sum"],
    ["CacheHitRate", "Average"],
    ["Evictions", "Sum"],
    ["CurrConnections", "Maximum"],
  ]);
});

describe("a threshold of a limit is in percent of it", () => {
  test("which the metric's unit is made of: bytes, and ECPUs a minute", () => {
    const { stack, ...made } = serverless();
    const created = made.cache.addAlarms(topic({ stack, ...made }), { data: { threshold: 90 }, processingUnits: { threshold: 50 } });
    expect([created.data!.thresholdInput, created.processingUnits!.thresholdInput]).toEqual([9_000_000_000, 1_500_000]);
  });

  test.each([0, 0.9, 101, 9_000_000_000])("and nothing else: %p", (threshold) => {
    const made = serverless();
    expect(messageOf(() => made.cache.addAlarms(topic(made), { data: { threshold }, processingUnits: { threshold } }))).toBe(
      refusal(
        "trading-test/Cache",
        `overrides.data.threshold: must be a percentage of maxDataGb, 1 to 100; received ${threshold}. Write 90 for 90 percent.`,
        `overrides.processingUnits.threshold: must be a percentage of maxEcpuPerSecond, 1 to 100; received ${threshold}. Write 90 for 90 percent.`,
      ),
    );
  });
});
