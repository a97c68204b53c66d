import { TerraformOutput } from "cdktf";
import { loadBalancerLogSource } from "../../modules/alb-asg";
import { Bucket, LogBucket } from "../../modules/storage";
import { AwsEnvironment, ILogBucket } from "../../src/core";
import { addLogSources, fromAccount, logSources } from "../support/log-sources";
import { evaluate } from "../support/policy-evaluator";
import { ACCOUNT_ID, REGION, messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid, makeRole } from "./fixture";

const NAME = "aws-waf-logs-acme";
const PLACE = { accountId: ACCOUNT_ID, region: REGION };

describe("the policy that a log bucket that exists needs", () => {
  const stack = testStack();
  const logs = LogBucket.fromAttributes(stack, "Logs", { bucketName: NAME });
  addLogSources(logs, PLACE);
  new TerraformOutput(stack, "policy", { value: logs.requiredPolicyJson });
  const policy = statements(synth(stack).output("policy") as string);

  test.each(logSources(NAME, PLACE))("allows %s", (_, request) => {
    expect(evaluate(policy, { action: "s3:PutObject", ...request })).toBe("allow");
  });

  test.each(logSources(NAME, PLACE))("doesn't allow %s of another account", (_, request) => {
    expect(evaluate(policy, { action: "s3:PutObject", ...fromAccount("999999999999", request) })).toBe("none");
  });
});

describe("a log bucket that exists", () => {
  test("is waited for by no source", () => {
    const logs: ILogBucket = LogBucket.fromAttributes(testStack(), "Logs", { bucketName: "acme-logs" });
    expect(logs.addLogSource("alb", loadBalancerLogSource(AwsEnvironment.of(testStack())))).toEqual({
      bucketName: "acme-logs",
      bucketArn: "arn:aws:s3:::acme-logs",
      prefix: "alb",
      dependencies: [],
    });
  });

  test("takes the server access logs of a bucket under a prefix of its own", () => {
    const stack = testStack();
    const accessLogs = LogBucket.fromAttributes(stack, "Logs", { bucketName: "acme-logs" });
    new Bucket(stack, "Assets", { encryptionKey: KEY, accessLogs });
    new TerraformOutput(stack, "policy", { value: accessLogs.requiredPolicyJson });
    expect(statements(synth(stack).output("policy") as string)).toMatchObject([
      { Sid: "S3AccessLogs", Resource: "arn:aws:s3:::acme-logs/s3/Assets/*" },
    ]);
  });

  test("lets a role read", () => {
    const stack = testStack();
    LogBucket.fromAttributes(stack, "Logs", { bucketName: "acme-logs" }).grantRead(makeRole(stack));
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual([
      "LogsList",
      "LogsLocation",
      "LogsRead",
    ]);
  });

  test("keeps the prefixes of its sources unique as well", () => {
    const logs = LogBucket.fromAttributes(testStack(), "Logs", { bucketName: NAME });
    addLogSources(logs, PLACE);
    expect(messageOf(() => addLogSources(logs, { ...PLACE, region: "eu-west-1" }))).toBe(
      invalid("Logs", 'prefix: must be unique in this bucket; received "trail". Choose another than that of CloudTrail logs.'),
    );
  });
});
