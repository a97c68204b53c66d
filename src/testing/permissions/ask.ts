import { Match, all, any, depends } from "./match";
import { Naming } from "./naming";
import { Policy } from "./policy";
import { RequestContext } from "./request-context";
import { Question, StatementMatch, matchStatement } from "./statement-match";

/** A request, before a policy is asked. */
export type Request = Omit<Question, "context"> & { readonly context: RequestContext };

/** A statement, and the policy that it is in. */
export interface Finding extends StatementMatch {
  readonly policy: Policy;
}

/** What the policies of one kind say of a request. */
export class Answer {
  /** Statements that deny it, or may. */
  public readonly denies: readonly Finding[];
  /** Statements that allow it, or may. */
  public readonly allows: readonly Finding[];
  /** Statements that would allow it, but for one thing. */
  public readonly nearly: readonly Finding[];
  /** Policies that nobody has read. */
  public readonly unread: readonly Policy[];

  constructor(
    public readonly policies: readonly Policy[],
    request: Request,
  ) {
    const findings = policies.flatMap((policy) => asked(policy, request));
    const of = (effect: "Allow" | "Deny"): Finding[] =>
      findings.filter(({ statement, match }) => statement.effect === effect && match.known !== false);
    this.denies = of("Deny");
    this.allows = of("Allow");
    this.nearly = findings.filter(({ statement, missed }) => statement.effect === "Allow" && missed !== undefined);
    this.unread = policies.filter(({ document }) => document === undefined);
  }

  public get denied(): Match {
    return any(this.denies.map(({ match }) => match));
  }

  /** Whether a statement allows it: one that names the principal in one of these ways, or any. A policy that nobody has read may. */
  public allowed(...namings: readonly Naming[]): Match {
    const counted = this.allows.filter(({ naming }) => namings.length === 0 || (naming !== undefined && namings.includes(naming)));
    return any([...counted.map(({ match }) => match), ...this.unread.map(({ label }) => depends([label]))]);
  }
}

function asked(policy: Policy, request: Request): Finding[] {
  const { document } = policy;
  if (document === undefined) return [];
  const question: Question = { ...request, context: request.context.withVariables(document.hasVariables) };
  return document.statements.map((statement) => {
    const found = matchStatement(statement, question);
    return { ...found, match: policy.onlyWith ? all([found.match, depends(policy.onlyWith)]) : found.match, policy };
  });
}
