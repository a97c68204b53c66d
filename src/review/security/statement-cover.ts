import { isResource } from "../../testing/permissions/arn";
import { matches } from "../../testing/permissions/patterns";
import { Principals, Statement } from "../../testing/permissions/statement";
import { texts } from "../../testing/requests/arguments";
import { Arguments } from "../../testing/stack-resources";

type Pattern = (outer: string, inner: string) => boolean;

const ofActions: Pattern = (outer, inner) => matches(outer, inner, false) === true;
const ofResources: Pattern = (outer, inner) => isResource(outer, inner) === true;

/** Operators that are met by any of their values, and those that are met by none of them. */
const ANY_OF = /^(?:ForA(?:ny|ll)Values?:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)(?:IfExists)?$/i;
const NONE_OF =
  /^(?:ForA(?:ny|ll)Values?:)?(?:StringNot(?:Equals|EqualsIgnoreCase|Like)|ArnNot(?:Equals|Like)|NotIpAddress)(?:IfExists)?$/i;

/**
 * Whether one statement says all that another does: of the same effect, about no fewer actions, resources and principals, under no more conditions. One that isn't covered may still be, by
 * several together: that is for the prover. Pure.
 */
export function covers(outer: Statement, inner: Statement): boolean {
  return (
    outer.effect === inner.effect &&
    partCovers(outer.actions, outer.notActions, inner.actions, inner.notActions, ofActions) &&
    partCovers(outer.resources, outer.notResources, inner.resources, inner.notResources, ofResources) &&
    principalsCover(outer, inner) &&
    conditionsImply(inner.condition ?? {}, outer.condition ?? {})
  );
}

function partCovers(
  outer: readonly string[] | undefined,
  outerNot: readonly string[] | undefined,
  inner: readonly string[] | undefined,
  innerNot: readonly string[] | undefined,
  pattern: Pattern,
): boolean {
  if (outer?.includes("*") === true) return true;
  if (outer === undefined && outerNot === undefined) return inner === undefined && innerNot === undefined;
  if (outer !== undefined) return inner !== undefined && inner.every((one) => outer.some((wide) => pattern(wide, one)));
  if (innerNot !== undefined) return outerNot!.every((excepted) => innerNot.some((wide) => pattern(wide, excepted)));
  return inner !== undefined && inner.every((one) => outerNot!.every((excepted) => !pattern(excepted, one) && !pattern(one, excepted)));
}

function principalsCover(outer: Statement, inner: Statement): boolean {
  if (outer.notPrincipals !== undefined || inner.notPrincipals !== undefined) {
    return JSON.stringify([outer.principals, outer.notPrincipals]) === JSON.stringify([inner.principals, inner.notPrincipals]);
  }
  if (outer.principals === undefined || isEverybody(outer.principals)) return true;
  if (inner.principals === undefined || isEverybody(inner.principals)) return false;
  const own: Readonly<Record<string, readonly string[]>> = outer.principals;
  return Object.entries(inner.principals).every(([kind, names]) => names.every((name) => own[kind]?.includes(name) === true));
}

/** Whether principals are everybody: `*`, in either way. Pure. */
export function isEverybody(principals: Principals): principals is "*" {
  return principals === "*" || principals.AWS?.includes("*") === true;
}

/** Whether what meets the first conditions meets the others. Pure. */
export function conditionsImply(given: Arguments, needed: Arguments): boolean {
  return Object.entries<Arguments>(needed).every(([operator, keys]) =>
    Object.entries<unknown>(keys).every(([key, values]) => {
      const own = valuesOf(given, operator, key);
      if (own === undefined) return false;
      const others = texts(values);
      if (ANY_OF.test(operator)) {
        return own.every((value) =>
          others.some((pattern) => pattern === value || (/like|arn/i.test(operator) && matches(pattern, value) === true)),
        );
      }
      if (NONE_OF.test(operator)) {
        return others.every((value) =>
          own.some((pattern) => pattern === value || (/like|arn/i.test(operator) && matches(pattern, value) === true)),
        );
      }
      return JSON.stringify([...own].sort()) === JSON.stringify([...others].sort());
    }),
  );
}

/** Condition keys aren't case-sensitive (IAM User Guide, "IAM JSON policy elements: Condition"). */
function valuesOf(condition: Arguments, operator: string, key: string): readonly string[] | undefined {
  for (const [ownOperator, keys] of Object.entries<Arguments>(condition)) {
    if (ownOperator.toLowerCase() !== operator.toLowerCase()) continue;
    for (const [ownKey, values] of Object.entries<unknown>(keys)) if (ownKey.toLowerCase() === key.toLowerCase()) return texts(values);
  }
  return undefined;
}
