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

/** A text with references as `{aws_kms_key.Key.arn}`: without the hash of a resource's id. */
const readable = (text: string): string =>
  text.replace(/\$\{([^}]*)\}/g, (_, reference: string) => `{${reference.replace(/_[0-9A-F]{8}(?=\.)/g, "")}}`);

const conditionsOf = (condition: Readonly<Record<string, Readonly<Record<string, string | string[]>>>> = {}): string => {
  const values = Object.values(condition).flatMap((of) =>
    Object.entries(of).map(([key, value]) => `${key} ${readable([value].flat().join(", "))}`),
  );
  return values.length > 0 ? ` if ${values.sort().join(" and ")}` : "";
};

/** What each role of a stack may do it with, a line for each statement: the role, the statement's sid, its resources, and the values of its conditions. */
export function roleResources(stack: SynthesizedStack): string[] {
  const lines = Object.entries(stack.resources("aws_iam_role_policy")).flatMap(([id, { policy }]) =>
    policyStatements(policy).map(({ Sid, Resource, Condition }) => {
      const resources = [Resource as string | string[]].flat().map(readable).join(", ");
      return `${id.replace(/_Grants_[0-9A-F]{8}$/, "")} ${Sid}: ${resources}${conditionsOf(Condition as never)}`;
    }),
  );
  return lines.sort();
}

/** What each role of a stack is for, and who assumes it, a line for each. */
export function roleTrusts(stack: SynthesizedStack): string[] {
  const lines = Object.entries(stack.resources("aws_iam_role")).flatMap(([id, { assume_role_policy: policy, description }]) =>
    policyStatements(policy).map(({ Principal, Condition }) => {
      const { Service } = Principal as { Service: string };
      return `${id.replace(/_[0-9A-F]{8}$/, "")}: ${description}; ${Service}${conditionsOf(Condition as never)}`;
    }),
  );
  return lines.sort();
}
