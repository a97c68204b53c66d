import { RedisEngine } from "../../modules/redis-cache";
import {
  allowsAutoScaling,
  checkNodeType,
  hasCreditMetrics,
  isBurstable,
  isDataTiering,
  maxConnectionsOf,
  vcpusOf,
  warnOfNodeType,
} from "../../modules/redis-cache/node-type";
import { Validator } from "../../src/internal/validator";
import { messageOf, testStack } from "../support/synth";
import { cache, replicationGroup } from "./fixture";

function messageFor(nodeType: string, engine?: RedisEngine): string | undefined {
  const validator = new Validator("Cache");
  checkNodeType(validator, nodeType, engine);
  let message: string | undefined;
  try {
    validator.throwIfInvalid();
  } catch {
    message = messageOf(() => validator.throwIfInvalid());
  }
  return message?.split("\n").slice(1).join("\n").trim();
}

function warnings(nodeType: string): string[] {
  const stack = testStack();
  warnOfNodeType(stack, nodeType);
  return stack.node.metadata.map(({ data }) => data as string);
}

// ElastiCache User Guide, "Supported node types", Valkey.
const GRAVITON = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const VALKEY: readonly (readonly [string, readonly string[]])[] = [
  ["t2", ["micro", "small", "medium"]],
  ["t3", ["micro", "small", "medium"]],
  ["t4g", ["micro", "small", "medium"]],
  ["m4", ["large", "xlarge", "2xlarge", "4xlarge", "10xlarge"]],
  ["m5", ["large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"]],
  ["m6g", GRAVITON],
  ["m7g", GRAVITON],
  ["m8g", GRAVITON],
  ["r4", ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"]],
  ["r5", ["large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"]],
  ["r6g", GRAVITON],
  ["r6gd", ["xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"]],
  ["r7g", GRAVITON],
  ["r8g", GRAVITON],
  ["c7gn", GRAVITON],
  ["c8gn", GRAVITON],
];
const ALL = VALKEY.flatMap(([family, sizes]) => sizes.map((size) => `cache.${family}.${size}`));

describe("a node type", () => {
  test.each(ALL)("%s is one of ElastiCache, without a warning of its age", (nodeType) => {
    expect(messageFor(nodeType)).toBeUndefined();
    expect(warnings(nodeType).filter((warning) => warning.includes("newer"))).toEqual([]);
  });

  // The same page, "Memory optimized with data tiering": from xlarge.
  test("with data tiering begins with xlarge", () => {
    expect(messageFor("cache.r6gd.large")).toBe(
      '- nodeType: must be a node type of ElastiCache; received "cache.r6gd.large". ' +
        "The sizes of r6gd are xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge.",
    );
  });

  test.each(["cache.r7g.3xlarge", "cache.r7g.24xlarge", "cache.t4g.large", "cache.m5.8xlarge", "cache.r7g.medium"])(
    "%s is a size that the family lacks",
    (nodeType) => expect(messageFor(nodeType)).toContain("must be a node type of ElastiCache"),
  );

  test.each([
    ["cache.r7gg.large", "cache.r7g.large"],
    ["cache.r7i.2xlarge", "cache.r7g.2xlarge"],
    ["cache.m6gd.large", "cache.m6g.large"],
    ["cache.c7g.xlarge", "cache.c7gn.xlarge"],
  ])("%s is asked for, where %s is the closest that there is", (nodeType, meant) => {
    expect(messageFor(nodeType)).toBe(`- nodeType: must be a node type of ElastiCache; received "${nodeType}". Did you mean ${meant}?`);
  });

  test("of a family that is like none is answered with all of them", () => {
    expect(messageFor("cache.x2gd.large")).toBe(
      '- nodeType: must be a node type of ElastiCache; received "cache.x2gd.large". ' +
        "The families are t2, t3, t4g, m4, m5, m6g, m7g, m8g, r4, r5, r6g, r6gd, r7g, r8g, c7gn, c8gn.",
    );
  });

  test("that is an instance class of another service is refused", () => {
    expect(messageFor("db.r7g.large")).toBe('- nodeType: must be a node type; received "db.r7g.large". Write it as "cache.r7g.large".');
  });

  // The same page lists M8g, R8g and C8gn for Valkey and Memcached alone.
  test.each(["cache.m8g.large", "cache.r8g.2xlarge", "cache.c8gn.xlarge"])("%s isn't one of Redis OSS", (nodeType) => {
    expect(messageFor(nodeType, "valkey")).toBeUndefined();
    expect(messageFor(nodeType, "redis")).toBe(
      `- nodeType: must be a node type of Redis OSS for an engine that is redis; received "${nodeType}". ` +
        "Use Valkey, or a family that Redis OSS has: t2, t3, t4g, m4, m5, m6g, m7g, r4, r5, r6g, r6gd, r7g, c7gn.",
    );
  });

  test.each(["cache.r9g.large", "cache.r8gd.xlarge", "cache.m8gn.4xlarge", "cache.t5g.small"])(
    "%s may be newer than the table",
    (nodeType) => {
      expect(messageFor(nodeType)).toBeUndefined();
      expect(warnings(nodeType)).toEqual([
        `${nodeType} is newer than the node types known here: look it up in "Supported node types" before you deploy.`,
      ]);
    },
  );

  // The same page: no new clusters of T2, no impact to those that exist.
  test("of T2 is warned of", () => {
    expect(warnings("cache.t2.small")).toEqual([
      "ElastiCache creates no new clusters of T2 nodes: use cache.t4g for one that doesn't exist yet.",
    ]);
    expect(warnings("cache.t3.small")).toEqual([]);
  });

  test("that is newer is warned of where a cache has it", () => {
    expect(cache({ nodeType: "cache.r9g.large" }).cache.node.metadata.map(({ data }) => data)).toContainEqual(
      expect.stringMatching(/^cache\.r9g\.large is newer than the node types known here: /),
    );
  });

  // EC2 User Guide, "Amazon EC2 instance types": T4g is the one T4 family, and generations have one digit so far.
  test.each(["cache.t4.small", "cache.r80g.large", "cache.m99g.xlarge"])("%s is misspelt, not newer", (nodeType) =>
    expect(messageFor(nodeType)).toContain("must be a node type of ElastiCache"),
  );

  test("that only Terraform knows passes", () => {
    const token = "${var.node_type}";
    expect(messageFor(token)).toBeUndefined();
    expect(warnings(token)).toEqual([]);
  });
});

// ElastiCache User Guide, "Auto Scaling Valkey and Redis OSS clusters": instance type families and sizes.
describe("auto scaling", () => {
  const families = ["r8g", "r7g", "r6g", "r6gd", "r5", "m8g", "m7g", "m6g", "m5", "c8gn", "c7gn"];
  test.each(ALL)("of %s", (nodeType) => {
    const [, family = "", size = ""] = nodeType.split(".");
    expect(allowsAutoScaling(nodeType)).toBe(families.includes(family) && ["large", "xlarge", "2xlarge"].includes(size));
  });

  test.each(["cache.r6gd.large", "cache.r9g.large", "cache.r7g.medium", "r7g"])("isn't for %s", (nodeType) =>
    expect(allowsAutoScaling(nodeType)).toBe(false),
  );
});

// EC2 User Guide, "Amazon EC2 instance types": the instance type of the same name. T2: ElastiCache User Guide, "Supported node types".
test.each([
  ["cache.t2.micro", 1],
  ["cache.t2.small", 1],
  ["cache.t2.medium", 2],
  ["cache.t3.micro", 2],
  ["cache.t4g.small", 2],
  ["cache.t4g.medium", 2],
  ["cache.r7g.large", 2],
  ["cache.r7g.xlarge", 4],
  ["cache.r6gd.2xlarge", 8],
  ["cache.m4.10xlarge", 40],
  ["cache.c7gn.12xlarge", 48],
  ["cache.r4.16xlarge", 64],
  ["cache.m5.24xlarge", 96],
  ["cache.r9g.4xlarge", 16],
])("%s has %i vCPUs", (nodeType, vcpus) => expect(vcpusOf(nodeType)).toBe(vcpus));

// ElastiCache User Guide, "Valkey and Redis OSS parameters": maxclients.
test.each([
  ["cache.t2.micro", 20_000],
  ["cache.t2.small", 20_000],
  ["cache.t2.medium", 20_000],
  ["cache.t3.micro", 20_000],
  ["cache.t3.small", 46_000],
  ["cache.t3.medium", 46_000],
  ["cache.t4g.micro", 20_000],
  ["cache.t4g.small", 65_000],
  ["cache.t4g.medium", 65_000],
  ["cache.r7g.large", 65_000],
  ["cache.m5.24xlarge", 65_000],
])("%s accepts %i connections", (nodeType, connections) => expect(maxConnectionsOf(nodeType)).toBe(connections));

// ElastiCache User Guide, "Supported node types": burstable nodes, and their credit metrics.
test.each([
  ["cache.t2.micro", true, false],
  ["cache.t3.small", true, true],
  ["cache.t4g.medium", true, true],
  ["cache.r7g.large", false, false],
])("%s: burstable %p, with credits in CloudWatch %p", (nodeType, burstable, credits) => {
  expect(isBurstable(nodeType)).toBe(burstable);
  expect(hasCreditMetrics(nodeType)).toBe(credits);
});

test.each([
  ["cache.r6gd.xlarge", true],
  ["cache.r6g.xlarge", false],
  ["cache.c7gn.large", false],
])("whether %s has data tiering: %p", (nodeType, tiering) => expect(isDataTiering(nodeType)).toBe(tiering));

test("a cache has nodes of cache.r7g.large by default", () => {
  expect(replicationGroup().node_type).toBe("cache.r7g.large");
});

test("data tiering is enabled on node types that need it", () => {
  expect(replicationGroup({ nodeType: "cache.r6gd.xlarge" }).data_tiering_enabled).toBe(true);
});

test("data tiering isn't mentioned on other node types", () => {
  expect(replicationGroup()).not.toHaveProperty("data_tiering_enabled");
});
