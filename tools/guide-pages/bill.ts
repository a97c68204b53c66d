import { Arguments } from "../../src/testing";
import { PRICES, Price, PriceId, timesAMonth } from "./prices";
import { Resources, ofType } from "./uses";

/** A line of the bill that comes whether or not there is traffic. */
export interface BillLine {
  readonly price: PriceId;
  readonly quantity: number;
}

export type Region = "usEast1" | "euCentral1";

export const REGIONS: Readonly<Record<Region, string>> = { usEast1: "us-east-1", euCentral1: "eu-central-1" };

/** What resources cost before the first request: groups of instances at their minimum, serverless instances at theirs. */
export function fixedBill(resources: Resources): BillLine[] {
  const count = (type: string): number => ofType(resources, type).length;
  const lines: BillLine[] = [
    { price: "natGateway", quantity: count("aws_nat_gateway") },
    { price: "publicIpv4", quantity: count("aws_eip") },
    { price: "endpoint", quantity: sum(ofType(resources, "aws_vpc_endpoint").map(({ subnet_ids }) => subnet_ids?.length ?? 0)) },
    { price: "loadBalancer", quantity: count("aws_lb") },
    ...instances(resources),
    ...databases(resources),
    ...caches(resources),
    { price: "alarm", quantity: sum(ofType(resources, "aws_cloudwatch_metric_alarm").map((alarm) => metricsOf(alarm, resources))) },
    { price: "key", quantity: count("aws_kms_key") },
    { price: "hostedZone", quantity: count("aws_route53_zone") },
    { price: "webAcl", quantity: count("aws_wafv2_web_acl") },
    { price: "webAclRule", quantity: sum(ofType(resources, "aws_wafv2_web_acl").map(({ rule }) => rule.length)) },
  ];
  const ids = [...new Set(lines.map(({ price }) => price))];
  const totals = ids.map((id) => ({ price: id, quantity: sum(lines.filter(({ price }) => price === id).map(({ quantity }) => quantity)) }));
  return totals.filter(({ quantity }) => quantity > 0);
}

function instances(resources: Resources): BillLine[] {
  return ofType(resources, "aws_autoscaling_group").flatMap(({ min_size, launch_template, mixed_instances_policy }) => {
    const reference = launch_template?.id ?? mixed_instances_policy.launch_template.launch_template_specification.launch_template_id;
    const template = resources.get(/aws_launch_template\.\w+/.exec(reference)![0])!;
    const gigabytes = sum(template.block_device_mappings.map(({ ebs }: Arguments) => ebs.volume_size));
    return [
      { price: template.instance_type, quantity: min_size },
      { price: "gp3" as const, quantity: min_size * gigabytes },
    ];
  });
}

function databases(resources: Resources): BillLine[] {
  const clusters = ofType(resources, "aws_rds_cluster");
  const serverless = sum(clusters.map(({ serverlessv2_scaling_configuration }) => serverlessv2_scaling_configuration?.min_capacity ?? 0));
  return [
    ...ofType(resources, "aws_rds_cluster_instance").map(({ instance_class }) =>
      instance_class === "db.serverless" ? { price: "acu" as const, quantity: serverless } : { price: instance_class, quantity: 1 },
    ),
    { price: "secret", quantity: clusters.filter(({ manage_master_user_password }) => manage_master_user_password).length },
  ];
}

function caches(resources: Resources): BillLine[] {
  return ofType(resources, "aws_elasticache_replication_group").map((group) => ({ price: group.node_type, quantity: nodesOf(group) }));
}

function nodesOf({ num_node_groups, replicas_per_node_group }: Arguments): number {
  return num_node_groups * (replicas_per_node_group + 1);
}

/** The metrics that an alarm watches: those of every node where it looks for them by a query. */
function metricsOf({ metric_query }: Arguments, resources: Resources): number {
  const expressions: string[] = (metric_query ?? []).map(({ expression }: Arguments) => expression ?? "");
  if (expressions.some((expression) => expression.startsWith("SELECT"))) {
    return sum(ofType(resources, "aws_elasticache_replication_group").map(nodesOf));
  }
  return Math.max(1, (metric_query ?? []).filter(({ metric }: Arguments) => metric !== undefined).length);
}

/** What a line costs in a month, in cents; undefined where the price isn't known. */
export function centsAMonth({ price, quantity }: BillLine, region: Region): number | undefined {
  const known: Price = PRICES[price];
  const figure = known[region];
  return figure && Math.round(quantity * figure[0] * timesAMonth(known) * 100);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
