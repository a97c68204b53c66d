import { reviewPlan } from "../../src/review/build";
import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";
import { plan, resource } from "./plan-fixture";

const sentences = (...changes: ResourceChangeJson[]): string[] =>
  reviewPlan({ plan: plan(changes), today: "2026-11-26" }).capacity.map(({ path, sentence }) => `${path}: ${sentence}`);
const updated = (type: string, before: Values, after: Values): string[] => sentences(resource(`${type}.it`, "update", { before, after }));

test.each<[string, Values, Values, string]>([
  [
    "aws_rds_cluster_instance",
    { instance_class: "db.r7g.large" },
    { instance_class: "db.r7g.xlarge" },
    "instance class db.r7g.large → db.r7g.xlarge",
  ],
  ["aws_autoscaling_group", { max_size: 12 }, { max_size: 20 }, "maximum of instances 12 → 20"],
  ["aws_launch_template", { instance_type: "m7g.large" }, { instance_type: "m7g.xlarge" }, "instance type m7g.large → m7g.xlarge"],
  ["aws_elasticache_replication_group", { num_node_groups: 2 }, { num_node_groups: 3 }, "shards 2 → 3"],
  ["aws_appautoscaling_target", { max_capacity: 6 }, { max_capacity: 9 }, "maximum of auto scaling 6 → 9"],
  [
    "aws_cloudfront_distribution",
    { price_class: "PriceClass_100" },
    { price_class: "PriceClass_All" },
    "price class PriceClass_100 → PriceClass_All",
  ],
  ["aws_cloudwatch_log_group", { retention_in_days: 30 }, { retention_in_days: 90 }, "retention of logs in days 30 → 90"],
  [
    "aws_rds_cluster",
    { serverlessv2_scaling_configuration: [{ min_capacity: 0.5, max_capacity: 8 }] },
    { serverlessv2_scaling_configuration: [{ min_capacity: 0.5, max_capacity: 16 }] },
    "maximum of ACUs 8 → 16",
  ],
])("%s: %j → %j is said in a sentence", (type, before, after, sentence) => {
  expect(updated(type, before, after)).toEqual([`${type}.it: ${sentence}`]);
});

test("a NAT gateway that is created, and an instance that is deleted, are said with what tells their cost", () => {
  const gone = { instance_class: "db.r7g.large" };
  expect(
    sentences(resource("aws_nat_gateway.a", "create", { after: {} }), resource("aws_rds_cluster_instance.b", "delete", { before: gone })),
  ).toEqual(["aws_nat_gateway.a: a NAT gateway is created", "aws_rds_cluster_instance.b: an Aurora instance is deleted (db.r7g.large)"]);
});

test("interface endpoints count, gateway endpoints cost nothing", () => {
  const endpoint = (kind: string): string[] =>
    sentences(resource("aws_vpc_endpoint.it", "create", { after: { vpc_endpoint_type: kind, service_name: "s" } }));
  expect(endpoint("Interface")).toEqual(["aws_vpc_endpoint.it: an interface endpoint is created (s)"]);
  expect(endpoint("Gateway")).toEqual([]);
});

test("a change of tags is none of capacity", () => {
  expect(updated("aws_rds_cluster_instance", { tags: { A: "1" } }, { tags: { A: "2" } })).toEqual([]);
});
