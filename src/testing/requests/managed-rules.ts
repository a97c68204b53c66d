import { Arguments } from "../synthesized-stack";
import { blocks } from "./arguments";
import { InspectedRequest } from "./web-acl-fields";

/** A rule of a managed rule group whose decision can be computed; each of them blocks. */
interface ManagedRule {
  readonly name: string;
  /** What it adds to requests that it matches, whatever its action. */
  readonly label: string;
  readonly matches: (request: InspectedRequest) => boolean;
  /** What it looks for, in words. */
  readonly text: string;
}

const bytes = (text: string): number => Buffer.byteLength(text);

/** What the labels of the core rule set begin with. */
const CORE = "awswaf:managed:aws:core-rule-set:";

/**
 * Rules that AWS documents to the byte (AWS WAF Developer Guide, "Baseline rule groups", core rule set). What the others look for, AWS doesn't say in full, and
 * changes.
 */
const COMPUTED_RULES: Readonly<Record<string, readonly ManagedRule[]>> = {
  AWSManagedRulesCommonRuleSet: [
    {
      name: "NoUserAgent_HEADER",
      label: `${CORE}NoUserAgent_Header`,
      matches: ({ message }) => !message.headers["user-agent"],
      text: "there is no User-Agent header",
    },
    {
      name: "SizeRestrictions_QUERYSTRING",
      label: `${CORE}SizeRestrictions_QueryString`,
      matches: ({ message }) => bytes(message.query.join("&")) > 2048,
      text: "the query string is longer than 2,048 bytes",
    },
    {
      name: "SizeRestrictions_Cookie_HEADER",
      label: `${CORE}SizeRestrictions_Cookie_Header`,
      matches: ({ message }) => bytes(message.cookies.join("; ")) > 10_240,
      text: "the Cookie header is longer than 10,240 bytes",
    },
    {
      name: "SizeRestrictions_BODY",
      label: `${CORE}SizeRestrictions_Body`,
      matches: ({ bodyBytes }) => bodyBytes > 8192,
      text: "the body is longer than 8,192 bytes",
    },
    {
      name: "SizeRestrictions_URIPATH",
      label: `${CORE}SizeRestrictions_URIPath`,
      matches: ({ message }) => bytes(message.path) > 1024,
      text: "the path is longer than 1,024 bytes",
    },
  ],
};

/** What is computed of a managed rule group. */
export interface ManagedRuleMatch {
  readonly name: string;
  readonly text: string;
}

/** The labels of the rules that are computed, and whether a request has them after the group. Pure. */
export function managedLabels(statement: Arguments, request: InspectedRequest): readonly (readonly [string, boolean])[] {
  return (COMPUTED_RULES[String(statement.name)] ?? []).map(({ label, matches }) => [label, matches(request)]);
}

/** The first rule of a managed rule group that blocks for sure; undefined where none does. A rule with an action of its own isn't computed. Pure. */
export function blockingManagedRule(statement: Arguments, request: InspectedRequest): ManagedRuleMatch | undefined {
  const overridden = overriddenRules(statement);
  return COMPUTED_RULES[String(statement.name)]?.find(({ name, matches }) => !overridden.includes(name) && matches(request));
}

/** The rules of a group that have another action than the group's own, by their names. Pure. */
export function overriddenRules(statement: Arguments): readonly string[] {
  return [...blocks(statement, "rule_action_override"), ...blocks(statement, "excluded_rule")].map(({ name }) => String(name));
}
