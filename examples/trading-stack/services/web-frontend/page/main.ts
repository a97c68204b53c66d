/** The page: what is chosen, what is heard of it, and what is shown. */
import { listInstruments, listTrades, ProblemError } from "./api";
import { Book } from "./book";
import { BookConnection, Socket } from "./book-connection";
import { byId, coalesced } from "./dom";
import { showBook, showConnection, showTrades } from "./market-view";
import { OrderForm } from "./order-form";
import { OrdersView } from "./orders-view";
import { mergeTrades, Trade, tradeOf } from "./trades";

const KEPT_TRADES = 100;
/** No reader sees more than that; a book may change a thousand times a second. */
const SHOW_MILLISECONDS = 100;

const instruments = byId<HTMLSelectElement>("instrument");
const orders = new OrdersView();
const form = new OrderForm({
  instrument: () => instruments.value,
  onPlaced: () => {
    void orders.refresh();
    // By then it is settled, where it was filled at once.
    orders.refreshSoon();
  },
  onAccount: (account) => orders.showAccount(account),
});

let connection: BookConnection | undefined;
let book: Book | undefined;
let trades: readonly Trade[] = [];

const showBookSoon = coalesced(() => showBook(book), SHOW_MILLISECONDS);
const showTradesSoon = coalesced(() => showTrades(trades, instruments.value), SHOW_MILLISECONDS);

function addTrades(more: readonly Trade[]): void {
  trades = mergeTrades(trades, more, KEPT_TRADES);
  showTradesSoon();
}

function openSocket(): Socket {
  return new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/book/${instruments.value}`);
}

/** Trades that were made while nothing was heard. Without them the page still has those to come. */
async function loadTrades(instrument: string): Promise<void> {
  try {
    const listed = await listTrades(instrument, KEPT_TRADES);
    if (instrument === instruments.value) addTrades(listed.map(tradeOf));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

function watch(): void {
  connection?.close();
  book = undefined;
  trades = [];
  showBook(book);
  showTrades(trades, instruments.value);
  form.showInstrument();
  document.title = `${instruments.value} – Trading`;
  const instrument = instruments.value;
  connection = new BookConnection({
    open: openSocket,
    onState: showConnection,
    onBook: (next, isWhole) => {
      book = next;
      showBookSoon();
      if (!isWhole) return;
      void loadTrades(instrument);
      orders.refreshSoon();
    },
    onTrade: (trade) => {
      addTrades([trade]);
      orders.traded(instrument, trade.price);
    },
  });
  connection.start();
}

/** The address names the instrument, so that it can be kept and sent. */
function chosen(): string | undefined {
  const name = location.hash.slice(1);
  return [...instruments.options].some(({ value }) => value === name) ? name : undefined;
}

/** What the API trades; until it says so, and where it doesn't, what the server of the page knows. */
async function loadInstruments(): Promise<void> {
  try {
    const listed = await listInstruments();
    if (listed.length === 0) return;
    const watched = instruments.value;
    instruments.replaceChildren(...listed.map((name) => new Option(name)));
    instruments.value = chosen() ?? (listed.includes(watched) ? watched : listed[0]!);
    if (instruments.value !== watched) watch();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

instruments.value = chosen() ?? instruments.value;
instruments.addEventListener("change", () => {
  history.replaceState(undefined, "", `#${instruments.value}`);
  watch();
});
addEventListener("hashchange", () => {
  const name = chosen();
  if (name === undefined || name === instruments.value) return;
  instruments.value = name;
  watch();
});
addEventListener("online", () => connection?.retry());

watch();
void loadInstruments();
orders.showAccount(form.account);
