import { TerraformVariable } from "cdktf";
import { RedisAccess } from "../../modules/redis-cache";
import { REDIS_ACCESS, checkRedisAccess } from "../../modules/redis-cache/access";
import { Validator } from "../../src/internal/validator";
import { messageOf, testStack } from "../support/synth";
import { refusal } from "./fixture";

/** As plain JavaScript calls it. */
const of = RedisAccess.of as (props: unknown) => RedisAccess;

describe("refused are", () => {
  test.each(["", "a b", "book:", "book*", "b[oo]k", "b?ok", "b\\ook", "bo(ok", "book\n"])(
    "prefixes that aren't the beginning of names: %j",
    (prefix) => {
      const line = (prop: string): string =>
        `${prop}: must be what names begin with, without spaces, parentheses, wildcards and the colon behind it; received ${JSON.stringify(prefix)}. ` +
        'Write it as "book", for book:….';
      expect(messageOf(() => RedisAccess.application(prefix))).toBe(refusal("RedisAccess.application", line("userName")));
      expect(messageOf(() => RedisAccess.orderBook(prefix))).toBe(refusal("RedisAccess.orderBook", line("prefix")));
      expect(messageOf(() => RedisAccess.sessions(prefix))).toBe(refusal("RedisAccess.sessions", line("prefix")));
    },
  );

  test("a prefix that is no text", () => {
    expect(messageOf(() => (RedisAccess.sessions as () => RedisAccess)())).toBe(
      refusal("RedisAccess.sessions", "prefix: must be a string; received nothing. It is required."),
    );
  });

  // The engines refuse patterns with white space or a NUL character (Valkey, acl.c, "ACLStringHasSpaces").
  test.each(["", "a b", "a\tb", "a\u0000", "~a", "&a", "%R~a", "%RW~a", "a)"])("patterns that are none: %j", (pattern) => {
    const line = (prop: string): string =>
      `${prop}[1]: must be a pattern without spaces, parentheses and the sign of an access string; received ${JSON.stringify(pattern)}. Write it as "book:*".`;
    expect(messageOf(() => RedisAccess.readOnly(["ok", pattern]))).toBe(refusal("RedisAccess.readOnly", line("keys")));
    for (const prop of ["keys", "readKeys", "writeKeys", "channels"]) {
      expect(messageOf(() => of({ [prop]: ["ok", pattern] }))).toBe(refusal("RedisAccess.of", line(prop)));
    }
  });

  test.each(["%d-%d", "quote:100%R~"])("but not patterns with a percent sign: %s", (pattern) => {
    expect(RedisAccess.readOnly([pattern]).accessString).toContain(` %R~${pattern} `);
  });

  test.each([
    [["rea"], 'categories[0]: must be a category that there is; received "rea". Did you mean read?'],
    [
      ["read", "everything"],
      'categories[1]: must be a category that there is; received "everything". Use one of admin, all, bitmap, blocking, bloom, connection, dangerous, fast, ' +
        "geo, hash, hyperloglog, json, keyspace, list, pubsub, read, scripting, search, set, slow, sortedset, stream, string, transaction, write.",
    ],
    [["@read"], 'categories[0]: must be a category that there is; received "@read". Did you mean read?'],
  ])("categories that there aren't: %j", (categories, line) => {
    expect(messageOf(() => of({ categories }))).toBe(refusal("RedisAccess.of", line));
    expect(messageOf(() => of({ deniedCategories: categories }))).toBe(
      refusal("RedisAccess.of", line.replace("categories", "deniedCategories")),
    );
  });

  test.each([
    ["+get", 'Write it as "get" or "client|setname", without a sign before it.'],
    ["client setname", 'Write it as "get" or "client|setname", without a sign before it.'],
    ["", 'Write it as "get" or "client|setname", without a sign before it.'],
    ["@read", "Write a category in categories, without the sign."],
  ])("commands that are none: %j", (command, fix) => {
    for (const prop of ["commands", "deniedCommands"]) {
      expect(messageOf(() => of({ [prop]: [command] }))).toBe(
        refusal("RedisAccess.of", `${prop}[0]: must be a command, or a subcommand behind a bar; received "${command}". ${fix}`),
      );
    }
  });

  test("commands that ElastiCache restricts", () => {
    const line = (prop: string, command: string): string =>
      `${prop}: must be a command that ElastiCache doesn't restrict; received "${command}". Leave it out: no user of a cache has it.`;
    expect(messageOf(() => of({ commands: ["get", "CONFIG|GET"], deniedCommands: ["save", "config|set"] }))).toBe(
      refusal("RedisAccess.of", line("commands[1]", "CONFIG|GET"), line("deniedCommands[0]", "save")),
    );
  });

  // The page's longer version names subcommands; denied, they do no harm.
  test.each([
    ...["acl|deluser", "acl|load", "acl|save", "acl|setuser", "bgrewriteaof", "bgsave", "cluster|addslots", "cluster|addslotsrange"],
    ...["cluster|bumpepoch", "cluster|delslots", "cluster|delslotsrange", "cluster|failover", "cluster|flushslots", "cluster|forget"],
    ...["CLUSTER|MEET", "cluster|setslot", "config", "debug", "migrate", "psync", "replicaof", "save", "slaveof", "shutdown", "sync"],
  ])("a command that ElastiCache restricts: %s", (command) => {
    expect(messageOf(() => of({ commands: [command] }))).toContain(
      `commands[0]: must be a command that ElastiCache doesn't restrict; received "${command}".`,
    );
  });

  test("what is allowed and denied at once", () => {
    expect(
      messageOf(() => of({ commands: ["get", "set"], deniedCommands: ["GET"], categories: ["read"], deniedCategories: ["read"] })),
    ).toBe(
      refusal(
        "RedisAccess.of",
        'deniedCategories: must hold nothing that is allowed; received ["read"]. Leave it out of one of the two.',
        'deniedCommands: must hold nothing that is allowed; received ["GET"]. Leave it out of one of the two.',
      ),
    );
  });

  test("categories and commands that only Terraform knows, since what they allow couldn't be said", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Command", { type: "string" });
    const line = (prop: string): string =>
      `${prop}[0]: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.`;
    expect(messageOf(() => of({ categories: [stringValue], deniedCommands: [stringValue] }))).toBe(
      refusal("RedisAccess.of", line("categories"), line("deniedCommands")),
    );
  });

  test("a text in place of a list, and props that there aren't", () => {
    expect(messageOf(() => of({ keys: "book:*", command: [] }))).toBe(
      refusal(
        "RedisAccess.of",
        'keys: must be a list of strings; received "book:*". Write it as ["…", "…"].',
        "command: must be a prop that there is; received []. Did you mean commands?",
      ),
    );
  });
});

describe("in place of an access", () => {
  const checked = (access: unknown): string =>
    messageOf(() => {
      const validator = new Validator("cache");
      checkRedisAccess(validator, "options.access", access as RedisAccess);
      validator.throwIfInvalid();
    });

  test.each([
    ["an access string", "on >secret ~* +@all", '"a value that isn\'t shown". Write an access string as RedisAccess.fromAccessString(…).'],
    ["its props", { accessString: "on >secret" }, '"a value that isn\'t shown". Write it as RedisAccess.readOnly(["book:*"]).'],
    ["what else has an and", { and: () => undefined }, '"a value that isn\'t shown". Write it as RedisAccess.readOnly(["book:*"]).'],
    ["nothing", undefined, 'nothing. Write it as RedisAccess.readOnly(["book:*"]).'],
  ])("%s is refused, and not shown", (_, access, rest) => {
    expect(checked(access)).toBe(refusal("cache", `options.access: must be a RedisAccess; received ${rest}`));
  });

  test.each([
    [">secret", '"a value that isn\'t shown". Write an access string as RedisAccess.fromAccessString(…).'],
    [undefined, 'nothing. Write it as RedisAccess.readOnly(["book:*"]).'],
  ])("another's is refused by and: %j", (other, rest) => {
    const sessions = RedisAccess.sessions("session");
    expect(messageOf(() => sessions.and(other as unknown as RedisAccess))).toBe(
      refusal("RedisAccess.and", `other: must be a RedisAccess; received ${rest}`),
    );
  });

  test("the type of the prop says the same", () => {
    expect([REDIS_ACCESS.accepts(RedisAccess.sessions("session")), REDIS_ACCESS.accepts({ accessString: "on" })]).toEqual([true, false]);
    expect(REDIS_ACCESS.shown!(">secret")).toBe("a value that isn't shown");
  });
});
