import { Reachability } from "../reachability";
import { instead } from "../reachability/ends";
import { Connection, ConnectionQuestion } from "../reachability/question";
import { MatcherContext, MatcherResult, lines, receivedStacks } from "./result";

const MOST_CONNECTIONS = 10;

/** `expect(stack).toAllowTraffic({ from: "TradingApi", to: "Database", port: 5432 })` */
export function toAllowTraffic(this: MatcherContext, received: unknown, question: ConnectionQuestion): MatcherResult {
  const connection = networkOf(received, "toAllowTraffic").connection(question);
  // Neither is met where some attempts succeed and others don't.
  const pass = this.isNot === true ? connection.verdict !== "refused" : connection.verdict === "allowed";
  return {
    pass,
    message: () => `expected traffic ${pass ? "not " : ""}to be allowed: ${connection.explanation}${assumed(connection.assumptions)}`,
  };
}

/** `expect(stack).not.toBeReachableFrom("internet")` */
export function toBeReachableFrom(received: unknown, from: string, to?: string): MatcherResult {
  const network = networkOf(received, "toBeReachableFrom");
  if (to !== undefined && !network.names.includes(to)) {
    throw new Error(`"${to}" has no network interface in the stack: ${instead(network.names)}`);
  }
  const reached = network.reachableFrom(from).filter((connection) => to === undefined || connection.to === to);
  if (reached.length === 0) {
    const what = to ?? "anything";
    return {
      pass: false,
      message: () =>
        `expected ${what} to be reachable from ${from}, but no connection is allowed. Ask toAllowTraffic about a port for the reason.`,
    };
  }
  const explanations = reached.map(({ explanation }: Connection) => explanation);
  return {
    pass: true,
    message: () =>
      `expected ${to ?? "nothing"} ${to === undefined ? "" : "not "}to be reachable from ${from}:${lines(explanations, MOST_CONNECTIONS)}`,
  };
}

/** A network that is read already may be asked many times. */
function networkOf(received: unknown, matcher: string): Reachability {
  const isNetwork = typeof received === "object" && received !== null && "reachableFrom" in received;
  return isNetwork ? (received as Reachability) : new Reachability(receivedStacks(received, matcher));
}

export function assumed(assumptions: readonly string[]): string {
  return assumptions.length === 0 ? "" : `\nAssumed:${lines(assumptions, MOST_CONNECTIONS)}`;
}
