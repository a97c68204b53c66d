import { texts } from "../../requests/arguments";
import { Arguments } from "../../synthesized-stack";

/** The statements of a policy in JSON; none for one that only Terraform knows. Pure. */
export function statementsIn(policy: string | undefined): readonly Arguments[] {
  if (policy === undefined || !policy.startsWith("{")) return [];
  const { Statement: statements } = JSON.parse(policy) as Arguments;
  return [statements ?? []].flat() as Arguments[];
}

/** The first value that a statement compares a condition key with, by an operator that isn't negated; undefined where it doesn't. Pure. */
export function expectedOf({ Condition: condition }: Arguments, key: string): string | undefined {
  const operators = Object.entries<Arguments>(condition ?? {}).filter(([operator]) => !operator.includes("Not") && operator !== "Null");
  const keys = operators.flatMap(([, expected]) => Object.entries<unknown>(expected));
  return keys.filter(([name]) => name.toLowerCase() === key.toLowerCase()).flatMap(([, values]) => texts(values))[0];
}
