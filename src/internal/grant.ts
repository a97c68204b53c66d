import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AwsEnvironment } from "../core/aws-environment";
import { PolicyStatement } from "../core/policy-statement";
import { IGrantable, IRole, Role } from "../core/role";
import { peerName } from "./names";
import { allowOtherAccount } from "./other-account";
import { PropType, like } from "./prop-types";
import { consumerOf } from "./stacks";
import { Validator } from "./validator";

const RUNS_AS_ROLE = like<IGrantable>("a role, or something that runs as one", ["role"], "Role.fromArn");
const GRANTEE_TYPE: PropType<IGrantable> = {
  ...RUNS_AS_ROLE,
  accepts: (value) => RUNS_AS_ROLE.accepts(value) && !isNamed((value as IGrantable).role),
  fixOf: (value) =>
    RUNS_AS_ROLE.accepts(value)
      ? "Its role is a name or an ARN: give the Role itself; for one that exists, Role.fromArn(…)."
      : RUNS_AS_ROLE.fixOf?.(value),
};
const GRANTEE = { grantee: GRANTEE_TYPE };

/** What the provider's resources have for a role, such as those of Lambda. */
function isNamed(role: unknown): boolean {
  return typeof role === "string";
}

/** What stands in a stack for the roles of the stacks that are deployed before it. */
const STAND_INS = new WeakMap<TerraformStack, Map<IRole, IRole>>();

/**
 * Adds a statement to what a role may do. Where the role's stack is deployed before that of `scope`, it is in an inline policy of its own there:
 * nothing is added to the role's stack. Where the role is of another account, the policy of `scope` allows the account the same: each of the two accounts must
 * (IAM User Guide, "Cross-account policy evaluation logic").
 *
 * @param scope what the role is granted something on
 * @throws ValidationError for something that has no role, or a role of another account that nothing of this one can be granted to
 */
export function grantTo(scope: IConstruct, grantee: IGrantable, statement: PolicyStatement): void {
  new Validator(scope).props({ grantee }, GRANTEE);
  const { role } = grantee;
  const isConsumer = Construct.isConstruct(role) && consumerOf<IConstruct>(scope, role) === scope;
  if (Construct.isConstruct(role)) {
    allowOtherAccount(scope, role, "grantee", (accountId) => allowAccount(scope, role, accountId, statement));
  }
  (isConsumer ? standIn(TerraformStack.of(scope), role) : role).addToPolicy(statement);
}

/** What has a policy of its own, as buckets, queues and keys have. */
interface HasPolicy extends IConstruct {
  addToPolicy(statement: PolicyStatement): void;
}

/** The role's own policy decides which of the account's principals it is: the role may be made after the policy is written. */
function allowAccount(scope: IConstruct, role: IConstruct, accountId: string, statement: PolicyStatement): void {
  const [own, other] = [scope, role].map((construct) => TerraformStack.of(construct));
  new Validator(scope)
    .check(
      "grantee",
      role,
      "addToPolicy" in scope,
      `must be a role of the account that this is in: it can't be granted to account ${accountId}`,
      `Make a Role in ${own!.node.path}, assumed by the role of the other account.`,
    )
    .check(
      "grantee",
      role,
      own!.dependsOn(other!) === false,
      `must be in a stack that is deployed after ${own!.node.path}: a policy of a role is written with credentials of its own account, ${accountId}`,
      `Have ${other!.node.path} deployed after ${own!.node.path}: addDependency, before the first call between them.`,
    )
    .throwIfInvalid();
  const { partition } = AwsEnvironment.of(scope);
  const principals = { aws: [`arn:${partition}:iam::${accountId}:root`] };
  (scope as HasPolicy).addToPolicy({ ...statement, sid: `${statement.sid}For${accountId}`, principals });
}

function standIn(stack: TerraformStack, role: IRole & IConstruct): IRole {
  const standIns = STAND_INS.get(stack) ?? new Map<IRole, IRole>();
  STAND_INS.set(stack, standIns);
  const id = ["GrantsTo", ...TerraformStack.of(role).node.path.split("/"), peerName(role)].join("-");
  const existing = standIns.get(role) ?? Role.fromAttributes(stack, id, { roleArn: role.roleArn, roleName: role.roleName });
  standIns.set(role, existing);
  return existing;
}
