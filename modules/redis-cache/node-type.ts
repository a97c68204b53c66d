import { IConstruct } from "constructs";
import { closestTo } from "../../src/internal/spelling";
import { Validator, isKnown } from "../../src/internal/validator";
import { warnOnce } from "../../src/internal/warn-once";
import { RedisEngine } from "./engine";

const TO_MEDIUM = ["micro", "small", "medium"];
const TO_16 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const TO_24 = ["large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"];

/** What the node types of a family have in common. */
interface Family {
  readonly sizes: readonly string[];
  /** Whether Redis OSS has it too. @default true */
  readonly redis?: boolean;
  /** Whether auto scaling supports it (ElastiCache User Guide, "Auto Scaling Valkey and Redis OSS clusters"). @default false */
  readonly scales?: boolean;
}

/** The node types of Valkey and Redis OSS, by family (ElastiCache User Guide, "Supported node types", 2026). */
const FAMILIES: Readonly<Record<string, Family>> = {
  t2: { sizes: TO_MEDIUM },
  t3: { sizes: TO_MEDIUM },
  t4g: { sizes: TO_MEDIUM },
  m4: { sizes: ["large", "xlarge", "2xlarge", "4xlarge", "10xlarge"] },
  m5: { sizes: TO_24, scales: true },
  m6g: { sizes: TO_16, scales: true },
  m7g: { sizes: TO_16, scales: true },
  m8g: { sizes: TO_16, redis: false, scales: true },
  r4: { sizes: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"] },
  r5: { sizes: TO_24, scales: true },
  r6g: { sizes: TO_16, scales: true },
  r6gd: { sizes: TO_16.slice(1), scales: true },
  r7g: { sizes: TO_16, scales: true },
  r8g: { sizes: TO_16, redis: false, scales: true },
  c7gn: { sizes: TO_16, scales: true },
  c8gn: { sizes: TO_16, redis: false, scales: true },
};

/** The generation of families that are newer than the table: AWS adds them. */
const NEXT_GENERATION = 8;
const NEXT_BURSTABLE_GENERATION = 5;
const LATER_SIZE = /^(micro|small|medium|\d*x?large)$/;
const SCALING_SIZES = ["large", "xlarge", "2xlarge"];
const RULE = "must be a node type of ElastiCache";

/** Records something that is no node type, and a node type that ElastiCache, or the engine, doesn't have. */
export function checkNodeType(validator: Validator, nodeType: string, engine: RedisEngine = "valkey"): void {
  const form = /^cache\.[a-z][a-z0-9]*\.[a-z0-9]+$/;
  validator.matches("nodeType", nodeType, form, "must be a node type", 'Write it as "cache.r7g.large".');
  if (!isKnown(nodeType) || !form.test(nodeType)) return;
  const { family, size } = partsOf(nodeType);
  const known = familyOf(nodeType);
  if (!known) {
    validator.check("nodeType", nodeType, isLater(nodeType), RULE, otherFamily(family, size));
    return;
  }
  validator
    .check("nodeType", nodeType, known.sizes.includes(size), RULE, `The sizes of ${family} are ${known.sizes.join(", ")}.`)
    .check(
      "nodeType",
      nodeType,
      engine !== "redis" || known.redis !== false,
      "must be a node type of Redis OSS for an engine that is redis",
      `Use Valkey, or a family that Redis OSS has: ${families(({ redis }) => redis !== false)}.`,
    );
}

/** Warns of a node type that is newer than what is known here, and of one that AWS has stopped to offer. */
export function warnOfNodeType(scope: IConstruct, nodeType: string): void {
  if (!isKnown(nodeType)) return;
  const { family } = partsOf(nodeType);
  if (familyOf(nodeType) === undefined) {
    warnOnce(scope, `${nodeType} is newer than the node types known here: look it up in "Supported node types" before you deploy.`);
  } else if (family === "t2") {
    warnOnce(scope, "ElastiCache creates no new clusters of T2 nodes: use cache.t4g for one that doesn't exist yet.");
  }
}

/** Whether nodes of a type keep a part of the data on an SSD (ElastiCache User Guide, "Data tiering in ElastiCache"). Pure. */
export function isDataTiering(nodeType: string): boolean {
  return partsOf(nodeType).family === "r6gd";
}

/** Whether auto scaling supports a node type (ElastiCache User Guide, "Auto Scaling Valkey and Redis OSS clusters"). Pure. */
export function allowsAutoScaling(nodeType: string): boolean {
  const { size } = partsOf(nodeType);
  const { sizes, scales } = familyOf(nodeType) ?? { sizes: [] };
  return scales === true && sizes.includes(size) && SCALING_SIZES.includes(size);
}

/** Whether nodes of a type earn CPU credits below a baseline, and spend them above it. Pure. */
export function isBurstable(nodeType: string): boolean {
  return /^t\d/.test(partsOf(nodeType).family);
}

/** Whether CloudWatch has the credits of burstable nodes: not those of T2 (ElastiCache User Guide, "Supported node types"). Pure. */
export function hasCreditMetrics(nodeType: string): boolean {
  return isBurstable(nodeType) && partsOf(nodeType).family !== "t2";
}

/**
 * vCPUs of a node: those of the EC2 instance type of the same name, which its size tells (EC2 User Guide, "Amazon EC2 instance types"). Those of
 * a type that only Terraform knows are taken for the two of the smallest nodes. Pure.
 */
export function vcpusOf(nodeType: string): number {
  const { family, size } = partsOf(nodeType);
  if (family === "t2" && size !== "medium") return 1;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? 2 : 4 * Number(times || 1);
}

/** Connections that a node accepts: the parameter `maxclients`, which can't be changed (ElastiCache User Guide, "Valkey and Redis OSS parameters"). Pure. */
export function maxConnectionsOf(nodeType: string): number {
  const { family, size } = partsOf(nodeType);
  if (family === "t2" || (isBurstable(nodeType) && size === "micro")) return 20_000;
  return family === "t3" ? 46_000 : 65_000;
}

function partsOf(nodeType: string): { readonly family: string; readonly size: string } {
  const [, family = "", size = ""] = nodeType.split(".");
  return { family, size };
}

function familyOf(nodeType: string): Family | undefined {
  const { family } = partsOf(nodeType);
  return Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
}

/** Whether a family may have been added since. */
function isLater(nodeType: string): boolean {
  const { family, size } = partsOf(nodeType);
  const [, kind, generation] = /^([a-z]+)(\d)(?!\d)/.exec(family) ?? [];
  return Number(generation) >= (kind === "t" ? NEXT_BURSTABLE_GENERATION : NEXT_GENERATION) && LATER_SIZE.test(size);
}

function otherFamily(family: string, size: string): string {
  const withSize = Object.keys(FAMILIES).filter((name) => FAMILIES[name]!.sizes.includes(size));
  const ofItsKind = withSize.filter((name) => name[0] === family[0]);
  const closest = closestTo(family, ofItsKind) ?? closestTo(family, withSize);
  return closest === undefined ? `The families are ${families(() => true)}.` : `Did you mean cache.${closest}.${size}?`;
}

function families(fits: (family: Family) => boolean): string {
  const names = Object.entries(FAMILIES).filter(([, family]) => fits(family));
  return names.map(([name]) => name).join(", ");
}
