import { applyChanges, bestLevels, Book, bookOf } from "../../examples/trading-stack/services/web-frontend/page/book";

const BOOK = bookOf({
  instrument: "BTC-EUR",
  sequence: 7,
  bids: [
    ["99", "1"],
    ["98.5", "2"],
  ],
  asks: [["101", "4"]],
});

function after(...changes: Parameters<typeof applyChanges>[1]["changes"]): Book {
  const next = applyChanges(BOOK, { sequence: 8, changes });
  if (next === "gap") throw new Error("gap");
  return next;
}

test("a change sets the quantity of a price, on its side alone", () => {
  const { sequence, bids, asks } = after(["buy", "99", "0.5"], ["sell", "100.5", "3"]);
  expect([sequence, [...bids], [...asks]]).toEqual([
    8,
    [
      ["99", "0.5"],
      ["98.5", "2"],
    ],
    [
      ["101", "4"],
      ["100.5", "3"],
    ],
  ]);
});

test("a quantity of 0 takes the price away", () => expect([...after(["sell", "101", "0"]).asks]).toEqual([]));

test("the book before the change stays as it was", () => {
  after(["buy", "99", "0"]);
  expect(BOOK.bids.get("99")).toBe("1");
});

test("a change that the book has already is passed over", () => {
  expect(applyChanges(BOOK, { sequence: 7, changes: [["buy", "99", "5"]] })).toBe(BOOK);
});

test("a change that isn't the next is a gap", () => {
  expect(applyChanges(BOOK, { sequence: 9, changes: [["buy", "99", "5"]] })).toBe("gap");
});

test("the best bids are the highest, by number and not by text", () => {
  const book = after(["buy", "100", "1"], ["buy", "9.99", "1"]);
  expect(bestLevels(book, "buy", 3).map(({ price }) => price)).toEqual(["100", "99", "98.5"]);
});

test("the best asks are the lowest", () => {
  const book = after(["sell", "1000", "1"], ["sell", "100.5", "1"]);
  expect(bestLevels(book, "sell", 2).map(({ price }) => price)).toEqual(["100.5", "101"]);
});

test("a bar is as wide as its share of the largest quantity that is shown", () => {
  const book = after(["sell", "102", "1"], ["sell", "103", "0.001"], ["sell", "200", "90000000"]);
  expect(bestLevels(book, "sell", 3).map(({ percent }) => percent)).toEqual([100, 25, 0.02]);
});
