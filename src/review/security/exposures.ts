import { isOpenToEverybody } from "../../internal/ip-ranges";
import { Resource } from "../../testing/configuration";
import { arnAccount } from "../../testing/permissions/arn";
import { narrows } from "../../testing/permissions/public";
import { blocks, isTrue, texts } from "../../testing/requests/arguments";
import { Arguments } from "../../testing/stack-resources";
import { HeldPolicy } from "../policies/held-policies";
import { statementLine } from "../policies/statement-line";
import { Severity } from "../review";
import { restrictsPublicPolicies } from "./public-access-blocks";
import { Side } from "./side";

/** A way in which something is open to everybody, or to other accounts. */
export interface Exposure {
  readonly resource: Resource;
  /** What it is, as it follows "is" or "is no longer": "publicly accessible". */
  readonly what: string;
  readonly severity: Severity;
  /** Whether it fails the gate: what is made to be public doesn't. @default true */
  readonly isGated?: boolean;
  readonly reasons: readonly string[];
  readonly fix?: string;
}

type Found = Omit<Exposure, "resource">;
type Reader = (resource: Resource, side: Side) => readonly Found[] | Found | undefined;

const PUBLIC_ACLS = /^(?:public-read|public-read-write|authenticated-read|website)$/;
const EVERYBODY_OF_S3 = /\/groups\/(?:global\/AllUsers|global\/AuthenticatedUsers)$/;
/** What shares something with every account, in the words of each API. */
const EVERY_ACCOUNT = /^(?:all|\*)$/i;

const acl: Reader = ({ type, args }) => {
  const granted = blocks(blocks(args, "access_control_policy")[0], "grant").some(({ grantee }) =>
    [grantee ?? []].flat().some(({ uri }: Arguments) => EVERYBODY_OF_S3.test(String(uri))),
  );
  if (!granted && !PUBLIC_ACLS.test(String(args.acl))) return undefined;
  const own = typeof args.acl === "string" ? `Its ACL is ${args.acl}` : "Its ACL grants to everybody";
  const of = type === "aws_s3_object" || type === "aws_s3_object_copy" ? "an object" : "a bucket";
  return {
    what: `public: ${of} that everybody may read by its ACL`,
    severity: "danger",
    reasons: [own],
    fix: "Leave ACLs disabled, and name who may read in the bucket policy",
  };
};

const sharedAccounts =
  (argument: string): Reader =>
  ({ args }) =>
    texts(args[argument]).map((account) => shared(account, `${argument} has ${account}`));

/** How each type of resource says that it is open. */
const READERS: Readonly<Record<string, Reader>> = {
  aws_lb: internetFacing,
  aws_alb: internetFacing,
  aws_elb: internetFacing,
  aws_lambda_function_url: ({ args }) =>
    args.authorization_type === "NONE"
      ? {
          what: "a function URL that anybody may call",
          severity: "danger",
          reasons: ["Its authorization_type is NONE"],
          fix: "Set authorization_type to AWS_IAM",
        }
      : undefined,
  aws_s3_bucket: acl,
  aws_s3_bucket_acl: acl,
  aws_s3_object: acl,
  aws_s3_object_copy: acl,
  aws_eks_cluster: ({ args }) => {
    const [config] = blocks(args, "vpc_config");
    const ranges = texts(config?.public_access_cidrs);
    const isOpen = config?.endpoint_public_access !== false && (ranges.length === 0 || ranges.some(isOpenToEverybody));
    return isOpen
      ? { what: "a cluster whose Kubernetes API the internet reaches", severity: "warning", reasons: ["Its endpoint_public_access is on"] }
      : undefined;
  },
  aws_opensearch_domain: outsideOfVpcs,
  aws_elasticsearch_domain: outsideOfVpcs,
  aws_ami_launch_permission: ({ args }) => {
    const who: unknown = args.group === "all" ? "all" : (args.account_id ?? args.organization_arn ?? args.organizational_unit_arn);
    return who === undefined
      ? undefined
      : {
          ...shared(String(who), `It allows to launch ${String(args.image_id)}`),
          what: `an AMI's permission for ${accountName(String(who))}`,
        };
  },
  aws_snapshot_create_volume_permission: ({ args }) => ({
    ...shared(String(args.account_id), `It allows to make volumes of ${String(args.snapshot_id)}`),
    what: `a snapshot's permission for ${accountName(String(args.account_id))}`,
  }),
  aws_db_snapshot: sharedAccounts("shared_accounts"),
  aws_db_snapshot_copy: sharedAccounts("shared_accounts"),
  aws_db_cluster_snapshot: sharedAccounts("shared_accounts"),
  aws_rds_cluster_snapshot_copy: sharedAccounts("shared_accounts"),
  aws_ssm_document: ({ args }) =>
    texts(args.permissions?.account_ids)
      .flatMap((ids) => ids.split(","))
      .filter((id) => id !== "")
      .map((account) => shared(account, "Its permissions share it")),
  aws_lambda_layer_version_permission: ({ args }) =>
    args.principal === "*" && args.organization_id === undefined ? shared("*", "Its principal is *") : undefined,
  aws_vpc_endpoint_service: ({ args }) =>
    texts(args.allowed_principals).includes("*") ? shared("*", "allowed_principals has *") : undefined,
  aws_vpc_endpoint_service_allowed_principal: ({ args }) => (args.principal_arn === "*" ? shared("*", "principal_arn is *") : undefined),
  aws_cloudwatch_event_permission: ({ args }) =>
    args.principal === "*" && args.condition === undefined ? shared("*", "Its principal is *, without a condition") : undefined,
  aws_ram_principal_association: (association, { names }) => {
    const who = names.text(association, String(association.args.principal));
    return /^\d{12}$/.test(who) && who !== names.account(association) ? shared(who, "AWS RAM shares its resources") : undefined;
  },
  aws_kms_grant: (grant, { names }) => {
    const grantee = names.text(grant, String(grant.args.grantee_principal));
    const account = arnAccount(grantee);
    if (account === undefined || !/^\d{12}$/.test(account) || account === names.account(grant)) return undefined;
    return {
      what: `a key's grant to account ${account}`,
      severity: "danger",
      reasons: [`It allows ${texts(grant.args.operations).join(", ")} to ${grantee}`],
    };
  },
  aws_ebs_snapshot_block_public_access: unblocked,
  aws_ec2_image_block_public_access: unblocked,
  aws_cloudfront_distribution: ({ args }) =>
    args.enabled === false ? undefined : { what: "served to the internet by CloudFront", severity: "note", isGated: false, reasons: [] },
  aws_apigatewayv2_api: () => ({ what: "an API that the internet reaches", severity: "note", isGated: false, reasons: [] }),
  aws_api_gateway_rest_api: ({ args }) =>
    texts(blocks(args, "endpoint_configuration")[0]?.types).includes("PRIVATE")
      ? undefined
      : { what: "an API that the internet reaches", severity: "note", isGated: false, reasons: [] },
};

/** Who may do something by an endpoint's policy is somebody who reaches the endpoint; identities' policies name nobody. */
const NOBODYS = /^aws_(?:vpc_endpoint|organizations_|ssoadmin_|iam_(?!role$))/;

/** Everything that is open to everybody, or to other accounts, by the address and what it is. */
export function exposures(side: Side, policies: Iterable<HeldPolicy>): Map<string, Exposure> {
  const found = new Map<string, Exposure>();
  const add = (exposure: Exposure): void => void found.set(`${exposure.resource.address} ${exposure.what}`, exposure);
  for (const type of side.stack.types) {
    for (const resource of side.configuration.all(type)) {
      for (const one of [READERS[type]?.(resource, side) ?? [], accessible(resource) ?? []].flat()) add({ ...one, resource });
    }
  }
  for (const policy of policies) {
    const exposure = byPolicy(policy, side);
    if (exposure) add({ ...exposure, resource: policy.resource });
  }
  return found;
}

function accessible({ args }: Resource): Found | undefined {
  return args.publicly_accessible === true
    ? {
        what: "publicly accessible",
        severity: "danger",
        reasons: ["Its publicly_accessible is true: its name resolves to a public address"],
        fix: "Set publicly_accessible to false",
      }
    : undefined;
}

function internetFacing({ args }: Resource): Found | undefined {
  if (isTrue(args.internal) || args.load_balancer_type === "gateway" || typeof args.internal === "string") return undefined;
  return { what: "an internet-facing load balancer", severity: "warning", reasons: ["Its internal isn't true"] };
}

function outsideOfVpcs({ args }: Resource): Found | undefined {
  if (blocks(args, "vpc_options").length > 0) return undefined;
  return { what: "a domain with a public endpoint", severity: "warning", reasons: ["It has no vpc_options"] };
}

function unblocked({ args }: Resource): Found | undefined {
  return args.state === "unblocked"
    ? {
        what: "an unblocked setting: snapshots or images may be shared with everybody",
        severity: "warning",
        reasons: ["Its state is unblocked"],
      }
    : undefined;
}

function shared(account: string, reason: string): Found {
  return { what: `shared with ${accountName(account)}`, severity: "danger", reasons: [reason] };
}

function accountName(account: string): string {
  if (EVERY_ACCOUNT.test(account)) return "every AWS account";
  return /^\d{12}$/.test(account) ? `account ${account}` : account;
}

/** A policy that allows something to everybody, without a condition that says who is meant. */
function byPolicy({ resource, attribute, statements = [] }: HeldPolicy, side: Side): Found | undefined {
  if (NOBODYS.test(resource.type) || (resource.type === "aws_iam_role" && attribute !== "assume_role_policy")) return undefined;
  const [open] = statements.filter(isPublicStatement);
  if (open === undefined || restrictsPublicPolicies(side, resource)) return undefined;
  const isTrust = attribute === "assume_role_policy";
  const reasons = [`A statement allows everybody: ${statementLine(open)}`];
  const fix = "Name the principals, or narrow the statement by aws:SourceAccount, aws:SourceArn or aws:PrincipalOrgID";
  return { what: isTrust ? "a role that everybody may assume" : whatIsPublic(resource), severity: "danger", reasons, fix };
}

function whatIsPublic({ type }: Resource): string {
  if (type === "aws_lambda_permission") return "a permission for everybody to invoke a function";
  return /_policy$/.test(type) ? "a policy that allows everybody" : "public by its policy";
}

/** Whether a statement allows something to everybody; also one that excepts some. Pure. */
function isPublicStatement({ Effect, Principal, NotPrincipal, Condition = {} }: Arguments): boolean {
  if (Effect === "Deny") return false;
  const names =
    typeof Principal === "object" && !Array.isArray(Principal) ? Object.values<unknown>(Principal ?? {}).flatMap(texts) : texts(Principal);
  const isMounted = Object.values<Arguments>(Condition as Arguments).some((keys) => "elasticfilesystem:AccessedViaMountTarget" in keys);
  return (names.includes("*") || NotPrincipal !== undefined) && !narrows(Condition as Arguments) && !isMounted;
}
