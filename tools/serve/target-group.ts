import { HealthCheck } from "./launch-templates";

/** A process that requests may be sent to. */
export interface Target {
  readonly port: number;
}

interface Registered {
  readonly target: Target;
  isHealthy: boolean;
  /** How many checks in a row said the contrary of `isHealthy`. */
  contrary: number;
  timer?: NodeJS.Timeout;
}

/**
 * The processes of a service, each in turn (round robin), as long as their health checks say that they are well (Application Load Balancers guide, "Health checks for Application Load
 * Balancer target groups").
 */
export class TargetGroup {
  private readonly registered = new Map<Target, Registered>();
  private next = 0;

  public constructor(
    public readonly name: string,
    private readonly check: HealthCheck,
  ) {}

  /** Takes a process that has answered its first check: one is enough for a new target. */
  public register(target: Target): void {
    const entry: Registered = { target, isHealthy: true, contrary: 0 };
    this.registered.set(target, entry);
    this.schedule(entry);
  }

  /** A process that has ended gets no more requests: on AWS its instance would go, here at once. */
  public deregister(target: Target): void {
    clearTimeout(this.registered.get(target)?.timer);
    this.registered.delete(target);
  }

  public has(target: Target): boolean {
    return this.registered.has(target);
  }

  /** All targets, the one whose turn it is first: the healthy ones, or everyone where none is ("fail open"). */
  public inTurn(): readonly Target[] {
    const all = [...this.registered.values()];
    const healthy = all.filter(({ isHealthy }) => isHealthy);
    const chosen = (healthy.length > 0 ? healthy : all).map(({ target }) => target);
    if (chosen.length === 0) return [];
    const first = this.next++ % chosen.length;
    return [...chosen.slice(first), ...chosen.slice(0, first)];
  }

  /** Whether one process answers its health check. */
  public async answers(target: Target): Promise<boolean> {
    const { path, timeoutSeconds, matcher } = this.check;
    try {
      const response = await fetch(`http://127.0.0.1:${target.port}${path}`, {
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
        redirect: "manual",
      });
      await response.body?.cancel();
      return matchesStatus(matcher, response.status);
    } catch {
      return false;
    }
  }

  private schedule(entry: Registered): void {
    entry.timer = setTimeout(() => void this.examine(entry), this.check.intervalSeconds * 1000);
    entry.timer.unref();
  }

  private async examine(entry: Registered): Promise<void> {
    const isWell = await this.answers(entry.target);
    if (this.registered.get(entry.target) !== entry) return;
    entry.contrary = isWell === entry.isHealthy ? 0 : entry.contrary + 1;
    const threshold = entry.isHealthy ? this.check.unhealthyThreshold : this.check.healthyThreshold;
    if (entry.contrary >= threshold) {
      entry.isHealthy = isWell;
      entry.contrary = 0;
    }
    this.schedule(entry);
  }
}

/** Whether a status is among those of a matcher: `200`, `200,202` or `200-299` (Elastic Load Balancing API reference, `Matcher`). Pure. */
export function matchesStatus(matcher: string, status: number): boolean {
  return matcher.split(",").some((part) => {
    const [from, to = from] = part.split("-").map(Number);
    return status >= from! && status <= to!;
  });
}
