import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks, isUnknown, texts } from "./arguments";
import { lowerCased } from "./message";

/** What CloudFront gets objects from. */
export interface Origin {
  readonly id: string;
  readonly domainName: string;
  /** What CloudFront puts in front of each path. */
  readonly path: string;
  /** The origin's own headers, by names in lower case. */
  readonly customHeaders: Readonly<Record<string, string>>;
  /** Which protocol is spoken, as CloudFront's API calls it. */
  readonly protocolPolicy: "http-only" | "https-only" | "match-viewer";
  readonly httpPort: number;
  readonly httpsPort: number;
  /** The bucket that it is, or the load balancer; neither for a server that isn't in the stacks. */
  readonly bucket?: Resource;
  readonly loadBalancer?: Resource;
  /** Whether an S3 bucket answers, in the stacks or not. */
  readonly isBucket: boolean;
  /** Who reads the bucket: CloudFront by an origin access control, an origin access identity, or nobody that S3 knows. */
  readonly reader: BucketReader;
}

/** How a bucket sees CloudFront. */
export type BucketReader = "control" | "identity" | "anonymous";

/** The origins that a behavior names: one, or the two of an origin group with the status codes that it fails over for. */
export interface OriginTarget {
  readonly primary: string;
  readonly secondary?: string;
  readonly failoverCodes: readonly number[];
}

/** What a behavior names. */
export function targetOf(distribution: Resource, behavior: Arguments): OriginTarget {
  const id = String(behavior.target_origin_id);
  const group = blocks(distribution.args, "origin_group").find(({ origin_id: groupId }) => groupId === id);
  const [primary, secondary] = blocks(group, "member").map(({ origin_id: member }) => String(member));
  const codes = texts(block(group, "failover_criteria")?.status_codes).map(Number);
  return { primary: primary ?? id, secondary, failoverCodes: codes };
}

/**
 * An origin of a distribution, by its id.
 *
 * @throws Error for an id that the distribution doesn't have: CloudFront refuses it
 */
export function originOf(configuration: Configuration, distribution: Resource, id: string): Origin {
  const origins = blocks(distribution.args, "origin");
  const args = origins.find(({ origin_id: originId }) => originId === id);
  if (!args) {
    const ids = origins.map(({ origin_id: originId }) => String(originId)).join(", ");
    throw new Error(`${distribution.name} has no origin "${id}"; it has ${ids || "none"}`);
  }
  const custom = block(args, "custom_origin_config");
  const vpcOrigin = vpcOriginOf(configuration, distribution, args);
  const settings = custom ?? vpcOrigin?.settings;
  const bucket = settings ? undefined : bucketOf(configuration, distribution, args.domain_name);
  return {
    id,
    domainName: domainText(configuration, distribution, args.domain_name, bucket),
    path: String(args.origin_path ?? ""),
    customHeaders: lowerCased(Object.fromEntries(blocks(args, "custom_header").map(({ name, value }) => [String(name), String(value)]))),
    protocolPolicy: (settings?.origin_protocol_policy ?? "match-viewer") as Origin["protocolPolicy"],
    httpPort: Number(settings?.http_port ?? 80),
    httpsPort: Number(settings?.https_port ?? 443),
    bucket,
    loadBalancer: vpcOrigin?.loadBalancer ?? loadBalancerNamed(configuration, distribution, args.domain_name),
    isBucket: settings === undefined,
    reader: readerOf(configuration, distribution, args),
  };
}

/** What isn't signed comes from nobody ("Restrict access to an Amazon S3 origin", signing behavior). */
function readerOf(configuration: Configuration, distribution: Resource, args: Arguments): BucketReader {
  const control = configuration.key(distribution, args.origin_access_control_id);
  if (control !== undefined) return configuration.find(control)?.args.signing_behavior === "never" ? "anonymous" : "control";
  return (block(args, "s3_origin_config")?.origin_access_identity ?? "") === "" ? "anonymous" : "identity";
}

interface VpcOrigin {
  readonly settings: Arguments;
  readonly loadBalancer?: Resource;
}

function vpcOriginOf(configuration: Configuration, distribution: Resource, args: Arguments): VpcOrigin | undefined {
  const id: unknown = block(args, "vpc_origin_config")?.vpc_origin_id;
  if (id === undefined) return undefined;
  const vpcOrigin = configuration.find(configuration.key(distribution, id));
  const settings = block(vpcOrigin?.args, "vpc_origin_endpoint_config");
  if (!vpcOrigin || !settings) return { settings: {} };
  return { settings, loadBalancer: loadBalancerOf(configuration, configuration.key(vpcOrigin, settings.arn)) };
}

function loadBalancerOf(configuration: Configuration, key: string | undefined): Resource | undefined {
  const resource = configuration.find(key);
  return resource?.type === "aws_lb" || resource?.type === "aws_alb" ? resource : undefined;
}

/** The load balancer that has a name itself, or by a record. */
function loadBalancerNamed(configuration: Configuration, distribution: Resource, domainName: unknown): Resource | undefined {
  const direct = loadBalancerOf(configuration, configuration.key(distribution, domainName));
  if (direct) return direct;
  const record = configuration.all("aws_route53_record").find(({ args }) => args.name === domainName && block(args, "alias") !== undefined);
  return record && loadBalancerOf(configuration, configuration.key(record, block(record.args, "alias")?.name));
}

/** `bucket.s3.region.amazonaws.com`, and its older forms. */
const BUCKET_DOMAIN = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;

function bucketOf(configuration: Configuration, distribution: Resource, domainName: unknown): Resource | undefined {
  const resource = configuration.find(configuration.key(distribution, domainName));
  if (resource?.type === "aws_s3_bucket") return resource;
  const [, name] = BUCKET_DOMAIN.exec(String(domainName)) ?? [];
  return configuration.all("aws_s3_bucket").find(({ args }) => name !== undefined && args.bucket === name);
}

/** The domain name as people know it, where only Terraform knows it. */
function domainText(configuration: Configuration, distribution: Resource, domainName: unknown, bucket: Resource | undefined): string {
  const text = String(domainName);
  if (!isUnknown(text)) return text;
  const bucketName: unknown = bucket?.args.bucket;
  if (typeof bucketName === "string" && !isUnknown(bucketName)) return `${bucketName}.s3.amazonaws.com`;
  return `(domain name of ${configuration.nameOf(configuration.key(distribution, text) ?? text)})`;
}
