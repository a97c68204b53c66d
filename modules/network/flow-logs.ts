import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, IEncryptionKey, ILogBucket, LogSource, Removal, Role } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { accountFolder, vendedLogSource } from "../../src/internal/vended-logs";

export interface FlowLogsProps {
  readonly vpcId: string;
  /** A log group of its own, or a prefix in the log bucket. */
  readonly destination: { readonly logBucket: ILogBucket } | { readonly retentionDays: number; readonly encryptionKey?: IEncryptionKey };
  readonly traffic: "ALL" | "ACCEPT" | "REJECT";
  readonly intervalSeconds: 60 | 600;
  readonly removal: Removal;
}

/** Flow logs of the account's VPCs in a region (VPC User Guide, "Amazon S3 bucket permissions for flow logs"). Pure. */
export function flowLogSource(environment: IAwsEnvironment, region?: string): LogSource {
  return vendedLogSource(environment, {
    sid: "FlowLogs",
    description: "flow logs",
    sourceArn: environment.arn("logs", "*", { region }),
    keyPattern: accountFolder(environment.accountId),
  });
}

/** Who talked to whom in the VPC, connection by connection. */
export class FlowLogs extends Construct {
  public readonly resource: FlowLog;
  /** Undefined when the log bucket takes the records. */
  public readonly logGroup?: CloudwatchLogGroup;
  /** The role that the flow-log service writes with; undefined when the log bucket takes the records. */
  public readonly role?: Role;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const common = {
      vpcId: props.vpcId,
      trafficType: props.traffic,
      maxAggregationInterval: props.intervalSeconds,
      tags: { Name: pathFromStack(this).join("/") },
    };
    if ("logBucket" in props.destination) {
      const delivery = props.destination.logBucket.addLogSource(
        physicalName(this, { maxLength: 200, punctuation: "-_" }),
        flowLogSource(AwsEnvironment.of(this), props.destination.logBucket.region),
      );
      this.resource = new FlowLog(this, "Resource", {
        ...common,
        logDestinationType: "s3",
        logDestination: `${delivery.bucketArn}/${delivery.prefix}`,
        destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
        dependsOn: [...delivery.dependencies],
      });
      return;
    }
    const { retentionDays, encryptionKey } = props.destination;
    this.logGroup = createLogGroup(this, "LogGroup", {
      name: `/aws/vpc/flow-logs/${physicalName(this, { maxLength: 400, punctuation: "-_" })}`,
      retentionDays,
      encryptionKey,
      removal: props.removal,
    });
    this.role = this.createRole(this.logGroup.arn);
    this.resource = new FlowLog(this, "Resource", {
      ...common,
      logDestinationType: "cloud-watch-logs",
      logDestination: this.logGroup.arn,
      iamRoleArn: this.role.roleArn,
      dependsOn: [this.role.policy!],
    });
  }

  /** The group exists already, so the role neither makes groups nor sees any other (VPC User Guide, "IAM role for publishing flow logs"). */
  private createRole(logGroupArn: string): Role {
    const environment = AwsEnvironment.of(this);
    const role = new Role(this, "Role", {
      assumedBy: { services: ["vpc-flow-logs.amazonaws.com"] },
      assumeConditions: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": environment.arn("ec2", "vpc-flow-log/*") },
      },
      description: `Writes the flow logs of ${pathFromStack(this.node.scope!).join("/")}`,
    });
    role.grant({
      sid: "FlowLogsWrite",
      actions: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [logGroupArn, `${logGroupArn}:*`],
    });
    return role;
  }
}
