import { fromUnits, toUnits } from "../../../examples/trading-stack/services/shared/decimal";
import {
  BookDepth,
  BookEvent,
  BookOrder,
  BookTruth,
  BookUnavailableError,
  Cancellation,
  OrderBook,
  Submission,
} from "../../../examples/trading-stack/services/trading-api/order-book";

interface RestingOrder extends BookOrder {
  left: bigint;
}

/** An order book in memory, with price-time priority: what the API sees of the real one. Its events are settled in their order, as many at once as there are. */
export class MemoryBook implements OrderBook {
  /** While it is out, nothing answers. */
  public isOut = false;
  /** While it is held, events wait. */
  public isHeld = false;
  public readonly events: BookEvent[] = [];
  public readonly submissions: BookOrder[] = [];
  private readonly resting: RestingOrder[] = [];
  private readonly seen = new Set<string>();
  private work: Promise<unknown> = Promise.resolve();
  private count = 0;

  public constructor(
    private readonly truth: BookTruth,
    private readonly generation: number,
  ) {}

  public async submit(order: BookOrder): Promise<Submission> {
    await this.answers();
    this.submissions.push(order);
    if (this.seen.has(order.id)) return { outcome: "known", fills: 0 };
    this.seen.add(order.id);
    const taker = { ...order, left: toUnits(order.quantity) };
    let fills = 0;
    for (const maker of this.against(taker)) {
      if (taker.left === 0n) break;
      this.fill(taker, maker);
      fills++;
    }
    if (taker.left > 0n) this.resting.push(taker);
    this.settle();
    return { outcome: "accepted", fills };
  }

  public async cancel(instrument: string, id: string): Promise<Cancellation> {
    await this.answers();
    const at = this.resting.findIndex((order) => order.id === id);
    if (at < 0 && this.seen.has(id)) return "gone";
    if (at >= 0) this.resting.splice(at, 1);
    this.seen.add(id);
    this.events.push({
      type: "cancel",
      id: this.nextId(instrument),
      instrument,
      generation: this.generation,
      number: this.count,
      order: id,
    });
    this.settle();
    return "cancelled";
  }

  public async depth(instrument: string): Promise<BookDepth> {
    await this.answers();
    return { instrument, sequence: this.count, bids: [], asks: [] };
  }

  public async ping(): Promise<void> {
    await this.answers();
  }

  /** Until everything that happened is settled. */
  public async settled(): Promise<void> {
    this.isHeld = false;
    this.settle();
    await this.work;
  }

  /** Forgets the orders that rest, so that a test meets none of another's. */
  public async clear(): Promise<void> {
    this.isOut = false;
    await this.settled();
    this.resting.length = 0;
  }

  private async answers(): Promise<void> {
    if (this.isOut) throw new BookUnavailableError("The cache is out.");
  }

  /** The best price first, of equal prices the oldest: sorting keeps their order. */
  private against(taker: RestingOrder): readonly RestingOrder[] {
    const sign = taker.side === "buy" ? 1n : -1n;
    return this.resting
      .filter(
        ({ instrument, side, price }) =>
          instrument === taker.instrument && side !== taker.side && sign * (toUnits(taker.price) - toUnits(price)) >= 0n,
      )
      .sort((a, b) => Number(sign * (toUnits(a.price) - toUnits(b.price))));
  }

  private fill(taker: RestingOrder, maker: RestingOrder): void {
    const quantity = taker.left < maker.left ? taker.left : maker.left;
    taker.left -= quantity;
    maker.left -= quantity;
    if (maker.left === 0n) this.resting.splice(this.resting.indexOf(maker), 1);
    const [buy, sell] = taker.side === "buy" ? [taker, maker] : [maker, taker];
    this.events.push({
      ...{ type: "fill", id: this.nextId(taker.instrument), instrument: taker.instrument, generation: this.generation, number: this.count },
      ...{
        buyOrder: buy.id,
        sellOrder: sell.id,
        takerSide: taker.side,
        price: maker.price,
        quantity: fromUnits(quantity),
        time: Date.now(),
      },
    });
  }

  private nextId(instrument: string): string {
    return `${instrument}:${this.generation}:${++this.count}`;
  }

  private settle(): void {
    if (this.isHeld) return;
    this.work = this.work.then(async () => {
      const events = this.events.splice(0);
      if (await this.truth.settleAll(events)) return;
      for (const event of events) {
        const settlement = await this.truth.settle(event);
        if (settlement !== "settled") throw new Error(`${event.id} is ${settlement}`);
      }
    });
    this.work.catch(() => undefined);
  }
}
