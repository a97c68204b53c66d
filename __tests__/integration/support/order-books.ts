import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Cache } from "../../../examples/trading-stack/services/shared/cache";
import {
  BookEvent,
  BookOrder,
  BookTruth,
  FillEvent,
  SettledBook,
  Settlement,
  Side,
} from "../../../examples/trading-stack/services/trading-api/order-book";

export const INSTRUMENT = "BTC-EUR";
const WAIT_MILLISECONDS = 15_000;
const POLL_MILLISECONDS = 20;

export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A server on this machine, without TLS and login. */
export function cacheOf(port: number, clusterMode: boolean): Cache {
  return new Cache({ host: "127.0.0.1", port, clusterMode, tls: false }, SILENT);
}

/** Waits for what comes by itself. */
export async function eventually<T>(what: string, attempt: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + WAIT_MILLISECONDS; Date.now() < end; await sleep(POLL_MILLISECONDS)) {
    const value = await Promise.resolve()
      .then(attempt)
      .catch(() => undefined);
    if (value !== undefined && value !== false) return value;
  }
  throw new Error(`This doesn't happen within ${WAIT_MILLISECONDS} ms: ${what}.`);
}

export async function connected(cache: Cache): Promise<Cache> {
  await eventually("a connection", async () => {
    await cache.ping();
    return true;
  });
  return cache;
}

export function order(side: Side, price: string, quantity: string, id: string = randomUUID()): BookOrder {
  return { id, instrument: INSTRUMENT, side, price, quantity };
}

/** What a database does for a book, in memory: whole quantities alone. */
export class TruthInMemory implements BookTruth {
  public readonly fills: FillEvent[] = [];
  public generation = 0;
  private lastNumber = 0;
  private readonly orders = new Map<string, { readonly order: BookOrder; remaining: number; isOpen: boolean }>();
  private readonly known = new Set<string>();
  private readonly requested = new Set<string>();
  private readonly locks = new Set<string>();

  public add(added: BookOrder): BookOrder {
    this.orders.set(added.id, { order: added, remaining: Number(added.quantity), isOpen: true });
    return added;
  }

  public remaining(id: string): number {
    return this.orders.get(id)!.remaining;
  }

  public isOpen(id: string): boolean {
    return this.orders.get(id)!.isOpen;
  }

  public async instruments(): Promise<readonly string[]> {
    return [INSTRUMENT];
  }

  public async settle(event: BookEvent): Promise<Settlement> {
    await sleep(1);
    if (this.known.has(event.id)) return "settled";
    if (event.generation !== this.generation) return "stale";
    if (event.number <= this.lastNumber) return "refused";
    if (event.type === "fill") {
      const both = [this.orders.get(event.buyOrder), this.orders.get(event.sellOrder)];
      const quantity = Number(event.quantity);
      if (both.some((each) => !each?.isOpen || each.remaining < quantity)) return "refused";
      for (const each of both) {
        each!.remaining -= quantity;
        each!.isOpen = each!.remaining > 0;
      }
      this.fills.push(event);
    } else {
      const cancelled = this.orders.get(event.order);
      if (cancelled) cancelled.isOpen = false;
    }
    this.known.add(event.id);
    this.lastNumber = event.number;
    return "settled";
  }

  /** By `settle`, so that a test that replaces it replaces both. What was settled before one that can't be is settled still, and is known then. */
  public async settleAll(events: readonly BookEvent[]): Promise<boolean> {
    for (const event of events) if ((await this.settle(event)) !== "settled") return false;
    return true;
  }

  public async settled(): Promise<SettledBook> {
    return { generation: this.generation, lastNumber: this.lastNumber };
  }

  public async nextGeneration(): Promise<number> {
    this.lastNumber = 0;
    return ++this.generation;
  }

  /** Every order is young. */
  public async *openOrders(
    _instrument: string,
    _minimumAgeSeconds: number,
    _maximumAgeSeconds?: number,
  ): AsyncIterable<readonly BookOrder[]> {
    const open = [...this.orders.values()].filter(({ isOpen, order: { id } }) => isOpen && !this.requested.has(id));
    yield open.map(({ order: { id, instrument, side, price }, remaining }) => ({
      id,
      instrument,
      side,
      price,
      quantity: String(remaining),
    }));
  }

  public requestCancellation(id: string): void {
    this.requested.add(id);
  }

  public async *cancelRequests(): AsyncIterable<readonly string[]> {
    yield [...this.requested].filter((id) => this.isOpen(id));
  }

  public async exclusively(name: string, work: () => Promise<void>): Promise<boolean> {
    if (this.locks.has(name)) return false;
    this.locks.add(name);
    await work().finally(() => this.locks.delete(name));
    return true;
  }
}

/** Price-time priority, as simple as can be: all resting orders in a list. */
export class BookModel {
  public readonly fills: { readonly buyOrder: string; readonly sellOrder: string; readonly price: number; readonly quantity: number }[] =
    [];
  private resting: { readonly id: string; readonly side: Side; readonly price: number; remaining: number; readonly arrival: number }[] = [];
  private arrivals = 0;

  public submit(side: Side, price: number, quantity: number, id: string): void {
    let remaining = quantity;
    const isBuy = side === "buy";
    while (remaining > 0) {
      const [best] = this.resting
        .filter((each) => each.side !== side && (isBuy ? each.price <= price : each.price >= price))
        .sort((a, b) => (isBuy ? a.price - b.price : b.price - a.price) || a.arrival - b.arrival);
      if (!best) break;
      const filled = Math.min(remaining, best.remaining);
      this.fills.push({ buyOrder: isBuy ? id : best.id, sellOrder: isBuy ? best.id : id, price: best.price, quantity: filled });
      remaining -= filled;
      best.remaining -= filled;
      this.resting = this.resting.filter((each) => each.remaining > 0);
    }
    if (remaining > 0) this.resting.push({ id, side, price, remaining, arrival: this.arrivals++ });
  }

  public cancel(id: string): void {
    this.resting = this.resting.filter((each) => each.id !== id);
  }

  public levels(side: Side): readonly (readonly [string, string])[] {
    const prices = [...new Set(this.resting.filter((each) => each.side === side).map(({ price }) => price))];
    const quantityAt = (price: number): number =>
      this.resting.filter((each) => each.side === side && each.price === price).reduce((sum, each) => sum + each.remaining, 0);
    return prices.sort((a, b) => (side === "buy" ? b - a : a - b)).map((price) => [String(price), String(quantityAt(price))]);
  }
}
