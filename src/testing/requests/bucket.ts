import { Configuration, Resource } from "../reachability/configuration";
import { Arguments, policyStatements } from "../synthesized-stack";
import { texts } from "./arguments";
import { ReceivedResponse } from "./cache-time";
import { Origin } from "./origins";
import { percentDecoded } from "./percent-encoding";
import { Trace } from "./trace";
import { matchesPattern } from "./wildcards";

/** Who reads for CloudFront: the service by origin access control, an origin access identity, or everybody. */
const READER = /^cloudfront\.amazonaws\.com$|CloudFront Origin Access Identity|cloudfront_origin_access_identity|^\*$/;

/**
 * What an S3 bucket answers: the object, or the error of one that is missing. Without `s3:ListBucket` that is 403, so that nobody learns which objects there
 * are (Amazon S3 API Reference, `GetObject`, permissions).
 *
 * @param origin the origin that is the bucket
 * @param path the path that CloudFront asks for, with the origin's own
 * @param missing whether there is no object under the key
 * @param response what the bucket answers for an object
 */
export function answerOfBucket(
  configuration: Configuration,
  origin: Origin,
  path: string,
  { missing, response }: { readonly missing: boolean; readonly response: ReceivedResponse },
  trace: Trace,
): ReceivedResponse {
  const { bucket } = origin;
  const key = percentDecoded(path.slice(1));
  const name = bucket?.name ?? origin.domainName;
  const allowed = bucket && allowedActions(configuration, bucket);
  if (!allowed) {
    trace.assume(`CloudFront may read and list the objects of ${name}: its policy isn't in the stacks`);
  } else if (!allowed("s3:GetObject")) {
    trace.step("bucket", name, `the bucket's policy doesn't let CloudFront read ${key}: 403`);
    return { status: 403, headers: {} };
  }
  if (!missing) {
    trace.step(
      "bucket",
      name,
      response.status < 400 ? `the object ${key} is read: ${response.status}` : `${key} is answered with ${response.status}`,
    );
    return response;
  }
  const lists = allowed?.("s3:ListBucket") ?? true;
  const reason = lists
    ? "CloudFront may list the bucket"
    : "CloudFront may not list the bucket (s3:ListBucket), so that S3 doesn't say that the object is missing";
  trace.step("bucket", name, `there is no object ${key}, and ${reason}: ${lists ? 404 : 403}`);
  return { status: lists ? 404 : 403, headers: {} };
}

/** What the bucket's policy lets CloudFront do; undefined where the stacks don't have the policy's text. */
function allowedActions(configuration: Configuration, bucket: Resource): ((action: string) => boolean) | undefined {
  const policies = configuration
    .all("aws_s3_bucket_policy")
    .filter(
      (policy) =>
        configuration.named(policy, "aws_s3_bucket", policy.args.bucket)?.key === bucket.key || policy.args.bucket === bucket.args.bucket,
    );
  const statements = policies.map(({ args }) => statementsOf(args.policy));
  if (policies.length === 0 || statements.some((one) => one === undefined)) return undefined;
  const allows = statements.flatMap((one) => one!).filter(({ Effect, Principal }) => Effect === "Allow" && admitsCloudFront(Principal));
  return (action) =>
    allows.some(({ Action }) => texts(Action).some((pattern) => matchesPattern(pattern, action, { caseSensitive: false })));
}

function statementsOf(policy: unknown): Arguments[] | undefined {
  return typeof policy === "string" && policy.trimStart().startsWith("{") ? policyStatements(policy) : undefined;
}

function admitsCloudFront(principal: unknown): boolean {
  const all = typeof principal === "object" && principal !== null ? Object.values(principal).flatMap(texts) : texts(principal);
  return all.some((one) => READER.test(one));
}
