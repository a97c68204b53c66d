/** Roles and keys of what runs: instances, functions, tasks, runbooks and schedules. */
import { ACCOUNT, OF_ACCOUNT, REGION, accesses, allow, key, may, role, serviceCase, testServices, withVerdict } from "./fixture";

const ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const SCALING = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const ROLE = { AWS: "${aws_iam_service_linked_role.scaling.arn}" };
const VOLUME_ACTIONS = [
  "Encrypt",
  "Decrypt",
  "ReEncryptFrom",
  "ReEncryptTo",
  "GenerateDataKeyWithoutPlaintext",
  "DescribeKey",
  "CreateGrant",
];

/** A group of encrypted instances. */
const GROUP = {
  aws_autoscaling_group: {
    api: {
      name: "api",
      launch_template: { id: "${aws_launch_template.api.id}" },
      service_linked_role_arn: "${aws_iam_service_linked_role.scaling.arn}",
    },
  },
  aws_iam_service_linked_role: { scaling: { aws_service_name: "autoscaling.amazonaws.com" } },
  aws_launch_template: {
    api: { block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", kms_key_id: "${aws_kms_key.key.arn}" } }] },
  },
};

const LOGS = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group`;

testServices([
  serviceCase({
    name: "the service-linked role creates a grant for EC2, and uses the key",
    need: "auto-scaling-volumes",
    values: { grants: "true" },
    resources: ({ grants }) => ({
      ...GROUP,
      aws_kms_key: key(allow(ROLE, ACTIONS, "*"), allow(ROLE, "kms:CreateGrant", "*", { Bool: { "kms:GrantIsForAWSResource": grants } })),
    }),
    asks: VOLUME_ACTIONS.map((action) => `${SCALING} kms:${action}`),
    change: { grants: "false" },
    denied: [`${SCALING} kms:CreateGrant`],
    because: "EC2 Auto Scaling encrypts the volumes of api: role scaling is not authorized to perform kms:CreateGrant on key",
  }),
  serviceCase({
    name: "instances get the role of their instance profile",
    need: "instance-profiles",
    values: { service: "ec2" },
    resources: ({ service: name }) => ({
      aws_iam_instance_profile: { api: { name: "api", role: "${aws_iam_role.api.name}" } },
      aws_iam_role: { api: role("api", name, []) },
      aws_launch_template: { api: { iam_instance_profile: { arn: "${aws_iam_instance_profile.api.arn}" } } },
    }),
    asks: ["ec2 sts:AssumeRole"],
    change: { service: "ecs-tasks" },
    denied: ["ec2 sts:AssumeRole"],
    because: "Amazon EC2 gives the instances of api their role: ec2.amazonaws.com is not authorized to perform sts:AssumeRole on api",
  }),
  serviceCase({
    name: "a function in a VPC writes its logs, and makes its network interfaces",
    need: "lambda-functions",
    values: {
      actions: ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface"],
    },
    resources: ({ actions }) => ({
      aws_iam_role: {
        fn: role("fn", "lambda", [may(["logs:CreateLogStream", "logs:PutLogEvents"], `${LOGS}:/aws/lambda/quote:*`), may(actions, "*")]),
      },
      aws_lambda_function: {
        quote: { function_name: "quote", role: "${aws_iam_role.fn.arn}", vpc_config: { subnet_ids: [], security_group_ids: [] } },
      },
    }),
    asks: [
      "lambda sts:AssumeRole",
      "fn logs:CreateLogStream",
      "fn logs:PutLogEvents",
      "fn ec2:CreateNetworkInterface",
      "fn ec2:DescribeNetworkInterfaces",
      "fn ec2:DescribeSubnets",
      "fn ec2:DeleteNetworkInterface",
    ],
    change: { actions: ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"] },
    denied: ["fn ec2:DeleteNetworkInterface"],
    because: "AWS Lambda connects quote to its VPC: role fn is not authorized to perform ec2:DeleteNetworkInterface on *",
  }),
  serviceCase({
    name: "a function's log group has the name that it is given",
    need: "lambda-functions",
    values: { group: "/trading/quote" },
    resources: ({ group }) => ({
      aws_cloudwatch_log_group: { quote: { name: "/trading/quote" } },
      aws_iam_role: { fn: role("fn", "lambda", [may(["logs:CreateLogStream", "logs:PutLogEvents"], `${LOGS}:${group}:*`)]) },
      aws_lambda_function: {
        quote: {
          function_name: "quote",
          role: "${aws_iam_role.fn.arn}",
          logging_config: { log_group: "${aws_cloudwatch_log_group.quote.name}" },
        },
      },
    }),
    asks: ["lambda sts:AssumeRole", "fn logs:CreateLogStream", "fn logs:PutLogEvents"],
    change: { group: "/aws/lambda/quote" },
    denied: ["fn logs:CreateLogStream", "fn logs:PutLogEvents"],
    because: "AWS Lambda writes the logs of quote: role fn is not authorized to perform logs:CreateLogStream on quote",
  }),
  serviceCase({
    name: "a function receives an encrypted queue's messages, through Amazon SQS",
    need: "lambda-event-sources",
    values: { through: `sqs.${REGION}.amazonaws.com` },
    resources: ({ through }) => ({
      aws_iam_role: {
        fn: role("fn", "lambda", [
          may(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], "${aws_sqs_queue.orders.arn}"),
          may("kms:Decrypt", "${aws_kms_key.key.arn}", { StringEquals: { "kms:ViaService": through } }),
        ]),
      },
      aws_kms_key: key(),
      aws_lambda_event_source_mapping: {
        orders: { event_source_arn: "${aws_sqs_queue.orders.arn}", function_name: "${aws_lambda_function.book.arn}" },
      },
      aws_lambda_function: { book: { function_name: "book", role: "${aws_iam_role.fn.arn}" } },
      aws_sqs_queue: { orders: { name: "orders", kms_master_key_id: "${aws_kms_key.key.arn}" } },
    }),
    asks: ["fn sqs:ReceiveMessage", "fn sqs:DeleteMessage", "fn sqs:GetQueueAttributes", "fn kms:Decrypt"],
    change: { through: `s3.${REGION}.amazonaws.com` },
    denied: ["fn kms:Decrypt"],
    because: "AWS Lambda has book process orders: role fn is not authorized to perform kms:Decrypt on key",
  }),
  serviceCase({
    name: "the agent of Amazon ECS writes a task's logs, and reads its secrets",
    need: "ecs-tasks",
    values: { secret: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:password-*` },
    resources: ({ secret }) => ({
      aws_ecs_task_definition: {
        api: {
          family: "api",
          container_definitions: JSON.stringify([
            {
              name: "api",
              logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "api", "awslogs-region": REGION } },
              secrets: [{ name: "PASSWORD", valueFrom: "${aws_secretsmanager_secret.password.arn}:key::" }],
            },
          ]),
          execution_role_arn: "${aws_iam_role.start.arn}",
          task_role_arn: "${aws_iam_role.task.arn}",
        },
      },
      aws_iam_role: {
        start: role("start", "ecs-tasks", [
          may(["logs:CreateLogStream", "logs:PutLogEvents"], `${LOGS}:api:*`),
          may("secretsmanager:GetSecretValue", secret),
        ]),
        task: role("task", "ecs-tasks", []),
      },
      aws_secretsmanager_secret: { password: { name: "password" } },
    }),
    asks: [
      "ecs-tasks sts:AssumeRole",
      "ecs-tasks sts:AssumeRole",
      "start logs:CreateLogStream",
      "start logs:PutLogEvents",
      "start secretsmanager:GetSecretValue",
    ],
    change: { secret: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other-*` },
    denied: ["start secretsmanager:GetSecretValue"],
    because: "Amazon ECS reads the secrets of api: role start is not authorized to perform secretsmanager:GetSecretValue on password",
  }),
  serviceCase({
    name: "Systems Manager takes a runbook's role for an automation of the account",
    need: "ssm-automations",
    values: { source: `arn:aws:ssm:*:${ACCOUNT}:automation-execution/*` },
    resources: ({ source }) => ({
      aws_iam_role: { release: role("release", "ssm", [], { StringEquals: OF_ACCOUNT, ArnLike: { "aws:SourceArn": source } }) },
      aws_ssm_association: {
        release: { name: "AWS-RestartEC2Instance", parameters: { AutomationAssumeRole: "${aws_iam_role.release.arn}" } },
      },
    }),
    asks: ["ssm sts:AssumeRole"],
    change: { source: `arn:aws:ssm:*:${ACCOUNT}:association/*` },
    denied: ["ssm sts:AssumeRole"],
    because: "Systems Manager runs the runbook of release: ssm.amazonaws.com is not authorized to perform sts:AssumeRole on release",
  }),
  serviceCase({
    name: "EventBridge Scheduler says the schedule group, never the schedule",
    need: "event-schedules",
    values: { source: `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule-group/default` },
    resources: ({ source }) => ({
      aws_iam_role: {
        schedule: role(
          "schedule",
          "scheduler",
          [may("ssm:StartAutomationExecution", `arn:aws:ssm:${REGION}:${ACCOUNT}:automation-definition/Drill:*`)],
          { StringEquals: { ...OF_ACCOUNT, "aws:SourceArn": source } },
        ),
      },
      aws_scheduler_schedule: {
        drill: {
          name: "drill",
          target: {
            arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
            input: JSON.stringify({ DocumentName: "Drill" }),
            role_arn: "${aws_iam_role.schedule.arn}",
          },
        },
      },
    }),
    asks: ["scheduler sts:AssumeRole", "schedule ssm:StartAutomationExecution"],
    change: { source: `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/drill` },
    denied: ["scheduler sts:AssumeRole"],
    because: "EventBridge Scheduler runs drill: scheduler.amazonaws.com is not authorized to perform sts:AssumeRole on schedule",
  }),
  serviceCase({
    name: "Secrets Manager invokes the function that rotates a secret, and the function writes the new one",
    need: "secret-rotation",
    values: { actions: ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"] },
    resources: ({ actions }) => ({
      aws_iam_role: {
        rotate: role("rotate", "lambda", [
          may(
            actions.map((action) => `secretsmanager:${action}`),
            "${aws_secretsmanager_secret.password.arn}",
          ),
          may(["kms:Decrypt", "kms:GenerateDataKey"], "${aws_kms_key.key.arn}"),
        ]),
      },
      aws_kms_key: key(),
      aws_lambda_function: { rotate: { function_name: "rotate", role: "${aws_iam_role.rotate.arn}" } },
      aws_lambda_permission: {
        rotate: {
          action: "lambda:InvokeFunction",
          function_name: "rotate",
          principal: "secretsmanager.amazonaws.com",
          source_account: ACCOUNT,
        },
      },
      aws_secretsmanager_secret: { password: { name: "password", kms_key_id: "${aws_kms_key.key.arn}" } },
      aws_secretsmanager_secret_rotation: {
        password: { secret_id: "${aws_secretsmanager_secret.password.id}", rotation_lambda_arn: "${aws_lambda_function.rotate.arn}" },
      },
    }),
    asks: [
      "secretsmanager lambda:InvokeFunction",
      "rotate secretsmanager:DescribeSecret",
      "rotate secretsmanager:GetSecretValue",
      "rotate secretsmanager:PutSecretValue",
      "rotate secretsmanager:UpdateSecretVersionStage",
      "rotate kms:Decrypt",
      "rotate kms:GenerateDataKey",
    ],
    change: { actions: ["DescribeSecret", "GetSecretValue", "PutSecretValue"] },
    denied: ["rotate secretsmanager:UpdateSecretVersionStage"],
    because:
      "AWS Secrets Manager rotates password: role rotate is not authorized to perform secretsmanager:UpdateSecretVersionStage on password",
  }),
]);

test("a group without a service-linked role of its own has the account's, which the key's policy must name", () => {
  const { service_linked_role_arn: _, ...group } = GROUP.aws_autoscaling_group.api;
  const resources = (named: string) => ({
    aws_autoscaling_group: { api: group },
    aws_kms_key: key(allow({ AWS: named }, [...ACTIONS, "kms:CreateGrant"], "*")),
    aws_launch_template: GROUP.aws_launch_template,
  });
  const named = `arn:aws:iam::${ACCOUNT}:role/${SCALING}`;
  expect(withVerdict(accesses("auto-scaling-volumes", resources(named)), "allowed")).toHaveLength(VOLUME_ACTIONS.length);
  expect(withVerdict(accesses("auto-scaling-volumes", resources(`${named}_other`)), "denied")).toHaveLength(VOLUME_ACTIONS.length);
});

test("a grant allows the service-linked role what the key's policy doesn't", () => {
  const operations = [
    "Encrypt",
    "Decrypt",
    "ReEncryptFrom",
    "ReEncryptTo",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "DescribeKey",
  ];
  const granted = (all: readonly string[]) =>
    accesses("auto-scaling-volumes", {
      ...GROUP,
      aws_kms_grant: { scaling: { key_id: "${aws_kms_key.key.arn}", grantee_principal: ROLE.AWS, operations: all } },
      aws_kms_key: key(),
    });
  expect(withVerdict(granted([...operations, "CreateGrant"]), "allowed")).toHaveLength(VOLUME_ACTIONS.length);
  expect(withVerdict(granted(operations), "denied")).toEqual([`${SCALING} kms:CreateGrant`]);
});

test("mixed instances of several launch templates need every template's key", () => {
  const other = { ...GROUP.aws_launch_template.api, block_device_mappings: [{ ebs: { kms_key_id: "${aws_kms_key.other.arn}" } }] };
  const template = {
    launch_template_specification: { launch_template_id: "${aws_launch_template.api.id}" },
    override: [{ launch_template_specification: { launch_template_id: "${aws_launch_template.other.id}" } }],
  };
  const all = accesses("auto-scaling-volumes", {
    ...GROUP,
    aws_autoscaling_group: {
      api: { ...GROUP.aws_autoscaling_group.api, launch_template: undefined, mixed_instances_policy: { launch_template: template } },
    },
    aws_kms_key: { ...key(allow(ROLE, [...ACTIONS, "kms:CreateGrant"], "*")), other: key().key },
    aws_launch_template: { ...GROUP.aws_launch_template, other },
  });
  expect(withVerdict(all, "allowed")).toHaveLength(VOLUME_ACTIONS.length);
  expect(withVerdict(all, "denied")).toHaveLength(VOLUME_ACTIONS.length);
});

test("an alias leads to the key of the stacks that has it", () => {
  const mapping = { ebs: { kms_key_id: "alias/platform" } };
  const all = accesses("auto-scaling-volumes", {
    ...GROUP,
    aws_kms_alias: { platform: { name: "alias/platform", target_key_id: "${aws_kms_key.key.key_id}" } },
    aws_kms_key: key(),
    aws_launch_template: { api: { block_device_mappings: [mapping] } },
  });
  expect(all.map(({ resource }) => resource)).toEqual(all.map(() => expect.stringContaining(":key/<key.key_id>")));
  expect(withVerdict(all, "denied")).toHaveLength(VOLUME_ACTIONS.length);
});
