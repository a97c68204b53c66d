import { TerraformStack, TerraformVariable } from "cdktf";
import { RedisAccess, RedisCache, RedisUser, RedisUserProps } from "../../modules/redis-cache";
import { EncryptionKey } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { USER, USER_GROUP, cache, refusal } from "./fixture";

const access = RedisAccess.fromAccessString("on ~book:* &* -@all +@read");

function user(stack: TerraformStack, props: Partial<RedisUserProps> = {}): RedisUser {
  return new RedisUser(stack, "TradingApiUser", { access, ...props });
}

describe("a user that caches share", () => {
  // ElastiCache User Guide, "Authenticating with IAM": the user's id and name must be identical.
  test("logs in by IAM authentication, by a name that is its id and carries the stack", () => {
    const stack = testStack();
    expect(user(stack).userName).toBe("trading-test-trading-api-user");
    expect(synth(stack).resource(USER)).toMatchObject({
      user_id: "trading-test-trading-api-user",
      user_name: "trading-test-trading-api-user",
      engine: "valkey",
      access_string: "on ~book:* &* -@all +@read",
      authentication_mode: { type: "iam" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("is in the user group of each, and may connect to each", () => {
    const { stack, key, cache: books } = cache();
    const sessions = new RedisCache(stack, "Sessions", { network, encryptionKey: key });
    const [api, shared] = [service(stack), user(stack)];
    books.grantConnect(api, shared);
    sessions.grantConnect(api, shared);
    const synthesized = synth(stack);
    expect(Object.keys(synthesized.resources(USER))).toHaveLength(1);
    for (const group of Object.values(synthesized.resources(USER_GROUP))) {
      expect(group.user_ids).toEqual([expect.stringMatching(/^\$\{aws_elasticache_user\.TradingApiUser_\w+\.user_id\}$/)]);
    }
    expect(statements(synthesized.resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual([
      "CacheConnectAsTradingTestTradingApiUser",
      "SessionsConnectAsTradingTestTradingApiUser",
    ]);
  });

  test("is called what it is called, whichever cache is asked", () => {
    const { stack, cache: books } = cache();
    const shared = user(stack, { userName: "trading-api" });
    expect(books.userName(shared)).toBe("trading-api");
    expect(books.connection(shared).userName).toBe("trading-api");
  });

  test("may be beside a user of one cache that was granted under the same name", () => {
    const { stack, cache: books } = cache();
    books.grantConnect(service(stack, "Api"), user(stack, { userName: "trading-api" }));
    books.grantConnect(service(stack, "Web"), "trading-api");
    expect(Object.values(synth(stack).resources(USER)).map(({ user_id }) => user_id)).toEqual([
      "trading-test-cache-trading-api",
      "trading-api",
    ]);
  });

  test("may have been made elsewhere", () => {
    const { stack, cache: books } = cache();
    books.grantConnect(service(stack), RedisUser.fromUserName(stack, "trading-api"));
    const synthesized = synth(stack);
    expect(synthesized.resource(USER_GROUP).user_ids).toEqual(["trading-api"]);
    expect(statements(synthesized.resource("aws_iam_role_policy").policy)[0]!.Resource).toContain(
      "arn:aws:elasticache:eu-central-1:111122223333:user:trading-api",
    );
  });

  test("made elsewhere is one of Valkey, where nothing else is said", () => {
    const { stack, cache: sessions } = cache({ engine: "redis" });
    const api = service(stack);
    expect(() => sessions.grantConnect(api, RedisUser.fromUserName(stack, "trading-api"))).toThrow("must be a user of engine redis");
    expect(() => sessions.grantConnect(api, RedisUser.fromUserName(stack, "trading-api", "redis"))).not.toThrow();
  });

  // ElastiCache API Reference, CreateUser: up to 40 characters.
  test("has a name that ElastiCache accepts, however long its path is", () => {
    const { userName } = new RedisUser(testStack(), "UserOfTheOrderBooksAndTheSessionsOfTheTradingPlatform", { access });
    expect(userName).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
  });

  // ElastiCache User Guide, "Role-Based Access Control (RBAC)": a user group of Valkey takes users of Redis OSS.
  test("of Redis OSS may be in a user group of Valkey", () => {
    const { stack, cache: books } = cache();
    books.grantConnect(service(stack), user(stack, { engine: "redis" }));
    expect(() => synth(stack)).not.toThrow();
  });

  test("of Valkey may not be in a user group of Redis OSS", () => {
    const { stack, cache: books } = cache({ engine: "redis" });
    expect(messageOf(() => books.grantConnect(service(stack), user(stack)))).toBe(
      refusal(
        "trading-test/Cache",
        "user: must be a user of engine redis: a user group of Redis OSS takes no user of Valkey; " +
          'received "trading-test-trading-api-user". Make the RedisUser with engine: "redis".',
      ),
    );
  });

  test("of another stack is deployed before the cache's", () => {
    const { stack, cache: books } = cache();
    const identity = new TerraformStack(stack.node.root as never, "identity");
    books.grantConnect(service(stack), new RedisUser(identity, "User", { access }));
    expect(stack.dependsOn(identity)).toBe(true);
  });
});

describe("a user refuses", () => {
  test.each<[string, object, ...string[]]>([
    ["no access", { access: undefined }, "access: must be a RedisAccess; received nothing. Give a RedisAccess."],
    [
      "an access string",
      { access: "on ~* +@all" },
      `access: must be a RedisAccess; received "a value that isn't shown". Write an access string as RedisAccess.fromAccessString(…).`,
    ],
    [
      "the name default",
      { userName: "default" },
      'userName: must not be default, which no IAM user is called; received "default". Write it as "trading-api".',
    ],
    [
      "a name that ElastiCache refuses",
      { userName: "Trading_Api" },
      "userName: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter; " +
        'received "Trading_Api". Write it as "trading-api".',
    ],
    ["another engine", { engine: "memcached" }, 'engine: must be one of valkey, redis; received "memcached". Use one of these.'],
  ])("%s", (_, props, ...lines) => {
    expect(messageOf(() => user(testStack(), props))).toBe(refusal("trading-test/TradingApiUser", ...lines));
  });

  test("a name that only Terraform knows, since statements are named after it", () => {
    const stack = testStack();
    const { stringValue } = new TerraformVariable(stack, "User", { type: "string" });
    expect(messageOf(() => user(stack, { userName: stringValue }))).toBe(
      refusal(
        "trading-test/TradingApiUser",
        'userName: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ),
    );
  });

  test("to be one that exists by a name that no user has", () => {
    const stack = testStack();
    expect(messageOf(() => RedisUser.fromUserName(stack, "arn:aws:elasticache:eu-central-1:111122223333:user:web"))).toBe(
      refusal(
        "trading-test",
        "userName: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter; " +
          'received "arn:aws:elasticache:eu-central-1:111122223333:user:web". Write it as "web".',
      ),
    );
  });
});

test("two stacks of an account may each have a user of one construct id", () => {
  const [one, other] = [testStack(), testStack()];
  new EncryptionKey(one, "Key");
  expect(user(one).userName).toBe(user(other).userName);
});

test("a user that exists has a name that is known: it is in the ids of statements", () => {
  const stack = testStack();
  const { stringValue } = new TerraformVariable(stack, "User", { type: "string" });
  expect(messageOf(() => RedisUser.fromUserName(stack, stringValue))).toBe(
    refusal(
      "trading-test",
      'userName: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ),
  );
});
