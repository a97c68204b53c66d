import { Construct } from "constructs";
import { Port } from "../core/port";
import { SecurityGroup } from "../core/security-group";
import { peerName } from "./names";

/**
 * The security group of a construct, with no rule in it.
 *
 * @param what what the construct is, before its name in the group's description
 */
export function createSecurityGroup(scope: Construct, what: string, vpcId: string, defaultPort: Port): SecurityGroup {
  return new SecurityGroup(scope, "SecurityGroup", { vpcId, description: `${what} ${peerName(scope)}`, defaultPort });
}
