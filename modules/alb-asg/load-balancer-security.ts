import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { Construct } from "constructs";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { Validator } from "../../src/internal/validator";
import { HTTP, HTTPS } from "./https-listener";

const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/** Records what isn't a prefix list's id. */
export function checkPrefixList(validator: Validator, cloudFrontPrefixListId: string | undefined): void {
  validator.format("cloudFrontPrefixListId", cloudFrontPrefixListId, FORMATS.prefixListId);
}

/** The AWS-managed prefix list of the addresses that CloudFront connects from, looked up in the stack's region. */
export function lookUpCloudFrontPrefixList(scope: Construct): DataAwsEc2ManagedPrefixList {
  return new DataAwsEc2ManagedPrefixList(scope, "CloudFrontPrefixList", { name: CLOUDFRONT_PREFIX_LIST });
}

/** What the security groups of a load balancer are made with. */
interface LoadBalancerSecuritySettings {
  readonly vpcId: string;
  readonly cloudFrontPrefixListId: string;
}

/**
 * HTTPS from CloudFront. The prefix list counts as 55 of the 60 rules that a group has by default (CloudFront Developer Guide, "Use the CloudFront
 * managed prefix list"): the group allows no other source.
 */
export function createSecurityGroup(scope: Construct, settings: LoadBalancerSecuritySettings): SecurityGroup {
  return createGroup(scope, "SecurityGroup", settings, HTTPS, "HTTPS");
}

/** HTTP from CloudFront, to be redirected: a group of its own, since the prefix list fills one. */
export function createRedirectSecurityGroup(scope: Construct, settings: LoadBalancerSecuritySettings): SecurityGroup {
  return createGroup(scope, "RedirectSecurityGroup", settings, HTTP, "HTTP");
}

function createGroup(
  scope: Construct,
  id: string,
  { vpcId, cloudFrontPrefixListId }: LoadBalancerSecuritySettings,
  port: Port,
  protocol: string,
): SecurityGroup {
  const group = new SecurityGroup(scope, id, {
    vpcId,
    description: `Load balancer: ${protocol} from CloudFront`,
    defaultPort: port,
  });
  group.connections.allowDefaultPortFrom(Peer.prefixList(cloudFrontPrefixListId, "CloudFront", "CloudFront"), "requests of viewers");
  return group;
}
