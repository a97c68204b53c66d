import { TerraformStack } from "cdktf";
import { RedisAccess, RedisUser } from "../../modules/redis-cache";
import fc from "../support/fast-check";
import { service } from "../support/network";
import { messageOf, synth, warnings } from "../support/synth";
import { USER_GROUP, cache, refusal, serverless } from "./fixture";

const access = RedisAccess.sessions("session");
const STRANGER = "nobody is granted that user, who isn't in the cache's user group and can't log in.";

describe("a connection as somebody who isn't in the user group is warned of at synthesis", () => {
  test.each([
    ["a cache", cache],
    ["a serverless cache", serverless],
  ] as const)("by %s", (_, make) => {
    const { stack, cache: made } = make();
    made.connection("web");
    made.connection("web");
    synth(stack);
    synth(stack);
    expect(warnings(made)).toEqual([`connection("web") of trading-test/Cache: ${STRANGER} Grant it: grantConnect.`]);
  });

  test("who has a RedisUser that is granted on another cache", () => {
    const { stack, cache: made } = cache();
    made.connection(new RedisUser(stack, "User", { access, userName: "shared" }));
    synth(stack);
    expect(warnings(made)).toEqual([`connection("shared") of trading-test/Cache: ${STRANGER} Grant it: grantConnect.`]);
  });

  test.each(["trading-ap", "trading-test-cache-trading-api"])("with the name that was meant: %s", (given) => {
    const { stack, cache: made } = cache();
    made.grantConnect(service(stack), "trading-api");
    made.connection(given);
    synth(stack);
    expect(warnings(made)).toEqual([`connection("${given}") of trading-test/Cache: ${STRANGER} Did you mean "trading-api"?`]);
  });

  test("but not one who is granted later, or shared", () => {
    const { stack, cache: made } = cache();
    const shared = new RedisUser(stack, "User", { access });
    made.connection("trading-api");
    made.connection(shared);
    made.grantConnect(service(stack), "trading-api");
    made.grantConnect(service(stack, "Web"), shared);
    synth(stack);
    expect(warnings(made)).toEqual([]);
  });
});

test("a user that is made here and named as well is one member, whatever the order of the grants", () => {
  const synthesized = (order: readonly number[]): unknown => {
    const { stack, cache: made } = cache();
    const shared = new RedisUser(stack, "User", { access, userName: "shared" });
    const [api, web] = [service(stack), service(stack, "Web")];
    const named = RedisUser.fromUserName(stack, "shared");
    const grants = [
      () => made.grantConnect(api, shared),
      () => made.grantConnect(api, named),
      () => made.grantConnect(web, named),
      () => made.grantConnect(web, "web"),
    ];
    for (const index of order) grants[index]!();
    return synth(stack).json;
  };
  const expected = synthesized([0, 1, 2, 3]);
  expect(JSON.stringify(expected)).toContain("${aws_elasticache_user.User_");
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => expect(synthesized(order)).toEqual(expected)),
    { numRuns: 8 },
  );
});

test("the member that a name stands for is the user that is made here", () => {
  const { stack, cache: made } = cache();
  made.grantConnect(service(stack), new RedisUser(stack, "User", { access, userName: "shared" }));
  made.grantConnect(service(stack, "Web"), RedisUser.fromUserName(stack, "shared"));
  expect(synth(stack).resource(USER_GROUP).user_ids).toEqual([expect.stringMatching(/^\$\{aws_elasticache_user\.User_\w+\.user_id\}$/)]);
});

test("a user of a stack that is deployed after the cache's is refused", () => {
  const { stack, cache: made } = cache();
  const later = new TerraformStack(stack.node.root as never, "later");
  later.addDependency(stack);
  const user = new RedisUser(later, "User", { access });
  expect(messageOf(() => made.grantConnect(service(stack), user))).toBe(
    refusal(
      "trading-test/Cache",
      "user: must be a user that is deployed before the cache, whose user group names it; received the RedisUser later/User. " +
        "Make it in trading-test; or give it a fixed userName, and here RedisUser.fromUserName.",
    ),
  );
});
