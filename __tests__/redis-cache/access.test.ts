import { TerraformVariable } from "cdktf";
import { RedisAccess, RedisAccessProps } from "../../modules/redis-cache";
import fc from "../support/fast-check";
import { messageOf, testStack } from "../support/synth";
import { refusal } from "./fixture";

/** What clients ask for when they connect: `__tests__/integration/cache-access.test.ts` has them connect. */
const CLIENTS = "-client|tracking +cluster|info +cluster|nodes +cluster|shards +cluster|slots +info";
const LIFETIMES = "+expire +expireat +expiretime";

/** As plain JavaScript calls it. */
const of = RedisAccess.of as (props: unknown) => RedisAccess;

describe("the access of", () => {
  test("an application is its own keys and channels, without dangerous commands and those that tell others' names", () => {
    expect(RedisAccess.application("trading-api").accessString).toBe(
      "on ~trading-api:* resetchannels &trading-api:* -@all +@connection +@pubsub +@read +@transaction +@write -@dangerous -@scripting -@keyspace " +
        `${CLIENTS} +copy +del +eval +eval_ro +evalsha +evalsha_ro +exists ${LIFETIMES} +fcall +fcall_ro +persist +pexpire +pexpireat +pexpiretime +pttl ` +
        "+rename +renamenx +script|exists +script|load +time +touch +ttl +type +unlink -pubsub",
    );
  });

  test("a reader is commands that read, on keys that may be read alone, and no channels", () => {
    expect(RedisAccess.readOnly(["quote:*", "book:*"]).accessString).toBe(
      `on %R~book:* %R~quote:* resetchannels -@all +@connection +@read -@dangerous -@keyspace ${CLIENTS} +exists +expiretime +pexpiretime +pttl +time +touch +ttl +type`,
    );
  });

  test("an order book is its data types, scripts and channels", () => {
    const { accessString } = RedisAccess.orderBook("book");
    expect(accessString).toMatch(
      /^on ~book:\* resetchannels &book:\* -@all \+@connection \+@hash \+@list \+@pubsub \+@sortedset \+@stream \+@string \+@transaction /,
    );
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
    expect(wordsOf({ deniedCommands: ["info", "cluster"] })).toBe(
      "on resetchannels -@all +@connection -@dangerous -client|tracking -cluster -info",
    );
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
      Object.entries(props).map(([name, values]) => [
        name,
        fc.shuffledSubarray(values as string[], { minLength: (values as string[]).length }),
      ]),
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

  test("with the same commands are what one access of both says", () => {
    const writer = RedisAccess.of({ keys: ["b"], writeKeys: ["d"], categories: ["read"] });
    const other = RedisAccess.of({ keys: ["a"], readKeys: ["c"], categories: ["read"] });
    const both = RedisAccess.of({ keys: ["a", "b"], readKeys: ["c"], writeKeys: ["d"], categories: ["read"] });
    expect(writer.and(other).accessString).toBe(both.accessString);
  });

  test("without channels have none together", () => {
    expect(RedisAccess.sessions("b").and(RedisAccess.sessions("a")).accessString.startsWith("on ~a:* ~b:* resetchannels -@all ")).toBe(
      true,
    );
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
      refusal(
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
    // Either order of the two rights (Valkey documentation, "ACL": %RW~ is an alias of ~).
    ["on %WR~a %rw~b -@all", "on ~a ~b -@all"],
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

  test("that Terraform knows in part holds no password all the same", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Keys", { type: "string" });
    expect(written(`on ~${stringValue} -@all +get`)).toBe(`on ~${stringValue} -@all +get`);
    expect(messageOf(() => written(`on >secret ~${stringValue}`))).toBe(refusal("RedisAccess.fromAccessString", password));
  });

  const hidden = (rule: string, fix: string): string => `text: ${rule}; received "a text that isn't shown". ${fix}`;
  const password = hidden(
    "must hold no password, and neither nopass, resetpass nor reset",
    "Leave them out: users log in by IAM authentication.",
  );
  const state = hidden("must hold on or off", 'Begin it with on, as in "on ~book:* resetchannels -@all +@read".');
  const words = hidden(
    "must be words of an access string",
    "Write on or off, ~key, %R~key, %W~key, &channel, resetchannels, +command, +command|subcommand, +@category, the same with a minus, and selectors in parentheses.",
  );

  test.each([
    "on >secret ~* +@all",
    "on <secret ~*",
    "on #5e884898 ~*",
    "on !5e884898 ~*",
    "on NOPASS ~*",
    "on resetpass",
    "reset on",
    "on (>secret +get)",
  ])("with a password, or without one for everybody, is refused: %s", (text) =>
    expect(messageOf(() => written(text))).toBe(refusal("RedisAccess.fromAccessString", password)),
  );

  test.each(["", " ", "~* +@all", "+get (on ~a)"])("that says neither on nor off lets nobody log in: %j", (text) => {
    expect(messageOf(() => written(text))).toContain(state);
  });

  test.each([
    "on secret",
    "on ~* get",
    "on ~",
    "on &",
    "on +",
    "on %X~a",
    "on +@",
    "on +ge%t",
    "on (~a +get",
    "on (on ~a)",
    "on ((~a))",
    "on skip-sanitize-payload",
  ])("with other words is refused: %s", (text) =>
    expect(messageOf(() => written(text))).toBe(refusal("RedisAccess.fromAccessString", words)),
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
      refusal("RedisAccess.fromAccessString", `text: must name categories that there are; received "${category}". ${fix}`),
    );
  });

  // ElastiCache User Guide, "Restricted commands"; "Role-Based Access Control (RBAC)" denies a subcommand of one in its example, -config|set.
  test.each(["bgrewriteaof", "bgsave", "config", "debug", "migrate", "replicaof", "save", "slaveof", "shutdown", "sync"])(
    "that names %s, which ElastiCache restricts, is refused",
    (command) => {
      const line = `text: must be a command that ElastiCache doesn't restrict; received "${command}". Leave it out: no user of a cache has it.`;
      for (const rule of [`+${command}`, `-${command}`, `+${command}|get`, `(+${command})`]) {
        expect(messageOf(() => written(`on ${rule}`))).toBe(refusal("RedisAccess.fromAccessString", line));
      }
      expect(written(`on +@all -${command}|set`)).toBe(`on +@all -${command}|set`);
    },
  );

  test("that is wrong in several ways is said once", () => {
    expect(messageOf(() => written("~* >secret sekret"))).toBe(refusal("RedisAccess.fromAccessString", state, password, words));
  });

  test("that is none isn't shown", () => {
    expect(messageOf(() => (RedisAccess.fromAccessString as (text: unknown) => RedisAccess)([">secret"]))).toBe(
      refusal("RedisAccess.fromAccessString", 'text: must be a string; received "a value that isn\'t shown". Put it in quotes.'),
    );
  });
});
