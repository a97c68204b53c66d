import { DECIMAL_PATTERN } from "../decimals";

/**
 * JSON schemas of what requests hold. Unknown members are refused, and nothing is converted: `"1"` isn't 1. A description is what a refusal says in place of
 * the pattern: "must be …".
 */

const NAME = "1 to 64 letters, digits, _ or -";
export const ACCOUNT = { type: "string", pattern: "^[A-Za-z0-9_-]{1,64}$", description: NAME } as const;
export const INSTRUMENT = {
  type: "string",
  pattern: "^[A-Z0-9]{2,10}-[A-Z0-9]{2,10}$",
  description: "two assets in capitals, such as BTC-EUR",
} as const;
export const ORDER_ID = {
  type: "string",
  pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
  description: "the id of an order: a UUID in lower case",
} as const;
export const TRADE_ID = { type: "string", pattern: "^[A-Za-z0-9:._{}-]{1,128}$", description: "the id of a trade" } as const;
const DECIMAL = {
  type: "string",
  pattern: DECIMAL_PATTERN,
  description: "a decimal with at most 8 digits before the point and 8 behind it, such as 101.25",
} as const;

/** Texts, as queries are: 1 to 100. */
const HUNDRED = { type: "string", pattern: "^([1-9][0-9]?|100)$", description: "a number from 1 to 100" } as const;

export const NEW_ORDER = object({
  account: ACCOUNT,
  instrument: INSTRUMENT,
  side: { enum: ["buy", "sell"] },
  quantity: DECIMAL,
  price: DECIMAL,
});

/** Headers that clients and proxies add are nobody's business. */
export const IDEMPOTENCY_HEADERS = {
  type: "object",
  properties: { "idempotency-key": { type: "string", pattern: "^[A-Za-z0-9_-]{1,64}$", description: NAME } },
  required: ["idempotency-key"],
} as const;

export const ORDERS_QUERY = object(
  { account: ACCOUNT, status: { enum: ["open", "filled", "cancelled"] }, limit: HUNDRED, after: ORDER_ID },
  ["account"],
);
export const TRADES_QUERY = object({ instrument: INSTRUMENT, limit: HUNDRED, after: TRADE_ID }, ["instrument"]);
export const BOOK_QUERY = object({ depth: HUNDRED }, []);
export const ORDER_PARAMS = object({ id: ORDER_ID });
export const ACCOUNT_PARAMS = object({ id: ACCOUNT });
export const INSTRUMENT_PARAMS = object({ instrument: INSTRUMENT });

function object(properties: Readonly<Record<string, object>>, required: readonly string[] = Object.keys(properties)): object {
  return { type: "object", properties, required, additionalProperties: false };
}
