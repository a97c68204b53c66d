import { PropTypes, STRING, STRINGS, list, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { COMMAND, REDIS_COMMAND_CATEGORIES, RedisCommandCategory } from "./access-rules";
import { RESTRICTED_FIX, RESTRICTED_RULE, fixOfCategory, isRestricted } from "./access-string";

/** What a user of a cache may do. Nothing is allowed that isn't named, besides what clients ask for when they connect. */
export interface RedisAccessProps {
  /**
   * Keys that may be read and written, as glob-style patterns: `book:*`. A pattern holds no spaces and no parentheses.
   *
   * @default - none
   */
  readonly keys?: readonly string[];
  /**
   * Keys that may be read, as patterns.
   *
   * @default - none
   */
  readonly readKeys?: readonly string[];
  /**
   * Keys that may be written, by commands that return nothing of what they hold, as patterns.
   *
   * @default - none
   */
  readonly writeKeys?: readonly string[];
  /**
   * Channels that may be published to and subscribed to, as patterns. `PSUBSCRIBE` needs the very pattern.
   *
   * @default - none
   */
  readonly channels?: readonly string[];
  /**
   * Categories of commands. Dangerous commands (`FLUSHALL`, `KEYS`, `SORT`, …) are left out, unless `dangerous` or `admin` is one of them, and of `write` those
   * that load and delete functions, which all users share, unless `scripting` is.
   *
   * @default - none
   */
  readonly categories?: readonly RedisCommandCategory[];
  /**
   * Categories whose commands are taken out of `categories`.
   *
   * @default - none
   */
  readonly deniedCategories?: readonly RedisCommandCategory[];
  /**
   * Commands in addition, also those of a category that is left out: `get`, or a subcommand, `client|setname`. Name one that the cache's engine version has.
   *
   * @default - none
   */
  readonly commands?: readonly string[];
  /**
   * Commands that are taken out, `set` or `client|kill`.
   *
   * @default - none
   */
  readonly deniedCommands?: readonly string[];
}

const STRING_LISTS = optional(STRINGS);
const CATEGORY_LISTS = optional(list<readonly RedisCommandCategory[]>());
const ACCESS_PROPS: PropTypes<RedisAccessProps> = {
  keys: STRING_LISTS,
  readKeys: STRING_LISTS,
  writeKeys: STRING_LISTS,
  channels: STRING_LISTS,
  categories: CATEGORY_LISTS,
  deniedCategories: CATEGORY_LISTS,
  commands: STRING_LISTS,
  deniedCommands: STRING_LISTS,
};

type Names = readonly string[] | undefined;

/** A pattern ends at a space, and a selector at a parenthesis. The sign is an access string's. */
const PATTERN = /^(?!~|&|%[RW]{1,2}~)[^\s\p{C}()]+$/u;
/** Every key or channel that begins so, and no others: a wildcard in it would be one of the pattern. */
const PREFIX = /^[^\s\p{C}()*?[\]\\^]*[^\s\p{C}()*?[\]\\^:]$/u;

/** @throws ValidationError for a prefix that isn't the beginning of names */
export function checkPrefix(subject: string, prop: string, prefix: string): void {
  new Validator(subject)
    .props({ [prop]: prefix }, { [prop]: STRING })
    .matches(
      prop,
      prefix,
      PREFIX,
      "must be what names begin with, without spaces, parentheses, wildcards and the colon behind it",
      'Write it as "book", for book:….',
    )
    .throwIfInvalid();
}

/** @throws ValidationError for a pattern that ElastiCache would read as something else */
export function checkKeys(subject: string, keys: readonly string[]): void {
  const validator = new Validator(subject).props({ keys }, { keys: STRINGS });
  checkPatterns(validator, "keys", keys);
  validator.check("keys", keys, keys.length > 0, "must be one pattern or more", 'Write it as ["book:*"].').throwIfInvalid();
}

/** @throws ValidationError for a pattern, category or command that isn't one, a command that ElastiCache restricts, and what is allowed and denied at once */
export function checkAccessProps(subject: string, props: RedisAccessProps): void {
  const validator = new Validator(subject).props(props, ACCESS_PROPS);
  for (const prop of ["keys", "readKeys", "writeKeys", "channels"] as const) checkPatterns(validator, prop, props[prop]);
  for (const prop of ["categories", "deniedCategories"] as const) checkCategories(validator, prop, props[prop]);
  for (const prop of ["commands", "deniedCommands"] as const) checkCommands(validator, prop, props[prop]);
  checkRestricted(validator, "commands", "+", props.commands);
  checkRestricted(validator, "deniedCommands", "-", props.deniedCommands);
  checkDenied(validator, "deniedCategories", props.categories, props.deniedCategories);
  checkDenied(validator, "deniedCommands", props.commands, props.deniedCommands);
  validator.throwIfInvalid();
}

function checkPatterns(validator: Validator, prop: string, patterns: Names): void {
  for (const [index, pattern] of (patterns ?? []).entries()) {
    const rule = "must be a pattern without spaces, parentheses and the sign of an access string";
    validator.matches(`${prop}[${index}]`, pattern, PATTERN, rule, 'Write it as "book:*".');
  }
}

function checkCategories(validator: Validator, prop: string, categories: readonly RedisCommandCategory[] | undefined): void {
  for (const [index, category] of (categories ?? []).entries()) {
    const holds = REDIS_COMMAND_CATEGORIES.includes(category);
    validator
      .known(`${prop}[${index}]`, category)
      .check(`${prop}[${index}]`, category, holds, "must be a category that there is", fixOfCategory(String(category)));
  }
}

function checkCommands(validator: Validator, prop: string, commands: Names): void {
  for (const [index, command] of (commands ?? []).entries()) {
    validator
      .known(`${prop}[${index}]`, command)
      .check(
        `${prop}[${index}]`,
        command,
        COMMAND.test(command.toLowerCase()),
        "must be a command, or a subcommand behind a bar",
        fixOfCommand(command),
      );
  }
}

function fixOfCommand(command: string): string {
  if (command.includes("@")) return "Write a category in categories, without the sign.";
  return 'Write it as "get" or "client|setname", without a sign before it.';
}

function checkRestricted(validator: Validator, prop: string, sign: "+" | "-", commands: Names): void {
  for (const [index, command] of (commands ?? []).entries()) {
    validator.check(`${prop}[${index}]`, command, !isRestricted(sign + command), RESTRICTED_RULE, RESTRICTED_FIX);
  }
}

function checkDenied(validator: Validator, prop: string, allowed: Names, denied: Names): void {
  const names = (allowed ?? []).map(lowered);
  const both = (denied ?? []).filter((name) => names.includes(lowered(name)));
  validator.check(prop, both, both.length === 0, "must hold nothing that is allowed", "Leave it out of one of the two.");
}

/** Of a category that is no string, which another rule says. */
function lowered(name: unknown): string {
  return String(name).toLowerCase();
}
