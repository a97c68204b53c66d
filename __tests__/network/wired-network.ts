import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import { NetworkProps } from "../../modules/network";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { Reachability, reachability } from "../../src/testing";
import { SynthesizedStack, synth } from "../support/synth";
import { make } from "./fixture";

/** S3's ranges, for the test; com.amazonaws.eu-central-1.s3 holds others like them. */
export const S3_RANGES = ["52.219.168.0/24", "52.219.170.0/23"];
/** A connected network. */
export const PARTNER = "10.9.0.0/16";
/** A data centre that a transit gateway leads to, which no network ACL trusts. */
export const ON_PREMISES = "10.8.0.0/16";
const CLOUDFRONT = "pl-a3a144ca";
const EPHEMERAL_APP_PORT = 8080;

/** What users place in a network's tiers, wired by security groups as they would, to everything that a tier is for. */
export function wired(props: Partial<NetworkProps> = {}): SynthesizedStack {
  const { stack, network } = make({ interfaceEndpoints: ["logsAndMetrics"], ...props });
  const { vpcId } = network;
  const group = (scope: Construct): SecurityGroup => new SecurityGroup(scope, "SecurityGroup", { vpcId, description: "wired" });
  const place = (id: string, create: (scope: Construct, securityGroupId: string) => void): SecurityGroup => {
    const scope = new Construct(stack, id);
    const securityGroup = group(scope);
    create(scope, securityGroup.securityGroupId);
    return securityGroup;
  };
  const subnetIds = (tier: string): string[] => network.subnets(tier).map(({ subnetId }) => subnetId);
  const instance = (id: string, subnetId: string, associatePublicIpAddress = false): SecurityGroup =>
    place(id, (scope, securityGroupId) => {
      new Instance(scope, "Resource", {
        ami: "ami-1",
        instanceType: "t4g.small",
        subnetId,
        vpcSecurityGroupIds: [securityGroupId],
        associatePublicIpAddress,
      });
    });
  const loadBalancer = (
    id: string,
    tier: string,
    internal: boolean,
    loadBalancerType = "application",
  ): { readonly arn: string; readonly securityGroup: SecurityGroup } => {
    let arn = "";
    const securityGroup = place(id, (scope, securityGroupId) => {
      const ipAddressType = network.ipv6 && !internal ? "dualstack" : undefined;
      arn = new Lb(scope, "Resource", {
        internal,
        loadBalancerType,
        ipAddressType,
        subnets: subnetIds(tier),
        securityGroups: [securityGroupId],
      }).arn;
    });
    return { arn, securityGroup };
  };

  const [, lastAz] = [...subnetIds("private")].reverse();
  const service = instance("Service", subnetIds("private")[0]!);
  const worker = instance("Worker", lastAz!);
  const proxy = instance("Proxy", subnetIds("public")[0]!, true);
  const lambda = place("Function", (scope, securityGroupId) => {
    const vpcConfig = { subnetIds: subnetIds("private"), securityGroupIds: [securityGroupId], ipv6AllowedForDualStack: network.ipv6 };
    new LambdaFunction(scope, "Resource", { functionName: "function", role: "role", vpcConfig });
  });
  const database = place("Database", (scope, securityGroupId) => {
    new DbInstance(scope, "Resource", {
      instanceClass: "db.t4g.small",
      dbSubnetGroupName: network.databaseSubnetGroupName,
      networkType: network.ipv6 ? "DUAL" : undefined,
      vpcSecurityGroupIds: [securityGroupId],
    });
  });
  const site = loadBalancer("Site", "public", false).securityGroup;
  const internal = loadBalancer("Internal", "private", true);
  new CloudfrontVpcOrigin(stack, "VpcOrigin", {
    vpcOriginEndpointConfig: [
      { name: "origin", arn: internal.arn, httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: [] },
    ],
  });

  const everybody = [Peer.internet("test"), ...(network.ipv6 ? [Peer.internetIpv6("test")] : [])];
  for (const peer of everybody) {
    site.connections.allowFrom(peer, Port.tcp(443));
    site.connections.allowFrom(peer, Port.tcp(80));
    for (const client of [service, lambda, proxy]) {
      const hasInternet = client === proxy || network.natGateways !== "none" || peer !== everybody[0];
      if (!hasInternet) continue;
      client.connections.allowTo(peer, Port.tcp(443));
      client.connections.allowTo(peer, Port.udp(443));
    }
  }
  // An Application Load Balancer that authenticates users connects to the identity provider, by IPv4.
  site.connections.allowTo(Peer.internet("test"), Port.tcp(443));
  internal.securityGroup.connections.allowFrom(Peer.prefixList(CLOUDFRONT, "CloudFront"), Port.tcp(443));
  service.connections.allowFrom(site, Port.tcp(EPHEMERAL_APP_PORT));
  service.connections.allowFrom(internal.securityGroup, Port.tcp(EPHEMERAL_APP_PORT));
  service.connections.allowFrom(worker, Port.tcp(22));
  database.connections.allowFrom(service, Port.tcp(5432));
  database.connections.allowFrom(lambda, Port.tcp(5432));
  // DNS, NTP and Kerberos of the data centre, from instances and functions, and from a Network Load Balancer whose targets are there.
  network.addRoute("onPremises", { tiers: ["public", "private"], destinationCidrBlock: ON_PREMISES, transitGatewayId: "tgw-0123" });
  const forwarder = loadBalancer("Forwarder", "public", true, "network").securityGroup;
  for (const client of [service, lambda, forwarder]) {
    for (const port of [53, 88, 123]) client.connections.allowTo(Peer.ipv4(ON_PREMISES), Port.udp(port));
  }
  network.allowAwsServicesFrom(service);
  network.allowAwsServicesFrom(lambda);

  if (network.trustedCidrBlocks.length > 0) {
    for (const { routeTableId, availabilityZone, tier } of ["public", "private", "isolated"].flatMap((name) =>
      network.subnets(name).map((subnet) => ({ ...subnet, tier: name })),
    )) {
      new Route(stack, `ToPartner-${tier}-${availabilityZone}`, {
        routeTableId,
        destinationCidrBlock: PARTNER,
        transitGatewayId: "tgw-0123",
      });
    }
    database.connections.allowFrom(Peer.ipv4(PARTNER), Port.tcp(5432));
    service.connections.allowTo(Peer.ipv4(PARTNER), Port.tcp(443));
    service.connections.allowFrom(Peer.ipv4(PARTNER), Port.tcp(22));
    proxy.connections.allowFrom(Peer.ipv4(PARTNER), Port.tcp(22));
    database.connections.allowTo(Peer.ipv4(PARTNER), Port.tcp(443));
  }
  if (network.gatewayEndpointCidrBlocks.length > 0) {
    database.connections.allowTo(Peer.prefixList(network.s3Endpoint.prefixListId, "S3"), Port.tcp(443));
  }
  return synth(stack);
}

/** What can be reached in it; S3 has the test's ranges. */
export function reach(stack: SynthesizedStack): Reachability {
  return reachability(stack, { prefixLists: { "com.amazonaws.eu-central-1.s3": S3_RANGES } });
}
