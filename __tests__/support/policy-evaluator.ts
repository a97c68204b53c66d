import { Context } from "../../src/testing/permissions/context";
import { Principal } from "../../src/testing/permissions/principals";
import { Statement, policyDocument } from "../../src/testing/permissions/statement";
import { matchStatement } from "../../src/testing/permissions/statement-match";
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
 * What statements alone say of a request, as `permissions(stacks)` reads them: a deny wins, and what nobody allows is not allowed. A statement without a
 * principal is one of the principal's own policies; a key that the request doesn't name is one that it doesn't have.
 */
export function evaluate(statements: readonly Arguments[], request: Request): "allow" | "deny" | "none" {
  const question = {
    principal: principalOf(request.principal),
    action: request.action,
    resource: request.resource,
    context: contextOf(request),
  };
  const matching = read(statements).filter((statement) => {
    const { known, on } = matchStatement(statement, question).match;
    if (known === undefined) throw new Error(`statement ${statement.name} depends on ${on.join(", ")}`);
    return known;
  });
  if (matching.some(({ effect }) => effect === "Deny")) return "deny";
  return matching.length > 0 ? "allow" : "none";
}

const known = new WeakMap<readonly Arguments[], readonly Statement[]>();

/** Many requests are asked of the same statements. */
function read(statements: readonly Arguments[]): readonly Statement[] {
  const found = known.get(statements) ?? policyDocument({ Statement: statements }).statements;
  known.set(statements, found);
  return found;
}

function principalOf(id: string | undefined): Principal {
  if (id === undefined) return { kind: "anonymous", label: "nobody", id: "*" };
  const [, account] = /^arn:[^:]+:iam::(\d{12}):/.exec(id) ?? [];
  return { kind: account === undefined ? "service" : "role", label: id, id, account };
}

function contextOf({ principal, context = {} }: Request): Context {
  const who: Record<string, string> = principal?.startsWith("arn:") ? { "aws:PrincipalArn": principal } : {};
  const all = Object.entries({ "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...who, ...context });
  const values = new Map(all.map(([key, value]) => [key.toLowerCase(), [value]]));
  return { hasVariables: false, values: (key) => values.get(key.toLowerCase()) ?? [] };
}
