import { Permissions } from "../permissions";
import { AccessRequest } from "../permissions/request";
import { MatcherContext, MatcherResult, receivedStacks } from "./result";
import { assumed } from "./traffic";

/** `expect(stack).toAllowAction({ principal: "TradingApi", action: "s3:PutObject", resource: "TradeRecords", resourcePath: "/2026.json" })` */
export function toAllowAction(this: MatcherContext, received: unknown, request: AccessRequest): MatcherResult {
  const isRead = typeof received === "object" && received !== null && "evaluate" in received;
  const access = (isRead ? (received as Permissions) : new Permissions(receivedStacks(received, "toAllowAction"))).evaluate(request);
  // What depends is neither allowed nor denied.
  const pass = this.isNot === true ? access.verdict !== "denied" : access.verdict === "allowed";
  return {
    pass,
    message: () =>
      `expected the action ${pass ? "not " : ""}to be allowed, it is ${said(access.verdict)}: ${access.explanation}${assumed(access.assumptions)}`,
  };
}

function said(verdict: "allowed" | "denied" | "depends"): string {
  return verdict === "depends" ? "neither allowed nor denied" : verdict;
}
