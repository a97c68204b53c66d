import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { Validator } from "../../src/internal/validator";

/** Records what can't be associated with a load balancer: a web ACL for CloudFront, or one of another region (AWS WAF API Reference, AssociateWebACL). */
export function checkWebAcl(validator: Validator, scope: Construct, webAclArn: string | undefined): void {
  validator.format("webAclArn", webAclArn, FORMATS.regionalWebAclArn);
  validator.onceKnown([webAclArn, AwsEnvironment.of(scope).region], (collected, arn, region) =>
    collected.check(
      "webAclArn",
      arn,
      !FORMATS.regionalWebAclArn.holds(arn!) || arn!.split(":")[3] === region,
      `must be a web ACL in ${region}, where the load balancer is`,
      "Make one there.",
    ),
  );
}

/** Has a web ACL inspect the requests to a load balancer. A new load balancer has its association before the old one goes. */
export function createWebAclAssociation(scope: Construct, webAclArn: string, loadBalancerArn: string): Wafv2WebAclAssociation {
  return new Wafv2WebAclAssociation(scope, "WebAclAssociation", {
    webAclArn,
    resourceArn: loadBalancerArn,
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}
