import { Resource } from "../../configuration";
import { Place } from "../names";
import { ServiceRequest } from "./need";
import { actingFor, delivers, joinedPath, principalOf } from "./requests";
import { BucketTarget, ServiceView, Target } from "./view";

/** CloudWatch's delivery service, which brings logs of other services to buckets and log groups. */
const DELIVERY = principalOf("delivery.logs");
/** CloudWatch Logs User Guide, "Enabling logging from AWS services", "Amazon S3 bucket server-side encryption". */
const KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

/** What the delivery service brings to a bucket. */
export interface VendedLogs {
  /** Where the service that logs is: web ACLs of CloudFront in us-east-1. */
  readonly place: Place;
  /** The object's key below the prefix that the destination has. */
  readonly path: string;
  readonly purpose: string;
  /**
   * The delivery source's name (CloudWatch Logs User Guide, "Logging that requires additional permissions [V2]").
   *
   * @default - the service delivers without one ("[V1]"), and reads the bucket's ACL first
   */
  readonly source?: string;
}

/** Logs that come to a bucket (CloudWatch Logs User Guide, "Enabling logging from AWS services", "Logs sent to Amazon S3"). */
export function vendedToBucket(view: ServiceView, from: Resource, value: unknown, logs: VendedLogs): ServiceRequest[] {
  const { place, purpose, source } = logs;
  const bucket = view.bucket(from, value);
  const requests = delivers(view, bucket, {
    principal: DELIVERY,
    path: joinedPath(bucket?.prefix, logs.path),
    context: actingFor(place, logsArn(place, source === undefined ? "delivery/1" : `delivery-source:${source}`)),
    purpose,
    checksAcl: source === undefined,
    keyActions: KEY_ACTIONS,
  });
  if (bucket === undefined || hasPolicy(view, bucket)) return requests;
  return requests.map((request) => (request.action.startsWith("s3:") ? { ...request, addedByAws: ADDED_TO_BUCKET } : request));
}

/** A policy that Terraform owns loses, at the next apply, what AWS adds to it. */
function hasPolicy(view: ServiceView, { resource }: BucketTarget): boolean {
  return resource === undefined || view.referringTo(resource, "aws_s3_bucket_policy", "bucket").length > 0;
}

/** Logs that come to a log group (CloudWatch Logs User Guide, "Enabling logging from AWS services", "Logs sent to CloudWatch Logs"). */
export function vendedToLogGroup(group: Target | undefined, place: Place, purpose: string): ServiceRequest[] {
  if (group === undefined) return [];
  const context = actingFor(place, logsArn(place, "delivery/1"));
  return ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
    principal: DELIVERY,
    action,
    resource: group.arn,
    resourcePath: ":log-stream:x",
    context,
    purpose,
    addedByAws: ADDED_TO_LOG_GROUP,
  }));
}

const ADDED_TO_BUCKET = "AWS writes the policy of a bucket that has none, if whoever turns the logs on may";
const ADDED_TO_LOG_GROUP = "CloudWatch Logs adds a resource policy of its own, if whoever turns the logs on may write it";

function logsArn({ partition, region, accountId }: Place, resource: string): string {
  return `arn:${partition}:logs:${region}:${accountId}:${resource}`;
}
