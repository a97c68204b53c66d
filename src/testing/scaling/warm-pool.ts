import { WarmPoolSettings } from "./service";

/** The instances of a warm pool: how many, and when they are ready. */
export type WarmPool = readonly { readonly readyAt: number; readonly count: number }[];

/** The pool's size: what the group has yet to grow to, and no less than its minimum ("Warm pools", core concepts). */
export function warmPoolSize(
  settings: WarmPoolSettings,
  group: { readonly maxCapacity: number; readonly desiredCapacity: number },
): number {
  const prepared = settings.maxPreparedCapacity ?? group.maxCapacity;
  return Math.max(settings.minSize, prepared - group.desiredCapacity, 0);
}

/** Fills a pool up to its size; what is more than that leaves it. */
export function filled(pool: WarmPool, size: number, readyAt: number): WarmPool {
  const missing = size - pool.reduce((sum, { count }) => sum + count, 0);
  if (missing < 0) return taken(pool, -missing, Number.POSITIVE_INFINITY).pool;
  return missing === 0 ? pool : [...pool, { readyAt, count: missing }];
}

/** Takes ready instances out of a pool, as many as there are up to a number. */
export function taken(pool: WarmPool, count: number, seconds: number): { readonly pool: WarmPool; readonly count: number } {
  let left = count;
  const rest = pool.flatMap((part) => {
    const gone = part.readyAt <= seconds ? Math.min(part.count, left) : 0;
    left -= gone;
    return gone < part.count ? [{ ...part, count: part.count - gone }] : [];
  });
  return { pool: rest, count: count - left };
}
