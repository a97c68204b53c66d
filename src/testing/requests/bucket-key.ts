import { Configuration, Resource } from "../configuration";
import { permissions } from "../permissions";
import { Names } from "../permissions/names";
import { keyRequests } from "../permissions/services/cloudfront-origins";
import { ServiceView } from "../permissions/services/view";
import { BucketReader } from "./origins";

/** Why S3 doesn't give an object, or take one, because of the key that it is encrypted under. */
export interface KeyRefusal {
  readonly status: number;
  readonly why: string;
}

/** What CloudFront asks of an object. */
export interface ObjectRequest {
  readonly method: string;
  /** The object's key with a slash before it. */
  readonly path: string;
  readonly reader: BucketReader;
}

/** What refuses a request for an object under the bucket's KMS key; undefined where nothing does, and for a bucket of SSE-S3. */
export function keyRefusal(
  configuration: Configuration,
  distribution: Resource,
  bucket: Resource,
  { method, path, reader }: ObjectRequest,
): KeyRefusal | undefined {
  const view = new ServiceView(configuration, configuration.stacks, new Names(configuration));
  const target = { arn: view.arnOf(bucket), name: bucket.name, resource: bucket, prefix: "" };
  const [request] = keyRequests(view, distribution, target, { method, resourcePath: path, purpose: method });
  if (request === undefined) return undefined;
  // Amazon S3 API Reference, "Error responses": KMS needs Signature Version 4, which nothing but an origin access control signs with.
  if (reader !== "control") return { status: 400, why: "without an origin access control S3 decrypts nothing" };
  if (request.refused !== undefined) return { status: 403, why: request.refused };
  const { principal, action, resource, context } = request;
  const { verdict, explanation } = permissions(configuration.stacks).evaluate({ principal, action, resource, context });
  return verdict === "denied" ? { status: 403, why: explanation.replace(/\.$/, "") } : undefined;
}
