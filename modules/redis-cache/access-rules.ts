/** A category of commands, as `ACL CAT` lists them; those of JSON, Bloom filters and search are ElastiCache's. */
export type RedisCommandCategory =
  | "admin"
  | "all"
  | "bitmap"
  | "blocking"
  | "bloom"
  | "connection"
  | "dangerous"
  | "fast"
  | "geo"
  | "hash"
  | "hyperloglog"
  | "json"
  | "keyspace"
  | "list"
  | "pubsub"
  | "read"
  | "scripting"
  | "search"
  | "set"
  | "slow"
  | "sortedset"
  | "stream"
  | "string"
  | "transaction"
  | "write";

export const REDIS_COMMAND_CATEGORIES: readonly RedisCommandCategory[] = [
  "admin",
  "all",
  "bitmap",
  "blocking",
  "bloom",
  "connection",
  "dangerous",
  "fast",
  "geo",
  "hash",
  "hyperloglog",
  "json",
  "keyspace",
  "list",
  "pubsub",
  "read",
  "scripting",
  "search",
  "set",
  "slow",
  "sortedset",
  "stream",
  "string",
  "transaction",
  "write",
];

/** Commands that no user of a cache has, whatever is allowed (ElastiCache User Guide, "Restricted commands"). */
export const RESTRICTED_COMMANDS = [
  "acl|deluser",
  "acl|load",
  "acl|save",
  "acl|setuser",
  "bgrewriteaof",
  "bgsave",
  "cluster|addslots",
  "cluster|addslotsrange",
  "cluster|bumpepoch",
  "cluster|delslots",
  "cluster|delslotsrange",
  "cluster|failover",
  "cluster|flushslots",
  "cluster|forget",
  "cluster|meet",
  "cluster|setslot",
  "config",
  "debug",
  "migrate",
  "psync",
  "replicaof",
  "save",
  "slaveof",
  "shutdown",
  "sync",
];

/** A command, or a subcommand behind a bar. */
export const COMMAND = /^[a-z][a-z0-9_.-]*(\|[a-z0-9][a-z0-9_-]*)?$/;

/** What is allowed at once: keys, channels and commands, in the words of an access string. */
export interface AccessRules {
  readonly keys: readonly string[];
  readonly channels: readonly string[];
  readonly commands: readonly string[];
}

const LONG_FORMS: Readonly<Record<string, string>> = { allkeys: "~*", allchannels: "&*", allcommands: "+@all", nocommands: "-@all" };

/** The word that is written for another: the short form, and letters of commands as ElastiCache shows them. */
export function shortForm(word: string): string {
  const lower = word.toLowerCase();
  if (/^[+-]/.test(word) || /^(on|off|reset[a-z]*|nopass|clearselectors|sanitize-payload)$/.test(lower)) return lower;
  if (/^%(r|w|rw|wr)~/.test(lower)) {
    const rights = lower.slice(1, lower.indexOf("~")).toUpperCase();
    return `${rights.length === 2 ? "" : `%${rights}`}${word.slice(word.indexOf("~"))}`;
  }
  return LONG_FORMS[lower] ?? word;
}

export const isKeyWord = (word: string): boolean => /^(~.+|%[RW]~.+|resetkeys)$/.test(word);
export const isChannelWord = (word: string): boolean => /^(&.+|resetchannels)$/.test(word);
export const isCommandWord = (word: string): boolean => /^[+-]@[a-z]+$/.test(word) || (/^[+-]/.test(word) && COMMAND.test(word.slice(1)));

/**
 * Words in the order in which they are applied, as what they come to: the engines' own spelling (`ACL LIST`), which ElastiCache takes over.
 * A later word about the same replaces an earlier one.
 */
export function accessRules(words: readonly string[]): AccessRules {
  return {
    keys: keysOf(words.filter(isKeyWord)),
    channels: channelsOf(words.filter(isChannelWord)),
    commands: commandsOf(words.filter(isCommandWord)),
  };
}

/** Every key includes each; a key that may be read by one word and written by another may be both. */
function keysOf(words: readonly string[]): readonly string[] {
  let keys: string[] = [];
  for (const word of words) {
    const pattern = word.slice(word.indexOf("~"));
    const same = keys.findIndex((key) => key.slice(key.indexOf("~")) === pattern);
    if (word === "resetkeys") keys = [];
    else if (word === "~*" || keys[0] === "~*") keys = ["~*"];
    else if (same < 0) keys.push(word);
    else if (keys[same] !== word) keys[same] = pattern;
  }
  return keys;
}

/**
 * `resetchannels` stands before the channels: where nothing is said of channels a user has what the parameter acl-pubsub-default says,
 * and that is every channel (ElastiCache User Guide, "Valkey and Redis OSS parameters").
 */
function channelsOf(words: readonly string[]): readonly string[] {
  let channels: string[] = [];
  for (const word of words) {
    if (word === "resetchannels") channels = [word];
    else if (word === "&*" || channels[0] === "&*") channels = ["&*"];
    else channels = [...new Set(["resetchannels", ...channels, word])];
  }
  return channels;
}

function commandsOf(words: readonly string[]): readonly string[] {
  let commands: string[] = ["-@all"];
  for (const word of words) {
    const name = word.slice(1);
    const isAboutIt = (other: string): boolean => other.slice(1) === name || other.slice(1).startsWith(`${name}|`);
    commands = name === "@all" ? [word] : [...commands.filter((other) => !isAboutIt(other)), word];
  }
  return commands;
}

/** The words of rules, keys first. */
export function wordsOf({ keys, channels, commands }: AccessRules): string {
  return [...keys, ...channels, ...commands].join(" ");
}
