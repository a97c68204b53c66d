import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, Role } from "../../src/core";
import { fitName, pathFromStack, pathText } from "../../src/internal/names";
import { groupName, groupNamePrefix } from "./auto-scaling-group";
import { releaseTimeout } from "./instance-refresh";
import { ROLE_PARAMETER, ReleaseSettings, releaseRunbook } from "./release-runbook";

/** What the releases of a service are made with. */
interface ReleaseAutomationSettings extends Omit<ReleaseSettings, "alarmNames" | "autoScalingGroupName" | "launchTemplate"> {
  readonly role: Role;
  readonly group: AutoscalingGroup;
  readonly launchTemplate: LaunchTemplate;
}

/** What EC2 makes at the launch of an instance, with tags, and what that is connected with (Service Authorization Reference, "Amazon EC2", RunInstances). */
const TAGGED = ["instance/*", "network-interface/*", "volume/*"];
const LAUNCHED = [...TAGGED, "security-group/*", "subnet/*"];
/** Longest name of a document, and what of it the runbook's hash takes (Systems Manager API Reference, "CreateDocument"). */
const NAME_LENGTH = 128;
const HASH_LENGTH = 10;
/** What the association has beyond the runbook's own time, so that a release that takes too long is said by its runbook. */
const SECONDS_TO_REPORT = 120;

/**
 * The role by which Systems Manager starts the instance refreshes of a service. Its permissions are those that EC2 Auto Scaling checks of whoever starts one with a launch template
 * (EC2 Auto Scaling User Guide, "Control Amazon EC2 launch template usage in Auto Scaling groups"). It is made before the group, so that IAM knows it everywhere by the first
 * release.
 */
export function createReleaseRole(service: Construct, launchTemplate: LaunchTemplate, instanceRole: Role): Role {
  const environment = AwsEnvironment.of(service);
  const role = new Role(service, "ReleaseRole", {
    assumedBy: { services: ["ssm.amazonaws.com"] },
    assumeConditions: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": environment.arn("ssm", "automation-execution/*") },
    },
    description: pathText(service, 1000, "Releases of "),
  });
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
 *
 * The runbook's name has a hash of its content, so that another release is another runbook, and another association: the provider waits for the success of an association that it
 * creates, and not of one that it updates (`resourceAssociationUpdate` of `aws_ssm_association`). What an apply that was interrupted has left undone is done by the next one.
 */
export class ReleaseAutomation extends Construct {
  /** The role by which the runbook starts instance refreshes. */
  public readonly role: Role;
  /** The runbook. */
  public readonly document: SsmDocument;
  /** The association that runs the runbook, once for each release. */
  public readonly resource: SsmAssociation;
  private readonly runbook: TerraformLocal;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    private readonly settings: ReleaseAutomationSettings,
  ) {
    super(scope, id);
    this.role = settings.role;
    this.runbook = new TerraformLocal(this, "Runbook", this.write([]));
    const content = this.runbook.asString;
    const name = runbookName(pathFromStack(this));
    this.document = new SsmDocument(this, "Document", {
      name: `${name}-${Fn.substr(Fn.sha256(content), 0, HASH_LENGTH)}`,
      documentType: "Automation",
      documentFormat: "JSON",
      content,
    });
    this.resource = new SsmAssociation(this, "Resource", {
      name: this.document.name,
      associationName: name,
      parameters: { [ROLE_PARAMETER]: this.role.roleArn },
      waitForSuccessTimeoutSeconds: releaseTimeout(settings.rollout) + SECONDS_TO_REPORT,
      dependsOn: [this.role.policy!],
      // Systems Manager refuses an update that gives back the target that it shows of an association without any.
      lifecycle: { replaceTriggeredBy: [`${this.role.resource.terraformResourceType}.${this.role.resource.friendlyUniqueId}.arn`] },
    });
    // A plan during the trading session is told by it whose instances would be replaced.
    this.resource.addOverride("//.refreshes", `${settings.group.terraformResourceType}.${settings.group.friendlyUniqueId}`);
  }

  /** Has alarms stop a release, and turn it back. */
  public stopOn(alarmNames: readonly string[]): void {
    this.runbook.expression = this.write(alarmNames);
  }

  private write(alarmNames: readonly string[]): string {
    const { group, launchTemplate: template } = this.settings;
    const launchTemplate = { id: template.id, version: Fn.tostring(template.latestVersion) };
    return Fn.jsonencode(releaseRunbook({ ...this.settings, autoScalingGroupName: group.name, launchTemplate, alarmNames }));
  }
}

/** What the names of a service's runbooks begin with. A name that begins with AWS's is refused (Systems Manager API Reference, "CreateDocument"). Pure. */
export function runbookName(path: readonly string[]): string {
  const parts = /^(aws|amazon|amzn)/i.test(path[0]!) ? ["release", ...path] : path;
  return fitName(parts, { maxLength: NAME_LENGTH - HASH_LENGTH - 1, punctuation: "-_" });
}
