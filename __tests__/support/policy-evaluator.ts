import { Arguments } from "./synth";

/** A request as a policy sees it. */
export interface Request {
  /** Who sends it, where the policy names principals: an ARN or a service. */
  readonly principal?: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * What policies say of a request, by IAM's logic: a deny wins, and what nobody allows is not allowed. A statement without a principal is one of
 * the principal's own policies.
 */
export function evaluate(statements: readonly Arguments[], request: Request): "allow" | "deny" | "none" {
  const who: Record<string, string> = request.principal?.startsWith("arn:") ? { "aws:PrincipalArn": request.principal } : {};
  const context = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...who, ...request.context };
  const matching = statements.filter(
    (statement) =>
      matchesPrincipal(statement.Principal, request.principal) &&
      list(statement.Action).some((pattern) => like(pattern, request.action)) &&
      list(statement.Resource).some((pattern) => like(pattern, request.resource)) &&
      holds(statement.Condition ?? {}, context),
  );
  if (matching.some(({ Effect }) => Effect === "Deny")) return "deny";
  return matching.length > 0 ? "allow" : "none";
}

function matchesPrincipal(principal: unknown, actual: string | undefined): boolean {
  if (principal === undefined || principal === "*") return true;
  if (actual === undefined) return false;
  const named = Object.values(principal as Record<string, string | string[]>).flatMap(list);
  // IAM User Guide, "AWS JSON policy elements: Principal": an account's principal is everybody of the account whom its own policies allow it.
  const root = actual.replace(/^(arn:[^:]+:iam::\d{12}):.*$/, "$1:root");
  return named.includes(actual) || named.includes(root);
}

function holds(condition: Record<string, Record<string, string | string[]>>, context: Record<string, string>): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => compare(operator, context[key], list(expected))),
  );
}

/** IAM User Guide, "IAM JSON policy elements: Condition operators", also for keys that a request doesn't have. */
function compare(operator: string, actual: string | undefined, expected: readonly string[]): boolean {
  if (operator === "Null") return expected.includes(String(actual === undefined));
  const name = operator.replace(/IfExists$/, "");
  const negated = name.includes("Not");
  if (actual === undefined) return negated || name !== operator;
  return expected.some((value) => matches(name.replace("Not", ""), actual, value)) !== negated;
}

function matches(operator: string, actual: string, expected: string): boolean {
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return actual === expected;
    case "ArnEquals":
    case "ArnLike":
    case "StringLike":
      return like(expected, actual);
    case "NumericLessThan":
      return Number(actual) < Number(expected);
    default:
      throw new Error(`the evaluator doesn't know ${operator}`);
  }
}

/** By pattern: the same are asked for each request. */
const expressions = new Map<string, RegExp>();

function like(pattern: string, text: string): boolean {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".");
    expression = new RegExp(`^${source}$`, "s");
    expressions.set(pattern, expression);
  }
  return expression.test(text);
}

function list(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
