import { Failure } from "../support/failure";

/** Something that is stopped when the tool ends. */
type Stop = () => Promise<void> | void;

/** What the tool has started: whatever happens, and whenever, it is stopped, the latest first. */
export class Owned {
  private readonly pending = new Set<Promise<unknown>>();
  private readonly stops: Stop[] = [];
  private hasStopped = false;

  /**
   * Starts something; one that is still starting when all is stopped is waited for, and then stopped as well.
   *
   * @throws Failure where all was stopped before
   */
  public async start<T>(starting: Promise<T>, stop: (started: T) => Promise<void> | void): Promise<T> {
    const owned = starting.then(async (started) => {
      if (this.hasStopped) {
        await stop(started);
        throw new Failure("Interrupted.");
      }
      this.stops.push(async () => stop(started));
      return started;
    });
    this.pending.add(owned);
    // The caller hears of a failure by what is returned.
    owned.catch(() => undefined).finally(() => this.pending.delete(owned));
    return owned;
  }

  /** @throws what the first failing stop throws, after all have been tried */
  public async stop(): Promise<void> {
    this.hasStopped = true;
    await Promise.allSettled(this.pending);
    const failures: unknown[] = [];
    for (const stop of this.stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
