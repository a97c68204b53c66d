import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { Construct } from "constructs";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { HTTP, HTTPS } from "./https-listener";

const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/** The AWS-managed prefix list of the addresses that CloudFront connects from, looked up in the stack's region. */
export function lookUpCloudFrontPrefixList(scope: Construct): DataAwsEc2ManagedPrefixList {
  return new DataAwsEc2ManagedPrefixList(scope, "CloudFrontPrefixList", { name: CLOUDFRONT_PREFIX_LIST });
}

/** Who may connect to a load balancer. */
interface LoadBalancerClients {
  readonly peer: Peer;
  /** As the groups' descriptions have it: a change replaces the groups. */
  readonly name: string;
}

/** The addresses that CloudFront connects from. Pure. */
export function cloudFront(prefixListId: string): LoadBalancerClients {
  return { peer: Peer.prefixList(prefixListId, "CloudFront", "CloudFront"), name: "CloudFront" };
}

/** Every IPv4 address: the load balancer has no other ones. Pure. */
export function everybody(reason: string): LoadBalancerClients {
  return { peer: Peer.internet(reason), name: "everybody" };
}

/** What the security groups of a load balancer are made with. */
interface LoadBalancerSecuritySettings {
  readonly vpcId: string;
  readonly clients: LoadBalancerClients;
}

/**
 * HTTPS from its clients. CloudFront's prefix list counts as 55 of the 60 rules that a group has by default (CloudFront Developer Guide, "Use the CloudFront
 * managed prefix list"): the group allows no other source.
 */
export function createSecurityGroup(scope: Construct, settings: LoadBalancerSecuritySettings): SecurityGroup {
  return createGroup(scope, "SecurityGroup", settings, HTTPS, "HTTPS");
}

/** HTTP from its clients, to be redirected: a group of its own, since the prefix list fills one. */
export function createRedirectSecurityGroup(scope: Construct, settings: LoadBalancerSecuritySettings): SecurityGroup {
  return createGroup(scope, "RedirectSecurityGroup", settings, HTTP, "HTTP");
}

function createGroup(
  scope: Construct,
  id: string,
  { vpcId, clients }: LoadBalancerSecuritySettings,
  port: Port,
  protocol: string,
): SecurityGroup {
  const group = new SecurityGroup(scope, id, {
    vpcId,
    description: `Load balancer: ${protocol} from ${clients.name}`,
    defaultPort: port,
  });
  group.connections.allowDefaultPortFrom(clients.peer, "requests of viewers");
  return group;
}
