import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { PutObjectCommand, S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { Logger } from "../shared/logger";
import { ArchivedTrade, UnarchivedTrades } from "./order-book";

const INTERVAL_MILLISECONDS = 60_000;
/** Lines of an object before they are compressed: 5 MB at most, as a line has less than 640 bytes. */
export const TRADES_PER_OBJECT = 8000;
const CONNECT_MILLISECONDS = 3000;
/** Three attempts, within the minute that the transaction waits. */
const ANSWER_MILLISECONDS = 15_000;

/** What an archive works with. */
export interface ArchiveProps {
  readonly bucket: string;
  readonly trades: UnarchivedTrades;
  readonly logger: Logger;
  /** Region, endpoint and credentials are the environment's. @default - a client of its own */
  readonly s3?: S3Client;
  /** What objects of this process are named for. @default - the host's name and something random: also after a restart no object is overwritten */
  readonly process?: string;
}

/**
 * Appends executed trades to a bucket: objects of compressed JSON lines, at most one a minute as long as they aren't full. A trade is marked when its object is
 * stored: a crash in between repeats it in another object, by the same id, and loses none.
 */
export class Archive {
  private readonly s3: S3Client;
  private readonly process: string;
  private count = 0;
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  public constructor(private readonly props: ArchiveProps) {
    this.s3 = props.s3 ?? archiveClient();
    this.process = props.process ?? `${hostname()}-${randomBytes(4).toString("hex")}`;
  }

  public start(): void {
    this.timer = setInterval(() => void this.flush(), INTERVAL_MILLISECONDS).unref();
  }

  /** Stores all that isn't stored. What fails is logged, and done the next time. */
  public flush(): Promise<void> {
    this.work = this.work.then(() => this.storeAll());
    return this.work;
  }

  /** The last flush. */
  public async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
    this.s3.destroy();
  }

  private async storeAll(): Promise<void> {
    const { trades, logger } = this.props;
    try {
      while ((await trades.archive(TRADES_PER_OBJECT, (some) => this.store(some))) === TRADES_PER_OBJECT);
    } catch (error) {
      logger.warn({ err: error }, "trades couldn't be archived now");
    }
  }

  private async store(trades: readonly ArchivedTrade[]): Promise<void> {
    const key = archiveKey(new Date(), this.process, ++this.count);
    await this.s3.send(
      new PutObjectCommand({
        Bucket: this.props.bucket,
        Key: key,
        Body: await promisify(gzip)(jsonLines(trades)),
        ContentType: "application/jsonl",
        ContentEncoding: "gzip",
      }),
    );
    this.props.logger.info({ key, trades: trades.length }, "trades were archived");
  }
}

/** A client that gives up where nothing is answered: by itself it waits for ever, and the trades with it. */
export function archiveClient(config: S3ClientConfig = {}): S3Client {
  const requestHandler = { connectionTimeout: CONNECT_MILLISECONDS, requestTimeout: ANSWER_MILLISECONDS, throwOnRequestTimeout: true };
  return new S3Client({ ...config, requestHandler });
}

/** `trades/2026/11/26/<process>-<n>.jsonl.gz`, by the day when it is stored, UTC. */
export function archiveKey(now: Date, process: string, count: number): string {
  return `trades/${now.toISOString().slice(0, 10).replaceAll("-", "/")}/${process}-${count}.jsonl.gz`;
}

/** One JSON object a line, each line with its end. */
export function jsonLines(trades: readonly ArchivedTrade[]): string {
  return trades.map((trade) => `${JSON.stringify(trade)}\n`).join("");
}
