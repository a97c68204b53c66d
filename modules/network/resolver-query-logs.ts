import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Route53ResolverQueryLogConfig } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config";
import { Route53ResolverQueryLogConfigAssociation } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config-association";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, IEncryptionKey, ILogBucket, LogSource, Removal } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { checkLogRetention } from "../../src/internal/log-retention";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { checkLogBucketRegion } from "../../src/internal/region";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator, isGiven } from "../../src/internal/validator";
import { accountFolder, checkEnvironment, vendedLogSource } from "../../src/internal/vended-logs";

/** The Resolver query logging of a network, and where its logs are delivered to. */
export interface ResolverQueryLogging {
  /** The query logging configuration. */
  readonly resource: Route53ResolverQueryLogConfig;
  /** What has it log the queries of the VPC. */
  readonly association: Route53ResolverQueryLogConfigAssociation;
  /** The log group; undefined where the logs are delivered to a log bucket. */
  readonly logGroup?: CloudwatchLogGroup;
}

/** What a network's props say of Resolver query logs. */
interface QueryLogProps {
  readonly resolverQueryLogs?: boolean | ILogBucket;
  readonly resolverQueryLogRetentionDays?: number;
  readonly encryptionKey?: IEncryptionKey;
}

/** What the logging is made of. */
interface QueryLogValues {
  readonly vpcId: string;
  /** The log bucket, or whether there is a log group. */
  readonly resolverQueryLogs: boolean | ILogBucket;
  readonly retentionDays: number;
  /** Of the log group; a log bucket has its own. */
  readonly encryptionKey?: IEncryptionKey;
  readonly removal: Removal;
}

/** Where the logs go, and what must be there before they do. */
interface Destination {
  readonly arn: string;
  readonly logGroup?: CloudwatchLogGroup;
  readonly dependencies?: readonly ITerraformDependable[];
}

/**
 * Resolver query logs of the account's VPCs in the environment's region (Amazon Route 53 Developer Guide, "AWS resources that you can send VPC
 * Resolver query logs to"; CloudWatch Logs User Guide, "Logs sent to Amazon S3"). Pure.
 *
 * @throws ValidationError for anything but an environment
 */
export function resolverQueryLogSource(environment: IAwsEnvironment): LogSource {
  checkEnvironment("resolverQueryLogSource", environment);
  return vendedLogSource(environment, {
    sid: "ResolverQueryLogs",
    description: "Resolver query logs",
    sourceArn: environment.arn("logs", "*"),
    keyPattern: accountFolder(environment.accountId),
  });
}

/** Records a log group without a key or with a retention that CloudWatch Logs doesn't have, or a log bucket that Resolver doesn't deliver to. */
export function checkResolverQueryLogs(validator: Validator, props: QueryLogProps, region: string): void {
  const { resolverQueryLogs, encryptionKey } = props;
  validator
    .known("resolverQueryLogs", resolverQueryLogs)
    .check(
      "encryptionKey",
      encryptionKey,
      isGiven(encryptionKey) || resolverQueryLogs !== true,
      "must be given for Resolver query logs in a log group",
      "Give an EncryptionKey, or a log bucket as resolverQueryLogs.",
    );
  checkLogRetention(validator, "resolverQueryLogRetentionDays", props.resolverQueryLogRetentionDays);
  // Amazon Route 53 Developer Guide, "Managing Resolver query logging configurations": resources of the Region alone.
  if (isLogBucket(resolverQueryLogs)) checkLogBucketRegion(validator, "resolverQueryLogs", resolverQueryLogs, region);
}

/** Logs of the DNS queries that originate in the VPC, in the log bucket or in a log group of their own; undefined without. */
export function createResolverQueryLogging(scope: Construct, values: QueryLogValues): ResolverQueryLogging | undefined {
  const { resolverQueryLogs, vpcId } = values;
  if (!resolverQueryLogs) return undefined;
  const parent = new Construct(scope, "ResolverQueryLogs");
  const destination = isLogBucket(resolverQueryLogs) ? inLogBucket(parent, resolverQueryLogs) : inLogGroup(parent, values);
  const resource = new Route53ResolverQueryLogConfig(parent, "Resource", {
    // Amazon Route 53 API Reference, CreateResolverQueryLogConfig.
    name: physicalName(parent, { maxLength: 64, punctuation: "-_" }),
    destinationArn: destination.arn,
    tags: { Name: pathFromStack(parent).join("/") },
    dependsOn: destination.dependencies && dependenciesIn(parent, destination.dependencies),
  });
  const association = new Route53ResolverQueryLogConfigAssociation(parent, "Association", {
    resolverQueryLogConfigId: resource.id,
    resourceId: vpcId,
  });
  return { resource, association, logGroup: destination.logGroup };
}

function isLogBucket(value: unknown): value is ILogBucket {
  return isGiven(value) && typeof value === "object";
}

function inLogBucket(parent: Construct, logBucket: ILogBucket): Destination {
  const prefix = physicalName(parent, { maxLength: 200, punctuation: "-_" });
  const delivery = logBucket.addLogSource(prefix, resolverQueryLogSource(AwsEnvironment.of(parent)));
  return { arn: `${delivery.bucketArn}/${delivery.prefix}/`, dependencies: delivery.dependencies };
}

/**
 * The resource policy that lets the delivery service write is AWS's own, which it makes when logging is set up: one of the log group for a new subscription, of up to
 * 51,200 bytes, where no policy of the account allows it by a wildcard already. One of ours without a log group would be one of the ten that a region has at most. Names that
 * begin with `/aws/vendedlogs/` are what policies of the account go on to allow once they are nearly full (CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs"; API
 * Reference, PutResourcePolicy).
 */
function inLogGroup(parent: Construct, { retentionDays, encryptionKey, removal }: QueryLogValues): Destination {
  const logGroup = createLogGroup(parent, "LogGroup", {
    name: `/aws/vendedlogs/route53resolver/${physicalName(parent, { maxLength: 400, punctuation: "-_" })}`,
    retentionDays,
    encryptionKey,
    removal,
  });
  return { arn: logGroup.arn, logGroup };
}
