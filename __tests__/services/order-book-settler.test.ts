import { BookTruth, BookUnavailableError } from "../../examples/trading-stack/services/trading-api/order-book";
import { RedisOrderBook } from "../../examples/trading-stack/services/trading-api/order-book-redis";
import { Settler } from "../../examples/trading-stack/services/trading-api/order-book-settler";

const warn = jest.fn();

/** A settler whose book can't be read, for a reason. */
function settlerOf(reason: Error): Settler {
  const book = { read: async () => Promise.reject(reason) } as unknown as RedisOrderBook;
  return new Settler({ book, truth: {} as BookTruth, logger: { warn, info: jest.fn(), error: jest.fn() }, onClosed: jest.fn() });
}

test("a cache that is out, as it is before it is connected, is no warning of the settler's", async () => {
  await settlerOf(new BookUnavailableError("There is no connection to the cache.")).settle("BTC-EUR");
  expect(warn).not.toHaveBeenCalled();
});

test("anything else that keeps it from settling is one", async () => {
  const err = new Error("the database is out");
  await settlerOf(err).settle("BTC-EUR");
  expect(warn).toHaveBeenCalledWith({ err, instrument: "BTC-EUR" }, "events of the book couldn't be settled now");
});
