import { Construct } from "constructs";
import { Connections, IConnectable, INetwork, Peer, Port, SecurityGroup } from "../../src/core";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { Validator, isKnown } from "../../src/internal/validator";

const HTTPS = Port.tcp(443);

/** Records what is wrong with a service's port, or with its reason to reach the internet. */
export function checkServiceSecurity(
  validator: Validator,
  props: { readonly port?: number; readonly internetEgressReason?: string },
): void {
  const { port, internetEgressReason } = props;
  validator
    .integerBetween("port", port, 1, 65_535)
    .check(
      "internetEgressReason",
      internetEgressReason,
      !isKnown(internetEgressReason) || internetEgressReason?.trim() !== "",
      "must say why instances connect to the internet",
      "Give the reason in a few words, or leave it out.",
    );
}

/** The security group of a service's instances. */
export function createServiceSecurityGroup(
  scope: Construct,
  { vpcId, port }: { readonly vpcId: string; readonly port: number },
): SecurityGroup {
  return createSecurityGroup(scope, "Instances of", vpcId, Port.tcp(port));
}

/** What a service's instances connect with. */
interface ServicePeers {
  readonly loadBalancer: IConnectable;
  readonly network: INetwork;
  readonly internetEgressReason?: string;
}

/** Allows requests from the load balancer, and connections to the network's endpoints and, with a reason, to the internet. */
export function allowServiceTraffic(connections: Connections, { loadBalancer, network, internetEgressReason }: ServicePeers): void {
  connections.allowDefaultPortFrom(loadBalancer, "requests");
  network.allowAwsServicesFrom(connections);
  if (internetEgressReason) connections.allowTo(Peer.internet(internetEgressReason), HTTPS);
}
