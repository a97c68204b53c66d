import { TerraformVariable, Token } from "cdktf";
import { IRedisCache, RedisAccess, RedisCache, RedisUser, RedisCacheAttributes } from "../../modules/redis-cache";
import { service } from "../support/network";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { refusal } from "./fixture";

const attributes: RedisCacheAttributes = {
  replicationGroupId: "books",
  endpoint: "clustercfg.books.abcdef.euc1.cache.amazonaws.com",
  securityGroupId: "sg-0123456789abcdef0",
};

function imported(changes: Partial<RedisCacheAttributes> = {}, stack = testStack()) {
  return RedisCache.fromAttributes(stack, "Books", { ...attributes, ...changes });
}

describe("a cache that exists", () => {
  test("is used like one that is made here", () => {
    const books: IRedisCache = imported();
    expect(books).toMatchObject({ endpoint: attributes.endpoint, port: 6379 });
  });

  // ElastiCache User Guide, "Authenticating with IAM" and "Finding connection endpoints": clients are told what the cache is.
  test("is one of Valkey with cluster mode enabled, where its owner doesn't say otherwise", () => {
    expect(imported().connection("trading-api")).toMatchObject({ engine: "valkey", clusterMode: true });
    expect(imported().connection("trading-api")).not.toHaveProperty("readerHost");
  });

  test("is not made", () => {
    const stack = testStack();
    const books = imported({}, stack);
    const api = service(stack);
    books.connections.allowDefaultPortFrom(api);
    books.grantConnect(api, "trading-api");
    expect(synth(stack).types.filter((type) => type.includes("elasticache"))).toEqual([]);
  });

  test("allows connections by rules of its security group", () => {
    const stack = testStack();
    imported({}, stack).connections.allowDefaultPortFrom(service(stack));
    expect(synth(stack).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "sg-0123456789abcdef0",
      from_port: 6379,
      to_port: 6379,
    });
  });

  test("may listen on another port", () => {
    const books = imported({ port: 6380 });
    expect(books.port).toBe(6380);
    expect(books.connections.defaultPort).toEqual({ protocol: "tcp", fromPort: 6380, toPort: 6380 });
  });

  test("grants elasticache:Connect on both the cache and the user", () => {
    const stack = testStack();
    imported({}, stack).grantConnect(service(stack), "trading-api");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "BooksConnectAsTradingApi",
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [
          "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:books",
          "arn:aws:elasticache:eu-central-1:111122223333:user:trading-api",
        ],
      },
    ]);
  });

  test("takes attributes that only Terraform knows", () => {
    const stack = testStack();
    const { stringValue, numberValue } = new TerraformVariable(stack, "Value", { type: "string" });
    const books = imported(
      { replicationGroupId: stringValue, endpoint: stringValue, securityGroupId: stringValue, port: numberValue },
      stack,
    );
    books.grantConnect(service(stack), "trading-api");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)[0]!.Resource).toContain(
      "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:${var.Value}",
    );
  });
});

test("a shared user connects to a cache that exists", () => {
  const stack = testStack();
  const user = RedisUser.fromUserName(stack, "trading-api");
  const books = imported({}, stack);
  books.grantConnect(service(stack), user);
  expect(books.userName(user)).toBe("trading-api");
  expect(statements(synth(stack).resource("aws_iam_role_policy").policy)[0]!.Resource).toContain(
    "arn:aws:elasticache:eu-central-1:111122223333:user:trading-api",
  );
});

describe("a cache that exists refuses", () => {
  test.each<[string, object, ...string[]]>([
    [
      "missing attributes",
      { replicationGroupId: undefined, endpoint: undefined, securityGroupId: undefined },
      "replicationGroupId: must be a string; received nothing. It is required.",
      "endpoint: must be a string; received nothing. It is required.",
      "securityGroupId: must be a string; received nothing. It is required.",
    ],
    ["a port in quotes", { port: "6379" }, 'port: must be a number; received "6379". Write it without quotes.'],
    [
      "an id that ElastiCache refuses",
      { replicationGroupId: "Books" },
      "replicationGroupId: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter; " +
        'received "Books". Write it as "books".',
    ],
    [
      "an endpoint with its port",
      { endpoint: "clustercfg.books.abcdef.euc1.cache.amazonaws.com:6379" },
      'endpoint: must be a lower-case domain name; received "clustercfg.books.abcdef.euc1.cache.amazonaws.com:6379". Write it without the port: "clustercfg.books.abcdef.euc1.cache.amazonaws.com".',
    ],
    [
      "a security group's name",
      { securityGroupId: "books" },
      'securityGroupId: must be a security group\'s id; received "books". Copy the one that begins with "sg-".',
    ],
    [
      "a reader endpoint with cluster mode enabled",
      { readerEndpoint: "books-ro.abcdef.ng.0001.euc1.cache.amazonaws.com" },
      "readerEndpoint: must be left out with cluster mode enabled, where there is none; " +
        'received "books-ro.abcdef.ng.0001.euc1.cache.amazonaws.com". Leave it out, or set clusterMode to false.',
    ],
    [
      "a reader endpoint with its port",
      { clusterMode: false, endpoint: "books.example.com", readerEndpoint: "books-ro.abcdef.ng.0001.euc1.cache.amazonaws.com:6379" },
      'readerEndpoint: must be a lower-case domain name; received "books-ro.abcdef.ng.0001.euc1.cache.amazonaws.com:6379". Write it without the port: "books-ro.abcdef.ng.0001.euc1.cache.amazonaws.com".',
    ],
    [
      "an engine of another protocol, and a mode in quotes",
      { engine: "memcached", clusterMode: "on" },
      'clusterMode: must be true or false; received "on". Write true or false, without quotes.',
      'engine: must be one of valkey, redis; received "memcached". Use one of these.',
    ],
    [
      "a port that TCP doesn't have",
      { port: 65_536 },
      "port: must be a whole number from 1 to 65535; received 65536. Give a value from 1 to 65535.",
    ],
    [
      "a cluster mode that only Terraform knows",
      { clusterMode: Token.asAny("${var.mode}") as unknown as boolean },
      'clusterMode: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
  ])("%s", (_, changes, ...lines) => {
    expect(messageOf(() => imported(changes))).toBe(refusal("trading-test/Books", ...lines));
  });

  test("a user that its owner can't have created", () => {
    const stack = testStack();
    expect(messageOf(() => imported({}, stack).grantConnect(service(stack), "*"))).toBe(
      refusal(
        "trading-test/Books",
        "user: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter, and not default; " +
          'received "*". Write it as "trading-api".',
      ),
    );
  });

  test("a RedisUser with an access, which it has already", () => {
    const stack = testStack();
    const user = RedisUser.fromUserName(stack, "web");
    expect(messageOf(() => imported({}, stack).grantConnect(service(stack), user, { access: RedisAccess.application("web") }))).toContain(
      "options.access: must be left out for a RedisUser, which has its own; received",
    );
  });

  test("to change what a user may do: the user is its owner's", () => {
    const stack = testStack();
    expect(messageOf(() => imported({}, stack).grantConnect(service(stack), "web", { access: RedisAccess.application("web") }))).toBe(
      refusal(
        "trading-test/Books",
        'options.access: must be left out for a cache that exists; received "a RedisAccess". Set it where the user is created.',
      ),
    );
  });
});

test.each(["userName", "connection"] as const)("%s of a cache that exists refuses a name that no user has", (member) => {
  expect(messageOf(() => imported()[member]("Trading_API"))).toContain(
    "user: must be 1 to 40 lower-case letters, digits and single dashes",
  );
});
