import { IConstruct } from "constructs";
import { checkScope } from "../internal/check-scope";
import { defaultRemoval, removalReader, setDefaultRemoval } from "../internal/removal";
import { Validator } from "../internal/validator";
import { REMOVALS, Removal } from "./removal";

/**
 * Sets what happens to everything stateful below a scope, such as a stack. A construct with a `removal` of its own keeps it; where nothing is
 * set, everything is protected.
 *
 *     useRemoval(this, env.removal);
 *
 * @param scope the stack, or any construct, before the constructs that it is for are made below it
 * @param removal what happens to them
 * @throws ValidationError if a construct below the scope has been made without a `removal` of its own already, a second value for the scope, or
 *   for any other word
 */
export function useRemoval(scope: IConstruct, removal: Removal): void {
  checkScope("useRemoval", scope);
  const reader = removalReader(scope);
  const existing = defaultRemoval(scope) ?? removal;
  new Validator(scope)
    .check("removal", removal, REMOVALS.includes(removal), `must be one of ${REMOVALS.join(", ")}`, "Use one of these.")
    .check(
      "removal",
      removal,
      reader === undefined,
      `must be set before the constructs that it is for, and ${reader} has been made`,
      `Call useRemoval before it.`,
    )
    .check(
      "removal",
      removal,
      removal === existing,
      `must have one value in a scope, and "${existing}" is set there`,
      "Leave one of them out.",
    )
    .throwIfInvalid();
  setDefaultRemoval(scope, removal);
}
