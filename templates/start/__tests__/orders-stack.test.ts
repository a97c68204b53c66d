import { Testing } from "cdktf";
import { reachability, synthesize } from "cdktf-trading-platform/testing";
import { environments } from "../environments.ts";
import { OrdersStack } from "../orders-stack.ts";

const stack = synthesize(new OrdersStack(Testing.app(), "orders-prod", environments.prod!));

test("the database is encrypted, and can't be deleted by mistake", () => {
  expect(stack.resource("aws_rds_cluster")).toMatchObject({ storage_encrypted: true, deletion_protection: true });
});

test("the cache is encrypted in transit and survives the loss of an AZ", () => {
  expect(stack.resource("aws_elasticache_replication_group")).toMatchObject({ transit_encryption_enabled: true, multi_az_enabled: true });
});

test("from the internet, nothing is reached", () => {
  expect(reachability(stack).reachableFrom("internet")).toEqual([]);
});

test("nothing is looked up in AWS, so that a plan can be made offline", () => {
  expect(stack.json.data).toBeUndefined();
});

test("nothing is warned of", () => {
  expect(stack.warnings).toEqual([]);
});
