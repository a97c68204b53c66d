import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, ILogBucket, LogSource } from "../../src/core";
import { accountWideName } from "../../src/internal/names";
import { dependenciesIn } from "../../src/internal/stacks";
import { checkEnvironment, vendedLogSource } from "../../src/internal/vended-logs";
import { GLOBAL_REGION } from "./global-region";

/** What the delivery of access logs is made from. */
interface AccessLogSettings {
  readonly distributionArn: string;
  readonly accessLogs: ILogBucket;
  /** The prefix in the bucket, without a slash at either end. */
  readonly prefix: string;
  readonly globalProvider: TerraformProvider;
}

/** CloudFront's standard logs (v2), delivered to a log bucket as Parquet by day and hour. */
export interface AccessLogDelivery {
  /** What delivers: the distribution's access logs. */
  readonly source: CloudwatchLogDeliverySource;
  /** Where it delivers to: the prefix in the bucket. */
  readonly destination: CloudwatchLogDeliveryDestination;
  /** The delivery from the source to the destination. */
  readonly resource: CloudwatchLogDelivery;
}

/**
 * CloudFront's standard logs (v2) of this account, as `ILogBucket.addLogSource` accepts them: they are delivered from us-east-1
 * (CloudFront Developer Guide, "Configure standard logging (v2)"). Pure.
 *
 * @throws ValidationError for anything but an environment
 */
export function cloudFrontLogSource(environment: IAwsEnvironment): LogSource {
  checkEnvironment("cloudFrontLogSource", environment);
  const sourceArn = environment.arn("logs", "delivery-source:*", { region: GLOBAL_REGION });
  return vendedLogSource(environment, { sid: "CloudFrontLogs", description: "CloudFront distributions", sourceArn });
}

/** Delivers access logs once the bucket's policy allows it. */
export function createAccessLogDelivery(parent: Construct, settings: AccessLogSettings): AccessLogDelivery {
  const scope = new Construct(parent, "AccessLogs");
  const provider = settings.globalProvider;
  const name = accountWideName(scope, { maxLength: 60, punctuation: "-_" });
  const logs = settings.accessLogs.addLogSource(settings.prefix, cloudFrontLogSource(AwsEnvironment.of(scope)));
  const source = new CloudwatchLogDeliverySource(scope, "Source", {
    name,
    logType: "ACCESS_LOGS",
    resourceArn: settings.distributionArn,
    provider,
  });
  const destination = new CloudwatchLogDeliveryDestination(scope, "Destination", {
    name,
    outputFormat: "parquet",
    deliveryDestinationConfiguration: [{ destinationResourceArn: `${logs.bucketArn}/${logs.prefix}` }],
    provider,
    dependsOn: dependenciesIn(scope, logs.dependencies),
  });
  const resource = new CloudwatchLogDelivery(scope, "Resource", {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.arn,
    s3DeliveryConfiguration: [{ suffixPath: "/{yyyy}/{MM}/{dd}/{HH}", enableHiveCompatiblePath: false }],
    provider,
  });
  return { source, destination, resource };
}
