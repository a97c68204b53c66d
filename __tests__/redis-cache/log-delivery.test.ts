import { messageOf, statements, synth } from "../support/synth";
import { CacheProps, REPLICATION_GROUP, cache, refusal, replicationGroup } from "./fixture";

describe.each(["slow-log", "engine-log"])("the %s", (type) => {
  const synthesized = synth(cache().stack);

  test("is delivered as JSON to a log group, which exists first", () => {
    expect(synthesized.resource(REPLICATION_GROUP).log_delivery_configuration).toContainEqual({
      log_type: type,
      log_format: "json",
      destination_type: "cloudwatch-logs",
      destination: expect.stringMatching(new RegExp(`^\\$\\{aws_cloudwatch_log_group\\.Cache_LogGroup-${type}_\\w+\\.name\\}$`)),
    });
  });

  test("is kept for a year, under the cache's key", () => {
    expect(synthesized.resource("aws_cloudwatch_log_group", `Cache_LogGroup-${type}`)).toMatchObject({
      name: `/aws/elasticache/trading-test-cache/${type}`,
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/),
    });
  });

  test("is protected with the cache, and goes with it", () => {
    const lifecycle = (removal: "protect" | "destroy") =>
      synth(cache({ removal }).stack).resource("aws_cloudwatch_log_group", `Cache_LogGroup-${type}`).lifecycle;
    expect(lifecycle("protect")).toEqual({ prevent_destroy: true });
    expect(lifecycle("destroy")).toBeUndefined();
  });
});

test("the key's policy allows CloudWatch Logs", () => {
  expect(statements(synth(cache().stack).resource("aws_kms_key").policy).map(({ Sid }) => Sid)).toContain("CloudWatchLogs");
});

test("logs are kept as long as the caller says, under the replication group's id", () => {
  const synthesized = synth(cache({ replicationGroupId: "books", logRetentionDays: 30 }).stack);
  expect(synthesized.resource("aws_cloudwatch_log_group", "Cache_LogGroup-slow")).toMatchObject({
    name: "/aws/elasticache/books/slow-log",
    retention_in_days: 30,
  });
});

describe("logs that the caller names", () => {
  const types = (logs: CacheProps["logs"]) => {
    const delivered = replicationGroup({ logs }).log_delivery_configuration as { log_type: string }[];
    return delivered.map(({ log_type: type }) => type);
  };

  test("are the ones that are delivered", () => {
    expect(types(["engine-log"])).toEqual(["engine-log"]);
    expect(Object.keys(cache({ logs: ["engine-log"] }).cache.logGroups)).toEqual(["engine-log"]);
    expect(Object.keys(synth(cache({ logs: ["engine-log"] }).stack).resources("aws_cloudwatch_log_group"))).toHaveLength(1);
  });

  test("are delivered in whatever order they are named", () => {
    expect(types(["engine-log", "slow-log"])).toEqual(types(["slow-log", "engine-log"]));
  });

  test("may be none, without a log group", () => {
    expect(types([])).toEqual([]);
    expect(synth(cache({ logs: [] }).stack).resources("aws_cloudwatch_log_group")).toEqual({});
  });

  test.each([
    [["slowlog"], 'logs: must be one of slow-log, engine-log; received "slowlog". Use one of these.'],
    [["slow-log", "slow-log"], 'logs: must each be named once; received ["slow-log","slow-log"]. Remove the duplicate.'],
  ])("aren't %p", (logs, line) => {
    expect(messageOf(() => cache({ logs } as never))).toBe(refusal("trading-test/Cache", line));
  });
});
