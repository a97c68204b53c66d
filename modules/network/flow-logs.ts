import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog as AwsFlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, IEncryptionKey, ILogBucket, LogSource, Removal, Role } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { checkLogRetention } from "../../src/internal/log-retention";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { BOOLEAN, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator, isGiven } from "../../src/internal/validator";
import { accountFolder, checkEnvironment, vendedLogSource } from "../../src/internal/vended-logs";

/** The values of `FlowLogTraffic`. */
export const FLOW_LOG_TRAFFIC = ["ALL", "ACCEPT", "REJECT"] as const;
/** Which traffic is recorded: all, what groups and ACLs accept, or what they reject. */
export type FlowLogTraffic = "ALL" | "ACCEPT" | "REJECT";

/** The values of `FlowLogIntervalSeconds`. */
export const FLOW_LOG_INTERVALS_SECONDS = [60, 600] as const;
/** The longest time that one flow record covers, in seconds (VPC User Guide, "Aggregation interval"). */
export type FlowLogIntervalSeconds = 60 | 600;

/** The flow log of a network, and what it is delivered by. */
export interface FlowLog {
  /** The flow log. */
  readonly resource: AwsFlowLog;
  /** The log group; undefined where the records are delivered to a log bucket. */
  readonly logGroup?: CloudwatchLogGroup;
  /** The role that the service writes to the log group with; undefined where the records are delivered to a log bucket. */
  readonly role?: Role;
}

/** What a flow log is made of. */
interface FlowLogValues {
  readonly vpcId: string;
  /** The log bucket. @default - a log group of its own */
  readonly flowLogs?: ILogBucket;
  readonly retentionDays: number;
  /** The log group's key. @default - none, where the records are delivered to a log bucket */
  readonly encryptionKey?: IEncryptionKey;
  readonly traffic: FlowLogTraffic;
  readonly intervalSeconds: FlowLogIntervalSeconds;
  readonly removal: Removal;
}

/** Which flow logs are meant. */
export interface FlowLogSourceOptions {
  /** The region that they are delivered from. @default - the environment's */
  readonly region?: string;
  /** Whether their keys have Hive-compatible prefixes: `AWSLogs/aws-account-id=111122223333/…`. @default false */
  readonly hiveCompatiblePartitions?: boolean;
}

const SOURCE_OPTIONS: PropTypes<FlowLogSourceOptions> = { region: optional(STRING), hiveCompatiblePartitions: optional(BOOLEAN) };

/**
 * Flow logs of the account's VPCs in a region (VPC User Guide, "Publish flow logs to Amazon S3": "Flow log files", "Amazon S3 bucket
 * permissions for flow logs"). Pure.
 *
 * @param environment the account, and the region unless the options give another
 * @param options which flow logs are meant
 * @throws ValidationError for options of another type
 */
export function flowLogSource(environment: IAwsEnvironment, options: FlowLogSourceOptions = {}): LogSource {
  checkEnvironment("flowLogSource", environment);
  new Validator("flowLogSource").props(options, SOURCE_OPTIONS, "options").throwIfInvalid();
  const { accountId } = environment;
  return vendedLogSource(environment, {
    sid: "FlowLogs",
    description: "flow logs",
    sourceArn: environment.arn("logs", "*", { region: options.region }),
    keyPattern: options.hiveCompatiblePartitions ? `AWSLogs/aws-account-id=${accountId}/*` : accountFolder(accountId),
  });
}

/** What a network's props say of flow logs. */
interface FlowLogProps {
  readonly flowLogs?: ILogBucket;
  readonly flowLogRetentionDays?: number;
  readonly encryptionKey?: IEncryptionKey;
}

/** Records a log group without a key, or with a retention that CloudWatch Logs doesn't have. */
export function checkFlowLogs(validator: Validator, { flowLogs, flowLogRetentionDays, encryptionKey }: FlowLogProps): void {
  checkLogRetention(validator, "flowLogRetentionDays", flowLogRetentionDays);
  validator.check(
    "encryptionKey",
    encryptionKey,
    isGiven(encryptionKey) || isGiven(flowLogs),
    "must be given for flow logs in a log group",
    "Give an EncryptionKey, or a log bucket as flowLogs.",
  );
}

/** Records of the VPC's connections, in the log bucket or in a log group of their own. */
export function createFlowLog(scope: Construct, values: FlowLogValues): FlowLog {
  const parent = new Construct(scope, "FlowLogs");
  return values.flowLogs ? createInLogBucket(parent, values, values.flowLogs) : createInLogGroup(parent, values);
}

function createInLogBucket(parent: Construct, values: FlowLogValues, logBucket: ILogBucket): FlowLog {
  const delivery = logBucket.addLogSource(
    physicalName(parent, { maxLength: 200, punctuation: "-_" }),
    flowLogSource(AwsEnvironment.of(parent), { hiveCompatiblePartitions: true }),
  );
  const resource = new AwsFlowLog(parent, "Resource", {
    ...commonConfig(parent, values),
    logDestinationType: "s3",
    logDestination: `${delivery.bucketArn}/${delivery.prefix}`,
    destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
    dependsOn: dependenciesIn(parent, delivery.dependencies),
  });
  return { resource };
}

function createInLogGroup(parent: Construct, values: FlowLogValues): FlowLog {
  const { retentionDays, encryptionKey, removal } = values;
  const logGroup = createLogGroup(parent, "LogGroup", {
    name: `/aws/vpc/flow-logs/${physicalName(parent, { maxLength: 400, punctuation: "-_" })}`,
    retentionDays,
    encryptionKey,
    removal,
  });
  const role = createRole(parent, logGroup.arn);
  const resource = new AwsFlowLog(parent, "Resource", {
    ...commonConfig(parent, values),
    logDestinationType: "cloud-watch-logs",
    logDestination: logGroup.arn,
    iamRoleArn: role.roleArn,
    dependsOn: [role.policy!],
  });
  return { resource, logGroup, role };
}

function commonConfig(parent: Construct, { vpcId, traffic, intervalSeconds }: FlowLogValues) {
  return { vpcId, trafficType: traffic, maxAggregationInterval: intervalSeconds, tags: { Name: pathFromStack(parent).join("/") } };
}

/** The group exists already, so the role neither makes groups nor sees any other (VPC User Guide, "IAM role for publishing flow logs"). */
function createRole(parent: Construct, logGroupArn: string): Role {
  const environment = AwsEnvironment.of(parent);
  const role = new Role(parent, "Role", {
    assumedBy: { services: ["vpc-flow-logs.amazonaws.com"] },
    assumeConditions: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": environment.arn("ec2", "vpc-flow-log/*") },
    },
    description: `Writes the flow logs of ${pathFromStack(parent.node.scope!).join("/")}`,
  });
  role.addToPolicy({
    sid: "FlowLogsWrite",
    actions: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [logGroupArn, `${logGroupArn}:*`],
  });
  return role;
}
