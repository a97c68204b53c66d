import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { KnownEnvironment } from "./aws-provider";
import { StackEnvironment } from "./stack-environment";
import { areDifferent } from "./stacks";
import { Validator, isGiven, isKnown, validateAtSynthesis } from "./validator";
import { warnOnce } from "./warn-once";

/**
 * Has security groups of two stacks checked at synthesis: a rule references no group of another region and, by its id alone, none of another account (VPC Peering
 * Guide, "Update your security groups to reference peer security groups"); and rules are added to groups with the credentials of their own account.
 *
 * @throws ValidationError at synthesis if the stacks are known to be in different regions or accounts
 */
export function checkReferenceAtSynthesis(own: Construct, other: Construct): void {
  const [ownStack, otherStack] = [TerraformStack.of(own), TerraformStack.of(other)];
  validateAtSynthesis(own, (validator) => {
    const [ownPlace, otherPlace] = [ownStack, otherStack].map((stack) => StackEnvironment.of(stack).settled) as [
      KnownEnvironment,
      KnownEnvironment,
    ];
    const fix = `In ${ownStack.node.path} and in ${otherStack.node.path}, allow the range of the other VPC, Peer.ipv4("…"), or a prefix list.`;
    checkSame(validator, other, ownPlace.region, otherPlace.region, "region", fix);
    checkSame(validator, other, ownPlace.accountId, otherPlace.accountId, "account", fix);
  });
}

function checkSame(
  validator: Validator,
  peer: Construct,
  own: string | undefined,
  other: string | undefined,
  what: string,
  fix: string,
): void {
  const isSame = !isGiven(own) || !isGiven(other) || !isKnown(own) || own === other;
  const rule = `must be in the ${what} ${own}: security-group rules between two ${what}s name no groups`;
  validator.check(peer.node.path, other, isSame, rule, fix);
}

/** One end of a connection. */
interface End {
  readonly construct: Construct;
  readonly vpcId?: string;
}

/**
 * Warns once of a connection between two VPCs: a rule names a group of another VPC only where the two are peered in one region (VPC Peering Guide, "Update your
 * security groups to reference peer security groups"), or attached to a transit gateway that supports it, and only inbound (Amazon VPC Transit Gateways,
 * "Security group referencing"). Which of the two there is may be another app's business.
 */
export function warnOfTwoVpcs(client: End, server: End): void {
  const { vpcId: one } = client;
  const { vpcId: other } = server;
  if (!isGiven(one) || !isGiven(other) || !areDifferent(one, other)) return;
  const [from, to] = [client, server].map(({ construct: { node } }) => (node.id === "SecurityGroup" ? node.scope! : { node }).node.path);
  const warning =
    `${from} and ${to} are in two VPCs: EC2 refuses a rule that names a security group of another VPC, unless the two are peered in one region. ` +
    `Peer them, or allow the range of the other VPC in each of the two: Peer.ipv4("…").`;
  warnOnce(server.construct, warning);
}
