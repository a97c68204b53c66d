import { bestLevels, Book, ShownLevel, Side } from "./book";
import { ConnectionState } from "./book-connection";
import { chartPaths } from "./chart";
import { compareDecimals, formatDecimal, placesOf, subtractDecimals } from "./decimals";
import { byId, cell, emptyRow, row, setText } from "./dom";
import { Trade } from "./trades";

const LEVELS = 10;
const LISTED_TRADES = 20;
/** As the page's `viewBox` has it. */
const CHART = { width: 640, height: 220, padding: 16 };
const NONE = "–";

const STATES: Readonly<Record<ConnectionState, string>> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Connection lost, reconnecting",
  restarting: "Server restarts, reconnecting",
  unavailable: "No order book now, trying again",
};

export const SIDES: Readonly<Record<Side, string>> = { buy: "Buy", sell: "Sell" };

export function showConnection(state: ConnectionState): void {
  setText("connection-text", STATES[state]);
  byId("connection").dataset.state = state;
  // What is shown while nothing is heard may be old.
  document.querySelector(".book")!.classList.toggle("stale", state !== "live");
}

/** Without a book, that it is being loaded. */
export function showBook(book: Book | undefined): void {
  const bids = book ? bestLevels(book, "buy", LEVELS) : [];
  const asks = book ? bestLevels(book, "sell", LEVELS) : [];
  const places = (of: keyof ShownLevel & ("price" | "quantity")): number => placesOf([...bids, ...asks].map((level) => level[of]));
  const shown = { price: places("price"), quantity: places("quantity") };
  const empty = book ? "No orders" : "Loading";
  byId("bids").replaceChildren(...levelRows(bids, shown, empty));
  // The best ones meet in the middle.
  byId("asks").replaceChildren(...levelRows([...asks].reverse(), shown, empty));
  setText("sequence", book ? String(book.sequence) : NONE);
  setText("spread", spread(bids[0]?.price, asks[0]?.price));
}

function spread(bid: string | undefined, ask: string | undefined): string {
  return bid === undefined || ask === undefined || compareDecimals(ask, bid) < 0 ? NONE : formatDecimal(subtractDecimals(ask, bid));
}

function levelRows(levels: readonly ShownLevel[], places: { price: number; quantity: number }, empty: string): readonly Node[] {
  if (levels.length === 0) return [emptyRow(2, empty)];
  return levels.map(({ price, quantity, percent }) => {
    const level = row(cell(formatDecimal(price, places.price), "price"), cell(formatDecimal(quantity, places.quantity)));
    // By the object model: the edge's policy forbids the attribute.
    level.style.setProperty("--depth", `${percent}%`);
    return level;
  });
}

/** Oldest first. */
export function showTrades(trades: readonly Trade[], instrument: string): void {
  const prices = trades.map(({ price }) => price);
  const { line, area } = chartPaths(prices, CHART);
  byId("chart-line").setAttribute("d", line);
  byId("chart-area").setAttribute("d", area);
  const sorted = [...prices].sort(compareDecimals);
  const [low, high, last] = [sorted[0], sorted.at(-1), prices.at(-1)].map((price) => (price === undefined ? NONE : formatDecimal(price)));
  setText(
    "chart-title",
    trades.length === 0 ? "No trades yet" : `Prices of ${instrument} trades: lowest ${low}, highest ${high}, last ${last}`,
  );
  setText("chart-low", `Low ${low}`);
  setText("chart-high", `High ${high}`);
  setText("last-price", last!);
  const latest = trades.slice(-LISTED_TRADES).reverse();
  byId("trades").replaceChildren(...(latest.length === 0 ? [emptyRow(4, "No trades yet")] : latest.map(tradeRow)));
}

function tradeRow({ time, side, quantity, price }: Trade): Node {
  const when = document.createElement("time");
  when.dateTime = new Date(time).toISOString();
  when.textContent = new Date(time).toLocaleTimeString("en-GB");
  return row(cell(when), cell(SIDES[side], side), cell(formatDecimal(quantity)), cell(formatDecimal(price), "price"));
}
