import { readable } from "../../testing/permissions/patterns";
import { texts } from "../../testing/requests/arguments";
import { Arguments } from "../../testing/stack-resources";

/** How operators of conditions read (IAM User Guide, "IAM JSON policy elements: Condition operators"), without `IfExists` and the quantifiers. */
const OPERATORS: Readonly<Record<string, string>> = {
  stringequals: "is",
  stringnotequals: "isn't",
  stringequalsignorecase: "is (in any case)",
  stringnotequalsignorecase: "isn't (in any case)",
  stringlike: "is like",
  stringnotlike: "isn't like",
  numericequals: "is",
  numericnotequals: "isn't",
  numericlessthan: "is less than",
  numericlessthanequals: "is at most",
  numericgreaterthan: "is more than",
  numericgreaterthanequals: "is at least",
  dateequals: "is",
  datenotequals: "isn't",
  datelessthan: "is before",
  datelessthanequals: "is at the latest",
  dategreaterthan: "is after",
  dategreaterthanequals: "is at the earliest",
  bool: "is",
  binaryequals: "is",
  ipaddress: "is in",
  notipaddress: "isn't in",
  arnequals: "is",
  arnlike: "is like",
  arnnotequals: "isn't",
  arnnotlike: "isn't like",
};

/** A quantifier, an operator, and whether the key may be absent. */
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i;

/**
 * A statement of a policy in one line, the same for every order of its parts: "Read: Allow s3:GetObject, s3:PutObject on arn:aws:s3:::records/* if aws:SecureTransport is true". Two
 * statements with the same line mean the same. Pure.
 *
 * @param statement as IAM's JSON has it, with its references followed
 */
export function statementLine(statement: Arguments): string {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const to = principalText(Principal, NotPrincipal);
  const on = partText(Resource, NotResource, "every resource");
  const conditions = conditionTexts((Condition ?? {}) as Arguments);
  const line = [
    `${Effect === "Deny" ? "Deny" : "Allow"} ${partText(Action, NotAction, "every action") ?? "nothing"}`,
    ...(to === undefined ? [] : [`to ${to}`]),
    ...(on === undefined ? [] : [`on ${on}`]),
    ...(conditions.length > 0 ? [`if ${conditions.join(" and ")}`] : []),
  ].join(" ");
  return readable(typeof Sid === "string" && Sid !== "" ? `${Sid}: ${line}` : line);
}

/** The conditions of a statement, each in words. Pure. */
export function conditionTexts(condition: Arguments): string[] {
  return Object.entries<Arguments>(condition)
    .flatMap(([operator, keys]) => Object.entries<unknown>(keys).map(([key, values]) => conditionText(operator, key, sorted(values))))
    .sort();
}

function conditionText(operator: string, key: string, values: readonly string[]): string {
  const [, quantifier, name = operator, isOptional] = OPERATOR.exec(operator) ?? [];
  if (name.toLowerCase() === "null") return values.includes("true") ? `${key} is absent` : `${key} is present`;
  const subject = quantifier === undefined ? key : `${/all/i.test(quantifier) ? "each" : "any"} value of ${key}`;
  const words = OPERATORS[name.toLowerCase()] ?? name;
  return `${subject} ${words} ${values.join(" or ")}${isOptional === undefined ? "" : " where it is present"}`;
}

function partText(given: unknown, excepted: unknown, everything: string): string | undefined {
  if (given !== undefined && given !== null) return listed(given, everything);
  return excepted === undefined || excepted === null ? undefined : `${everything} but ${listed(excepted, everything)}`;
}

function listed(values: unknown, everything: string): string {
  const all = sorted(values);
  return all.includes("*") ? everything : all.join(", ");
}

function principalText(given: unknown, excepted: unknown): string | undefined {
  if (given !== undefined && given !== null) return principalNames(given);
  return excepted === undefined || excepted === null ? undefined : `everybody but ${principalNames(excepted)}`;
}

function principalNames(given: unknown): string {
  const isByKind = typeof given === "object" && given !== null && !Array.isArray(given);
  const names = isByKind ? Object.values<unknown>(given as Arguments).flatMap(sorted) : sorted(given);
  if (names.includes("*")) return "everybody";
  return [...new Set(names.map(principalName))].sort().join(", ");
}

/** An account's id stands for its root user's ARN (IAM User Guide, "AWS JSON policy elements: Principal"). */
function principalName(name: string): string {
  const [, account] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name) ?? [];
  return account === undefined ? name : `account ${account}`;
}

function sorted(values: unknown): string[] {
  return [...new Set(texts(values))].sort();
}
