import { Resource } from "../../configuration";
import { blocks } from "../../requests/arguments";
import { autoScalingRole } from "./auto-scaling-volumes";
import { ServiceNeed, ServiceRequest } from "./need";
import { asRole, assumes, withKey } from "./requests";
import { ServiceView } from "./view";

/** What EC2 Auto Scaling tells topics and queues. */
export const AUTO_SCALING_NOTIFICATIONS: ServiceNeed = {
  id: "auto-scaling-notifications",
  page: 'Amazon EC2 Auto Scaling User Guide, "Prepare to add a lifecycle hook", "Configure a notification target for lifecycle notifications" and "Amazon SNS notification options"',
  types: ["aws_autoscaling_notification", "aws_autoscaling_lifecycle_hook", "aws_autoscaling_group"],
  requests: (view, resource) => {
    switch (resource.type) {
      case "aws_autoscaling_notification":
        return asServiceRole(view, resource, resource.args.topic_arn, undefined);
      case "aws_autoscaling_lifecycle_hook":
        return ofHook(
          view,
          resource,
          resource.args,
          view.configuration.named(resource, "aws_autoscaling_group", resource.args.autoscaling_group_name),
        );
      default:
        return blocks(resource.args, "initial_lifecycle_hook").flatMap((hook) => ofHook(view, resource, hook, resource));
    }
  },
};

function ofHook(
  view: ServiceView,
  resource: Resource,
  hook: Readonly<Record<string, unknown>>,
  group: Resource | undefined,
): ServiceRequest[] {
  const target = view.target(resource, hook.notification_target_arn, "aws_sns_topic", "aws_sqs_queue");
  const role = view.role(resource, hook.role_arn);
  if (target === undefined) return [];
  if (role === undefined) return asServiceRole(view, resource, hook.notification_target_arn, group);
  const purpose = `EC2 Auto Scaling notifies ${target.resource?.name ?? target.arn} of ${resource.name}`;
  const isTopic = target.resource?.type === "aws_sns_topic" || target.arn.includes(":sns:");
  const key = target.resource && view.key(target.resource, target.resource.args.kms_master_key_id);
  return [
    ...assumes(role, "autoscaling", purpose),
    ...asRole(role, isTopic ? ["sns:Publish"] : ["sqs:SendMessage"], target.arn, purpose),
    ...withKey(role.arn, key, ["kms:GenerateDataKey", "kms:Decrypt"], purpose),
  ];
}

/** The policy of the service-linked role is AWS's own: it has no action of AWS KMS, so that a key's policy must name the role. */
function asServiceRole(view: ServiceView, resource: Resource, value: unknown, group: Resource | undefined): ServiceRequest[] {
  const target = view.target(resource, value, "aws_sns_topic", "aws_sqs_queue")?.resource;
  if (target === undefined || target.args.kms_master_key_id === undefined) return [];
  const first = group ?? view.configuration.find(view.configuration.keys(resource, resource.args.group_names)[0]);
  const purpose = `EC2 Auto Scaling encrypts what it sends to ${target.name}`;
  return withKey(
    autoScalingRole(view, first),
    view.key(target, target.args.kms_master_key_id),
    ["kms:GenerateDataKey", "kms:Decrypt"],
    purpose,
  );
}
