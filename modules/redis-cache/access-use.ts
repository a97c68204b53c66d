import { Validator } from "../../src/internal/validator";
import { AccessRules } from "./access-rules";

/** Categories whose commands use keys, but for few; those few are named one by one. */
const OF_KEYS = [
  "bitmap",
  "blocking",
  "bloom",
  "geo",
  "hash",
  "hyperloglog",
  "json",
  "list",
  "read",
  "set",
  "sortedset",
  "stream",
  "string",
  "write",
];
/** What has commands that publish or subscribe (Valkey documentation, "ACL CAT"). */
const OF_CHANNELS = /^\+(@(all|fast|pubsub|slow)|s?publish|[ps]?subscribe)$/;

/**
 * Records an access that its user could do nothing with, or nothing with a part of it. To be asked where it is used: one more access, by `and`, would have commands of its own.
 *
 * @param parts what is allowed at once, without what clients ask for when they connect
 */
export function checkUse(validator: Validator, prop: string, parts: readonly AccessRules[]): void {
  for (const rule of new Set(parts.map(missingIn))) {
    if (rule !== undefined) validator.check(prop, "a RedisAccess", false, ...rule);
  }
}

const NO_COMMANDS = ["must allow commands", "Name categories or commands, such as read."] as const;
const NO_KEYS = ["must name keys, which its commands use", 'Name keys, readKeys or writeKeys, such as "book:*".'] as const;
const NO_CHANNELS = ["must name channels, which its commands use", 'Name channels, such as "quote:*".'] as const;
const NO_PUBSUB = ["must allow commands that use its channels", "Name the category pubsub, or a command such as publish."] as const;

/** What one part lacks. Pure. */
function missingIn({ keys, channels, commands }: AccessRules): readonly [string, string] | undefined {
  const allowed = commands.filter((word) => word.startsWith("+"));
  const patterns = channels.filter((word) => word.startsWith("&"));
  if (allowed.length === 0) return NO_COMMANDS;
  if (patterns.length > 0 && !allowed.some((word) => OF_CHANNELS.test(word))) return NO_PUBSUB;
  const unused = allowed.filter((word) => !OF_KEYS.some((category) => word === `+@${category}`));
  if (keys.length === 0 && unused.length === 0) return NO_KEYS;
  return keys.length === 0 && patterns.length === 0 && unused.every((word) => word === "+@pubsub") ? NO_CHANNELS : undefined;
}
