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

test("CloudFront asks nothing of a bucket whose requests it never signs (CloudFront Developer Guide, Restrict access to an Amazon S3 origin)", () => {
  const site = (signing: string) => ({
    aws_cloudfront_distribution: {
      Site: {
        default_cache_behavior: { target_origin_id: "assets", allowed_methods: ["GET"] },
        origin: [
          {
            ...{ origin_id: "assets", domain_name: "${aws_s3_bucket.Assets.bucket_regional_domain_name}" },
            origin_access_control_id: "${aws_cloudfront_origin_access_control.A.id}",
          },
        ],
      },
    },
    aws_cloudfront_origin_access_control: { A: { origin_access_control_origin_type: "s3", signing_behavior: signing } },
    aws_s3_bucket: { Assets: { bucket: "assets" } },
  });
  expect(accesses("cloudfront-origins", site("always")).map(asked)).toEqual(["cloudfront s3:GetObject"]);
  expect(accesses("cloudfront-origins", site("never"))).toEqual([]);
});

test("one key of a secret is read with the secret (ECS Developer Guide, Pass Secrets Manager secrets through environment variables)", () => {
  const arn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders-AbCdEf`;
  const definitions = JSON.stringify([{ name: "api", secrets: [{ name: "USER", valueFrom: `${arn}:username::` }] }]);
  const all = accesses("ecs-tasks", {
    aws_ecs_task_definition: { T: { execution_role_arn: "${aws_iam_role.starter.arn}", container_definitions: definitions } },
    aws_iam_role: { starter: role("starter", "ecs-tasks", [may("secretsmanager:GetSecretValue", arn)]) },
  });
  expect(all.filter(({ action }) => action === "secretsmanager:GetSecretValue").map(({ resource }) => resource)).toEqual([arn]);
  expect(withVerdict(all, "denied")).toEqual([]);
});

test("AWS writes the policy of a bucket that has none for flow logs (VPC User Guide, Amazon S3 bucket permissions for flow logs)", () => {
  const resources = {
    aws_flow_log: { F: { vpc_id: "vpc-1", log_destination_type: "s3", log_destination: "${aws_s3_bucket.Logs.arn}" } },
    aws_s3_bucket: { Logs: { bucket: "logs" } },
  };
  const put = accesses("flow-logs", resources).filter(({ action }) => action === "s3:PutObject");
  expect(put.map(({ verdict, assumptions }) => [verdict, assumptions.length])).toEqual([["allowed", 1]]);
  const own = { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "s3:*", Resource: "*" };
  const policed = { ...resources, aws_s3_bucket_policy: { P: { bucket: "logs", policy: policy(own) } } };
  expect(withVerdict(accesses("flow-logs", policed), "denied")).toContain("delivery.logs s3:PutObject");
});

test("a subject that a trust policy denies is none that takes the role (IAM User Guide, Create a role for OpenID Connect federation, GitHub)", () => {
  const statement = (Effect: string, subject: string) => ({
    ...{ Effect, Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` } },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringLike: { "token.actions.githubusercontent.com:sub": subject } },
  });
  const statements = [statement("Allow", "repo:acme/platform:*"), statement("Deny", "repo:acme/platform:pull_request")];
  const all = accesses("github-actions", { aws_iam_role: { deploy: { name: "deploy", assume_role_policy: policy(...statements) } } });
  expect(all.map(({ purpose, verdict }) => [purpose, verdict])).toEqual([
    ["GitHub Actions takes deploy for repo:acme/platform:*", "allowed"],
  ]);
});
