import { IConstruct } from "constructs";
import { PolicyStatement } from "../core/policy-statement";
import { IGrantable } from "../core/role";
import { like } from "./prop-types";
import { Validator } from "./validator";

const GRANTEE = { grantee: like<IGrantable>("a role, or something that runs as one", ["role"]) };

/**
 * Adds a statement to what a role may do.
 *
 * @throws ValidationError for something that has no role
 */
export function grantTo(scope: IConstruct, grantee: IGrantable, statement: PolicyStatement): void {
  new Validator(scope).props({ grantee }, GRANTEE);
  grantee.role.addToPolicy(statement);
}
