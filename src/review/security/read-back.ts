import { Instance } from "../../testing/plan/instances";
import { ModuleValues, PlanJson } from "../../testing/plan/plan-json";
import { Arguments } from "../../testing/stack-resources";

/** Resources by type and logical id. */
export type Sections = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** The resources that make a block's parts, with the argument that names whose they are. */
type Makers = Readonly<Record<string, string>>;

const RULES = { aws_security_group_rule: "security_group_id" };
const ACL_RULES = { aws_network_acl_rule: "network_acl_id" };

/**
 * Blocks that a refresh fills with what resources of their own have made. The provider's pages of these types say that the two aren't used together, so that a block which isn't configured
 * is what was read, and says of a rule that is deleted that it is still there. A plan's configuration doesn't have `dynamic` blocks: those of what has no such resources stay.
 */
const READ_BACK: Readonly<Record<string, Readonly<Record<string, Makers>>>> = {
  aws_security_group: {
    ingress: { ...RULES, aws_vpc_security_group_ingress_rule: "security_group_id" },
    egress: { ...RULES, aws_vpc_security_group_egress_rule: "security_group_id" },
  },
  aws_route_table: { route: { aws_route: "route_table_id" } },
  aws_network_acl: { ingress: ACL_RULES, egress: ACL_RULES },
};

/** The resources of a view without the blocks that were only read. Pure. */
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
      if (argument !== undefined) made.add(`${type} ${String(values[argument])}`);
    }
    children.forEach(visit);
  };
  visit(prior?.values?.root_module ?? {});
  visit(planned?.root_module ?? {});
  return made;
}
