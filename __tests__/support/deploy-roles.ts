import { Testing } from "cdktf";
import { accounts } from "../../examples/state-bootstrap/accounts";
import { deployedStack } from "../../examples/state-bootstrap/github-roles";
import { DeployedStack } from "../../examples/state-bootstrap/permissions";
import { StateStack } from "../../examples/state-bootstrap/state-stack";
import { environments } from "../../examples/trading-stack/environments";
import { OPERATIONS, requestsOf } from "./aws-operations";
import { Request, evaluate } from "./policy-evaluator";
import { Arguments, SynthesizedStack, statements, synth } from "./synth";

export type Kind = "Deploy" | "Plan";

export interface Roles {
  readonly stack: DeployedStack;
  readonly synthesized: SynthesizedStack;
  /** The statements of the permissions boundary. */
  readonly boundary: Arguments[];
  /** The statements of all policies of a role. */
  policies(kind: Kind): Arguments[];
}

/** The roles that the state stack of an account has for the platform there: the one stack, or the stacks that it is layered in. */
export function rolesOf(name: string, layers?: string[], account = accounts[name]!): Roles {
  const id = `trading-${name}`;
  const github = { ...account.github!, layers: layers && { [id]: layers } };
  const stack = new StateStack(Testing.app(), `state-${name}`, { ...account, github }, { type: "local" });
  const synthesized = synth(stack);
  const find = (type: string, prefix: string) => Object.entries(synthesized.resources(type)).filter(([key]) => key.startsWith(prefix));
  const managed = (kind: Kind): Arguments[] =>
    find("aws_iam_role_policy_attachment", `Roles_${kind}-${id}_`).flatMap(([, { policy_arn: arn }]) => {
      const [, key] = /^\$\{aws_iam_policy\.(.+)\.arn\}$/.exec(arn)!;
      return statements(synthesized.resources("aws_iam_policy")[key!]!.policy);
    });
  const inline = (kind: Kind): Arguments[] =>
    find("aws_iam_role_policy", `Roles_${kind}-${id}_`).flatMap(([, { policy }]) => statements(policy));
  const policies: Record<Kind, Arguments[]> = {
    Deploy: [...managed("Deploy"), ...inline("Deploy")],
    Plan: [...managed("Plan"), ...inline("Plan")],
  };
  return {
    stack: deployedStack(stack, id, environments[name]!, layers),
    synthesized,
    policies: (kind) => policies[kind],
    boundary: statements(find("aws_iam_policy", `Roles_Boundary-${id}_`)[0]![1].policy),
  };
}

/** The stacks of prod, where its platform is layered. */
export const LAYERS_OF_PROD = ["network-prod", "data-prod", "services-prod"];

/** What is refused where data is protected: everything else that a destroy calls leaves the data where it is. */
export const DELETES_DATA = [
  "CloudWatch Logs: DeleteLogGroup",
  "ElastiCache: DeleteGlobalReplicationGroup",
  "ElastiCache: DeleteReplicationGroup",
  "KMS: ScheduleKeyDeletion",
  "RDS: DeleteDBCluster",
  "RDS: DeleteGlobalCluster",
  "S3: DeleteBucket",
];
/** What is needed only where the stack has its own hosted zone: an existing one has its tags already. */
export const OF_OWN_ZONE = [
  "Route 53: ChangeTagsForResource",
  "Route 53: CreateHostedZone",
  "Route 53: DeleteHostedZone",
  "Route 53: UpdateHostedZoneComment",
];

/** What is called only where a stack uses a key of an earlier one: the provider's source, aws_kms_grant. */
export const OF_SEVERAL_STACKS = ["KMS: CreateGrant", "KMS: ListGrants", "KMS: RevokeGrant"];

/** The operations that the provider calls for the resource types of a stack. */
export function operationsFor({ types }: SynthesizedStack): string[] {
  return Object.entries(OPERATIONS).flatMap(([operation, called]) =>
    called.types.some((type) => types.includes(type)) ? [operation] : [],
  );
}

/** What Terraform has itself, without a provider. */
const BUILT_IN = ["terraform_data"];

export function unknownTypes({ types }: SynthesizedStack): string[] {
  const known = Object.values(OPERATIONS).flatMap((operation) => operation.types);
  return types.filter((type) => !known.includes(type) && !BUILT_IN.includes(type));
}

/** What IAM would refuse of the operations, called for the stack's own resources. */
export function refused({ stack, policies }: Roles, kind: Kind, operations: readonly string[]): string[] {
  const requests = operations.flatMap((operation) => requestsOf(operation, stack).map((request) => ({ operation, request })));
  return requests
    .filter(({ request }) => evaluate(policies(kind), request) !== "allow")
    .map(({ operation, request: { action, resource } }) => `${operation} needs ${action} on ${resource}`);
}

/** What a stack's roles are granted and the boundary of the roles doesn't allow. */
export function beyondBoundary(synthesized: SynthesizedStack, { boundary, stack }: Roles): Request[] {
  const granted = Object.values(synthesized.resources("aws_iam_role_policy")).flatMap(({ policy }) => statements(policy));
  if (granted.length === 0) throw new Error("the stack's roles are granted nothing");
  return granted.flatMap(({ Action, Resource, Condition }) =>
    ([Action].flat() as string[]).flatMap((action) =>
      ([Resource].flat() as string[])
        .map((resource) => ({ action: action.replace("*", ""), resource: resolved(resource, stack), context: held(Condition, stack) }))
        .filter((request) => evaluate(boundary, request) !== "allow"),
    ),
  );
}

/** What a request that meets the conditions has. */
function held(condition: Record<string, Record<string, string | string[]>> = {}, stack: DeployedStack): Record<string, string> {
  const keys = Object.values(condition).flatMap((values) => Object.entries(values));
  return Object.fromEntries(keys.map(([key, value]) => [key, resolved([value].flat()[0]!, stack)]));
}

/** An ARN with what Terraform fills in, from this stack or from the state of an earlier one. */
function resolved(resource: string, stack: DeployedStack): string {
  const arnOf = (reference: string, type: string, { name, region, accountId }: DeployedStack): string => {
    if (type.startsWith("aws_rds_cluster") && /secret_arn\}$/.test(reference)) {
      return `arn:aws:secretsmanager:${region}:${accountId}:secret:rds!cluster-01234567-89ab-cdef-0123-456789abcdef-AbCdEf`;
    }
    if (type.startsWith("aws_rds_cluster") && /\.arn\}$/.test(reference)) {
      return `arn:aws:rds:${region}:${accountId}:cluster:${name}-database`;
    }
    const arns: Readonly<Record<string, string>> = {
      aws_cloudwatch_log_group: `arn:aws:logs:${region}:${accountId}:log-group:/aws/vpc/flow-logs/${name}-Network`,
      aws_elasticache_replication_group: `arn:aws:elasticache:${region}:${accountId}:replicationgroup:${name}-cache`,
      aws_elasticache_user: `arn:aws:elasticache:${region}:${accountId}:user:trading-api`,
      aws_iam_role: `arn:aws:iam::${accountId}:role/${name}-TradingApi-Role-20260101`,
      aws_kinesis_stream: `arn:aws:kinesis:${region}:${accountId}:stream/${name}-Requests-Stream`,
      aws_launch_template: `arn:aws:ec2:${region}:${accountId}:launch-template/lt-0123456789abcdef0`,
      aws_kms_key: `arn:aws:kms:${region}:${accountId}:key/0123abcd`,
      aws_rds_cluster: "cluster-0123456789",
    };
    return Object.entries(arns).find(([known]) => type.startsWith(known))?.[1] ?? reference;
  };
  const other = /\$\{data\.terraform_remote_state\.cross-stack-reference-input-([\w-]+)\.outputs\.cross-stack-output-(\w+)[^}]*\}/g;
  return resource
    .replace(other, (reference, id: string, type: string) => arnOf(reference, type, { ...stack, name: id }))
    .replace(/\$\{(\w+)\.[^}]+\}/g, (reference, type: string) => arnOf(reference, type, stack));
}
