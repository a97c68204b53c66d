import { TerraformStack, Token } from "cdktf";
import { ScalingByUnit, checkAutoScaling, createScaling, fewestReplicas, warnOfAutoScaling } from "../../modules/redis-cache/auto-scaling";
import { Topology } from "../../modules/redis-cache/topology";
import { Validator } from "../../src/internal/validator";
import { messageOf, synth, testStack, warnings } from "../support/synth";
import { CacheProps, cache, refusal, replicationGroup } from "./fixture";

const TARGET = "aws_appautoscaling_target";
const POLICY = "aws_appautoscaling_policy";
const ACTION = "aws_appautoscaling_scheduled_action";

const scaled: CacheProps = {
  shards: 2,
  replicasPerShard: 2,
  shardAutoScaling: { min: 1, max: 10 },
  replicaAutoScaling: { min: 1, max: 3, targetEngineCpuPercent: 50 },
};

/** What scales the shards of a replication group `books`. */
function shardScaling(shards: Partial<ScalingByUnit["shards"]>) {
  const stack = testStack();
  const resources = createScaling(stack, "shards", "books", { shards: { min: 1, max: 10, ...shards }, replicas: undefined })!;
  return { stack, resources };
}

const tracking = (stack: TerraformStack): any[] =>
  Object.values(synth(stack).resources(POLICY)).map(
    ({ target_tracking_scaling_policy_configuration }) => target_tracking_scaling_policy_configuration,
  );

describe("auto scaling of shards", () => {
  const synthesized = synth(cache(scaled).stack);

  test("registers the replication group's node groups, with their bounds", () => {
    expect(synthesized.resource(TARGET, "Cache_ShardAutoScaling")).toMatchObject({
      service_namespace: "elasticache",
      scalable_dimension: "elasticache:replication-group:NodeGroups",
      resource_id: expect.stringMatching(/^replication-group\/\$\{aws_elasticache_replication_group\./),
      min_capacity: 1,
      max_capacity: 10,
    });
  });

  test("tracks the engine CPU utilization of the primaries, at 60 % by default", () => {
    const policy = synthesized.resource(POLICY, "Cache_ShardAutoScaling");
    expect(policy.target_tracking_scaling_policy_configuration).toMatchObject({
      target_value: 60,
      predefined_metric_specification: { predefined_metric_type: "ElastiCachePrimaryEngineCPUUtilization" },
    });
  });

  // "The Capacity metric includes memory and SSD utilization for data-tiered instances, and memory utilization for all other instance types":
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Adding-Policy-Shards.html
  test("tracks the memory in use in its place", () => {
    const { stack, resources } = shardScaling({ targetMemoryPercent: 65 });
    expect(tracking(stack)).toMatchObject([
      {
        target_value: 65,
        predefined_metric_specification: { predefined_metric_type: "ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage" },
      },
    ]);
    expect([resources.policies.engineCpu, resources.policies.memory?.nameInput]).toEqual([undefined, "shards-by-memory"]);
  });

  // "For each cluster, you can create only one Auto Scaling policy for each target metric": https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Policies.html
  test("tracks both, by a policy for each metric", () => {
    const { stack, resources } = shardScaling({ targetEngineCpuPercent: 50, targetMemoryPercent: 65 });
    expect(tracking(stack).map(({ target_value }) => target_value)).toEqual(expect.arrayContaining([50, 65]));
    expect([resources.policies.engineCpu?.nameInput, resources.policies.memory?.nameInput]).toEqual([
      "shards-by-engine-cpu",
      "shards-by-memory",
    ]);
  });

  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Policies.html, "Cool down period"
  test("has ElastiCache's own cooldowns, and removes shards, by default", () => {
    expect(tracking(shardScaling({}).stack)).toMatchObject([{ scale_out_cooldown: 600, scale_in_cooldown: 900, disable_scale_in: false }]);
  });

  test("has the cooldowns that are given, and removes none where that is disabled", () => {
    const { stack } = shardScaling({ scaleOutCooldownSeconds: 300, scaleInCooldownSeconds: 3600, disableScaleIn: true });
    expect(tracking(stack)).toMatchObject([{ scale_out_cooldown: 300, scale_in_cooldown: 3600, disable_scale_in: true }]);
  });
});

describe("auto scaling of replicas", () => {
  const synthesized = synth(cache(scaled).stack);

  test("registers the replication group's replicas, with their bounds", () => {
    expect(synthesized.resource(TARGET, "Cache_ReplicaAutoScaling")).toMatchObject({
      scalable_dimension: "elasticache:replication-group:Replicas",
      min_capacity: 1,
      max_capacity: 3,
    });
  });

  test("tracks the engine CPU utilization of the replicas, at the target that is given", () => {
    const policy = synthesized.resource(POLICY, "Cache_ReplicaAutoScaling");
    expect(policy.target_tracking_scaling_policy_configuration).toMatchObject({
      target_value: 50,
      predefined_metric_specification: { predefined_metric_type: "ElastiCacheReplicaEngineCPUUtilization" },
    });
  });
});

describe("schedules of the fewest shards", () => {
  const schedules = {
    opening: { recurrence: "30 6 * * MON-FRI", timeZone: "Europe/Berlin", min: 6 },
    closing: { recurrence: "0 18 * * MON-FRI", timeZone: "Europe/Berlin", min: 2 },
  };

  // https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
  test("are scheduled actions of the scalable target, named once, in six fields", () => {
    const synthesized = synth(shardScaling({ schedules }).stack);
    const { service_namespace, scalable_dimension, resource_id } = synthesized.resource(POLICY);
    const target = { service_namespace, scalable_dimension, resource_id, timezone: "Europe/Berlin" };
    expect(Object.values(synthesized.resources(ACTION))).toMatchObject([
      { ...target, name: "closing", schedule: "cron(0 18 ? * MON-FRI *)", scalable_target_action: { min_capacity: "2" } },
      { ...target, name: "opening", schedule: "cron(30 6 ? * MON-FRI *)", scalable_target_action: { min_capacity: "6" } },
    ]);
  });

  test("have the minimum between two applies: an apply leaves it", () => {
    expect(synth(shardScaling({ schedules }).stack).resource(TARGET)).toMatchObject({
      min_capacity: 1,
      max_capacity: 10,
      lifecycle: { ignore_changes: ["min_capacity"] },
    });
    expect(synth(shardScaling({}).stack).resource(TARGET)).not.toHaveProperty("lifecycle");
  });

  test("may raise it to the maximum", () => {
    const whole = { opening: { recurrence: "30 6 * * *", min: 10 } };
    expect(() => cache({ shardAutoScaling: { min: 1, max: 10, schedules: whole } })).not.toThrow();
  });

  test("are there for an override", () => {
    expect(shardScaling({ schedules }).resources.schedules.opening?.nameInput).toBe("opening");
  });
});

test("a cache without auto scaling registers nothing", () => {
  const { stack, cache: made } = cache();
  expect(synth(stack).types.filter((type) => type.includes("appautoscaling"))).toEqual([]);
  expect([made.shardAutoScalingResources, made.replicaAutoScalingResources]).toEqual([undefined, undefined]);
});

describe("what auto scaling decides on is left alone by the next apply", () => {
  const ignored = (props: CacheProps) => replicationGroup(props).lifecycle.ignore_changes;

  test("for shards", () => {
    expect(ignored({ shardAutoScaling: { min: 1, max: 3 } })).toContain("num_node_groups");
  });

  test("for replicas", () => {
    expect(ignored({ replicaAutoScaling: { min: 1, max: 3 } })).toContain("replicas_per_node_group");
  });
});

describe("the fewest replicas of a shard", () => {
  const fewest = (replicas: ScalingByUnit["replicas"]) =>
    fewestReplicas({ shards: undefined, replicas }, { clusterMode: true, shards: 1, replicasPerShard: 3 });
  const closing = (min: number) => ({ closing: { recurrence: "0 18 * * *", min } });

  test.each<[string, number, ScalingByUnit["replicas"]]>([
    ["those that the cache is created with", 3, undefined],
    ["the minimum of auto scaling", 2, { min: 2, max: 5 }],
    ["the minimum of a schedule", 1, { min: 2, max: 5, schedules: closing(1) }],
    ["what is known, where Terraform alone knows a minimum", 2, { min: 2, max: 5, schedules: closing(Token.asNumber("${var.min}")) }],
  ])("are %s", (_, expected, replicas) => expect(fewest(replicas)).toBe(expected));
});

/** The message that auto scaling of a cache of `cache.r7g.large` gets. */
function messageFor(scaling: object, topology: Partial<Topology> = {}): string {
  return messageOf(() => {
    const validator = new Validator("cache");
    const { shards, replicas } = { shards: undefined, replicas: undefined, ...scaling } as ScalingByUnit;
    checkAutoScaling(validator, { shards, replicas }, "cache.r7g.large", {
      clusterMode: true,
      shards: 1,
      replicasPerShard: 1,
      ...topology,
    });
    validator.throwIfInvalid();
  });
}

describe("auto scaling refuses", () => {
  test("a target for memory of replicas, which have their primary's keys", () => {
    expect(messageFor({ replicas: { min: 1, max: 2, targetMemoryPercent: 50 } })).toBe(
      refusal(
        "cache",
        "replicaAutoScaling.targetMemoryPercent: must be a prop that there is; received 50. Leave it out. The props are min, max, " +
          "targetEngineCpuPercent, scaleOutCooldownSeconds, scaleInCooldownSeconds, disableScaleIn, schedules.",
      ),
    );
  });

  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Adding-Policy-Shards.html
  test("a target for memory beyond 35 to 70 percent, and cooldowns beyond a day", () => {
    const shards = { min: 1, max: 2, targetMemoryPercent: 80, scaleOutCooldownSeconds: -1, scaleInCooldownSeconds: 90_000 };
    expect(messageFor({ shards })).toBe(
      refusal(
        "cache",
        "shardAutoScaling.targetMemoryPercent: must be a whole number from 35 to 70 percent; received 80. Give a value from 35 to 70.",
        "shardAutoScaling.scaleOutCooldownSeconds: must be a whole number from 0 to 86400 seconds; received -1. Give a value from 0 to 86400.",
        "shardAutoScaling.scaleInCooldownSeconds: must be a whole number from 0 to 86400 seconds; received 90000. Give a value from 0 to 86400.",
      ),
    );
  });

  test("schedules below 1 and above the maximum", () => {
    const schedules = { closing: { recurrence: "0 18 * * *", min: 0 }, opening: { recurrence: "30 6 * * *", min: 5 } };
    expect(messageFor({ replicas: { min: 1, max: 4, schedules } })).toBe(
      refusal(
        "cache",
        'replicaAutoScaling.schedules["closing"].min: must be a whole number from 1 to 5 replicas; received 0. Give a value from 1 to 5.',
        'replicaAutoScaling.schedules["opening"].min: must be no more than max (4); received 5. Raise max or lower it.',
      ),
    );
  });

  // Application Auto Scaling API Reference, PutScheduledAction: canonical names of time zones, and names without ":", "/" and "|".
  test("schedules at one time, in a time zone that there isn't, and by a name that no scheduled action has", () => {
    const schedules = {
      "a/b": { recurrence: "0 6 * * *", min: 2 },
      night: { recurrence: "0 2 * * *", timeZone: "Berlin", min: 2 },
      opening: { recurrence: "30 6 * * MON-FRI", min: 2 },
      wednesday: { recurrence: "30 6 * * WED", min: 3 },
    };
    expect(messageFor({ shards: { min: 1, max: 4, schedules } })).toBe(
      refusal(
        "cache",
        'shardAutoScaling.schedules["a/b"]: must be named in lower-case letters, digits and single dashes; received "a/b". Name it as "opening".',
        'shardAutoScaling.schedules["night"].timeZone: must be the canonical name of an IANA time zone; received "Berlin". Write it as "Europe/Berlin".',
        'shardAutoScaling.schedules["wednesday"].recurrence: must have no time in common with shardAutoScaling.schedules["opening"]; ' +
          'received "30 6 * * WED". Shift one of them by a minute.',
      ),
    );
  });

  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
  test.each([
    [
      "shards",
      { shards: { min: 1, max: 250 } },
      { replicasPerShard: 2 },
      "shardAutoScaling.max: must make no more than 500 nodes; 250 shards with 2 replicas each are 750; received 250.",
    ],
    [
      "replicas",
      { replicas: { min: 1, max: 5 } },
      { shards: 100 },
      "replicaAutoScaling.max: must make no more than 500 nodes; 100 shards with 5 replicas each are 600; received 5.",
    ],
    [
      "both",
      { shards: { min: 1, max: 100 }, replicas: { min: 1, max: 5 } },
      {},
      "shardAutoScaling.max: must make no more than 500 nodes; 100 shards with 5 replicas each are 600; received 100.",
    ],
  ])("more than 500 nodes by the maximum of %s", (_, scaling, topology, line) => {
    expect(messageFor(scaling, topology)).toBe(refusal("cache", `${line} Lower it, or allow fewer of the other.`));
  });
});

test("nodes aren't counted where auto scaling may reach more shards than there may be", () => {
  expect(messageFor({ shards: { min: 1, max: 251 } }, { replicasPerShard: 2 })).not.toContain("nodes");
});

test("nodes aren't counted where only Terraform knows shards and replicas", () => {
  const stack = testStack();
  const validator = new Validator("cache");
  const [shards, replicasPerShard] = [Token.asNumber("${var.shards}"), Token.asNumber("${var.replicas}")];
  const scaling = { shards: { min: 1, max: shards }, replicas: undefined };
  const topology = { clusterMode: true, shards: 2, replicasPerShard };
  checkAutoScaling(validator, scaling, "cache.r7g.large", topology);
  expect(() => validator.throwIfInvalid()).not.toThrow();
  warnOfAutoScaling(stack, scaling, topology);
  expect(warnings(stack)).toEqual([]);
});

test.each([
  ["minimum", { min: Token.asNumber("${var.bound}"), max: 2 }],
  ["maximum", { min: 4, max: Token.asNumber("${var.bound}") }],
])("the number of shards isn't compared with bounds whose %s only Terraform knows", (_, shards) => {
  const validator = new Validator("cache");
  const topology = { clusterMode: true, shards: 3, replicasPerShard: 1 };
  checkAutoScaling(validator, { shards, replicas: undefined }, "cache.r7g.large", topology);
  expect(() => validator.throwIfInvalid()).not.toThrow();
});

describe("a maximum beyond the default quota of nodes", () => {
  const warned = (shards: number, max: number) => {
    const stack = testStack();
    const scaling = { shards: { min: 1, max }, replicas: undefined };
    warnOfAutoScaling(stack, scaling, { clusterMode: true, shards, replicasPerShard: 2 });
    return warnings(stack);
  };

  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Policies.html: "until it reaches your defined maximum size or until service limits apply"
  test("warns", () => {
    expect(warned(2, 31)).toEqual([
      "Auto scaling may reach 93 nodes, more than the default quota of 90 for a cluster: request an increase, or it stops there.",
    ]);
  });

  test("warns of a cache that has the whole quota at once", () => {
    expect(warned(30, 31)).toEqual([expect.stringMatching(/^Auto scaling may reach 93 nodes, /)]);
  });

  test("of a cache warns", () => {
    expect(warnings(cache({ shards: 2, shardAutoScaling: { min: 2, max: 46 } }).cache)).toEqual([
      expect.stringMatching(/^Auto scaling may reach 92 nodes, more than the default quota of 90 /),
    ]);
  });

  test("doesn't warn of a maximum within it, nor twice of a cache that is larger at once", () => {
    expect([...warned(2, 30), ...warned(31, 40)]).toEqual([]);
  });
});

test("a schedule with a setting that is written wrongly is refused", () => {
  const schedules = { closing: { cron: "0 18 * * ? *", min: 1, timezone: "Europe/Berlin" } } as never;
  expect(messageFor({ shards: { min: 1, max: 2, schedules } })).toContain('shardAutoScaling.schedules["closing"].timezone: ');
});

test("schedules that only Terraform knows are refused, since they are constructs", () => {
  expect(messageFor({ shards: { min: 1, max: 2, schedules: Token.asAny("${var.schedules}") } })).toBe(
    refusal(
      "cache",
      'shardAutoScaling.schedules: must be known at synthesis; received "a value that only Terraform knows". ' +
        "Write the value itself: it decides what is created.",
    ),
  );
});
