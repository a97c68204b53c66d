import { Request } from "./ask";
import { Policies } from "./policies";
import { Policy } from "./policy";
import { Principal } from "./principals";
import { narrows } from "./public";
import { Target } from "./resources";
import { Statement, policyDocument } from "./statement";

/** The policies that a resource is guarded by. */
export interface Policed {
  readonly policies: readonly Policy[];
  /** Whether they must allow a request of the resource's own account too. */
  readonly mustAllow: boolean;
  readonly assumptions: readonly string[];
}

const KEY = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//;
const ROLE = /^arn:[^:]*:iam::[^:]*:role\//;
const TOPIC = /^arn:[^:]*:sns:/;
/** Services whose resources have policies, which are AWS's to know where the resources aren't in the stacks. */
const WITH_POLICIES = /^arn:[^:]*:(?:s3|kms|sqs|sns|lambda|secretsmanager|backup|ecr|dynamodb|elasticfilesystem|events|kinesis):/;
/** Services with policies that aren't read here (IAM User Guide, "AWS services that work with IAM", resource-based policies). */
const WITH_UNREAD_POLICIES =
  /^arn:[^:]*:(?:acm-pca|codeartifact|codebuild|es|execute-api|glacier|glue|kafka|mediastore|s3:[^:]+|s3express|schemas|ses|signer|vpc-lattice):/;
/** What trust policies are asked for. */
const ASSUMES = /^sts:(?:AssumeRole\w*|TagSession|SetSourceIdentity|SetContext)$/i;

/**
 * The policies of what a request is about. A key's and a role's must allow it, the former even where the principal's own do (IAM User Guide, "How AWS enforcement code
 * logic evaluates requests": exceptions are role trust policies and key policies).
 */
export function policiesOfTarget(policies: Policies, request: Request, target: Target, isOfAccount: boolean): Policed {
  const policed = guardsOf(policies, request, target, isOfAccount);
  return {
    ...policed,
    policies: [...policed.policies, ...policies.resources.grantsOf(target.owner), ...rolesOfRootUsers(request, target)],
  };
}

/** A root user takes no role, whatever trusts its account (AWS STS API Reference, "AssumeRole"). */
function rolesOfRootUsers({ principal }: Request, { owner }: Target): readonly Policy[] {
  if (principal.kind !== "root" || !ROLE.test(owner)) return [];
  const statement = { Sid: "NoRoleForRootUsers", Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", Resource: "*" };
  return [{ label: "AWS STS", resource: owner, document: policyDocument({ Statement: statement }) }];
}

function guardsOf(policies: Policies, { action, principal }: Request, target: Target, isOfAccount: boolean): Policed {
  const isRole = ROLE.test(target.owner);
  if (isRole && !ASSUMES.test(action)) return { policies: [], mustAllow: false, assumptions: [] };
  const mustAllow = isRole || KEY.test(target.owner);
  const found = policies.resources.of(target.owner);
  if (found.length > 0) {
    return { policies: [...found, ...publicAccessBlock(policies, principal, target, found)], mustAllow, assumptions: [] };
  }
  if (target.resource && !target.resource.type.startsWith("data.")) {
    return { policies: defaultPolicies(target), mustAllow, assumptions: [] };
  }
  if (!isRole && !WITH_POLICIES.test(target.owner) && !WITH_UNREAD_POLICIES.test(target.owner)) {
    return { policies: [], mustAllow, assumptions: [] };
  }
  const why = WITH_UNREAD_POLICIES.test(target.owner) ? "isn't read" : "isn't in the stacks";
  const unknown = { label: `the policy of ${target.label}, which ${why}`, resource: target.label };
  const account = target.account ?? principal.account;
  return {
    policies: [unknown],
    mustAllow,
    assumptions:
      isOfAccount && !mustAllow
        ? [`${target.label} ${why}: it is taken to be in account ${account}, with a policy that denies nothing`]
        : [],
  };
}

/**
 * With `RestrictPublicBuckets`, a bucket whose policy is public is open to AWS services and its own account alone (Amazon S3 User Guide, "Blocking public access to
 * your Amazon S3 storage").
 */
function publicAccessBlock(policies: Policies, { kind, account }: Principal, target: Target, found: readonly Policy[]): readonly Policy[] {
  if (kind === "service" || account === target.account || !policies.resources.restrictsPublicPolicy(target)) return [];
  if (!found.some(({ document }) => document?.statements.some(isPublic))) return [];
  const name = target.resource?.name ?? target.owner;
  const statement = { Sid: "RestrictPublicBuckets", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
  return [{ label: `the public access block of ${name}`, resource: name, document: policyDocument({ Statement: statement }) }];
}

/** Whether a statement allows something to everybody; everybody but some is as many. */
function isPublic({ effect, principals, notPrincipals, condition }: Statement): boolean {
  const isEverybody = principals === "*" || principals?.AWS?.includes("*") === true || notPrincipals !== undefined;
  return effect === "Allow" && isEverybody && !narrows(condition ?? {});
}

/** What AWS writes by itself where nobody has written a policy. */
function defaultPolicies({ owner, resource, account = "" }: Target): readonly Policy[] {
  const name = resource!.name;
  const [, partition = "aws"] = owner.split(":");
  const document = (statement: object): Policy["document"] =>
    policyDocument({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  if (KEY.test(owner)) {
    // AWS KMS Developer Guide, "Default key policy".
    const statement = {
      Sid: "Enable IAM User Permissions",
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: "kms:*",
      Resource: "*",
    };
    return [{ label: `the default key policy of ${name}`, resource: name, document: document(statement) }];
  }
  if (TOPIC.test(owner)) {
    // Amazon SNS API Reference, "CreateTopic", and Developer Guide, "Overview of managing access": the owner's account may use the topic.
    const statement = {
      Sid: "__default_statement_ID",
      Principal: { AWS: "*" },
      Action: [
        "sns:Publish",
        "sns:Subscribe",
        "sns:GetTopicAttributes",
        "sns:SetTopicAttributes",
        "sns:AddPermission",
        "sns:RemovePermission",
        "sns:DeleteTopic",
        "sns:ListSubscriptionsByTopic",
      ],
      Resource: owner,
      Condition: { StringEquals: { "aws:SourceOwner": account } },
    };
    return [{ label: `the default topic policy of ${name}`, resource: name, document: document(statement) }];
  }
  return [];
}
