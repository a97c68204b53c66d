import { EventEmitter } from "node:events";
import { Socket, Tally, Watch } from "../../../tools/bench/load/watch";

const book = (sequence: number): string => JSON.stringify({ instrument: "BTC-EUR", sequence, bids: [], asks: [] });
const change = (sequence: number): string => JSON.stringify({ sequence, changes: [["buy", "100", "1"]] });

/** What one connection's messages are counted as. */
function counted(...messages: readonly string[]): ReturnType<Tally["outcome"]> {
  const tally = new Tally();
  let last: number | undefined;
  for (const message of messages) last = tally.take(message, last, 5000);
  return tally.outcome(1);
}

test("changes that follow their book are no gap", () => {
  expect(counted(book(7), change(8), change(9))).toMatchObject({ messages: 3, changes: 2, gaps: 0, booksAnew: 0 });
});

test("a change that leaves out one before is a gap", () => {
  expect(counted(book(7), change(9), change(10))).toMatchObject({ gaps: 1 });
});

test("a change that comes twice is a gap", () => {
  expect(counted(book(7), change(8), change(8))).toMatchObject({ gaps: 1 });
});

test("a book that is sent again makes up for what was missed", () => {
  expect(counted(book(7), book(12), change(13))).toMatchObject({ gaps: 0, booksAnew: 1 });
});

test("a trade is told with how late it comes", () => {
  const trade = JSON.stringify({ trade: { id: "t-1", side: "buy", price: "100", quantity: "1", time: 4988 } });
  expect(counted(book(7), change(8), trade, change(9))).toMatchObject({ tradeDelays: [12], trades: ["t-1"], gaps: 0 });
});

class FakeSocket extends EventEmitter implements Socket {
  public constructor(public readonly url: string) {
    super();
  }

  public close(): void {
    this.emit("close", 1005);
  }
}

test("a WebSocket that ends is opened anew, and begins with a book of its own", async () => {
  const sockets: FakeSocket[] = [];
  const watch = new Watch({ url: "http://127.0.0.1:1", sockets: 1 }, (url) => {
    const socket = new FakeSocket(url);
    sockets.push(socket);
    setImmediate(() => socket.emit("message", Buffer.from(book(100 * sockets.length))));
    return socket;
  });
  await watch.start();
  jest.useFakeTimers({ doNotFake: ["setImmediate"] });
  sockets[0]!.emit("close", 1012);
  jest.advanceTimersByTime(5000);
  jest.useRealTimers();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(sockets.map(({ url }) => url)).toEqual(["ws://127.0.0.1:1/ws/book/BTC-EUR", "ws://127.0.0.1:1/ws/book/BTC-EUR"]);
  expect(watch.stop()).toMatchObject({ messages: 2, booksAnew: 0, gaps: 0, closed: { 1012: 1 } });
});
