import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IRole } from "../../src/core";
import { Validator, isGiven } from "../../src/internal/validator";
import { groupName, groupNamePrefix } from "./auto-scaling-group";
import { DRAIN_OVERHEAD_SECONDS, TERMINATION_HOOK } from "./drain-agent";
import { SpotInstances } from "./service-instances";

/** From the notice of an interruption to the end of a Spot Instance (EC2 User Guide, "Spot Instance interruption notices"). */
const SPOT_NOTICE_SECONDS = 120;
/** What a heartbeat timeout has, by default, on top of the deregistration delay. */
const MORE_THAN_DEREGISTRATION_SECONDS = 30;

/** Records a heartbeat timeout that EC2 Auto Scaling refuses, or one that the unit's limit can't be computed from. */
export function checkTerminationHook(
  validator: Validator,
  props: { readonly heartbeatTimeoutSeconds?: number; readonly deregistrationDelaySeconds?: number },
): void {
  const { heartbeatTimeoutSeconds, deregistrationDelaySeconds } = props;
  validator
    .known("heartbeatTimeoutSeconds", heartbeatTimeoutSeconds)
    .known("deregistrationDelaySeconds", isGiven(heartbeatTimeoutSeconds) ? undefined : deregistrationDelaySeconds)
    .integerBetween("heartbeatTimeoutSeconds", heartbeatTimeoutSeconds, 30, 7200, "seconds");
}

/** The heartbeat timeout of a service that names none: requests that are in flight at SIGTERM get what the load balancer gives them. Pure. */
export function defaultHeartbeatTimeout(deregistrationDelaySeconds: number): number {
  return deregistrationDelaySeconds + MORE_THAN_DEREGISTRATION_SECONDS;
}

/** From SIGTERM to SIGKILL, such that the lifecycle action is completed within the heartbeat timeout. Pure. */
export function stopTimeout(heartbeatTimeoutSeconds: number): number {
  return heartbeatTimeoutSeconds - DRAIN_OVERHEAD_SECONDS;
}

/** Keeps an instance that has been deregistered running until its drain agent completes the action, or the heartbeat timeout ends. */
export function createTerminationHook(
  scope: Construct,
  autoscalingGroupName: string,
  { heartbeatTimeoutSeconds, spot }: { readonly heartbeatTimeoutSeconds: number; readonly spot?: SpotInstances },
): AutoscalingLifecycleHook {
  if (spot && heartbeatTimeoutSeconds > SPOT_NOTICE_SECONDS) {
    Annotations.of(scope).addWarning(
      `EC2 ends a Spot Instance two minutes after its notice, in the middle of a heartbeat timeout of ${heartbeatTimeoutSeconds} seconds: set ` +
        `heartbeatTimeoutSeconds to ${SPOT_NOTICE_SECONDS} or less, with deregistrationDelaySeconds below it, or leave out spot.`,
    );
  }
  return new AutoscalingLifecycleHook(scope, "TerminationHook", {
    name: TERMINATION_HOOK,
    autoscalingGroupName,
    lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    heartbeatTimeout: heartbeatTimeoutSeconds,
    defaultResult: "CONTINUE",
  });
}

/**
 * Allows the instances to find their group and to complete its lifecycle actions, no other group's (Service Authorization Reference, "Amazon EC2 Auto Scaling": what
 * describes has no resources). The group is created after the policy and has a generated name, so it's named by its prefix and its tag.
 */
export function allowCompletion(service: Construct, role: IRole): void {
  const group = AwsEnvironment.of(service).arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${groupNamePrefix(service)}*`);
  role.addToPolicy({ sid: "FindGroup", actions: ["autoscaling:DescribeAutoScalingInstances"], resources: ["*"] });
  role.addToPolicy({
    sid: "CompleteTermination",
    actions: ["autoscaling:CompleteLifecycleAction"],
    resources: [group],
    conditions: { StringEquals: { "aws:ResourceTag/Name": groupName(service) } },
  });
}
