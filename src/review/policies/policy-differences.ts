import { compareTexts } from "../../internal/compare-texts";
import { readable } from "../../testing/permissions/patterns";
import { SynthesizedStack } from "../../testing/synthesized-stack";
import { PolicyDifference } from "../review";
import { Side } from "../security/side";
import { HeldPolicy, heldPolicies } from "./held-policies";
import { statementLine } from "./statement-line";

/**
 * The policies that differ, as the statements that are taken away and added: of identities, of resources, of endpoints, trust policies, permissions boundaries and attachments of managed
 * policies. The order of statements and of what is in them makes no difference, nor whether one value stands alone or in a list.
 *
 * @param before what is there, as `priorView` has it
 * @param after what the plan leaves, as `plannedView` has it
 * @returns by path and attribute; a policy that only Terraform knows says so in place of its statements
 */
export function policyDifferences(before: SynthesizedStack, after: SynthesizedStack): PolicyDifference[] {
  return differencesOf(new Side(before), new Side(after));
}

/** The same of sides that others have read as well. */
export function differencesOf(before: Side, after: Side): PolicyDifference[] {
  const [old, next] = [heldPolicies(before), heldPolicies(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .flatMap((key): PolicyDifference[] => {
      const [was, is] = [old.get(key), next.get(key)];
      const { resource, attribute } = (is ?? was)!;
      const [own, others] = [linesOf(was), linesOf(is)];
      const removed = own.filter((line) => !others.includes(line));
      const added = others.filter((line) => !own.includes(line));
      if (removed.length + added.length === 0) return [];
      return [{ path: resource.name, address: resource.address, attribute, removed, added }];
    })
    .sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.address, b.address) || compareTexts(a.attribute, b.attribute));
}

function linesOf(policy: HeldPolicy | undefined): string[] {
  const { statements, attached, hidden, attribute = "" } = policy ?? {};
  if (hidden === "sensitive") return ["A sensitive policy, which isn't shown"];
  if (hidden === "unknown") return ["A policy that can't be told before apply"];
  const bounds = attribute === "permissions_boundary";
  const lines = [
    ...(statements ?? []).map(statementLine),
    ...(attached ?? []).map((name) => `${bounds ? "Limit by" : "Attach"} ${readable(name)}`),
  ];
  return [...new Set(lines)].sort();
}
