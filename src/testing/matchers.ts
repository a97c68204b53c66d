import { toAllowAction } from "./matchers/access";
import { toPassPolicies } from "./matchers/policies";
import { toHaveResource, toHaveResourceCount } from "./matchers/resources";
import { StackMatcher } from "./matchers/result";
import { toAllowTraffic, toBeReachableFrom } from "./matchers/traffic";
import { AccessRequest } from "./permissions/request";
import { PolicyOptions } from "./policies";
import { ConnectionQuestion } from "./reachability/question";
import { Arguments } from "./stack-resources";

/** What `expect` can do with what `synthesize` and `fromPlan` return, of a stack or of several in a list. */
export interface StackMatchers<R = unknown> {
  /**
   * There is a resource of this type that has these arguments, in Terraform's words; it may have more. `expect.objectContaining` and the like work within. A reference to an argument
   * of another resource matches that one's value as well. A message names the nearest resource and what differs.
   *
   *     expect(stack).toHaveResource("aws_rds_cluster", { storage_encrypted: true, engine: expect.stringMatching(/^aurora-/) });
   */
  toHaveResource(type: string, properties?: Arguments): R;
  /**
   * There are so many resources of this type.
   *
   *     expect(stack).toHaveResourceCount("aws_nat_gateway", 3);
   */
  toHaveResourceCount(type: string, count: number): R;
  /**
   * The connection is allowed, as `reachability` computes it; with `.not`, every attempt is refused. What is allowed only in part meets neither. Also of what `reachability` returns.
   *
   *     expect(stack).toAllowTraffic({ from: "TradingApi", to: "Database", port: 5432 });
   */
  toAllowTraffic(connection: ConnectionQuestion): R;
  /**
   * Something is reached from there, by IPv4 or IPv6, on any port that a security group opens; or this construct is. Also of what `reachability` returns.
   *
   *     expect(stack).not.toBeReachableFrom("internet");
   *     expect(stack).toBeReachableFrom("TradingApi", "Database");
   *
   * @param from who connects: as in a question about a connection
   * @param to the path of the construct that is connected to
   */
  toBeReachableFrom(from: string, to?: string): R;
  /**
   * The request is allowed, as `permissions` computes it; with `.not`, it is denied. What depends on something that isn't said meets neither. Also of what `permissions` returns.
   *
   *     expect(stack).not.toAllowAction({ principal: "TradingApi", action: "s3:DeleteObject", resource: "TradeRecords", resourcePath: "/2026.json" });
   */
  toAllowAction(request: AccessRequest): R;
  /**
   * Every rule of the catalogue holds, but for the exceptions; with `.not`, one of `rules` doesn't, which must be given.
   *
   *     expect(stack).toPassPolicies({ exceptions });
   */
  toPassPolicies(options?: PolicyOptions): R;
}

/**
 * Matchers for the `expect` of Jest, Vitest and whatever else has `expect.extend`.
 *
 *     import { matchers } from "cdktf-trading-platform/testing/jest";
 *
 *     expect.extend(matchers);
 *
 * `cdktf-trading-platform/testing/jest`, `/testing/jest-globals` and `/testing/vitest` give the same with the types of each, and load none of them.
 */
export const matchers: Readonly<Record<keyof StackMatchers, StackMatcher>> = {
  toAllowAction,
  toAllowTraffic,
  toBeReachableFrom,
  toHaveResource,
  toHaveResourceCount,
  toPassPolicies,
};
