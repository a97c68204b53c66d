import { AwsEnvironment } from "../../src/core";
import { accountFolder, vendedLogSource } from "../../src/internal/vended-logs";
import { ACCOUNT_ID, testStack } from "../support/synth";

const SOURCE = {
  sid: "FlowLogs",
  description: "VPC flow logs",
  sourceArn: `arn:aws:logs:eu-central-1:${ACCOUNT_ID}:*`,
  keyPattern: "x/*",
  bucketNamePrefix: "aws-waf-logs-",
};

describe("logs that CloudWatch's delivery service brings", () => {
  const source = vendedLogSource(AwsEnvironment.of(testStack()), SOURCE);

  test("are what their service says of them", () => expect(source).toMatchObject(SOURCE));

  // CloudWatch Logs User Guide, "Enable logging from AWS services", "Amazon S3 bucket resource policy".
  test("come from one service, for one account, which reads the bucket's ACL first and hands each object over", () => {
    expect(source).toMatchObject({
      service: "delivery.logs.amazonaws.com",
      accountId: ACCOUNT_ID,
      checksBucketAcl: true,
      setsOwnerFullControl: true,
    });
  });

  // The same page, "Amazon S3 bucket key policy".
  test("need a key policy that lets the service use the key for this account's deliveries", () => {
    expect(source.keyStatement).toEqual({
      sid: "LogDelivery",
      principals: { services: ["delivery.logs.amazonaws.com"] },
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      conditions: {
        StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:*:${ACCOUNT_ID}:*` },
      },
    });
  });

  test("are put into a folder of the account", () => expect(accountFolder(ACCOUNT_ID)).toBe(`AWSLogs/${ACCOUNT_ID}/*`));
});
