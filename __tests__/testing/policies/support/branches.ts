/** One rule at a time, of the configuration that keeps all with some of its values changed. */
import { Arguments, POLICY_RULES, checkPolicies } from "../../../../src/testing";
import { documentOf, securePlatform } from "./secure-platform";

/** A path in the configuration, and what stands there; nothing: it is taken out. */
export type Change = readonly [path: string, value: unknown];

/** The configuration with those changes. */
export function changedBy(changes: readonly Change[]): Arguments {
  const platform = JSON.parse(JSON.stringify(securePlatform())) as Arguments;
  for (const [path, value] of changes) {
    const names = path.split("/");
    const last = names.pop()!;
    const parent = names.reduce<Arguments>((within, name) => (within[name] ??= {}) as Arguments, platform);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return platform;
}

/** What one rule says of the configuration with some values changed. */
export function said(rule: string, ...changes: readonly Change[]): string[] {
  const rules = POLICY_RULES.filter(({ id }) => id === rule);
  return checkPolicies(documentOf(changedBy(changes)), { rules, today: "2026-11-26" }).map(({ detail }) => detail);
}
