import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeployedStack } from "../../examples/state-bootstrap/permissions";
import { Request } from "./policy-evaluator";

/**
 * What a resource is to an operation: `created` by it, with its tags in the request, or `new` without them; or it exists, and IAM knows its tags
 * (`owned`), it has none yet (`untagged`), or IAM knows no tags of its type (`named`).
 */
type Relation = "created" | "new" | "owned" | "untagged" | "named";

/** An action that IAM asks for. */
interface Need {
  readonly action: string;
  /** Resource type, as the Service Authorization Reference calls it. @default - the action knows no resource */
  readonly resources?: Readonly<Record<string, Relation>>;
  /** Whether the request has tags, where the action knows no resource that it creates. @default false */
  readonly requestTags?: boolean;
  /** Whether the resource is in us-east-1. @default false: in the stack's region, but for what is always there */
  readonly global?: boolean;
  /** Condition keys of the request, and names of resources that aren't the stack's own. @default - none */
  readonly context?: Readonly<Record<string, string>>;
  /** The page that asks for it, where it isn't the operation's own action. @default - the operation's own action */
  readonly because?: string;
}

/** An operation of AWS's API that the provider calls. */
interface Operation {
  /** The resource types of Terraform that it was called for. */
  readonly types: readonly string[];
  readonly needs: readonly Need[];
}

/**
 * Every operation that the AWS provider 5.100.0 calls for the resource types of the example, by its own log (`TF_LOG_PROVIDER=DEBUG`), while
 * the environments local, dev and prod were applied, planned, changed and destroyed on the emulator, and some that it calls for changes that
 * weren't tried. The actions, resource types and condition keys are those of the Service Authorization Reference (September 2026); for S3, the
 * actions are those under "Permissions" of each operation in its API reference. What an operation needs besides its own action names its page.
 *
 * Dependent actions of the Service Authorization Reference that aren't here are for what the example doesn't use: connection groups (CloudFront), metadata
 * of Amazon ECS in flow logs, multi-Region keys (KMS), `ResolveAlias` (DescribeLaunchTemplateVersions), Multi-AZ DB clusters, passwords
 * of instances and their rotation by request (RDS), private hosted zones, delivery status (SNS), snapshots from S3 (ElastiCache), a group without a
 * service-linked role of its own (Auto Scaling). ElastiCache makes network interfaces by its service-linked role (`ElastiCacheServiceRolePolicy`).
 */
const TABLE = JSON.parse(readFileSync(join(__dirname, "../state-backend/aws-operations.json"), "utf8")) as {
  readonly resourceTypes: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, Operation>>;
};

export const OPERATIONS = TABLE.operations;

/** Whether an operation changes nothing. */
export function isReading(operation: string): boolean {
  return /: (Describe|Get|Head|List)/.test(operation);
}

/** What resources of a stack are called that has them: Terraform's resource type → ARNs. */
export type KnownArns = Readonly<Record<string, readonly string[]>>;

/** The requests that IAM decides on when an operation is called for a stack's resources. */
export function requestsOf(operation: string, stack: DeployedStack, known: KnownArns = {}): Request[] {
  const { types, needs } = OPERATIONS[operation]!;
  return needs.flatMap((need) => {
    const service = need.action.split(":")[0]!;
    if (!need.resources) {
      return [{ action: need.action, resource: "*", context: contextOf(need, need.requestTags ? "created" : "new", stack) }];
    }
    return Object.entries(need.resources).flatMap(([type, relation]) =>
      arnsOf(`${service}:${type}`, need, need.global ? { ...stack, region: "us-east-1" } : stack, types, known).map((resource) => ({
        action: need.action,
        resource,
        context: contextOf(need, relation, stack),
      })),
    );
  });
}

function contextOf({ context = {}, requestTags }: Need, relation: Relation, stack: DeployedStack): Record<string, string> {
  const tags = (key: string) => Object.fromEntries(Object.entries(stack.tags).map(([tag, value]) => [`aws:${key}/${tag}`, value]));
  const {
    "kms:ViaService": via,
    "kms:GranteePrincipal": grantee,
    "ec2:LaunchTemplate": template,
    "iam:PermissionsBoundary": boundary,
    ...rest
  } = context;
  return {
    ...rest,
    ...(via && { "kms:ViaService": `${via}.${stack.region}.amazonaws.com` }),
    ...(grantee && { "kms:GranteePrincipal": fill("iam:role", stack, grantee.replace("${Name}", stack.name)) }),
    ...(template && { "ec2:LaunchTemplate": sampleArn("ec2:launch-template", stack) }),
    ...(boundary && { "iam:PermissionsBoundary": stack.permissionsBoundaryArn }),
    ...((relation === "created" || requestTags) && tags("RequestTag")),
    ...(relation === "owned" && tags("ResourceTag")),
  };
}

/** The ARNs of a type that the operation's own resources have, or else any of the stack's, or else one made up. */
function arnsOf(type: string, { context = {}, global }: Need, stack: DeployedStack, own: readonly string[], known: KnownArns): string[] {
  const name = {
    "iam:role": context.role,
    "cloudwatch:alarm": context.alarm,
    "secretsmanager:Secret": context.secret,
    "route53:hostedzone": context.zone,
  }[type];
  if (name) return [fill(type, stack, name.replace("${Name}", stack.name))];
  const pattern = new RegExp(`^${TABLE.resourceTypes[type]!.replace(/\$\{(\w+)\}/g, (_, part) => PLACEHOLDERS[part] ?? "[^/:]+")}$`);
  // A service uses the keys of its own region.
  const inRegion = (arn: string): boolean => (!global && context["kms:ViaService"] === undefined) || arn.includes(`:${stack.region}:`);
  const matching = (terraformTypes: readonly string[]) =>
    terraformTypes.flatMap((terraformType) => known[terraformType] ?? []).filter((arn) => pattern.test(arn) && inRegion(arn));
  const ofOwn = matching(own);
  if (ofOwn.length > 0) return ofOwn;
  const ofAny = matching(Object.keys(known)).filter((arn) => !arn.includes("aws-service-role/"));
  return ofAny.length > 0 ? ofAny : [sampleArn(type, stack)];
}

/** Parts of an ARN that may hold slashes or be empty. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  Region: "[a-z0-9-]+",
  InstanceProfileNameWithPath: ".+",
  LogGroupName: ".+",
  ObjectName: ".+",
  OptionGroupName: ".+",
  RoleNameWithPath: ".+",
};

function sampleArn(type: string, stack: DeployedStack): string {
  if (type === "route53:hostedzone" && stack.hostedZoneId !== undefined) return fill(type, stack, stack.hostedZoneId);
  return fill(type, stack, (NAMES[type] ?? "0123456789abcdef0").replace("${Name}", stack.name));
}

/** What a stack calls its resources, where the name is in the ARN; every other one has an id that AWS makes up. */
const NAMES: Readonly<Record<string, string>> = {
  "autoscaling:autoScalingGroup": "${Name}-TradingApi-20260101",
  "cloudwatch:alarm": "${Name}-TradingApi-errors",
  "cloudwatch:dashboard": "${Name}-Dashboard",
  "elasticache:cluster": "${Name}-cache-0001-001",
  "elasticache:globalreplicationgroup": "ldgnf-${Name}-orders",
  "elasticache:parametergroup": "${Name}-cache-valkey8",
  "elasticache:replicationgroup": "${Name}-cache",
  "elasticache:snapshot": "${Name}-cache-final-0123456789abcdef0",
  "elasticache:subnetgroup": "${Name}-network",
  "elasticache:usergroup": "${Name}-cache",
  "cloudfront:function": "${Name}-Redirects-eu-central-1",
  "cloudfront:realtime-log-config": "${Name}-Requests-eu-central-1",
  "iam:instance-profile": "${Name}-TradingApi-20260101",
  "iam:role": "${Name}-TradingApi-Role-20260101",
  "kinesis:stream": "${Name}-Requests-Stream",
  "kms:alias": "${Name}-Key",
  "logs:delivery-destination": "${Name}-Edge-AccessLogs",
  "logs:delivery-source": "${Name}-Edge-AccessLogs",
  "logs:log-group": "/aws/rds/cluster/${Name}-database/postgresql",
  "rds:cluster": "${Name}-database",
  "rds:cluster-pg": "${Name}-database-20260101",
  "rds:cluster-snapshot": "${Name}-database-final-0123456789abcdef0",
  "rds:db": "${Name}-database-main",
  "rds:es": "${Name}-database-event-subscriptions-cluster",
  "rds:global-cluster": "${Name}-orders",
  "rds:og": "default:aurora-postgresql-16",
  "rds:pg": "${Name}-database-20260101",
  "rds:subgrp": "${Name}-network",
  "s3:bucket": "${Name}-releases-111122223333-eu-central-1",
  "s3:object": "${Name}-releases-111122223333-eu-central-1",
  "scheduler:schedule": "${Name}-RestoreDrill",
  "sns:topic": "${Name}-Alarms",
  "ssm:document": "${Name}-TradingApi-Release-0123456789",
  "ssm:parameter": "aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  "wafv2:ipset": "${Name}-Edge-WebAcl-allowed-partner-ipv4",
  "wafv2:webacl": "${Name}-Edge-WebAcl",
};

/** CloudFront's web ACL is us-east-1's, its log deliveries as well. */
const GLOBAL = [
  "logs:delivery",
  "logs:delivery-destination",
  "logs:delivery-source",
  "wafv2:ipset",
  "wafv2:managedruleset",
  "wafv2:webacl",
];

/** Those of AWS have no account in their ARNs: public parameters. */
const OF_AWS = ["ssm:parameter"];

function fill(type: string, { partition, region, accountId }: DeployedStack, name: string): string {
  const values: Readonly<Record<string, string>> = {
    Partition: partition,
    Region: GLOBAL.includes(type) ? "us-east-1" : region,
    Account: OF_AWS.includes(type) ? "" : accountId,
    Scope: "global",
    GroupName: "default",
    ObjectName: "service/server.py",
  };
  return TABLE.resourceTypes[type]!.replace(/\$\{(\w+)\}/g, (_, part: string) => values[part] ?? name);
}
