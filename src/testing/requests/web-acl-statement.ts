import { parseIpRange, rangeContains } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks, isUnknown, onlyBlock, texts } from "./arguments";
import { Known, every, not, some } from "./known";
import { InspectedRequest, fieldOf, transformed, transformedSizes } from "./web-acl-fields";

/** What statements are evaluated with. */
export interface StatementContext {
  readonly configuration: Configuration;
  /** The web ACL or rule group that the statement is in. */
  readonly owner: Resource;
  readonly request: InspectedRequest;
  readonly ip: string | undefined;
  readonly country: string | undefined;
  /** Labels that rules before have added, fully qualified; undefined for one that only AWS knows. */
  readonly labels: ReadonlyMap<string, Known>;
  /** What labels of the owner's own rules begin with: `awswaf:<account>:webacl:<name>:`. */
  readonly labelPrefix: string;
  /** Whether managed rule groups ran before, whose labels only AWS knows. */
  readonly managedRulesRan: boolean;
}

type Evaluate = (args: Arguments, context: StatementContext) => Known;

/** Each type of statement (AWS WAF Developer Guide, "Rule statements list"); any other only AWS knows. */
const STATEMENTS: Readonly<Record<string, Evaluate>> = {
  and_statement: (args, context) => every(blocks(args, "statement").map((statement) => evaluateStatement(statement, context))),
  or_statement: (args, context) => some(blocks(args, "statement").map((statement) => evaluateStatement(statement, context))),
  not_statement: (args, context) => not(evaluateStatement(block(args, "statement"), context)),
  byte_match_statement: matchBytes,
  regex_match_statement: (args, context) => matchRegex([String(args.regex_string)], args, context),
  regex_pattern_set_reference_statement: matchRegexSet,
  size_constraint_statement: compareSize,
  geo_match_statement: matchCountry,
  ip_set_reference_statement: matchIpSet,
  label_match_statement: matchLabel,
};

/** Whether a request matches a statement. */
export function evaluateStatement(statement: Arguments | undefined, context: StatementContext): Known {
  const [type, args] = onlyBlock(statement);
  return type === undefined ? undefined : STATEMENTS[type]?.(args, context);
}

const POSITIONS: Readonly<Record<string, (text: string, search: string) => boolean>> = {
  EXACTLY: (text, search) => text === search,
  STARTS_WITH: (text, search) => text.startsWith(search),
  ENDS_WITH: (text, search) => text.endsWith(search),
  CONTAINS: (text, search) => text.includes(search),
  CONTAINS_WORD: (text, search) => new RegExp(`(^|[^A-Za-z0-9_])${search}($|[^A-Za-z0-9_])`).test(text),
};

function matchBytes(args: Arguments, context: StatementContext): Known {
  const search = String(args.search_string);
  const position = POSITIONS[String(args.positional_constraint)];
  return matchField(args, context, (text) => (isUnknown(search) ? undefined : position?.(text, search)));
}

function matchRegex(patterns: readonly string[], args: Arguments, context: StatementContext): Known {
  const expressions = patterns.map(regularExpression);
  return matchField(args, context, (text) => some(expressions.map((expression) => expression?.test(text))));
}

function matchRegexSet(args: Arguments, context: StatementContext): Known {
  const set = context.configuration.find(context.configuration.key(context.owner, args.arn));
  if (!set) return undefined;
  return matchRegex(
    blocks(set.args, "regular_expression").map(({ regex_string: pattern }) => String(pattern)),
    args,
    context,
  );
}

/** What JavaScript understands as AWS WAF does: neither inline flags nor possessive quantifiers. */
const OTHER_SYNTAX = /\(\?[a-zA-Z-]+[):]|[*+?}]\+|\(\?>|\\[AZzGhHRKX]|\[\[:/;

function regularExpression(pattern: string): RegExp | undefined {
  const [, insensitive, rest = pattern] = /^(\(\?i\))?([\s\S]*)$/.exec(pattern)!;
  return isUnknown(pattern) || OTHER_SYNTAX.test(rest) ? undefined : new RegExp(rest, insensitive ? "i" : "");
}

/** Whether one of a field's texts matches; what is too long may decide by itself. */
function matchField(args: Arguments, { request }: StatementContext, matches: (text: string) => Known): Known {
  const field = fieldOf(block(args, "field_to_match"), request);
  if (field.oversize) return field.oversize === "MATCH";
  return field.texts && (transformed(field.texts, args)?.map(matches) ?? [undefined]).reduce<Known>((any, one) => some([any, one]), false);
}

const COMPARISONS: Readonly<Record<string, (size: number, limit: number) => boolean>> = {
  EQ: (size, limit) => size === limit,
  NE: (size, limit) => size !== limit,
  LE: (size, limit) => size <= limit,
  LT: (size, limit) => size < limit,
  GE: (size, limit) => size >= limit,
  GT: (size, limit) => size > limit,
};

function compareSize(args: Arguments, { request }: StatementContext): Known {
  const field = fieldOf(block(args, "field_to_match"), request);
  if (field.oversize) return field.oversize === "MATCH";
  const compare = COMPARISONS[String(args.comparison_operator)];
  return some(transformedSizes(field, args).map((size) => (size === undefined ? undefined : compare?.(size, Number(args.size)))));
}

function matchCountry(args: Arguments, { country }: StatementContext): Known {
  if (country === undefined || block(args, "forwarded_ip_config")) return undefined;
  return texts(args.country_codes).includes(country);
}

function matchIpSet(args: Arguments, { configuration, owner, ip, request }: StatementContext): Known {
  const set = configuration.find(configuration.key(owner, args.arn));
  const header = block(args, "ip_set_forwarded_ip_config");
  if (!set) return undefined;
  const ranges = texts(set.args.addresses).map((address) => parseIpRange(address));
  const within = (address: string | undefined): Known => {
    const own = address === undefined ? undefined : parseIpRange(address.trim());
    return own && some(ranges.map((range) => range && rangeContains(range, own)));
  };
  if (!header) return within(ip);
  const value = request.message.headers[String(header.header_name).toLowerCase()];
  // Without the header, the rule isn't applied (AWS WAF API Reference, `IPSetForwardedIPConfig`).
  if (value === undefined) return false;
  const addresses = value.split(",");
  const chosen: Readonly<Record<string, readonly string[]>> = { FIRST: addresses.slice(0, 1), LAST: addresses.slice(-1) };
  return some((chosen[String(header.position)] ?? addresses).map((address) => within(address) ?? header.fallback_behavior === "MATCH"));
}

/** What geographic match statements label each request with, whatever they match. */
export const COUNTRY_LABEL = "awswaf:clientip:geo:country:";
/** The country of a viewer that isn't known. */
export const UNKNOWN_COUNTRY = "?";
const GEOGRAPHY = "awswaf:clientip:geo:";
const MANAGED = "awswaf:managed:";

/** A key that isn't fully qualified is one of the same web ACL or rule group (AWS WAF Developer Guide, "Label match rule statement"). */
function matchLabel(args: Arguments, { labels, labelPrefix, managedRulesRan }: StatementContext): Known {
  const key = String(args.key).replace(/^awswaf:[^:]+:(webacl|rulegroup):/, "awswaf:account:$1:");
  const isQualified = key.startsWith("awswaf:");
  if (key.startsWith(MANAGED) && args.scope === "LABEL" && labels.has(key)) return labels.get(key);
  if (key.startsWith(MANAGED)) return managedRulesRan ? undefined : false;
  if (key.startsWith(GEOGRAPHY) && args.scope === "LABEL") return geographicLabel(key, labels);
  const within = [...labels].filter(([label]) => isQualified || label.startsWith(labelPrefix));
  const isMatched = (label: string): boolean => {
    if (args.scope === "LABEL") return isQualified ? label === key : label.endsWith(`:${key}`);
    const namespace = label.slice(0, label.lastIndexOf(":") + 1);
    return isQualified ? namespace.startsWith(key) : namespace.includes(`:${key}`);
  };
  return some([false, ...within.filter(([label]) => isMatched(label)).map(([, added]) => added)]);
}

function geographicLabel(key: string, labels: ReadonlyMap<string, Known>): Known {
  const ran = [...labels.keys()].some((label) => label.startsWith(COUNTRY_LABEL));
  if (!ran) return false;
  const isKnown = key.startsWith(COUNTRY_LABEL) && !labels.has(`${COUNTRY_LABEL}${UNKNOWN_COUNTRY}`);
  return isKnown ? labels.has(key) : undefined;
}
