import { ServerlessRedisCache, ServerlessRedisCacheProps } from "../../modules/redis-cache";
import { AlarmTopic, EncryptionKey, PlatformDashboard } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, statements, synth, testStack } from "../support/synth";

const CACHE = "aws_elasticache_serverless_cache";

function serverless(props: Partial<ServerlessRedisCacheProps> = {}) {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  const cache = new ServerlessRedisCache(stack, "Cache", {
    network,
    encryptionKey: key,
    maxDataGb: 10,
    maxProcessingUnitsPerSecond: 50_000,
    ...props,
  });
  return { stack, key, cache };
}

describe("a serverless cache by default", () => {
  const { stack, cache } = serverless();
  const synthesized = synth(stack);
  const resource = synthesized.resource(CACHE);

  test("is Valkey 8 with limits that end the bill, and no least that is paid for", () => {
    expect(resource).toMatchObject({
      name: "trading-test-cache",
      engine: "valkey",
      major_engine_version: "8",
      cache_usage_limits: [{ data_storage: [{ maximum: 10, unit: "GB" }], ecpu_per_second: [{ maximum: 50_000 }] }],
    });
  });

  test("encrypts what it holds under the platform's key and lets users of its group in", () => {
    expect(resource.kms_key_id).toMatch(/^\$\{aws_kms_key\.Key_/);
    expect(resource.user_group_id).toMatch(/^\$\{aws_elasticache_user_group\.Cache_Users_Group_/);
  });

  test("stands in the isolated subnets of every AZ, behind a group without a rule", () => {
    expect(resource.subnet_ids).toEqual(["subnet-isolated-a", "subnet-isolated-b", "subnet-isolated-c"]);
    expect(resource.security_group_ids).toHaveLength(1);
    expect(synthesized.types.filter((type) => type.includes("group_ingress"))).toEqual([]);
  });

  test("keeps a week of snapshots and isn't destroyed by accident", () => {
    expect(resource).toMatchObject({
      snapshot_retention_limit: 7,
      daily_snapshot_time: "02:00",
      lifecycle: { prevent_destroy: true, ignore_changes: ["snapshot_arns_to_restore"] },
    });
  });

  test("says its defaults in fields of the props' names", () => {
    expect(cache).toMatchObject({
      engine: "valkey",
      majorEngineVersion: "8",
      snapshotRetentionDays: 7,
      snapshotTime: "02:00",
      removal: "protect",
    });
  });
});

describe("a serverless cache", () => {
  test("takes everything from the caller", () => {
    const { stack } = serverless({
      engine: "redis",
      minDataGb: 2,
      minProcessingUnitsPerSecond: 5000,
      cacheName: "books",
      snapshotRetentionDays: 0,
      snapshotTime: "23:30",
      snapshotArn: "arn:aws:elasticache:eu-central-1:111122223333:serverlesscachesnapshot:books-before",
      removal: "destroy",
    });
    const resource = synth(stack).resource(CACHE);
    expect(resource).toMatchObject({
      name: "books",
      engine: "redis",
      major_engine_version: "7",
      cache_usage_limits: [
        { data_storage: [{ minimum: 2, maximum: 10, unit: "GB" }], ecpu_per_second: [{ minimum: 5000, maximum: 50_000 }] },
      ],
      snapshot_retention_limit: 0,
      daily_snapshot_time: "23:30",
      snapshot_arns_to_restore: ["arn:aws:elasticache:eu-central-1:111122223333:serverlesscachesnapshot:books-before"],
    });
    expect(resource.lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("of Redis has its disabled default user", () => {
    expect(synth(serverless({ engine: "redis" }).stack).resource("aws_elasticache_user")).toMatchObject({
      user_name: "default",
      access_string: "off -@all",
    });
  });

  test("is wired by one line for the rules, both ports, and one for the login", () => {
    const { stack, cache } = serverless();
    const api = service(stack);
    cache.connections.allowDefaultPortFrom(api);
    cache.grantConnect(api, "trading-api", { accessString: "on ~* &* -@all +@read" });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 6379, to_port: 6380 });
    expect(synthesized.resource("aws_elasticache_user")).toMatchObject({
      user_id: "trading-api",
      user_name: "trading-api",
      access_string: "on ~* &* -@all +@read",
    });
    expect(statements(synthesized.resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "CacheConnectAsTradingApi",
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [
          expect.stringMatching(/^\$\{aws_elasticache_serverless_cache\.Cache_\w+\.arn\}$/),
          expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_trading-api_\w+\.arn\}$/),
        ],
      },
    ]);
  });

  test("grows by its limits in place", () => {
    const [before, after] = [serverless(), serverless({ maxDataGb: 100, minProcessingUnitsPerSecond: 9000 })].map(({ stack }) =>
      synth(stack),
    );
    const ids = (stack: typeof before) => Object.values(stack!.json.resource as Record<string, object>).flatMap(Object.keys);
    expect(ids(after)).toEqual(ids(before));
    const { cache_usage_limits: old, ...rest } = before!.resource(CACHE);
    const { cache_usage_limits: grown, ...others } = after!.resource(CACHE);
    expect(others).toEqual(rest);
    expect(grown).not.toEqual(old);
  });

  test("has alarms at shares of its limits, by its name", () => {
    const { stack, key, cache } = serverless();
    cache.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }), { authentication: false });
    const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
    expect(alarms.map(({ metric_name, threshold }) => [metric_name, threshold]).sort()).toEqual([
      ["BytesUsedForCache", 8_000_000_000],
      ["ElastiCacheProcessingUnits", 2_400_000],
      ["Evictions", 1],
      ["ThrottledCmds", 1],
    ]);
    alarms.forEach(({ dimensions, treat_missing_data }) => {
      expect(dimensions).toEqual({ clusterId: expect.stringMatching(/^\$\{aws_elasticache_serverless_cache\.Cache_\w+\.name\}$/) });
      expect(treat_missing_data).toBe("notBreaching");
    });
  });

  test("is on the dashboard", () => {
    const { stack, cache } = serverless();
    new PlatformDashboard(stack, "Dashboard", { sources: [cache] });
    const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
    expect(widgets[1].properties.title).toBe("Data in bytes");
  });

  const units = (prop: string, received: number) =>
    `${prop}: must be a whole number from 1000 to 15000000 units each second; received ${received}. Give a value from 1000 to 15000000.`;

  test.each<[string, Partial<ServerlessRedisCacheProps>, ...string[]]>([
    ["another engine", { engine: "memcached" as never }, 'engine: must be one of valkey, redis; received "memcached". Use one of these.'],
    ["a minor version", { majorEngineVersion: "8.0" }, 'majorEngineVersion: must be one of 7, 8; received "8.0". Use one of these.'],
    ["no room", { maxDataGb: 0 }, "maxDataGb: must be a whole number from 1 to 5000 GB; received 0. Give a value from 1 to 5000."],
    [
      "a least above the most",
      { minDataGb: 20, minProcessingUnitsPerSecond: 60_000 },
      "minDataGb: must be no more than maxDataGb (10); received 20. Lower it.",
      "minProcessingUnitsPerSecond: must be no more than maxProcessingUnitsPerSecond (50000); received 60000. Lower it.",
    ],
    [
      "less work than ElastiCache counts",
      { maxProcessingUnitsPerSecond: 999, minProcessingUnitsPerSecond: 500 },
      units("maxProcessingUnitsPerSecond", 999),
      units("minProcessingUnitsPerSecond", 500),
    ],
    [
      "a name that ElastiCache refuses",
      { cacheName: "Books" },
      "cacheName: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter; " +
        'received "Books". Write it as "trading-prod".',
    ],
    [
      "snapshots at no time, for too long",
      { snapshotRetentionDays: 36, snapshotTime: "2 am" },
      "snapshotRetentionDays: must be a whole number from 0 to 35 days; received 36. Give a value from 0 to 35.",
      'snapshotTime: must be a time in UTC; received "2 am". Write it as "02:00".',
    ],
  ])("refuses %s", (_, props, ...lines) => {
    const head = `trading-test/Cache: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => serverless(props))).toBe([head, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });

  test("refuses the same user with other rights", () => {
    const { stack, cache } = serverless();
    cache.grantConnect(service(stack, "Api"), "trading-api");
    expect(messageOf(() => cache.grantConnect(service(stack, "Web"), "trading-api", { accessString: "on ~* &* +@all" }))).toBe(
      "trading-test/Cache: invalid input\n" +
        '  - accessString: must be the same for every grant of trading-api; received "on ~* &* +@all". Give another user to the second role.',
    );
  });
});
