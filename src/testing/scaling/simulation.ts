import { Validator } from "../../internal/validator";
import { checkTraffic } from "./check-traffic";
import { METRIC_PERIOD_SECONDS, SCALE_IN_DATAPOINTS, TICK_SECONDS } from "./facts";
import { countOf } from "./fleet";
import { Group } from "./group";
import { ScalingSimulation, ScalingStep, UnservedReason, UnservedTraffic, explain, joined } from "./result";
import { actionsDue } from "./schedule";
import { SERVICE, ScalingService } from "./service";
import { Datapoint, areAlarmsEvaluated, decide } from "./target-tracking";
import { Traffic } from "./traffic";

/** How much a sum of floating point numbers may be off. */
const TOLERANCE = 1e-9;

/** What the targets of a group do in ten seconds. */
interface Tick extends ScalingStep {
  /** What the load balancer holds healthy. */
  readonly targets: number;
  readonly cpu: number;
  /** Requests per second that are sent to instances that have failed. */
  readonly failed: number;
}

/**
 * Computes what a service does with traffic, ten seconds by ten seconds, as AWS documents it: a data point for each minute, a minute late; three above the
 * target value scale the group out, fifteen below scale it in; instances need their time to start; AZs fail and recover; a release replaces instances.
 * Requests that find no instance are lost: nothing waits. Pure: the same service and the same traffic have the same result.
 *
 *     const api = scalingService(synthesize(stack), "TradingApi", { requestsPerSecondPerInstance: 100, startupSeconds: 120 });
 *     expect(simulateScaling(api, openingAuction({ quiet: 50, peak: 500 })).unserved).toEqual([]);
 *
 * @param service the service, read from its stack by `scalingService`
 * @param traffic what it is offered, and what happens meanwhile
 * @throws ValidationError for traffic that is none, for what would happen after its end, and for a service that `scalingService` hasn't read
 */
export function simulateScaling(service: ScalingService, traffic: Traffic): ScalingSimulation {
  const validator = new Validator("simulateScaling").props({ service }, { service: SERVICE });
  checkTraffic(validator, traffic);
  validator.throwIfInvalid();
  const group = new Group(service, traffic.initialCapacity ?? steadyCapacity(service, traffic.requestsPerSecond[0]!));
  const events = new Events(service, traffic, group);
  const history = steadyHistory(service, group, traffic.requestsPerSecond[0]!);
  const steps: ScalingStep[] = [];
  const unserved: UnservedTraffic[] = [];
  let minute: Tick[] = [];
  traffic.requestsPerSecond.forEach((offered, index) => {
    const seconds = index * TICK_SECONDS;
    events.happen(seconds);
    if (areAlarmsEvaluated(seconds)) {
      const decision = decide(service.policies, history.slice(-SCALE_IN_DATAPOINTS - 1), seconds);
      if (decision) group.follow(decision, seconds);
    }
    group.tick(seconds);
    const tick = serve(service, group, offered, seconds);
    steps.push(stepOf(tick));
    unserved.push(...lost(tick, group));
    minute.push(tick);
    if ((seconds + TICK_SECONDS) % METRIC_PERIOD_SECONDS === 0) {
      history.push(datapoint(minute, seconds + TICK_SECONDS));
      minute = [];
    }
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value * TICK_SECONDS, 0);
  const times = joined(unserved);
  const offeredRequests = sum(steps.map(({ offered }) => offered));
  return {
    steps,
    activities: group.activities,
    unserved: times,
    offeredRequests,
    servedRequests: sum(steps.map(({ served }) => served)),
    explanation: explain(service.name, times, offeredRequests),
    assumptions: [...service.assumptions, ...events.assumptions],
  };
}

/** What the policies hold while traffic is steady; the group has its minimum size at least. */
function steadyCapacity(service: ScalingService, offered: number): number {
  const needed = service.policies.map(({ metric, targetValue }) =>
    metric === "requests" ? (offered * 60) / targetValue : (offered * cpuOf(service, 1)) / targetValue,
  );
  return Math.ceil(Math.max(0, ...needed) * (1 - TOLERANCE));
}

/** CPU utilization of an instance that serves so many requests per second, in percent. */
function cpuOf({ cpuPercentAtCapacity = 0, requestsPerSecondPerInstance }: ScalingService, requestsPerSecond: number): number {
  return (requestsPerSecond / requestsPerSecondPerInstance) * cpuPercentAtCapacity;
}

/** The minutes before the start, in which traffic was steady. */
function steadyHistory(service: ScalingService, group: Group, offered: number): Datapoint[] {
  const tick = serve(service, group, offered, 0);
  return Array.from({ length: SCALE_IN_DATAPOINTS + 1 }, (_, index) =>
    datapoint(Array<Tick>(METRIC_PERIOD_SECONDS / TICK_SECONDS).fill(tick), (index - SCALE_IN_DATAPOINTS) * METRIC_PERIOD_SECONDS),
  );
}

/**
 * Every target gets the same share of the requests; in its slow start an instance gets less, and those that have failed get theirs until the health checks
 * tell. An instance serves what it can.
 */
function serve(service: ScalingService, group: Group, offered: number, seconds: number): Tick {
  const healthy = group.healthy(seconds);
  const inService = countOf(healthy);
  const shares = healthy.reduce((sum, { count, inServiceAt }) => sum + count * shareOf(service, seconds - inServiceAt), 0);
  const failedTargets = group.failedTargets(seconds);
  const failed = failedTargets === 0 ? 0 : (offered * failedTargets) / (shares + failedTargets);
  const capacity = shares * service.requestsPerSecondPerInstance;
  const served = Math.min(offered - failed, capacity);
  return {
    seconds,
    offered,
    served,
    capacity,
    inService,
    desiredCapacity: group.desiredCapacity,
    targets: inService + failedTargets,
    cpu: inService === 0 ? 0 : Math.min(100, cpuOf(service, served / inService)),
    failed,
  };
}

/** What a result says of ten seconds. Written out, as a simulation has thousands of them. */
function stepOf({ seconds, offered, served, capacity, inService, desiredCapacity }: Tick): ScalingStep {
  return { seconds, offered, served, capacity, inService, desiredCapacity };
}

/** The share of an instance, which grows to 1 in its slow start (Application Load Balancers guide, "Slow start mode"). */
function shareOf({ slowStartSeconds }: ScalingService, age: number): number {
  return slowStartSeconds === 0 ? 1 : Math.min(1, (age + TICK_SECONDS) / slowStartSeconds);
}

/** Elastic Load Balancing counts the requests that it sends to targets, whether they are served well or not. */
function datapoint(minute: readonly Tick[], endSeconds: number): Datapoint {
  const average = (value: (tick: Tick) => number): number => minute.reduce((sum, tick) => sum + value(tick), 0) / minute.length;
  const targets = average((tick) => tick.targets);
  const requests = average(({ offered }) => offered) * METRIC_PERIOD_SECONDS;
  return { endSeconds, targets, requests: targets === 0 ? 0 : requests / targets, cpu: average(({ cpu }) => cpu) };
}

/** What isn't served in ten seconds, by reason. */
function lost({ seconds, offered, served, failed }: Tick, group: Group): UnservedTraffic[] {
  const short = offered - failed - served;
  const least = offered * TOLERANCE;
  if (failed * TICK_SECONDS <= least && short * TICK_SECONDS <= least) return [];
  const time = { fromSeconds: seconds, toSeconds: seconds + TICK_SECONDS };
  const why: UnservedReason = group.isStarting(seconds) ? "startingInstances" : group.isAtMaximum ? "maximumCapacity" : "beforeAlarm";
  const all: readonly UnservedTraffic[] = [
    { ...time, requests: failed * TICK_SECONDS, reason: "failedTargets" },
    { ...time, requests: short * TICK_SECONDS, reason: why },
  ];
  return all.filter(({ requests }) => requests > least);
}

/** What happens at given times. */
class Events {
  public readonly assumptions: readonly string[];
  private readonly lostZones = new Map<number, number>();
  private readonly start: number | undefined;

  public constructor(
    private readonly service: ScalingService,
    private readonly traffic: Traffic,
    private readonly group: Group,
  ) {
    this.start = traffic.startsAt === undefined ? undefined : Date.parse(traffic.startsAt);
    this.assumptions =
      this.start === undefined && service.schedules.length > 0 ? ["no scheduled action is due, as traffic has no startsAt"] : [];
  }

  public happen(seconds: number): void {
    const isNow = (time: number | undefined): boolean => time !== undefined && time >= seconds && time < seconds + TICK_SECONDS;
    this.traffic.lostZones?.forEach(({ atSeconds, untilSeconds }, index) => {
      if (isNow(atSeconds)) this.lostZones.set(index, this.group.loseZone(seconds));
      const zone = this.lostZones.get(index);
      if (zone !== undefined && isNow(untilSeconds)) this.group.recoverZone(zone, seconds);
    });
    for (const time of this.traffic.releases ?? []) if (isNow(time)) this.group.startRefresh(seconds);
    if (this.start === undefined || (this.start / 1000 + seconds) % 60 >= TICK_SECONDS) return;
    const due = actionsDue(this.service.schedules, new Date(this.start + seconds * 1000));
    for (const action of due) this.group.runAction(action, seconds);
  }
}
