import { applyChanges, Book, bookOf, BookMessage, ChangesMessage } from "./book";
import { Trade } from "./trades";

/** How the page hears of the book. `restarting`: the server said that it ends, and another one is there. `unavailable`: the server is there, and has no book now. */
export type ConnectionState = "connecting" | "live" | "reconnecting" | "restarting" | "unavailable";

/** What a WebSocket is, as far as it is used. */
export interface Socket {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { readonly code: number }) => void): void;
  send(text: string): void;
  close(): void;
}

export interface BookConnectionProps {
  readonly open: () => Socket;
  readonly onState: (state: ConnectionState) => void;
  /** `isWhole` where it was sent anew: what happened in between is in it, trades are not. */
  readonly onBook: (book: Book, isWhole: boolean) => void;
  readonly onTrade: (trade: Trade) => void;
  /** 0 to 1. @default Math.random */
  readonly random?: () => number;
}

/** RFC 6455, section 7.4.1, and IANA's registry. */
const SERVICE_RESTART = 1012;
const TRY_AGAIN_LATER = 1013;
const NO_CLOSE_FRAME = 1006;
const ENDS: Readonly<Record<number, ConnectionState>> = { [SERVICE_RESTART]: "restarting", [TRY_AGAIN_LATER]: "unavailable" };
const FIRST_MILLISECONDS = 500;
const MOST_MILLISECONDS = 15_000;
/** How long a book may be quiet before it is asked for: a network that is gone says nothing either. */
const QUIET_MILLISECONDS = 45_000;
const ANSWER_MILLISECONDS = 10_000;

/** A book that is kept up to date: a change that is missing is noticed, a connection that ends is opened again. */
export class BookConnection {
  private socket?: Socket;
  private timer?: ReturnType<typeof setTimeout>;
  private quiet?: ReturnType<typeof setTimeout>;
  private book?: Book;
  private attempts = 0;
  private isClosed = false;

  public constructor(private readonly props: BookConnectionProps) {}

  public start(): void {
    this.props.onState("connecting");
    this.open();
  }

  /** At once, where it waits: the network is back. */
  public retry(): void {
    if (this.timer === undefined || this.isClosed) return;
    clearTimeout(this.timer);
    this.attempts = 0;
    this.open();
  }

  public close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    clearTimeout(this.quiet);
    this.socket?.close();
  }

  private open(): void {
    this.timer = undefined;
    this.book = undefined;
    const socket = this.props.open();
    this.socket = socket;
    this.listen();
    socket.addEventListener("message", ({ data }) => {
      if (this.isClosed || socket !== this.socket) return;
      this.listen();
      this.read(JSON.parse(String(data)) as BookMessage | ChangesMessage | { readonly trade: Trade });
    });
    socket.addEventListener("close", ({ code }) => {
      if (!this.isClosed && socket === this.socket) this.ended(code);
    });
  }

  /** From now on: whoever is quiet for long is asked for the book, and given up without an answer. */
  private listen(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      if (!this.book) return this.giveUp();
      this.socket!.send("book");
      this.quiet = setTimeout(() => this.giveUp(), ANSWER_MILLISECONDS);
    }, QUIET_MILLISECONDS);
  }

  /** Without a network, closing takes longer than anybody waits. */
  private giveUp(): void {
    this.socket!.close();
    this.ended(NO_CLOSE_FRAME);
  }

  private read(message: BookMessage | ChangesMessage | { readonly trade: Trade }): void {
    if ("trade" in message) return this.props.onTrade(message.trade);
    if ("bids" in message) {
      this.attempts = 0;
      this.book = bookOf(message);
      this.props.onState("live");
      return this.props.onBook(this.book, true);
    }
    // The whole book is on its way.
    if (!this.book) return;
    const next = applyChanges(this.book, message);
    if (next !== "gap") {
      this.book = next;
      return this.props.onBook(next, false);
    }
    this.book = undefined;
    this.socket!.send("book");
  }

  private ended(code: number): void {
    clearTimeout(this.quiet);
    this.socket = undefined;
    this.props.onState(ENDS[code] ?? "reconnecting");
    this.timer = setTimeout(() => this.open(), waitMilliseconds(this.attempts++, (this.props.random ?? Math.random)()));
  }
}

/** Twice as long each time, up to 15 seconds, and of that a random half: a server that is back isn't asked by all at once. */
export function waitMilliseconds(attempts: number, random: number): number {
  const most = Math.min(MOST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** attempts);
  return Math.round(most / 2 + (most / 2) * random);
}
