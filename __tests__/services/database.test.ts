import { X509Certificate } from "node:crypto";
import { ConnectionOptions } from "node:tls";
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
