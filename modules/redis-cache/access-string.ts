import { closestTo } from "../../src/internal/spelling";
import {
  AccessRules,
  REDIS_COMMAND_CATEGORIES,
  RESTRICTED_COMMANDS,
  accessRules,
  isChannelWord,
  isCommandWord,
  isKeyWord,
  shortForm,
} from "./access-rules";

/** A rule that a text breaks, without the text: it may hold a password. */
export interface AccessStringProblem {
  readonly received: unknown;
  readonly rule: string;
  readonly fix: string;
}

/** What a text says. */
export interface ReadAccessString {
  readonly isOn: boolean;
  /** What the user may do, then its selectors. */
  readonly rules: readonly AccessRules[];
  readonly problems: readonly AccessStringProblem[];
}

/** Passwords are written behind `>` and `<`, their hashes behind `#` and `!` (Valkey documentation, "ACL"). */
const PASSWORD = /^([><#!].*|nopass|resetpass|reset)$/i;
const HIDDEN = "a text that isn't shown";
const CATEGORIES: readonly string[] = REDIS_COMMAND_CATEGORIES;

/**
 * Reads an access string, whose syntax is that of the engines' `ACL SETUSER` without passwords (ElastiCache User Guide, "Role-Based Access Control (RBAC)").
 * Pure.
 */
export function readAccessString(text: string): ReadAccessString {
  const groups = groupsOf(text);
  const [root = [], ...selectors] = groups.map((words) => words.map(shortForm));
  const all = [...root, ...selectors.flat()];
  return {
    isOn: root.filter((word) => word === "on" || word === "off").pop() === "on",
    rules: [root, ...selectors].map(accessRules),
    problems: [...stateProblems(root), ...passwordProblems(all), ...wordProblems(root, selectors), ...commandProblems(all)],
  };
}

/** What may not stand in a text of which Terraform knows the rest. Pure. */
export function unknownAccessStringProblems(text: string): readonly AccessStringProblem[] {
  return passwordProblems(text.split(/\s+/).filter((word) => !word.startsWith("#{")));
}

/** The words of the user, then those of each selector in parentheses; `clearselectors` takes back the ones before it. */
function groupsOf(text: string): readonly (readonly string[])[] {
  const root: string[] = [];
  let selectors: string[][] = [];
  let open: string[] | undefined;
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    const begins = open === undefined && word.startsWith("(");
    if (begins) selectors.push((open = []));
    if (open === undefined) {
      if (word.toLowerCase() === "clearselectors") selectors = [];
      else root.push(word);
      continue;
    }
    const ends = word.endsWith(")");
    const inner = word.slice(begins ? 1 : 0, ends ? -1 : undefined);
    if (inner !== "") open.push(inner);
    if (ends) open = undefined;
  }
  // What is never closed is no selector.
  if (open) open.push("(");
  return [root, ...selectors];
}

function stateProblems(root: readonly string[]): readonly AccessStringProblem[] {
  if (root.includes("on") || root.includes("off")) return [];
  return [{ received: HIDDEN, rule: "must hold on or off", fix: 'Begin it with on, as in "on ~book:* resetchannels -@all +@read".' }];
}

function passwordProblems(words: readonly string[]): readonly AccessStringProblem[] {
  if (!words.some((word) => PASSWORD.test(word))) return [];
  return [
    {
      received: HIDDEN,
      rule: "must hold no password, and neither nopass, resetpass nor reset",
      fix: "Leave them out: users log in by IAM authentication.",
    },
  ];
}

function wordProblems(root: readonly string[], selectors: readonly (readonly string[])[]): readonly AccessStringProblem[] {
  // `ACL LIST` writes the last of them, which is the default.
  const ofUsers = ["on", "off", "sanitize-payload"];
  const isWord = (word: string): boolean => isKeyWord(word) || isChannelWord(word) || isCommandWord(word) || PASSWORD.test(word);
  const holds = root.every((word) => isWord(word) || ofUsers.includes(word)) && selectors.flat().every(isWord);
  if (holds) return [];
  return [
    {
      received: HIDDEN,
      rule: "must be words of an access string",
      fix: "Write on or off, ~key, %R~key, %W~key, &channel, resetchannels, +command, +command|subcommand, +@category, the same with a minus, and selectors in parentheses.",
    },
  ];
}

function commandProblems(words: readonly string[]): readonly AccessStringProblem[] {
  const commands = words.filter(isCommandWord);
  const unknown = commands.map((word) => word.slice(1)).filter((name) => name.startsWith("@") && !CATEGORIES.includes(name.slice(1)));
  const restricted = commands.filter(isRestricted).map((word) => restrictedName(word.slice(1)));
  return [
    ...unknown.map((name) => ({ received: name, rule: "must name categories that there are", fix: fixOfCategory(name.slice(1), "@") })),
    ...restricted.map((name) => ({ received: name, rule: RESTRICTED_RULE, fix: RESTRICTED_FIX })),
  ];
}

/** As it stands in the list: what else a word holds isn't shown. */
function restrictedName(name: string): string {
  return RESTRICTED_COMMANDS.includes(name.toLowerCase()) ? name : name.split("|")[0]!;
}

/** A command that ElastiCache refuses in an access string, whatever is said of it; one of its subcommands may be denied. */
export function isRestricted(word: string): boolean {
  const name = word.slice(1).toLowerCase();
  const [command, subcommand] = name.split("|");
  const ofCommand = RESTRICTED_COMMANDS.includes(command!) && (word.startsWith("+") || subcommand === undefined);
  return ofCommand || (word.startsWith("+") && RESTRICTED_COMMANDS.includes(name));
}

export const RESTRICTED_RULE = "must be a command that ElastiCache doesn't restrict";
export const RESTRICTED_FIX = "Leave it out: no user of a cache has it.";

/** What to write instead of a category that there isn't. */
export function fixOfCategory(name: string, sign = ""): string {
  const meant = closestTo(name, REDIS_COMMAND_CATEGORIES);
  return meant === undefined ? `Use one of ${CATEGORIES.map((each) => sign + each).join(", ")}.` : `Did you mean ${sign}${meant}?`;
}
