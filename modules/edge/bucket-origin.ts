import { CloudfrontDistributionOrigin } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Construct } from "constructs";
import { IBucket } from "../../src/core";
import { BUCKET } from "../../src/core/interfaces";
import { FORMATS } from "../../src/internal/formats";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, pathFromStack } from "../../src/internal/names";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** An S3 bucket that stays private: CloudFront signs its requests (origin access control). */
export interface BucketOrigin {
  /** The bucket; its policy and its key allow this distribution. */
  readonly bucket: IBucket;
  /** What comes before the path of every request, such as `/site`. @default - nothing: the path is the object's key */
  readonly path?: string;
  /** The region of CloudFront's Origin Shield, one near the bucket. @default - no Origin Shield */
  readonly originShieldRegion?: string;
}

const BUCKET_ORIGIN: PropTypes<BucketOrigin> = { bucket: BUCKET, path: optional(STRING), originShieldRegion: optional(STRING) };

/** Records a bucket that CloudFront can't read. */
export function checkBucketOrigin(validator: Validator, prop: string, origin: BucketOrigin): void {
  validator.props(origin, BUCKET_ORIGIN, prop).format(`${prop}.originShieldRegion`, origin.originShieldRegion, FORMATS.region);
  checkOriginPath(validator, prop, origin.path);
}

/** Records what can't be put before a request's path (CloudFront API Reference, Origin). */
export function checkOriginPath(validator: Validator, prop: string, path: string | undefined): void {
  validator.matches(`${prop}.path`, path, /^(\/[^\s/]+)+$/, "must begin with a slash, and end without one", 'Write it as "/site".');
}

/** What signs every request to the buckets of a distribution. */
export function createOriginAccessControl(scope: Construct): CloudfrontOriginAccessControl {
  return new CloudfrontOriginAccessControl(scope, "OriginAccessControl", {
    name: accountWideName(scope, { maxLength: 64, punctuation: "-_" }),
    description: `Buckets of ${pathFromStack(scope).join("/")}`,
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}

/** A distribution's block. Pure. */
export function bucketOriginBlock(originId: string, origin: BucketOrigin, originAccessControlId: string): CloudfrontDistributionOrigin {
  const { bucket, path, originShieldRegion } = origin;
  return {
    originId,
    domainName: bucket.bucketRegionalDomainName,
    originPath: path,
    originAccessControlId,
    originShield: originShieldRegion ? { enabled: true, originShieldRegion } : undefined,
  };
}
