import { parseIpRange } from "../../internal/ip-ranges";
import { Reachability } from "../reachability";
import { instead } from "../reachability/ends";
import { ConnectionQuestion } from "../reachability/question";
import { MatcherContext, MatcherResult, lines, receivedAwsStacks } from "./result";

const MOST_CONNECTIONS = 10;
const FAMILIES = ["ipv4", "ipv6"] as const;

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
  const others = network.names.filter((name) => name !== from);
  if (to === undefined ? others.length === 0 : !others.includes(to)) {
    const what =
      to === undefined ? "nothing else has a network interface" : `"${to}" has no network interface${to === from ? " but its own" : ""}`;
    throw new Error(`${what} in the stack: ${instead(others)}`);
  }
  const families = FAMILIES.filter((family) => family === (parseIpRange(from)?.family ?? family));
  const reached = families
    .flatMap((family) => network.reachableFrom(from, family))
    .filter((connection) => to === undefined || connection.to === to);
  if (reached.length === 0) {
    const what = to ?? "anything";
    return {
      pass: false,
      message: () =>
        `expected ${what} to be reachable from ${from}, but no connection is allowed. Ask toAllowTraffic about a port for the reason.`,
    };
  }
  const explanations = [...new Set(reached.map(({ explanation }) => explanation))];
  return {
    pass: true,
    message: () =>
      `expected ${to ?? "nothing"} ${to === undefined ? "" : "not "}to be reachable from ${from}:${lines(explanations, MOST_CONNECTIONS)}`,
  };
}

/** A network that is read already may be asked many times. */
function networkOf(received: unknown, matcher: string): Reachability {
  const isNetwork = typeof received === "object" && received !== null && "reachableFrom" in received;
  return isNetwork ? (received as Reachability) : new Reachability(receivedAwsStacks(received, matcher));
}

export function assumed(assumptions: readonly string[]): string {
  return assumptions.length === 0 ? "" : `\nAssumed:${lines(assumptions, MOST_CONNECTIONS)}`;
}
