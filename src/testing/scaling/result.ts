/** Ten seconds of a simulation. */
export interface ScalingStep {
  /** Their beginning, in seconds from the start. */
  readonly seconds: number;
  /** Requests per second that were offered. */
  readonly offered: number;
  /** Requests per second that were served. */
  readonly served: number;
  /** Requests per second that the instances in service can serve. */
  readonly capacity: number;
  /** Instances in service. */
  readonly inService: number;
  /** The group's desired capacity. */
  readonly desiredCapacity: number;
}

/**
 * Why requests aren't served.
 *
 * - `failedTargets`: the load balancer still sends requests to instances that have failed
 * - `beforeAlarm`: there are too few instances, and no alarm of the policies has seen it yet
 * - `startingInstances`: there are too few instances, and others are starting
 * - `maximumCapacity`: there are too few instances, and the group has its maximum size
 */
export type UnservedReason = "failedTargets" | "beforeAlarm" | "startingInstances" | "maximumCapacity";

/** A time in which requests aren't served. */
export interface UnservedTraffic {
  /** Its beginning, in seconds from the start. */
  readonly fromSeconds: number;
  /** Its end. */
  readonly toSeconds: number;
  /** How many requests. */
  readonly requests: number;
  readonly reason: UnservedReason;
}

/** What the group did. */
export interface ScalingActivity {
  /** When, in seconds from the start. */
  readonly seconds: number;
  /** What and why, in a sentence. */
  readonly sentence: string;
}

/** What a service does with traffic. */
export interface ScalingSimulation {
  /** Each ten seconds. */
  readonly steps: readonly ScalingStep[];
  /** What the group did, in order. */
  readonly activities: readonly ScalingActivity[];
  /** When requests aren't served, and why; empty where all are. */
  readonly unserved: readonly UnservedTraffic[];
  /** Requests, all together. */
  readonly offeredRequests: number;
  /** Those that are served. */
  readonly servedRequests: number;
  /** The result in sentences: what wasn't served, when and why. */
  readonly explanation: string;
  /** What the model leaves out or takes for granted, in a sentence each. */
  readonly assumptions: readonly string[];
}

/** Times of one reason that follow each other, as one. */
export function joined(unserved: readonly UnservedTraffic[]): readonly UnservedTraffic[] {
  return unserved.reduce<UnservedTraffic[]>((all, next) => {
    const last = all[all.length - 1];
    if (!last || last.reason !== next.reason || last.toSeconds !== next.fromSeconds) return [...all, next];
    return [...all.slice(0, -1), { ...last, toSeconds: next.toSeconds, requests: last.requests + next.requests }];
  }, []);
}

const REASONS: Readonly<Record<UnservedReason, string>> = {
  failedTargets: "the load balancer still sends requests to instances that have failed",
  beforeAlarm: "there are too few instances, and the alarms have yet to see it",
  startingInstances: "there are too few instances, and others are starting",
  maximumCapacity: "there are too few instances, and the group has its maximum size",
};

/** The result in sentences. */
export function explain(name: string, unserved: readonly UnservedTraffic[], offered: number): string {
  if (unserved.length === 0) return `${name} serves all of ${count(offered)} requests.`;
  const all = unserved.reduce((sum, { requests }) => sum + requests, 0);
  const times = unserved.map(
    ({ fromSeconds, toSeconds, requests, reason }) =>
      `${clock(fromSeconds)} to ${clock(toSeconds)}: ${count(requests)}, ${REASONS[reason]}.`,
  );
  return [`${name} doesn't serve ${count(all)} of ${count(offered)} requests.`, ...times].join("\n");
}

const count = (requests: number): string => (requests > 0 && requests < 1 ? "less than one" : Math.round(requests).toLocaleString("en-US"));

function clock(seconds: number): string {
  const two = (value: number): string => `${value}`.padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
