import { Construct } from "constructs";
import { Port, SecurityGroup } from "../../src/core";
import { peerName } from "../../src/internal/names";

/** A security group without a rule, of a cluster or a proxy. */
export function createSecurityGroup(scope: Construct, what: string, vpcId: string, port: number): SecurityGroup {
  const name = peerName(scope);
  return new SecurityGroup(scope, "SecurityGroup", { vpcId, description: `${what} ${name}`, defaultPort: Port.tcp(port), peerName: name });
}
