import { Failure } from "../support/failure";
import { Identity } from "./metadata";

/** A resource as `terraform show -json` has it. */
export interface DeployedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The addresses to apply so that a stack's instances can boot: the groups with their hooks, and all that these lean on. Pure. */
export function bootTargets(resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly string[] {
  return ["aws_autoscaling_group", "aws_autoscaling_lifecycle_hook", "aws_iam_role_policy"]
    .flatMap((type) => Object.keys(resource[type] ?? {}).map((name) => `${type}.${name}`))
    .sort();
}

/** A service that was deployed: what its instances are told, and where they are asked for their health. */
export interface DeployedService {
  /** The name of its systemd unit. */
  readonly unit: string;
  readonly groupName: string;
  readonly identity: Omit<Identity, "instanceId">;
  readonly port: number;
  readonly healthCheckPath: string;
}

/**
 * The instances that a group has launched on the emulator.
 *
 * @throws Failure where there is none
 */
export async function instancesOf(endpoint: string, { groupName, identity: { region } }: DeployedService): Promise<readonly string[]> {
  const scope = `Credential=test/20260101/${region}/autoscaling/aws4_request`;
  const body = new URLSearchParams({
    Action: "DescribeAutoScalingGroups",
    Version: "2011-01-01",
    "AutoScalingGroupNames.member.1": groupName,
  });
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`;
  const answer = await fetch(endpoint, { method: "POST", headers: { authorization }, body });
  const ids = [...(await answer.text()).matchAll(/<InstanceId>(i-\w+)<\/InstanceId>/g)].map(([, id]) => id!);
  if (ids.length === 0) throw new Failure(`The group ${groupName} has no instance.`);
  return ids;
}

/** The services whose groups are deployed, by their units' names. Pure. */
export function deployedServices(resources: readonly DeployedResource[]): readonly DeployedService[] {
  const find = (type: string, attribute: string, value: unknown): DeployedResource => {
    const found = resources.find((resource) => resource.type === type && resource.values[attribute] === value);
    if (!found) throw new Failure(`Nothing of the type ${type} has the ${attribute} ${String(value)}.`);
    return found;
  };
  return resources
    .filter(({ type }) => type === "aws_autoscaling_group")
    .map(({ values }) => {
      const template = find("aws_launch_template", "id", first(values.launch_template).id);
      const profile = find("aws_iam_instance_profile", "arn", first(template.values.iam_instance_profile).arn);
      const targetGroup = find("aws_lb_target_group", "arn", (values.target_group_arns as string[])[0]);
      const userData = String(template.values.user_data);
      const identity = { region: regionOf(String(values.arn)), roleName: String(profile.values.role), userData };
      return {
        unit: unitOf(String(template.values.description)),
        groupName: String(values.name),
        identity,
        port: Number(targetGroup.values.port),
        healthCheckPath: String(first(targetGroup.values.health_check).path),
      };
    })
    .sort((one, other) => one.unit.localeCompare(other.unit));
}

function first(blocks: unknown): Readonly<Record<string, unknown>> {
  return (blocks as readonly Readonly<Record<string, unknown>>[])[0]!;
}

function regionOf(arn: string): string {
  return arn.split(":")[3]!;
}

/** The unit is called as its construct is, in the words of systemd. */
function unitOf(path: string): string {
  const id = path.slice(path.lastIndexOf("/") + 1);
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, "-$&").toLowerCase();
}
