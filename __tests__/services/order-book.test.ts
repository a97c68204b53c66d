import { MAX_UNITS, fromUnits, toUnits } from "../../examples/trading-stack/services/shared/decimal";
import { TRADES_PER_OBJECT, archiveKey, jsonLines } from "../../examples/trading-stack/services/trading-api/archive";
import { changeOf } from "../../examples/trading-stack/services/trading-api/book-stream";
import fc from "../support/fast-check";

test.each([
  ["1.5", 150_000_000n],
  ["0.00000001", 1n],
  ["101.25000000", 10_125_000_000n],
  ["90000000", MAX_UNITS],
])("%s is %s units", (text, units) => {
  expect(toUnits(text)).toBe(units);
});

test("units are the decimal that they were", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: MAX_UNITS }), (units) => toUnits(fromUnits(units)) === units));
});

test("the greatest number of units is exact as a double", () => {
  expect(BigInt(Number(MAX_UNITS))).toBe(MAX_UNITS);
  expect(Number.isSafeInteger(Number(MAX_UNITS))).toBe(true);
});

test.each(["", "1.", ".5", "-1", "+1", "1e3", "01", "0.000000001", "90000000.00000001", "1 ", "NaN"])(
  "%j is no decimal of the book",
  (text) => {
    expect(() => toUnits(text)).toThrow(new RangeError(`"${text}" isn't a decimal from 0 to 90000000 with up to 8 decimals.`));
  },
);

test("a change is sent with decimals, and each trade after it", () => {
  const trade = { id: "a-0-1", side: "buy", price: "10125000000", quantity: "150000000", time: "1795694400000" };
  const { sequence, messages } = changeOf({ sequence: "4294967297", changes: [["sell", "10125000000", "0"]], trades: [trade] });
  expect(sequence).toBe(4_294_967_297);
  expect(messages.map((message) => JSON.parse(message) as unknown)).toEqual([
    { sequence: 4_294_967_297, changes: [["sell", "101.25", "0"]] },
    { trade: { id: "a-0-1", side: "buy", price: "101.25", quantity: "1.5", time: 1_795_694_400_000 } },
  ]);
});

test("objects of the archive are named for the day, UTC, the process and their number", () => {
  expect(archiveKey(new Date("2026-01-02T23:59:59-05:00"), "ip-10-0-0-1-00c0ffee", 7)).toBe(
    "trades/2026/01/03/ip-10-0-0-1-00c0ffee-7.jsonl.gz",
  );
});

test("an object holds at most 5 MB of lines", () => {
  const widest = {
    id: `${"0".repeat(36)}-99-9999999`,
    instrument: "ABCDEFGHIJ-ABCDEFGHIJ",
    price: "89999999.99999999",
    quantity: "89999999.99999999",
    buyOrder: "0".repeat(36),
    sellOrder: "0".repeat(36),
    takerSide: "sell" as const,
    executedAt: "2026-11-26T12:00:00.000000Z",
  };
  expect(Buffer.byteLength(jsonLines([widest])) * TRADES_PER_OBJECT).toBeLessThanOrEqual(5_000_000);
});
