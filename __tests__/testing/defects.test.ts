/** A defect for each prover, in plain resources that validate, plan and apply (integration/defects.test.ts): what the guide "Prove your stack" tells of. */
import { Testing } from "cdktf";
import {
  checkPolicies,
  openingAuction,
  permissions,
  reachability,
  scalingService,
  simulateRequest,
  simulateScaling,
  synthesize,
} from "../../src/testing";
import { DefectiveStack } from "../support/defects";

const stack = synthesize(new DefectiveStack(Testing.app(), "defects", "111122223333"));
const access = permissions(stack);

test("reachability finds an ACL that no reply passes (VPC User Guide, Control subnet traffic with network ACLs: they are stateless)", () => {
  const { verdict, explanation } = reachability(stack).connection({ from: "Client", to: "Ledger", port: 5432 });
  expect(verdict).toBe("refused");
  expect(explanation).toMatch(/replies: outbound rule \* of LedgerAcl denies/);
});

test("permissions find a writer that may not use its bucket's key (S3 User Guide, Using server-side encryption with AWS KMS keys)", () => {
  const write = { principal: "Writer", action: "s3:PutObject", resource: "Trades", resourcePath: "/2026.json" };
  expect(access.evaluate(write).verdict).toBe("allowed");
  const context = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
  const encrypted = access.evaluate({ principal: "Writer", action: "kms:GenerateDataKey", resource: "Key", context });
  expect(encrypted.verdict).toBe("denied");
  expect(encrypted.explanation).toContain("WriterGrants has no statement that allows kms:GenerateDataKey");
});

test("services() finds an alarm that can't notify (SNS Developer Guide, Key management: event sources from AWS services)", () => {
  const denied = access.services().filter(({ verdict }) => verdict === "denied");
  expect(denied.map(({ neededBy, action }) => [neededBy, action])).toEqual([
    ["Errors", "kms:GenerateDataKey"],
    ["Errors", "kms:Decrypt"],
  ]);
});

test("policies find an alarm on a metric that nothing sends (CloudWatch metrics for your Application Load Balancer: LoadBalancer)", () => {
  const found = checkPolicies(stack).filter(({ rule }) => rule === "cloudwatch-alarm-dimensions");
  expect(found.map(({ path, detail }) => [path, detail])).toEqual([
    ["Errors", 'the dimension LoadBalancer is "${aws_lb.LoadBalancer.arn}"'],
  ]);
});

test("simulateRequest finds orders that are cached for everybody (CloudFront Developer Guide, Use managed cache policies: a day)", () => {
  const url = "https://d111111abcdef8.cloudfront.net/api/orders";
  const { cachedSeconds, origin, response } = simulateRequest(stack, { url, headers: { Authorization: "Bearer …" } });
  expect([response.status, cachedSeconds]).toEqual([200, 86_400]);
  expect(origin?.headers).not.toHaveProperty("authorization");
});

test("simulateScaling finds an opening that isn't served (EC2 Auto Scaling User Guide, Target tracking scaling policies)", () => {
  const service = scalingService(stack, "Service", { requestsPerSecondPerInstance: 100, startupSeconds: 120 });
  const { unserved } = simulateScaling(service, openingAuction({ quiet: 50, peak: 500 }));
  expect(unserved.map(({ reason }) => reason)).toEqual(["beforeAlarm", "startingInstances"]);
});
