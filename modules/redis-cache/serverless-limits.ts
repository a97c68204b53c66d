import { ElasticacheServerlessCacheCacheUsageLimits } from "@cdktf/provider-aws/lib/elasticache-serverless-cache";
import { Validator, isKnown } from "../../src/internal/validator";

/** The usage limits of a serverless cache: maximums, and minimums that are kept ready and paid for. */
export interface UsageLimits {
  readonly maxDataGb: number;
  readonly minDataGb?: number;
  readonly maxEcpuPerSecond: number;
  readonly minEcpuPerSecond?: number;
}

/** Lowest and highest value of a limit (ElastiCache API Reference, DataStorage and ECPUPerSecond), and its unit. */
const DATA = { range: [1, 5000], unit: "GB" } as const;
const ECPU = { range: [1000, 15_000_000], unit: "ECPUs a second" } as const;

/** Records a limit that ElastiCache refuses, and a minimum above its maximum. */
export function checkUsageLimits(validator: Validator, limits: UsageLimits): void {
  checkLimit(validator, limits, "minDataGb", "maxDataGb", DATA);
  checkLimit(validator, limits, "minEcpuPerSecond", "maxEcpuPerSecond", ECPU);
}

function checkLimit(
  validator: Validator,
  limits: UsageLimits,
  minimum: "minDataGb" | "minEcpuPerSecond",
  maximum: "maxDataGb" | "maxEcpuPerSecond",
  { range: [from, to], unit }: typeof DATA | typeof ECPU,
): void {
  const [least, most] = [limits[minimum] ?? undefined, limits[maximum]];
  validator
    .integerBetween(maximum, most, from, to, unit)
    .integerBetween(minimum, least, from, to, unit)
    .check(minimum, least, !isKnown(most) || (least ?? 0) <= most, `must be no more than ${maximum} (${most})`, "Lower it.");
}

/** The limits in the provider's terms. Pure. */
export function cacheUsageLimits(limits: UsageLimits): ElasticacheServerlessCacheCacheUsageLimits[] {
  return [
    {
      dataStorage: [{ minimum: limits.minDataGb, maximum: limits.maxDataGb, unit: "GB" }],
      ecpuPerSecond: [{ minimum: limits.minEcpuPerSecond, maximum: limits.maxEcpuPerSecond }],
    },
  ];
}
