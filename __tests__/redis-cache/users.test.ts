import { TerraformStack, TerraformVariable } from "cdktf";
import { RedisAccess, RedisCache } from "../../modules/redis-cache";
import fc from "../support/fast-check";
import { network, service } from "../support/network";
import { messageOf, statements, synth } from "../support/synth";
import { REPLICATION_GROUP, SERVERLESS_CACHE, USER, USER_GROUP, cache, refusal, serverless, topic } from "./fixture";

const READ_BOOKS = RedisAccess.fromAccessString("on ~book:* &* -@all +@read");

describe("a grant", () => {
  test("makes a user with IAM authentication, whose id is its name", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "trading-api");
    expect(synth(stack).resource(USER)).toMatchObject({
      user_id: "trading-test-cache-trading-api",
      user_name: "trading-test-cache-trading-api",
      engine: "valkey",
      authentication_mode: { type: "iam" },
    });
  });

  // User ids have at most 40 characters (ElastiCache API Reference, CreateUser) and are unique in the account and region.
  test("gives the users of two caches different ids, of at most 40 characters", () => {
    const { stack, key, cache: made } = cache();
    const second = new RedisCache(stack, "OrderBooksOfTheDerivativesMarket", { network, encryptionKey: key });
    const names = [made, second].map((owner) => owner.userName("trading-api"));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
  });

  test("is refused where another cache of the stack has a user of its id", () => {
    const { stack, key, cache: made } = cache();
    const second = new RedisCache(stack, "CacheTrading", { network, encryptionKey: key });
    made.grantConnect(service(stack, "Api"), "trading-api");
    second.grantConnect(service(stack, "Web"), "api");
    expect(messageOf(() => synth(stack))).toBe(
      "trading-test/CacheTrading/Users/api: invalid input\n  - userId: must be another name than that of trading-test/Cache/Users/trading-api: no two " +
        "ElastiCache users of an account and region have one, whatever its capitals; " +
        'received "trading-test-cache-trading-api". Grant one of them under another name.',
    );
  });

  test("adds the user to the cache's user group", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "trading-api");
    const synthesized = synth(stack);
    expect(synthesized.resource(USER_GROUP).user_ids).toEqual([
      expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_trading-api_\w+\.user_id\}$/),
    ]);
    expect(synthesized.resource(REPLICATION_GROUP).user_group_ids).toEqual([
      expect.stringMatching(/^\$\{aws_elasticache_user_group\.Cache_Users_Group_\w+\.user_group_id\}$/),
    ]);
  });

  test("lets the user do by default what an application does, on keys and channels of its name", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "trading-api");
    expect(synth(stack).resource(USER).access_string).toBe(RedisAccess.application("trading-api").accessString);
  });

  test("may give another access", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "reports", { access: READ_BOOKS });
    expect(synth(stack).resource(USER).access_string).toBe("on ~book:* &* -@all +@read");
  });

  // Terraform deletes a user before it changes the group, unless the user is created before it is destroyed; ElastiCache then refuses to take out of a group who isn't in it
  // (hashicorp/terraform-provider-aws, issue 43281).
  test("makes a user that its group lets go of before it is deleted", () => {
    const { stack, cache: made } = cache({ engine: "redis" });
    made.grantConnect(service(stack), "trading-api");
    for (const user of Object.values(synth(stack).resources(USER))) expect(user.lifecycle).toEqual({ create_before_destroy: true });
  });

  test.each([
    ["a cache", cache, REPLICATION_GROUP],
    ["a serverless cache", serverless, SERVERLESS_CACHE],
  ] as const)("of %s allows elasticache:Connect on both the cache and the user", (_, make, type) => {
    const { stack, cache: made } = make();
    made.grantConnect(service(stack), "trading-api");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "CacheConnectAsTradingApi",
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [
          expect.stringMatching(new RegExp(`^\\$\\{${type}\\.Cache_\\w+\\.arn\\}$`)),
          expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_trading-api_\w+\.arn\}$/),
        ],
      },
    ]);
  });

  test("of the same user to a second role makes no second user", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack, "Api"), "trading-api");
    made.grantConnect(service(stack, "Worker"), "trading-api");
    const synthesized = synth(stack);
    expect(Object.keys(synthesized.resources(USER))).toHaveLength(1);
    expect(Object.keys(synthesized.resources("aws_iam_role_policy"))).toHaveLength(2);
  });

  test("makes the user reachable by its name", () => {
    const { stack, cache: made } = cache();
    expect(made.users).toEqual({});
    made.grantConnect(service(stack), "trading-api");
    expect(Object.keys(made.users)).toEqual(["trading-api"]);
    expect(made.users["trading-api"]!.userName).toBe(made.userName("trading-api"));
  });
});

describe("the order of grants changes nothing that is synthesized", () => {
  test.each([
    ["a cache", () => cache({ engine: "redis" })],
    ["a serverless cache", () => serverless({ engine: "redis" })],
  ] as const)("by %s", (_, make) => {
    const calls = [0, 1, 2, 3, 4, 5, 6];
    const synthesized = (order: readonly number[]): unknown => {
      const made = make();
      const [api, web, alarms] = [service(made.stack), service(made.stack, "Web"), topic(made)];
      const actions = [
        () => made.cache.grantConnect(api, "trading-api"),
        () => made.cache.grantConnect(web, "trading-api"),
        () => made.cache.grantConnect(web, "web-1"),
        () => made.cache.grantConnect(web, "web1", { access: READ_BOOKS }),
        () => made.cache.connections.allowDefaultPortFrom(api),
        () => made.cache.connections.allowDefaultPortFrom(web),
        () => made.cache.addAlarms(alarms),
      ];
      order.forEach((index) => actions[index]!());
      return synth(made.stack).json;
    };
    const expected = synthesized(calls);
    const shuffled = fc.shuffledSubarray(calls, { minLength: calls.length });
    fc.assert(
      fc.property(shuffled, (order) => expect(synthesized(order)).toEqual(expected)),
      { numRuns: 8 },
    );
  });
});

describe("the user group", () => {
  test("of a Valkey cache needs no user called default", () => {
    const synthesized = synth(cache().stack);
    expect(synthesized.resource(USER_GROUP)).toMatchObject({ engine: "valkey", user_group_id: "trading-test-cache" });
    expect(synthesized.resources(USER)).toEqual({});
  });

  // ElastiCache User Guide, "Role-Based Access Control": a user group of Redis OSS takes no users of Valkey.
  test.each(["valkey", "redis"] as const)("of %s has users of its own engine", (engine) => {
    const { stack, cache: made } = cache({ engine });
    made.grantConnect(service(stack), "trading-api");
    const user = Object.values(synth(stack).resources(USER)).find(({ user_name: name }) => name !== "default");
    expect(user).toMatchObject({ engine });
  });

  test.each([
    ["a Redis OSS cache", () => cache({ engine: "redis" })],
    ["a Redis OSS serverless cache", () => serverless({ engine: "redis" })],
  ])("of %s has the user called default that it must have, disabled and without permissions", (_, make) => {
    const { stack, cache: made } = make();
    const synthesized = synth(stack);
    expect(synthesized.resource(USER)).toMatchObject({
      user_id: "trading-test-cache-default",
      user_name: "default",
      engine: "redis",
      access_string: "off -@all",
      no_password_required: true,
    });
    expect(synthesized.resource(USER_GROUP).user_ids).toEqual([expect.stringMatching(/^\$\{aws_elasticache_user\.Cache_Users_default_/)]);
    expect(made.users).toEqual({});
  });

  test.each(["valkey", "redis"] as const)("of %s puts no password or token into the configuration", (engine) => {
    const { stack, cache: made } = cache({ engine });
    made.grantConnect(service(stack), "trading-api");
    expect(JSON.stringify(synth(stack).json)).not.toMatch(/auth_token|"passwords/);
  });

  test("may hold a hundred users", () => {
    expect(() => synth(withUsers(100))).not.toThrow();
  });
});

function withUsers(count: number): TerraformStack {
  const { stack, cache: made } = cache();
  const { role } = service(stack);
  // A role that keeps nothing: a policy of this many statements would pass IAM's limit.
  const grantee = { role: { ...role, role, addToPolicy: () => undefined } };
  for (let user = 0; user < count; user++) made.grantConnect(grantee, `user-${user}`);
  return stack;
}

describe("a grant refuses", () => {
  const user = (name: string, meant: string) =>
    `user: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter, and not default; received ${JSON.stringify(name)}. ` +
    `Write it as "${meant}".`;

  test.each([
    ["default", "trading-api"],
    ["Trading", "trading"],
    ["trading_api", "trading-api"],
    ["tradingApi", "trading-api"],
    ["a--b", "a-b"],
    ["api-", "api"],
    ["1-api", "api"],
    ["", "trading-api"],
    ["x".repeat(41), "trading-api"],
  ])("a user that ElastiCache refuses: %p", (name, meant) => {
    const { stack, cache: made } = cache();
    expect(messageOf(() => made.grantConnect(service(stack), name))).toBe(refusal("trading-test/Cache", user(name, meant)));
  });

  test("a role and a user in each other's place", () => {
    const { stack, cache: made } = cache();
    const { role } = service(stack);
    const grant = made.grantConnect.bind(made) as (...values: readonly unknown[]) => void;
    expect(messageOf(() => grant("trading-api", role))).toBe(
      refusal(
        "trading-test/Cache",
        "user: must be a string, or a RedisUser; received the Role trading-test/ApiRole. Give the role first, then the user.",
      ),
    );
  });

  test.each<[string, readonly unknown[], ...string[]]>([
    [
      "no role",
      [undefined, "web"],
      "grantee: must be a role, or something that runs as one; received nothing. Give a role, or something that runs as one.",
    ],
    [
      "a role's ARN",
      ["arn:aws:iam::111122223333:role/web", "web"],
      'grantee: must be a role, or something that runs as one; received "arn:aws:iam::111122223333:role/web". ' +
        "Give a role, or something that runs as one; for one that exists, Role.fromArn(…).",
    ],
    [
      "what names its role, as the provider's functions do",
      [{ role: "arn:aws:iam::111122223333:role/web" }, "web"],
      'grantee: must be a role, or something that runs as one; received {"role":"arn:aws:iam::111122223333:role/web"}. ' +
        "Its role is a name or an ARN: give the Role itself; for one that exists, Role.fromArn(…).",
    ],
    ["a number for a user", [{}, 7], "user: must be a string, or a RedisUser; received 7. Put it in quotes."],
    ["no user", [{}], "user: must be a string, or a RedisUser; received nothing. It is required."],
    [
      "an access in place of the options",
      [{}, "web", READ_BOOKS],
      'options: must hold the access; received "a RedisAccess". Write it as { access: … }.',
    ],
    [
      "an access string in place of an access",
      [{}, "web", { access: "on ~* +@all" }],
      `options.access: must be a RedisAccess; received "a value that isn't shown". Write an access string as RedisAccess.fromAccessString(…).`,
    ],
    [
      "what a shared user may do",
      [{}, { userName: "web", userId: "web", userArn: "arn", engine: "valkey" }, { access: READ_BOOKS }],
      'options.access: must be left out for a RedisUser, which has its own; received "a RedisAccess". Set it where the user is made.',
    ],
  ])("%s", (_, args, ...lines) => {
    const { cache: made } = cache();
    const grant = made.grantConnect.bind(made) as (...values: readonly unknown[]) => void;
    expect(messageOf(() => grant(...args))).toBe(refusal("trading-test/Cache", ...lines));
  });

  test("a user that only Terraform knows, since it names a construct", () => {
    const { stack, cache: made } = cache();
    const { stringValue } = new TerraformVariable(stack, "User", { type: "string" });
    expect(messageOf(() => made.grantConnect(service(stack), stringValue))).toBe(
      refusal(
        "trading-test/Cache",
        'user: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ),
    );
  });

  test("the same user with another access", () => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack, "Api"), "trading-api");
    expect(messageOf(() => made.grantConnect(service(stack, "Worker"), "trading-api", { access: READ_BOOKS }))).toBe(
      refusal(
        "trading-test/Cache",
        `options.access: must be the same for every grant of trading-api; received "${READ_BOOKS.accessString}". Grant another user to the second role.`,
      ),
    );
  });

  test("more than a hundred users, at synthesis", () => {
    expect(messageOf(() => synth(withUsers(101)))).toContain(
      refusal("trading-test/Cache", "users: must be 100 or fewer in one user group; received 101. Let services share a user."),
    );
  });
});

test("a serverless cache refuses the same user with another access", () => {
  const { stack, cache: made } = serverless();
  made.grantConnect(service(stack, "Api"), "trading-api");
  expect(() => made.grantConnect(service(stack, "Web"), "trading-api", { access: READ_BOOKS })).toThrow(
    expect.objectContaining({
      constructPath: "trading-test/Cache",
      violations: [expect.objectContaining({ prop: "options.access" })],
    }),
  );
});
