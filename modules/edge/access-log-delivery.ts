import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { ILogBucket, fitName, pathFromStack, physicalName } from "../../src/core";

export interface AccessLogDeliveryProps {
  readonly distributionArn: string;
  readonly logBucket: ILogBucket;
  /** The provider for us-east-1: CloudFront's deliveries are made there. */
  readonly globalProvider: TerraformProvider;
}

const NAME_MAX_LENGTH = 60;

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
    const logs = props.logBucket.allowCloudFrontLogs(prefix);
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
