import { arrivals } from "../../../tools/bench/load/arrivals";
import { Operation, Operations } from "../../../tools/bench/load/operations";
import { seededRandom } from "../../../tools/bench/load/random";

const drawn = (count: number): readonly Operation[] => {
  const operations = new Operations(seededRandom(7), 20, "run");
  let orders = 0;
  return Array.from({ length: count }, () => {
    const operation = operations.next();
    if (operation.kind === "order") operations.accepted(`order-${++orders}`);
    return operation;
  });
};

test("the numbers are those of minstd_rand, whose 10,000th is 399268537 by the C++ standard ([rand.predef])", () => {
  const random = seededRandom(0);
  // Ten are left out at the start.
  for (let count = 0; count < 9989; count++) random();
  expect(random()).toBe((399_268_537 - 1) / (2 ** 31 - 2));
});

test("a seed decides the schedule", () => {
  const scheduled = (seed: number): readonly number[] => [...arrivals(seededRandom(seed), 50, 2)];
  expect(scheduled(1)).toEqual(scheduled(1));
  expect(scheduled(1)).not.toEqual(scheduled(2));
});

test("as many requests come as the rate says, within what is usual of a Poisson process", () => {
  const count = [...arrivals(seededRandom(3), 500, 120)].length;
  // Four standard deviations, which are the square root of the mean.
  expect(Math.abs(count - 60_000)).toBeLessThan(4 * Math.sqrt(60_000));
});

test("requests come independently of each other: the time between two varies as much as it lasts", () => {
  const times = [...arrivals(seededRandom(3), 500, 120)];
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  expect(deviation / mean).toBeCloseTo(1, 1);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
});

test("70 % read a book, 20 % place an order or cancel one, 10 % read an account", () => {
  const all = drawn(50_000);
  const part = (...kinds: readonly string[]): number => all.filter(({ kind }) => kinds.includes(kind)).length / all.length;
  expect(part("book")).toBeCloseTo(0.7, 1);
  expect(part("order", "cancel")).toBeCloseTo(0.2, 1);
  expect(part("cancel")).toBeGreaterThan(0.03);
  expect(part("account")).toBeCloseTo(0.1, 1);
});

test("no two orders have the same idempotency key", () => {
  const keys = drawn(20_000).flatMap((operation) => (operation.kind === "order" ? [operation.key] : []));
  expect(new Set(keys).size).toBe(keys.length);
});

test("an order is cancelled once at most, and only one that was accepted", () => {
  const all = drawn(20_000);
  const accepted = new Set<string>();
  const cancelled = all.flatMap((operation) => {
    if (operation.kind === "order") accepted.add(`order-${accepted.size + 1}`);
    if (operation.kind !== "cancel") return [];
    expect(accepted).toContain(operation.order);
    return [operation.order];
  });
  expect(cancelled.length).toBeGreaterThan(100);
  expect(new Set(cancelled).size).toBe(cancelled.length);
});

test("some orders meet others and some don't: buyers offer more than the cheapest sellers want, and less than the dearest", () => {
  const orders = drawn(20_000).flatMap((operation) => (operation.kind === "order" ? [operation.order] : []));
  for (const instrument of ["BTC-EUR", "ETH-EUR"]) {
    const prices = (side: string): readonly number[] =>
      orders.filter((order) => order.instrument === instrument && order.side === side).map(({ price }) => Number(price));
    expect(Math.max(...prices("buy"))).toBeGreaterThan(Math.min(...prices("sell")));
    expect(Math.min(...prices("buy"))).toBeLessThan(Math.min(...prices("sell")));
  }
});

test("prices and quantities are decimals with at most 8 places, as the API takes them", () => {
  const orders = drawn(5000).flatMap((operation) => (operation.kind === "order" ? [operation.order] : []));
  for (const { price, quantity } of orders) {
    expect(price).toMatch(/^[1-9]\d{0,7}\.\d{1,8}$/);
    expect(quantity).toMatch(/^(0|[1-9]\d{0,7})\.\d{1,8}$/);
    expect(Number(quantity)).toBeGreaterThan(0);
  }
});
