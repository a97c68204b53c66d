import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { StackEnvironment } from "./stack-environment";
import { isElsewhere } from "./stacks";
import { Validator, isGiven, isKnown, validateAtSynthesis } from "./validator";

/** The account of what is in another stack, where both stacks' accounts are known and differ; undefined for everything else. */
export function otherAccountOf(scope: IConstruct, thing: unknown): string | undefined {
  if (!Construct.isConstruct(thing) || !isElsewhere(scope, thing)) return undefined;
  const [own, other] = [scope, thing].map((construct) => StackEnvironment.of(TerraformStack.of(construct)).settled.accountId);
  return isGiven(own) && isGiven(other) && isKnown(own) && isKnown(other) && own !== other ? other : undefined;
}

/**
 * Has what belongs to `owner` allow the account of what uses it, where that is another one.
 *
 * @param prop what the user was given, for the message
 * @param allow writes the statement for the account
 * @throws ValidationError at synthesis for an account that is said only after the call
 */
export function allowOtherAccount(owner: IConstruct, user: IConstruct, prop: string, allow: (accountId: string) => void): void {
  if (!isElsewhere(owner, user)) return;
  const accountId = otherAccountOf(owner, user);
  if (accountId !== undefined) return allow(accountId);
  validateAtSynthesis(owner, (validator) => {
    const later = otherAccountOf(owner, user);
    const [own, other] = [owner, user].map((construct) => TerraformStack.of(construct).node.path);
    validator.check(
      prop,
      user,
      later === undefined,
      `must be in a stack whose account, ${later}, is said before`,
      `Make the AwsProvider, or the AwsEnvironment, of ${own} and of ${other} first thing in each.`,
    );
  });
}

/** Records at synthesis what is in a stack of another account, where AWS or its policy allows none. */
export function checkSameAccount(validator: Validator, prop: string, thing: unknown, rule: string, fix: (stack: string) => string): void {
  if (!Construct.isConstruct(thing)) return;
  validator.atSynthesis((collected, scope) => {
    const other = otherAccountOf(scope, thing);
    collected.check(prop, thing, other === undefined, `${rule}; it is of account ${other}`, fix(TerraformStack.of(scope).node.path));
  });
}
