/** Builds a prop set twice, and says what became of it. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { ValidationError } from "../../../src/core";
import { PolicyFinding, checkPolicies, findingSentence, synthesize } from "../../../src/testing";
import fc from "../fast-check";
import { ACCOUNT_ID, REGION } from "../synth";
import { sometimesWrong } from "./arbitraries";
import { Given } from "./given";

/** A construct, its props, and what the props may ask for though a rule minds it. */
export interface Subject {
  readonly props: fc.Arbitrary<unknown>;
  /** Rules by their ids, and whether props ask for what a rule minds, or leave to others what it wants. */
  readonly excepted?: Exceptions;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  build(scope: Construct, id: string, props: any): unknown;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Exceptions = Readonly<Record<string, (props: any) => boolean>>;

/** The constructs of a module by name. */
export type Subjects = Readonly<Record<string, Subject>>;

/** A construct's name and a prop set. */
export interface PropSet {
  readonly subject: string;
  readonly props: unknown;
}

export type Outcome = "synthesized" | "refused";

/** Sets of a module, some with one thing wrong. */
export function propSets(subjects: Subjects): fc.Arbitrary<PropSet> {
  return fc.oneof(
    ...Object.entries(subjects).map(([subject, { props }]) => sometimesWrong(props).map((each) => ({ subject, props: each }))),
  );
}

/** A stack with the construct of a set, which refers to what is given. */
export function made(subjects: Subjects, { subject, props }: PropSet): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "random");
  new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [ACCOUNT_ID] });
  const given = new Given(stack);
  subjects[subject]!.build(stack, "Subject", given.fill(props));
  return stack;
}

/**
 * Synthesizes a set twice.
 *
 * @throws Error for anything but a ValidationError, for another text at the second time, or for a finding that nothing excepts
 */
export function outcomeOf(subjects: Subjects, set: PropSet): Outcome {
  const texts: string[] = [];
  let findings: PolicyFinding[] = [];
  for (const turn of [1, 2]) {
    try {
      const synthesized = synthesize(made(subjects, set));
      texts.push(JSON.stringify(synthesized.json));
      if (turn === 1) findings = checkPolicies(synthesized, { today: "2026-11-26" });
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      texts.push(error.message);
      if (turn === 1) findings = [];
    }
  }
  if (texts[0] !== texts[1]) throw new Error("differs when it is synthesized again");
  const { excepted = {} } = subjects[set.subject]!;
  const unexcepted = findings.filter(({ rule, path }) => !/(^|\/)Given\//.test(path) && !excepted[rule]?.(set.props ?? {}));
  if (unexcepted.length > 0) throw new Error(unexcepted.map(findingSentence).join("\n"));
  return texts[0]!.startsWith("{") ? "synthesized" : "refused";
}
