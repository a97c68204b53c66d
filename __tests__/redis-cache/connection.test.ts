import { RedisCache, redisEnvironment } from "../../modules/redis-cache";
import { messageOf, testStack } from "../support/synth";
import { cache, refusal, resolved, serverless } from "./fixture";

// ElastiCache User Guide, "Authenticating with IAM": a token is valid for 15 minutes, a connection for 12 hours.
const RULES = { tls: true, tokenLifetimeSeconds: 900, reauthenticationSeconds: 43_200 };

describe("the connection", () => {
  test("to a cache with cluster mode leads to the configuration endpoint", () => {
    const { stack, cache: made } = cache();
    const connection = made.connection("trading-api");
    expect(connection).toEqual({
      ...RULES,
      host: made.endpoint,
      port: 6379,
      userName: "trading-test-cache-trading-api",
      cacheName: made.replicationGroupId,
      serverless: false,
      region: "eu-central-1",
      engine: "valkey",
      clusterMode: true,
    });
    expect(resolved(stack, connection.cacheName)).toMatch(/\.replication_group_id\}$/);
  });

  test("to a cache without cluster mode leads to the primary endpoint, and to the reader endpoint for reads", () => {
    const { stack, cache: made } = cache({ clusterMode: false, engine: "redis" });
    const connection = made.connection("trading-api");
    expect(resolved(stack, connection.host)).toMatch(/\.primary_endpoint_address\}$/);
    expect(resolved(stack, connection.readerHost)).toMatch(/\.reader_endpoint_address\}$/);
    expect(connection).toMatchObject({
      readerPort: 6379,
      engine: "redis",
      clusterMode: false,
    });
  });

  // ElastiCache User Guide, "Connecting to a serverless cache": clients support cluster mode, and read from port 6380 what may be older.
  test("to a serverless cache has a port for reads, and signs for a serverless cache", () => {
    const { cache: made } = serverless();
    expect(made.connection("trading-api")).toMatchObject({
      host: made.endpoint,
      readerHost: made.readerEndpoint,
      readerPort: 6380,
      cacheName: made.cacheName,
      serverless: true,
      clusterMode: true,
    });
  });

  test("to a cache that exists is what its owner says", () => {
    const sessions = RedisCache.fromAttributes(testStack(), "Sessions", {
      replicationGroupId: "sessions",
      endpoint: "sessions.abcdef.ng.0001.euc1.cache.amazonaws.com",
      readerEndpoint: "sessions-ro.abcdef.ng.0001.euc1.cache.amazonaws.com",
      securityGroupId: "sg-0123456789abcdef0",
      clusterMode: false,
      engine: "redis",
      port: 6380,
    });
    expect(sessions.connection("web")).toEqual({
      ...RULES,
      host: "sessions.abcdef.ng.0001.euc1.cache.amazonaws.com",
      port: 6380,
      readerHost: "sessions-ro.abcdef.ng.0001.euc1.cache.amazonaws.com",
      readerPort: 6380,
      userName: "web",
      cacheName: "sessions",
      serverless: false,
      region: "eu-central-1",
      engine: "redis",
      clusterMode: false,
    });
  });

  test("holds a name before a grant as it does after", () => {
    const { cache: made } = cache();
    expect(made.connection("trading-api").userName).toBe(made.userName("trading-api"));
    expect(made.users).toEqual({});
  });
});

describe("the environment of a service refuses", () => {
  const environment = redisEnvironment as (...given: readonly unknown[]) => object;

  test("a cache in place of its connection", () => {
    expect(messageOf(() => environment("clustercfg.books.abcdef.euc1.cache.amazonaws.com"))).toBe(
      refusal(
        "redisEnvironment",
        'connection: must be a connection; received "clustercfg.books.abcdef.euc1.cache.amazonaws.com". Write it as { … }.',
      ),
    );
  });

  test("the cache itself", () => {
    expect(messageOf(() => environment(cache().cache))).toBe(
      refusal(
        "redisEnvironment",
        "connection: must be a connection; received the RedisCache trading-test/Cache. Give cache.connection(user).",
      ),
    );
  });

  // POSIX, "Environment Variable Definition": names don't begin with a digit.
  test.each(["books-", "2BOOKS", "_BOOKS", "BOOKS_", ""])("a prefix that no variable begins with: %p", (prefix) => {
    expect(messageOf(() => environment(cache().cache.connection("web"), prefix))).toBe(
      refusal(
        "redisEnvironment",
        `prefix: must be capital letters, digits and underscores, beginning with a letter and not ending with an underscore; received "${prefix}". Write it as "CACHE".`,
      ),
    );
  });
});

describe("the environment of a service", () => {
  const connection = {
    ...RULES,
    tls: true,
    host: "clustercfg.books.abcdef.euc1.cache.amazonaws.com",
    port: 6379,
    userName: "trading-api",
    cacheName: "books",
    serverless: false,
    region: "eu-central-1",
    engine: "valkey",
    clusterMode: true,
  } as const;

  test("is the connection in text, without what there isn't", () => {
    expect(redisEnvironment(connection)).toEqual({
      CACHE_HOST: "clustercfg.books.abcdef.euc1.cache.amazonaws.com",
      CACHE_PORT: "6379",
      CACHE_TLS: "true",
      CACHE_USER: "trading-api",
      CACHE_NAME: "books",
      CACHE_SERVERLESS: "false",
      CACHE_REGION: "eu-central-1",
      CACHE_ENGINE: "valkey",
      CACHE_CLUSTER_MODE: "true",
      CACHE_TOKEN_LIFETIME_SECONDS: "900",
      CACHE_REAUTHENTICATION_SECONDS: "43200",
    });
  });

  test("may begin with another word, and says where to read", () => {
    const variables = redisEnvironment({ ...connection, clusterMode: false, readerHost: "books-ro", readerPort: 6379 }, "BOOKS");
    expect(variables).toMatchObject({ BOOKS_READER_HOST: "books-ro", BOOKS_READER_PORT: "6379" });
    expect(Object.keys(variables).every((name) => name.startsWith("BOOKS_"))).toBe(true);
  });
});
