import { chartPaths } from "../../examples/trading-stack/services/web-frontend/page/chart";
import { mayBeOf, mergeTrades, Trade, tradeOf } from "../../examples/trading-stack/services/web-frontend/page/trades";

const SIZE = { width: 100, height: 50, padding: 5 };

test("the line goes from edge to edge, the highest price at the top", () => {
  expect(chartPaths(["10", "20", "15"], SIZE)).toEqual({ line: "M0 45L50 5L100 25", area: "M0 45L50 5L100 25L100 50L0 50Z" });
});

test("equal prices are a line in the middle", () => expect(chartPaths(["7.5", "7.5"], SIZE).line).toBe("M0 25L100 25"));

test("one trade is a line, which a point wouldn't be", () => expect(chartPaths(["7.5"], SIZE).line).toBe("M0 25L100 25"));

test("without trades nothing is drawn", () => expect(chartPaths([], SIZE)).toEqual({ line: "", area: "" }));

const trade = (id: string, time: number): Trade => ({ id, side: "buy", price: "1", quantity: "1", time });

test("a trade that is both listed and pushed is there once, in its time", () => {
  expect(mergeTrades([trade("b", 2), trade("d", 4)], [trade("d", 4), trade("c", 3), trade("a", 1)], 10).map(({ id }) => id)).toEqual([
    "a",
    "b",
    "c",
    "d",
  ]);
});

test("the latest trades are kept", () => {
  expect(mergeTrades([trade("a", 1), trade("b", 2)], [trade("c", 3)], 2).map(({ id }) => id)).toEqual(["b", "c"]);
});

test("a listed trade is the one that is pushed", () => {
  const listed = { id: "1-2", price: "5", quantity: "0.5", takerSide: "sell", executedAt: "2026-11-26T12:00:00.250Z" } as const;
  expect(tradeOf(listed)).toEqual({ id: "1-2", price: "5", quantity: "0.5", side: "sell", time: Date.UTC(2026, 10, 26, 12, 0, 0, 250) });
});

describe("whose order a trade may be is told by its price", () => {
  // A limit order is filled at its limit or at a better price.
  test.each([
    ["buy", "100", "100", true],
    ["buy", "100", "99.5", true],
    ["buy", "100", "100.00000001", false],
    ["sell", "100", "100", true],
    ["sell", "100", "100.5", true],
    ["sell", "100", "99.99999999", false],
  ] as const)("an order to %s at %s, a trade at %s: %s", (side, price, at, expected) => {
    expect(mayBeOf({ instrument: "BTC-EUR", side, price, status: "open" }, "BTC-EUR", at)).toBe(expected);
  });

  test("an order that is filled, or of another instrument, is none", () => {
    const order = { instrument: "BTC-EUR", side: "buy", price: "100", status: "open" } as const;
    expect([mayBeOf({ ...order, status: "filled" }, "BTC-EUR", "100"), mayBeOf(order, "ETH-EUR", "100")]).toEqual([false, false]);
  });
});
