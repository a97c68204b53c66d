import { clientOptions } from "../../examples/trading-stack/services/shared/cache";
import { cacheConfig } from "../../examples/trading-stack/services/shared/cache-config";
import { cacheCredentials } from "../../examples/trading-stack/services/shared/cache-credentials";
import { cacheToken } from "../../examples/trading-stack/services/shared/cache-token";
import { EnvironmentReader } from "../../examples/trading-stack/services/shared/config";
import { redisEnvironment } from "../../modules/redis-cache";

const NOW = new Date("2026-11-26T12:00:00Z");
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN = { cacheName: "trading-prod-cache", userName: "trading-api", region: "eu-central-1" };

const IAM_CONNECTION = {
  host: "clustercfg.trading.example.euc1.cache.amazonaws.com",
  port: 6379,
  tls: true,
  userName: "trading-api",
  cacheName: "trading-prod-cache",
  serverless: false,
  region: "eu-central-1",
  engine: "valkey",
  clusterMode: true,
  tokenLifetimeSeconds: 900,
  reauthenticationSeconds: 43_200,
} as const;

// The expected texts are those of botocore 1.44.5 (SigV4QueryAuth) for the same request, time and credentials.
test("a token is the presigned request `connect`, without its scheme", async () => {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: SECRET };
  expect(await cacheToken({ ...TOKEN, serverless: false, credentials }, NOW)).toBe(
    "trading-prod-cache/?Action=connect&User=trading-api&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261126%2Feu-central-1%2Felasticache%2Faws4_request&X-Amz-Date=20261126T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=238653fd71d88bf9cbc6686822bc9acfacc0ad7fc49831e80c790799bcd3fb25",
  );
});

test("the token of a serverless cache names its type, and that of a role its session", async () => {
  const credentials = { accessKeyId: "ASIAEXAMPLE", secretAccessKey: SECRET, sessionToken: "IQoJb3JpZ2luX2Vj//token+with/signs==" };
  const token = new URL(`http://${await cacheToken({ ...TOKEN, serverless: true, credentials }, NOW)}`);
  expect(Object.fromEntries(token.searchParams)).toEqual({
    Action: "connect",
    User: "trading-api",
    ResourceType: "ServerlessCache",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "ASIAEXAMPLE/20261126/eu-central-1/elasticache/aws4_request",
    "X-Amz-Date": "20261126T120000Z",
    "X-Amz-Expires": "900",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Security-Token": credentials.sessionToken,
    "X-Amz-Signature": "ead83dbfe9677cff1ee83b25d5e049fdaadb768fc9481c0bd577c4ca15305ea8",
  });
});

describe("credentials", () => {
  const HOUR = 60 * 60 * 1000;
  const listener = { onNext: jest.fn(), onError: jest.fn() };

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const provider = (sign: () => Promise<string>) =>
    cacheCredentials({ user: "api", sign, reauthenticationSeconds: 43_200, onError: listener.onError });

  test("each connection logs in with a token of its own", async () => {
    let count = 0;
    const { subscribe } = provider(async () => `token-${++count}`);
    const first = await subscribe(listener);
    const second = await subscribe({ ...listener });
    expect([first[0], second[0]]).toEqual([
      { username: "api", password: "token-1" },
      { username: "api", password: "token-2" },
    ]);
  });

  test("a connection is authenticated again before 12 hours are over, again and again", async () => {
    const sign = jest.fn(async () => "token");
    await provider(sign).subscribe(listener);
    await jest.advanceTimersByTimeAsync(10 * HOUR);
    expect(listener.onNext).toHaveBeenCalledTimes(0);
    await jest.advanceTimersByTimeAsync(1.9 * HOUR);
    expect(listener.onNext).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(11.9 * HOUR);
    expect(listener.onNext).toHaveBeenCalledTimes(2);
  });

  test("where no token can be signed, it is tried again before the connection ends", async () => {
    const sign = jest.fn().mockResolvedValueOnce("first").mockRejectedValueOnce(new Error("no role")).mockResolvedValue("later");
    await provider(sign).subscribe(listener);
    await jest.advanceTimersByTimeAsync(11 * HOUR);
    expect(listener.onError).toHaveBeenCalledWith(new Error("no role"));
    expect(listener.onNext).toHaveBeenCalledWith({ username: "api", password: "later" });
  });

  test("a connection that is closed is left alone", async () => {
    const [, subscription] = await provider(async () => "token").subscribe(listener);
    subscription.dispose();
    await jest.advanceTimersByTimeAsync(24 * HOUR);
    expect(listener.onNext).not.toHaveBeenCalled();
  });
});

describe("the environment", () => {
  const read = (env: Record<string, string>) => {
    const reader = new EnvironmentReader(env);
    const config = cacheConfig(reader);
    reader.check();
    return config;
  };

  test("what redisEnvironment writes is understood", () => {
    expect(read({ ...redisEnvironment(IAM_CONNECTION) })).toEqual({
      host: IAM_CONNECTION.host,
      port: 6379,
      clusterMode: true,
      tls: true,
      user: "trading-api",
      password: undefined,
      iam: { cacheName: "trading-prod-cache", region: "eu-central-1", serverless: false, reauthenticationSeconds: 43_200 },
    });
  });

  test("a laptop's own server needs no user", () => {
    expect(read({ CACHE_HOST: "127.0.0.1", CACHE_TLS: "false" })).toEqual({
      host: "127.0.0.1",
      port: 6379,
      clusterMode: false,
      tls: false,
    });
  });

  test("a token isn't sent in the clear", () => {
    expect(() => read({ ...redisEnvironment(IAM_CONNECTION), CACHE_TLS: "false" })).toThrow(
      "The service can't start: CACHE_TLS can't be false where the service logs in with a token.",
    );
  });

  test("TLS connections verify certificates, by Node.js's authorities", () => {
    const { socket } = clientOptions(read({ ...redisEnvironment(IAM_CONNECTION) }), () => undefined);
    expect(socket).toMatchObject({ tls: true, rejectUnauthorized: true, minVersion: "TLSv1.2" });
    expect(socket).not.toHaveProperty("ca");
  });
});
