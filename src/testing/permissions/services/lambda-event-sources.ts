import { ServiceNeed } from "./need";
import { asRole, through, withKey } from "./requests";

/** What AWS Lambda asks of what it polls, with the function's role. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  aws_sqs_queue: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  aws_kinesis_stream: [
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
  ],
};
const KEYS: Readonly<Record<string, readonly [argument: string, service: string]>> = {
  aws_sqs_queue: ["kms_master_key_id", "sqs"],
  aws_kinesis_stream: ["kms_key_id", "kinesis"],
};

/** Queues and streams that a function processes. */
export const LAMBDA_EVENT_SOURCES: ServiceNeed = {
  id: "lambda-event-sources",
  page: 'AWS Lambda Developer Guide, "Using Lambda with Amazon SQS", "Configuring execution role permissions", and "Processing Amazon Kinesis Data Streams records with Lambda"',
  types: ["aws_lambda_event_source_mapping"],
  requests: (view, mapping) => {
    const source = view.target(mapping, mapping.args.event_source_arn, ...Object.keys(SOURCES))?.resource;
    const lambda = view.lambdaFunction(mapping, mapping.args.function_name)?.resource;
    const role = lambda && view.role(lambda, lambda.args.role);
    if (source === undefined || role === undefined) return [];
    const purpose = `AWS Lambda has ${lambda!.name} process ${source.name}`;
    const [argument, service] = KEYS[source.type]!;
    return [
      ...asRole(role, SOURCES[source.type]!, view.arnOf(source), purpose),
      ...withKey(role.arn, view.key(source, source.args[argument]), ["kms:Decrypt"], purpose, through(service, view.place(source))),
    ];
  },
};
