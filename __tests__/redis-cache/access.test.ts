import { TerraformVariable } from "cdktf";
import { RedisAccess, RedisAccessProps } from "../../modules/redis-cache";
import { REDIS_ACCESS, checkRedisAccess } from "../../modules/redis-cache/access";
import { Validator } from "../../src/internal/validator";
import fc from "../support/fast-check";
import { messageOf, testStack } from "../support/synth";

/** What clients ask for when they connect: `__tests__/integration/cache-access.test.ts` has them connect. */
const CLIENTS = "-client|tracking +cluster|info +cluster|nodes +cluster|shards +cluster|slots +info";
const LIFETIMES = "+expire +expireat +expiretime";

/** As plain JavaScript calls it. */
const of = RedisAccess.of as (props: unknown) => RedisAccess;
const lines = (subject: string, ...broken: readonly string[]): string =>
  `${subject}: ${broken.length === 1 ? "invalid input" : `${broken.length} invalid inputs`}\n${broken.map((line) => `  - ${line}`).join("\n")}`;

describe("the access of", () => {
  test("an application is its own keys and channels, without dangerous commands and those that tell others' names", () => {
    expect(RedisAccess.application("trading-api").accessString).toBe(
      "on ~trading-api:* resetchannels &trading-api:* -@all +@connection +@pubsub +@read +@transaction +@write -@dangerous -@scripting " +
        `${CLIENTS} +eval +eval_ro +evalsha +evalsha_ro +fcall +fcall_ro +script|exists +script|load +time -pubsub -randomkey -scan`,
    );
  });

  test("a reader is commands that read, on keys that may be read alone, and no channels", () => {
    expect(RedisAccess.readOnly(["quote:*", "book:*"]).accessString).toBe(
      `on %R~book:* %R~quote:* resetchannels -@all +@connection +@read -@dangerous ${CLIENTS} +time -randomkey -scan`,
    );
  });

  test("an order book is its data types, scripts and channels", () => {
    const { accessString } = RedisAccess.orderBook("book");
    expect(accessString).toMatch(/^on ~book:\* resetchannels &book:\* -@all \+@connection \+@hash \+@list \+@pubsub \+@sortedset \+@stream \+@string \+@transaction /);
    expect(accessString.split(" ")).toEqual(expect.arrayContaining(["+evalsha", "+script|load", "+expire", "+unlink", "-pubsub"]));
    expect(accessString).not.toMatch(/@scripting|function|scan/);
  });

  test("sessions is hashes and strings with a time to live", () => {
    expect(RedisAccess.sessions("session").accessString).toBe(
      `on ~session:* resetchannels -@all +@connection +@hash +@string -@dangerous ${CLIENTS} +del +exists ${LIFETIMES} ` +
        "+persist +pexpire +pexpireat +pexpiretime +pttl +touch +ttl +type +unlink",
    );
  });

  // A hash tag is in braces (Valkey documentation, "Cluster specification").
  test("a prefix with a hash tag is its keys", () => {
    expect(RedisAccess.sessions("session:{web}").accessString).toContain("on ~session:{web}:* ");
  });
});

describe("what is named", () => {
  const wordsOf = (props: RedisAccessProps): string => RedisAccess.of(props).accessString;

  test("is what is allowed, besides what clients ask for when they connect", () => {
    expect(wordsOf({})).toBe(`on resetchannels -@all +@connection -@dangerous ${CLIENTS}`);
  });

  test("gives keys the rights of the lists that they are in", () => {
    expect(wordsOf({ keys: ["a"], readKeys: ["b", "d"], writeKeys: ["c", "d"] })).toMatch(/^on ~a %R~b ~d %W~c resetchannels /);
  });

  test.each<[RedisAccessProps, string]>([
    [{ keys: ["a:*", "*"], readKeys: ["b"] }, "on ~* resetchannels "],
    [{ channels: ["a:*", "*"] }, "on &* "],
  ])("is every key or channel where one of the patterns is all of them: %j", (props, start) => {
    expect(wordsOf(props).startsWith(start)).toBe(true);
  });

  test("may be commands of a category that is left out, which a category takes out, or a subcommand", () => {
    expect(wordsOf({ categories: ["read"], commands: ["KEYS", "client|list"], deniedCommands: ["get"], deniedCategories: ["geo"] })).toBe(
      `on resetchannels -@all +@connection +@read -@dangerous -@geo ${CLIENTS} +client|list +keys -get`,
    );
  });

  test("has dangerous commands where their category is named", () => {
    expect(wordsOf({ categories: ["read", "dangerous"] })).toContain(" -@all +@connection +@read +@dangerous ");
    expect(wordsOf({ categories: ["admin"] })).toContain(" -@dangerous +@admin ");
  });

  // Of the category write are FUNCTION LOAD, DELETE, FLUSH and RESTORE (Valkey documentation, each command's page).
  test.each<[RedisAccessProps, string]>([
    [{ categories: ["write"] }, " -@all +@connection +@write -@dangerous -@scripting -client"],
    [{ categories: ["write", "scripting"] }, " -@all +@connection +@scripting +@write -@dangerous -client"],
    [{ categories: ["write", "all"] }, " +@all -@dangerous -client"],
  ])("may write without loading functions: %j", (props, words) => expect(wordsOf(props)).toContain(words));

  test("begins with every command where that category is named", () => {
    expect(wordsOf({ categories: ["read", "all"] })).toBe(`on resetchannels +@all -@dangerous ${CLIENTS}`);
  });

  test("takes back a command that clients would be given", () => {
    expect(wordsOf({ deniedCommands: ["info", "cluster"] })).toBe("on resetchannels -@all +@connection -@dangerous -client|tracking -cluster -info");
    expect(wordsOf({ commands: ["client|tracking"] })).toMatch(/ \+client\|tracking$/);
  });

  test("leaves out what is null, as settings read from JSON hold", () => {
    expect(of({ keys: null, categories: null, commands: null, deniedCommands: null }).accessString).toBe(wordsOf({}));
  });

  test("may hold what only Terraform knows", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Tenant", { type: "string" });
    expect(wordsOf({ keys: [`${stringValue}:*`] })).toContain(`on ~${stringValue}:* `);
  });

  test("is the same in whatever order it is named", () => {
    const props: RedisAccessProps = {
      keys: ["a", "b"],
      readKeys: ["c", "d"],
      writeKeys: ["e", "f"],
      channels: ["g", "h"],
      categories: ["hash", "geo", "string"],
      deniedCategories: ["slow", "blocking"],
      commands: ["keys", "time"],
      deniedCommands: ["get", "set"],
    };
    const shuffled = Object.fromEntries(
      Object.entries(props).map(([name, values]) => [name, fc.shuffledSubarray(values as string[], { minLength: (values as string[]).length })]),
    );
    fc.assert(fc.property(fc.record(shuffled), (given) => expect(of(given).accessString).toBe(wordsOf(props))));
  });
});

describe("two accesses", () => {
  const [book, sessions, reader] = [RedisAccess.orderBook("book"), RedisAccess.sessions("session"), RedisAccess.readOnly(["quote:*"])];

  // ElastiCache User Guide, "Role-Based Access Control (RBAC)": if a command matches either the user permissions or any selector, it is allowed.
  test("with different commands are the user's permissions and a selector, so that neither's commands reach the other's keys", () => {
    const [, root, selector] = /^(.*) (\(.*\))$/.exec(book.and(sessions).accessString)!;
    expect(root).toBe(book.accessString);
    expect(selector).toBe(`(${sessions.accessString.replace("on ", "").replace("+@connection ", "").replace(`${CLIENTS} `, "")})`);
  });

  test("with the same commands are one, with the keys and channels of both", () => {
    const both = RedisAccess.orderBook("b").and(RedisAccess.orderBook("a"));
    expect(both.accessString.startsWith("on ~a:* ~b:* resetchannels &a:* &b:* -@all ")).toBe(true);
    expect(both.accessString).not.toContain("(");
  });

  test("of which one may do everything with all keys are still both", () => {
    const all = RedisAccess.of({ keys: ["*"], channels: ["*"], categories: ["hash"] });
    expect(all.and(RedisAccess.of({ keys: ["a"], channels: ["b"], categories: ["hash"] })).accessString).toBe(all.accessString);
  });

  test("that are the same are one", () => {
    expect(book.and(book).accessString).toBe(book.accessString);
    const written = RedisAccess.fromAccessString("on ~a resetchannels -@all +get");
    expect(written.and(written).accessString).toBe(written.accessString);
  });

  test("are the same in whatever order they are composed", () => {
    const written = [RedisAccess.fromAccessString("on ~a -@all +get"), RedisAccess.fromAccessString("on ~b -@all +get (~c -@all +set)")];
    const all = [book, sessions, reader, RedisAccess.sessions("other"), ...written];
    const composed = (order: readonly RedisAccess[]): string => order.reduce((one, other) => one.and(other)).accessString;
    const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
    fc.assert(fc.property(shuffled, (order) => expect(composed(order)).toBe(composed(all))));
    expect(book.and(sessions.and(reader)).accessString).toBe(book.and(sessions).and(reader).accessString);
  });

  test("of which one is written as text keep what clients ask for when they connect", () => {
    const both = RedisAccess.fromAccessString("on ~a resetchannels -@all +get").and(reader);
    expect(both.accessString).toBe(`${reader.accessString} (~a resetchannels -@all +get)`);
  });

  test("are off where one of them is", () => {
    expect(reader.and(RedisAccess.fromAccessString("off -@all")).accessString).toMatch(/^off /);
  });

  test("are refused where one is a text that only Terraform knows", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Access", { type: "string" });
    expect(messageOf(() => reader.and(RedisAccess.fromAccessString(stringValue)))).toBe(
      lines(
        "RedisAccess.and",
        'other: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ),
    );
  });
});

// ElastiCache User Guide, "Role-Based Access Control (RBAC)": a simpler string may be used instead of the one provided if there are redundancies.
describe("an access string", () => {
  const written = (text: string): string => RedisAccess.fromAccessString(text).accessString;

  test.each([
    ["on ~* +@all", "on ~* +@all"],
    // The page's own examples.
    ["on ~app::* -@all +@read", "on ~app::* -@all +@read"],
    ["off +get ~keys*", "off ~keys* -@all +get"],
    ["on ~app:* +@read", "on ~app:* -@all +@read"],
    ["on allkeys allchannels allcommands", "on ~* &* +@all"],
    ["+@read ~a:* on nocommands +GET", "on ~a:* -@all +get"],
    ["off ~a on -@all", "on ~a -@all"],
    ["on resetkeys ~a resetkeys ~b ~b %RW~c %r~d %W~d -@all", "on ~b ~c ~d -@all"],
    ["on ~a ~* ~b -@all", "on ~* -@all"],
    ["on &a &b -@all", "on resetchannels &a &b -@all"],
    ["on &a resetchannels -@all", "on resetchannels -@all"],
    ["on &a &* &b -@all", "on &* -@all"],
    ["on -@all +get -get +client|id +client -@read +@read", "on -@all -get +client +@read"],
    ["on -@all +client +client|id", "on -@all +client +client|id"],
    ["on -config|set +@all -config|set", "on +@all -config|set"],
    ["on sanitize-payload ~a -@all +json.get +ft.search", "on ~a -@all +json.get +ft.search"],
    ["on ~a -@all +get (~b +set) ( ~c %R~d &e +@hash )", "on ~a -@all +get (~b -@all +set) (~c %R~d resetchannels &e -@all +@hash)"],
    ["on -@all (~b +set) clearselectors", "on -@all"],
  ])("%s is written as %s", (text, expected) => {
    expect(written(text)).toBe(expected);
    expect(written(expected)).toBe(expected);
  });

  test("that only Terraform knows stays as it is", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Access", { type: "string" });
    expect(written(stringValue)).toBe(stringValue);
  });

  const hidden = (rule: string, fix: string): string => `text: ${rule}; received "a text that isn't shown". ${fix}`;
  const password = hidden("must hold no password, and neither nopass, resetpass nor reset", "Leave them out: users log in by IAM authentication.");
  const state = hidden("must hold on or off", 'Begin it with on, as in "on ~book:* resetchannels -@all +@read".');
  const words = hidden(
    "must be words of an access string",
    "Write on or off, ~key, %R~key, %W~key, &channel, resetchannels, +command, +command|subcommand, +@category, the same with a minus, and selectors in parentheses.",
  );

  test.each(["on >secret ~* +@all", "on <secret ~*", "on #5e884898 ~*", "on !5e884898 ~*", "on NOPASS ~*", "on resetpass", "reset on", "on (>secret +get)"])(
    "with a password, or without one for everybody, is refused: %s",
    (text) => expect(messageOf(() => written(text))).toBe(lines("RedisAccess.fromAccessString", password)),
  );

  test.each(["", " ", "~* +@all", "+get (on ~a)"])("that says neither on nor off lets nobody log in: %j", (text) => {
    expect(messageOf(() => written(text))).toContain(state);
  });

  test.each(["on secret", "on ~* get", "on ~", "on &", "on +", "on %X~a", "on +@", "on +ge%t", "on (~a +get", "on (on ~a)", "on ((~a))", "on skip-sanitize-payload"])(
    "with other words is refused: %s",
    (text) => expect(messageOf(() => written(text))).toBe(lines("RedisAccess.fromAccessString", words)),
  );

  test.each([
    ["+@reed", "@reed", "Did you mean @read?"],
    [
      "-@everything",
      "@everything",
      "Use one of @admin, @all, @bitmap, @blocking, @bloom, @connection, @dangerous, @fast, @geo, @hash, @hyperloglog, @json, @keyspace, @list, @pubsub, " +
        "@read, @scripting, @search, @set, @slow, @sortedset, @stream, @string, @transaction, @write.",
    ],
  ])("with a category that there isn't is refused: %s", (word, category, fix) => {
    expect(messageOf(() => written(`on ~* ${word}`))).toBe(
      lines("RedisAccess.fromAccessString", `text: must name categories that there are; received "${category}". ${fix}`),
    );
  });

  // ElastiCache User Guide, "Restricted commands".
  test.each(["bgrewriteaof", "bgsave", "config", "debug", "migrate", "replicaof", "save", "slaveof", "shutdown", "sync"])(
    "that allows %s, which ElastiCache restricts, is refused",
    (command) => {
      expect(messageOf(() => written(`on +${command}|get (+${command})`))).toContain(
        `text: must be a command that ElastiCache doesn't restrict; received "${command}". Leave it out: no user of a cache has it.`,
      );
      expect(written(`on +@all -${command}`)).toBe(`on +@all -${command}`);
    },
  );

  test("that is wrong in several ways is said once", () => {
    expect(messageOf(() => written("~* >secret sekret"))).toBe(lines("RedisAccess.fromAccessString", state, password, words));
  });

  test("that is none isn't shown", () => {
    expect(messageOf(() => (RedisAccess.fromAccessString as (text: unknown) => RedisAccess)([">secret"]))).toBe(
      lines("RedisAccess.fromAccessString", 'text: must be a string; received "a value that isn\'t shown". Put it in quotes.'),
    );
  });
});

describe("refused are", () => {
  test.each(["", "a b", "book:", "book*", "b[oo]k", "b?ok", "b\\ook", "bo(ok", "book\n"])("prefixes that aren't the beginning of names: %j", (prefix) => {
    const line = (prop: string): string =>
      `${prop}: must be what names begin with, without spaces, parentheses, wildcards and the colon behind it; received ${JSON.stringify(prefix)}. ` +
      'Write it as "book", for book:….';
    expect(messageOf(() => RedisAccess.application(prefix))).toBe(lines("RedisAccess.application", line("userName")));
    expect(messageOf(() => RedisAccess.orderBook(prefix))).toBe(lines("RedisAccess.orderBook", line("prefix")));
    expect(messageOf(() => RedisAccess.sessions(prefix))).toBe(lines("RedisAccess.sessions", line("prefix")));
  });

  test("a prefix that is no text", () => {
    expect(messageOf(() => (RedisAccess.sessions as () => RedisAccess)())).toBe(
      lines("RedisAccess.sessions", "prefix: must be a string; received nothing. It is required."),
    );
  });

  test.each(["", "a b", "~a", "&a", "%R~a", "%RW~a", "a)"])("patterns that are none: %j", (pattern) => {
    const line = (prop: string): string =>
      `${prop}[1]: must be a pattern without spaces, parentheses and the sign of an access string; received ${JSON.stringify(pattern)}. Write it as "book:*".`;
    expect(messageOf(() => RedisAccess.readOnly(["ok", pattern]))).toBe(lines("RedisAccess.readOnly", line("keys")));
    for (const prop of ["keys", "readKeys", "writeKeys", "channels"]) {
      expect(messageOf(() => of({ [prop]: ["ok", pattern] }))).toBe(lines("RedisAccess.of", line(prop)));
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
    expect(messageOf(() => of({ categories }))).toBe(lines("RedisAccess.of", line));
    expect(messageOf(() => of({ deniedCategories: categories }))).toBe(lines("RedisAccess.of", line.replace("categories", "deniedCategories")));
  });

  test.each([
    ["+get", 'Write it as "get" or "client|setname", without a sign before it.'],
    ["client setname", 'Write it as "get" or "client|setname", without a sign before it.'],
    ["", 'Write it as "get" or "client|setname", without a sign before it.'],
    ["@read", "Write a category in categories, without the sign."],
  ])("commands that are none: %j", (command, fix) => {
    for (const prop of ["commands", "deniedCommands"]) {
      expect(messageOf(() => of({ [prop]: [command] }))).toBe(
        lines("RedisAccess.of", `${prop}[0]: must be a command, or a subcommand behind a bar; received "${command}". ${fix}`),
      );
    }
  });

  test("commands that ElastiCache restricts", () => {
    expect(messageOf(() => of({ commands: ["get", "CONFIG|GET"], deniedCommands: ["save"] }))).toBe(
      lines(
        "RedisAccess.of",
        `commands[1]: must be a command that ElastiCache doesn't restrict; received "CONFIG|GET". Leave it out: no user of a cache has it.`,
      ),
    );
  });

  test("what is allowed and denied at once", () => {
    expect(messageOf(() => of({ commands: ["get", "set"], deniedCommands: ["GET"], categories: ["read"], deniedCategories: ["read"] }))).toBe(
      lines(
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
      lines("RedisAccess.of", line("categories"), line("deniedCommands")),
    );
  });

  test("a text in place of a list, and props that there aren't", () => {
    expect(messageOf(() => of({ keys: "book:*", command: [] }))).toBe(
      lines(
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
    ["nothing", undefined, 'nothing. Write it as RedisAccess.readOnly(["book:*"]).'],
  ])("%s is refused, and not shown", (_, access, rest) => {
    expect(checked(access)).toBe(lines("cache", `options.access: must be a RedisAccess; received ${rest}`));
  });

  test("another's is refused by and", () => {
    const and = RedisAccess.sessions("session").and as (this: RedisAccess, other: unknown) => RedisAccess;
    expect(messageOf(() => and.call(RedisAccess.sessions("session"), ">secret"))).toBe(
      lines(
        "RedisAccess.and",
        'other: must be a RedisAccess; received "a value that isn\'t shown". Write an access string as RedisAccess.fromAccessString(…).',
      ),
    );
  });

  test("the type of the prop says the same", () => {
    expect([REDIS_ACCESS.accepts(RedisAccess.sessions("session")), REDIS_ACCESS.accepts({ accessString: "on" })]).toEqual([true, false]);
    expect(REDIS_ACCESS.shown!(">secret")).toBe("a value that isn't shown");
  });
});
