import { Configuration, Resource } from "../configuration";
import { Documents } from "../permissions/documents";
import { narrows } from "../permissions/public";
import { matchesPattern } from "../requests/wildcards";
import { Arguments } from "../synthesized-stack";
import { blocks, referringTo, values } from "./blocks";

/** A statement of a policy, with what may be one value or a list as lists. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Whether `actions` are those that the statement isn't about: `NotAction`. */
  readonly isNotAction: boolean;
  readonly resources: readonly string[];
  /** Principals, such as `*` or an ARN, of all kinds: `AWS`, `Service`. To allow something to all but some by `NotPrincipal` is to allow it to everybody. */
  readonly principals: readonly string[];
  readonly conditions: Arguments;
}

/** By the resource that has them, and the text: several rules look at each policy. Each configuration has resources of its own. */
const READ = new WeakMap<Resource, Map<unknown, readonly Statement[]>>();

/** The statements of a policy that an argument holds: in JSON, by `jsonencode`, or of a data source; none of what only Terraform can read. */
export function statementsOf(configuration: Configuration, resource: Resource, policy: unknown): readonly Statement[] {
  const known = READ.get(resource) ?? new Map<unknown, readonly Statement[]>();
  READ.set(resource, known);
  const statements = known.get(policy) ?? readStatements(configuration, resource, policy);
  known.set(policy, statements);
  return statements;
}

function readStatements(configuration: Configuration, resource: Resource, policy: unknown): Statement[] {
  const document = new Documents(configuration, AS_WRITTEN).json(resource, policy);
  return blocks(document?.Statement).map((statement) => ({
    allows: statement.Effect === "Allow",
    actions: values(statement.Action ?? statement.NotAction).map(String),
    isNotAction: statement.Action === undefined,
    resources: values(statement.Resource).map(String),
    principals:
      statement.NotPrincipal !== undefined && statement.Effect === "Allow"
        ? ["*"]
        : typeof statement.Principal === "object"
          ? Object.values<unknown>(statement.Principal ?? {})
              .flat()
              .map(String)
          : values(statement.Principal).map(String),
    conditions: statement.Condition ?? {},
  }));
}

/** Rules look at references as they are written. */
const AS_WRITTEN = { text: (_: Resource, text: string): string => text };

/** The actions that a statement allows or denies, with `*`, cover an action. */
export function coversAction({ actions, isNotAction }: Statement, action: string): boolean {
  return actions.some((pattern) => matchesPattern(pattern, action, { caseSensitive: false })) !== isNotAction;
}

/** Whether a statement allows an action that it names, without a wildcard. */
export function allowsByName({ allows, actions }: Statement, action: string): boolean {
  return allows && actions.some((named) => named.toLowerCase() === action);
}

/** Whether a statement allows something to everybody. */
export function isPublic({ allows, principals, conditions }: Statement): boolean {
  return allows && principals.includes("*") && !narrows(conditions);
}

/** Whether statements allow an action to a service: `cloudwatch.amazonaws.com`, or a regional name of it. */
export function allowsService(statements: readonly Statement[], service: string | RegExp, action: string): boolean {
  const isMeant = (principal: string): boolean =>
    principal.includes("${") || (typeof service === "string" ? principal === service : service.test(principal));
  return statements.some((statement) => statement.allows && statement.principals.some(isMeant) && coversAction(statement, action));
}

/** The statements of a resource's policy that stands in it or in a resource of its own; undefined where none is known. */
export function policyOf(
  configuration: Configuration,
  resource: Resource,
  type: string,
  argument: string,
): readonly Statement[] | undefined {
  const holders = [resource, ...referringTo(configuration, type, argument, resource)];
  const statements = holders.flatMap((holder) => statementsOf(configuration, holder, holder.args.policy));
  return statements.length > 0 ? statements : undefined;
}

/** The statements of a key's policy; undefined where none is known. */
export function keyPolicy(configuration: Configuration, key: Resource): readonly Statement[] | undefined {
  return policyOf(configuration, key, "aws_kms_key_policy", "key_id");
}

/** The key that an argument names by itself or by an alias; undefined for one that isn't in the stacks. */
export function keyOf(configuration: Configuration, resource: Resource, value: unknown): Resource | undefined {
  const found = configuration.named(resource, "aws_kms_alias", value);
  const key = found?.type === "aws_kms_alias" ? configuration.find(configuration.key(found, found.args.target_key_id)) : found;
  return key?.type === "aws_kms_key" ? key : undefined;
}
