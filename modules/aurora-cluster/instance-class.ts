import { Format } from "../../src/internal/formats";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";

/** The class of instances that scale their capacity. */
export const SERVERLESS_CLASS = "db.serverless";

const INSTANCE_CLASS: Format = {
  rule: "must be an instance class of Aurora",
  fix: 'Write it as "db.r7g.large" or "db.serverless".',
  holds: (text) => /^db\.(serverless|[a-z]\w*\.\w+)$/.test(text),
};

/** The class of instances without one of their own. Pure. */
export function defaultInstanceClass(serverless: object | undefined): string {
  return serverless ? SERVERLESS_CLASS : "db.r7g.large";
}

/**
 * Records a class that Aurora doesn't have, and one without Performance Insights, which is always on here: Aurora MySQL supports it on no older
 * burstable class (Aurora User Guide, "Amazon Aurora DB engine, Region, and instance class support for Performance Insights").
 */
export function checkInstanceClass(validator: Validator, prop: string, instanceClass: string | undefined, engine: AuroraEngine): void {
  validator
    .format(prop, instanceClass, INSTANCE_CLASS)
    .check(
      prop,
      instanceClass,
      engine !== "aurora-mysql" || !/^db\.t[23]\./.test(instanceClass ?? ""),
      "must be a class with Performance Insights",
      'Use "db.t4g.medium" or larger.',
    );
}

/** Memory of the smallest size of a family, in GiB; each further size has its multiple. */
const LARGE_MEMORY_GIB: Readonly<Record<string, number>> = { r: 16, x: 32 };
const BURSTABLE_MEMORY_GIB: Readonly<Record<string, number>> = { small: 2, medium: 4, large: 8 };

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
