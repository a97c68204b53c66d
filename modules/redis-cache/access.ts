import { PropType, STRING, like, record, secret } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { Validator, isKnown } from "../../src/internal/validator";
import { RedisAccessProps, checkAccessProps, checkKeys, checkPrefix } from "./access-props";
import { AccessRules, RedisCommandCategory, accessRules, wordsOf } from "./access-rules";
import { readAccessString, unknownAccessStringProblems } from "./access-string";

/** Their commands are allowed where they are named, after the dangerous ones have been taken out. */
const UNSAFE: readonly RedisCommandCategory[] = ["admin", "dangerous"];
/**
 * Some of its commands tell the names of keys that the user may not read, as a session's is its secret: `SCAN`, `RANDOMKEY`, and later versions of an engine
 * add others (`CLUSTERSCAN` of Valkey 9.1). Those that don't are named.
 */
const TELLS_NAMES: RedisCommandCategory = "keyspace";
/** What clients ask for when they connect, besides the category connection: the slots of a cluster, and INFO, though it counts as dangerous. */
const CLIENT_COMMANDS = ["cluster|info", "cluster|nodes", "cluster|shards", "cluster|slots", "info"];
const SCRIPTS = ["eval", "eval_ro", "evalsha", "evalsha_ro", "fcall", "fcall_ro", "script|exists", "script|load"];
const LIFETIMES = ["expire", "expireat", "expiretime", "persist", "pexpire", "pexpireat", "pexpiretime", "pttl", "ttl"];
const KEYS = ["del", "exists", "touch", "type", "unlink"];

/** What is allowed at once. As the first of several it allows what clients ask for when they connect. */
interface Part {
  readonly rules: AccessRules;
  readonly withClients: AccessRules;
}

interface Parts {
  readonly isOn: boolean;
  /** Made of the vocabulary. */
  readonly own: readonly Part[];
  /** Read from an access string: the first has a user's own rules. */
  readonly read: readonly AccessRules[];
}

/** What is allowed at once by the vocabulary, of each access. */
const OWN_RULES = new WeakMap<RedisAccess, readonly AccessRules[]>();

/**
 * What a user of a cache may do: keys, channels and commands. Written as the access string that ElastiCache returns, whatever the order of what is
 * named. Made by `application`, `readOnly`, `orderBook`, `sessions` or `of`; several are composed by `and`.
 */
export class RedisAccess {
  /**
   * What an application does: it reads and writes keys that begin with its user's name and a colon, with transactions and scripts, and publishes and subscribes
   * to channels of such names. Not the commands that are dangerous, that load or delete functions, or that tell the names of other users' keys (`SCAN`,
   * `RANDOMKEY`, `PUBSUB`, `CLIENT TRACKING`). A hash tag stands behind the prefix: `trading-api:{ACME}:bids`.
   *
   * @param userName what keys and channels begin with: `trading-api` for `trading-api:…`
   * @throws ValidationError for a name that isn't one
   */
  public static application(userName: string): RedisAccess {
    checkPrefix("RedisAccess.application", "userName", userName);
    return RedisAccess.made({
      ...allOf(userName),
      categories: ["pubsub", "read", "transaction", "write"],
      deniedCategories: [TELLS_NAMES],
      commands: [...KEYS, ...LIFETIMES, ...SCRIPTS, "copy", "rename", "renamenx", "time"],
      deniedCommands: ["pubsub"],
    });
  }

  /**
   * Reads keys, and neither writes nor subscribes. Not `SCAN` and `RANDOMKEY`, which tell the names of keys that it may not read.
   *
   * @param keys patterns of keys: `quote:*`
   * @throws ValidationError for a pattern that isn't one
   */
  public static readOnly(keys: readonly string[]): RedisAccess {
    checkKeys("RedisAccess.readOnly", keys);
    const commands = ["exists", "expiretime", "pexpiretime", "pttl", "time", "touch", "ttl", "type"];
    return RedisAccess.made({ readKeys: keys, categories: ["read"], deniedCategories: [TELLS_NAMES], commands });
  }

  /**
   * Keeps an order book: price levels in sorted sets, orders in hashes and lists, sequence numbers in strings, executions in streams; transactions and scripts
   * that match atomically; quotes are published and subscribed to. Keys and channels begin with the prefix and a colon; those that one script or
   * transaction touches share a hash tag, as `book:{ACME}:bids` and `book:{ACME}:asks`.
   *
   * @param prefix what keys and channels begin with: `book` for `book:…`
   * @throws ValidationError for a prefix that isn't one
   */
  public static orderBook(prefix: string): RedisAccess {
    checkPrefix("RedisAccess.orderBook", "prefix", prefix);
    return RedisAccess.made({
      ...allOf(prefix),
      categories: ["hash", "list", "pubsub", "sortedset", "stream", "string", "transaction"],
      commands: [...KEYS, ...LIFETIMES, ...SCRIPTS, "time"],
      deniedCommands: ["pubsub"],
    });
  }

  /**
   * Keeps sessions with a time to live, in hashes or strings. A session's key is its secret, so that no command lists keys.
   *
   * @param prefix what keys begin with: `session` for `session:…`
   * @throws ValidationError for a prefix that isn't one
   */
  public static sessions(prefix: string): RedisAccess {
    checkPrefix("RedisAccess.sessions", "prefix", prefix);
    return RedisAccess.made({ keys: [`${prefix}:*`], categories: ["hash", "string"], commands: [...KEYS, ...LIFETIMES] });
  }

  /**
   * What is named, and what clients ask for when they connect: the category connection without `CLIENT TRACKING`, `INFO`, and the slots of a cluster.
   *
   * @throws ValidationError for a pattern, category or command that isn't one, a command that ElastiCache restricts, and what is allowed and denied at once
   */
  public static of(props: RedisAccessProps): RedisAccess {
    new Validator("RedisAccess.of").props({ props }, { props: ACCESS_PROPS }).throwIfInvalid();
    checkAccessProps("RedisAccess.of", props);
    return RedisAccess.made(props);
  }

  /**
   * An access string as ElastiCache's "Role-Based Access Control (RBAC)" page describes it, for what the vocabulary has no words for: exactly its permissions,
   * without what clients ask for when they connect. It is written as ElastiCache returns it.
   *
   * @throws ValidationError for a text without on or off, with a password, or with words that aren't those of an access string; the text isn't shown
   */
  public static fromAccessString(text: string): RedisAccess {
    const validator = new Validator("RedisAccess.fromAccessString").props({ text }, { text: secret(STRING) });
    const read = isKnown(text) ? readAccessString(text) : undefined;
    for (const { received, rule, fix } of read?.problems ?? unknownAccessStringProblems(text)) {
      validator.check("text", received, false, rule, fix);
    }
    validator.throwIfInvalid();
    return read ? RedisAccess.from({ isOn: read.isOn, own: [], read: read.rules }) : new RedisAccess(text, undefined);
  }

  private static made(props: RedisAccessProps): RedisAccess {
    return RedisAccess.from({ isOn: true, own: [{ rules: rulesOf(props, false), withClients: rulesOf(props, true) }], read: [] });
  }

  private static from(parts: Parts): RedisAccess {
    const [root, ...selectors] = [...parts.own.map(({ rules, withClients }, index) => (index === 0 ? withClients : rules)), ...parts.read];
    const access = new RedisAccess(
      [parts.isOn ? "on" : "off", wordsOf(root!), ...selectors.map((rules) => `(${wordsOf(rules)})`)].join(" "),
      parts,
    );
    OWN_RULES.set(
      access,
      parts.own.map(({ rules }) => rules),
    );
    return access;
  }

  private constructor(
    /** What ElastiCache is given and returns. */
    public readonly accessString: string,
    private readonly parts: Parts | undefined,
  ) {}

  /**
   * Both: what either of them allows, and no more. Where their commands differ, the second one is a selector of the access string, so that its commands
   * reach its own keys alone. A user is off where either is.
   *
   * @throws ValidationError for an access string that only Terraform knows
   */
  public and(other: RedisAccess): RedisAccess {
    const validator = new Validator("RedisAccess.and");
    checkRedisAccess(validator, "other", other);
    validator.throwIfInvalid();
    validator.known("access", this.accessString).known("other", other.accessString).throwIfInvalid();
    const [one, two] = [this.parts!, other.parts!];
    return RedisAccess.from({
      isOn: one.isOn && two.isOn,
      own: merged([...one.own, ...two.own]),
      read: distinct([...one.read, ...two.read]),
    });
  }
}

/** The prop type of accesses; what is given in place of one may hold a password. */
export const REDIS_ACCESS: PropType<RedisAccess> = {
  ...secret(like<RedisAccess>("a RedisAccess", ["accessString", "and"])),
  fixOf: (value) => (typeof value === "string" ? WRITE_ACCESS_STRING : 'Write it as RedisAccess.readOnly(["book:*"]).'),
};

const WRITE_ACCESS_STRING = "Write an access string as RedisAccess.fromAccessString(…).";
const ACCESS_PROPS: PropType<RedisAccessProps> = {
  ...secret(record<RedisAccessProps>()),
  fixOf: (value) => (typeof value === "string" ? WRITE_ACCESS_STRING : undefined),
};

/** What is allowed at once by the vocabulary; nothing of an access string, which says what it says. */
export function ownRulesOf(access: RedisAccess): readonly AccessRules[] {
  return OWN_RULES.get(access) ?? [];
}

/**
 * Records what isn't a `RedisAccess`. Nothing of it is shown.
 *
 * @param prop the prop as the caller wrote it: `options.access`
 */
export function checkRedisAccess(validator: Validator, prop: string, access: RedisAccess): void {
  const holds = REDIS_ACCESS.accepts(access);
  const fix = REDIS_ACCESS.fixOf!(access) ?? REDIS_ACCESS.fix;
  validator.check(prop, access === undefined || access === null ? undefined : "a value that isn't shown", holds, REDIS_ACCESS.rule, fix);
}

function allOf(prefix: string): RedisAccessProps {
  return { keys: [`${prefix}:*`], channels: [`${prefix}:*`] };
}

/** Sorted, so that the order in which things are named changes nothing. */
function rulesOf(props: RedisAccessProps, withClients: boolean): AccessRules {
  const words = (sign: string, names: readonly string[] | undefined): readonly string[] =>
    [...new Set((names ?? []).map((name) => name.toLowerCase()))].sort().map((name) => sign + name);
  const patterns = (sign: string, given: readonly string[] | undefined): readonly string[] =>
    [...new Set(given ?? [])].sort().map((pattern) => sign + pattern);
  const categories = props.categories ?? [];
  const [safe, unsafe] = [categories.filter((name) => !UNSAFE.includes(name)), categories.filter((name) => UNSAFE.includes(name))];
  return accessRules([
    ...patterns("~", props.keys),
    ...patterns("%R~", props.readKeys),
    ...patterns("%W~", props.writeKeys),
    "resetchannels",
    ...patterns("&", props.channels),
    ...words("+@", safe.includes("all") ? ["all"] : [...(withClients ? ["connection"] : []), ...safe]),
    "-@dangerous",
    ...(loadsFunctions(categories) ? [] : ["-@scripting"]),
    ...words("+@", unsafe),
    ...words("-@", props.deniedCategories),
    ...(withClients ? ["-client|tracking", ...words("+", CLIENT_COMMANDS)] : []),
    ...words("+", props.commands),
    ...words("-", props.deniedCommands),
  ]);
}

/** Functions are all users': the category write has what loads and deletes them, and is seldom named for that. */
function loadsFunctions(categories: readonly RedisCommandCategory[]): boolean {
  return !categories.includes("write") || categories.includes("scripting") || categories.includes("all");
}

/** Those with the same commands are one, with the keys and channels of both; the others in an order of their own. */
function merged(parts: readonly Part[]): readonly Part[] {
  const byCommands = new Map<string, Part>();
  for (const part of parts) {
    const commands = part.rules.commands.join(" ");
    const same = byCommands.get(commands);
    byCommands.set(
      commands,
      same ? { rules: union(same.rules, part.rules), withClients: union(same.withClients, part.withClients) } : part,
    );
  }
  return sortedEntries(byCommands).map(([, part]) => part);
}

function union(a: AccessRules, b: AccessRules): AccessRules {
  const keys = [...a.keys, ...b.keys].sort(byKind);
  const channels = [...a.channels, ...b.channels].filter((word) => word !== "resetchannels").sort();
  return accessRules([...keys, "resetchannels", ...channels, ...a.commands]);
}

/** `~`, then `%R~`, then `%W~`, as the vocabulary writes them. */
function byKind(a: string, b: string): number {
  const [one, two] = [a, b].map((word) => (word.startsWith("~") ? ` ${word}` : word)) as [string, string];
  return one < two ? -1 : 1;
}

function distinct(rules: readonly AccessRules[]): readonly AccessRules[] {
  const byWords = new Map(rules.map((each) => [wordsOf(each), each]));
  return sortedEntries(byWords).map(([, each]) => each);
}
