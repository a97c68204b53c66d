/** What AWS services send to topics, queues and functions. */
import { Arguments } from "../../../support/synth";
import {
  ACCOUNT,
  ACCOUNT_ADMINISTRATION,
  OF_ACCOUNT,
  REGION,
  accesses,
  allow,
  asked,
  key,
  may,
  policy,
  role,
  service,
  serviceCase,
  testServices,
  withVerdict,
} from "./fixture";

const SEND = ["kms:GenerateDataKey*", "kms:Decrypt"];
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:topic`;
const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:queue`;
const UNDER_KEY = { kms_master_key_id: "${aws_kms_key.key.arn}" };

const TOPICS = { topic: { name: "topic", ...UNDER_KEY } };
const QUEUES = { queue: { name: "queue", ...UNDER_KEY } };

function topicPolicy(...statements: readonly Arguments[]): object {
  return { topic: { arn: "${aws_sns_topic.topic.arn}", policy: policy(...statements) } };
}

function queuePolicy(...statements: readonly Arguments[]): object {
  return { queue: { queue_url: "${aws_sqs_queue.queue.id}", policy: policy(...statements) } };
}

/** A service's three requests for what it publishes to an encrypted topic. */
function publishes(name: string): string[] {
  return [`${name} sns:Publish`, `${name} kms:GenerateDataKey`, `${name} kms:Decrypt`];
}

function sendsMessages(name: string): string[] {
  return [`${name} sqs:SendMessage`, `${name} kms:GenerateDataKey`, `${name} kms:Decrypt`];
}

testServices([
  serviceCase({
    name: "an alarm notifies an encrypted topic, whose key must admit CloudWatch",
    need: "cloudwatch-alarms",
    values: { statements: [allow(service("cloudwatch"), SEND, "*")] },
    resources: ({ statements }) => ({
      aws_cloudwatch_metric_alarm: {
        cpu: { alarm_name: "cpu", alarm_actions: ["${aws_sns_topic.topic.arn}"], ok_actions: ["${aws_sns_topic.topic.arn}"] },
      },
      aws_kms_key: key(...statements),
      aws_sns_topic: TOPICS,
      aws_sns_topic_policy: topicPolicy(
        allow(service("cloudwatch"), "sns:Publish", TOPIC, {
          StringEquals: OF_ACCOUNT,
          ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:*` },
        }),
      ),
    }),
    asks: publishes("cloudwatch"),
    change: { statements: [] },
    denied: ["cloudwatch kms:GenerateDataKey", "cloudwatch kms:Decrypt"],
    because: "CloudWatch notifies of the alarm cpu: cloudwatch.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "an alarm runs a function as lambda.alarms.cloudwatch.amazonaws.com",
    need: "cloudwatch-alarms",
    values: { principal: "lambda.alarms.cloudwatch.amazonaws.com" },
    resources: ({ principal }) => ({
      aws_cloudwatch_metric_alarm: { cpu: { alarm_name: "cpu", alarm_actions: ["${aws_lambda_function.heal.arn}"] } },
      aws_lambda_function: { heal: { function_name: "heal" } },
      aws_lambda_permission: { alarm: { action: "lambda:InvokeFunction", function_name: "heal", principal, source_account: ACCOUNT } },
    }),
    asks: ["lambda.alarms.cloudwatch lambda:InvokeFunction"],
    change: { principal: "cloudwatch.amazonaws.com" },
    denied: ["lambda.alarms.cloudwatch lambda:InvokeFunction"],
    because:
      "CloudWatch notifies of the alarm cpu: lambda.alarms.cloudwatch.amazonaws.com is not authorized to perform lambda:InvokeFunction on heal",
  }),
  serviceCase({
    name: "Amazon S3 sends event notifications to a queue, on behalf of the bucket",
    need: "s3-notifications",
    values: { bucket: "arn:aws:s3:::uploads" },
    resources: ({ bucket }) => ({
      aws_kms_key: key(allow(service("s3"), SEND, "*", { StringEquals: OF_ACCOUNT })),
      aws_s3_bucket: { uploads: { bucket: "uploads" } },
      aws_s3_bucket_notification: {
        uploads: {
          bucket: "${aws_s3_bucket.uploads.id}",
          queue: [{ queue_arn: "${aws_sqs_queue.queue.arn}", events: ["s3:ObjectCreated:*"] }],
        },
      },
      aws_sqs_queue: QUEUES,
      aws_sqs_queue_policy: queuePolicy(
        allow(service("s3"), "sqs:SendMessage", QUEUE, { ArnLike: { "aws:SourceArn": bucket }, StringEquals: OF_ACCOUNT }),
      ),
    }),
    asks: sendsMessages("s3"),
    change: { bucket: "arn:aws:s3:::downloads" },
    denied: ["s3 sqs:SendMessage"],
    because: "Amazon S3 sends event notifications of uploads: s3.amazonaws.com is not authorized to perform sqs:SendMessage on queue",
  }),
  serviceCase({
    name: "Amazon S3 invokes a function that the bucket's account may",
    need: "s3-notifications",
    values: { account: ACCOUNT },
    resources: ({ account }) => ({
      aws_lambda_function: { resize: { function_name: "resize" } },
      aws_lambda_permission: {
        s3: {
          action: "lambda:InvokeFunction",
          function_name: "${aws_lambda_function.resize.function_name}",
          principal: "s3.amazonaws.com",
          source_account: account,
          source_arn: "${aws_s3_bucket.uploads.arn}",
        },
      },
      aws_s3_bucket: { uploads: { bucket: "uploads" } },
      aws_s3_bucket_notification: {
        uploads: {
          bucket: "${aws_s3_bucket.uploads.id}",
          lambda_function: [{ lambda_function_arn: "${aws_lambda_function.resize.arn}", events: [] }],
        },
      },
    }),
    asks: ["s3 lambda:InvokeFunction"],
    change: { account: "444455556666" },
    denied: ["s3 lambda:InvokeFunction"],
    because: "s3.amazonaws.com is not authorized to perform lambda:InvokeFunction on resize",
  }),
  serviceCase({
    name: "Amazon SNS sends a topic's messages to an encrypted queue",
    need: "sns-subscriptions",
    values: { keyPrincipal: "sns" },
    resources: ({ keyPrincipal }) => ({
      aws_kms_key: key(allow(service(keyPrincipal), ["kms:GenerateDataKey", "kms:Decrypt"], "*")),
      aws_sns_topic: { topic: { name: "topic" } },
      aws_sns_topic_subscription: {
        queue: { topic_arn: "${aws_sns_topic.topic.arn}", protocol: "sqs", endpoint: "${aws_sqs_queue.queue.arn}" },
      },
      aws_sqs_queue: QUEUES,
      aws_sqs_queue_policy: queuePolicy(allow(service("sns"), "sqs:SendMessage", QUEUE, { ArnEquals: { "aws:SourceArn": TOPIC } })),
    }),
    asks: sendsMessages("sns"),
    change: { keyPrincipal: "sqs" },
    denied: ["sns kms:GenerateDataKey", "sns kms:Decrypt"],
    because: "Amazon SNS delivers the messages of topic: sns.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "an EventBridge rule's events reach a topic whose policy has no condition",
    need: "event-rules",
    values: { condition: undefined as Record<string, Record<string, string>> | undefined },
    resources: ({ condition }) => ({
      aws_cloudwatch_event_rule: { changes: { name: "changes" } },
      aws_cloudwatch_event_target: { changes: { rule: "${aws_cloudwatch_event_rule.changes.name}", arn: "${aws_sns_topic.topic.arn}" } },
      aws_kms_key: key(allow(service("events"), SEND, "*")),
      aws_sns_topic: TOPICS,
      aws_sns_topic_policy: topicPolicy(allow(service("events"), "sns:Publish", TOPIC, condition)),
    }),
    asks: publishes("events"),
    change: { condition: { ArnEquals: { "aws:SourceArn": `arn:aws:events:${REGION}:${ACCOUNT}:rule/changes` } } },
    denied: ["events sns:Publish"],
    because: "EventBridge sends the events of the rule changes: events.amazonaws.com is not authorized to perform sns:Publish on topic",
  }),
  serviceCase({
    name: "an EventBridge rule's events reach an encrypted queue whose key has no condition",
    need: "event-rules",
    values: { condition: undefined as Record<string, Record<string, string>> | undefined },
    resources: ({ condition }) => ({
      aws_cloudwatch_event_rule: { changes: { name: "changes" } },
      aws_cloudwatch_event_target: { changes: { rule: "${aws_cloudwatch_event_rule.changes.name}", arn: "${aws_sqs_queue.queue.arn}" } },
      aws_kms_key: key(allow(service("events"), SEND, "*", condition)),
      aws_sqs_queue: QUEUES,
      aws_sqs_queue_policy: queuePolicy(
        allow(service("events"), "sqs:SendMessage", QUEUE, {
          ArnEquals: { "aws:SourceArn": `arn:aws:events:${REGION}:${ACCOUNT}:rule/changes` },
        }),
      ),
    }),
    asks: sendsMessages("events"),
    change: { condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } },
    denied: ["events kms:GenerateDataKey", "events kms:Decrypt"],
    because: "events.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "AWS Budgets publishes to an encrypted topic",
    need: "budget-notifications",
    values: { principal: "budgets" },
    resources: ({ principal }) => {
      const context = { StringEquals: OF_ACCOUNT, ArnLike: { "aws:SourceArn": `arn:aws:budgets::${ACCOUNT}:*` } };
      return {
        aws_budgets_budget: { monthly: { name: "monthly", notification: [{ subscriber_sns_topic_arns: ["${aws_sns_topic.topic.arn}"] }] } },
        aws_kms_key: key(allow(service("budgets"), SEND, "*", context)),
        aws_sns_topic: TOPICS,
        aws_sns_topic_policy: topicPolicy(allow(service(principal), "SNS:Publish", TOPIC, context)),
      };
    },
    asks: publishes("budgets"),
    change: { principal: "billing" },
    denied: ["budgets sns:Publish"],
    because: "AWS Budgets notifies of monthly: budgets.amazonaws.com is not authorized to perform sns:Publish on topic",
  }),
  serviceCase({
    name: "Amazon RDS publishes events to an encrypted topic",
    need: "rds-event-notifications",
    values: { actions: ["kms:GenerateDataKey*", "kms:Decrypt"] },
    resources: ({ actions }) => ({
      aws_db_event_subscription: { events: { sns_topic: "${aws_sns_topic.topic.arn}" } },
      aws_kms_key: key(allow(service("events.rds"), actions, "*")),
      aws_sns_topic: TOPICS,
      aws_sns_topic_policy: topicPolicy(
        allow(service("events.rds"), "sns:Publish", TOPIC, {
          StringEquals: OF_ACCOUNT,
          ArnLike: { "aws:SourceArn": `arn:aws:rds:${REGION}:${ACCOUNT}:*` },
        }),
      ),
    }),
    asks: publishes("events.rds"),
    change: { actions: ["kms:Decrypt"] },
    denied: ["events.rds kms:GenerateDataKey"],
    because: "Amazon RDS publishes the events of events: events.rds.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "ElastiCache publishes to a topic of the account, which isn't encrypted",
    need: "elasticache-notifications",
    values: { topic: { name: "topic" } as object },
    resources: ({ topic }) => ({
      aws_elasticache_replication_group: { cache: { replication_group_id: "cache", notification_topic_arn: "${aws_sns_topic.topic.arn}" } },
      aws_kms_key: key(),
      aws_sns_topic: { topic },
      aws_sns_topic_policy: topicPolicy(allow({ AWS: "*" }, "sns:Publish", TOPIC, { StringEquals: { "aws:SourceOwner": ACCOUNT } })),
    }),
    asks: ["elasticache sns:Publish"],
    change: { topic: TOPICS.topic },
    denied: ["elasticache sns:Publish"],
    because: "ElastiCache publishes the events of cache: ElastiCache doesn't publish to a topic that is encrypted, as topic is.",
  }),
  serviceCase({
    name: "AWS Backup publishes a vault's events",
    need: "backup-notifications",
    values: { principal: "backup" },
    resources: ({ principal }) => ({
      aws_backup_vault: { vault: { name: "vault" } },
      aws_backup_vault_notifications: {
        vault: { backup_vault_name: "${aws_backup_vault.vault.name}", sns_topic_arn: "${aws_sns_topic.topic.arn}" },
      },
      aws_kms_key: key(allow(service("backup"), SEND, "*")),
      aws_sns_topic: TOPICS,
      aws_sns_topic_policy: topicPolicy(allow(service(principal), "SNS:Publish", TOPIC)),
    }),
    asks: publishes("backup"),
    change: { principal: "events" },
    denied: ["backup sns:Publish"],
    because: "AWS Backup notifies of vault: backup.amazonaws.com is not authorized to perform sns:Publish on topic",
  }),
  serviceCase({
    name: "a lifecycle hook notifies a queue by a role",
    need: "auto-scaling-notifications",
    values: { queue: QUEUE },
    resources: ({ queue }) => ({
      aws_autoscaling_group: { api: { name: "api" } },
      aws_autoscaling_lifecycle_hook: {
        drain: {
          autoscaling_group_name: "${aws_autoscaling_group.api.name}",
          notification_target_arn: "${aws_sqs_queue.queue.arn}",
          role_arn: "${aws_iam_role.hook.arn}",
        },
      },
      aws_iam_role: { hook: role("hook", "autoscaling", [may("sqs:SendMessage", queue)]) },
      aws_sqs_queue: { queue: { name: "queue" } },
    }),
    asks: ["autoscaling sts:AssumeRole", "hook sqs:SendMessage"],
    change: { queue: `${QUEUE}-other` },
    denied: ["hook sqs:SendMessage"],
    because: "EC2 Auto Scaling notifies queue of drain: role hook is not authorized to perform sqs:SendMessage on queue",
  }),
  serviceCase({
    name: "notifications of a group to an encrypted topic need the key's policy to name the service-linked role",
    need: "auto-scaling-notifications",
    values: { role: "AWSServiceRoleForAutoScaling_api" },
    resources: ({ role: named }) => ({
      aws_autoscaling_group: { api: { name: "api", service_linked_role_arn: "${aws_iam_service_linked_role.scaling.arn}" } },
      aws_autoscaling_notification: {
        api: { group_names: ["${aws_autoscaling_group.api.name}"], topic_arn: "${aws_sns_topic.topic.arn}" },
      },
      aws_iam_service_linked_role: { scaling: { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: "api" } },
      aws_kms_key: key(allow({ AWS: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/${named}` }, SEND, "*")),
      aws_sns_topic: TOPICS,
    }),
    asks: ["GenerateDataKey", "Decrypt"].map(
      (action) => `aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_api kms:${action}`,
    ),
    change: { role: "AWSServiceRoleForAutoScaling" },
    denied: ["GenerateDataKey", "Decrypt"].map(
      (action) => `aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_api kms:${action}`,
    ),
    because: "EC2 Auto Scaling encrypts what it sends to topic: role scaling is not authorized to perform kms:GenerateDataKey on key",
  }),
]);

test("CloudWatch can't use the key of AWS that topics have by default", () => {
  const all = accesses("cloudwatch-alarms", {
    aws_cloudwatch_metric_alarm: { cpu: { alarm_name: "cpu", alarm_actions: ["${aws_sns_topic.topic.arn}"] } },
    aws_sns_topic: { topic: { name: "topic", kms_master_key_id: "alias/aws/sns" } },
    aws_sns_topic_policy: topicPolicy(allow(service("cloudwatch"), "sns:Publish", TOPIC)),
  });
  expect(withVerdict(all, "denied")).toEqual(["cloudwatch kms:GenerateDataKey", "cloudwatch kms:Decrypt"]);
  expect(all[1]!.explanation).toBe(
    "CloudWatch notifies of the alarm cpu: alias/aws/sns is a key of AWS, whose key policy can't be changed to allow cloudwatch.amazonaws.com to use it.",
  );
});

/** Amazon SNS API Reference, "CreateTopic": without a policy, the account's owner may publish, whom CloudWatch names as `aws:SourceOwner`. */
test("alarms notify a topic that has no policy of its own, and say in full what a key lacks", () => {
  const all = accesses("cloudwatch-alarms", {
    aws_cloudwatch_metric_alarm: { cpu: { alarm_name: "cpu", alarm_actions: ["${aws_sns_topic.topic.arn}"] } },
    aws_kms_key: { key: { policy: policy({ ...ACCOUNT_ADMINISTRATION, Sid: "AccountAdministration" }) } },
    aws_sns_topic: TOPICS,
  });
  expect(withVerdict(all, "allowed")).toEqual(["cloudwatch sns:Publish"]);
  expect(all[1]!.explanation).toBe(
    "CloudWatch notifies of the alarm cpu: cloudwatch.amazonaws.com is not authorized to perform kms:GenerateDataKey on key: " +
      "the key policy of key has no statement that allows kms:GenerateDataKey to cloudwatch.amazonaws.com: statement AccountAdministration does to others.",
  );
});

test("a topic passes messages on to Firehose by the subscription's role", () => {
  const actions = ["DescribeDeliveryStream", "ListDeliveryStreams", "ListTagsForDeliveryStream", "PutRecord", "PutRecordBatch"];
  const subscribed = (allowed: readonly string[]) =>
    accesses("sns-subscriptions", {
      aws_iam_role: {
        firehose: role("firehose", "sns", [
          may(
            allowed.map((action) => `firehose:${action}`),
            "${aws_kinesis_firehose_delivery_stream.stream.arn}",
          ),
        ]),
      },
      aws_kinesis_firehose_delivery_stream: { stream: { name: "stream" } },
      aws_sns_topic: { topic: { name: "topic" } },
      aws_sns_topic_subscription: {
        stream: {
          topic_arn: "${aws_sns_topic.topic.arn}",
          protocol: "firehose",
          endpoint: "${aws_kinesis_firehose_delivery_stream.stream.arn}",
          subscription_role_arn: "${aws_iam_role.firehose.arn}",
        },
      },
    });
  expect(subscribed(actions).map(asked)).toEqual(["sns sts:AssumeRole", ...actions.map((action) => `firehose firehose:${action}`)]);
  expect(withVerdict(subscribed(actions.slice(0, 4)), "denied")).toEqual(["firehose firehose:PutRecordBatch"]);
});

test("messages that can't be delivered go to the subscription's dead-letter queue, which must allow it as well", () => {
  const all = accesses("sns-subscriptions", {
    aws_sns_topic: { topic: { name: "topic" } },
    aws_sns_topic_subscription: {
      mail: {
        topic_arn: "${aws_sns_topic.topic.arn}",
        protocol: "email",
        endpoint: "a@example.com",
        redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.queue.arn}"}',
      },
    },
    aws_sqs_queue: { queue: { name: "queue" } },
  });
  expect(withVerdict(all, "denied")).toEqual(["sns sqs:SendMessage"]);
});

/** EventBridge User Guide, "Using resource-based policies for Amazon EventBridge", "CloudWatch Logs permissions". */
test("a rule's events reach a log group that a resource policy opens to EventBridge", () => {
  const target = (group: string) => ({
    aws_cloudwatch_event_rule: { changes: { name: "changes" } },
    aws_cloudwatch_event_target: {
      changes: { rule: "${aws_cloudwatch_event_rule.changes.name}", arn: "${aws_cloudwatch_log_group.events.arn}" },
    },
    aws_cloudwatch_log_group: { events: { name: "/aws/events/changes" } },
    aws_cloudwatch_log_resource_policy: {
      events: {
        policy_document: policy(
          allow(service("events"), ["logs:CreateLogStream", "logs:PutLogEvents"], `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}:*`),
        ),
      },
    },
  });
  expect(withVerdict(accesses("event-rules", target("/aws/events/*")), "allowed")).toEqual([
    "events logs:CreateLogStream",
    "events logs:PutLogEvents",
  ]);
  expect(withVerdict(accesses("event-rules", target("/other/*")), "denied")).toEqual([
    "events logs:CreateLogStream",
    "events logs:PutLogEvents",
  ]);
});
