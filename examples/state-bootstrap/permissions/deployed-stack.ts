import { PolicyConditions, Removal } from "../../../src";

/** A stack that a role deploys, or several that are deployed one after the other, as the role's permissions need to know them. */
export interface DeployedStack {
  /** What the role is called for: the stack's id where there is one stack. */
  readonly name: string;
  /** The stacks' ids, which their physical names begin with. No other stack's id in the account may begin with one of them and a dash. */
  readonly stackIds: readonly string[];
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Tags that everything in the stack has, and nothing else in the account: what has no name is told by them. */
  readonly tags: Readonly<Record<string, string>>;
  /** The permissions boundary of the roles that the stack creates. */
  readonly permissionsBoundaryArn: string;
  /** The VPC that the stack has made. @default - none yet: the untagged parts of every VPC may be taken over */
  readonly vpcId?: string;
  /** The name of the hosted zone, which its query logs are called by. */
  readonly zoneName: string;
  /** The hosted zone that exists already. @default - the stack creates its own */
  readonly hostedZoneId?: string;
  /** Whether what is stateful may be deleted: `protect` leaves the permissions for that away. */
  readonly removal: Removal;
}

/** What an ARN is made of besides its resource. */
type Place = Pick<DeployedStack, "accountId" | "region" | "partition">;

/** Where CloudFront's certificates, web ACLs and log deliveries are. */
const GLOBAL_REGION = "us-east-1";

/** The ARNs of a resource of each of the stacks, made from its id. */
export function named({ stackIds }: DeployedStack, arns: (stackId: string) => string | readonly string[]): string[] {
  return stackIds.flatMap(arns);
}

/** An ARN of the stack's account and region. */
export function regional({ partition, region, accountId }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** An ARN of the stack's account in us-east-1. */
export function global(stack: Place, service: string, resource: string): string {
  return regional({ ...stack, region: GLOBAL_REGION }, service, resource);
}

/** The ARNs of a resource that the stack has in its region and in us-east-1. */
export function everywhere(stack: Place, service: string, resource: string): string[] {
  return [...new Set([regional(stack, service, resource), global(stack, service, resource)])];
}

/** An ARN of the stack's account in any region. */
export function anywhere(stack: Place, service: string, resource: string): string {
  return regional({ ...stack, region: "*" }, service, resource);
}

/** An ARN of a service without regions: IAM, CloudFront. */
export function unregional({ partition, accountId }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}::${accountId}:${resource}`;
}

/** The log groups of the queries for the hosted zone and for zones below it, in us-east-1. What their ARNs end with is CloudWatch Logs'. */
export function queryLogGroups(stack: DeployedStack): string[] {
  return ["", "*."].map((below) => global(stack, "logs", `log-group:/aws/route53/${below}${stack.zoneName}*`));
}

/** What the stack creates: its tags are in the request. */
export function created({ tags }: DeployedStack): PolicyConditions {
  return { StringEquals: tagged("aws:RequestTag", tags) };
}

/** What the stack has: its tags are on the resource. */
export function owned({ tags }: DeployedStack): PolicyConditions {
  return { StringEquals: tagged("aws:ResourceTag", tags) };
}

/** What gets its tags a moment after it is there, or with the very request: nobody has tagged it, and the stack does. */
export function adopted(stack: DeployedStack): PolicyConditions {
  return { ...untagged(stack), ...created(stack) };
}

/** What nobody has tagged yet. */
export function untagged({ tags }: DeployedStack): PolicyConditions {
  return { Null: Object.fromEntries(Object.keys(tags).map((tag) => [`aws:ResourceTag/${tag}`, "true"])) };
}

function tagged(key: string, tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`${key}/${tag}`, value]));
}
