import { Token } from "cdktf";
import { Construct } from "constructs";
import { allows, knownName } from "../../modules/redis-cache/parameter-values";
import {
  RedisParameterProps,
  checkParameters,
  createParameterGroup,
  resolveMemory,
  warnOfParameters,
} from "../../modules/redis-cache/parameters";
import { Validator } from "../../src/internal/validator";
import { messageOf, synth, testStack, warnings } from "../support/synth";
import { CacheProps, cache, refusal } from "./fixture";

const RULES = { family: "valkey8", nodeType: "cache.r7g.large", replicasPerShard: 1 };

function check(props: object, rules: Partial<typeof RULES> = {}): void {
  const validator = new Validator("cache");
  checkParameters(validator, props as RedisParameterProps, { ...RULES, ...rules });
  validator.throwIfInvalid();
}

function parameterGroup(props: CacheProps = {}) {
  return synth(cache(props).stack).resource("aws_elasticache_parameter_group");
}

/** The parameters of a group that these settings make. */
function parameters(props: RedisParameterProps, clusterMode = true): Record<string, string> {
  const stack = testStack();
  createParameterGroup(stack, { family: "valkey8", clusterMode, ...props });
  const { parameter } = synth(stack).resource("aws_elasticache_parameter_group");
  return Object.fromEntries((parameter as { name: string; value: string }[]).map(({ name, value }) => [name, value]));
}

test("a cache has a parameter group of its family, and a replacement is created first", () => {
  expect(parameterGroup()).toMatchObject({
    name: "trading-test-cache-valkey8",
    description: "Cache trading-test/Cache",
    family: "valkey8",
    lifecycle: { create_before_destroy: true },
  });
});

// ElastiCache User Guide, "Creating an ElastiCache parameter group": naming constraints.
test("a parameter group has a name that ElastiCache accepts, however long its path is", () => {
  const { nameInput } = createParameterGroup(new Construct(testStack(), `Order_Books${"x".repeat(300)}`), {
    family: "valkey8",
    clusterMode: true,
  });
  expect(nameInput).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,253}[a-z0-9]$/);
});

test("a Redis OSS cache has one of its family", () => {
  expect(parameterGroup({ engine: "redis" }).family).toBe("redis7");
});

test.each([
  [true, "yes"],
  [false, "no"],
])("with cluster mode %p the parameter cluster-enabled is %s", (clusterMode, value) => {
  expect(parameters({}, clusterMode)).toEqual({ "cluster-enabled": value });
});

test("there are no parameters of one's own where JavaScript says null", () => {
  expect(parameterGroup({ parameters: null } as never)).toEqual(parameterGroup({}));
});

test("parameters are written in one order, and numbers as text", () => {
  const given = { timeout: 300, activedefrag: "yes" };
  expect(Object.entries(parameters({ parameters: given, reservedMemoryPercent: 30, maxmemoryPolicy: "noeviction" }))).toEqual([
    ["activedefrag", "yes"],
    ["cluster-enabled", "yes"],
    ["maxmemory-policy", "noeviction"],
    ["reserved-memory-percent", "30"],
    ["timeout", "300"],
  ]);
});

test("a cache's plan shows what becomes of its memory, also where that is the engine's default", () => {
  expect(parameterGroup().parameter).toEqual([
    { name: "cluster-enabled", value: "yes" },
    { name: "maxmemory-policy", value: "volatile-lru" },
    { name: "reserved-memory-percent", value: "25" },
  ]);
});

test("a cache's parameters are held against its family, node type and fewest replicas", () => {
  const props: CacheProps = {
    engineVersion: "7.2",
    nodeType: "cache.r6gd.xlarge",
    maxmemoryPolicy: "volatile-ttl",
    parameters: { "commandlog-request-larger-than": 1, "min-replicas-to-write": 2 },
    replicasPerShard: 2,
  };
  expect(
    messageOf(() => cache(props))
      .split("\n")
      .slice(1),
  ).toEqual([
    expect.stringContaining("maxmemoryPolicy: must be one of volatile-lru, allkeys-lru, noeviction with data tiering"),
    expect.stringContaining('parameters["commandlog-request-larger-than"]: must be a parameter of valkey7'),
  ]);
  const scaled: CacheProps = { replicasPerShard: 2, replicaAutoScaling: { min: 1, max: 3 }, parameters: { "min-replicas-to-write": 2 } };
  expect(messageOf(() => cache(scaled))).toContain("must be no more than the replicas of a shard (1)");
});

test("a cache warns of parameters that nothing is known of", () => {
  expect(warnings(cache({ parameters: { "io-offload-mode": "auto" } }).cache)).toContainEqual(expect.stringContaining("io-offload-mode"));
});

test("a number that only Terraform knows stays a token", () => {
  expect(parameters({ parameters: { timeout: Token.asNumber("${var.timeout}") } }).timeout).toBe("${var.timeout}");
});

describe("the memory", () => {
  // ElastiCache User Guide, "Valkey and Redis OSS parameters": what ElastiCache has by default.
  test("evicts sessions first by default, and no keys without a TTL", () => {
    expect(resolveMemory({}, "cache.r7g.large").maxmemoryPolicy).toBe("volatile-lru");
  });

  // ElastiCache User Guide, "Managing reserved memory": 25 percent, 30 on small and 50 on micro burstable nodes.
  test.each([
    ["cache.r7g.large", 25],
    ["cache.t4g.medium", 25],
    ["cache.t4g.small", 30],
    ["cache.t4g.micro", 50],
  ])("of %s has %i percent kept free for snapshots and replication", (nodeType, percent) => {
    expect(resolveMemory({}, nodeType).reservedMemoryPercent).toBe(percent);
  });

  test("is the caller's to divide", () => {
    expect(resolveMemory({ maxmemoryPolicy: "noeviction", reservedMemoryPercent: 0 }, "cache.t4g.micro")).toEqual({
      maxmemoryPolicy: "noeviction",
      reservedMemoryPercent: 0,
    });
  });

  // ElastiCache User Guide, "Data tiering in ElastiCache".
  test.each(["volatile-lru", "allkeys-lru", "noeviction", undefined])("may be divided by %s with data tiering", (maxmemoryPolicy) => {
    expect(() => check({ maxmemoryPolicy }, { nodeType: "cache.r6gd.xlarge" })).not.toThrow();
  });

  test("has no other policy with data tiering", () => {
    expect(messageOf(() => check({ maxmemoryPolicy: "volatile-ttl" }, { nodeType: "cache.r6gd.xlarge" }))).toBe(
      refusal(
        "cache",
        "maxmemoryPolicy: must be one of volatile-lru, allkeys-lru, noeviction with data tiering; " +
          'received "volatile-ttl". Use one of these, or a node type without data tiering.',
      ),
    );
  });

  test.each([-1, 100, 12.5])("isn't reserved by %p percent", (reservedMemoryPercent) => {
    expect(messageOf(() => check({ reservedMemoryPercent }))).toBe(
      refusal(
        "cache",
        `reservedMemoryPercent: must be a whole number from 0 to 99 percent; received ${reservedMemoryPercent}. Give a value from 0 to 99.`,
      ),
    );
  });
});

/** One parameter that is wrong, and the line of the message. */
const MISTAKES: readonly [parameters: object, line: string][] = [
  [{ "cluster-enabled": "yes" }, '"cluster-enabled"]: must follow clusterMode; received "yes". Set clusterMode instead.'],
  [
    { "maxmemory-policy": "noeviction" },
    '"maxmemory-policy"]: must follow maxmemoryPolicy; received "noeviction". Set maxmemoryPolicy instead.',
  ],
  [
    { "reserved-memory-percent": 10 },
    '"reserved-memory-percent"]: must follow reservedMemoryPercent; received 10. Set reservedMemoryPercent instead.',
  ],
  [
    { "reserved-memory": 1048576 },
    '"reserved-memory"]: must follow reservedMemoryPercent; received 1048576. Set reservedMemoryPercent instead.',
  ],
  [{ appendonly: "yes" }, '"appendonly"]: must be a parameter that can be modified; received "appendonly". Leave it out.'],
  [
    { "slowlog-log-slower-then": 500 },
    '"slowlog-log-slower-then"]: must be a parameter of valkey8; received "slowlog-log-slower-then". Did you mean slowlog-log-slower-than?',
  ],
  [
    { "lazyfree-lazy-expire": "yes" },
    '"lazyfree-lazy-expire"]: must be a parameter of valkey8; received "lazyfree-lazy-expire". Leave it out.',
  ],
  [{ timeout: 19 }, '"timeout"]: must be 0 or a whole number from 20 on; received 19. Use such a value.'],
  [{ activedefrag: "on" }, '"activedefrag"]: must be yes or no; received "on". Use such a value.'],
  [{ "maxmemory-samples": 65 }, '"maxmemory-samples"]: must be a whole number from 1 to 64; received 65. Use such a value.'],
  [{ "slowlog-log-slower-than": "1ms" }, '"slowlog-log-slower-than"]: must be a whole number; received "1ms". Use such a value.'],
  [{ timeout: "" }, '"timeout"]: must be a value; received "". Leave the parameter out: the engine\'s default holds.'],
  [
    { "notify-keyspace-events": "Kq" },
    '"notify-keyspace-events"]: must be letters of keyspace events: K, E, g, $, l, s, h, z, x, e, t, d, m, n and A; received "Kq". Write it as "Ex".',
  ],
  [
    { "notify-keyspace-events": "x" },
    '"notify-keyspace-events"]: must hold K or E: nothing is published without one; received "x". Write it as "Ex".',
  ],
  [
    { "min-replicas-to-write": 2 },
    '"min-replicas-to-write"]: must be no more than the replicas of a shard (1), or every write is refused; ' +
      "received 2. Lower it, or raise replicasPerShard.",
  ],
  [{ timeout: true }, '"timeout"]: must be a string, or a number; received true. Put it in quotes.'],
];

test.each(MISTAKES)("ElastiCache refuses %p", (given, line) => {
  expect(messageOf(() => check({ parameters: given }))).toBe(refusal("cache", `parameters[${line}`));
});

test.each([
  ["values at the edges", { "maxmemory-samples": 64, timeout: 20, "slowlog-log-slower-than": -1, "repl-backlog-size": "16384" }],
  ["keyspace events", { "notify-keyspace-events": "AKE" }],
  ["a primary that waits for the replicas that it has", { "min-replicas-to-write": 1 }],
  ["one that doesn't wait", { "min-replicas-to-write": 3, "min-replicas-max-lag": 0 }],
  ["what only Terraform knows", { timeout: "${var.timeout}", "maxmemory-samples": Token.asNumber("${var.samples}") }],
  ["a parameter that nothing is known of", { "io-offload-mode": "auto" }],
])("%s pass", (_, given) => {
  expect(() => check({ parameters: given })).not.toThrow();
});

describe("a parameter that nothing is known of", () => {
  const warned = (given: Record<string, string>, family = "valkey8") => {
    const stack = testStack();
    warnOfParameters(stack, { parameters: given }, family);
    return warnings(stack);
  };

  test("is warned of: it may be newer", () => {
    expect(warned({ "io-offload-mode": "auto", timeout: "60" })).toEqual([
      "parameters: this library knows nothing of io-offload-mode in the family valkey8; ElastiCache refuses what it doesn't have when it is deployed.",
    ]);
  });

  test("has its family to thank where that is newer", () => {
    expect(warned({ timeout: "60" }, "valkey10")).toHaveLength(1);
  });

  test("is the only one that is", () => {
    expect(warned({ timeout: "60", "cluster-enabled": "yes", "hash-max-ziplist-value": "64" })).toEqual([]);
  });
});

// ElastiCache User Guide, "Valkey and Redis OSS parameters".
describe("the families", () => {
  test.each([
    ["redis7", "lazyfree-lazy-user-del", "modifiable"],
    ["valkey7", "lazyfree-lazy-user-del", "modifiable"],
    ["valkey8", "lazyfree-lazy-user-del", "another"],
    ["valkey9", "lazyfree-lazy-user-del", "another"],
    ["valkey7", "commandlog-request-larger-than", "another"],
    ["valkey8", "commandlog-request-larger-than", "modifiable"],
    ["valkey8", "search-fanout-target-mode", "modifiable"],
    ["redis7", "extended-redis-compatibility", "another"],
    ["valkey8", "cluster-databases", "another"],
    ["valkey9", "cluster-databases", "modifiable"],
    ["redis7", "activerehashing", "fixed"],
    ["valkey8", "maxclients", "fixed"],
    // Of Valkey 7.2 itself, and one letter from another one.
    ["valkey8", "set-max-listpack-entries", "unknown"],
  ])("%s: %s is %s", (family, name, is) => {
    expect(knownName(family, name).is).toBe(is);
  });

  test.each([
    ["hash-max-ziplist-entries", "hash-max-listpack-entries"],
    ["zset-max-ziplist-value", "zset-max-listpack-value"],
    ["min-slaves-to-write", "min-replicas-to-write"],
    ["close-on-slave-write", "close-on-replica-write"],
    ["maxmemory-policies", "maxmemory-policy"],
  ])("%s is %s today", (name, meant) => {
    expect(knownName("valkey8", name)).toEqual({ is: "another", meant });
  });
});

// AWS CLI Command Reference, "elasticache describe-cache-parameters": how allowed values are written.
test.each([
  ["yes,no", ["yes", "no"], ["on", "", "yes,no"]],
  ["1-75", ["1", "75"], ["0", "76", "1.5", "1e1", "many"]],
  ["0-", ["0", "9223372036854775807"], ["-1", "0x10", " 1"]],
  ["-", ["-1", "0", "10000"], ["-", "1ms", ""]],
  ["0,20-", ["0", "20"], ["1", "19"]],
  ["-5,-4,-3,-2,-1,1-", ["-5", "-1", "1"], ["-6", "0"]],
])("%s allows %p and not %p", (allowed, good, bad) => {
  expect(good.filter((value) => allows(allowed, value))).toEqual(good);
  expect(bad.filter((value) => allows(allowed, value))).toEqual([]);
});

// ElastiCache User Guide, "Managing reserved memory": the default isn't to be reduced.
test.each([
  [24, 1],
  [25, 0],
  [undefined, 0],
])("a reserve of %p percent has %i warnings", (reservedMemoryPercent, count) => {
  const stack = testStack();
  warnOfParameters(stack, { reservedMemoryPercent }, "valkey8");
  expect(warnings(stack)).toHaveLength(count);
});

test("a small reserve is warned of by what it may cost", () => {
  const stack = testStack();
  warnOfParameters(stack, { reservedMemoryPercent: 10 }, "valkey8");
  expect(warnings(stack)).toEqual([
    "reservedMemoryPercent is 10: below 25, a snapshot, a failover or an upgrade can fail or lose data where much is written.",
  ]);
});

test.each([
  ["a map", Token.asStringMap("${var.parameters}")],
  ["anything", Token.asAny("${var.parameters}")],
])("parameters whose names only Terraform knows are refused: %s", (_, given) => {
  expect(messageOf(() => check({ parameters: given }))).toBe(
    refusal(
      "cache",
      'parameters: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ),
  );
});

test.each(["toString", "constructor"])("what every object of JavaScript has is no parameter: %s", (name) => {
  expect(knownName("valkey8", name).is).not.toBe("modifiable");
  expect(() => check({ parameters: { [name]: "1" } })).not.toThrow("native code");
});
