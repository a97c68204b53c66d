import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, Role } from "../../src/core";
import { Automation, createAutomationRole } from "../../src/internal/automation";
import { pathText } from "../../src/internal/names";
import { groupName, groupNamePrefix } from "./auto-scaling-group";
import { releaseTimeout } from "./instance-refresh";
import { ReleaseSettings, releaseRunbook } from "./release-runbook";

/** What the releases of a service are made with. */
interface ReleaseAutomationSettings extends Omit<ReleaseSettings, "alarmNames" | "autoScalingGroupName" | "launchTemplate"> {
  readonly role: Role;
  readonly group: AutoscalingGroup;
  readonly launchTemplate: LaunchTemplate;
}

/** What EC2 makes at the launch of an instance, with tags, and what that is connected with (Service Authorization Reference, "Amazon EC2", RunInstances). */
const TAGGED = ["instance/*", "network-interface/*", "volume/*"];
const LAUNCHED = [...TAGGED, "security-group/*", "subnet/*"];

/**
 * The role by which Systems Manager starts the instance refreshes of a service. Its permissions are those that EC2 Auto Scaling checks of whoever starts one with a launch template
 * (EC2 Auto Scaling User Guide, "Control Amazon EC2 launch template usage in Auto Scaling groups"). It is made before the group, so that IAM knows it everywhere by the first
 * release.
 */
export function createReleaseRole(service: Construct, launchTemplate: LaunchTemplate, instanceRole: Role): Role {
  const environment = AwsEnvironment.of(service);
  const role = createAutomationRole(service, "ReleaseRole", pathText(service, 1000, "Releases of "));
  role.addToPolicy({
    sid: "StartRelease",
    actions: ["autoscaling:StartInstanceRefresh"],
    resources: [environment.arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${groupNamePrefix(service)}*`)],
    conditions: { StringEquals: { "aws:ResourceTag/Name": groupName(service) } },
  });
  role.addToPolicy({ sid: "WatchRelease", actions: ["autoscaling:DescribeInstanceRefreshes"], resources: ["*"] });
  role.addToPolicy({
    sid: "UseLaunchTemplate",
    actions: ["ec2:RunInstances"],
    resources: [
      environment.arn("ec2", "image/*", { accountId: "" }),
      launchTemplate.arn,
      ...LAUNCHED.map((type) => environment.arn("ec2", type)),
    ],
    conditions: { ArnEquals: { "ec2:LaunchTemplate": launchTemplate.arn } },
  });
  role.addToPolicy({
    sid: "TagInstances",
    actions: ["ec2:CreateTags"],
    resources: TAGGED.map((type) => environment.arn("ec2", type)),
    conditions: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
  });
  role.addToPolicy({
    sid: "PassInstanceRole",
    actions: ["iam:PassRole"],
    resources: [instanceRole.roleArn],
    conditions: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
  });
  return role;
}

/**
 * The releases of a service: a runbook that starts an instance refresh to what is configured, and turns back by itself, and the association that runs it.
 */
export class ReleaseAutomation extends Construct {
  /** The role by which the runbook starts instance refreshes. */
  public readonly role: Role;
  /** The runbook. */
  public readonly document: SsmDocument;
  /** The association that runs the runbook, once for each release. */
  public readonly resource: SsmAssociation;
  private readonly automation: Automation;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    private readonly settings: ReleaseAutomationSettings,
  ) {
    super(scope, id);
    this.role = settings.role;
    this.automation = new Automation(this, {
      word: "release",
      role: this.role,
      content: this.write([]),
      timeoutSeconds: releaseTimeout(settings.rollout),
    });
    this.document = this.automation.document;
    this.resource = this.automation.association;
    // A plan during the trading session is told by it whose instances would be replaced.
    this.resource.addOverride("//.refreshes", `${settings.group.terraformResourceType}.${settings.group.friendlyUniqueId}`);
  }

  /** Has alarms stop a release, and turn it back. */
  public stopOn(alarmNames: readonly string[]): void {
    this.automation.content = this.write(alarmNames);
  }

  private write(alarmNames: readonly string[]): string {
    const { group, launchTemplate: template } = this.settings;
    const launchTemplate = { id: template.id, version: Fn.tostring(template.latestVersion) };
    return Fn.jsonencode(releaseRunbook({ ...this.settings, autoScalingGroupName: group.name, launchTemplate, alarmNames }));
  }
}
