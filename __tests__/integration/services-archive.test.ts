/** Trades in the archive's bucket, which is the emulator's. */
import { AddressInfo, Socket, createServer } from "node:net";
import { gunzipSync } from "node:zlib";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { Archive, TRADES_PER_OBJECT, archiveClient } from "../../examples/trading-stack/services/trading-api/archive";
import { ArchivedTrade, UnarchivedTrades } from "../../examples/trading-stack/services/trading-api/order-book";
import { SILENT } from "./support/order-books";
import { useEmulator } from "./support/shared-emulator";

const BUCKET = "trade-records";
const TODAY = new Date().toISOString().slice(0, 10).replaceAll("-", "/");

/** Trades that are marked when they are stored, as in a transaction. */
class TradesInMemory implements UnarchivedTrades {
  public constructor(public waiting: readonly ArchivedTrade[]) {}

  public async archive(limit: number, store: (trades: readonly ArchivedTrade[]) => Promise<void>): Promise<number> {
    const some = this.waiting.slice(0, limit);
    if (some.length > 0) await store(some);
    this.waiting = this.waiting.slice(some.length);
    return some.length;
  }
}

function trades(count: number): readonly ArchivedTrade[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `trade-${i}`,
    instrument: "BTC-EUR",
    price: "101.25",
    quantity: "1.5",
    buyOrder: `buy-${i}`,
    sellOrder: `sell-${i}`,
    takerSide: "buy",
    executedAt: "2026-11-26T12:00:00.000Z",
  }));
}

describe("the archive", () => {
  const emulator = useEmulator();
  let s3: S3Client;

  const client = (endpoint: string): S3Client =>
    archiveClient({
      region: "eu-central-1",
      endpoint,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
  const archiveOf = (waiting: TradesInMemory, process: string, own = s3): Archive =>
    new Archive({ bucket: BUCKET, trades: waiting, logger: SILENT, s3: own, process });

  const stored = async (process: string): Promise<Record<string, ArchivedTrade[]>> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `trades/${TODAY}/${process}-` }));
    const objects: Record<string, ArchivedTrade[]> = {};
    for (const { Key } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      const lines = gunzipSync(await Body!.transformToByteArray())
        .toString()
        .trimEnd()
        .split("\n");
      objects[Key!] = lines.map((line) => JSON.parse(line) as ArchivedTrade);
    }
    return objects;
  };

  beforeAll(async () => {
    s3 = client(emulator.url);
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: "eu-central-1" } }));
  });

  test("trades are stored as compressed JSON lines, and marked", async () => {
    const waiting = new TradesInMemory(trades(3));
    await archiveOf(waiting, "one").flush();
    expect(await stored("one")).toEqual({ [`trades/${TODAY}/one-1.jsonl.gz`]: trades(3) });
    expect(waiting.waiting).toEqual([]);
  });

  test("more than an object holds are several objects, and none is lost or repeated", async () => {
    await archiveOf(new TradesInMemory(trades(TRADES_PER_OBJECT + 1)), "two").flush();
    const objects = await stored("two");
    expect(Object.values(objects).map(({ length }) => length)).toEqual([TRADES_PER_OBJECT, 1]);
    expect(new Set(Object.values(objects).flatMap((each) => each.map(({ id }) => id))).size).toBe(TRADES_PER_OBJECT + 1);
  });

  test("where there is nothing, no object is stored", async () => {
    await archiveOf(new TradesInMemory([]), "three").flush();
    expect(await stored("three")).toEqual({});
  });

  test("what can't be stored isn't marked, and stored the next time", async () => {
    const waiting = new TradesInMemory(trades(2));
    await archiveOf(waiting, "four", client("http://127.0.0.1:1")).flush();
    expect(waiting.waiting).toHaveLength(2);
    await archiveOf(waiting, "four").flush();
    expect(Object.values(await stored("four"))).toEqual([trades(2)]);
  });

  test("a bucket that says nothing is given up, and trades are stored the next time", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const waiting = new TradesInMemory(trades(2));
    await archiveOf(waiting, "six", client(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)).flush();
    for (const socket of sockets) socket.destroy();
    silent.close();
    expect({ asked: sockets.length, waiting: waiting.waiting.length }).toEqual({ asked: 1, waiting: 2 });
    await archiveOf(waiting, "six").flush();
    expect(Object.values(await stored("six"))).toEqual([trades(2)]);
  });

  test("when the process ends, the last trades are stored", async () => {
    const archive = archiveOf(new TradesInMemory(trades(1)), "five", client(emulator.url));
    archive.start();
    await archive.stop();
    expect(Object.values(await stored("five"))).toEqual([trades(1)]);
  });
});
