import { Construct } from "constructs";
import { INetwork, Port, SecurityGroup } from "../../src/core";
import { peerName } from "../../src/internal/names";

/** The security group of a cache, with no rule in it. */
export function createSecurityGroup(scope: Construct, network: INetwork, defaultPort: Port): SecurityGroup {
  const name = peerName(scope);
  return new SecurityGroup(scope, "SecurityGroup", { vpcId: network.vpcId, description: `Cache ${name}`, defaultPort, peerName: name });
}
