import { Configuration, Resource } from "../../testing/configuration";
import { Documents } from "../../testing/permissions/documents";
import { grantStatements } from "../../testing/permissions/grants";
import { Names } from "../../testing/permissions/names";
import { SENSITIVE } from "../../testing/plan/sensitive";
import { block, blocks, texts } from "../../testing/requests/arguments";
import { Arguments } from "../../testing/stack-resources";

/** What reads the policies of stacks. */
export interface PolicyReader {
  readonly configuration: Configuration;
  readonly names: Names;
  readonly documents: Documents;
}

/** A policy, or what attaches one, in an argument of a resource. */
export interface HeldPolicy {
  readonly resource: Resource;
  /** The argument that has it, such as `policy`, or `inline_policy["grants"]`. */
  readonly attribute: string;
  /** The statements, with their references followed; undefined for a policy that only Terraform knows, and for what attaches one. */
  readonly statements?: readonly Arguments[];
  /** What is attached: managed policies, by their ARNs or their constructs' paths. */
  readonly attached?: readonly string[];
  /** Why the statements aren't known. */
  readonly hidden?: "unknown" | "sensitive";
}

/** Arguments that hold a policy's JSON. */
const DOCUMENTS =
  /^(?:policy|assume_role_policy|inline_policy|policy_document|access_polic(?:y|ies)|resource_policy|resource_policy_document|delivery_policy|content|key_policy)$/;
/** Other types have JSON of another kind in arguments of these names. */
const OTHER_DOCUMENTS =
  /lifecycle|^aws_(?:ssm_|appconfig|s3_object|s3_bucket_object|config_conformance|cloudformation_)|_scaling_|_autoscaling_policy/;
const ATTACHED = ["managed_policy_arns", "policy_arn", "policy_arns", "permissions_boundary"];
const ATTACHES = /^aws_iam_|^aws_ssoadmin_/;

/** Every policy of the stacks, by the resource's address and the argument. */
export function heldPolicies(reader: PolicyReader): Map<string, HeldPolicy> {
  const held = reader.configuration.stacks
    .flatMap(({ types }) => types.flatMap((type) => reader.configuration.all(type)))
    .flatMap((resource) => policiesOf(reader, resource));
  return new Map(held.map((policy) => [`${policy.resource.address} ${policy.attribute}`, policy]));
}

function policiesOf(reader: PolicyReader, resource: Resource): HeldPolicy[] {
  const { type, args } = resource;
  const found = Object.keys(args).flatMap((attribute): HeldPolicy[] => {
    const value: unknown = args[attribute];
    if (value === undefined || value === null || value === "") return [];
    if (ATTACHES.test(type) && ATTACHED.includes(attribute)) {
      return [{ resource, attribute, attached: texts(value).map((arn) => policyName(reader, resource, arn)) }];
    }
    if (attribute === "inline_policy" && typeof value === "object") {
      return blocks(args, attribute).flatMap(({ name, policy }) =>
        policy === undefined ? [] : [documentOf(reader, resource, `inline_policy[${JSON.stringify(name ?? "")}]`, policy)].flat(),
      );
    }
    return DOCUMENTS.test(attribute) && !OTHER_DOCUMENTS.test(type) ? documentOf(reader, resource, attribute, value) : [];
  });
  return [...found, ...statementsOfResource(reader, resource)];
}

function documentOf({ documents }: PolicyReader, resource: Resource, attribute: string, value: unknown): HeldPolicy[] {
  if (value === SENSITIVE) return [{ resource, attribute, hidden: "sensitive" }];
  const json = documents.json(resource, value);
  if (json === undefined) return typeof value === "string" && value.includes("${") ? [{ resource, attribute, hidden: "unknown" }] : [];
  return json.Statement === undefined ? [] : [{ resource, attribute, statements: [json.Statement as Arguments | Arguments[]].flat() }];
}

/** Resources that are one statement of a policy each. */
function statementsOfResource({ names }: PolicyReader, resource: Resource): HeldPolicy[] {
  const { type, args } = resource;
  const text = (value: unknown): string => names.text(resource, String(value));
  switch (type) {
    case "aws_lambda_permission": {
      const conditions = [
        ["ArnLike", "aws:SourceArn", args.source_arn],
        ["StringEquals", "aws:SourceAccount", args.source_account],
        ["StringEquals", "aws:PrincipalOrgID", args.principal_org_id],
        ["StringEquals", "lambda:FunctionUrlAuthType", args.function_url_auth_type],
      ].filter(([, , value]) => value !== undefined);
      const Condition: Record<string, Record<string, string>> = {};
      for (const [operator, key, value] of conditions) (Condition[operator as string] ??= {})[key as string] = text(value);
      const statement = {
        Effect: "Allow",
        Principal: text(args.principal),
        Action: text(args.action),
        Resource: text(args.function_name),
        Condition,
      };
      return [{ resource, attribute: "permission", statements: [statement] }];
    }
    case "aws_kms_grant": {
      const grantee = text(args.grantee_principal);
      const [operations, constraints] = [texts(args.operations), block(args, "constraints")];
      return [{ resource, attribute: "grant", statements: grantStatements({ grantee, key: text(args.key_id), operations, constraints }) }];
    }
    default:
      return [];
  }
}

/** A managed policy by its construct's path, where it is one of the stacks. */
function policyName({ configuration, names }: PolicyReader, by: Resource, arn: string): string {
  const found = configuration.find(configuration.key(by, arn));
  return found !== undefined && found.key !== by.key ? found.name : names.text(by, arn);
}
