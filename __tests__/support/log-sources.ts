import { IConstruct } from "constructs";
import { loadBalancerLogSource } from "../../modules/alb-asg";
import { cloudFrontLogSource } from "../../modules/edge";
import { flowLogSource, resolverQueryLogSource } from "../../modules/network";
import { cloudTrailLogSource, s3AccessLogSource, s3InventorySource, webAclLogSource } from "../../modules/storage";
import { AwsEnvironment, ILogBucket } from "../../src/core";
import { Request } from "./policy-evaluator";

/** An account and region that logs come from. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  /** @default "aws" */
  readonly partition?: string;
}

/** China's regions, whose load balancers deliver by an account of AWS (Application Load Balancers guide there, "Enable access logs"). */
const LOAD_BALANCERS_OF_CHINA: Readonly<Record<string, string>> = {
  "cn-north-1": "arn:aws-cn:iam::638102146993:root",
  "cn-northwest-1": "arn:aws-cn:iam::037604701340:root",
};

function sourceBucket({ partition = "aws" }: Place): string {
  return `arn:${partition}:s3:::assets`;
}
const FULL_CONTROL = { "s3:x-amz-acl": "bucket-owner-full-control" };

export function trailArn({ accountId, region, partition = "aws" }: Place): string {
  return `arn:${partition}:cloudtrail:${region}:${accountId}:trail/main`;
}

/** Lets every source deliver that there is. */
export function addLogSources(bucket: ILogBucket & IConstruct, place: Place): void {
  const environment = AwsEnvironment.of(bucket);
  bucket.addLogSource("access/assets", s3AccessLogSource(environment, sourceBucket(place)));
  bucket.addLogSource("alb", loadBalancerLogSource(environment));
  bucket.addLogSource("cloudfront", cloudFrontLogSource(environment));
  bucket.addLogSource("vpc", flowLogSource(environment));
  bucket.addLogSource("vpc-hive", flowLogSource(environment, { hiveCompatiblePartitions: true }));
  bucket.addLogSource("dns", resolverQueryLogSource(environment));
  bucket.addLogSource("waf", webAclLogSource(environment));
  bucket.addLogSource("trail", cloudTrailLogSource(environment, trailArn(place)));
  bucket.addLogSource("lists/assets", s3InventorySource(environment, sourceBucket(place)));
}

/** What each source sends, and on whose behalf, as the services' guides have it. */
export function logSources(bucketName: string, place: Place): [string, Omit<Request, "action">][] {
  const { accountId, region, partition = "aws" } = place;
  const delivery = (principal: string, sourceArn: string, key: string, context = {}): Omit<Request, "action"> => ({
    principal,
    resource: `arn:${partition}:s3:::${bucketName}/${key}`,
    context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": accountId, ...context },
  });
  const loadBalancer = `arn:${partition}:elasticloadbalancing:${region}:${accountId}:loadbalancer/app/x/1`;
  const vended = "delivery.logs.amazonaws.com";
  const vendedArn = `arn:${partition}:logs:${region}:${accountId}:x`;
  const distribution = `arn:${partition}:logs:us-east-1:${accountId}:delivery-source:x`;
  const folder = `AWSLogs/${accountId}`;
  return [
    ["S3 server access logs", delivery("logging.s3.amazonaws.com", sourceBucket(place), "access/assets/2026-01-01")],
    [
      "load balancer logs",
      delivery(
        LOAD_BALANCERS_OF_CHINA[region] ?? "logdelivery.elasticloadbalancing.amazonaws.com",
        loadBalancer,
        `alb/${folder}/elasticloadbalancing/x.log.gz`,
      ),
    ],
    ["CloudFront standard logs", delivery(vended, distribution, "cloudfront/2026/01/01/x.parquet", FULL_CONTROL)],
    ["VPC flow logs", delivery(vended, vendedArn, `vpc/${folder}/vpcflowlogs/x`, FULL_CONTROL)],
    // VPC User Guide, "Flow log files": the path with Hive-compatible prefixes.
    [
      "VPC flow logs with Hive-compatible prefixes",
      delivery(vended, vendedArn, `vpc-hive/AWSLogs/aws-account-id=${accountId}/aws-service=vpcflowlogs/x`, FULL_CONTROL),
    ],
    // Where the deliveries of log type "vpcdnsquerylogs" are put: Amazon Route 53 Developer Guide, "AWS resources that you can send VPC Resolver query logs to".
    ["Resolver query logs", delivery(vended, vendedArn, `dns/${folder}/vpcdnsquerylogs/vpc-0123/2026/01/01/x.log.gz`, FULL_CONTROL)],
    ["web ACL logs", delivery(vended, vendedArn, `waf/${folder}/WAFLogs/x`, FULL_CONTROL)],
    ["CloudTrail logs", delivery("cloudtrail.amazonaws.com", trailArn(place), `trail/${folder}/CloudTrail/x`, FULL_CONTROL)],
    ["S3 inventory reports", delivery("s3.amazonaws.com", sourceBucket(place), "lists/assets/assets/all-objects/x.parquet", FULL_CONTROL)],
  ];
}

/** The same request on behalf of another account. */
export function fromAccount<R extends Omit<Request, "action">>(accountId: string, request: R): R {
  return { ...request, context: { ...request.context, "aws:SourceAccount": accountId } };
}
