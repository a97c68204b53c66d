import { messageOf, synth, testStack } from "../support/synth";
import { loadBalancer } from "./fixture";

const webAcl = (scope: string, region: string) =>
  `arn:aws:wafv2:${region}:111122223333:${scope}/webacl/api/0123abcd-0123-0123-0123-0123456789ab`;

describe("the web ACL of a load balancer", () => {
  test("inspects its requests, from the first one of a distribution on", () => {
    const stack = testStack();
    const origin = loadBalancer(stack, { webAclArn: webAcl("regional", "eu-central-1") });
    expect(synth(stack).resource("aws_wafv2_web_acl_association")).toMatchObject({
      web_acl_arn: webAcl("regional", "eu-central-1"),
      resource_arn: expect.stringMatching(/^\$\{aws_lb\./),
      lifecycle: { create_before_destroy: true },
    });
    expect(origin.originDependencies).toEqual([origin.listener, origin.webAclAssociation]);
  });

  test("is none by default", () => {
    expect(loadBalancer(testStack()).webAclAssociation).toBeUndefined();
  });

  // AWS WAF API reference, AssociateWebACL: regional applications only; a web ACL for CloudFront is named by its distribution.
  test("is not one for CloudFront", () => {
    expect(messageOf(() => loadBalancer(testStack(), { webAclArn: webAcl("global", "us-east-1") }))).toBe(
      "trading-test/LoadBalancer: invalid input\n  - webAclArn: must be the ARN of a regional web ACL: one for CloudFront inspects no load balancer's requests; " +
        `received "${webAcl("global", "us-east-1")}". Copy the ARN that holds "regional/webacl/".`,
    );
  });

  test("is not one of another region", () => {
    expect(messageOf(() => loadBalancer(testStack(), { webAclArn: webAcl("regional", "eu-west-1") }))).toBe(
      "trading-test/LoadBalancer: invalid input\n  - webAclArn: must be a web ACL in eu-central-1, where the load balancer is; " +
        `received "${webAcl("regional", "eu-west-1")}". Make one there.`,
    );
  });
});
