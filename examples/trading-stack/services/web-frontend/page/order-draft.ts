import { Side } from "./book";
import { decimalError } from "./decimals";

/** What was entered. */
export interface OrderDraft {
  readonly account: string;
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: string;
  readonly price: string;
}

/** A field that can be wrong. */
export type DraftField = "account" | "quantity" | "price";

/** What is wrong, by field and in words; nothing for a draft that may be sent. */
export type DraftErrors = Partial<Record<DraftField, string>>;

export function draftErrors({ account, quantity, price }: OrderDraft): DraftErrors {
  const errors = { account: accountError(account), quantity: decimalError(quantity), price: decimalError(price) };
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));
}

export function accountError(account: string): string | undefined {
  if (account === "") return "Enter an account.";
  if (account.length > 64) return "Use at most 64 characters.";
  return /^[A-Za-z0-9_-]+$/.test(account) ? undefined : "Use letters, digits, hyphens and underscores only.";
}

/**
 * The idempotency key of a draft. Who presses the button again after an answer that never came places the same order, not a second one; once an answer is
 * there, or the draft is another, the key is a new one.
 */
export class DraftKey {
  private draft?: string;
  private key = "";

  public constructor(private readonly newKey: () => string) {}

  public of(draft: OrderDraft): string {
    const text = JSON.stringify([draft.account, draft.instrument, draft.side, draft.quantity, draft.price]);
    if (text !== this.draft) this.key = this.newKey();
    this.draft = text;
    return this.key;
  }

  public answered(): void {
    this.draft = undefined;
  }
}

/** 128 random bits. `crypto.randomUUID` is for pages of HTTPS and of the machine itself alone. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
