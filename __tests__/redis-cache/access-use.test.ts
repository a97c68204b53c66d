import { RedisAccess, RedisAccessProps, RedisUser } from "../../modules/redis-cache";
import { service } from "../support/network";
import { messageOf, testStack } from "../support/synth";
import { cache, refusal } from "./fixture";

function grant(access: RedisAccess): void {
  const { stack, cache: made } = cache();
  made.grantConnect(service(stack), "trading-api", { access });
}

// Valkey documentation, "ACL": a command needs its permission and those of all keys and channels that it names.
describe("an access that its user can do nothing with is refused where it is used", () => {
  const COMMANDS = 'must allow commands; received "a RedisAccess". Name categories or commands, such as read.';
  const KEYS = 'must name keys, which its commands use; received "a RedisAccess". Name keys, readKeys or writeKeys, such as "book:*".';
  const CHANNELS = 'must name channels, which its commands use; received "a RedisAccess". Name channels, such as "quote:*".';
  const PUBSUB =
    'must allow commands that use its channels; received "a RedisAccess". Name the category pubsub, or a command such as publish.';

  test.each<[RedisAccessProps, string]>([
    [{}, COMMANDS],
    [{ keys: ["book:*"] }, COMMANDS],
    [{ deniedCommands: ["get"] }, COMMANDS],
    [{ categories: ["read"] }, KEYS],
    [{ categories: ["hash", "write"] }, KEYS],
    [{ categories: ["pubsub"] }, CHANNELS],
    [{ channels: ["quote:*"], keys: ["quote:*"], categories: ["read"] }, PUBSUB],
  ])("%j", (props, line) => {
    const access = RedisAccess.of(props);
    expect(messageOf(() => grant(access))).toBe(refusal("trading-test/Cache", `options.access: ${line}`));
    expect(messageOf(() => new RedisUser(testStack(), "User", { access }))).toBe(refusal("trading-test/User", `access: ${line}`));
  });

  // Of their commands, all or nearly all name keys (Valkey documentation, "ACL CAT").
  test.each([
    ...["bitmap", "blocking", "bloom", "geo", "hash", "hyperloglog", "json"],
    ...["list", "read", "set", "sortedset", "stream", "string", "write"],
  ] as const)("the category %s without keys", (category) => {
    const access = RedisAccess.of({ categories: [category] });
    expect(messageOf(() => new RedisUser(testStack(), "User", { access }))).toBe(refusal("trading-test/User", `access: ${KEYS}`));
  });

  test("also beside another, whose commands don't reach its keys", () => {
    const access = RedisAccess.sessions("session").and(RedisAccess.of({ keys: ["book:*"] }));
    expect(messageOf(() => grant(access))).toBe(refusal("trading-test/Cache", `options.access: ${COMMANDS}`));
  });

  test.each<[RedisAccessProps]>([
    [{ commands: ["scan"] }],
    [{ commands: ["function|load"] }],
    [{ readKeys: ["quote:*"], categories: ["read"] }],
    [{ channels: ["quote:*"], categories: ["pubsub"] }],
    [{ channels: ["quote:*"], commands: ["spublish"] }],
    [{ channels: ["quote:*"], commands: ["psubscribe"] }],
    [{ channels: ["*"], categories: ["all"] }],
    [{ categories: ["all"] }],
    [{ categories: ["admin"] }],
  ])("but not one with commands that need nothing else, or what they need: %j", (props) => {
    expect(() => grant(RedisAccess.of(props))).not.toThrow();
  });

  test("but not an access string, which says what it says", () => {
    expect(() => grant(RedisAccess.fromAccessString("off resetchannels -@all"))).not.toThrow();
  });
});

test("an access to read no keys is none", () => {
  expect(messageOf(() => RedisAccess.readOnly([]))).toBe(
    refusal("RedisAccess.readOnly", 'keys: must be one pattern or more; received []. Write it as ["book:*"].'),
  );
});
