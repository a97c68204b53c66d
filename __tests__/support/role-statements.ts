import { SynthesizedStack, policyStatements } from "../../src/testing";

/** What each role of a stack may do, a line for each statement: the role, the statement's sid, its actions, and the keys of its conditions. */
export function roleStatements(stack: SynthesizedStack): string[] {
  const lines = Object.entries(stack.resources("aws_iam_role_policy")).flatMap(([id, { policy }]) =>
    policyStatements(policy).map(({ Sid, Action, Condition = {} }) => {
      const keys = Object.entries(Condition as Record<string, object>).flatMap(([operator, values]) =>
        Object.keys(values).map((key) => `${operator} ${key}`),
      );
      const actions = [Action as string | string[]].flat().join(", ");
      return `${id.replace(/_Grants_[0-9A-F]{8}$/, "")} ${Sid}: ${actions}${keys.length > 0 ? ` if ${keys.sort().join(", ")}` : ""}`;
    }),
  );
  return lines.sort();
}
