/** The trading API by HTTP, on a real PostgreSQL: what it answers, and how it refuses. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Answer, TradingApi, TradingDatabase } from "./support/trading-api";

const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

let database: TradingDatabase;
let api: TradingApi;

const account = (): Promise<string> => database.openNew();

async function firstPage<T>(pages: AsyncIterable<T>): Promise<T | undefined> {
  for await (const page of pages) return page;
  return undefined;
}

/** The body of an answer that is a problem. */
function problem({ status, headers, body }: Answer): object {
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(body.status).toBe(status);
  return body;
}

beforeAll(async () => {
  database = await TradingDatabase.start();
  await database.migrate();
  api = await TradingApi.start(database);
});
afterAll(async () => {
  await api?.stop();
  await database?.server.stop();
});
afterEach(() => api.book.clear());

describe("an order", () => {
  test("is stored, answered with 201 and its location, and reserves what it may cost", async () => {
    const buyer = await account();
    const { status, headers, body } = await api.place({ account: buyer, quantity: "1.5", price: "100.50" });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/orders/${body.id}`);
    expect(body).toMatchObject({ account: buyer, quantity: "1.5", price: "100.5", remaining: "1.5", status: "open", matched: "done" });
    expect(await api.balances(buyer)).toEqual({ EUR: "849.25/150.75", BTC: "10/0" });
    expect((await api.get(`/api/orders/${body.id}`)).body).toMatchObject({ id: body.id, status: "open" });
  });

  test("to sell reserves its quantity", async () => {
    const seller = await account();
    await api.place({ account: seller, side: "sell", quantity: "0.00000001", price: "90000000" });
    expect(await api.balances(seller)).toEqual({ EUR: "1000/0", BTC: "9.99999999/0.00000001" });
  });

  test("is traded at the price of the one that rested; the buyer gets the difference back", async () => {
    const [buyer, seller] = [await account(), await account()];
    const sale = await api.place({ account: seller, side: "sell", quantity: "2", price: "99.99999999" });
    const purchase = await api.place({ account: buyer, quantity: "0.33333333", price: "101" });
    await api.book.settled();
    expect((await api.get(`/api/orders/${sale.body.id}`)).body).toMatchObject({ status: "open", remaining: "1.66666667" });
    expect((await api.get(`/api/orders/${purchase.body.id}`)).body).toMatchObject({ status: "filled", remaining: "0" });
    // 0.33333333 × 99.99999999, to the last digit.
    expect(await api.balances(seller)).toEqual({ EUR: "1033.3333329966666667/0", BTC: "8/1.66666667" });
    expect(await api.balances(buyer)).toEqual({ EUR: "966.6666670033333333/0", BTC: "10.33333333/0" });
    const { trades } = (await api.get("/api/trades?instrument=BTC-EUR&limit=1")).body;
    expect(trades).toEqual([expect.objectContaining({ price: "99.99999999", quantity: "0.33333333", takerSide: "buy" })]);
  });

  test("with the same key and body again is the same order, also where both come at once", async () => {
    const buyer = await account();
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.place({ account: buyer, price: "100.0" }, "same-key")));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await api.balances(buyer)).toEqual({ EUR: "900/100", BTC: "10/0" });
  });

  test("that is refused leaves its key free", async () => {
    const buyer = await account();
    expect((await api.place({ account: buyer, price: "1001" }, "free")).status).toBe(422);
    expect((await api.place({ account: buyer, price: "1000" }, "free")).status).toBe(201);
  });

  test("has a key of its account alone", async () => {
    const [one, other] = [await account(), await account()];
    expect((await api.place({ account: one }, "shared")).status).toBe(201);
    expect((await api.place({ account: other }, "shared")).status).toBe(201);
  });

  test("is accepted while the cache is out, and says that its matching is pending", async () => {
    const buyer = await account();
    api.book.isOut = true;
    const { status, body } = await api.place({ account: buyer, price: "1" }, "meanwhile");
    expect([status, body.matched]).toEqual([201, "pending"]);
    api.book.isOut = false;
    const again = await api.place({ account: buyer, price: "1" }, "meanwhile");
    expect([again.status, again.body.matched, again.body.id]).toEqual([200, "done", body.id]);
  });

  test("that is cancelled gives back what it reserved, and is cancelled again without harm", async () => {
    const buyer = await account();
    const { id } = (await api.place({ account: buyer })).body;
    for (let time = 0; time < 2; time++) {
      const { status, body } = await api.request("DELETE", `/api/orders/${id}`);
      expect([status, body.status]).toEqual([200, "cancelled"]);
    }
    expect(await api.balances(buyer)).toEqual({ EUR: "1000/0", BTC: "10/0" });
  });

  test("whose cancellation isn't settled within two seconds is cancelling", async () => {
    const { id } = (await api.place({ account: await account(), price: "1" })).body;
    api.book.isHeld = true;
    const { status, body } = await api.request("DELETE", `/api/orders/${id}`);
    expect([status, body.status]).toEqual([202, "cancelling"]);
    await api.book.settled();
    expect((await api.get(`/api/orders/${id}`)).body.status).toBe("cancelled");
  });

  test("whose cancellation the cache can't be told of is cancelling, is remembered for it, and is never matched again", async () => {
    const buyer = await account();
    const { id } = (await api.place({ account: buyer, price: "1" }, "told-later")).body;
    api.book.isOut = true;
    const { status, body } = await api.request("DELETE", `/api/orders/${id}`);
    expect([status, body.status]).toEqual([202, "cancelling"]);
    const [requested, open] = [await firstPage(api.truth.cancelRequests("BTC-EUR")), await firstPage(api.truth.openOrders("BTC-EUR", 0))];
    expect(requested).toContain(id);
    expect((open ?? []).map((order) => order.id)).not.toContain(id);
    api.book.isOut = false;
    const submissions = api.book.submissions.length;
    expect((await api.place({ account: buyer, price: "1" }, "told-later")).body).toMatchObject({ id, status: "cancelling" });
    expect(api.book.submissions).toHaveLength(submissions);
    expect((await api.request("DELETE", `/api/orders/${id}`)).body.status).toBe("cancelled");
  });

  test("is listed by its account, the newest first, in pages", async () => {
    const buyer = await account();
    const ids: string[] = [];
    for (let price = 1; price <= 5; price++) ids.unshift((await api.place({ account: buyer, price: `${price}` })).body.id);
    const first = (await api.get(`/api/orders?account=${buyer}&status=open&limit=3`)).body;
    const second = (await api.get(`/api/orders?account=${buyer}&status=open&limit=3&after=${first.next}`)).body;
    expect([...first.orders, ...second.orders].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await api.get(`/api/orders?account=${buyer}&status=filled`)).body).toEqual({ orders: [], next: null });
  });
});

describe("a request is refused with problem details", () => {
  const INVALID = { type: "/problems/invalid-request", title: "The request is invalid", status: 400 };
  const SCHEMA = { ...INVALID, detail: "The request doesn't match its schema." };

  test.each([
    ["a member that there isn't", { note: "x" }, { pointer: "/body/note", detail: "is no member of this request" }],
    ["a number in place of a text", { quantity: 1 }, { pointer: "/body/quantity", detail: "must be a text, in quotes" }],
    ["a side that there isn't", { side: "hold" }, { pointer: "/body/side", detail: "must be buy or sell" }],
    ["nothing", { quantity: "0.00000000" }, { pointer: "/body/quantity", detail: "must be more than 0 and at most 90000000" }],
    ["too much", { price: "90000000.00000001" }, { pointer: "/body/price", detail: "must be more than 0 and at most 90000000" }],
    ["no account", { account: undefined }, { pointer: "/body/account", detail: "is missing" }],
  ])("where an order has %s", async (_, members, error) => {
    expect(problem(await api.place({ account: "anybody", ...members }))).toEqual({ ...SCHEMA, errors: [error] });
  });

  test.each(["1e3", "-1", "1.123456789", "01", ".5", "5.", "1,5", "NaN", ""])("where a quantity is %j", async (quantity) => {
    const { errors } = problem(await api.place({ account: "anybody", quantity })) as { errors: readonly { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(["/body/quantity"]);
  });

  test.each([undefined, "", "a b", "x".repeat(65)])("where the Idempotency-Key is %j", async (key) => {
    const headers = { "content-type": "application/json", ...(key !== undefined && { "idempotency-key": key }) };
    const body = JSON.stringify({ account: "a", instrument: "BTC-EUR", side: "buy", quantity: "1", price: "1" });
    const { errors } = problem(await api.request("POST", "/api/orders", { headers, body })) as { errors: readonly { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(["/headers/idempotency-key"]);
  });

  test.each([
    ["/api/orders?account=a&limit=0", "/querystring/limit", "must be a number from 1 to 100"],
    ["/api/orders?account=a&status=new", "/querystring/status", "must be open or filled or cancelled"],
    ["/api/orders/7", "/params/id", "must be the id of an order: a UUID in lower case"],
    ["/api/trades?instrument=btc", "/querystring/instrument", "must be two assets in capitals, such as BTC-EUR"],
    ["/api/accounts/a%20b", "/params/id", "must be 1 to 64 letters, digits, _ or -"],
  ])("that say what %s needs, without the schema's pattern", async (path, pointer, detail) => {
    expect(problem(await api.get(path))).toEqual({ ...SCHEMA, errors: [{ pointer, detail }] });
  });

  test.each([
    "/api/orders",
    "/api/orders?account=a&limit=0",
    "/api/orders?account=a&limit=101",
    "/api/orders?account=a&page=2",
    "/api/orders/7",
  ])("where it asks for %s", async (path) => {
    expect(problem(await api.get(path))).toMatchObject(SCHEMA);
  });

  test("where the account has less than the order may cost", async () => {
    const buyer = await account();
    expect(problem(await api.place({ account: buyer, price: "1000.00000001" }))).toEqual({
      ...{ type: "/problems/insufficient-funds", title: "Insufficient funds", status: 422 },
      detail: `Account ${buyer} has less available than the order may cost.`,
    });
    expect(await api.balances(buyer)).toEqual({ EUR: "1000/0", BTC: "10/0" });
  });

  test("where the key was used for another order", async () => {
    const buyer = await account();
    const { id } = (await api.place({ account: buyer }, "key")).body;
    expect(problem(await api.place({ account: buyer, quantity: "2" }, "key"))).toEqual({
      ...{ type: "/problems/idempotency-key-reused", title: "The idempotency key was used before", status: 422 },
      detail: `Order ${id} was placed with this key, and is another one.`,
    });
  });

  test("where there is no such account or instrument", async () => {
    expect(problem(await api.place({ account: "nobody" }))).toEqual({
      ...{ type: "/problems/unknown-account", title: "Unknown account", status: 422, detail: "There is no account nobody." },
    });
    const unknown = { type: "/problems/unknown-instrument", title: "Unknown instrument", detail: "DOGE-EUR isn't traded here." };
    expect(problem(await api.place({ account: await account(), instrument: "DOGE-EUR" }))).toEqual({ ...unknown, status: 422 });
    expect(problem(await api.get("/api/trades?instrument=DOGE-EUR"))).toEqual({ ...unknown, status: 404 });
    expect(problem(await api.get("/api/book/DOGE-EUR"))).toEqual({ ...unknown, status: 404 });
  });

  test.each([
    [`/api/orders/${UNKNOWN_ID}`, `There is no order ${UNKNOWN_ID}.`],
    ["/api/accounts/nobody", "There is no account nobody."],
    ["/api/nothing?x=1", "There is no GET /api/nothing."],
  ])("where there is no %s", async (path, detail) => {
    expect(problem(await api.get(path))).toEqual({ type: "/problems/not-found", title: "Not found", status: 404, detail });
  });

  test("where a cursor is another's", async () => {
    const [one, other] = [await account(), await account()];
    const { id } = (await api.place({ account: other })).body;
    const invalid = { type: "/problems/invalid-cursor", title: "The cursor is invalid", status: 400 };
    const detail = `There is no order ${id} of account ${one}.`;
    expect(problem(await api.get(`/api/orders?account=${one}&after=${id}`))).toEqual({ ...invalid, detail });
    expect(problem(await api.get("/api/trades?instrument=BTC-EUR&after=x"))).toEqual({
      ...invalid,
      detail: "There is no trade x of BTC-EUR.",
    });
  });

  test("where a filled order is cancelled", async () => {
    const [buyer, seller] = [await account(), await account()];
    await api.place({ account: seller, side: "sell", price: "500" });
    const { id } = (await api.place({ account: buyer, price: "500" })).body;
    await api.book.settled();
    expect(problem(await api.request("DELETE", `/api/orders/${id}`))).toEqual({
      ...{ type: "/problems/order-filled", title: "The order is filled", status: 409 },
      detail: `Order ${id} is filled, and can't be cancelled.`,
    });
  });

  test("where the cache is out, with Retry-After", async () => {
    api.book.isOut = true;
    const answer = await api.get("/api/book/BTC-EUR");
    expect(problem(answer)).toEqual({
      ...{ type: "/problems/book-unavailable", title: "The order book can't be reached", status: 503 },
      detail: "There is no book to show now. Repeat the request.",
    });
    expect(answer.headers.get("retry-after")).toBe("2");
  });

  test.each([
    [
      "is larger than 16 kB",
      "application/json",
      JSON.stringify("x".repeat(16 * 1024)),
      413,
      "body-too-large",
      "The body is larger than 16 kB.",
    ],
    ["is no JSON", "application/json", "{", 400, "invalid-json", "The body is no JSON."],
    ["is empty", "application/json", "", 400, "invalid-json", "The body is empty."],
    ["is of another type", "text/plain", "{}", 415, "unsupported-media-type", "The body must be application/json."],
  ])("where the body %s", async (_, type, body, status, name, detail) => {
    const headers = { "content-type": type, "idempotency-key": "k" };
    expect(problem(await api.request("POST", "/api/orders", { body, headers }))).toMatchObject({
      type: `/problems/${name}`,
      status,
      detail,
    });
  });

  test.each([
    [
      "headers are larger than 16 kB",
      `GET /api/health HTTP/1.1\r\nhost: x\r\nx-large: ${"x".repeat(17_000)}\r\n\r\n`,
      "431 Request Header Fields Too Large",
      "headers-too-large",
    ],
    ["it is no HTTP", "nonsense\r\n\r\n", "400 Bad Request", "invalid-request"],
  ])("where %s", async (_, bytes, status, name) => {
    const socket = connect(api.port, "127.0.0.1");
    socket.write(bytes);
    const answer = await text(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\ncontent-type: application/problem\\+json\r\n`));
    expect(answer).toContain(`"type":"/problems/${name}"`);
  });
});

test("an account that makes more requests than it may is told when to come back; others aren't", async () => {
  const [busy, calm] = [await account(), await account()];
  const limited = await TradingApi.start(database, 3);
  try {
    const answers = await Promise.all(Array.from({ length: 6 }, () => limited.get(`/api/accounts/${busy}`)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(3);
    expect(problem(refused[0]!)).toEqual({
      ...{ type: "/problems/too-many-requests", title: "Too many requests", status: 429 },
      detail: `Account ${busy} has made more than 3 requests within a second.`,
    });
    expect(refused[0]!.headers.get("retry-after")).toBe("1");
    expect((await limited.get(`/api/accounts/${calm}`)).status).toBe(200);
    expect((await limited.get("/api/book/BTC-EUR")).status).toBe(200);
  } finally {
    await limited.stop();
  }
});

describe.each(["", "/api"])("%s/", (prefix) => {
  test("version says what runs", async () => {
    expect((await api.get(`${prefix}/version`)).body).toEqual({ service: "trading-api", version: "1.2.3" });
  });

  test("health answers whatever is out, and ready says what is", async () => {
    expect((await api.get(`${prefix}/ready`)).body).toEqual({ status: "ready" });
    api.book.isOut = true;
    expect((await api.get(`${prefix}/health`)).body).toEqual({ status: "healthy" });
    expect(problem(await api.get(`${prefix}/ready`))).toEqual({
      ...{ type: "/problems/not-ready", title: "The service isn't ready", status: 503, detail: "No answer from: cache." },
    });
  });
});

test("what is traded is listed by name", async () => {
  await database.query("INSERT INTO instruments (name, base, quote) VALUES ('ADA-EUR', 'ADA', 'EUR')");
  const later = await TradingApi.start(database);
  try {
    expect((await later.get("/api/instruments")).body).toEqual({ instruments: ["ADA-EUR", "BTC-EUR", "ETH-EUR"] });
  } finally {
    await later.stop();
    await database.query("DELETE FROM instruments WHERE name = 'ADA-EUR'");
  }
});

// RFC 9110, section 15.5.9.
test.each([
  ["header", "GET /api/trades HTTP/1.1\r\nhost: x\r\n"],
  ["body", "POST /api/orders HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"],
])("a request whose %s doesn't arrive within 10 seconds is answered with 408, soon", async (_, beginning) => {
  const socket = connect(api.port, "127.0.0.1");
  const began = Date.now();
  socket.write(beginning);
  const answer = await text(socket);
  const [head, body] = answer.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\ncontent-type: application\/problem\+json/);
  expect(JSON.parse(body!)).toMatchObject({ status: 408, detail: "The request took longer than 10 seconds to arrive." });
  expect(Date.now() - began).toBeLessThan(15_000);
});
