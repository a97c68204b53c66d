import { sql as accountsAndOrders } from "./001-accounts-and-orders";
import { sql as trades } from "./002-trades";
import { formerly, indexes, sql as cancellations } from "./003-cancellations";
import { sql as settledEvents } from "./004-settled-events";

/** One step of the schema. What has been released is never changed: a mistake is mended by the next one. */
export interface Migration {
  readonly name: string;
  /** What happens in one transaction, which should hold its locks for moments alone. */
  readonly sql: string;
  /**
   * Indexes of tables that may be large by now, by their names, and what they are on: made after the transaction, while the table is read and written (CREATE INDEX CONCURRENTLY, which no
   * transaction may have).
   */
  readonly indexes?: Readonly<Record<string, string>>;
  /** The SHA-256 of an earlier text that did the same. */
  readonly formerly?: string;
}

export const MIGRATIONS: readonly Migration[] = [
  { name: "001-accounts-and-orders", sql: accountsAndOrders },
  { name: "002-trades", sql: trades },
  { name: "003-cancellations", sql: cancellations, indexes, formerly },
  { name: "004-settled-events", sql: settledEvents },
];
