/** What a refresh writes into a resource of what other resources have made is nothing that the configuration says. */
import { fromPlan } from "../../src/testing";

interface Place {
  readonly type: string;
  readonly block: string;
  readonly maker: string;
  /** The maker's argument that names whose part it makes. */
  readonly argument: string;
}

/** A plan that changes nothing of a resource whose block was read, and what its part is made by: before, and unless `isDeleted` afterwards. */
function refreshed({ type, block, maker, argument }: Place, { isDeleted = false, configured = {} } = {}): object {
  const owner = { address: `${type}.own`, mode: "managed", type, name: "own", values: { id: "own-1", [block]: [{ a: 1 }] } };
  const part = { address: `${maker}.part`, mode: "managed", type: maker, name: "part", values: { [argument]: "own-1" } };
  const configuration = [
    { mode: "managed", type, name: "own", expressions: configured },
    { mode: "managed", type: maker, name: "part", expressions: { [argument]: { references: [`${type}.own.id`, `${type}.own`] } } },
  ];
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources: isDeleted ? [owner] : [owner, part] } },
    prior_state: { values: { root_module: { resources: [owner, part] } } },
    resource_changes: [],
    configuration: { root_module: { resources: isDeleted ? configuration.slice(0, 1) : configuration } },
  };
}

// The pages of these types in the provider's documentation say that the block and the resource aren't used together, or that the one reads what the other has made.
const PLACES: readonly (readonly [type: string, block: string, maker: string, argument: string])[] = [
  ["aws_security_group", "ingress", "aws_vpc_security_group_ingress_rule", "security_group_id"],
  ["aws_security_group", "ingress", "aws_security_group_rule", "security_group_id"],
  ["aws_security_group", "egress", "aws_vpc_security_group_egress_rule", "security_group_id"],
  ["aws_default_security_group", "ingress", "aws_vpc_security_group_ingress_rule", "security_group_id"],
  ["aws_route_table", "route", "aws_route", "route_table_id"],
  ["aws_network_acl", "egress", "aws_network_acl_rule", "network_acl_id"],
  ["aws_iam_role", "inline_policy", "aws_iam_role_policy", "role"],
  ["aws_s3_bucket", "versioning", "aws_s3_bucket_versioning", "bucket"],
  ["aws_s3_bucket", "lifecycle_rule", "aws_s3_bucket_lifecycle_configuration", "bucket"],
  ["aws_s3_bucket", "server_side_encryption_configuration", "aws_s3_bucket_server_side_encryption_configuration", "bucket"],
  ["aws_ec2_managed_prefix_list", "entry", "aws_ec2_managed_prefix_list_entry", "prefix_list_id"],
  ["aws_instance", "ebs_block_device", "aws_volume_attachment", "instance_id"],
  ["aws_route53_zone", "vpc", "aws_route53_zone_association", "zone_id"],
  ["aws_security_group", "egress", "aws_security_group_rule", "security_group_id"],
  ["aws_default_security_group", "ingress", "aws_security_group_rule", "security_group_id"],
  ["aws_default_security_group", "egress", "aws_vpc_security_group_egress_rule", "security_group_id"],
  ["aws_default_route_table", "route", "aws_route", "route_table_id"],
  ["aws_network_acl", "ingress", "aws_network_acl_rule", "network_acl_id"],
  ["aws_default_network_acl", "ingress", "aws_network_acl_rule", "network_acl_id"],
  ["aws_default_network_acl", "egress", "aws_network_acl_rule", "network_acl_id"],
  ["aws_s3_bucket", "cors_rule", "aws_s3_bucket_cors_configuration", "bucket"],
  ["aws_s3_bucket", "grant", "aws_s3_bucket_acl", "bucket"],
  ["aws_s3_bucket", "logging", "aws_s3_bucket_logging", "bucket"],
  ["aws_s3_bucket", "object_lock_configuration", "aws_s3_bucket_object_lock_configuration", "bucket"],
  ["aws_s3_bucket", "replication_configuration", "aws_s3_bucket_replication_configuration", "bucket"],
  ["aws_s3_bucket", "website", "aws_s3_bucket_website_configuration", "bucket"],
  ["aws_autoscaling_group", "traffic_source", "aws_autoscaling_traffic_source_attachment", "autoscaling_group_name"],
];

test.each(PLACES)("%s has no %s that was read of %s", (type, block, maker, argument) => {
  const view = fromPlan(refreshed({ type, block, maker, argument }));
  expect(view.resource(type)).not.toHaveProperty(block);
});

const RULE: Place = {
  ...{ type: "aws_security_group", block: "ingress", maker: "aws_vpc_security_group_ingress_rule" },
  argument: "security_group_id",
};

test("a rule that is deleted doesn't stay in its group", () => {
  expect(fromPlan(refreshed(RULE, { isDeleted: true })).resource("aws_security_group")).not.toHaveProperty("ingress");
});

test("a block that the configuration has stays", () => {
  const configured = { ingress: [{ a: { constant_value: 1 } }] };
  expect(fromPlan(refreshed(RULE, { configured })).resource("aws_security_group").ingress).toEqual([{ a: 1 }]);
});

test("a block of what has no such resources stays: it may be a dynamic one", () => {
  const other = refreshed({ ...RULE, argument: "description" });
  expect(fromPlan(other).resource("aws_security_group").ingress).toEqual([{ a: 1 }]);
});
