import { Random, oneOf } from "./random";

/** What requests are told apart by in the figures. */
export const KINDS = ["book", "order", "cancel", "account"] as const;
export type Kind = (typeof KINDS)[number];

export interface OrderRequest {
  readonly account: string;
  readonly instrument: string;
  readonly side: "buy" | "sell";
  readonly quantity: string;
  readonly price: string;
}

/** What a client wants, as often as it has to ask for it. */
export type Operation =
  | { readonly kind: "book"; readonly instrument: string }
  | { readonly kind: "account"; readonly account: string }
  | { readonly kind: "order"; readonly key: string; readonly order: OrderRequest }
  | { readonly kind: "cancel"; readonly order: string };

/** 70 % read a book, 20 % place an order or cancel one, 10 % read an account. */
const SHARES = { book: 0.7, order: 0.16, cancel: 0.04 } as const;

/** The middle of each market and the distance of two prices, in hundredths of a euro. */
const MARKETS: Readonly<Record<string, { readonly middle: number; readonly tick: number }>> = {
  "BTC-EUR": { middle: 6_000_000, tick: 500 },
  "ETH-EUR": { middle: 300_000, tick: 25 },
};
export const INSTRUMENTS: readonly string[] = Object.keys(MARKETS);

/** Ticks: orders rest up to so far on their own side of the middle, and cross it by up to so much. */
const [RESTING, CROSSING] = [40, 12];
/** Ten-thousandths: small enough that no account runs out of money. */
const [LEAST, MOST] = [10, 500];

/** Draws what clients ask for. */
export class Operations {
  private readonly cancellable: string[] = [];
  private drawn = 0;

  /**
   * @param accounts how many there are: `demo-1`, `demo-2`, …
   * @param name begins the idempotency keys: no two that load one platform have the same
   */
  public constructor(
    private readonly random: Random,
    private readonly accounts: number,
    private readonly name: string,
  ) {}

  /** An order may be cancelled from now on, once. */
  public accepted(order: string): void {
    this.cancellable.push(order);
  }

  public next(): Operation {
    const drawn = this.random();
    if (drawn < SHARES.book) return { kind: "book", instrument: oneOf(this.random, INSTRUMENTS) };
    if (drawn >= SHARES.book + SHARES.order + SHARES.cancel) return { kind: "account", account: this.account() };
    const order = drawn >= SHARES.book + SHARES.order ? this.takeCancellable() : undefined;
    // Nothing is there to cancel at the very beginning.
    return order === undefined ? { kind: "order", key: `${this.name}-${++this.drawn}`, order: this.order() } : { kind: "cancel", order };
  }

  private account(): string {
    return `demo-${1 + Math.floor(this.random() * this.accounts)}`;
  }

  private takeCancellable(): string | undefined {
    const { cancellable } = this;
    if (cancellable.length === 0) return undefined;
    const index = Math.floor(this.random() * cancellable.length);
    const [taken, last] = [cancellable[index]!, cancellable.pop()!];
    if (index < cancellable.length) cancellable[index] = last;
    return taken;
  }

  private order(): OrderRequest {
    const instrument = oneOf(this.random, INSTRUMENTS);
    const side = oneOf(this.random, ["buy", "sell"] as const);
    const { middle, tick } = MARKETS[instrument]!;
    const beyond = Math.floor(this.random() * (RESTING + CROSSING)) - RESTING;
    const price = middle + (side === "buy" ? beyond : -beyond) * tick;
    const quantity = LEAST + Math.floor(this.random() * (MOST - LEAST + 1));
    return { account: this.account(), instrument, side, quantity: decimal(quantity, 4), price: decimal(price, 2) };
  }
}

/** A whole number of 10^-places as text, without a double in between. */
function decimal(units: number, places: number): string {
  const digits = String(units).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
