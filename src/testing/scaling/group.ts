import { REBALANCING_MARGIN } from "./facts";
import { Cohort, Fleet, countOf, fullestZone, imbalance, launch, terminate } from "./fleet";
import { ScalingActivity } from "./result";
import { ScalingService, ScheduledAction } from "./service";
import { Decision } from "./target-tracking";
import { WarmPool, filled, taken, warmPoolSize } from "./warm-pool";

/** An AZ that has failed. */
interface Failure {
  readonly zone: number;
  readonly fromSeconds: number;
}

/** An instance refresh that goes on. */
interface Refresh {
  readonly release: number;
  /** How many instances there were to replace. */
  readonly total: number;
  /** A checkpoint waits until then. */
  readonly waitsUntil: number;
  readonly checkpointsPassed: number;
}

const instances = (count: number): string => `${count} instance${count === 1 ? "" : "s"}`;

/** The Auto Scaling group of a simulation: what it has, and what it does as time goes on. */
export class Group {
  public fleet: Fleet;
  public desiredCapacity: number;
  public readonly activities: ScalingActivity[] = [];
  private minCapacity: number;
  private maxCapacity: number;
  private failures: readonly Failure[] = [];
  private refresh: Refresh | undefined;
  private release = 0;
  /** Instances above the desired capacity, while others are replaced or moved. */
  private surplus = 0;
  private warmPool: WarmPool = [];

  public constructor(
    private readonly service: ScalingService,
    initialCapacity: number,
  ) {
    this.minCapacity = service.minCapacity;
    this.maxCapacity = service.maxCapacity;
    this.desiredCapacity = this.clamped(initialCapacity);
    const before = Number.NEGATIVE_INFINITY;
    this.fleet = launch([], this.desiredCapacity, this.zones, { release: 0, inServiceAt: before });
    this.fillWarmPool(before);
  }

  /** Instances that answer. */
  public healthy(seconds: number): Fleet {
    return this.fleet.filter((cohort) => cohort.inServiceAt <= seconds && !this.hasFailed(cohort));
  }

  /** Instances that don't, and that the load balancer still sends requests to. */
  public failedTargets(seconds: number): number {
    return countOf(this.fleet, (cohort) => cohort.inServiceAt <= seconds && this.hasFailed(cohort));
  }

  /** Whether instances are on their way. */
  public isStarting(seconds: number): boolean {
    return this.fleet.some(({ inServiceAt }) => inServiceAt > seconds);
  }

  public get isAtMaximum(): boolean {
    return this.desiredCapacity >= this.maxCapacity;
  }

  /** The AZ with the most instances fails. */
  public loseZone(seconds: number): number {
    const zone = fullestZone(
      this.fleet.filter((cohort) => !this.hasFailed(cohort)),
      this.service.availabilityZoneCount,
    );
    this.failures = [...this.failures, { zone, fromSeconds: seconds }];
    this.record(seconds, `AZ ${zone + 1} fails`);
    return zone;
  }

  public recoverZone(zone: number, seconds: number): void {
    this.failures = this.failures.filter((failure) => failure.zone !== zone);
    this.record(seconds, `AZ ${zone + 1} recovers`);
  }

  public startRefresh(seconds: number): void {
    this.release++;
    this.refresh = { release: this.release, total: this.oldOnes(), waitsUntil: seconds, checkpointsPassed: 0 };
    this.record(seconds, `an instance refresh of ${instances(this.refresh.total)} starts`);
  }

  public runAction({ name, minCapacity, maxCapacity, desiredCapacity }: ScheduledAction, seconds: number): void {
    this.minCapacity = minCapacity ?? this.minCapacity;
    this.maxCapacity = maxCapacity ?? this.maxCapacity;
    this.setDesired(desiredCapacity ?? this.desiredCapacity, seconds, `scheduled action ${name}`);
    this.reconcile(seconds);
  }

  /** Follows the policies. Nothing is scaled in while instances start or warm up. */
  public follow({ direction, desiredCapacity, policy }: Decision, seconds: number): void {
    const isLarger = desiredCapacity > this.desiredCapacity;
    if (direction === "out" ? !isLarger : isLarger || this.isWarming(seconds)) return;
    const unit = policy.metric === "requests" ? "requests per target and minute" : "percent of CPU";
    const side = direction === "out" ? "above" : "below";
    this.setDesired(desiredCapacity, seconds, `scale ${direction}: data points ${side} ${policy.targetValue} ${unit}`);
  }

  /** What happens by itself: failed instances are replaced, others rolled and moved, and the group gets the size that it should have. */
  public tick(seconds: number): void {
    this.replaceFailed(seconds);
    this.continueRefresh(seconds);
    this.rebalance(seconds);
    this.reconcile(seconds);
  }

  private get zones() {
    const { availabilityZoneCount: zoneCount, launchesBalancedOnly: balancedOnly = false } = this.service;
    return { zoneCount, lost: new Set(this.failures.map(({ zone }) => zone)), balancedOnly };
  }

  private clamped(capacity: number): number {
    return Math.min(this.maxCapacity, Math.max(this.minCapacity, capacity));
  }

  private hasFailed({ zone }: Cohort): boolean {
    return this.failures.some((failure) => failure.zone === zone);
  }

  private isWarming(seconds: number, warmupSeconds = this.service.instanceWarmupSeconds): boolean {
    return this.fleet.some(({ inServiceAt }) => inServiceAt + warmupSeconds > seconds);
  }

  private oldOnes(): number {
    return countOf(this.fleet, ({ release }) => release < this.release);
  }

  private setDesired(capacity: number, seconds: number, why: string): void {
    const before = this.desiredCapacity;
    this.desiredCapacity = this.clamped(capacity);
    if (this.desiredCapacity !== before) this.record(seconds, `${why}, from ${before} to ${instances(this.desiredCapacity)}`);
  }

  private replaceFailed(seconds: number): void {
    const detected = this.failures.filter(({ fromSeconds }) => seconds >= fromSeconds + this.service.failureDetectionSeconds);
    const gone = (cohort: Cohort): boolean => detected.some(({ zone }) => zone === cohort.zone);
    const count = countOf(this.fleet, gone);
    if (count === 0) return;
    this.fleet = this.fleet.filter((cohort) => !gone(cohort));
    this.record(seconds, `${instances(count)} of a failed AZ ${count === 1 ? "is" : "are"} replaced`);
  }

  /** A batch of new instances, once they are warm: as many old ones leave, and the next batch starts (EC2 Auto Scaling User Guide, "How an instance refresh works"). */
  private continueRefresh(seconds: number): void {
    const { refresh } = this;
    const { replacement } = this.service;
    if (!refresh || seconds < refresh.waitsUntil) return;
    const isReady = this.fleet.every(
      ({ release, inServiceAt }) => release < refresh.release || inServiceAt + replacement.instanceWarmupSeconds <= seconds,
    );
    if (!isReady) return;
    this.surplus = 0;
    this.reconcile(seconds);
    const old = this.oldOnes();
    const checkpoints = replacement.checkpointPercentages;
    const replaced = old === 0 ? 100 : (100 * (refresh.total - old)) / refresh.total;
    const passed = checkpoints.filter((percent) => percent <= replaced).length;
    if (passed > refresh.checkpointsPassed) {
      this.refresh = { ...refresh, checkpointsPassed: passed, waitsUntil: seconds + replacement.checkpointSeconds };
      this.record(seconds, `the instance refresh waits at a checkpoint, ${Math.floor(replaced)} percent replaced`);
      return;
    }
    // What is beyond the last checkpoint isn't replaced (API reference, RefreshPreferences).
    if (old === 0 || (passed > 0 && passed === checkpoints.length)) {
      this.refresh = undefined;
      this.record(seconds, "the instance refresh ends");
      return;
    }
    this.startBatch(old, checkpoints[passed] ?? 100, refresh.total);
  }

  private startBatch(old: number, untilPercent: number, total: number): void {
    const { minHealthyPercentage, maxHealthyPercentage } = this.service.replacement;
    const more = Math.floor((this.desiredCapacity * (maxHealthyPercentage - 100)) / 100);
    const fewer = this.desiredCapacity - Math.ceil((this.desiredCapacity * minHealthyPercentage) / 100);
    // One at a time where the percentages leave no room for a whole instance.
    const [first, then] = more + fewer > 0 ? [more, fewer] : maxHealthyPercentage > 100 ? [1, 0] : [0, 1];
    const untilCheckpoint = Math.max(1, Math.ceil((total * untilPercent) / 100) - (total - old));
    const batch = Math.min(old, first + then, untilCheckpoint);
    this.surplus = Math.min(batch, first);
    this.fleet = terminate(this.fleet, batch - this.surplus, this.service.availabilityZoneCount, ({ release }) => release < this.release);
  }

  /** New instances are launched before others are terminated ("Rebalancing activities"). */
  private rebalance(seconds: number): void {
    if (this.refresh || this.isStarting(seconds)) return;
    this.surplus = 0;
    this.reconcile(seconds);
    const moves = imbalance(this.fleet, this.service.availabilityZoneCount, this.zones.lost);
    if (moves === 0 || this.isStarting(seconds)) return;
    const room = this.maxCapacity - this.desiredCapacity;
    const margin = Math.max(1, Math.floor(this.maxCapacity * REBALANCING_MARGIN));
    this.surplus = Math.min(moves, Math.max(room, margin));
    this.record(seconds, `AZ rebalancing moves ${instances(this.surplus)}`);
  }

  private reconcile(seconds: number): void {
    const missing = this.desiredCapacity + this.surplus - countOf(this.fleet);
    if (missing > 0) this.launch(missing, seconds);
    if (missing < 0) this.terminate(-missing);
    this.fillWarmPool(seconds);
  }

  /** From the warm pool as far as it goes; the instances of a refresh are new ones. */
  private launch(count: number, seconds: number): void {
    const { startupSeconds, warmStartSeconds = startupSeconds } = this.service;
    const warm = this.refresh ? 0 : this.takeFromWarmPool(count, seconds);
    const start = (number: number, after: number): void => {
      this.fleet = launch(this.fleet, number, this.zones, { release: this.release, inServiceAt: seconds + after });
    };
    start(warm, warmStartSeconds);
    start(count - warm, startupSeconds);
  }

  /** During a refresh those that are to be replaced; else the one that the default termination policy chooses. */
  private terminate(count: number): void {
    const { availabilityZoneCount } = this.service;
    const before = countOf(this.fleet);
    if (this.refresh) this.fleet = terminate(this.fleet, count, availabilityZoneCount, ({ release }) => release < this.release);
    const left = count - (before - countOf(this.fleet));
    if (left > 0) this.fleet = terminate(this.fleet, left, availabilityZoneCount);
  }

  private takeFromWarmPool(count: number, seconds: number): number {
    const { pool, count: number } = taken(this.warmPool, count, seconds);
    this.warmPool = pool;
    return number;
  }

  private fillWarmPool(seconds: number): void {
    const { warmPool, startupSeconds } = this.service;
    if (!warmPool) return;
    const { maxCapacity, desiredCapacity } = this;
    this.warmPool = filled(this.warmPool, warmPoolSize(warmPool, { maxCapacity, desiredCapacity }), seconds + startupSeconds);
  }

  private record(seconds: number, sentence: string): void {
    this.activities.push({ seconds, sentence });
  }
}
