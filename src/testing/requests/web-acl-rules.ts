import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks, onlyBlock } from "./arguments";
import { Known, some } from "./known";
import { blockingManagedRule, managedLabels, overriddenRules } from "./managed-rules";
import { statementText } from "./statement-text";
import { InspectedRequest } from "./web-acl-fields";
import { COUNTRY_LABEL, StatementContext, UNKNOWN_COUNTRY, evaluateStatement } from "./web-acl-statement";

/** What a rule does with requests that it matches. */
export type RuleAction = "allow" | "block" | "count" | "captcha" | "challenge";

/** What a rule makes of a request. */
export interface RuleMatch {
  readonly rule: string;
  readonly priority: number;
  readonly action: RuleAction;
  /** Whether it matches; undefined where only AWS knows. */
  readonly matches: Known;
  /** Why, in words. */
  readonly reason: string;
  /** The block action's settings. */
  readonly block?: Arguments;
}

/** What web ACLs and rule groups are evaluated with. */
export interface InspectionContext {
  readonly configuration: Configuration;
  readonly request: InspectedRequest;
  readonly ip: string | undefined;
  readonly country: string | undefined;
}

/** What rules have left behind for those after them. */
class Labels {
  public readonly known = new Map<string, Known>();
  public managedRulesRan = false;

  /** Adds a label: what one rule adds stays, whatever those behind do. */
  public add(label: string, added: Known): void {
    this.known.set(label, some(this.known.has(label) ? [this.known.get(label), added] : [added]));
  }
}

const ACTIONS: readonly RuleAction[] = ["allow", "block", "count", "captcha", "challenge"];

/**
 * What the rules of a web ACL make of a request, in the order of their priorities, until one of them ends the evaluation (AWS WAF Developer Guide, "Setting
 * rule priority", "Using rule actions").
 */
export function matchRules(context: InspectionContext, webAcl: Resource): readonly RuleMatch[] {
  return evaluateRules(context, webAcl, new Labels(), `awswaf:account:webacl:${webAcl.args.name}:`);
}

/** @param overrides the actions that a reference to a rule group gives its rules, by their names */
function evaluateRules(
  context: InspectionContext,
  owner: Resource,
  labels: Labels,
  labelPrefix: string,
  overrides: ReadonlyMap<string, RuleAction> = new Map(),
): readonly RuleMatch[] {
  if (owner.args.rule_json !== undefined) {
    return [{ rule: "rule_json", priority: 0, action: "block", matches: undefined, reason: "rules that are given as rule_json" }];
  }
  const matches: RuleMatch[] = [];
  const ordered = [...blocks(owner.args, "rule")].sort((a, b) => Number(a.priority) - Number(b.priority));
  for (const rule of ordered) {
    const evaluated = evaluateRule(
      rule,
      { ...context, owner, labels: labels.known, labelPrefix, managedRulesRan: labels.managedRulesRan },
      labels,
    );
    const match = { ...evaluated, action: overrides.get(evaluated.rule) ?? evaluated.action };
    matches.push(match);
    leaveLabels(rule, match.matches, labels, labelPrefix, context.country);
    if (match.matches === true && (match.action === "allow" || match.action === "block")) break;
  }
  return matches;
}

function leaveLabels(rule: Arguments, matches: Known, labels: Labels, prefix: string, country: string | undefined): void {
  if (JSON.stringify(rule.statement).includes('"geo_match_statement"')) {
    labels.known.set(`${COUNTRY_LABEL}${country ?? UNKNOWN_COUNTRY}`, true);
  }
  if (matches === false) return;
  for (const { name } of blocks(rule, "rule_label")) labels.add(`${prefix}${name}`, matches);
}

function evaluateRule(rule: Arguments, context: StatementContext & InspectionContext, labels: Labels): RuleMatch {
  const named = { rule: String(rule.name), priority: Number(rule.priority) };
  const [type, args] = onlyBlock(block(rule, "statement"));
  const counts = block(rule, "override_action")?.count !== undefined;
  const scope = block(args, "scope_down_statement");
  const inScope = scope === undefined ? true : evaluateStatement(scope, context);
  const action = actionOf(rule);
  const own = { ...named, action, block: block(block(rule, "action"), "block") };
  if (inScope === false) return { ...own, matches: false, reason: "not within its scope-down statement" };
  switch (type) {
    case "rate_based_statement": {
      const seconds = Number(args.evaluation_window_sec ?? 300);
      const limit = Number(args.limit).toLocaleString("en-US");
      return { ...own, matches: undefined, reason: `the rate: more than ${limit} requests in ${seconds} seconds` };
    }
    case "managed_rule_group_statement":
      labels.managedRulesRan = true;
      for (const [label, added] of managedLabels(args, context.request)) {
        labels.add(label, inScope === true ? added : added && undefined);
      }
      return managedGroup(named, args, counts, inScope, context.request);
    case "rule_group_reference_statement":
      return { ...ruleGroup(args, counts, context, labels), ...named };
    default: {
      const matches = evaluateStatement(block(rule, "statement"), context);
      const reason = statementText(block(rule, "statement"));
      return { ...own, matches, reason };
    }
  }
}

function managedGroup(
  named: Pick<RuleMatch, "rule" | "priority">,
  args: Arguments,
  counts: boolean,
  inScope: Known,
  request: InspectedRequest,
): RuleMatch {
  const group = `the managed rule group ${args.name}`;
  const overridden = overriddenRules(args);
  const except = overridden.length > 0 ? `, ${overridden.join(", ")} overridden` : "";
  const certain = blockingManagedRule(args, request);
  if (counts) return { ...named, action: "count", matches: certain && inScope, reason: `${group}${except}` };
  if (!certain) return { ...named, action: "block", matches: undefined, reason: `${group}${except}` };
  return { ...named, action: "block", matches: inScope && true, reason: `${group}, ${certain.name}: ${certain.text}` };
}

/** The rules of a rule group are evaluated as if they stood in its place. */
function ruleGroup(
  args: Arguments,
  counts: boolean,
  context: StatementContext & InspectionContext,
  labels: Labels,
): Omit<RuleMatch, "rule" | "priority"> {
  const group = context.configuration.find(context.configuration.key(context.owner, args.arn));
  if (!group) return { action: counts ? "count" : "block", matches: undefined, reason: "a rule group that isn't in the stacks" };
  const overrides = new Map(
    blocks(args, "rule_action_override").map(({ name, action_to_use: action }) => [String(name), actionOf({ action })]),
  );
  const matches = evaluateRules(context, group, labels, `awswaf:account:rulegroup:${group.args.name}:`, overrides);
  const ending = matches.filter((match) => match.matches !== false && match.action !== "count");
  const sure = ending.find((match) => match.matches === true);
  const deciding = sure && ending.every(({ action }) => action === sure.action) ? sure : ending[0];
  if (!deciding) {
    return { action: "count", matches: matches.some((match) => match.matches === true), reason: `${group.name} ends no request` };
  }
  return { ...deciding, action: counts ? "count" : deciding.action, reason: `${group.name}, ${deciding.rule}: ${deciding.reason}` };
}

function actionOf(rule: Arguments): RuleAction {
  const action = block(rule, "action");
  return ACTIONS.find((name) => block(action, name) !== undefined) ?? "block";
}
