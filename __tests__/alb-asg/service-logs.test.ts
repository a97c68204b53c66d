import { statements, synth } from "../support/synth";
import { ServiceFixture, permissions, synthService, userData } from "./fixture";

describe("the output of a service", () => {
  test("is kept for a year by default", () => {
    const { stack, service } = synthService();
    expect(stack.resource("aws_cloudwatch_log_group").retention_in_days).toBe(365);
    expect(service.logRetentionDays).toBe(365);
  });

  test("stays on the instance by default where the image starts the program", () => {
    const { stack, service } = synthService({ release: undefined, imageId: "ami-0123456789abcdef0" });
    expect(stack.resources("aws_cloudwatch_log_group")).toEqual({});
    expect(service.logRetentionDays).toBe(false);
  });

  test("stays on the instance if it is meant to", () => {
    const { stack, service } = synthService({ logRetentionDays: false });
    expect(service.logGroup).toBeUndefined();
    expect(stack.resources("aws_cloudwatch_log_group")).toEqual({});
  });

  test("needs no permission while it stays there", () => {
    expect(permissions(synthService({ logRetentionDays: false }).stack).ShipLogs).toBeUndefined();
  });
});

describe("the log group of a service", () => {
  test("is named by its path and has the retention that was given", () => {
    expect(synthService({ logRetentionDays: 365 }).stack.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/trading-test/TradingApi",
      retention_in_days: 365,
    });
  });

  // CloudWatch Logs API Reference, CreateLogGroup: letters, digits and _ - / . #
  test("is named by what CloudWatch Logs allows, whatever the service's id has", () => {
    const fixture = new ServiceFixture();
    fixture.service({ logRetentionDays: 365 }, "Trading API (v2)");
    expect(synth(fixture.stack).resource("aws_cloudwatch_log_group").name).toBe("/trading-test/Trading-API-v2-");
  });

  test("is encrypted under the key, whose policy allows CloudWatch Logs", () => {
    const { stack } = synthService({ logRetentionDays: 365 });
    expect(stack.resource("aws_cloudwatch_log_group").kms_key_id).toMatch(/^\$\{aws_kms_key\./);
    expect(statements(stack.resource("aws_kms_key").policy).map(({ Sid }) => Sid)).toContain("CloudWatchLogs");
  });

  test("is written to by the instances", () => {
    expect(permissions(synthService({ logRetentionDays: 365 }).stack).ShipLogs).toMatchObject({
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..*\.arn\}:\*$/),
    });
  });

  test("is filled by the CloudWatch agent", () => {
    expect(userData(synthService({ logRetentionDays: 365 }).stack)).toContain("dnf install -y amazon-cloudwatch-agent");
  });

  test("is protected by default", () => {
    expect(synthService({ logRetentionDays: 7 }).stack.resource("aws_cloudwatch_log_group").lifecycle).toEqual({ prevent_destroy: true });
  });

  test("can be deleted where its removal is destroy", () => {
    const { stack } = synthService({ logRetentionDays: 7, removal: "destroy" });
    expect(stack.resource("aws_cloudwatch_log_group").lifecycle).toBeUndefined();
  });
});
