import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HostedZone, QueryLogSettings } from "../../modules/edge";
import { EncryptionKey } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

function prepared() {
  const stack = testStack();
  const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
  const logged = (id: string, zoneName: string, queryLogs: QueryLogSettings = {}, removal?: "destroy") =>
    new HostedZone(stack, id, { zoneName, zoneId: `Z${id.toUpperCase()}`, queryLogs, globalProvider, removal });
  return { stack, globalProvider, logged };
}

describe("query logs", () => {
  const { stack, logged } = prepared();
  const zone = logged("Zone", "example.com");
  const synthesized = synth(stack);

  // Route 53 API Reference, CreateQueryLoggingConfig: a log group of us-east-1, with a prefix that all have.
  test("are in us-east-1, under the prefix of Route 53 and the zone's name, for a year", () => {
    expect(synthesized.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/route53/example.com",
      retention_in_days: 365,
      provider: "aws.global",
    });
    expect(synthesized.resource("aws_route53_query_log")).toMatchObject({
      zone_id: "ZZONE",
      cloudwatch_log_group_arn: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.Zone_QueryLogGroup_\w+\.arn\}$/),
    });
  });

  test("are encrypted under a key of us-east-1 that CloudWatch Logs may use there", () => {
    const key = synthesized.resource("aws_kms_key");
    expect(key.provider).toBe("aws.global");
    expect(key.policy).toContain("logs.us-east-1.amazonaws.com");
    expect(synthesized.resource("aws_cloudwatch_log_group").kms_key_id).toMatch(/^\$\{aws_kms_key\.Zone_QueryLogKey_/);
    expect(zone.queryLogs!.encryptionKey).toBeInstanceOf(EncryptionKey);
  });

  // Route 53 Developer Guide, "Public DNS query logging": the actions, the service, and the source that prevents a confused deputy.
  test("may be written by Route 53, for hosted zones of the account alone", () => {
    const policy = synthesized.resource("aws_cloudwatch_log_resource_policy");
    expect(policy).toMatchObject({ policy_name: "trading-test-Route53QueryLogPolicy-eu-central-1", provider: "aws.global" });
    expect(JSON.parse(policy.policy_document).Statement).toEqual([
      {
        Sid: "Route53QueryLogs",
        Effect: "Allow",
        Principal: { Service: "route53.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/route53/*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" },
        },
      },
    ]);
  });

  // InsufficientCloudWatchLogsResourcePolicy: Route 53 tries at once whether it may write.
  test("are turned on once Route 53 may write them", () => {
    expect(synthesized.resource("aws_route53_query_log").depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_resource_policy\.Route53QueryLogPolicy_/),
    ]);
  });

  // CloudWatch Logs quotas: ten resource policies of an account in a region.
  test("of all zones of a stack have one resource policy", () => {
    const two = prepared();
    two.logged("One", "example.com");
    two.logged("Two", "example.org");
    const result = synth(two.stack);
    expect(Object.keys(result.resources("aws_cloudwatch_log_resource_policy"))).toHaveLength(1);
    expect(Object.keys(result.resources("aws_route53_query_log"))).toHaveLength(2);
  });

  test("make no resource policy where there is one, nor a key where one is given", () => {
    const { stack: own, globalProvider, logged: make } = prepared();
    const encryptionKey = new EncryptionKey(own, "Key", { provider: globalProvider });
    const { queryLogs } = make("Zone", "example.com", { resourcePolicyExists: true, retentionDays: 30, encryptionKey }, "destroy");
    const result = synth(own);
    expect(result.resources("aws_cloudwatch_log_resource_policy")).toEqual({});
    expect(result.resource("aws_route53_query_log").depends_on).toBeUndefined();
    expect(Object.keys(result.resources("aws_kms_key"))).toHaveLength(1);
    expect(queryLogs!.encryptionKey).toBeUndefined();
    expect(result.resource("aws_cloudwatch_log_group").kms_key_id).toMatch(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/);
    const group = result.resource("aws_cloudwatch_log_group");
    expect(group.retention_in_days).toBe(30);
    expect(group.lifecycle).toBeUndefined();
  });

  test.each<[string, unknown, string]>([
    [
      "a retention that CloudWatch Logs hasn't",
      { retentionDays: 8 },
      "queryLogs.retentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; received 8. Use one of these.",
    ],
    [
      "a key of another region",
      { encryptionKey: EncryptionKey.fromArn(testStack(), "Key", "arn:aws:kms:eu-central-1:111122223333:key/0d3c") },
      'queryLogs.encryptionKey: must be a key in us-east-1: a key serves no other region; received "eu-central-1". Make an EncryptionKey with a provider of us-east-1.',
    ],
    ["true in place of settings", true, "queryLogs: must be an object; received true. Write it as { … }."],
  ])("are refused with %s", (_, settings, line) => {
    expect(messageOf(() => prepared().logged("Zone", "example.com", settings as QueryLogSettings))).toBe(
      `trading-test/Zone: invalid input\n  - ${line}`,
    );
  });
});
