import { WebSocket } from "@fastify/websocket";
import { Cache } from "../shared/cache";
import { fromUnits } from "../shared/decimal";
import { Logger } from "../shared/logger";
import { BookUnavailableError } from "./order-book";
import { RedisOrderBook, changesChannel } from "./order-book-redis";

const PING_MILLISECONDS = 20_000;
const RETRY_MILLISECONDS = 500;
/** How often a book that is quiet is read, whether the cache still has it. */
const CHECK_MILLISECONDS = 2000;
/** A failover takes a few seconds; whoever waits for longer is told so, and comes back later. */
const PATIENCE_MILLISECONDS = 5000;
/** How long clients may take to answer that they are closed. */
const CLOSE_MILLISECONDS = 2000;
/** Each side of the first message: the whole book, for as long as it has no more prices than this. */
const LEVELS = 1000;
/** Who doesn't read what is sent is let go, and reads the whole book when it is back. */
const MAX_WAITING_BYTES = 1_000_000;
/** Of one client: each time it asks, the cache reads the whole book. */
const ASK_MILLISECONDS = 1000;
/** Close codes (RFC 6455, section 7.4.1, and IANA's registry). */
const SERVICE_RESTART = 1012;
const TRY_AGAIN_LATER = 1013;

/** As the script publishes it: numbers as texts of units. */
interface Published {
  readonly sequence: string;
  readonly changes?: readonly (readonly [side: string, price: string, quantity: string])[];
  readonly trades?: readonly {
    readonly id: string;
    readonly side: string;
    readonly price: string;
    readonly quantity: string;
    readonly time: string;
  }[];
}

/** A change as it is sent. */
interface Change {
  readonly sequence: number;
  readonly messages: readonly string[];
}

export interface BookStreamProps {
  readonly cache: Cache;
  readonly book: RedisOrderBook;
  readonly logger: Logger;
}

/** Sends books and their changes to WebSockets: of each instrument that somebody watches, the process listens once. */
export class BookStream {
  private readonly feeds = new Map<string, Feed>();
  private readonly pings: NodeJS.Timeout;
  private readonly checks: NodeJS.Timeout;
  private readonly onConnected: () => void;
  private isClosed = false;

  public constructor(private readonly props: BookStreamProps) {
    this.pings = setInterval(() => this.feeds.forEach((feed) => feed.ping()), PING_MILLISECONDS).unref();
    this.checks = setInterval(() => this.feeds.forEach((feed) => void feed.check()), CHECK_MILLISECONDS).unref();
    // What was published in between is lost.
    this.onConnected = () => this.feeds.forEach((feed) => feed.sendBookToAll());
    props.cache.on("connected", this.onConnected);
  }

  /** The first message is the whole book. Any message of the client asks for it again. */
  public watch(instrument: string, socket: WebSocket): void {
    socket.on("error", () => socket.terminate());
    if (this.isClosed) return restart(socket);
    let feed = this.feeds.get(instrument);
    if (!feed) {
      feed = new Feed(instrument, this.props);
      this.feeds.set(instrument, feed);
      feed.start();
    }
    const watched = feed;
    watched.add(socket);
    socket.on("message", () => watched.ask(socket));
    socket.on("close", () => {
      watched.remove(socket);
      if (watched.isWatched || this.feeds.get(instrument) !== watched) return;
      this.feeds.delete(instrument);
      watched.stop();
    });
  }

  /** Before the process ends: clients connect anew, to another process. */
  public close(): void {
    this.isClosed = true;
    clearInterval(this.pings);
    clearInterval(this.checks);
    this.props.cache.off("connected", this.onConnected);
    for (const feed of this.feeds.values()) feed.close();
  }
}

/** Those who watch one book. */
class Feed {
  /** Of what each has got; undefined until it has the book. */
  private readonly sockets = new Map<WebSocket, number | undefined>();
  private readonly unanswered = new WeakSet<WebSocket>();
  private readonly asking = new Set<WebSocket>();
  /** When each asked last, of those who have. */
  private readonly askedAt = new WeakMap<WebSocket, number>();
  private readonly askingLater = new WeakSet<WebSocket>();
  /** Changes since the book was asked for. */
  private recent: Change[] = [];
  private isReading = false;
  private isChecking = false;
  private isStopped = false;
  private last: number | undefined;

  public constructor(
    private readonly instrument: string,
    private readonly props: BookStreamProps,
  ) {}

  public get isWatched(): boolean {
    return this.sockets.size > 0;
  }

  public start(): void {
    const { cache, logger } = this.props;
    const channel = changesChannel(this.instrument);
    // The cache says that it is connected once it listens: then all are sent the book, as they may have missed a change.
    cache
      .subscribe(channel, (message) => this.publish(changeOf(JSON.parse(message) as Published)))
      .catch((error: unknown) => logger.warn({ err: error, channel }, "changes of the book can't be had now"));
  }

  public stop(): void {
    this.isStopped = true;
    void this.props.cache.unsubscribe(changesChannel(this.instrument));
  }

  public add(socket: WebSocket): void {
    this.sockets.set(socket, undefined);
    socket.on("pong", () => this.unanswered.delete(socket));
    this.sendBook(socket);
  }

  public remove(socket: WebSocket): void {
    this.sockets.delete(socket);
    this.asking.delete(socket);
  }

  public sendBook(socket: WebSocket): void {
    this.asking.add(socket);
    if (!this.isReading) void this.read();
  }

  /** What a client asks for too soon it gets later, once. */
  public ask(socket: WebSocket): void {
    if (!this.sockets.has(socket) || this.askingLater.has(socket)) return;
    const wait = (this.askedAt.get(socket) ?? -Infinity) + ASK_MILLISECONDS - performance.now();
    if (wait <= 0) {
      this.askedAt.set(socket, performance.now());
      return this.sendBook(socket);
    }
    this.askingLater.add(socket);
    setTimeout(() => {
      this.askingLater.delete(socket);
      this.ask(socket);
    }, Math.ceil(wait)).unref();
  }

  public sendBookToAll(): void {
    for (const socket of this.sockets.keys()) this.sendBook(socket);
  }

  public ping(): void {
    for (const socket of this.sockets.keys()) {
      if (this.unanswered.has(socket)) {
        socket.terminate();
        continue;
      }
      this.unanswered.add(socket);
      socket.ping();
    }
  }

  /** Without the cache nobody hears of changes: all who watch are sent the book when it is back, or told that it isn't. */
  public async check(): Promise<void> {
    if (this.isReading || this.isChecking || !this.isWatched) return;
    this.isChecking = true;
    try {
      await this.props.book.depth(this.instrument, 1);
    } catch (error) {
      if (error instanceof BookUnavailableError) this.sendBookToAll();
    } finally {
      this.isChecking = false;
    }
  }

  public close(): void {
    this.stop();
    for (const socket of this.sockets.keys()) restart(socket);
  }

  /** All who have asked get the book that is read after they did, and what has changed since. */
  private async read(): Promise<void> {
    this.isReading = true;
    let since = performance.now();
    while (this.asking.size > 0 && !this.isStopped) {
      const asking = [...this.asking];
      this.asking.clear();
      this.recent = [];
      try {
        const book = await this.props.book.depth(this.instrument, LEVELS);
        const text = JSON.stringify(book);
        for (const socket of asking.filter((each) => this.sockets.has(each))) {
          this.send(socket, [text], book.sequence);
          for (const change of this.recent) this.forward(socket, change);
        }
        since = performance.now();
      } catch (error) {
        if (!(error instanceof BookUnavailableError)) this.props.logger.warn({ err: error }, "the book can't be read now");
        if (performance.now() - since > PATIENCE_MILLISECONDS) {
          this.turnAway();
          break;
        }
        for (const socket of asking) if (this.sockets.has(socket)) this.asking.add(socket);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS).unref());
      }
    }
    this.isReading = false;
  }

  private turnAway(): void {
    this.asking.clear();
    for (const socket of this.sockets.keys()) socket.close(TRY_AGAIN_LATER, "the book can't be had now");
  }

  private publish(change: Change): void {
    const isGap = this.last !== undefined && change.sequence !== this.last + 1;
    this.last = change.sequence;
    if (isGap) return this.sendBookToAll();
    if (this.isReading) this.recent.push(change);
    for (const socket of this.sockets.keys()) this.forward(socket, change);
  }

  /** Who has the book gets what comes next; where one is missing, the book again. */
  private forward(socket: WebSocket, change: Change): void {
    const sequence = this.sockets.get(socket);
    if (sequence === undefined || this.asking.has(socket) || change.sequence <= sequence) return;
    if (change.sequence === sequence + 1) this.send(socket, change.messages, change.sequence);
    else this.sendBook(socket);
  }

  private send(socket: WebSocket, messages: readonly string[], sequence: number): void {
    this.sockets.set(socket, sequence);
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_WAITING_BYTES) return socket.close(TRY_AGAIN_LATER, "messages aren't read");
    for (const message of messages) socket.send(message);
  }
}

/** Its client connects anew, to another process. */
function restart(socket: WebSocket): void {
  socket.close(SERVICE_RESTART, "service restart");
  setTimeout(() => socket.terminate(), CLOSE_MILLISECONDS).unref();
}

/** `{ sequence, changes }`, then `{ trade }` of each trade. */
export function changeOf({ sequence, changes = [], trades = [] }: Published): Change {
  const decimal = (units: string): string => fromUnits(BigInt(units));
  return {
    sequence: Number(sequence),
    messages: [
      JSON.stringify({
        sequence: Number(sequence),
        changes: changes.map(([side, price, quantity]) => [side, decimal(price), decimal(quantity)]),
      }),
      ...trades.map(({ id, side, price, quantity, time }) =>
        JSON.stringify({ trade: { id, side, price: decimal(price), quantity: decimal(quantity), time: Number(time) } }),
      ),
    ],
  };
}
