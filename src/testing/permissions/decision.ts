import { Resource } from "../configuration";
import { Answer, Request } from "./ask";
import { Match, YES, all, any, none } from "./match";
import { Policies } from "./policies";
import { Policy } from "./policy";
import { Target } from "./resources";
import { Policed, policiesOfTarget } from "./target-policies";

/** What each kind of policy says of a request, and what follows. */
export interface Decision {
  readonly ofResource: Answer;
  readonly ofIdentity: Answer;
  /** Undefined for a principal without a permissions boundary. */
  readonly ofBoundary?: Answer;
  /** Undefined for a request that passes no endpoint with a policy. */
  readonly ofEndpoint?: Answer;
  /** Whether the resource's policy must allow the request, whatever those of the principal do. */
  readonly mustResourceAllow: boolean;
  /** Whether the resource is of the principal's own account. */
  readonly isOfAccount: boolean;
  /** Whether the principal has policies of its own. */
  readonly hasIdentity: boolean;
  readonly match: Match;
  readonly assumptions: readonly string[];
}

/**
 * Decides a request as IAM does: a deny in any policy wins; then the policies of the resource, of the principal, its permissions boundary and the endpoint
 * are asked whether they allow it (IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access" and "Cross-account policy
 * evaluation logic").
 */
export function decide(policies: Policies, request: Request, target: Target, endpoint: Resource | undefined): Decision {
  const { principal } = request;
  const hasIdentity = ["role", "user", "root"].includes(principal.kind);
  const isOfAccount = hasIdentity && (target.account === undefined || target.account === principal.account);
  const policed = policiesOfTarget(policies, request, target, isOfAccount);
  const ofResource = new Answer(policed.policies, request);
  const ofIdentity = new Answer(hasIdentity ? identityPolicies(policies, request) : [], request);
  const boundary = principal.resource && policies.identities.boundaryOf(principal.resource);
  const ofBoundary = boundary && new Answer([boundary], request);
  const endpointPolicy = endpoint && policies.resources.ofEndpoint(endpoint, principal.kind === "root");
  const ofEndpoint = endpointPolicy && new Answer([endpointPolicy], request);
  const answers = [ofResource, ofIdentity, ofBoundary, ofEndpoint].filter((answer) => answer !== undefined);
  const granted = grant(request, policed, ofResource, ofIdentity, limit(ofBoundary), isOfAccount);
  const match = all([none(any(answers.map((answer) => answer.denied))), granted, limit(ofEndpoint)]);
  const unread = [boundary, endpointPolicy].filter((policy): policy is Policy => policy !== undefined && policy.document === undefined);
  const assumptions = [
    ...policed.assumptions,
    ...unread.map(({ label }) => `${label} isn't in the stacks: it is taken to allow what is asked`),
  ];
  return {
    ofResource,
    ofIdentity,
    ofBoundary,
    ofEndpoint,
    mustResourceAllow: !isOfAccount || policed.mustAllow,
    isOfAccount,
    hasIdentity,
    match,
    assumptions: match.known === false ? [] : assumptions,
  };
}

function grant(
  request: Request,
  { mustAllow }: Policed,
  ofResource: Answer,
  ofIdentity: Answer,
  limits: Match,
  isOfAccount: boolean,
): Match {
  const { kind } = request.principal;
  const own = all([kind === "root" ? YES : ofIdentity.allowed(), limits]);
  // Services, users of identity providers and anonymous users have no policies of their own.
  if (!["role", "user", "root"].includes(kind)) return ofResource.allowed();
  if (!isOfAccount) return all([ofResource.allowed(), own]);
  // A permissions boundary limits what a policy gives to a role, but not what it gives to its session, a user or everybody.
  const direct = any([ofResource.allowed("itself"), all([ofResource.allowed("role"), limits])]);
  return any([direct, mustAllow ? all([ofResource.allowed("account"), own]) : own]);
}

/** What isn't in the stacks limits nothing. */
function limit(answer: Answer | undefined): Match {
  return answer === undefined || answer.unread.length > 0 ? YES : answer.allowed();
}

/** The roles that services make for themselves: no customer manages their policies. */
const SERVICE_LINKED_ROLE = /^arn:[^:]*:iam::[^:]*:role\/aws-service-role\//;

/** The policies of a principal; those of one that isn't in the stacks are unknown. */
function identityPolicies(policies: Policies, { principal, action }: Request): readonly Policy[] {
  const { resource, label, kind, id } = principal;
  if (kind === "root") return [];
  if (SERVICE_LINKED_ROLE.test(id)) {
    // EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes": a customer managed key must name the role.
    return action.toLowerCase().startsWith("kms:") ? [] : [{ label: `the policy of ${label}, which is AWS's own`, resource: label }];
  }
  if (resource === undefined || resource.type.startsWith("data.")) {
    return [{ label: `the policies of ${label}, which aren't in the stacks`, resource: label }];
  }
  return policies.identities.of(resource);
}
