/** Whether all of something is allowed, a part of it, or nothing. */
export type Verdict = "allowed" | "partly" | "refused";

/** What one thing on the way of a connection does with it. */
export interface ConnectionStep {
  /** The thing by its construct's path below the stack: a security group, a network ACL, a subnet's route table, a gateway. */
  readonly resource: string;
  /** What it does with the connection. */
  readonly verdict: Verdict;
  /** The same in a sentence, with the rule or route that decides. */
  readonly sentence: string;
  /** Whether the thing isn't part of the stacks, so that it is taken to allow what they don't refuse. */
  readonly assumed?: boolean;
}

/** The verdict of things that are all passed, one after the other; pure. */
export function throughAll(steps: readonly { readonly verdict: Verdict }[]): Verdict {
  if (steps.some(({ verdict }) => verdict === "refused")) return "refused";
  return steps.some(({ verdict }) => verdict === "partly") ? "partly" : "allowed";
}

/** The verdict over ways of which each is taken at times: from one AZ or another, to one address or another. Pure. */
export function overAll(ways: readonly Verdict[]): Verdict {
  const [first] = ways;
  return first !== undefined && ways.every((way) => way === first) ? first : "partly";
}
