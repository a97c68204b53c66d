import { isResource } from "./arn";
import { Condition, evaluateConditions } from "./conditions";
import { Context } from "./context";
import { Match, NO, YES, all, any, match, none } from "./match";
import { Named, Naming, UNNAMED_SESSION, excepted, naming } from "./naming";
import { matches, unknownPart, unknownParts } from "./patterns";
import { Principal } from "./principals";
import { Statement } from "./statement";
import { fillIn } from "./variables";

/** What a statement is asked about. */
export interface Question {
  readonly principal: Principal;
  readonly action: string;
  /** The resource's ARN. */
  readonly resource: string;
  readonly context: Context;
}

/** What a statement says of a request. */
export interface StatementMatch {
  readonly statement: Statement;
  readonly match: Match;
  /** How it names the principal; undefined in the principal's own policies. */
  readonly naming?: Naming;
  /** What doesn't match, where all that IAM compares before it does. */
  readonly missed?: "conditions" | "resource" | "principal";
  /** Conditions that aren't met for sure. */
  readonly unmet: readonly Condition[];
}

/** Whether a statement is about a request (IAM User Guide, "IAM JSON policy element reference"). Pure. */
export function matchStatement(statement: Statement, question: Question): StatementMatch {
  if (!actionMatches(statement, question.action)) return { statement, match: NO, unmet: [] };
  const named = principalMatches(statement, question.principal);
  if (named === undefined || named.match.known === false) return { statement, match: NO, missed: "principal", unmet: [] };
  const resource = resourceMatches(statement, question);
  if (resource.known === false) return { statement, match: NO, missed: "resource", unmet: [] };
  const conditions = evaluateConditions(statement.condition, question.context);
  const found = all([named.match, resource, ...conditions.map((condition) => condition.match)]);
  const unmet = [principalCondition(named.match), ...conditions].filter((condition) => condition.match.known !== true);
  return {
    statement,
    match: found,
    naming: named.naming,
    missed: found.known === false ? "conditions" : undefined,
    unmet,
  };
}

function actionMatches({ actions, notActions }: Statement, action: string): boolean {
  if (actions) return actions.some((pattern) => matches(pattern, action, false));
  return notActions !== undefined && !notActions.some((pattern) => matches(pattern, action, false));
}

/** Undefined for a statement about others; without a naming for one without principals. */
function principalMatches(
  { principals, notPrincipals }: Statement,
  principal: Principal,
): (Partial<Named> & Pick<Named, "match">) | undefined {
  if (principals) return naming(principals, principal);
  return notPrincipals ? { naming: "itself", match: none(excepted(notPrincipals, principal)) } : { match: YES };
}

/** The principal, as sentences have what a statement depends on: it may be one that only Terraform knows. */
function principalCondition(named: Match): Condition {
  return { operator: "the", key: "principal", expected: named.on.map(asExpected), match: named };
}

function asExpected(one: string): string {
  return one === UNNAMED_SESSION ? "not excepted without its session" : unknownPart(one);
}

function resourceMatches({ resources, notResources }: Statement, { resource, context }: Question): Match {
  // Trust policies have no resources: they are about their role.
  const patterns = resources ?? notResources;
  if (patterns === undefined) return YES;
  const found = any(
    patterns.map((pattern) => {
      const filled = fillIn(pattern, context);
      return filled === undefined ? NO : match(isResource(filled, resource), [...unknownParts(filled), ...unknownParts(resource)]);
    }),
  );
  return resources ? found : none(found);
}
