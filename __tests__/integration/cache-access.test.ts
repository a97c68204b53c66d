/** What users of a cache may do, by real servers of both engines, and by the clients that applications have. */
import { RedisAccess } from "../../modules/redis-cache";
import { REDIS_COMMAND_CATEGORIES } from "../../modules/redis-cache/access-rules";
import { RedisConnection, RedisLogin, connectRedis, startRedis } from "../../tools/support/databases/redis";
import { DatabaseServer } from "../../tools/support/databases/server";
import { ioredisCluster, nodeRedisCluster } from "./support/redis-clients";

const PASSWORD = "in-place-of-a-token";

const APPLICATION = RedisAccess.application("trading-api");
const READ_ONLY = RedisAccess.readOnly(["quote:*"]);
const ORDER_BOOK = RedisAccess.orderBook("book");
const SESSIONS = RedisAccess.sessions("session");
const BOTH = ORDER_BOOK.and(SESSIONS);
const QUOTES = RedisAccess.of({ readKeys: ["quote:*"], channels: ["quote:*"], categories: ["pubsub", "read"] });
const FEED = RedisAccess.of({ writeKeys: ["quote:*"], categories: ["write"] });
const OPERATOR = RedisAccess.of({ categories: ["all"], deniedCategories: ["scripting"], commands: ["client|list"] });
const WRITTEN = RedisAccess.fromAccessString(
  "on allkeys %R~quote:* &quote:* nocommands +@read -mget +CLIENT|ID (~x:* resetchannels +@string -set)",
);

const ACCESSES: readonly (readonly [string, RedisAccess])[] = [
  ["application", APPLICATION],
  ["readOnly", READ_ONLY],
  ["orderBook", ORDER_BOOK],
  ["sessions", SESSIONS],
  ["orderBook and sessions", BOTH],
  ["of, to subscribe", QUOTES],
  ["of, to write", FEED],
  ["of, with every category", OPERATOR],
  ["fromAccessString", WRITTEN],
];

/** Which commands pass, and which are denied, of each. Channels and keys as a platform would name them. */
const COMMANDS: readonly (readonly [string, RedisAccess, readonly string[], readonly string[]])[] = [
  [
    "application",
    APPLICATION,
    [
      "SET trading-api:{a}:1 1 EX 60",
      "GET trading-api:a",
      "HSET trading-api:{ACME}:order side buy",
      "ZADD trading-api:{ACME}:bids 10 one",
      "XADD trading-api:{ACME}:trades * price 10",
      "COPY trading-api:{a}:1 trading-api:{a}:2",
      "EVAL redis.call('SET',KEYS[1],'1') 1 trading-api:a",
      "SCRIPT EXISTS 0000000000000000000000000000000000000000",
      "PUBLISH trading-api:quotes 10",
      "MULTI",
      "WATCH trading-api:a",
      "TIME",
      "INFO server",
      "CLIENT SETNAME api",
      "CLIENT ID",
      "COMMAND COUNT",
      "CLUSTER SLOTS",
      "CLUSTER SHARDS",
      "CLUSTER NODES",
      "READONLY",
      "WAIT 0 10",
    ],
    [
      "SET other:a 1",
      "GET trading-apix",
      "GET {trading-api:a}",
      "RENAME trading-api:a other:a",
      "EVAL return(1) 1 other:a",
      "PUBLISH other:quotes 10",
      "SUBSCRIBE other:quotes",
      "PUBSUB CHANNELS",
      "SCAN 0",
      "RANDOMKEY",
      "KEYS *",
      "SORT trading-api:a",
      "FLUSHALL",
      "SWAPDB 0 1",
      "FUNCTION FLUSH",
      "FUNCTION LOAD x",
      "SCRIPT FLUSH",
      "CLIENT LIST",
      "CLIENT KILL ID 1",
      "CLIENT TRACKING ON BCAST",
      "CONFIG GET maxmemory",
      "ACL LIST",
      "MONITOR",
      "CLUSTER GETKEYSINSLOT 0 10",
      "CLUSTER FAILOVER",
      "SHUTDOWN",
      "SLOWLOG GET",
    ],
  ],
  [
    "readOnly",
    READ_ONLY,
    [
      "GET quote:ACME",
      "MGET quote:{a}:1 quote:{a}:2",
      "HGETALL quote:h",
      "ZRANGE quote:z 0 -1",
      "TTL quote:ACME",
      "TIME",
      "PING",
      "CLUSTER SLOTS",
    ],
    [
      "SET quote:ACME 1",
      "DEL quote:ACME",
      "EXPIRE quote:ACME 1",
      "GETEX quote:ACME",
      "GET book:ACME",
      "SCAN 0",
      "KEYS quote:*",
      "RANDOMKEY",
      "EVAL return(1) 0",
      "PUBLISH quote:ACME 1",
      "SUBSCRIBE quote:ACME",
      "FLUSHALL",
    ],
  ],
  [
    "orderBook",
    ORDER_BOOK,
    [
      "ZADD book:{ACME}:bids 10 one",
      "ZPOPMAX book:{ACME}:bids",
      "HSET book:{ACME}:one quantity 5",
      "RPUSH book:{ACME}:10 one",
      "INCR book:{ACME}:sequence",
      "XADD book:{ACME}:executions * price 10",
      "MULTI",
      "EVAL return{redis.call('ZCARD',KEYS[1]),redis.call('ZCARD',KEYS[2])} 2 book:{ACME}:bids book:{ACME}:asks",
      "PUBLISH book:ACME 10",
      "SPUBLISH book:ACME 10",
      "DEL book:{ACME}:one",
      "EXPIRE book:{ACME}:executions 60",
    ],
    [
      "ZADD session:a 1 x",
      "GET session:a",
      "EVAL return(1) 1 session:a",
      "PUBLISH session 1",
      "SCAN 0",
      "FLUSHDB",
      "SADD book:a x",
      "PUBSUB CHANNELS",
      "FUNCTION LIST",
    ],
  ],
  [
    "sessions",
    SESSIONS,
    [
      "SET session:a x EX 60",
      "GETEX session:a EX 60",
      "HSET session:b user 1",
      "EXPIRE session:b 60",
      "TTL session:b",
      "DEL session:a",
      "EXISTS session:b",
    ],
    [
      "GET book:a",
      "SCAN 0",
      "KEYS session:*",
      "RANDOMKEY",
      "ZADD session:z 1 x",
      "EVAL return(1) 1 session:a",
      "PUBLISH session:a 1",
      "MULTI",
      "FLUSHALL",
    ],
  ],
  [
    "orderBook and sessions",
    BOTH,
    ["ZADD book:a 1 x", "SET session:a x EX 60", "EVAL return(1) 1 book:a", "PUBLISH book:a 1", "MULTI"],
    ["ZADD session:z 1 x", "EVAL return(1) 1 session:a", "EVAL return(1) 2 book:{a}:x session:{a}", "PUBLISH session:a 1", "GET other"],
  ],
  ["of, to subscribe", QUOTES, ["GET quote:a", "PUBLISH quote:a 1"], ["SET quote:a 1", "PUBLISH book:a 1", "GET book:a", "KEYS *"]],
  [
    "of, to write",
    FEED,
    ["SET quote:a 1"],
    ["SET quote:a 1 GET", "INCR quote:a", "GET quote:a", "SET book:a 1", "FUNCTION FLUSH", "FLUSHALL"],
  ],
  [
    "of, with every category",
    OPERATOR,
    ["CLIENT LIST", "INFO", "SCAN 0", "PUBSUB CHANNELS"],
    ["FLUSHALL", "EVAL return(1) 0", "KEYS *", "CONFIG GET maxmemory"],
  ],
  [
    "fromAccessString",
    WRITTEN,
    ["GET book:text", "CLIENT ID", "APPEND x:a 1"],
    ["MGET book:text", "SET x:a 1", "APPEND book:a 1", "PING", "CLIENT GETNAME"],
  ],
];

describe.each([
  ["Redis OSS 7.0", "redis"],
  ["Valkey 8.1", "valkey"],
] as const)("%s", (_, engine) => {
  let server: DatabaseServer;
  let admin: RedisConnection;
  let users = 0;

  beforeAll(async () => {
    server = await startRedis({ engine });
    admin = await connectRedis(server.port);
  }, 300_000);
  afterAll(async () => {
    admin?.end();
    await server?.stop();
  });

  /** A user with that access; its name. */
  async function userWith(accessString: string): Promise<string> {
    const name = `user-${++users}`;
    await admin.run("ACL", "SETUSER", name, `>${PASSWORD}`, ...accessString.split(" "));
    return name;
  }

  async function loginWith(access: RedisAccess): Promise<RedisLogin> {
    return { username: await userWith(access.accessString), password: PASSWORD };
  }

  async function as(access: RedisAccess, command: string): Promise<unknown> {
    const connection = await connectRedis(server.port, await loginWith(access));
    return connection.run(...command.split(" ")).finally(() => connection.end());
  }

  /** What `ACL LIST` says of a user, in the words of an access string. */
  async function listed(name: string): Promise<string> {
    const lines = (await admin.run("ACL", "LIST")) as readonly string[];
    const words = lines
      .find((line) => line.startsWith(`user ${name} `))!
      .split(" ")
      .slice(2);
    return words.filter((word) => word !== "sanitize-payload" && !word.startsWith("#")).join(" ");
  }

  test.each(ACCESSES)("takes what %s gives, and means the same when it is given its own words again", async (__, access) => {
    const name = await userWith(access.accessString);
    const again = await userWith(await listed(name));
    const [first, second] = await Promise.all([name, again].map((user) => admin.run("ACL", "GETUSER", user)));
    expect(second).toEqual(first);
  });

  test.each(COMMANDS.flatMap(([of, access, passing]) => passing.map((command) => [of, command, access] as const)))(
    "%s passes %s",
    async (__, command, access) => {
      await expect(as(access, command)).resolves.toBeDefined();
    },
  );

  test.each(COMMANDS.flatMap(([of, access, , denied]) => denied.map((command) => [of, command, access] as const)))(
    "%s is denied %s",
    async (__, command, access) => {
      await expect(as(access, command)).rejects.toThrow(/^NOPERM/);
    },
  );

  // The categories that the engines lack are those of data types that ElastiCache adds (User Guide, "Working with JSON", "Bloom filters", "search").
  test("has the categories that there are", async () => {
    const known = [...((await admin.run("ACL", "CAT")) as readonly string[])].sort();
    expect(REDIS_COMMAND_CATEGORIES.filter((name) => !["all", "bloom", "json", "search"].includes(name))).toEqual(known);
  });

  test.each(REDIS_COMMAND_CATEGORIES.filter((name) => !["bloom", "json", "search"].includes(name)))(
    "takes the category %s",
    async (category) => {
      await expect(userWith(RedisAccess.of({ categories: [category] }).accessString)).resolves.toBeDefined();
      await expect(userWith(RedisAccess.of({ deniedCategories: [category] }).accessString)).resolves.toBeDefined();
    },
  );

  test("allows an application no dangerous command but INFO", async () => {
    const name = await userWith(APPLICATION.accessString);
    const dangerous = (await admin.run("ACL", "CAT", "dangerous")) as readonly string[];
    const allowed: string[] = [];
    for (const command of dangerous) {
      const [[, arity]] = (await admin.run("COMMAND", "INFO", command)) as [[string, number]];
      const words = command.split("|");
      const padded = [...words, ...Array.from({ length: Math.abs(arity) - words.length }, () => "trading-api:x")];
      if ((await admin.run("ACL", "DRYRUN", name, ...padded)) === "OK") allowed.push(command);
    }
    expect(allowed).toEqual(["info"]);
  });

  // Without resetchannels a user would have every channel: the parameter acl-pubsub-default of ElastiCache is allchannels.
  test("gives no channel to a user that names none", async () => {
    const access = RedisAccess.of({ categories: ["pubsub"] });
    await expect(as(access, "PUBLISH quotes 1")).rejects.toThrow(/^NOPERM/);
    await expect(as(access, "SUBSCRIBE quotes")).rejects.toThrow(/^NOPERM/);
  });

  test.each(["on book:* +@all", "on ~* +@all config", "on ~* +@unknown", "on ~* (+get", "on ~* ++get", "on %X~a +get"])(
    "refuses, as the library does, %s",
    async (text) => {
      expect(() => RedisAccess.fromAccessString(text)).toThrow("RedisAccess.fromAccessString");
      await expect(userWith(text)).rejects.toThrow(/^ERR/);
    },
  );

  const connecting = ACCESSES.filter(([name]) => name !== "fromAccessString");

  test.each(connecting)("lets ioredis connect to a cluster with the access of %s", async (__, access) => {
    const client = await ioredisCluster(server.port, await loginWith(access));
    await client.connect();
    expect(await client.ping()).toBe("PONG");
    client.disconnect();
  });

  test.each(connecting)("lets node-redis connect to a cluster with the access of %s", async (__, access) => {
    const client = await nodeRedisCluster(server.port, await loginWith(access));
    await client.connect();
    expect(await client.sendCommand(undefined, true, ["PING"])).toBe("PONG");
    await client.close();
  });

  test("denies clients nothing that they ask for when they connect", async () => {
    await admin.run("CONFIG", "RESETSTAT");
    const login = await loginWith(RedisAccess.of({}));
    const [ioredis, nodeRedis] = [await ioredisCluster(server.port, login), await nodeRedisCluster(server.port, login)];
    await Promise.all([ioredis.connect(), nodeRedis.connect()]);
    const stats = String(await admin.run("INFO", "commandstats"));
    ioredis.disconnect();
    await nodeRedis.close();
    expect(stats).toContain("cmdstat_cluster|slots:calls=");
    expect(stats.split("\r\n").filter((line) => /rejected_calls=[1-9]/.test(line))).toEqual([]);
  });

  test("lets an application with ioredis use keys, transactions, scripts and channels", async () => {
    const login = await loginWith(APPLICATION);
    const [client, subscriber] = [await ioredisCluster(server.port, login), await ioredisCluster(server.port, login)];
    await Promise.all([client.connect(), subscriber.connect()]);
    await client.set("trading-api:{a}:x", "1");
    expect(await client.multi().incr("trading-api:{a}:x").get("trading-api:{a}:x").exec()).toEqual([
      [null, 2],
      [null, "2"],
    ]);
    expect(await client.eval("return redis.call('GET', KEYS[1])", 1, "trading-api:{a}:x")).toBe("2");
    await expect(client.get("other")).rejects.toThrow(/NOPERM/);
    const received = new Promise((resolve) => subscriber.on("message", (channel, message) => resolve([channel, message])));
    await subscriber.subscribe("trading-api:quotes");
    await client.publish("trading-api:quotes", "10");
    expect(await received).toEqual(["trading-api:quotes", "10"]);
    client.disconnect();
    subscriber.disconnect();
  });

  test("lets an application with node-redis use keys, transactions, scripts and channels", async () => {
    const client = await nodeRedisCluster(server.port, await loginWith(APPLICATION));
    await client.connect();
    await client.set("trading-api:{b}:x", "1");
    expect(await client.multi().incr("trading-api:{b}:x").get("trading-api:{b}:x").exec()).toEqual([2, "2"]);
    expect(await client.eval("return redis.call('GET', KEYS[1])", { keys: ["trading-api:{b}:x"] })).toBe("2");
    await expect(client.get("other")).rejects.toThrow(/NOPERM/);
    const received = new Promise(
      (resolve) =>
        void client.subscribe("trading-api:quotes", (message) => resolve(message)).then(() => client.publish("trading-api:quotes", "11")),
    );
    expect(await received).toBe("11");
    await client.close();
  });

  // Valkey keeps the rules as they are given, as later versions of Redis OSS do; 7.0 writes out what they come to.
  if (engine === "valkey") {
    test.each(ACCESSES)("returns what %s gives word for word", async (__, access) => {
      expect(await listed(await userWith(access.accessString))).toBe(access.accessString);
    });
  }
});
