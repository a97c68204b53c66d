import { TerraformOutput, TerraformStack } from "cdktf";
import { RedisCache } from "../../modules/redis-cache";
import { AlarmTopic, PlatformDashboard } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, statements, synth, testStack, warnings } from "../support/synth";
import { cache } from "./fixture";

const GROUP = "aws_elasticache_replication_group";
const USER = "aws_elasticache_user";
const USER_GROUP = "aws_elasticache_user_group";

/** A value as Terraform gets it. */
function resolved(stack: TerraformStack, value: unknown): unknown {
  const id = `Value${stack.node.children.length}`;
  new TerraformOutput(stack, id, { value });
  return synth(stack).output(id);
}

describe("a cache by default", () => {
  const { stack, cache: made } = cache();
  const synthesized = synth(stack);
  const resource = synthesized.resource(GROUP);
  const keyArn = `\${aws_kms_key.${Object.keys(synthesized.resources("aws_kms_key"))[0]}.arn}`;

  test("is Valkey in cluster mode: a shard and its replica, in two AZs", () => {
    expect(resource).toMatchObject({
      engine: "valkey",
      engine_version: "8.0",
      cluster_mode: "enabled",
      num_node_groups: 1,
      replicas_per_node_group: 1,
      node_type: "cache.r7g.large",
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
    expect(resource).not.toHaveProperty("num_cache_clusters");
  });

  test("refuses connections without TLS and encrypts what it holds under the platform's key", () => {
    expect(resource).toMatchObject({
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
      at_rest_encryption_enabled: "true",
      kms_key_id: keyArn,
    });
  });

  test("lets users of its group in, and knows no token", () => {
    expect(resource.user_group_ids).toEqual([expect.stringMatching(/^\$\{aws_elasticache_user_group\./)]);
    expect(JSON.stringify(synthesized.json)).not.toMatch(/auth_token|password/);
  });

  test("has a group of Valkey, which needs no user called default", () => {
    expect(synthesized.resource(USER_GROUP)).toMatchObject({ engine: "valkey", user_group_id: "trading-test-cache" });
    expect(synthesized.resources(USER)).toEqual({});
  });

  test("stands in the cache subnets behind a group without a rule", () => {
    expect(resource.subnet_group_name).toBe("cache-subnets");
    expect(resource.security_group_ids).toHaveLength(1);
    expect(synthesized.types.filter((type) => type.includes("group_ingress") || type.includes("group_egress"))).toEqual([]);
  });

  test("writes slow and engine log to groups that stand before it, encrypted, for a year", () => {
    for (const type of ["slow-log", "engine-log"]) {
      expect(synthesized.resource("aws_cloudwatch_log_group", `Cache_LogGroup-${type}`)).toMatchObject({
        name: `/aws/elasticache/trading-test-cache/${type}`,
        retention_in_days: 365,
        kms_key_id: keyArn,
      });
      expect(resource.log_delivery_configuration).toContainEqual({
        log_type: type,
        log_format: "json",
        destination_type: "cloudwatch-logs",
        destination: expect.stringMatching(new RegExp(`^\\$\\{aws_cloudwatch_log_group\\.Cache_LogGroup-${type}_\\w+\\.name\\}$`)),
      });
    }
    expect(statements(synthesized.resource("aws_kms_key").policy).map(({ Sid }) => Sid)).toContain("CloudWatchLogs");
  });

  test("keeps snapshots for a week, apart from maintenance", () => {
    expect(resource).toMatchObject({
      snapshot_retention_limit: 7,
      snapshot_window: "02:00-03:00",
      maintenance_window: "sun:03:30-sun:04:30",
      auto_minor_version_upgrade: "true",
    });
  });

  test("is hard to delete and leaves a snapshot", () => {
    expect(resource).toMatchObject({ final_snapshot_identifier: "trading-test-cache-final", lifecycle: { prevent_destroy: true } });
  });

  test("has a parameter group of its family that says cluster mode", () => {
    expect(synthesized.resource("aws_elasticache_parameter_group")).toMatchObject({
      name: "trading-test-cache-valkey8",
      family: "valkey8",
      parameter: [{ name: "cluster-enabled", value: "yes" }],
      lifecycle: { create_before_destroy: true },
    });
  });

  test("is reached by its configuration endpoint, which knows the replicas", () => {
    const { stack: another, cache: reached } = cache();
    expect(resolved(another, reached.endpoint)).toMatch(
      /^\$\{aws_elasticache_replication_group\.Cache_\w+\.configuration_endpoint_address\}$/,
    );
    expect(made.readerEndpoint).toBeUndefined();
    expect(made.port).toBe(6379);
  });

  test("says its defaults in fields of the props' names", () => {
    expect(made).toMatchObject({
      engine: "valkey",
      engineVersion: "8.0",
      clusterMode: true,
      shards: 1,
      replicasPerShard: 1,
      nodeType: "cache.r7g.large",
      snapshotRetentionDays: 7,
      logRetentionDays: 365,
      removal: "protect",
    });
  });

  test("needs no data source", () => {
    expect(synthesized.json.data).toBeUndefined();
  });
});

describe("a cache", () => {
  test("may go with its environment", () => {
    const { stack } = cache({ removal: "destroy" });
    const resource = synth(stack).resource(GROUP);
    expect(resource).not.toHaveProperty("final_snapshot_identifier");
    expect(resource.lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("without cluster mode is a primary with replicas, and has a name for reads", () => {
    const { stack, cache: made } = cache({ clusterMode: false, replicasPerShard: 2 });
    const synthesized = synth(stack);
    expect(synthesized.resource(GROUP)).toMatchObject({
      cluster_mode: "disabled",
      num_cache_clusters: 3,
      automatic_failover_enabled: true,
    });
    expect(synthesized.resource(GROUP)).not.toHaveProperty("num_node_groups");
    expect(synthesized.resource("aws_elasticache_parameter_group").parameter).toEqual([{ name: "cluster-enabled", value: "no" }]);
    expect(resolved(stack, made.endpoint)).toMatch(/\.primary_endpoint_address\}$/);
    expect(resolved(stack, made.readerEndpoint)).toMatch(/\.reader_endpoint_address\}$/);
  });

  test("without a replica has nothing to fail over to, and says so", () => {
    const { stack, cache: made } = cache({ clusterMode: false, replicasPerShard: 0 });
    expect(synth(stack).resource(GROUP)).toMatchObject({
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
    expect(warnings(made)).toEqual(["No replica: a failed node loses its part of the data, and nothing answers until it is replaced."]);
  });

  test("in cluster mode has failover on even without a replica, as ElastiCache wants it", () => {
    expect(synth(cache({ replicasPerShard: 0 }).stack).resource(GROUP)).toMatchObject({
      automatic_failover_enabled: true,
      multi_az_enabled: false,
    });
  });

  test("of more nodes than an account has by default says so", () => {
    expect(warnings(cache({ shards: 40, replicasPerShard: 2 }).cache)).toEqual([
      "120 nodes are more than the 90 that an account has by default: ask AWS for more first.",
    ]);
  });

  test("takes parameters, names and times of the caller", () => {
    const { stack } = cache({
      replicationGroupId: "books",
      parameters: { "maxmemory-policy": "volatile-lru", "notify-keyspace-events": "Ex" },
      snapshotRetentionDays: 0,
      snapshotWindow: "22:00-23:30",
      maintenanceWindow: "sat:04:00-sat:06:00",
      snapshotName: "books-before",
      logRetentionDays: 30,
      autoMinorVersionUpgrade: false,
      applyImmediately: false,
    });
    const synthesized = synth(stack);
    expect(synthesized.resource(GROUP)).toMatchObject({
      replication_group_id: "books",
      snapshot_retention_limit: 0,
      snapshot_window: "22:00-23:30",
      maintenance_window: "sat:04:00-sat:06:00",
      snapshot_name: "books-before",
      auto_minor_version_upgrade: "false",
      apply_immediately: false,
      final_snapshot_identifier: "books-final",
    });
    expect(synthesized.resource("aws_elasticache_parameter_group").parameter).toEqual([
      { name: "cluster-enabled", value: "yes" },
      { name: "maxmemory-policy", value: "volatile-lru" },
      { name: "notify-keyspace-events", value: "Ex" },
    ]);
    expect(synthesized.resource("aws_cloudwatch_log_group", "Cache_LogGroup-slow")).toMatchObject({
      name: "/aws/elasticache/books/slow-log",
      retention_in_days: 30,
    });
  });

  test("begins with a snapshot once: another name later does nothing", () => {
    expect(synth(cache().stack).resource(GROUP).lifecycle.ignore_changes).toEqual(["snapshot_name"]);
  });

  test("tiers data on node types that exist for it", () => {
    expect(synth(cache({ nodeType: "cache.r6gd.xlarge" }).stack).resource(GROUP).data_tiering_enabled).toBe(true);
    expect(synth(cache().stack).resource(GROUP)).not.toHaveProperty("data_tiering_enabled");
  });

  test("keeps its ids within 40 characters however long the path is", () => {
    const stack = testStack();
    const { key } = cache();
    const made = new RedisCache(stack, "CacheOfTheOrderBooksAndTheSessionsOfTheTradingPlatform", {
      network,
      encryptionKey: key,
      engine: "redis",
    });
    made.grantConnect(service(stack), "trading-api");
    const { json } = synth(stack);
    const ids = [
      ...Object.values<{ replication_group_id: string }>(json.resource[GROUP]).map((group) => group.replication_group_id),
      ...Object.values<{ user_group_id: string }>(json.resource[USER_GROUP]).map((group) => group.user_group_id),
      ...Object.values<{ user_id: string }>(json.resource[USER]).map((user) => user.user_id),
    ];
    expect(ids).toHaveLength(4);
    ids.forEach((id) => expect(id).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,39}$/));
  });
});

describe("a cache of Redis", () => {
  const { stack } = cache({ engine: "redis" });
  const synthesized = synth(stack);

  test("is of the last version that AWS has, with its family", () => {
    expect(synthesized.resource(GROUP)).toMatchObject({ engine: "redis", engine_version: "7.1" });
    expect(synthesized.resource("aws_elasticache_parameter_group").family).toBe("redis7");
  });

  test("has the user called default that its group must have, switched off and without a right", () => {
    expect(synthesized.resource(USER)).toMatchObject({
      user_id: "trading-test-cache-default",
      user_name: "default",
      engine: "redis",
      access_string: "off -@all",
      authentication_mode: { type: "no-password-required" },
    });
    expect(synthesized.resource(USER_GROUP).user_ids).toEqual([expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_default_/)]);
  });

  test("has no secret in its configuration", () => {
    expect(JSON.stringify(synthesized.json)).not.toMatch(/auth_token|"passwords/);
  });
});

describe("shards and replicas that scale", () => {
  test("follow the engine's CPU", () => {
    const { stack, cache: made } = cache({
      shards: 2,
      replicasPerShard: 2,
      shardAutoScaling: { min: 1, max: 10 },
      replicaAutoScaling: { min: 1, max: 3, targetEngineCpuPercent: 50 },
    });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_appautoscaling_target", "Cache_ShardAutoScaling")).toMatchObject({
      service_namespace: "elasticache",
      scalable_dimension: "elasticache:replication-group:NodeGroups",
      resource_id: expect.stringMatching(/^replication-group\/\$\{aws_elasticache_replication_group\./),
      min_capacity: 1,
      max_capacity: 10,
    });
    expect(synthesized.resource("aws_appautoscaling_target", "Cache_ReplicaAutoScaling")).toMatchObject({
      scalable_dimension: "elasticache:replication-group:Replicas",
      min_capacity: 1,
      max_capacity: 3,
    });
    const policies = ["Shard", "Replica"].map((what) => synthesized.resource("aws_appautoscaling_policy", `Cache_${what}AutoScaling`));
    expect(policies.map((policy) => policy.target_tracking_scaling_policy_configuration)).toEqual([
      expect.objectContaining({
        target_value: 60,
        predefined_metric_specification: { predefined_metric_type: "ElastiCachePrimaryEngineCPUUtilization" },
      }),
      expect.objectContaining({
        target_value: 50,
        predefined_metric_specification: { predefined_metric_type: "ElastiCacheReplicaEngineCPUUtilization" },
      }),
    ]);
    expect(made.shardAutoScaling!.target).toBeDefined();
  });

  test("aren't taken back by the next apply, each by itself", () => {
    const ignored = (props: Parameters<typeof cache>[0]) => synth(cache(props).stack).resource(GROUP).lifecycle.ignore_changes;
    expect(ignored({ shardAutoScaling: { min: 1, max: 3 } })).toEqual(["snapshot_name", "num_node_groups"]);
    expect(ignored({ replicaAutoScaling: { min: 1, max: 3 } })).toEqual(["snapshot_name", "replicas_per_node_group"]);
  });
});

describe("what a service needs of a cache", () => {
  test("is one rule at either end, on its port", () => {
    const { stack, cache: made } = cache();
    made.connections.allowDefaultPortFrom(service(stack), "order books");
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      from_port: 6379,
      to_port: 6379,
      description: "Api to Cache: order books",
    });
    expect(synthesized.resource("aws_vpc_security_group_egress_rule")).toMatchObject({ from_port: 6379 });
  });

  test("is a user that logs in by IAM, whose id is its name, in the cache's group", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "trading-api");
    const synthesized = synth(stack);
    expect(synthesized.resource(USER)).toEqual(
      expect.objectContaining({
        user_id: "trading-api",
        user_name: "trading-api",
        engine: "valkey",
        access_string: "on ~* &* +@all -@dangerous +info",
        authentication_mode: { type: "iam" },
      }),
    );
    expect(synthesized.resource(USER_GROUP).user_ids).toEqual([
      expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_trading-api_/),
    ]);
  });

  test("is the right to connect, which names both the cache and the user", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "trading-api");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "CacheConnectAsTradingApi",
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [
          expect.stringMatching(/^\$\{aws_elasticache_replication_group\.Cache_\w+\.arn\}$/),
          expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_trading-api_\w+\.arn\}$/),
        ],
      },
    ]);
  });

  test("may be less than everything", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "reports", { accessString: "on ~book:* &* -@all +@read" });
    expect(synth(stack).resource(USER).access_string).toBe("on ~book:* &* -@all +@read");
  });

  test("is one user for two roles that are granted the same", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack, "Api"), "trading-api");
    made.grantConnect(service(stack, "Worker"), "trading-api");
    const synthesized = synth(stack);
    expect(Object.keys(synthesized.resources(USER))).toHaveLength(1);
    expect(Object.keys(synthesized.resources("aws_iam_role_policy"))).toHaveLength(2);
  });

  test("is written in one order, whatever the order of the grants", () => {
    const order = (...names: string[]) => {
      const { stack, cache: made } = cache();
      const api = service(stack);
      names.forEach((name) => made.grantConnect(api, name));
      return synth(stack).resource(USER_GROUP).user_ids;
    };
    expect(order("web", "api")).toEqual(order("api", "web"));
  });

  test("isn't the same user with other rights", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack, "Api"), "trading-api");
    const second = () => made.grantConnect(service(stack, "Worker"), "trading-api", { accessString: "on ~* &* -@all +@read" });
    expect(messageOf(second)).toBe(
      "trading-test/Cache: invalid input\n" +
        '  - accessString: must be the same for every grant of trading-api; received "on ~* &* -@all +@read". ' +
        "Give another user to the second role.",
    );
  });

  test.each(["default", "Trading", "trading_api", "a--b", "api-", "", "x".repeat(41)])(
    "is no user that ElastiCache or IAM refuses: %p",
    (user) => {
      const { stack, cache: made } = cache();
      expect(messageOf(() => made.grantConnect(service(stack), user))).toBe(
        "trading-test/Cache: invalid input\n" +
          "  - user: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter, and not default; " +
          `received ${JSON.stringify(user)}. Write it as "trading-api".`,
      );
    },
  );

  test("is for a hundred users, no more", () => {
    const { stack, cache: made } = cache();
    const api = service(stack);
    for (let user = 0; user <= 100; user++) made.grantConnect(api, `user-${user}`);
    expect(messageOf(() => synth(stack))).toContain(
      "trading-test/Cache/Users: a cache has at most 100 users; received 101. Let services share a user.",
    );
  });
});

describe("alarms", () => {
  test("watch each node, of each shard", () => {
    const { stack, key, cache: made } = cache({ shards: 2, replicasPerShard: 1 });
    made.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }));
    const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
    const nodes = new Set(alarms.map(({ dimensions }) => dimensions.CacheClusterId.replace(/^\$\{.*\}/, "")));
    expect(nodes).toEqual(new Set(["-0001-001", "-0001-002", "-0002-001", "-0002-002"]));
    expect(alarms).toHaveLength(20);
    const first = alarms.filter(({ dimensions }) => dimensions.CacheClusterId.endsWith("-0001-001"));
    expect(first.map(({ alarm_name, threshold, treat_missing_data }) => [alarm_name, threshold, treat_missing_data]).sort()).toEqual([
      ["trading-test-Cache-Nodes-0001-001-connections", 50_000, "notBreaching"],
      ["trading-test-Cache-Nodes-0001-001-engineCpu", 80, "missing"],
      ["trading-test-Cache-Nodes-0001-001-evictions", 1, "notBreaching"],
      ["trading-test-Cache-Nodes-0001-001-memory", 80, "missing"],
      ["trading-test-Cache-Nodes-0001-001-replicationLag", 5, "notBreaching"],
    ]);
  });

  test("take another threshold, or stay away, for all nodes alike", () => {
    const { stack, key, cache: made } = cache();
    made.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }), { evictions: false, memory: { threshold: 90 } });
    const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
    expect(alarms).toHaveLength(8);
    expect(alarms.filter(({ alarm_name }) => alarm_name.endsWith("-memory")).map(({ threshold }) => threshold)).toEqual([90, 90]);
  });

  test("refuse a name that they don't have", () => {
    const { stack, key, cache: made } = cache();
    const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
    expect(messageOf(() => made.addAlarms(topic, { swap: false } as never))).toBe(
      "trading-test/Cache/Nodes/0001-001: invalid input\n" +
        '  - overrides: must name an alarm of this module; received "swap". ' +
        "Use one of engineCpu, memory, evictions, connections, replicationLag.",
    );
  });
});

test("a dashboard shows every node", () => {
  const { stack, cache: made } = cache({ clusterMode: false, replicasPerShard: 1 });
  new PlatformDashboard(stack, "Dashboard", { sources: [made] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
  expect(widgets[0].properties.markdown).toBe("## Cache Cache");
  expect(widgets).toHaveLength(7);
  expect(widgets[1].properties.metrics.map((metric: unknown[]) => metric[3])).toEqual([
    expect.stringMatching(/-001$/),
    expect.stringMatching(/-002$/),
  ]);
});

describe("a cache that exists", () => {
  const attributes = {
    replicationGroupId: "books",
    endpoint: "clustercfg.books.abcdef.euc1.cache.amazonaws.com",
    securityGroupId: "sg-0123456789abcdef0",
  };

  test("is wired like one that is made here, and none of it is made", () => {
    const stack = testStack();
    const books = RedisCache.fromAttributes(stack, "Books", attributes);
    const api = service(stack);
    books.connections.allowDefaultPortFrom(api);
    books.grantConnect(api, "trading-api");
    const synthesized = synth(stack);
    expect(synthesized.types.filter((type) => type.includes("elasticache"))).toEqual([]);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 6379 });
    expect(statements(synthesized.resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "BooksConnectAsTradingApi",
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [
          "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:books",
          "arn:aws:elasticache:eu-central-1:111122223333:user:trading-api",
        ],
      },
    ]);
  });

  test("may listen on a port of its own", () => {
    const books = RedisCache.fromAttributes(testStack(), "Books", { ...attributes, port: 6380 });
    expect(books.connections.defaultPort).toEqual({ protocol: "tcp", fromPort: 6380, toPort: 6380 });
  });

  test("gives no user away that its owner couldn't have made", () => {
    const stack = testStack();
    const books = RedisCache.fromAttributes(stack, "Books", attributes);
    expect(messageOf(() => books.grantConnect(service(stack), "*"))).toBe(
      "trading-test/Books: invalid input\n" +
        "  - user: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter, and not default; " +
        'received "*". Write it as "trading-api".',
    );
  });

  test("keeps its users' rights: they are its owner's", () => {
    const stack = testStack();
    const books = RedisCache.fromAttributes(stack, "Books", attributes);
    expect(messageOf(() => books.grantConnect(service(stack), "web", { accessString: "on ~* &* +@all" }))).toBe(
      "trading-test/Books: invalid input\n" +
        '  - accessString: must be left to the owner of a cache that exists; received "on ~* &* +@all". Set it where the user is made.',
    );
  });
});

test("every resource made is reachable for an override", () => {
  const { stack, cache: made } = cache({ engine: "redis", shardAutoScaling: { min: 1, max: 2 }, replicaAutoScaling: { min: 1, max: 2 } });
  made.grantConnect(service(stack), "trading-api");
  expect(made.node.defaultChild).toBe(made.resource);
  const reachable = [
    made.resource,
    made.parameterGroup,
    made.securityGroup.resource,
    ...Object.values(made.logGroups),
    made.users.group,
    ...made.users.users.values(),
    made.shardAutoScaling!.target,
    made.shardAutoScaling!.policy,
    made.replicaAutoScaling!.target,
    made.replicaAutoScaling!.policy,
  ];
  const created = made.node.findAll().filter((node) => "terraformResourceType" in node);
  expect(new Set(created)).toEqual(new Set(reachable));
});
