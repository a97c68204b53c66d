import { Configuration, Resource } from "../configuration";
import { block, blocks, isTrue, texts } from "../requests/arguments";

const TARGET_ATTACHMENTS: Readonly<Record<string, (args: Resource["args"]) => readonly unknown[]>> = {
  aws_autoscaling_attachment: (args) => [args.lb_target_group_arn],
  aws_autoscaling_traffic_source_attachment: (args) => blocks(args, "traffic_source").map(({ identifier }) => identifier),
};
/** The health check grace period where the provider's isn't said. */
const DEFAULT_GRACE_SECONDS = 300;
/** Processes without which instances are neither launched nor replaced: what the model is about (EC2 Auto Scaling User Guide, "Types of processes"). */
const ESSENTIAL = ["Launch", "HealthCheck", "ReplaceUnhealthy", "AddToLoadBalancer", "InstanceRefresh"];

/** The target group of a group, by its own list, its traffic sources or an attachment. */
export function targetGroupOf(configuration: Configuration, group: Resource): Resource | undefined {
  const own = [...texts(group.args.target_group_arns), ...blocks(group.args, "traffic_source").map(({ identifier }) => identifier)];
  const attached = Object.entries(TARGET_ATTACHMENTS).flatMap(([type, targetsOf]) =>
    configuration
      .all(type)
      .filter((one) => configuration.named(one, group.type, one.args.autoscaling_group_name)?.key === group.key)
      .flatMap((one) => targetsOf(one.args).map((value) => configuration.key(one, value))),
  );
  return [...own.map((value) => configuration.key(group, value)), ...attached].flatMap((key) => configuration.find(key) ?? [])[0];
}

/** How many AZs a group has: by the AZs of its subnets, of which one isn't said each has its own. */
export function zoneCountOf(configuration: Configuration, group: Resource): number {
  const { name, args } = group;
  const zones: unknown = args.vpc_zone_identifier ?? args.availability_zones;
  if (!Array.isArray(zones) || zones.length === 0) {
    throw new Error(`${name} has ${JSON.stringify(zones)} for its AZs: give a list of subnets`);
  }
  const zoneOf = (value: unknown): unknown => {
    const subnet = configuration.find(configuration.key(group, value));
    return subnet?.args.availability_zone ?? subnet?.args.availability_zone_id ?? value;
  };
  return new Set(zones.map(zoneOf)).size;
}

/** Whether instances of an AZ that fails are launched in no other one (EC2 Auto Scaling API Reference, `AvailabilityZoneDistribution`). */
export function launchesBalancedOnly({ args }: Resource): boolean {
  return block(args, "availability_zone_distribution")?.capacity_distribution_strategy === "balanced-only";
}

/** Whether a group has suspended a process. */
export function suspends({ args }: Resource, process: string): boolean {
  return texts(args.suspended_processes).includes(process);
}

/** @throws Error for a group whose capacity isn't counted in instances, and for one without what the model is about */
export function checkIsComputed(group: Resource): void {
  const { name, args } = group;
  const mixed = block(block(args, "mixed_instances_policy"), "launch_template");
  const weight = blocks(mixed, "override").find(({ weighted_capacity: one }) => (one ?? "") !== "" && Number(one) !== 1);
  if (weight !== undefined) {
    throw new Error(
      `${name} counts ${weight.instance_type} as ${weight.weighted_capacity}, and the model counts instances: leave weighted_capacity out`,
    );
  }
  const unit: unknown = args.desired_capacity_type ?? "units";
  if (unit !== "units" && unit !== "") throw new Error(`${name} counts its capacity in ${unit}, and the model counts instances`);
  const suspended = ESSENTIAL.filter((process) => suspends(group, process));
  if (suspended.length > 0) throw new Error(`${name} has suspended ${suspended.join(", ")}, without which nothing can be computed`);
}

/** What the model takes for granted of a group, in a sentence each. */
export function assumptionsOf(configuration: Configuration, group: Resource, startupSeconds: number): readonly string[] {
  const { name, args } = group;
  const others = ["Terminate", "AZRebalance"].filter((process) => suspends(group, process));
  const grace = Number(args.health_check_grace_period ?? DEFAULT_GRACE_SECONDS);
  const isReplacedEarly = args.health_check_type === "ELB" && startupSeconds > grace && !waitsAtLaunch(configuration, group);
  const target = targetGroupOf(configuration, group);
  return [
    ...others.map((process) => `${name} has suspended ${process}, which goes on here`),
    ...(isReplacedEarly
      ? [
          `instances of ${name} aren't replaced when the health check grace period of ${grace} seconds is over, though they start in ${startupSeconds}`,
        ]
      : []),
    ...(String(target?.args.load_balancing_cross_zone_enabled) === "false"
      ? [`every target of ${target!.name} gets the same share, though it balances within AZs alone`]
      : []),
  ];
}

/** What is taken for granted of a policy on CPU: EC2 sends a data point each five minutes without detailed monitoring (EC2 User Guide, "Manage detailed monitoring"). */
export function assumptionOfCpu(configuration: Configuration, group: Resource, policy: string): readonly string[] {
  const mixed = block(block(block(group.args, "mixed_instances_policy"), "launch_template"), "launch_template_specification");
  const named = block(group.args, "launch_template") ?? mixed;
  const key = configuration.key(group, named?.id ?? named?.launch_template_id ?? named?.name ?? named?.launch_template_name);
  const template = configuration.find(key);
  if (template?.type !== "aws_launch_template" || isTrue(block(template.args, "monitoring")?.enabled)) return [];
  return [`${policy} has a data point each minute, though ${template.name} has no detailed monitoring: EC2 sends one each five minutes`];
}

/** Whether a lifecycle hook keeps instances from their first health check until they are ready. */
function waitsAtLaunch(configuration: Configuration, group: Resource): boolean {
  const hooks = [
    ...blocks(group.args, "initial_lifecycle_hook"),
    ...configuration
      .all("aws_autoscaling_lifecycle_hook")
      .filter((hook) => configuration.named(hook, group.type, hook.args.autoscaling_group_name)?.key === group.key)
      .map(({ args }) => args),
  ];
  return hooks.some(({ lifecycle_transition: transition }) => transition === "autoscaling:EC2_INSTANCE_LAUNCHING");
}
