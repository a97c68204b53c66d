/** The edge in front of servers of the test's own, with the routes of the example. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { IncomingMessage, Server, ServerResponse, createServer, request } from "node:http";
import { AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Edge } from "../../../tools/serve/edge";
import { Router } from "../../../tools/serve/routing";
import { synthesizeEnvironment } from "../../../tools/serve/synthesis";
import { TargetGroup } from "../../../tools/serve/target-group";
import { freePort } from "../../../tools/support/databases/server";

const CHECK = { path: "/health", matcher: "200", intervalSeconds: 60, timeoutSeconds: 1, healthyThreshold: 2, unhealthyThreshold: 3 };
const router = new Router(synthesizeEnvironment("local"));

let edge: Edge;
let group: TargetGroup;
let folder: string;
const servers: Server[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "edge-"));
  mkdirSync(join(folder, "static"));
  writeFileSync(join(folder, "static/app.js"), "run()");
  group = new TargetGroup("TradingApi/TargetGroup", CHECK);
  edge = await Edge.listen(0);
  edge.open({ router, targetGroups: new Map([[group.name, group]]), assetsFolder: folder });
});
afterEach(() => {
  edge.destroy();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** A process that the target group knows. */
async function target(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  group.register({ port: (server.address() as AddressInfo).port });
  return server;
}

test("a process gets method, path, query, body and the viewer's address; the viewer its status and headers", async () => {
  await target(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    response.writeHead(201, { "set-cookie": ["a=1", "b=2"], "x-own": "yes" });
    response.end(JSON.stringify([incoming.method, incoming.url, incoming.headers["x-forwarded-for"], Buffer.concat(chunks).toString()]));
  });
  const response = await fetch(`${edge.url}/api/orders?a=1&b=%20`, { method: "POST", body: "hello" });
  expect([response.status, response.headers.get("x-own"), response.headers.getSetCookie()]).toEqual([201, "yes", ["a=1", "b=2"]]);
  expect(await response.json()).toEqual(["POST", "/api/orders?a=1&b=%20", "127.0.0.1", "hello"]);
});

test("a process that refuses the connection is passed over, with the whole body", async () => {
  group.register({ port: await freePort() });
  await target((incoming, response) => void incoming.pipe(response));
  for (const body of ["one", "two", "three"]) {
    expect(await (await fetch(`${edge.url}/api/orders`, { method: "POST", body })).text()).toBe(body);
  }
});

test("a process that ends while it answers is a 502: nobody knows what it has done", async () => {
  let count = 0;
  for (let number = 0; number < 2; number++) {
    await target((incoming) => {
      count += 1;
      incoming.socket.destroy();
    });
  }
  const response = await fetch(`${edge.url}/api/orders`, { method: "POST", body: "{}" });
  expect([response.status, await response.text(), count]).toEqual([502, "502: The process ended before it answered.\n", 1]);
});

test("without a process the answer is 503", async () => {
  const response = await fetch(`${edge.url}/api/orders`);
  expect([response.status, await response.text()]).toEqual([503, "503: No process is there to answer.\n"]);
});

test("assets have the headers of the behavior's policy, and a browser that has one already gets 304", async () => {
  const response = await fetch(`${edge.url}/static/app.js`);
  expect([response.status, await response.text()]).toEqual([200, "run()"]);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  const again = await fetch(`${edge.url}/static/app.js`, { headers: { "if-none-match": response.headers.get("etag")! } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await fetch(`${edge.url}/static/none.js`)).status).toBe(404);
});

test("a WebSocket's bytes pass both ways, and its end as well", async () => {
  const server = await target((_, response) => void response.end());
  server.on("upgrade", (_, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nfirst");
    socket.on("data", (bytes: Buffer) => void socket.end(`echo ${bytes.toString()}`));
  });
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13",
  };
  const asked = request(`${edge.url}/ws/book/BTC-EUR`, { headers, agent: false }).end();
  const [answer, socket, head] = (await once(asked, "upgrade")) as [IncomingMessage, NodeJS.ReadWriteStream, Buffer];
  expect(answer.statusCode).toBe(101);
  let received = head.toString();
  socket.on("data", (bytes: Buffer) => (received += bytes.toString()));
  socket.write("ping");
  await once(socket, "end");
  expect(received).toBe("firstecho ping");
});

test("what can't be answered as a WebSocket is refused", async () => {
  const socket = connect(Number(new URL(edge.url).port), "127.0.0.1");
  socket.write("GET /ws/book/BTC-EUR HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  let received = "";
  socket.on("data", (bytes) => (received += bytes.toString()));
  await once(socket, "close");
  expect(received).toMatch(/^HTTP\/1\.1 503 /);
});

test("before it is opened, the edge says that the platform is starting", async () => {
  const early = await Edge.listen(0);
  const response = await fetch(early.url);
  expect([response.status, response.headers.get("retry-after"), await response.text()]).toEqual([503, "2", "The platform is starting.\n"]);
  early.destroy();
});

test("a port in use is named, with what to do", async () => {
  const { port } = new URL(edge.url);
  await expect(Edge.listen(Number(port))).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use: stop the program that uses it, or choose another port with --port.`,
  );
});
