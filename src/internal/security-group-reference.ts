import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { KnownEnvironment } from "./aws-provider";
import { StackEnvironment } from "./stack-environment";
import { Validator, isGiven, isKnown, validateAtSynthesis } from "./validator";

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
