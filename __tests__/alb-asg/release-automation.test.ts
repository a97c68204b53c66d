import { releaseRunbook } from "../../modules/alb-asg/release-runbook";
import { AlarmTopic } from "../../src/core";
import { Request, evaluate } from "../support/policy-evaluator";
import { Arguments, messageOf, statements, synth } from "../support/synth";
import { CAPACITY, ServiceFixture, synthService } from "./fixture";

const IMAGE = { imageId: "ami-0123456789abcdef0" };
const ON = { ...IMAGE, rollout: { automaticRollback: true } };
const SETTINGS = {
  autoScalingGroupName: "api",
  launchTemplate: { id: "lt-0123456789abcdef0", version: "7" },
  instances: {},
  capacity: CAPACITY,
  instanceWarmupSeconds: 120,
  rollout: { automaticRollback: true },
  alarmNames: [],
};

interface Step {
  readonly name: string;
  readonly action: string;
  readonly timeoutSeconds?: number;
  readonly inputs: Arguments;
}

function stepsOf(settings: object = {}): Record<string, Step> {
  const { mainSteps } = releaseRunbook({ ...SETTINGS, ...settings }) as { mainSteps: Step[] };
  return Object.fromEntries(mainSteps.map((step) => [step.name, step]));
}

describe("a release with automatic rollback", () => {
  test("is not started by Terraform", () => {
    expect(synthService(ON).stack.resource("aws_autoscaling_group").instance_refresh).toBeUndefined();
  });

  test("leaves it to the release what the group launches", () => {
    expect(synthService(ON).stack.resource("aws_autoscaling_group").lifecycle.ignore_changes).toEqual(
      expect.arrayContaining(["launch_template", "mixed_instances_policy"]),
    );
  });

  // Systems Manager User Guide, "Scheduling automations with State Manager associations": the role is given as AutomationAssumeRole.
  test("is run by an association that names the role, without targets and without a schedule", () => {
    const association = synthService(ON).stack.resource("aws_ssm_association");
    expect(association.parameters).toEqual({
      AutomationAssumeRole: expect.stringMatching(/^\$\{aws_iam_role\.TradingApi_ReleaseRole_.*\.arn\}$/),
    });
    expect(association).not.toHaveProperty("targets");
    expect(association).not.toHaveProperty("automation_target_parameter_name");
    expect(association).not.toHaveProperty("schedule_expression");
  });

  // The provider waits for the success of an association that it creates, and not of one that it updates; another name of the document creates another association.
  test("is another document, and so another association, with each version of the launch template", () => {
    const { stack } = synthService(ON);
    const { name, content } = stack.resource("aws_ssm_document");
    expect(name).toMatch(/^trading-test-TradingApi-Release-\$\{substr\(sha256\(local\.TradingApi_Release_Runbook_\w+\), 0, 10\)\}$/);
    expect(stack.resource("aws_ssm_association").name).toMatch(/^\$\{aws_ssm_document\.TradingApi_Release_Document_\w+\.name\}$/);
    const local = /local\.(\w+)/.exec(content as string)![1]!;
    expect(stack.json.locals[local]).toMatch(/"Version" = tostring\(aws_launch_template\.TradingApi_LaunchTemplate_\w+\.latest_version\)/);
  });

  test("waits longer than its runbook does, which says what has failed", () => {
    expect(synthService(ON).stack.resource("aws_ssm_association").wait_for_success_timeout_seconds).toBe(
      stepsOf().AwaitEnd!.timeoutSeconds! + 120,
    );
  });

  test("is made after the role's permissions, which are there before the group", () => {
    const { stack } = synthService(ON);
    const policy = expect.stringMatching(/^aws_iam_role_policy\.TradingApi_ReleaseRole_/);
    expect(stack.resource("aws_ssm_association").depends_on).toEqual([policy]);
    expect(stack.resource("aws_autoscaling_group").depends_on).toEqual(expect.arrayContaining([policy]));
  });

  test("is stopped, and turned back, by the alarms on errors and unhealthy instances", () => {
    const fixture = new ServiceFixture();
    fixture.service(ON).addAlarms(new AlarmTopic(fixture.stack, "Alarms", { encryptionKey: fixture.key }));
    const { locals } = synth(fixture.stack).json;
    const runbook = Object.entries(locals).find(([id]) => id.startsWith("TradingApi_Release_Runbook"))![1] as string;
    expect(/"Alarms" = \[([^\]]*)\]/.exec(runbook)![1]!.split(", ")).toEqual([
      expect.stringMatching(/^aws_cloudwatch_metric_alarm\.TradingApi_Alarms_target5xx/),
      expect.stringMatching(/^aws_cloudwatch_metric_alarm\.TradingApi_Alarms_unhealthyHosts/),
    ]);
  });

  test("can be reached", () => {
    const { service } = synthService(ON);
    expect(service.releaseAutomation!.document.documentTypeInput).toBe("Automation");
    expect(synthService(IMAGE).service.releaseAutomation).toBeUndefined();
  });
});

describe("the runbook of a release", () => {
  // EC2 Auto Scaling User Guide, "Undo changes with a manual or auto rollback": a rollback needs a desired configuration, with a numbered version.
  test("starts an instance refresh to the version, with rollback, and skips what has it already", () => {
    expect(stepsOf().Start).toMatchObject({
      action: "aws:executeAwsApi",
      inputs: {
        Service: "autoscaling",
        Api: "StartInstanceRefresh",
        AutoScalingGroupName: "api",
        Strategy: "Rolling",
        DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: "lt-0123456789abcdef0", Version: "7" } },
        Preferences: { AutoRollback: true, SkipMatching: true },
      },
    });
  });

  // EC2 Auto Scaling API Reference, "RefreshPreferences".
  test("replaces the instances as an instance refresh of Terraform's does", () => {
    const rollout = { automaticRollback: true, checkpointPercentages: [20], bakeSeconds: 60 };
    expect(stepsOf({ rollout, alarmNames: ["errors"] }).Start!.inputs.Preferences).toEqual({
      AutoRollback: true,
      SkipMatching: true,
      MinHealthyPercentage: 100,
      MaxHealthyPercentage: 120,
      InstanceWarmup: 120,
      CheckpointPercentages: [20, 100],
      CheckpointDelay: 60,
      AlarmSpecification: { Alarms: ["errors"] },
    });
  });

  // EC2 Auto Scaling API Reference, "DesiredConfiguration" and "MixedInstancesPolicy".
  test("gives several types and Spot Instances as a mixed instances policy", () => {
    expect(stepsOf({ instances: { instanceTypes: ["c7g.large", "m7g.large"], spot: {} } }).Start!.inputs.DesiredConfiguration).toEqual({
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateId: "lt-0123456789abcdef0", Version: "7" },
          Overrides: [{ InstanceType: "c7g.large" }, { InstanceType: "m7g.large" }],
        },
        InstancesDistribution: {
          OnDemandAllocationStrategy: "prioritized",
          OnDemandBaseCapacity: CAPACITY.minCapacity,
          OnDemandPercentageAboveBaseCapacity: 0,
          SpotAllocationStrategy: "price-capacity-optimized",
        },
      },
    });
  });

  // EC2 Auto Scaling API Reference, "InstanceRefresh": the statuses that don't change any more.
  test("waits for the end of its own refresh, and fails unless that was a success", () => {
    const { AwaitEnd, FailUnlessSuccessful } = stepsOf();
    expect(AwaitEnd).toMatchObject({
      action: "aws:waitForAwsResourceProperty",
      inputs: {
        Api: "DescribeInstanceRefreshes",
        InstanceRefreshIds: ["{{ Start.InstanceRefreshId }}"],
        PropertySelector: "$.InstanceRefreshes[0].Status",
        DesiredValues: ["Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed"],
      },
    });
    expect(FailUnlessSuccessful).toMatchObject({ action: "aws:assertAwsResourceProperty", inputs: { DesiredValues: ["Successful"] } });
  });

  test.each([
    ["two hours and the bake time", {}, 7500],
    ["the bake time at each checkpoint", { checkpointPercentages: [20, 50], bakeSeconds: 600 }, 9000],
    ["what is given", { timeoutMinutes: 30 }, 1800],
    ["48 hours at most", { checkpointPercentages: [50], bakeSeconds: 172_800 }, 172_800],
  ])("may take %s", (_, rollout, seconds) => {
    expect(stepsOf({ rollout: { automaticRollback: true, ...rollout } }).AwaitEnd!.timeoutSeconds).toBe(seconds);
  });
});

describe("the role of a release", () => {
  const stack = synthService(ON).stack;
  const policy = statements(stack.resource("aws_iam_role_policy", "TradingApi_ReleaseRole").policy);
  const group = "arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:0:autoScalingGroupName/trading-test-TradingApi-2026";
  const name = { "aws:ResourceTag/Name": "trading-test/TradingApi" };
  const template = /\$\{aws_launch_template\.[^}]*\.arn\}/.exec(JSON.stringify(policy))![0];
  const role = /\$\{aws_iam_role\.TradingApi_Role_[^}]*\.arn\}/.exec(JSON.stringify(policy))![0];

  // EC2 Auto Scaling User Guide, "Control Amazon EC2 launch template usage in Auto Scaling groups".
  test.each<[string, Request]>([
    ["start a refresh of the service's group", { action: "autoscaling:StartInstanceRefresh", resource: group, context: name }],
    ["look at refreshes", { action: "autoscaling:DescribeInstanceRefreshes", resource: "*" }],
    [
      "use the launch template",
      { action: "ec2:RunInstances", resource: "arn:aws:ec2:eu-central-1::image/ami-0", context: { "ec2:LaunchTemplate": template } },
    ],
    [
      "tag what is launched",
      {
        action: "ec2:CreateTags",
        resource: "arn:aws:ec2:eu-central-1:111122223333:volume/vol-0",
        context: { "ec2:CreateAction": "RunInstances" },
      },
    ],
    ["pass the instances' role", { action: "iam:PassRole", resource: role, context: { "iam:PassedToService": "ec2.amazonaws.com" } }],
  ])("may %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("allow");
  });

  test.each<[string, Request]>([
    ["refresh another group", { action: "autoscaling:StartInstanceRefresh", resource: group.replace("TradingApi", "Web"), context: name }],
    ["change the group", { action: "autoscaling:UpdateAutoScalingGroup", resource: group, context: name }],
    ["run other instances", { action: "ec2:RunInstances", resource: "arn:aws:ec2:eu-central-1::image/ami-0" }],
    ["tag what is there", { action: "ec2:CreateTags", resource: "arn:aws:ec2:eu-central-1:111122223333:instance/i-0" }],
    ["pass the role elsewhere", { action: "iam:PassRole", resource: role, context: { "iam:PassedToService": "lambda.amazonaws.com" } }],
  ])("may not %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("none");
  });

  // Systems Manager User Guide, "Create the service roles for Automation using the console": the confused deputy.
  test("is assumed by the account's own automations alone", () => {
    const trust = statements(stack.resource("aws_iam_role", "TradingApi_ReleaseRole").assume_role_policy);
    expect(trust).toEqual([
      expect.objectContaining({
        Principal: { Service: "ssm.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ssm:eu-central-1:111122223333:automation-execution/*" },
        },
      }),
    ]);
  });
});

describe("the image of a release with automatic rollback", () => {
  test("is looked up once and kept where none is given", () => {
    const { stack } = synthService({ rollout: { automaticRollback: true } });
    expect(stack.resource("aws_launch_template").image_id).toMatch(/^\$\{terraform_data\.TradingApi_Image_\w+\.output\}$/);
    expect(stack.resource("terraform_data")).toEqual({
      input: expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.TradingApi_NewestImage_\w+\.insecure_value\}$/),
      triggers_replace: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
      lifecycle: { ignore_changes: ["input"] },
    });
  });

  // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
  test("is looked up anew for another architecture", () => {
    const { stack } = synthService({ instanceType: "c7i.large", rollout: { automaticRollback: true } });
    expect(stack.resource("terraform_data").triggers_replace).toBe("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
  });

  test("is the AMI that is given", () => {
    const { stack } = synthService(ON);
    expect(stack.resource("aws_launch_template").image_id).toBe("ami-0123456789abcdef0");
    expect(stack.resources("terraform_data")).toEqual({});
  });

  test("can't be one that EC2 resolves", () => {
    expect(messageOf(() => synthService({ ...ON, imageId: "resolve:ssm:/golden/arm64" }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        "  - imageId: must be an AMI's id with rollout.automaticRollback: EC2 Auto Scaling rolls back to no image that EC2 resolves; " +
        'received "resolve:ssm:/golden/arm64". Write it as "ami-0123456789abcdef0", or leave it out: the newest Amazon Linux 2023 is then looked up once and kept.',
    );
  });
});

describe("the time-out of a release", () => {
  test("is refused where Terraform doesn't wait", () => {
    expect(messageOf(() => synthService({ rollout: { timeoutMinutes: 60 } }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        "  - rollout.timeoutMinutes: must be left out without rollout.automaticRollback: Terraform doesn't wait for the end of the instance refresh; " +
        "received 60. Leave it out, or set automaticRollback.",
    );
  });

  test("is 10 minutes to two days", () => {
    expect(messageOf(() => synthService({ ...ON, rollout: { automaticRollback: true, timeoutMinutes: 9 } }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        "  - rollout.timeoutMinutes: must be a whole number from 10 to 2880 minutes; received 9. Give a value from 10 to 2880.",
    );
  });
});
