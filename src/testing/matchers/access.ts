import { Validator } from "../../internal/validator";
import { Permissions } from "../permissions";
import { AccessRequest } from "../permissions/request";
import { MatcherContext, MatcherResult, receivedAwsStacks } from "./result";
import { assumed } from "./traffic";

/** `expect(stack).toAllowAction({ principal: "TradingApi", action: "s3:PutObject", resource: "TradeRecords", resourcePath: "/2026.json" })` */
export function toAllowAction(this: MatcherContext, received: unknown, request: AccessRequest): MatcherResult {
  checkIsOne(request);
  const isRead = typeof received === "object" && received !== null && "evaluate" in received;
  const access = (isRead ? (received as Permissions) : new Permissions(receivedAwsStacks(received, "toAllowAction"))).evaluate(request);
  // What depends is neither allowed nor denied.
  const pass = this.isNot === true ? access.verdict !== "denied" : access.verdict === "allowed";
  return {
    pass,
    message: () =>
      `expected the action ${pass ? "not " : ""}to be allowed, it is ${said(access.verdict)}: ${access.explanation}${assumed(access.assumptions)}`,
  };
}

/** What policies write for many is asked as one of that very name: it would be denied where each that is meant is allowed. */
function checkIsOne(request: AccessRequest): void {
  const validator = new Validator("toAllowAction");
  for (const prop of ["resource", "resourcePath"] as const) {
    const value: unknown = request?.[prop];
    const isOne = typeof value !== "string" || value === "*" || !/[*?]/.test(value);
    validator.check(
      prop,
      value,
      isOne,
      "must be one resource, as a request has it, without * and ?",
      'Write one, such as "/trades/2026.json".',
    );
  }
  validator.throwIfInvalid();
}

function said(verdict: "allowed" | "denied" | "depends"): string {
  return verdict === "depends" ? "neither allowed nor denied" : verdict;
}
