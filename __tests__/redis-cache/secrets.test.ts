import { RedisAccess, RedisUser } from "../../modules/redis-cache";
import { service } from "../support/network";
import { messageOf, testStack } from "../support/synth";
import { CacheProps, cache, refusal } from "./fixture";

const NOT_SHOWN = 'must be a prop that there is; received "a value that isn\'t shown".';

/** As plain JavaScript calls it. */
function grantWith(options: unknown): string {
  const { stack, cache: made } = cache();
  const api = service(stack);
  return messageOf(() => made.grantConnect(api, "api", options as object));
}

function userWith(props: unknown): string {
  return messageOf(() => new RedisUser(testStack(), "User", props as { access: RedisAccess }));
}

// An access string may hold a password, as AWS's own examples do (ElastiCache User Guide, "Role-Based Access Control (RBAC)").
describe("what may hold a password is in no message", () => {
  test("an access string in place of an access, in the options of a grant", () => {
    expect(grantWith({ accessString: "on >s3cret ~* +@all" })).toBe(
      refusal("trading-test/Cache", `options.accessString: ${NOT_SHOWN} Did you mean access?`),
    );
  });

  test("an access string in place of the options of a grant", () => {
    expect(grantWith("on >s3cret ~* +@all")).toBe(
      refusal(
        "trading-test/Cache",
        'options: must be an object; received "a value that isn\'t shown". Write an access string as { access: RedisAccess.fromAccessString(…) }.',
      ),
    );
  });

  test("passwords of a user", () => {
    expect(userWith({ access: RedisAccess.sessions("session"), passwords: ["s3cret-s3cret-16"] })).toBe(
      refusal("trading-test/User", `passwords: ${NOT_SHOWN} Leave it out. The props are access, engine, userName.`),
    );
    expect(
      userWith({ access: RedisAccess.sessions("session"), authenticationMode: { type: "password", passwords: ["s3cret"] } }),
    ).toContain(`authenticationMode: ${NOT_SHOWN}`);
  });

  test("the access string of a user", () => {
    expect(userWith({ accessString: "on >s3cret ~* +@all" })).toBe(
      refusal(
        "trading-test/User",
        "access: must be a RedisAccess; received nothing. Give a RedisAccess.",
        `accessString: ${NOT_SHOWN} Did you mean access?`,
      ),
    );
    expect(userWith("on >s3cret ~* +@all")).toBe(
      refusal("trading-test/User", 'props: must be an object; received "a value that isn\'t shown". Write it as { … }.'),
    );
  });

  test("what an access is made of", () => {
    const of = RedisAccess.of as (props: unknown) => RedisAccess;
    expect(messageOf(() => of("on >s3cret ~* +@all"))).toBe(
      refusal(
        "RedisAccess.of",
        'props: must be an object; received "a value that isn\'t shown". Write an access string as RedisAccess.fromAccessString(…).',
      ),
    );
    expect(messageOf(() => of({ keys: ["book:*"], password: "s3cret" }))).toContain(`password: ${NOT_SHOWN}`);
  });

  test("an auth token of a cache", () => {
    expect(messageOf(() => cache({ authToken: "s3cret" } as CacheProps))).toContain(`authToken: ${NOT_SHOWN}`);
  });
});
