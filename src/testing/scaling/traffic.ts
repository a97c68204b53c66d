import { TICK_SECONDS } from "./facts";

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
 */
export function trafficOf(from: number, ...stretches: readonly TrafficStretch[]): Traffic {
  const values: number[] = [];
  let last = from;
  for (const { minutes, to = last } of stretches) {
    const count = Math.round((minutes * 60) / TICK_SECONDS);
    for (let index = 1; index <= count; index++) values.push(last + ((to - last) * index) / count);
    last = to;
  }
  return { requestsPerSecond: values };
}

/** An opening auction: quiet, up to the peak within ten seconds, an hour that calms down to half of it. */
export function openingAuction({ quiet, peak }: { readonly quiet: number; readonly peak: number }): Traffic {
  return trafficOf(quiet, { minutes: 20 }, { minutes: 1 / 6, to: peak }, { minutes: 10 }, { minutes: 50, to: peak / 2 });
}

/** A flash crowd: from the usual to a peak within two minutes, a quarter of an hour there, and back. */
export function flashCrowd({ usual, peak }: { readonly usual: number; readonly peak: number }): Traffic {
  return trafficOf(usual, { minutes: 20 }, { minutes: 2, to: peak }, { minutes: 15 }, { minutes: 5, to: usual }, { minutes: 40 });
}

/** Growth in a straight line by so many requests per second within a minute, and half an hour of what is reached. */
export function steadyGrowth({ from, to, perMinute }: { readonly from: number; readonly to: number; readonly perMinute: number }): Traffic {
  return trafficOf(from, { minutes: 20 }, { minutes: (to - from) / perMinute, to }, { minutes: 30 });
}

/** @throws Error for traffic that is none */
export function checkTraffic({ requestsPerSecond, startsAt }: Traffic): void {
  if (requestsPerSecond.length === 0) throw new Error("traffic has no requestsPerSecond: give one value for each ten seconds");
  const wrong = requestsPerSecond.findIndex((value) => !Number.isFinite(value) || value < 0);
  if (wrong >= 0) {
    throw new Error(`traffic has ${requestsPerSecond[wrong]} as requestsPerSecond[${wrong}]: each must be a finite number, 0 or more`);
  }
  if (startsAt !== undefined && Number.isNaN(Date.parse(startsAt))) {
    throw new Error(`traffic starts at "${startsAt}", which is no time: write it as "2026-03-02T07:30:00Z"`);
  }
}
