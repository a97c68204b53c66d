import { NUMBER, PropTypes, optional } from "../../internal/prop-types";
import { Validator, isGiven } from "../../internal/validator";
import { TICK_SECONDS } from "./facts";

const STRETCH: PropTypes<TrafficStretch> = { minutes: NUMBER, to: optional(NUMBER) };

/** An AZ that fails, and comes back. */
export interface LostZone {
  /** When it is lost, in seconds from the start. */
  readonly atSeconds: number;
  /** When it recovers. @default - not within this time */
  readonly untilSeconds?: number;
}

/** What a service is offered, and what happens meanwhile. */
export interface Traffic {
  /** Requests per second, on average over each ten seconds; 0 or more. Before the first, traffic was steady. */
  readonly requestsPerSecond: readonly number[];
  /** AZs that fail: each time the one that has the most instances. @default - none */
  readonly lostZones?: readonly LostZone[];
  /** When a release starts an instance refresh, in seconds from the start. @default - none */
  readonly releases?: readonly number[];
  /** The time of the start, as `2026-03-02T07:30:00Z`. @default - scheduled actions are left out */
  readonly startsAt?: string;
  /** The group's desired capacity at the start. @default - what the policies hold at the first requests */
  readonly initialCapacity?: number;
}

/** A stretch of traffic. */
export interface TrafficStretch {
  /** How long it is, in minutes. */
  readonly minutes: number;
  /** Requests per second at its end, which traffic goes to in a straight line. @default - as before */
  readonly to?: number;
}

/**
 * Traffic in stretches: steady, growing or falling. Pure.
 *
 *     trafficOf(200, { minutes: 10 }, { minutes: 1, to: 500 }, { minutes: 30 })
 *
 * @param from requests per second at the start
 * @param stretches what follows
 * @throws ValidationError for numbers that aren't finite, or below 0
 */
export function trafficOf(from: number, ...stretches: readonly TrafficStretch[]): Traffic {
  checkNumbers("trafficOf", { from }, { from: NUMBER });
  stretches.forEach((stretch, index) => checkNumbers("trafficOf", stretch, STRETCH, `stretches[${index}]`));
  const values: number[] = [];
  let last = from;
  for (const { minutes, to = last } of stretches) {
    const count = Math.round((minutes * 60) / TICK_SECONDS);
    for (let index = 1; index <= count; index++) values.push(last + ((to - last) * index) / count);
    last = to;
  }
  return { requestsPerSecond: values };
}

/**
 * An opening auction: quiet, up to the peak within ten seconds, an hour that calms down to half of it.
 *
 * @throws ValidationError for numbers that aren't finite, or below 0
 */
export function openingAuction(input: { readonly quiet: number; readonly peak: number }): Traffic {
  checkNumbers("openingAuction", input, { quiet: NUMBER, peak: NUMBER });
  const { quiet, peak } = input;
  return trafficOf(quiet, { minutes: 20 }, { minutes: 1 / 6, to: peak }, { minutes: 10 }, { minutes: 50, to: peak / 2 });
}

/**
 * A flash crowd: from the usual to a peak within two minutes, a quarter of an hour there, and back.
 *
 * @throws ValidationError for numbers that aren't finite, or below 0
 */
export function flashCrowd(input: { readonly usual: number; readonly peak: number }): Traffic {
  checkNumbers("flashCrowd", input, { usual: NUMBER, peak: NUMBER });
  const { usual, peak } = input;
  return trafficOf(usual, { minutes: 20 }, { minutes: 2, to: peak }, { minutes: 15 }, { minutes: 5, to: usual }, { minutes: 40 });
}

/**
 * Growth in a straight line by so many requests per second within a minute, and half an hour of what is reached.
 *
 * @throws ValidationError for numbers that aren't finite, or below 0, and for what doesn't grow
 */
export function steadyGrowth(input: { readonly from: number; readonly to: number; readonly perMinute: number }): Traffic {
  const { from, to, perMinute } = input ?? {};
  checkNumbers("steadyGrowth", input, { from: NUMBER, to: NUMBER, perMinute: NUMBER })
    .check("to", to, to >= from, `must be ${from} or more, what it grows from`, "Use trafficOf for traffic that falls.")
    .check("perMinute", perMinute, perMinute > 0, "must be more than 0", "Give the requests per second that a minute adds.")
    .throwIfInvalid();
  return trafficOf(from, { minutes: 20 }, { minutes: (to - from) / perMinute, to }, { minutes: 30 });
}

/** Records numbers that aren't finite, or below 0. @throws ValidationError for them, and for what is no object */
function checkNumbers<P extends object>(called: string, input: P, types: PropTypes<P>, within = ""): Validator {
  const validator = new Validator(called).props(input, types, within);
  for (const [name, value] of Object.entries(input)) {
    const prop = within === "" ? name : `${within}.${name}`;
    validator.check(
      prop,
      value,
      !isGiven(value) || (Number.isFinite(value) && value >= 0),
      "must be a finite number, 0 or more",
      "Correct it.",
    );
  }
  validator.throwIfInvalid();
  return validator;
}
