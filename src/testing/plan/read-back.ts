import { Arguments } from "../stack-resources";
import { Instance } from "./instances";
import { ModuleValues, PlanJson } from "./plan-json";

/** Resources by type and logical id. */
export type Sections = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** The resources that make a block's parts, with the argument that names whose they are. */
type Makers = Readonly<Record<string, string>>;

const RULES = { aws_security_group_rule: "security_group_id" };
const GROUP: Readonly<Record<string, Makers>> = {
  ingress: { ...RULES, aws_vpc_security_group_ingress_rule: "security_group_id" },
  egress: { ...RULES, aws_vpc_security_group_egress_rule: "security_group_id" },
};
const ACL_RULES = { aws_network_acl_rule: "network_acl_id" };
const ACL: Readonly<Record<string, Makers>> = { ingress: ACL_RULES, egress: ACL_RULES };
const ROUTE_TABLE: Readonly<Record<string, Makers>> = { route: { aws_route: "route_table_id" } };

/**
 * Blocks that a refresh fills with what resources of their own have made. The provider's pages of these types say that the two aren't used together, so that a block which isn't configured
 * is what was read, and says of a rule that is deleted that it is still there. A plan's configuration doesn't have `dynamic` blocks: those of what has no such resources stay.
 */
const READ_BACK: Readonly<Record<string, Readonly<Record<string, Makers>>>> = {
  aws_autoscaling_group: { traffic_source: { aws_autoscaling_traffic_source_attachment: "autoscaling_group_name" } },
  aws_default_network_acl: ACL,
  aws_default_route_table: ROUTE_TABLE,
  aws_default_security_group: GROUP,
  aws_ec2_managed_prefix_list: { entry: { aws_ec2_managed_prefix_list_entry: "prefix_list_id" } },
  aws_iam_role: { inline_policy: { aws_iam_role_policy: "role" } },
  aws_instance: { ebs_block_device: { aws_volume_attachment: "instance_id" } },
  aws_network_acl: ACL,
  aws_route53_zone: { vpc: { aws_route53_zone_association: "zone_id" } },
  aws_route_table: ROUTE_TABLE,
  aws_s3_bucket: {
    cors_rule: { aws_s3_bucket_cors_configuration: "bucket" },
    grant: { aws_s3_bucket_acl: "bucket" },
    lifecycle_rule: { aws_s3_bucket_lifecycle_configuration: "bucket" },
    logging: { aws_s3_bucket_logging: "bucket" },
    object_lock_configuration: { aws_s3_bucket_object_lock_configuration: "bucket" },
    replication_configuration: { aws_s3_bucket_replication_configuration: "bucket" },
    server_side_encryption_configuration: { aws_s3_bucket_server_side_encryption_configuration: "bucket" },
    versioning: { aws_s3_bucket_versioning: "bucket" },
    website: { aws_s3_bucket_website_configuration: "bucket" },
  },
  aws_security_group: GROUP,
};

/**
 * The resources of a view without the blocks that were only read. Pure.
 *
 * @param plan both sides: what the blocks are made by may be on either
 */
export function withoutReadBack(resources: Sections, instances: readonly Instance[], plan: PlanJson): Sections {
  const made = madeBy(plan);
  const result: Record<string, Record<string, Arguments>> = { ...resources };
  for (const { type, id, configuration, values } of instances) {
    const own = result[type]?.[id];
    const read = Object.entries(READ_BACK[type] ?? {}).flatMap(([block, makers]) => {
      const isMade = Object.keys(makers).some((maker) => made.has(`${maker} ${String(values.id)}`));
      return isMade && configuration.expressions?.[block] === undefined ? [block] : [];
    });
    if (own === undefined || read.length === 0) continue;
    const kept = Object.entries(own).filter(([name]) => !read.includes(name));
    result[type] = { ...result[type], [id]: Object.fromEntries(kept) };
  }
  return result;
}

/** What has parts that are resources, on either side of the plan: by their type and its id. */
function madeBy({ prior_state: prior, planned_values: planned }: PlanJson): ReadonlySet<string> {
  const owners: Makers = Object.assign({}, ...Object.values(READ_BACK).flatMap((blocks) => Object.values(blocks))) as Makers;
  const made = new Set<string>();
  const visit = ({ resources = [], child_modules: children = [] }: ModuleValues): void => {
    for (const { type, values = {} } of resources) {
      const argument = owners[type];
      // What is known after apply only is of nothing that could have been read.
      if (argument !== undefined && typeof values[argument] === "string") made.add(`${type} ${values[argument]}`);
    }
    children.forEach(visit);
  };
  visit(prior?.values?.root_module ?? {});
  visit(planned?.root_module ?? {});
  return made;
}
