import { join } from "node:path";
import { sleep } from "../../support/process";
import { WatchOutcome, WatchPlan } from "./messages";
import { INSTRUMENTS } from "./operations";

/** What is used of `ws`. */
export interface Socket {
  on(event: "open", listener: () => void): void;
  on(event: "message", listener: (data: Buffer) => void): void;
  on(event: "close", listener: (code: number) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  close(): void;
}

const RECONNECT_MILLISECONDS = 500;
/** Handshakes come in such groups, not all at once. */
const AT_ONCE = 20;
const PAUSE_MILLISECONDS = 20;

/** What the server sends: a whole book, a change of it, or a trade. */
interface Message {
  readonly sequence?: number;
  readonly changes?: unknown;
  readonly trade?: { readonly id: string; readonly time: number };
}

/** Counts what WebSockets get. */
export class Tally {
  private messages = 0;
  private changes = 0;
  private booksAnew = 0;
  private gaps = 0;
  private readonly closed: Record<string, number> = {};
  private readonly tradeDelays: number[] = [];
  private readonly trades = new Set<string>();

  /**
   * Takes a message of one connection.
   *
   * @param last the sequence that the connection has got so far; undefined before the first message
   * @returns the sequence that it has got now
   */
  public take(text: string, last: number | undefined, now: number): number | undefined {
    this.messages++;
    const { sequence, changes, trade } = JSON.parse(text) as Message;
    if (trade) {
      this.trades.add(trade.id);
      this.tradeDelays.push(now - trade.time);
      return last;
    }
    if (changes === undefined) {
      if (last !== undefined) this.booksAnew++;
      return sequence;
    }
    this.changes++;
    if (last === undefined || sequence !== last + 1) this.gaps++;
    return sequence;
  }

  public close(code: number | string): void {
    this.closed[code] = (this.closed[code] ?? 0) + 1;
  }

  public outcome(sockets: number): WatchOutcome {
    const { messages, changes, booksAnew, gaps, closed, tradeDelays, trades } = this;
    return { sockets, messages, changes, booksAnew, gaps, closed, tradeDelays, trades: [...trades] };
  }
}

/** Holds WebSockets open: those that end are opened anew. */
export class Watch {
  private tally = new Tally();
  private readonly open = new Set<Socket>();
  private isStopped = false;

  public constructor(
    private readonly plan: WatchPlan,
    private readonly connect: (url: string) => Socket,
  ) {}

  /** Resolves when each has its first message. */
  public async start(): Promise<void> {
    const first: Promise<void>[] = [];
    for (let number = 0; number < this.plan.sockets; number++) {
      first.push(new Promise((resolve) => this.hold(INSTRUMENTS[number % INSTRUMENTS.length]!, resolve)));
      if (number % AT_ONCE === AT_ONCE - 1) await sleep(PAUSE_MILLISECONDS);
    }
    await Promise.all(first);
  }

  /** Counts from now on: a process that begins to listen sends books once more. */
  public count(): void {
    this.tally = new Tally();
  }

  public stop(): WatchOutcome {
    this.isStopped = true;
    for (const socket of this.open) socket.close();
    return this.tally.outcome(this.plan.sockets);
  }

  private hold(instrument: string, isWatched: () => void): void {
    if (this.isStopped) return;
    const socket = this.connect(`${this.plan.url.replace("http", "ws")}/ws/book/${instrument}`);
    let last: number | undefined;
    this.open.add(socket);
    socket.on("message", (data) => {
      last = this.tally.take(data.toString(), last, Date.now());
      isWatched();
    });
    // A handshake that fails ends in `close` as well.
    socket.on("error", () => undefined);
    socket.on("close", (code) => {
      this.open.delete(socket);
      if (this.isStopped) return;
      this.tally.close(code);
      setTimeout(() => this.hold(instrument, isWatched), RECONNECT_MILLISECONDS * (0.5 + Math.random()));
    });
  }
}

/** Node.js 20 has no WebSocket of its own; this is the one that the server's plugin comes with. */
export function socketOf(): (url: string) => Socket {
  const path = require.resolve("ws", { paths: [join(require.resolve("@fastify/websocket"), "..")] });
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { WebSocket } = require(path) as { WebSocket: new (url: string, options: object) => Socket };
  return (url) => new WebSocket(url, { perMessageDeflate: false });
}
