/** What SNS and AWS Lambda ask for what they pass on and poll. Expectations are those of the pages that stand with each. */
import { ACCOUNT, ACCOUNT_ADMINISTRATION, REGION, accesses, asked, may, policy, role, withVerdict } from "./fixture";

test("SNS invokes a function that lets it (Lambda Developer Guide, Invoking Lambda functions with Amazon SNS notifications)", () => {
  const resources = (topic: string) => ({
    aws_sns_topic: { Orders: { name: "orders" } },
    aws_sns_topic_subscription: {
      S: { topic_arn: "${aws_sns_topic.Orders.arn}", protocol: "lambda", endpoint: "${aws_lambda_function.F.arn}" },
    },
    aws_lambda_function: { F: { function_name: "f" } },
    aws_lambda_permission: {
      P: {
        ...{ action: "lambda:InvokeFunction", function_name: "f", principal: "sns.amazonaws.com" },
        source_arn: `arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`,
      },
    },
  });
  const allowed = accesses("sns-subscriptions", resources("orders"));
  expect(allowed.map(asked)).toEqual(["sns lambda:InvokeFunction"]);
  expect(withVerdict(allowed, "allowed")).toEqual(["sns lambda:InvokeFunction"]);
  expect(withVerdict(accesses("sns-subscriptions", resources("others")), "denied")).toEqual(["sns lambda:InvokeFunction"]);
});

test.each([
  ["kinesis", []],
  ["sqs", ["processor kms:Decrypt"]],
])(
  "a stream's records are decrypted through Kinesis, by a grant for %s (Kinesis Developer Guide, Permissions to use user-generated KMS keys)",
  (by, denied) => {
    const through = { StringEquals: { "kms:ViaService": `${by}.${REGION}.amazonaws.com` } };
    const all = accesses("lambda-event-sources", {
      aws_kinesis_stream: { Requests: { name: "requests", encryption_type: "KMS", kms_key_id: "${aws_kms_key.Key.arn}" } },
      aws_kms_key: { Key: { policy: policy(ACCOUNT_ADMINISTRATION) } },
      aws_lambda_function: { F: { function_name: "f", role: "${aws_iam_role.processor.arn}" } },
      aws_lambda_event_source_mapping: {
        M: { event_source_arn: "${aws_kinesis_stream.Requests.arn}", function_name: "${aws_lambda_function.F.arn}" },
      },
      aws_iam_role: { processor: role("processor", "lambda", [may("kinesis:*", "*"), may("kms:Decrypt", "*", through)]) },
    });
    expect(all.map(asked)).toContain("processor kms:Decrypt");
    expect(withVerdict(all, "denied")).toEqual(denied);
  },
);
