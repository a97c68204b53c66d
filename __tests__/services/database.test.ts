import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { AddressInfo, Server, Socket, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConnectionOptions, TLSSocket } from "node:tls";
// Of the services, which have their own dependencies.
// eslint-disable-next-line import/no-extraneous-dependencies
import { Client } from "pg";
import { DatabaseConfig } from "../../examples/trading-stack/services/shared/config";
import { poolConfig } from "../../examples/trading-stack/services/shared/database";
import { isConnectionLost, isReadOnly, isUnavailable } from "../../examples/trading-stack/services/shared/database-errors";

const CONFIG: DatabaseConfig = {
  ...{ host: "db.cluster-x.eu-central-1.rds.amazonaws.com", port: 5432, name: "app", user: "trading_api", tls: "verify", connections: 10 },
  region: "eu-central-1",
};
const ENVIRONMENT = { ...process.env };

beforeEach(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "session" });
});
afterEach(() => {
  process.env = { ...ENVIRONMENT };
  jest.useRealTimers();
});

test("each login has a token of its own: a presigned rds-db connect for the user, good for 15 minutes", async () => {
  const { password } = poolConfig(CONFIG);
  const token = password as () => Promise<string>;
  jest.useFakeTimers({ now: Date.UTC(2026, 0, 2, 3, 4, 5), doNotFake: ["nextTick", "setImmediate", "setTimeout"] });
  const first = new URL(`https://${await token()}`);
  jest.setSystemTime(Date.UTC(2026, 0, 2, 3, 24, 5));
  const second = new URL(`https://${await token()}`);
  expect(first.host).toBe("db.cluster-x.eu-central-1.rds.amazonaws.com:5432");
  expect(Object.fromEntries(first.searchParams)).toMatchObject({
    ...{
      Action: "connect",
      DBUser: "trading_api",
      "X-Amz-Expires": "900",
      "X-Amz-Date": "20260102T030405Z",
      "X-Amz-Security-Token": "session",
    },
    "X-Amz-Credential": "AKIDEXAMPLE/20260102/eu-central-1/rds-db/aws4_request",
  });
  expect(second.searchParams.get("X-Amz-Date")).toBe("20260102T032405Z");
});

test("certificates are verified against the authorities of RDS, for TLS 1.2 and newer", () => {
  const { ca, rejectUnauthorized, minVersion, checkServerIdentity } = poolConfig(CONFIG).ssl as ConnectionOptions;
  expect({ rejectUnauthorized, minVersion, checkServerIdentity }).toEqual({ rejectUnauthorized: true, minVersion: "TLSv1.2" });
  const subjects = (ca as string[]).map((pem) => new X509Certificate(pem).subject);
  expect(subjects.join("\n")).toContain("CN=Amazon RDS eu-central-1 Root CA RSA2048 G1");
});

describe("by way of a forwarded port", () => {
  const folder = mkdtempSync(join(tmpdir(), "forwarded-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const sockets: Socket[] = [];
  let server: Server;

  beforeAll(async () => {
    const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "1"];
    execFileSync("openssl", [...request, "-subj", "/CN=db", "-addext", `subjectAltName=DNS:${CONFIG.host}`], { stdio: "ignore" });
    // PostgreSQL documentation, "SSL Session Encryption": what is asked for is answered by an S. Who is content with the certificate then logs in, and is turned away.
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => undefined);
      socket.once("data", () => {
        socket.write("S");
        const secure = new TLSSocket(socket, { isServer: true, key: readFileSync(key), cert: readFileSync(cert) });
        secure.on("error", () => undefined).once("data", () => secure.destroy());
      });
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    [CONFIG.host, "is the one", /^Connection terminated unexpectedly$/],
    ["db.example.com", "is another", /^Hostname\/IP does not match certificate's altnames: Host: db\.example\.com\./],
  ])("a certificate is verified for the host: for %s it %s", async (host, _, message) => {
    const { port } = server.address() as AddressInfo;
    const config = poolConfig({ ...CONFIG, region: undefined, password: "own", host, address: "127.0.0.1", port });
    const client = new Client({ ...config, password: "own", ssl: { ...(config.ssl as ConnectionOptions), ca: readFileSync(cert) } });
    client.on("error", () => undefined);
    await expect(client.connect()).rejects.toThrow(message);
  });
});

test("a laptop's own server may have a password, and no TLS", () => {
  expect(poolConfig({ ...CONFIG, region: undefined, password: "local", tls: "off" })).toMatchObject({ password: "local", ssl: false });
});

describe("an error of the database", () => {
  const coded = (code: string, message = "") => Object.assign(new Error(message), { code });

  test.each(["08000", "08003", "08006", "57P01", "57P02", "57P03", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENOTFOUND"])(
    "%s is a lost connection",
    (code) => {
      expect(isConnectionLost(coded(code))).toBe(true);
    },
  );

  test.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect", "Query read timeout"])(
    "without a code is a lost connection: %s",
    (message) => {
      expect(isConnectionLost(new Error(message))).toBe(true);
    },
  );

  test("of each address of a name is one of them", () => {
    expect(isConnectionLost(new AggregateError([coded("ECONNREFUSED")]))).toBe(true);
  });

  test.each(["53300", "28000", "28P01", "57014", "25006"])("%s means that it can't be used now", (code) => {
    expect([isConnectionLost(coded(code)), isUnavailable(coded(code))]).toEqual([false, true]);
  });

  test.each(["23505", "22003", "42P01"])("%s isn't one of its availability", (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
  });

  test("25006 is a server that may only be read", () => {
    expect([isReadOnly(coded("25006")), isReadOnly(coded("25001"))]).toEqual([true, false]);
  });
});
