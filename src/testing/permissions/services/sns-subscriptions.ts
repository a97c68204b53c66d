import { Resource } from "../../configuration";
import { ServiceNeed, ServiceRequest } from "./need";
import { asRole, assumes, sends } from "./requests";
import { ServiceView } from "./view";

/** What a topic passes on. */
export const SNS_SUBSCRIPTIONS: ServiceNeed = {
  id: "sns-subscriptions",
  page: 'Amazon SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic", "Amazon SNS key management" and "Message delivery retries"; AWS Lambda Developer Guide, "Invoking Lambda functions with Amazon SNS notifications"',
  types: ["aws_sns_topic_subscription"],
  requests: (view, subscription) => {
    const { protocol, endpoint, subscription_role_arn: roleArn } = subscription.args;
    const topic = view.target(subscription, subscription.args.topic_arn, "aws_sns_topic");
    if (topic === undefined) return [];
    const context = { "aws:SourceArn": topic.arn };
    const purpose = `Amazon SNS delivers the messages of ${topic.resource?.name ?? topic.arn}`;
    const deadLetters = queueOf(view.text(subscription, subscription.args.redrive_policy));
    return [
      ...(protocol === "sqs" || protocol === "lambda"
        ? sends(view, "sns", subscription, endpoint, purpose, { target: context, key: context })
        : []),
      ...(protocol === "firehose" ? toFirehose(view, subscription, roleArn, purpose) : []),
      ...sends(view, "sns", subscription, deadLetters, purpose, { target: context, key: context }),
    ];
  },
};

function toFirehose(view: ServiceView, subscription: Resource, roleArn: unknown, purpose: string): ServiceRequest[] {
  const role = view.role(subscription, roleArn);
  const stream = view.target(subscription, subscription.args.endpoint, "aws_kinesis_firehose_delivery_stream");
  const actions = [
    "firehose:DescribeDeliveryStream",
    "firehose:ListDeliveryStreams",
    "firehose:ListTagsForDeliveryStream",
    "firehose:PutRecord",
    "firehose:PutRecordBatch",
  ];
  return [...assumes(role, "sns", purpose), ...(stream ? asRole(role, actions, stream.arn, purpose) : [])];
}

function queueOf(redrivePolicy: string | undefined): unknown {
  const [, arn] = /"deadLetterTargetArn"\s*:\s*"([^"]+)"/.exec(redrivePolicy ?? "") ?? [];
  return arn;
}
