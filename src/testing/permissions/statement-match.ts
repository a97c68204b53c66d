import { arnMatches } from "./arn";
import { Condition, evaluateConditions } from "./conditions";
import { Context } from "./context";
import { Match, NO, YES, all, any, match, none } from "./match";
import { matches, unknownParts } from "./patterns";
import { Naming, Principal, isExcepted, naming } from "./principals";
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
  if (named === undefined) return { statement, match: NO, missed: "principal", unmet: [] };
  const resource = resourceMatches(statement, question);
  if (resource.known === false) return { statement, match: NO, missed: "resource", unmet: [] };
  const conditions = evaluateConditions(statement.condition, question.context);
  const found = all([resource, ...conditions.map((condition) => condition.match)]);
  const unmet = conditions.filter((condition) => condition.match.known !== true);
  return {
    statement,
    match: found,
    naming: named === "own" ? undefined : named,
    missed: found.known === false ? "conditions" : undefined,
    unmet,
  };
}

function actionMatches({ actions, notActions }: Statement, action: string): boolean {
  if (actions) return actions.some((pattern) => matches(pattern, action, false));
  return notActions !== undefined && !notActions.some((pattern) => matches(pattern, action, false));
}

/** Undefined for a statement about others; `own` for one without principals. */
function principalMatches({ principals, notPrincipals }: Statement, principal: Principal): Naming | "own" | undefined {
  if (principals) return naming(principals, principal);
  if (!notPrincipals) return "own";
  return isExcepted(notPrincipals, principal) ? undefined : "itself";
}

function resourceMatches({ resources, notResources }: Statement, { resource, context }: Question): Match {
  // Trust policies have no resources: they are about their role.
  const patterns = resources ?? notResources;
  if (patterns === undefined) return YES;
  const found = any(
    patterns.map((pattern) => {
      const filled = fillIn(pattern, context);
      return filled === undefined ? NO : match(arnMatches(filled, resource), [...unknownParts(filled), ...unknownParts(resource)]);
    }),
  );
  return resources ? found : none(found);
}
