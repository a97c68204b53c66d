import { parseIpRange, rangeContains } from "../../internal/ip-ranges";
import { texts } from "../requests/arguments";
import { Known } from "../requests/known";
import { Arguments } from "../synthesized-stack";
import { arnMatches } from "./arn";
import { Context } from "./context";
import { Match, NO, YES, all, any, depends, match, none } from "./match";
import { equals, matches, unknownParts } from "./patterns";
import { fillIn } from "./variables";

/** How a value of the request is compared with one of the policy. */
type Comparison = (expected: string, actual: string) => Known;

/** Operators whose values may have policy variables (IAM User Guide, "IAM policy elements: Variables and tags", "Where you can use policy variables"). */
const WITH_VARIABLES = /^(?:string|arn|bool)/;

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i;

/** The operators that aren't negated (IAM User Guide, "IAM JSON policy elements: Condition operators"), in small letters. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  stringequals: (expected, actual) => equals(expected, actual),
  stringequalsignorecase: (expected, actual) => equals(expected, actual, false),
  stringlike: (expected, actual) => matches(expected, actual),
  numericequals: ordered(Number, (actual, expected) => actual === expected),
  numericlessthan: ordered(Number, (actual, expected) => actual < expected),
  numericlessthanequals: ordered(Number, (actual, expected) => actual <= expected),
  numericgreaterthan: ordered(Number, (actual, expected) => actual > expected),
  numericgreaterthanequals: ordered(Number, (actual, expected) => actual >= expected),
  dateequals: ordered(instant, (actual, expected) => actual === expected),
  datelessthan: ordered(instant, (actual, expected) => actual < expected),
  datelessthanequals: ordered(instant, (actual, expected) => actual <= expected),
  dategreaterthan: ordered(instant, (actual, expected) => actual > expected),
  dategreaterthanequals: ordered(instant, (actual, expected) => actual >= expected),
  bool: (expected, actual) => equals(expected, actual, false),
  binaryequals: (expected, actual) => equals(expected, actual),
  ipaddress: isWithin,
  arnequals: arnMatches,
  arnlike: arnMatches,
};

const NEGATIONS: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
  notipaddress: "ipaddress",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
};

/** Whether AWS knows an operator, by itself, of several values or with IfExists, which Null doesn't take. Pure. */
export function isConditionOperator(operator: string): boolean {
  const [, , name = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const lower = name.toLowerCase();
  return lower === "null" ? ifExists === undefined : Object.hasOwn(COMPARISONS, lower) || Object.hasOwn(NEGATIONS, lower);
}

/** A condition of a statement: one operator, with one key. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly expected: readonly string[];
  readonly match: Match;
}

/** A statement's conditions, of which all must be met: each operator with each of its keys, for which one of the values is enough. Pure. */
export function evaluateConditions(condition: Arguments | undefined, context: Context): Condition[] {
  return Object.entries<Arguments>(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries<unknown>(keys ?? {}).map(([key, values]) => {
      const expected = texts(values);
      return { operator, key, expected, match: conditionHolds(operator, key, expected, context) };
    }),
  );
}

function conditionHolds(operator: string, key: string, expected: readonly string[], context: Context): Match {
  const [, quantifier, name = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const actual = context.values(key);
  if (name.toLowerCase() === "null") {
    if (actual === undefined) return depends([key]);
    return any(
      expected.map((value) =>
        /^(?:true|false)$/.test(value) ? ((value === "true") === (actual.length === 0) ? YES : NO) : depends([operator]),
      ),
    );
  }
  const lower = name.toLowerCase();
  const negated = NEGATIONS[lower];
  const compare = COMPARISONS[negated ?? lower];
  if (compare === undefined) return depends([operator]);
  if (actual === undefined) return depends([key]);
  const one = (value: string): Match => {
    const filled = expected.map((text) => (WITH_VARIABLES.test(negated ?? lower) ? fillIn(text, context) : text));
    const found = any(filled.map((text) => (text === undefined ? NO : compared(compare, text, value))));
    return negated === undefined ? found : none(found);
  };
  switch (quantifier?.toLowerCase()) {
    case "forallvalues":
      return all(actual.map(one));
    case "foranyvalue":
      return actual.length === 0 && ifExists !== undefined ? YES : any(actual.map(one));
    default:
      // A key that the request doesn't have: the condition isn't met, unless its operator is negated or ends in IfExists.
      if (actual.length === 0) return negated !== undefined || ifExists !== undefined ? YES : NO;
      return negated === undefined ? any(actual.map(one)) : all(actual.map(one));
  }
}

function compared(compare: Comparison, expected: string, actual: string): Match {
  return match(compare(expected, actual), [...unknownParts(expected), ...unknownParts(actual)]);
}

/** Numbers and dates, of which unknown ones compare as unknown. */
function ordered(read: (text: string) => number, compare: (actual: number, expected: number) => boolean): Comparison {
  return (expected, actual) => (unknownParts(expected + actual).length > 0 ? undefined : compare(read(actual), read(expected)));
}

/** A date as ISO 8601 has it, or in seconds since 1970 (IAM User Guide, "Date condition operators"). */
function instant(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && text.length > 4) return Number(text) * 1000;
  // A time without a zone is UTC, wherever this runs.
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

function isWithin(expected: string, actual: string): Known {
  if (unknownParts(expected + actual).length > 0) return undefined;
  const [outer, inner] = [parseIpRange(expected), parseIpRange(actual)];
  return outer !== undefined && inner !== undefined && rangeContains(outer, inner);
}
