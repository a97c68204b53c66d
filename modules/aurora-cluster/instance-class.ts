import { Format } from "../../src/internal/formats";
import { Validator, isGiven } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";

/** The class of instances that scale their capacity. */
export const SERVERLESS_CLASS = "db.serverless";

const INSTANCE_CLASS: Format = {
  rule: "must be an instance class of Aurora",
  fix: 'Write it as "db.r7g.large" or "db.serverless".',
  holds: (text) => /^db\.(serverless|[a-z]\w*\.\w+)$/.test(text),
};

const TO_16 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const TO_24 = [...TO_16, "24xlarge"];
const TO_48 = [...TO_24, "48xlarge"];
const BURSTABLE = ["medium", "large"];

/**
 * The sizes of each family that Aurora has, without those of engine versions that have ended (Aurora User Guide, "Supported DB engines for DB instance
 * classes" and "Hardware specifications for DB instance classes for Aurora").
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  t3: BURSTABLE,
  t4g: BURSTABLE,
  r5: TO_24,
  r6g: TO_16,
  r6i: [...TO_24, "32xlarge"],
  r7g: TO_16,
  r7i: TO_48,
  r8g: TO_48,
  x2g: TO_16,
};

/** Families with storage in the instance, which Optimized Reads of Aurora PostgreSQL need; Aurora MySQL has none. */
const OPTIMIZED_READS_FAMILIES: Readonly<Record<string, readonly string[]>> = {
  r6gd: TO_16.slice(1),
  r6id: ["24xlarge", "32xlarge"],
  r8gd: TO_48.slice(1),
};

/** The newest generation of each kind of family above: of this one and later ones, AWS has more families than this table. */
const NEWEST_GENERATION: Readonly<Record<string, number>> = { r: 8, t: 5, x: 3 };
const LATER_SIZE = /^(medium|\d*x?large)$/;

function familiesOf(engine: AuroraEngine): Readonly<Record<string, readonly string[]>> {
  return engine === "aurora-postgresql" ? { ...FAMILIES, ...OPTIMIZED_READS_FAMILIES } : FAMILIES;
}

/** What to write instead of a class that an engine doesn't have; undefined for one that it has. */
function mistakeIn(instanceClass: string, engine: AuroraEngine): string | undefined {
  const [, family = "", size = ""] = /^db\.(\w+)\.(\w+)$/.exec(instanceClass) ?? [];
  if (family === "") return undefined;
  const families = familiesOf(engine);
  const sizes = Object.hasOwn(families, family) ? families[family] : undefined;
  if (sizes) return sizes.includes(size) ? undefined : `The sizes of ${family} are ${sizes.join(", ")}.`;
  const [, kind = "", generation = ""] = /^([a-z])(\d+)/.exec(family) ?? [];
  const isLater = !(family in OPTIMIZED_READS_FAMILIES) && Number(generation) >= (NEWEST_GENERATION[kind] ?? Infinity);
  if (isLater && LATER_SIZE.test(size)) return undefined;
  return `The families of ${engine} are ${Object.keys(families).join(", ")}, and later ones.`;
}

/** The class of instances without one of their own. Pure. */
export function defaultInstanceClass(serverless: object | undefined): string {
  return serverless ? SERVERLESS_CLASS : "db.r7g.large";
}

/**
 * Records a class that the engine doesn't have, and one without Performance Insights, which is always on here: Aurora MySQL supports it on no older
 * burstable class (Aurora User Guide, "Amazon Aurora DB engine, Region, and instance class support for Performance Insights").
 */
export function checkInstanceClass(validator: Validator, prop: string, instanceClass: string | undefined, engine: AuroraEngine): void {
  validator.format(prop, instanceClass, INSTANCE_CLASS);
  if (!isGiven(instanceClass)) return;
  if (engine === "aurora-mysql" && /^db\.t[23]\./.test(instanceClass)) {
    validator.check(prop, instanceClass, false, "must be a class with Performance Insights", 'Use "db.t4g.medium" or larger.');
    return;
  }
  const mistake = mistakeIn(instanceClass, engine);
  if (mistake !== undefined) validator.check(prop, instanceClass, false, `must be an instance class of ${engine}`, mistake);
}

/** Memory of the smallest size of a family, in GiB; each further size has its multiple. */
const LARGE_MEMORY_GIB: Readonly<Record<string, number>> = { r: 16, x: 32 };
const BURSTABLE_MEMORY_GIB: Readonly<Record<string, number>> = { medium: 4, large: 8 };

/** Memory of a provisioned instance class in GiB; undefined for `db.serverless` and classes that don't follow the scheme. Pure. */
export function instanceMemoryGib(instanceClass: string): number | undefined {
  const match = /^db\.([a-z])[0-9a-z]*\.([0-9]*)([a-z]+)$/.exec(instanceClass);
  if (!match) return undefined;
  const [, family = "", multiple = "", size = ""] = match;
  if (family === "t") return multiple === "" ? BURSTABLE_MEMORY_GIB[size] : undefined;
  const large = LARGE_MEMORY_GIB[family];
  if (large === undefined) return undefined;
  if (size === "large" && multiple === "") return large;
  return size === "xlarge" ? large * 2 * Number(multiple || "1") : undefined;
}

/**
 * About how many connections an instance accepts by the engine's default formula
 * (Aurora User Guide, "Maximum connections to an Aurora PostgreSQL/MySQL DB instance"): for thresholds, not for sizing. Pure.
 *
 * @param minCapacityAcu the least capacity of a serverless instance, undefined for a provisioned one
 */
export function defaultMaxConnections(engine: AuroraEngine, memoryGib: number, minCapacityAcu?: number): number {
  // A serverless instance with a minimum of half a capacity unit or less has a lower limit, whatever its maximum.
  const limit = engine === "aurora-postgresql" && minCapacityAcu !== undefined && minCapacityAcu <= 0.5 ? 2000 : 5000;
  if (engine === "aurora-postgresql") return Math.min(limit, Math.floor((memoryGib * 1024 ** 3 * 0.9) / 9_531_392));
  return memoryGib < 16 ? Math.floor(45 * Math.log2(memoryGib)) : 1000 * Math.floor(Math.log2(memoryGib / 8));
}
