/** What a rule catches: a stack that passes, and one value of it that just this rule minds where it is another. */
import { Arguments, POLICY_RULES, SynthesizedStack, checkPolicies } from "../../src/testing";

export interface PolicyRow {
  /** The rule's id. */
  readonly rule: string;
  /** The page that says so. */
  readonly page: string;
  /** Resources by type and id that pass. */
  readonly passes: Arguments;
  /** Where another value stands, such as `aws_lb.A.internal`; undefined takes it away. */
  readonly flip: readonly [path: string, value: unknown];
  /** What the rule says of it. */
  readonly detail: string;
}

/** A row on one line. */
export function row(rule: string, page: string, passes: Arguments, path: string, value: unknown, detail: string): PolicyRow {
  return { rule, page, passes, flip: [path, value], detail };
}

/** Rows of one resource, such as `aws_lb.A`: the rule, the page, the argument, its other value, and what the rule says. */
export function rows(
  passes: Arguments,
  resource: string,
  all: readonly (readonly [rule: string, page: string, argument: string, value: unknown, detail: string])[],
): PolicyRow[] {
  return all.map(([rule, page, argument, value, detail]) => row(rule, page, passes, `${resource}.${argument}`, value, detail));
}

/** The rows of a table as tests. */
export function proves(table: readonly PolicyRow[]): void {
  test.each(table.map((one) => [`${one.rule}: ${one.flip[0]} (${one.page})`, one] as const))("%s", (_, { rule, passes, flip, detail }) => {
    const before = findings(passes);
    const after = findings(flipped(passes, flip));
    expect(before.filter((found) => found.startsWith(`${rule}: `))).toEqual([]);
    expect(after.filter((found) => !before.includes(found))).toEqual([`${rule}: ${detail}`]);
  });
}

/** That a table has a row for each rule of a service. */
export function everyRuleHasARow(service: string, table: readonly PolicyRow[]): void {
  test("every rule has a row", () => {
    const all = POLICY_RULES.map(({ id }) => id).filter((id) => id.startsWith(`${service}-`));
    expect([...new Set(table.map(({ rule }) => rule))].sort()).toEqual([...all].sort());
  });
}

/** What the rules say of resources. */
export function findings(resource: Arguments): string[] {
  return checkPolicies(new SynthesizedStack({ resource })).map(({ rule, detail }) => `${rule}: ${detail}`);
}

/** The same with another value in one place. Pure. */
export function flipped(resource: Arguments, [path, value]: PolicyRow["flip"]): Arguments {
  const copy = JSON.parse(JSON.stringify(resource)) as Arguments;
  const names = path.split(".");
  const last = names.pop()!;
  const owner = names.reduce<Arguments>((within, name) => (within[name] ??= {}), copy);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy;
}
