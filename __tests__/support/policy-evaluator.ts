import { Arguments } from "./synth";

/** A request to S3 as a bucket policy sees it. */
export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What a bucket policy says of a request, by IAM's logic: a deny wins, and what nobody allows is not allowed. */
export function evaluate(statements: readonly Arguments[], request: Request): "allow" | "deny" | "none" {
  const context = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...request.context };
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

function matchesPrincipal(principal: unknown, actual: string): boolean {
  if (principal === "*") return true;
  return Object.values(principal as Record<string, string | string[]>).some((values) => list(values).includes(actual));
}

function holds(condition: Record<string, Record<string, string | string[]>>, context: Record<string, string>): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => {
      const actual = context[key];
      if (actual === undefined) return false;
      return list(expected).some((value) => compare(operator, actual, value));
    }),
  );
}

function compare(operator: string, actual: string, expected: string): boolean {
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return actual === expected;
    case "ArnLike":
    case "StringLike":
      return like(expected, actual);
    case "NumericLessThan":
      return Number(actual) < Number(expected);
    default:
      throw new Error(`the evaluator doesn't know ${operator}`);
  }
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`).test(text);
}

function list(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
