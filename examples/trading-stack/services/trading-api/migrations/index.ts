import { sql as accountsAndOrders } from "./001-accounts-and-orders";
import { sql as trades } from "./002-trades";
import { sql as cancellations } from "./003-cancellations";
import { sql as settledEvents } from "./004-settled-events";

/** One step of the schema. What has been released is never changed: a mistake is mended by the next one. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  { name: "001-accounts-and-orders", sql: accountsAndOrders },
  { name: "002-trades", sql: trades },
  { name: "003-cancellations", sql: cancellations },
  { name: "004-settled-events", sql: settledEvents },
];
