import { PropTypes, STRING } from "../../internal/prop-types";
import { closestTo, sameButWords } from "../../internal/spelling";
import { Validator } from "../../internal/validator";
import { PolicyFinding } from "./finding";
import { PolicyRule } from "./rule";

/** A rule that constructs needn't keep, for a reason and until a day. */
export interface PolicyException {
  /** The rule's id, such as `s3-bucket-versioning`. */
  readonly rule: string;
  /** A construct's path, with or without its stack's id: it and everything below it is excepted. `Assets`, `trading-dev/Database`; `*` for all. */
  readonly path: string;
  /** Why the rule needn't hold there. */
  readonly reason: string;
  /** The last day that it is excepted, in UTC, such as `2027-06-30`: look at the reason again by then. */
  readonly expires: string;
}

const EXCEPTION: PropTypes<PolicyException> = { rule: STRING, path: STRING, reason: STRING, expires: STRING };
const EVERYTHING = "*";
const EXPIRED = "policy-exception-expired";

/** @throws ValidationError for an exception from no rule there is, without a reason, until what is no day, or given twice */
export function validateExceptions(subject: string, exceptions: readonly PolicyException[], rules: readonly PolicyRule[]): void {
  const validator = new Validator(subject);
  const ids = rules.map(({ id }) => id);
  exceptions.forEach((exception, index) => {
    const within = `exceptions[${index}]`;
    const { rule, path, reason, expires } = exception;
    validator
      .props(exception, EXCEPTION, within)
      .check(`${within}.rule`, rule, ids.includes(rule), "must be the id of a rule", idFix(rule, ids))
      .check(`${within}.path`, path, path.trim() !== "", "must be a construct's path", "Give the path that the finding has.")
      .check(`${within}.reason`, reason, reason.trim() !== "", "must be given", "Say why the rule needn't hold there.")
      .check(`${within}.expires`, expires, isDay(expires), "must be a day, as YYYY-MM-DD", "Write it as 2027-06-30.")
      .check(
        within,
        exception,
        exceptions.findIndex((other) => other.rule === rule && other.path === path) === index,
        "must be given once",
        "Leave out the one whose reason or day doesn't hold any more.",
      );
  });
  validator.throwIfInvalid();
}

/**
 * What is left of findings: an exception that has expired excepts nothing any more, and is a finding of its own.
 *
 * @throws ValidationError for an exception that excepts nothing
 */
export function withoutExcepted(
  subject: string,
  findings: readonly PolicyFinding[],
  exceptions: readonly PolicyException[],
  today: string,
): PolicyFinding[] {
  const validator = new Validator(subject);
  const excepted = new Set<PolicyFinding>();
  const expired: PolicyFinding[] = [];
  exceptions.forEach((exception, index) => {
    const concerned = findings.filter((finding) => isConcerned(finding, exception));
    validator.check(
      `exceptions[${index}]`,
      exception,
      concerned.length > 0,
      "must except a finding",
      "Nothing at that path breaks the rule: take it out, or give the path that the finding has.",
    );
    if (exception.expires >= today) for (const finding of concerned) excepted.add(finding);
    else if (concerned.length > 0) expired.push(expiredFinding(exception, concerned[0]!));
  });
  validator.throwIfInvalid();
  return [...findings.filter((finding) => !excepted.has(finding)), ...expired];
}

/** Where the id is a rule's, nobody asks what it was meant to be. */
function idFix(rule: string, ids: readonly string[]): string {
  if (ids.includes(rule)) return "";
  const meant = typeof rule === "string" ? (closestTo(rule, ids) ?? sameButWords(rule, ids)) : undefined;
  return meant === undefined ? "Use an id of the rules' catalogue." : `Did you mean "${meant}"?`;
}

function isConcerned({ rule, path, stack }: PolicyFinding, exception: PolicyException): boolean {
  if (rule !== exception.rule) return false;
  if (exception.path === EVERYTHING) return true;
  const below = stack === undefined || !path.startsWith(`${stack}/`) ? path : path.slice(stack.length + 1);
  return [path, below].some((own) => own === exception.path || own.startsWith(`${exception.path}/`));
}

function expiredFinding({ rule, path, reason, expires }: PolicyException, { address, stack }: PolicyFinding): PolicyFinding {
  return {
    ...{ rule: EXPIRED, severity: "medium", path, address, stack },
    sentence: "An exception is looked at again by the day that it expires.",
    detail: `the exception from ${rule} (${reason}) expired on ${expires}`,
    fix: "Keep the rule, or give the exception another day.",
  };
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
