import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, ILogBucket, LogSource } from "../../src/core";
import { fitName, pathFromStack, physicalName } from "../../src/internal/names";
import { vendedLogSource } from "../../src/internal/vended-logs";

export interface AccessLogDeliveryProps {
  readonly distributionArn: string;
  readonly logBucket: ILogBucket;
  /** The provider for us-east-1: CloudFront's deliveries are made there. */
  readonly globalProvider: TerraformProvider;
}

const NAME_MAX_LENGTH = 60;

/** CloudFront's standard logs (v2), which are delivered from us-east-1 (CloudFront guide, "Configure standard logging (v2)"). Pure. */
export function cloudFrontLogSource(environment: IAwsEnvironment): LogSource {
  const sourceArn = environment.arn("logs", "delivery-source:*", { region: "us-east-1" });
  return vendedLogSource(environment, { sid: "CloudFrontLogs", description: "CloudFront distributions", sourceArn });
}

/** CloudFront's standard logs (v2), delivered to the log bucket as Parquet by day and hour. */
export class AccessLogDelivery extends Construct {
  public readonly source: CloudwatchLogDeliverySource;
  public readonly destination: CloudwatchLogDeliveryDestination;
  public readonly delivery: CloudwatchLogDelivery;

  constructor(scope: Construct, id: string, props: AccessLogDeliveryProps) {
    super(scope, id);
    const provider = props.globalProvider;
    const name = physicalName(this, { maxLength: NAME_MAX_LENGTH, punctuation: "-_" });
    const prefix = `cloudfront/${fitName(pathFromStack(scope).slice(1), { maxLength: 100, punctuation: "-_" })}`;
    const logs = props.logBucket.addLogSource(prefix, cloudFrontLogSource(AwsEnvironment.of(this)));
    this.source = new CloudwatchLogDeliverySource(this, "Source", {
      name,
      logType: "ACCESS_LOGS",
      resourceArn: props.distributionArn,
      provider,
    });
    this.destination = new CloudwatchLogDeliveryDestination(this, "Destination", {
      name,
      outputFormat: "parquet",
      deliveryDestinationConfiguration: [{ destinationResourceArn: `${logs.bucketArn}/${logs.prefix}` }],
      provider,
      dependsOn: [...logs.dependencies],
    });
    this.delivery = new CloudwatchLogDelivery(this, "Resource", {
      deliverySourceName: this.source.name,
      deliveryDestinationArn: this.destination.arn,
      s3DeliveryConfiguration: [{ suffixPath: "/{yyyy}/{MM}/{dd}/{HH}", enableHiveCompatiblePath: false }],
      provider,
    });
  }
}
