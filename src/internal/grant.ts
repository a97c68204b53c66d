import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { PolicyStatement } from "../core/policy-statement";
import { IGrantable, IRole, Role } from "../core/role";
import { peerName } from "./names";
import { like } from "./prop-types";
import { consumerOf } from "./stacks";
import { Validator } from "./validator";

const GRANTEE = { grantee: like<IGrantable>("a role, or something that runs as one", ["role"]) };

/** What stands in a stack for the roles of the stacks that are deployed before it. */
const STAND_INS = new WeakMap<TerraformStack, Map<IRole, IRole>>();

/**
 * Adds a statement to what a role may do. Where the role's stack is deployed before that of `scope`, it is in an inline policy of its own there:
 * nothing is added to the role's stack.
 *
 * @param scope what the role is granted something on
 * @throws ValidationError for something that has no role
 */
export function grantTo(scope: IConstruct, grantee: IGrantable, statement: PolicyStatement): void {
  new Validator(scope).props({ grantee }, GRANTEE);
  const { role } = grantee;
  const isConsumer = Construct.isConstruct(role) && consumerOf<IConstruct>(scope, role) === scope;
  (isConsumer ? standIn(TerraformStack.of(scope), role) : role).addToPolicy(statement);
}

function standIn(stack: TerraformStack, role: IRole & IConstruct): IRole {
  const standIns = STAND_INS.get(stack) ?? new Map<IRole, IRole>();
  STAND_INS.set(stack, standIns);
  const id = ["GrantsTo", ...TerraformStack.of(role).node.path.split("/"), peerName(role)].join("-");
  const existing = standIns.get(role) ?? Role.fromAttributes(stack, id, { roleArn: role.roleArn, roleName: role.roleName });
  standIns.set(role, existing);
  return existing;
}
