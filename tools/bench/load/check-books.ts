import { Stored, StoredBook, StoredOrder } from "./stored";
import { PRICE_PLACES, units } from "./units";

/** Each book in the cache is open and settled, and has the open orders of the database and no others; what it shows is their sums. Pure. */
export function checkBooks({ books, orders }: Pick<Stored, "books" | "orders">): readonly string[] {
  return books.flatMap((book) => {
    const open = orders.filter(({ instrument, status }) => instrument === book.instrument && status === "open");
    return [...checkState(book), ...checkEntries(book, open), ...checkLevels(book)];
  });
}

function checkState({ instrument, status, unsettled }: StoredBook): readonly string[] {
  return [
    ...(status === "open" ? [] : [`The book of ${instrument} is ${status}.`]),
    ...(unsettled === 0 ? [] : [`The book of ${instrument} has ${unsettled} events that aren't settled.`]),
  ];
}

function checkEntries({ instrument, orders }: StoredBook, open: readonly StoredOrder[]): readonly string[] {
  const entries = new Map(orders.map((entry) => [entry.id, entry]));
  const expected = new Set(open.map(({ id }) => id));
  const missing = open.flatMap(({ id, side, price, remaining }) => {
    const entry = entries.get(id);
    if (!entry) return [`Order ${id} is open and isn't in the book of ${instrument}.`];
    const isSame =
      entry.side === side &&
      BigInt(entry.price) === units(price, PRICE_PLACES) &&
      BigInt(entry.remaining) === units(remaining, PRICE_PLACES);
    return isSame ? [] : [`Order ${id} is another one in the book of ${instrument} than in the database.`];
  });
  const others = orders
    .filter(({ id }) => !expected.has(id))
    .map(({ id }) => `Order ${id} is in the book of ${instrument} and isn't open.`);
  return [...missing, ...others];
}

function checkLevels({ instrument, orders, levels }: StoredBook): readonly string[] {
  const sums = new Map<string, bigint>();
  for (const { side, price, remaining } of orders) {
    const level = `${side} at ${price}`;
    sums.set(level, (sums.get(level) ?? 0n) + BigInt(remaining));
  }
  const shown = new Map(levels.map(({ side, price, quantity }) => [`${side} at ${price}`, BigInt(quantity)]));
  const names = [...new Set([...sums.keys(), ...shown.keys()])].sort();
  return names
    .filter((name) => sums.get(name) !== shown.get(name))
    .map(
      (name) =>
        `The book of ${instrument} shows ${shown.get(name) ?? "nothing"} to ${name}, and its orders come to ${sums.get(name) ?? "nothing"} (units of 10^-8).`,
    );
}
