import { Arguments } from "../synthesized-stack";
import { block, blocks, isUnknown, onlyBlock, texts } from "./arguments";

type Describe = (args: Arguments) => string;

const TEXTS: Readonly<Record<string, Describe>> = {
  and_statement: (args) => joined(args, " and "),
  or_statement: (args) => joined(args, " or "),
  not_statement: (args) => `not ${nested(block(args, "statement"))}`,
  byte_match_statement: (args) => `${field(args)} ${words(args.positional_constraint)} ${quoted(args.search_string)}`,
  regex_match_statement: (args) => `${field(args)} matches ${quoted(args.regex_string)}`,
  regex_pattern_set_reference_statement: (args) => `${field(args)} matches a pattern set`,
  size_constraint_statement: (args) => `size of the ${field(args)} ${words(args.comparison_operator)} ${args.size}`,
  geo_match_statement: (args) => `country ${texts(args.country_codes).join(" or ")}`,
  ip_set_reference_statement: () => "address in an IP set",
  label_match_statement: (args) => `label ${args.key}`,
};

/** What a statement of a web ACL looks for, in words. Pure. */
export function statementText(statement: Arguments | undefined): string {
  const [type, args] = onlyBlock(statement);
  if (type === undefined) return "nothing";
  return TEXTS[type]?.(args) ?? words(type.replace(/_statement$/, ""));
}

function joined(args: Arguments, word: string): string {
  return blocks(args, "statement").map(nested).join(word);
}

function nested(statement: Arguments | undefined): string {
  const [type] = onlyBlock(statement);
  const text = statementText(statement);
  return type === "and_statement" || type === "or_statement" ? `(${text})` : text;
}

function field(args: Arguments): string {
  const [kind = "request", settings] = onlyBlock(block(args, "field_to_match"));
  const name: unknown = settings?.name;
  return name === undefined ? words(kind) : `${words(kind).replace("single ", "")} ${String(name)}`;
}

function words(constant: unknown): string {
  return String(constant).toLowerCase().replaceAll("_", " ");
}

/** What only Terraform knows may be a secret. */
function quoted(value: unknown): string {
  return isUnknown(String(value)) ? "(known to Terraform)" : `"${String(value)}"`;
}
