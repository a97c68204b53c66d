/** Loads a small server in place of the platform. */
import { once } from "node:events";
import { IncomingMessage, ServerResponse, createServer } from "node:http";
import { AddressInfo } from "node:net";
import { Load } from "../../../../tools/bench/load/load";
import { LoadOutcome } from "../../../../tools/bench/load/messages";

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly key?: string;
}

/** What the load comes to where each request is answered so, and the requests. Loads of a second each: they run side by side, each with a server of its own. */
async function loaded(
  answer: (request: Seen, response: ServerResponse, incoming: IncomingMessage) => void,
  size: { readonly rate: number; readonly seconds: number },
): Promise<LoadOutcome & { readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const key = headers["idempotency-key"] as string | undefined;
    const request = { method, url, ...(key !== undefined && { key }) };
    seen.push(request);
    incoming.resume().on("end", () => answer(request, response, incoming));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const outcome = await new Load({ url, ...size, accounts: 5, seed: 11, name: "test" }).run(() => undefined);
    return { ...outcome, seen };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function send(response: ServerResponse, status: number, body: object = {}, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, headers).end(JSON.stringify(body));
}

/** As the platform answers: an order has the id of its key. */
function succeed({ method, key }: Seen, response: ServerResponse): void {
  if (method === "POST") send(response, 201, { id: `id-of-${key}`, matched: "done" });
  else send(response, 200);
}

test.concurrent("a server that stalls gets its requests all the same, and each waits from when it was due", async () => {
  const held: (() => void)[] = [];
  let isStalled = true;
  const answerAll = (): void => {
    isStalled = false;
    held.forEach((answer) => answer());
  };
  const { latencies, scheduled } = await loaded(
    (request, response) => {
      if (!isStalled) return succeed(request, response);
      // A second's requests. Who waits for an answer before the next request never sends so many.
      if (held.push(() => succeed(request, response)) === 60) answerAll();
    },
    { rate: 60, seconds: 1.5 },
  );
  expect(held).toHaveLength(60);
  const all = Object.values(latencies).flat();
  expect(all).toHaveLength(scheduled);
  expect(all.filter((latency) => latency > 500).length).toBeGreaterThan(15);
});

test.concurrent("an order without an answer is asked for again with the same key, until it has one, and is accepted once", async () => {
  const attempts = new Map<string, number>();
  const outcome = await loaded(
    (request, response, incoming) => {
      if (request.method !== "POST") return succeed(request, response);
      const number = (attempts.get(request.key!) ?? 0) + 1;
      attempts.set(request.key!, number);
      if (number === 1) incoming.socket.destroy();
      else if (number === 2) send(response, 503);
      else send(response, 200, { id: `id-of-${request.key}`, matched: "done" });
    },
    { rate: 40, seconds: 1 },
  );
  expect(attempts.size).toBeGreaterThan(0);
  expect([...attempts.values()].every((number) => number === 3)).toBe(true);
  expect(outcome.ledger.accepted.map(({ key, id }) => [key, id])).toEqual(
    expect.arrayContaining([...attempts.keys()].map((key) => [key, `id-of-${key}`])),
  );
  expect(outcome.ledger.accepted).toHaveLength(attempts.size);
  expect(outcome.answers["order 503"]).toBe(attempts.size);
  expect(outcome.answers["order ECONNRESET"]).toBe(attempts.size);
  expect(outcome.failures).toHaveLength(2 * attempts.size);
  expect(outcome.repeated).toBe(attempts.size);
});

test.concurrent("an order that is refused isn't asked for again, and isn't accepted", async () => {
  const outcome = await loaded((request, response) => (request.method === "POST" ? send(response, 422) : succeed(request, response)), {
    rate: 60,
    seconds: 1,
  });
  const orders = outcome.seen.filter(({ method }) => method === "POST");
  expect(orders.length).toBeGreaterThan(0);
  expect(outcome.answers["order 422"]).toBe(orders.length);
  expect(new Set(orders.map(({ key }) => key)).size).toBe(orders.length);
  expect(outcome.ledger.accepted).toEqual([]);
  expect(outcome.failures).toHaveLength(orders.length);
});

test.concurrent("a reader asks once: its failure is a failure", async () => {
  const outcome = await loaded((request, response) => (request.method === "GET" ? send(response, 503) : succeed(request, response)), {
    rate: 60,
    seconds: 1,
  });
  const reads = outcome.seen.filter(({ method }) => method === "GET");
  expect(outcome.failures).toHaveLength(reads.length);
  expect(outcome.repeated).toBe(0);
});

test.concurrent("a cancellation is promised by 200 alone: that the order is filled is an answer, and no failure", async () => {
  let deleted = 0;
  const outcome = await loaded(
    (request, response) => (request.method === "DELETE" ? send(response, deleted++ % 2 === 0 ? 409 : 200) : succeed(request, response)),
    { rate: 150, seconds: 1 },
  );
  expect(deleted).toBeGreaterThan(1);
  expect(outcome.failures).toEqual([]);
  expect(outcome.ledger.cancelled).toHaveLength(Math.floor(deleted / 2));
  expect(outcome.latencies.cancel).toHaveLength(deleted);
});

test.concurrent("an answer that says when to ask again is followed", async () => {
  const times = new Map<string, number[]>();
  await loaded(
    (request, response) => {
      if (request.method !== "POST") return succeed(request, response);
      const asked = [...(times.get(request.key!) ?? []), Date.now()];
      times.set(request.key!, asked);
      if (asked.length === 1) send(response, 503, {}, { "retry-after": "1" });
      else succeed(request, response);
    },
    { rate: 30, seconds: 0.5 },
  );
  expect(times.size).toBeGreaterThan(0);
  // A quarter more or less, so that not all come at once.
  for (const [first, second] of times.values()) expect(second! - first!).toBeGreaterThanOrEqual(740);
});
