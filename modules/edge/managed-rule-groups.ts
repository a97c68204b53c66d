import { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { PropType, PropTypes, STRINGS, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import {
  AnonymousIpRule,
  CommonRule,
  IpReputationRule,
  KnownBadInputsRule,
  MANAGED_GROUPS,
  ManagedRuleGroup,
  SqlInjectionRule,
  labelOf,
} from "./managed-rule-names";
import { PRIORITIES, WebAclMode, blockRule, visibility } from "./web-acl-rule";
import { allOf, checkPathPatterns, labelStatement, otherPathsStatements } from "./web-acl-statements";

/** The values of `RuleGroupMode`. */
const RULE_GROUP_MODES = ["block", "count", "off"] as const;
/** What a rule group does: `block` acts as AWS has set its rules, `count` only counts what would be blocked, `off` leaves the group out. */
export type RuleGroupMode = "block" | "count" | "off";

/** A rule of a managed rule group that blocks nothing on some paths. */
export interface ManagedRuleException {
  /** Paths that the rule doesn't block: `/api/orders`, `/api/*` or `*.json`. It counts what it matches there. */
  readonly exceptPaths: readonly string[];
}

/** What a managed rule group does, rule by rule. */
export interface ManagedRuleGroupSettings<Rule extends string = string> {
  /** What the group does. @default - as for a group that isn't mentioned: `block`, `count` for `anonymousIp` */
  readonly mode?: RuleGroupMode;
  /** Paths that the whole group leaves alone: `/api/orders`, `/api/*` or `*.json`. @default - none */
  readonly exceptPaths?: readonly string[];
  /** Single rules, by AWS's names, that only count, or block except on some paths. @default - every rule acts as AWS has set it */
  readonly rules?: Readonly<Partial<Record<Rule, "count" | ManagedRuleException>>>;
}

/** What each of AWS's managed rule groups does: a mode, or more. */
export interface ManagedRuleGroups {
  /** AWSManagedRulesAmazonIpReputationList: addresses that Amazon knows attacks from. @default "block" */
  readonly ipReputation?: RuleGroupMode | ManagedRuleGroupSettings<IpReputationRule>;
  /** AWSManagedRulesAnonymousIpList: proxies, and clients that run in clouds, as trading clients do. @default "count" */
  readonly anonymousIp?: RuleGroupMode | ManagedRuleGroupSettings<AnonymousIpRule>;
  /** AWSManagedRulesCommonRuleSet. Its `SizeRestrictions_BODY` blocks bodies over 8 kB: see `bodyLimits`. @default "block" */
  readonly common?: RuleGroupMode | ManagedRuleGroupSettings<CommonRule>;
  /** AWSManagedRulesKnownBadInputsRuleSet. @default "block" */
  readonly knownBadInputs?: RuleGroupMode | ManagedRuleGroupSettings<KnownBadInputsRule>;
  /** AWSManagedRulesSQLiRuleSet. @default "block" */
  readonly sqlInjection?: RuleGroupMode | ManagedRuleGroupSettings<SqlInjectionRule>;
}

/** A managed rule group's choices with every default filled in. */
export interface ResolvedManagedGroup {
  /** What the group does. */
  readonly mode: RuleGroupMode;
  /** Paths that the whole group leaves alone. */
  readonly exceptPaths: readonly string[];
  /** Single rules that only count, or block except on some paths. */
  readonly rules: Readonly<Partial<Record<string, "count" | ManagedRuleException>>>;
}

const DEFAULT_MODES: Readonly<Record<ManagedRuleGroup, RuleGroupMode>> = {
  ipReputation: "block",
  anonymousIp: "count",
  common: "block",
  knownBadInputs: "block",
  sqlInjection: "block",
};

/** A member of a closed set, or an object, which is looked at by itself. */
function choice<T>(allowed: readonly unknown[]): PropType<T> {
  return { ...(either(oneOf(allowed), record()) as PropType<T>), closedSet: true };
}

const GROUPS: PropTypes<ManagedRuleGroups> = {
  ipReputation: optional(choice(RULE_GROUP_MODES)),
  anonymousIp: optional(choice(RULE_GROUP_MODES)),
  common: optional(choice(RULE_GROUP_MODES)),
  knownBadInputs: optional(choice(RULE_GROUP_MODES)),
  sqlInjection: optional(choice(RULE_GROUP_MODES)),
};
const SETTINGS: PropTypes<ManagedRuleGroupSettings> = {
  mode: optional(oneOf(RULE_GROUP_MODES)),
  exceptPaths: optional(STRINGS),
  rules: optional(record()),
};
const EXCEPTION: PropTypes<ManagedRuleException> = { exceptPaths: STRINGS };

/** Records groups and rules that AWS doesn't have, and choices that there aren't. */
export function checkManagedRuleGroups(validator: Validator, prop: string, groups: ManagedRuleGroups | undefined): void {
  if (!isGiven(groups)) return;
  validator.known(prop, groups).props(groups, GROUPS, prop);
  for (const group of Object.keys(MANAGED_GROUPS) as ManagedRuleGroup[]) {
    const settings = groups[group];
    validator.known(`${prop}.${group}`, settings);
    if (isSettings(settings)) checkSettings(validator, `${prop}.${group}`, group, settings);
  }
}

/** The rule of the managed groups that only counts by itself. */
const COUNTED_BY_AWS = "AWSManagedIPDDoSList";

function checkSettings(validator: Validator, prop: string, group: ManagedRuleGroup, settings: ManagedRuleGroupSettings): void {
  validator.props(settings, SETTINGS, prop).known(`${prop}.mode`, settings.mode).known(`${prop}.rules`, settings.rules);
  checkPathPatterns(validator, `${prop}.exceptPaths`, settings.exceptPaths);
  if (!isSettings(settings.rules)) return;
  const rule = optional(choice<"count" | ManagedRuleException>(["count"]));
  const types = Object.fromEntries(Object.keys(MANAGED_GROUPS[group].labels).map((name) => [name, rule]));
  validator.props(settings.rules, types, `${prop}.rules`);
  for (const [name, exception] of Object.entries(settings.rules)) {
    const within = `${prop}.rules.${name}`;
    validator.known(within, exception);
    if (!isSettings(exception)) continue;
    validator.props(exception, EXCEPTION, within);
    checkPathPatterns(validator, `${within}.exceptPaths`, exception.exceptPaths);
    validator.check(
      `${within}.exceptPaths`,
      exception.exceptPaths,
      exception.exceptPaths.length > 0,
      "must name a path",
      'Write it as ["/api/*"].',
    );
    // AWS WAF Developer Guide, "IP reputation rule groups": an exception would be a rule that blocks on all other paths.
    validator.check(
      within,
      exception,
      name !== COUNTED_BY_AWS,
      "must be count, as AWS has set it: it has nothing to except from",
      "Leave it out, or limit the rate of what it labels.",
    );
  }
}

function isSettings<T>(value: T | string | undefined | null): value is T & object {
  return isGiven(value) && isKnown(value) && typeof value === "object";
}

/** Each default in one place. Pure. */
export function resolveManagedRuleGroups(groups: ManagedRuleGroups = {}): Readonly<Record<ManagedRuleGroup, ResolvedManagedGroup>> {
  const resolved = (Object.keys(MANAGED_GROUPS) as ManagedRuleGroup[]).map((group) => [group, resolveGroup(group, groups[group] ?? {})]);
  return Object.fromEntries(resolved);
}

function resolveGroup(group: ManagedRuleGroup, given: RuleGroupMode | ManagedRuleGroupSettings): ResolvedManagedGroup {
  const settings: ManagedRuleGroupSettings = typeof given === "string" ? { mode: given } : given;
  return { mode: settings.mode ?? DEFAULT_MODES[group], exceptPaths: settings.exceptPaths ?? [], rules: settings.rules ?? {} };
}

/** The groups again, with more paths on which one rule blocks nothing; a rule that only counts stays as it is. Pure. */
export function withExceptPaths(
  groups: Readonly<Record<ManagedRuleGroup, ResolvedManagedGroup>>,
  group: ManagedRuleGroup,
  rule: string,
  paths: readonly string[],
): Readonly<Record<ManagedRuleGroup, ResolvedManagedGroup>> {
  const { rules } = groups[group];
  const current = rules[rule];
  if (paths.length === 0 || current === "count") return groups;
  const exceptPaths = [...(current?.exceptPaths ?? []), ...paths];
  return { ...groups, [group]: { ...groups[group], rules: { ...rules, [rule]: { exceptPaths } } } };
}

/**
 * A group, and behind it a rule for each of its rules that has exceptions: the group counts and labels what that rule matches, and the label is blocked except
 * on the excepted paths (AWS Knowledge Center, "How do I exclude specific URIs from XSS or SQLi inspection?"). Pure.
 */
export function managedRules(groups: Readonly<Record<ManagedRuleGroup, ResolvedManagedGroup>>, mode: WebAclMode): Wafv2WebAclRule[] {
  return (Object.keys(MANAGED_GROUPS) as ManagedRuleGroup[]).flatMap((group, index) => {
    const settings = groups[group];
    if (settings.mode === "off") return [];
    const priority = PRIORITIES.managedRuleGroups + index * 100;
    const applied = mode === "count" ? "count" : settings.mode;
    return [groupRule(group, priority, applied, settings), ...enforcedRules(group, priority, applied, settings)];
  });
}

function groupRule(
  group: ManagedRuleGroup,
  priority: number,
  mode: WebAclMode,
  { exceptPaths, rules }: ResolvedManagedGroup,
): Wafv2WebAclRule {
  const { name, labels } = MANAGED_GROUPS[group];
  const counted = Object.keys(labels).filter((rule) => isGiven(rules[rule]));
  return {
    name,
    priority,
    overrideAction: mode === "count" ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name,
        ...(counted.length > 0 && { rule_action_override: counted.map((rule) => ({ name: rule, action_to_use: { count: {} } })) }),
        ...(exceptPaths.length > 0 && { scope_down_statement: allOf(otherPathsStatements(exceptPaths)) }),
      },
    },
    visibilityConfig: visibility(name),
  };
}

function enforcedRules(group: ManagedRuleGroup, priority: number, mode: WebAclMode, { rules }: ResolvedManagedGroup): Wafv2WebAclRule[] {
  return Object.keys(MANAGED_GROUPS[group].labels).flatMap((rule, index) => {
    const exception = rules[rule];
    if (!isGiven(exception) || exception === "count") return [];
    const statement = allOf([labelStatement(labelOf(group, rule)), ...otherPathsStatements(exception.exceptPaths)]);
    return [blockRule(rule, priority + 1 + index, mode, statement)];
  });
}
