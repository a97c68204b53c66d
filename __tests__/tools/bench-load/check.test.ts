import { Checked, check } from "../../../tools/bench/load/check";
import { Stored, StoredOrder } from "../../../tools/bench/load/stored";

/**
 * One buyer and one seller. The buyer's first order met the seller's order of twice its quantity, its second one was cancelled. 1 BTC at 99 EUR changed hands, and the seller's order has 1 BTC left.
 */
const BUY: StoredOrder = {
  ...{ id: "buy", key: "k1", account: "a", instrument: "BTC-EUR", side: "buy" },
  ...{ quantity: "1.00000000", price: "100.00000000", remaining: "0.00000000", status: "filled" },
};
const SELL: StoredOrder = {
  ...BUY,
  id: "sell",
  key: "k2",
  account: "b",
  side: "sell",
  quantity: "2",
  price: "99",
  remaining: "1",
  status: "open",
};
const CANCELLED: StoredOrder = { ...BUY, id: "off", key: "k3", quantity: "3", price: "90", remaining: "3", status: "cancelled" };
const TRADE = { id: "t1", instrument: "BTC-EUR", buyOrder: "buy", sellOrder: "sell", quantity: "1", price: "99" };
const BOOK = {
  ...{ instrument: "BTC-EUR", status: "open", unsettled: 0 },
  orders: [{ id: "sell", side: "sell", price: "9900000000", remaining: "100000000" }],
  levels: [{ side: "sell", price: "9900000000", quantity: "100000000" }],
};
const BALANCES = [
  { account: "a", asset: "BTC", available: "1.0000000000000000", reserved: "0" },
  { account: "a", asset: "EUR", available: "901", reserved: "0" },
  { account: "b", asset: "BTC", available: "8", reserved: "1" },
  { account: "b", asset: "EUR", available: "99", reserved: "0" },
];
const STORED: Stored = { orders: [BUY, SELL, CANCELLED], trades: [TRADE], balances: BALANCES, books: [BOOK] };

function findings(change: Partial<Stored> = {}, ledger: Partial<Checked["ledger"]> = {}): readonly string[] {
  const asked = ({ id, key, account, instrument, quantity, price }: StoredOrder, side: "buy" | "sell") => ({
    ...{ id, key, account, instrument, side, quantity, price },
  });
  return check({
    ledger: { accepted: [asked(BUY, "buy"), asked(SELL, "sell"), asked(CANCELLED, "buy")], cancelled: ["off"], ...ledger },
    deposits: [
      { account: "a", asset: "EUR", available: "1000", reserved: "0" },
      { account: "b", asset: "BTC", available: "10", reserved: "0" },
    ],
    stored: { ...STORED, ...change },
  });
}

const withBalance = (index: number, change: object): Partial<Stored> => ({
  balances: BALANCES.map((balance, at) => (at === index ? { ...balance, ...change } : balance)),
});

test("nothing is found where everything holds", () => {
  expect(findings()).toEqual([]);
});

test("an accepted order that isn't stored is found", () => {
  expect(findings({ orders: [BUY, SELL] })).toContain("Order off (key k3) was accepted and isn't stored.");
});

test("an order that is stored with another id than its client was told is found", () => {
  expect(findings({ orders: [BUY, SELL, { ...CANCELLED, id: "new" }] })).toContain(
    "Key k3 was answered with order off, and order new is stored.",
  );
});

test("a key with two orders is found", () => {
  expect(findings({ orders: [BUY, SELL, CANCELLED, { ...CANCELLED, id: "twin" }] })).toContain("Key k3 has 2 orders.");
});

test("an order that is stored with another price is found", () => {
  expect(findings({ orders: [BUY, SELL, { ...CANCELLED, price: "91" }] })).toEqual(["Order off isn't stored as it was asked for."]);
});

test("a cancellation that was promised and undone is found", () => {
  expect(findings({}, { cancelled: ["off", "sell"] })).toEqual(["Order sell was answered as cancelled and is open."]);
});

test("a trade that was settled twice is found, by its orders and its accounts", () => {
  expect(findings({ trades: [TRADE, { ...TRADE, id: "t2" }] })).toEqual([
    "Order buy has 0.00000000 of 1.00000000 left, which its trades don't come to.",
    "Order sell has 1 of 2 left, which its trades don't come to.",
    "a BTC is 1, and its trades come to 2.",
    "a EUR is 901, and its trades come to 802.",
    "b BTC is 9, and its trades come to 8.",
    "b EUR is 99, and its trades come to 198.",
  ]);
});

test("a trade that is missing is found", () => {
  expect(findings({ trades: [] })).toContain("Order buy has 0.00000000 of 1.00000000 left, which its trades don't come to.");
});

test("a trade at a worse price than an order's limit is found", () => {
  expect(findings({ trades: [{ ...TRADE, price: "98" }] })).toContain("Trade t1 is at 98, and its orders are at 100.00000000 and 99.");
});

test("a trade of two buyers is found", () => {
  expect(findings({ trades: [{ ...TRADE, sellOrder: "off" }] })).toContain("Trade t1 isn't of a buyer and a seller.");
});

test("money that is made is found, by its asset and its account", () => {
  expect(findings(withBalance(1, { available: "901.0000000000000001" }))).toEqual([
    "All accounts together have 1000.0000000000000001 EUR, and had 1000.",
    "a EUR is 901.0000000000000001, and its trades come to 901.",
  ]);
});

test("money that changed hands without a trade is found, though no asset has more or less of it", () => {
  const balances = BALANCES.map((balance) => (balance.asset === "EUR" ? { ...balance, available: "500" } : balance));
  expect(findings({ balances })).toEqual(["a EUR is 500, and its trades come to 901.", "b EUR is 500, and its trades come to 99."]);
});

test("a reservation that no open order needs is found", () => {
  expect(findings(withBalance(1, { available: "900", reserved: "1" }))).toEqual(["a EUR has 1 reserved, and its open orders may cost 0."]);
});

test("an open order that the book in the cache has lost is found", () => {
  expect(findings({ books: [{ ...BOOK, orders: [], levels: [] }] })).toEqual(["Order sell is open and isn't in the book of BTC-EUR."]);
});

test("an order in the book that isn't open is found", () => {
  const entry = { id: "off", side: "buy", price: "9000000000", remaining: "300000000" };
  const level = { side: "buy", price: "9000000000", quantity: "300000000" };
  expect(findings({ books: [{ ...BOOK, orders: [...BOOK.orders, entry], levels: [...BOOK.levels, level] }] })).toEqual([
    "Order off is in the book of BTC-EUR and isn't open.",
  ]);
});

test("an order of which the book has more left than the database is found", () => {
  const [entry] = BOOK.orders;
  const books = [{ ...BOOK, orders: [{ ...entry!, remaining: "200000000" }], levels: [{ ...BOOK.levels[0]!, quantity: "200000000" }] }];
  expect(findings({ books })).toEqual(["Order sell is another one in the book of BTC-EUR than in the database."]);
});

test("a level that isn't the sum of its orders is found", () => {
  const books = [{ ...BOOK, levels: [{ ...BOOK.levels[0]!, quantity: "5" }] }];
  expect(findings({ books })).toEqual([
    "The book of BTC-EUR shows 5 to sell at 9900000000, and its orders come to 100000000 (units of 10^-8).",
  ]);
});

test("a book that is closed, or has events left to settle, is found", () => {
  expect(findings({ books: [{ ...BOOK, status: "closed", unsettled: 2 }] })).toEqual([
    "The book of BTC-EUR is closed.",
    "The book of BTC-EUR has 2 events that aren't settled.",
  ]);
});
