import { AutoscalingAttachment } from "@cdktf/provider-aws/lib/autoscaling-attachment";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { IApplicationLoadBalancer } from "./application-load-balancer";

/** What is attached to what. */
interface TargetAttachmentSettings {
  readonly autoScalingGroupName: string;
  readonly targetGroup: LbTargetGroup;
  /** The rule that forwards to the target group. */
  readonly listenerRule: LbListenerRule;
}

/**
 * Registers the instances of a group with its target group, which the group has from its creation on. The group's own argument lets go of the old target group as soon
 * as there is a new one; a group can have several (EC2 Auto Scaling API Reference, AttachLoadBalancerTargetGroups).
 */
export function createTargetAttachment(
  scope: Construct,
  loadBalancer: IApplicationLoadBalancer,
  { autoScalingGroupName, targetGroup, listenerRule }: TargetAttachmentSettings,
): AutoscalingAttachment {
  const attachment = new AutoscalingAttachment(scope, "TargetAttachment", {
    autoscalingGroupName: autoScalingGroupName,
    lbTargetGroupArn: targetGroup.arn,
    // Targets become healthy only once a rule forwards to them.
    dependsOn: [listenerRule],
    // Terraform then creates whatever the group depends on before it destroys the old one as well: ADR 16.
    lifecycle: loadBalancer.replacedWithoutGap ? CREATE_BEFORE_DESTROY : undefined,
  });
  loadBalancer.addTargets(attachment);
  return attachment;
}
