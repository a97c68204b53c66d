import { PolicyStatement } from "../../../src";
import { DeployedStack, created, named, owned, regional } from "./deployed-stack";

/** The load balancer, launch templates, Auto Scaling groups and their releases. */
export function computeStatements(stack: DeployedStack): PolicyStatement[] {
  return [...loadBalancerStatements(stack), ...launchTemplateStatements(stack), autoScalingStatement(stack), ...releaseStatements(stack)];
}

/** Target groups have no room for the stack's name in theirs: only tags tell the stack's own from others. */
function loadBalancerStatements(stack: DeployedStack): PolicyStatement[] {
  const elb = (type: string): string => regional(stack, "elasticloadbalancing", `${type}/*`);
  const [loadBalancers, targetGroups, listeners, rules] = ["loadbalancer/app", "targetgroup", "listener/app", "listener-rule/app"].map(
    elb,
  ) as [string, string, string, string];
  return [
    {
      sid: "LoadBalancerCreate",
      actions: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
      resources: [loadBalancers, targetGroups],
      conditions: created(stack),
    },
    {
      sid: "LoadBalancerTagsAtCreation",
      actions: ["elasticloadbalancing:AddTags"],
      resources: [loadBalancers, targetGroups, listeners, rules],
      conditions: {
        StringEquals: {
          ...created(stack).StringEquals,
          "elasticloadbalancing:CreateAction": ["CreateListener", "CreateLoadBalancer", "CreateRule", "CreateTargetGroup"],
        },
      },
    },
    {
      sid: "LoadBalancerChange",
      actions: [
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:DeleteListener",
        "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:DeleteRule",
        "elasticloadbalancing:DeleteTargetGroup",
        "elasticloadbalancing:ModifyCapacityReservation",
        "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:ModifyListenerAttributes",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:ModifyRule",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:RemoveTags",
        "elasticloadbalancing:SetIpAddressType",
        "elasticloadbalancing:SetRulePriorities",
        "elasticloadbalancing:SetSecurityGroups",
        "elasticloadbalancing:SetSubnets",
      ],
      resources: [loadBalancers, targetGroups, listeners, rules],
      conditions: owned(stack),
    },
  ];
}

/** An Auto Scaling group is created by whoever may run instances from its launch template (EC2 Auto Scaling User Guide, "Control Amazon EC2 launch template usage"). */
function launchTemplateStatements(stack: DeployedStack): PolicyStatement[] {
  const ec2 = (type: string): string => regional(stack, "ec2", `${type}/*`);
  const templates = ec2("launch-template");
  return [
    { sid: "LaunchTemplateCreate", actions: ["ec2:CreateLaunchTemplate"], resources: [templates], conditions: created(stack) },
    {
      sid: "LaunchTemplateChange",
      actions: ["ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate", "ec2:ModifyLaunchTemplate", "ec2:RunInstances"],
      resources: [templates],
      conditions: owned(stack),
    },
    {
      sid: "InstancesFromLaunchTemplates",
      actions: ["ec2:RunInstances"],
      resources: [`arn:${stack.partition}:ec2:${stack.region}::image/*`, ...["instance", "network-interface", "volume"].map(ec2)],
      conditions: { ArnLike: { "ec2:LaunchTemplate": templates } },
    },
    {
      sid: "InstancesInNetwork",
      actions: ["ec2:RunInstances"],
      resources: ["security-group", "subnet"].map(ec2),
      conditions: { ...owned(stack), ArnLike: { "ec2:LaunchTemplate": templates } },
    },
    {
      sid: "InstanceTagsAtCreation",
      actions: ["ec2:CreateTags"],
      resources: [ec2("instance"), ec2("volume")],
      conditions: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
    },
    // EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates": whoever writes or uses such a template.
    {
      sid: "ImageParameters",
      actions: ["ssm:GetParameters"],
      resources: [`arn:${stack.partition}:ssm:${stack.region}::parameter/aws/service/ami-amazon-linux-latest/*`],
    },
  ];
}

function autoScalingStatement(stack: DeployedStack): PolicyStatement {
  return {
    sid: "AutoScaling",
    actions: [
      "autoscaling:AttachLoadBalancerTargetGroups",
      "autoscaling:CancelInstanceRefresh",
      "autoscaling:CreateAutoScalingGroup",
      "autoscaling:CreateOrUpdateTags",
      "autoscaling:DeleteAutoScalingGroup",
      "autoscaling:DeleteLifecycleHook",
      "autoscaling:DeletePolicy",
      "autoscaling:DeleteScheduledAction",
      "autoscaling:DeleteTags",
      "autoscaling:DetachLoadBalancerTargetGroups",
      "autoscaling:DisableMetricsCollection",
      "autoscaling:EnableMetricsCollection",
      "autoscaling:PutLifecycleHook",
      "autoscaling:PutScalingPolicy",
      "autoscaling:PutScheduledUpdateGroupAction",
      "autoscaling:StartInstanceRefresh",
      "autoscaling:UpdateAutoScalingGroup",
    ],
    resources: named(stack, (id) => regional(stack, "autoscaling", `autoScalingGroup:*:autoScalingGroupName/${id}-*`)),
  };
}

/** The runbooks of releases, and the associations that run them, which only tags tell from others (as in the managed policy `AmazonGuardDutyServiceRolePolicy`). */
function releaseStatements(stack: DeployedStack): PolicyStatement[] {
  const documents = named(stack, (id) => regional(stack, "ssm", `document/${id}-*`));
  return [
    {
      sid: "Runbooks",
      actions: ["ssm:AddTagsToResource", "ssm:CreateAssociation", "ssm:CreateDocument", "ssm:DeleteDocument", "ssm:RemoveTagsFromResource"],
      resources: documents,
    },
    {
      sid: "Releases",
      actions: ["ssm:AddTagsToResource", "ssm:CreateAssociation", "ssm:DeleteAssociation", "ssm:RemoveTagsFromResource"],
      resources: [regional(stack, "ssm", "association/*")],
      conditions: owned(stack),
    },
  ];
}
