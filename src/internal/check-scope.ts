import { Construct, IConstruct } from "constructs";
import { Validator } from "./validator";

/** @throws ValidationError for a function that is called without its scope, as plain JavaScript may */
export function checkScope(functionName: string, scope: IConstruct): void {
  new Validator(functionName)
    .check("scope", scope, Construct.isConstruct(scope), "must be a construct", "Give the construct that it is called in, such as this.")
    .throwIfInvalid();
}
