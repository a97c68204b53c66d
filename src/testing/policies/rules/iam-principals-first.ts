import { Configuration, Resource } from "../../configuration";
import { isExpression } from "../blocks";
import { waitsFor } from "../dependencies";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { statementsOf } from "../statements";

/** Services that refuse a policy with a principal that there isn't, and the argument that holds it. */
const HOLDERS: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_s3_bucket_policy: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue_policy: "policy",
};
const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/(.+)$/;
/** What EC2 Auto Scaling makes by itself with the first group of an account, and not before. */
const OF_FIRST_GROUP = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

export const IAM_PRINCIPALS_FIRST: PolicyRule = {
  id: "iam-principals-first",
  sentence: "A role that a policy of a resource names is there before the policy is: AWS refuses a principal that doesn't exist.",
  severity: "medium",
  fix: "Refer to the role by its arn in place of writing it out. For Auto Scaling, make an aws_iam_service_linked_role with a custom_suffix, and give it to the group.",
  source: 'AWS Key Management Service API Reference, "PutKeyPolicy"; IAM User Guide, "AWS JSON policy elements: Principal"',
  types: [...Object.keys(HOLDERS), "aws_iam_service_linked_role"],
  check: eachOf(Object.keys(HOLDERS), (resource, configuration) => {
    const principals = statementsOf(configuration, resource, resource.args[HOLDERS[resource.type]!]).flatMap(({ principals: all }) => all);
    for (const principal of principals) {
      const [, path] = ROLE.exec(principal) ?? [];
      if (path === undefined || isExpression(principal)) continue;
      const role = roleOf(configuration, resource, path);
      if (role && !waitsFor(configuration, resource, role)) return `its policy names ${path} and doesn't wait for ${role.name}`;
      if (!role && path === OF_FIRST_GROUP) return `its policy names ${path}, which an account has from its first group on`;
    }
    return undefined;
  }),
};

/** The role of the stacks with that path and name. */
function roleOf(configuration: Configuration, resource: Resource, path: string): Resource | undefined {
  const own = configuration
    .all("aws_iam_role")
    .find(
      ({ args, key }) =>
        key !== resource.key && typeof args.name === "string" && `${String(args.path ?? "/").slice(1)}${args.name}` === path,
    );
  return own ?? configuration.all("aws_iam_service_linked_role").find(({ args }) => serviceLinkedPath(args) === path);
}

/** Of Auto Scaling alone: how other services call theirs isn't told by the arguments. */
function serviceLinkedPath({ aws_service_name: service, custom_suffix: suffix }: Resource["args"]): string | undefined {
  if (service !== "autoscaling.amazonaws.com") return undefined;
  return suffix === undefined ? OF_FIRST_GROUP : `${OF_FIRST_GROUP}_${suffix}`;
}
