import { checkMinimumSchedules } from "../../src/internal/minimum-schedules";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/**
 * The fewest shards, or replicas of each shard, from a time on that is known before, such as the opening of a market (Application Auto Scaling User Guide,
 * "Scheduled scaling"). A new replica takes minutes until it has its data. A new shard takes minutes to hours until keys are moved to it, with the amount of
 * data and the load ("Scaling clusters in Valkey or Redis OSS (Cluster Mode Enabled)"): begin early. What is above the minimum is removed by load alone.
 */
export interface RedisScalingSchedule {
  /** When, as the five fields of a cron expression: `30 6 * * MON-FRI`. A day of the month or a day of the week, not both. */
  readonly recurrence: string;
  /** An IANA time zone such as `Europe/Berlin`, with its daylight saving. @default "UTC" */
  readonly timeZone?: string;
  /** Fewest shards, or replicas of each shard, from then on: 1 or more, and no more than `max`. */
  readonly min: number;
}

const SCHEDULE: PropTypes<RedisScalingSchedule> = { recurrence: STRING, timeZone: optional(STRING), min: NUMBER };

/** What scales, and how far. */
interface ScalingBounds {
  readonly unit: string;
  /** The most that ElastiCache has. */
  readonly most: number;
  /** The most that auto scaling may reach. */
  readonly max: number;
}

/**
 * Records what is wrong with schedules.
 *
 * @throws ValidationError for a value of another type
 */
export function checkScalingSchedules(
  validator: Validator,
  prop: string,
  schedules: Readonly<Record<string, RedisScalingSchedule>> | undefined,
  bounds: ScalingBounds,
): void {
  validator.known(prop, schedules);
  if (!isKnown(schedules)) return;
  for (const [name, schedule] of Object.entries(schedules ?? {})) validator.props(schedule, SCHEDULE, `${prop}["${name}"]`);
  checkMinimumSchedules(validator, prop, schedules, { least: 1, ...bounds });
}
