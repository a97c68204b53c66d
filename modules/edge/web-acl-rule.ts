import { Wafv2WebAclRule, Wafv2WebAclVisibilityConfig } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { shortHash } from "../../src/internal/names";
import { oneOf } from "../../src/internal/prop-types";
import { Statement } from "./web-acl-statements";

/** The values of `WebAclMode`. */
const WEB_ACL_MODES = ["block", "count"] as const;
/** Whether what matches is blocked, or only counted. */
export type WebAclMode = "block" | "count";

/** The prop type of modes. */
export const WEB_ACL_MODE = oneOf<WebAclMode>(WEB_ACL_MODES);

/**
 * Where each kind of rule begins, in the order in which AWS WAF evaluates them. Every rule has a priority of its own, whatever else is turned on or off: a
 * rule that moved would be a change of every rule behind it in a plan.
 */
export const PRIORITIES = {
  blockedIpSets: 0,
  allowLists: 10_000,
  blockedCountries: 20_000,
  rateLimits: 30_000,
  managedRuleGroups: 40_000,
  bodyLimits: 50_000,
} as const;

/** How many priorities a kind of named rules has. */
const NAMED_RULES = 10_000;

/** The priority of each named rule, from its name alone; of two that meet, the later name takes the next free one. Pure. */
export function namedPriorities(first: number, names: readonly string[]): Readonly<Record<string, number>> {
  const taken = new Set<number>();
  return Object.fromEntries(
    [...names].sort().map((name) => {
      let slot = parseInt(shortHash(name), 16) % NAMED_RULES;
      while (taken.has(slot)) slot = (slot + 1) % NAMED_RULES;
      taken.add(slot);
      return [name, first + slot];
    }),
  );
}

/** What CloudWatch calls the requests of a rule or of the whole web ACL. Pure. */
export function visibility(metricName: string): Wafv2WebAclVisibilityConfig {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

/** A rule that blocks what matches, or counts it. Pure. */
export function blockRule(name: string, priority: number, mode: WebAclMode, statement: Statement, responseCode?: number): Wafv2WebAclRule {
  const block = responseCode === undefined ? {} : { customResponse: { responseCode } };
  return { name, priority, action: mode === "count" ? { count: {} } : { block }, statement, visibilityConfig: visibility(name) };
}

/** A rule that allows what matches: no rule behind it is evaluated. Pure. */
export function allowRule(name: string, priority: number, statement: Statement): Wafv2WebAclRule {
  return { name, priority, action: { allow: {} }, statement, visibilityConfig: visibility(name) };
}
