import { loadBalancerLogSource } from "../../modules/alb-asg";
import { AwsEnvironment } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { loadBalancer, logBucket } from "./fixture";

describe("the logs of a load balancer", () => {
  test("are access logs and connection logs, under a prefix each", () => {
    const stack = testStack();
    const accessLogs = logBucket(stack);
    loadBalancer(stack, { accessLogs });
    expect(accessLogs.prefixes).toEqual(["load-balancer/LoadBalancer/access", "load-balancer/LoadBalancer/connections"]);
  });

  test("are delivered to the log bucket", () => {
    const stack = testStack();
    loadBalancer(stack);
    const resource = synth(stack).resource("aws_lb");
    expect(resource.access_logs).toEqual({ enabled: true, bucket: "logs", prefix: "load-balancer/LoadBalancer/access" });
    expect(resource.connection_logs).toEqual({ enabled: true, bucket: "logs", prefix: "load-balancer/LoadBalancer/connections" });
  });

  test("are enabled once the bucket policy allows the delivery", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb").depends_on).toContainEqual(expect.stringMatching(/^aws_s3_bucket_policy\.LogPolicy/));
  });
});

describe("the source of load balancer logs", () => {
  // Application Load Balancers guide, "Enable access logs": principal, condition and path of the bucket policy.
  test("is the log delivery service, for the account's load balancers in the region", () => {
    expect(loadBalancerLogSource(AwsEnvironment.of(testStack()))).toEqual({
      sid: "LoadBalancerLogs",
      description: "load balancers",
      service: "logdelivery.elasticloadbalancing.amazonaws.com",
      accountId: "111122223333",
      sourceArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/*",
      keyPattern: "AWSLogs/111122223333/*",
    });
  });

  test("may be in another region", () => {
    expect(loadBalancerLogSource(AwsEnvironment.of(testStack()), "eu-west-1").sourceArn).toBe(
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/*",
    );
  });
});
