import { Book } from "../../examples/trading-stack/services/web-frontend/page/book";
import { BookConnection, Socket, waitMilliseconds } from "../../examples/trading-stack/services/web-frontend/page/book-connection";

/** A WebSocket without a network. */
class FakeSocket implements Socket {
  public readonly sent: string[] = [];
  public readonly close = jest.fn();
  private readonly listeners = new Map<string, (event: never) => void>();

  public addEventListener(type: string, listener: (event: never) => void): void {
    this.listeners.set(type, listener);
  }

  public send(text: string): void {
    this.sent.push(text);
  }

  public receive(message: object): void {
    this.listeners.get("message")!({ data: JSON.stringify(message) } as never);
  }

  public end(code: number): void {
    this.listeners.get("close")!({ code } as never);
  }
}

const WHOLE = { instrument: "BTC-EUR", sequence: 5, bids: [["99", "1"]], asks: [] };

let sockets: FakeSocket[];
let states: string[];
let books: (readonly [sequence: number, isWhole: boolean])[];
const onTrade = jest.fn();
let connection: BookConnection;

beforeEach(() => {
  jest.useFakeTimers();
  [sockets, states, books] = [[], [], []];
  connection = new BookConnection({
    open: () => {
      sockets.push(new FakeSocket());
      return sockets.at(-1)!;
    },
    onState: (state) => void states.push(state),
    onBook: ({ sequence }: Book, isWhole) => void books.push([sequence, isWhole]),
    onTrade,
    random: () => 1,
  });
  connection.start();
});
afterEach(() => jest.useRealTimers());

test("it is live once it has the book, not once it is connected", () => {
  expect(states).toEqual(["connecting"]);
  sockets[0]!.receive(WHOLE);
  expect([states, books]).toEqual([["connecting", "live"], [[5, true]]]);
});

test("changes that follow are applied, and trades handed on", () => {
  sockets[0]!.receive(WHOLE);
  sockets[0]!.receive({ sequence: 6, changes: [["buy", "99", "2"]] });
  const trade = { id: "1-1", side: "buy", price: "99", quantity: "1", time: 1 };
  sockets[0]!.receive({ trade });
  expect(books.at(-1)).toEqual([6, false]);
  expect(onTrade).toHaveBeenCalledWith(trade);
});

test("where a change is missing, the book is asked for once, and changes wait for it", () => {
  sockets[0]!.receive(WHOLE);
  sockets[0]!.receive({ sequence: 7, changes: [] });
  sockets[0]!.receive({ sequence: 8, changes: [] });
  expect([sockets[0]!.sent, books]).toEqual([["book"], [[5, true]]]);
  sockets[0]!.receive({ ...WHOLE, sequence: 8 });
  sockets[0]!.receive({ sequence: 9, changes: [] });
  expect(books.slice(1)).toEqual([
    [8, true],
    [9, false],
  ]);
});

test("a connection that is lost is opened again, later each time, and at first soon once it was live", () => {
  for (const wait of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
    sockets.at(-1)!.end(1006);
    const { length } = sockets;
    jest.advanceTimersByTime(wait - 1);
    expect(sockets).toHaveLength(length);
    jest.advanceTimersByTime(1);
    expect(sockets).toHaveLength(length + 1);
  }
  sockets.at(-1)!.receive(WHOLE);
  sockets.at(-1)!.end(1006);
  jest.advanceTimersByTime(500);
  expect([sockets.length, states.at(-1)]).toEqual([9, "reconnecting"]);
});

test("a book of an earlier connection says nothing of the next one's changes", () => {
  sockets[0]!.receive(WHOLE);
  sockets[0]!.end(1006);
  jest.advanceTimersByTime(500);
  sockets[1]!.receive({ sequence: 6, changes: [["buy", "99", "2"]] });
  expect(books).toEqual([[5, true]]);
});

// 1012 is "Service Restart" in IANA's registry of close codes.
test("a server that says that it restarts is told from a connection that is lost", () => {
  sockets[0]!.receive(WHOLE);
  sockets[0]!.end(1012);
  expect(states).toEqual(["connecting", "live", "restarting"]);
});

// 1013 is "Try Again Later" in IANA's registry of close codes.
test("a server that has no book now is tried again, later each time", () => {
  for (const wait of [500, 1000, 2000]) {
    sockets.at(-1)!.end(1013);
    expect(states.at(-1)).toBe("unavailable");
    const { length } = sockets;
    jest.advanceTimersByTime(wait);
    expect(sockets).toHaveLength(length + 1);
  }
});

test("when the network is back it doesn't wait longer", () => {
  sockets[0]!.end(1006);
  connection.retry();
  expect(sockets).toHaveLength(2);
  jest.advanceTimersByTime(30_000);
  expect(sockets).toHaveLength(2);
});

test("a retry while it is connected opens no second connection", () => {
  sockets[0]!.receive(WHOLE);
  connection.retry();
  expect(sockets).toHaveLength(1);
});

test("once it is closed nothing is heard and nothing is opened", () => {
  connection.close();
  sockets[0]!.receive(WHOLE);
  sockets[0]!.end(1005);
  jest.advanceTimersByTime(60_000);
  expect([sockets[0]!.close.mock.calls.length, sockets.length, states, books]).toEqual([1, 1, ["connecting"], []]);
});

describe("a server that says nothing", () => {
  test("is asked for the book after 45 seconds, and is live where it answers", () => {
    sockets[0]!.receive(WHOLE);
    jest.advanceTimersByTime(44_999);
    expect(sockets[0]!.sent).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sockets[0]!.sent).toEqual(["book"]);
    sockets[0]!.receive(WHOLE);
    jest.advanceTimersByTime(44_999);
    expect([sockets[0]!.sent, sockets.length, new Set(states)]).toEqual([["book"], 1, new Set(["connecting", "live"])]);
  });

  test("is given up 10 seconds after it was asked, and what it says then is not heard", () => {
    sockets[0]!.receive(WHOLE);
    jest.advanceTimersByTime(55_000);
    expect([sockets[0]!.close.mock.calls.length, states.at(-1)]).toEqual([1, "reconnecting"]);
    jest.advanceTimersByTime(500);
    sockets[0]!.receive({ ...WHOLE, sequence: 6 });
    sockets[0]!.end(1006);
    jest.advanceTimersByTime(500);
    expect([sockets.length, states.at(-1), books]).toEqual([2, "reconnecting", [[5, true]]]);
  });

  test("is given up after 45 seconds where it never sent the book", () => {
    jest.advanceTimersByTime(45_500);
    expect([sockets[0]!.close.mock.calls.length, sockets.length]).toEqual([1, 2]);
  });
});

test("of each wait a half is random, so that not all come back at once", () => {
  expect([waitMilliseconds(1, 0), waitMilliseconds(1, 0.5), waitMilliseconds(1, 1)]).toEqual([500, 750, 1000]);
});
