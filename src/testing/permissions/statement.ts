import { texts } from "../requests/arguments";
import { Arguments } from "../synthesized-stack";

/** Who a statement is about: by kind, `AWS`, `Service` and `Federated` among them. */
export type Principals = "*" | Readonly<Record<string, readonly string[]>>;

/** A statement of a policy, with its references to resources followed. */
export interface Statement {
  /** What people find it by: its `Sid`, or its place. */
  readonly name: string;
  readonly effect: "Allow" | "Deny";
  readonly principals?: Principals;
  readonly notPrincipals?: Principals;
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly condition?: Arguments;
}

/** A policy. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** Whether its version is 2012-10-17, which has policy variables. */
  readonly hasVariables: boolean;
}

/** The version with policy variables; the other is the default (IAM User Guide, "IAM JSON policy elements: Version"). */
const WITH_VARIABLES = "2012-10-17";

/** A policy as IAM's JSON has it. Pure. */
export function policyDocument({ Version, Statement: given }: Arguments): PolicyDocument {
  const statements = [given ?? []].flat().map((one: Arguments, index: number) => statement(one, index));
  return { statements, hasVariables: Version === WITH_VARIABLES };
}

function statement(given: Arguments, index: number): Statement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = given;
  return {
    name: typeof Sid === "string" && Sid !== "" ? Sid : `number ${index + 1}`,
    effect: Effect === "Deny" ? "Deny" : "Allow",
    principals: principals(Principal),
    notPrincipals: principals(NotPrincipal),
    actions: optionalTexts(Action),
    notActions: optionalTexts(NotAction),
    resources: optionalTexts(Resource),
    notResources: optionalTexts(NotResource),
    condition: Condition,
  };
}

function optionalTexts(value: unknown): readonly string[] | undefined {
  return value === undefined || value === null ? undefined : texts(value);
}

function principals(given: unknown): Principals | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "object" || Array.isArray(given)) return texts(given).includes("*") ? "*" : { AWS: texts(given) };
  return Object.fromEntries(Object.entries(given).map(([kind, names]) => [kind, texts(names)]));
}
