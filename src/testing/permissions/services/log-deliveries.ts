import { Resource } from "../../configuration";
import { block } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { joinedPath } from "./requests";
import { vendedToBucket, vendedToLogGroup } from "./vended-logs";
import { ServiceView } from "./view";

/** Logs with a delivery source and a destination: CloudFront's standard logs (v2) among them. */
export const LOG_DELIVERIES: ServiceNeed = {
  id: "log-deliveries",
  page: 'CloudWatch Logs User Guide, "Logging that requires additional permissions [V2]"; CloudFront Developer Guide, "Configure standard logging (v2)"',
  types: ["aws_cloudwatch_log_delivery"],
  requests: (view, delivery) => {
    const source = byName(view, delivery);
    const destination = view.target(delivery, delivery.args.delivery_destination_arn, "aws_cloudwatch_log_delivery_destination")?.resource;
    const to: unknown = block(destination?.args, "delivery_destination_configuration")?.destination_resource_arn;
    if (source === undefined || destination === undefined) return [];
    const place = view.place(source);
    const purpose = `CloudWatch Logs delivers the logs of ${logged(view, source)}`;
    if (view.text(destination, to)?.includes(":logs:") === true || view.target(destination, to, "aws_cloudwatch_log_group")?.resource) {
      return vendedToLogGroup(view.target(destination, to, "aws_cloudwatch_log_group"), place, purpose);
    }
    const name = view.text(source, source.args.name) ?? "x";
    return vendedToBucket(view, destination, to, { place, path: pathOf(view, delivery, destination, to), purpose, source: name });
  },
};

function byName(view: ServiceView, delivery: Resource): Resource | undefined {
  return view.configuration.named(delivery, "aws_cloudwatch_log_delivery_source", delivery.args.delivery_source_name);
}

function logged(view: ServiceView, source: Resource): string {
  return view.configuration.nameOf(view.configuration.key(source, source.args.resource_arn) ?? source.name);
}

/**
 * Below the bucket, or the prefix that the destination has with it, comes the suffix; without either, what CloudFront puts there (CloudFront Developer Guide, "Configure standard logging
 * (v2)", "Send logs to Amazon S3").
 */
function pathOf(view: ServiceView, delivery: Resource, destination: Resource, to: unknown): string {
  const suffix = view.text(delivery, block(delivery.args, "s3_delivery_configuration")?.suffix_path) ?? "";
  const { accountId } = view.place(delivery);
  const values: Readonly<Record<string, string>> = {
    yyyy: "2026",
    MM: "01",
    dd: "01",
    HH: "00",
    DistributionId: "E1",
    distributionid: "E1",
    accountid: accountId,
  };
  const filled = suffix.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "x").replace(/^\/+/, "");
  const hasPrefix = (view.bucket(destination, to)?.prefix ?? "") !== "";
  return joinedPath(hasPrefix ? "" : `AWSLogs/${accountId}/CloudFront`, filled, "log.parquet");
}
