import { Resource } from "../../configuration";
import { block, blocks, texts } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { principalOf, withKey } from "./requests";
import { BucketTarget, ServiceView } from "./view";

const CLOUDFRONT = principalOf("cloudfront");
const S3_DOMAIN = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;
/** What S3 asks for a method, and KMS for an object under a key. */
const METHODS: Readonly<Record<string, readonly [action: string, keyAction: string]>> = {
  GET: ["s3:GetObject", "kms:Decrypt"],
  PUT: ["s3:PutObject", "kms:GenerateDataKey"],
  DELETE: ["s3:DeleteObject", ""],
};

/** Buckets that CloudFront reads with an origin access control. */
export const CLOUDFRONT_ORIGINS: ServiceNeed = {
  id: "cloudfront-origins",
  page: 'Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin", "Grant CloudFront permission to access the S3 bucket" and "SSE-KMS"',
  types: ["aws_cloudfront_distribution"],
  requests: (view, distribution) =>
    blocks(distribution.args, "origin").flatMap((origin) => {
      const bucket = isSigned(view, distribution, origin) ? bucketOf(view, distribution, origin.domain_name) : undefined;
      if (bucket === undefined) return [];
      return behaviorsOf(distribution, origin.origin_id).flatMap((behavior) => requestsOf(view, distribution, bucket, behavior, origin));
    }),
};

/** A bucket whose reads CloudFront signs. */
function isSigned(view: ServiceView, distribution: Resource, origin: Readonly<Record<string, unknown>>): boolean {
  const control = view.configuration.find(view.configuration.key(distribution, origin.origin_access_control_id));
  return control === undefined
    ? typeof origin.origin_access_control_id === "string"
    : control.args.origin_access_control_origin_type === "s3" && control.args.signing_behavior !== "never";
}

function bucketOf(view: ServiceView, distribution: Resource, domainName: unknown): BucketTarget | undefined {
  const named = view.configuration.find(view.configuration.key(distribution, domainName));
  if (named?.type === "aws_s3_bucket") return view.bucket(distribution, domainName);
  const [, name] = S3_DOMAIN.exec(view.text(distribution, domainName) ?? "") ?? [];
  return name === undefined ? undefined : view.bucket(distribution, name);
}

interface Behavior {
  /** A path that it answers. */
  readonly path: string;
  readonly methods: readonly string[];
}

function behaviorsOf(distribution: Resource, originId: unknown): Behavior[] {
  const root = `/${distribution.args.default_root_object ?? "index.html"}`;
  const all = [
    ...blocks(distribution.args, "ordered_cache_behavior").map((behavior) => ({ behavior, pattern: String(behavior.path_pattern) })),
    ...blocks(distribution.args, "default_cache_behavior").map((behavior) => ({ behavior, pattern: root })),
  ];
  return all
    .filter(({ behavior }) => behavior.target_origin_id === originId)
    .map(({ behavior, pattern }) => ({
      path: pattern.replace(/^(?!\/)/, "/").replace(/[*?]/g, "x"),
      methods: texts(behavior.allowed_methods).filter((method) => method in METHODS),
    }));
}

function requestsOf(
  view: ServiceView,
  distribution: Resource,
  bucket: BucketTarget,
  { path, methods }: Behavior,
  origin: Readonly<Record<string, unknown>>,
): ServiceRequest[] {
  const resourcePath = `${String(origin.origin_path ?? "")}${path}`;
  return methods.flatMap((method) => {
    const purpose = `CloudFront sends ${method} ${path} to ${bucket.resource?.name ?? bucket.name}`;
    return [
      {
        principal: CLOUDFRONT,
        action: METHODS[method]![0],
        resource: bucket.arn,
        resourcePath,
        context: { "aws:SourceArn": view.arnOf(distribution) },
        purpose,
      },
      ...keyRequests(view, distribution, bucket, { method, resourcePath, purpose }),
    ];
  });
}

/** What KMS is asked for a signed request, where the bucket encrypts under a key. */
export function keyRequests(
  view: ServiceView,
  distribution: Resource,
  bucket: BucketTarget,
  { method, resourcePath, purpose }: { readonly method: string; readonly resourcePath: string; readonly purpose: string },
): ServiceRequest[] {
  const [, keyAction = ""] = METHODS[method] ?? [];
  const [encryption] = bucket.resource
    ? view.referringTo(bucket.resource, "aws_s3_bucket_server_side_encryption_configuration", "bucket")
    : [];
  // With an S3 Bucket Key the encryption context is the bucket's ARN (S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys").
  const encrypted = block(encryption?.args, "rule")?.bucket_key_enabled === true ? bucket.arn : `${bucket.arn}${resourcePath}`;
  return withKey(CLOUDFRONT, view.bucketKey(bucket.resource), keyAction === "" ? [] : [keyAction], purpose, {
    "aws:SourceArn": view.arnOf(distribution),
    "kms:EncryptionContext:aws:s3:arn": encrypted,
  });
}
