import { ServiceNeed } from "./need";
import { actingFor, sends } from "./requests";

/** Functions that are targets of load balancers. */
export const LOAD_BALANCER_FUNCTIONS: ServiceNeed = {
  id: "load-balancer-functions",
  page: 'User Guide for Application Load Balancers, "Use Lambda functions as targets of an Application Load Balancer", "Prepare the Lambda function"',
  types: ["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"],
  requests: (view, attachment) => {
    const group = view.target(attachment, attachment.args.target_group_arn, "aws_lb_target_group", "aws_alb_target_group");
    if (group === undefined || !isFunction(group.resource?.args.target_type)) return [];
    const context = actingFor(view.place(attachment), group.arn);
    const purpose = `Elastic Load Balancing invokes the target of ${group.resource?.name ?? group.arn}`;
    return sends(view, "elasticloadbalancing", attachment, attachment.args.target_id, purpose, { target: context, key: {} });
  },
};

/** A target group that isn't in the stacks may be one of functions: what is attached to it tells. */
function isFunction(targetType: unknown): boolean {
  return targetType === undefined || targetType === "lambda";
}
