import { Testing } from "cdktf";
import { POLICY_RULES, synthesize } from "cdktf-trading-platform/testing";
import { matchers } from "cdktf-trading-platform/testing/jest";
import { environments } from "../environments.ts";
import { OrdersStack } from "../orders-stack.ts";

expect.extend(matchers);

const stack = synthesize(new OrdersStack(Testing.app(), "orders-prod", environments.prod!));

test("the database is encrypted, and can't be deleted by mistake", () => {
  expect(stack.resource("aws_rds_cluster")).toMatchObject({ storage_encrypted: true, deletion_protection: true });
});

test("the cache is encrypted in transit and survives the loss of an AZ", () => {
  expect(stack.resource("aws_elasticache_replication_group")).toMatchObject({ transit_encryption_enabled: true, multi_az_enabled: true });
});

test("from the internet, nothing is reached", () => {
  expect(stack).not.toBeReachableFrom("internet");
});

test("tasks connect to the database as the user orders, and as no other", () => {
  const connect = { principal: "TaskRole", action: "rds-db:connect", resource: "Database" };
  expect(stack).toAllowAction({ ...connect, resourcePath: "/orders" });
  expect(stack).not.toAllowAction({ ...connect, resourcePath: "/postgres" });
});

test("no rule is broken that is critical or high", () => {
  const rules = POLICY_RULES.filter(({ severity }) => severity === "critical" || severity === "high");
  expect(stack).toPassPolicies({ rules });
});

test("nothing is looked up in AWS, so that a plan can be made offline", () => {
  expect(stack.json.data).toBeUndefined();
});

test("nothing is warned of", () => {
  expect(stack.warnings).toEqual([]);
});
