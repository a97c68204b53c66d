import { Configuration, Resource } from "../configuration";
import { keyRefusal } from "./bucket-key";
import { BucketPolicies } from "./bucket-policy";
import { ReceivedResponse } from "./cache-time";
import { OriginRequest } from "./origin-request";
import { Origin } from "./origins";
import { percentDecoded } from "./percent-encoding";
import { Trace } from "./trace";

/** What S3 asks policies for a method, in words; for any other, what it asks for a read (Amazon S3 User Guide, "Required permissions for Amazon S3 API operations"). */
const READ = { action: "s3:GetObject", verb: "read", done: "read" };
const WRITE = { action: "s3:PutObject", verb: "write", done: "written" };
const ACCESS: Readonly<Record<string, typeof READ>> = {
  PUT: WRITE,
  POST: WRITE,
  DELETE: { action: "s3:DeleteObject", verb: "delete", done: "deleted" },
};

/**
 * What an S3 bucket answers: the object, or the error of one that is missing. Without `s3:ListBucket` that is 403, so that nobody learns which objects there
 * are (Amazon S3 API Reference, `GetObject`, permissions).
 *
 * @param distribution what asks
 * @param origin the origin that is the bucket
 * @param request what CloudFront asks for, with the origin's own path
 * @param missing whether there is no object under the key
 * @param response what the bucket answers for an object
 */
export function answerOfBucket(
  configuration: Configuration,
  distribution: Resource,
  origin: Origin,
  { method, path, protocol }: Pick<OriginRequest, "method" | "path" | "protocol">,
  { missing, response }: { readonly missing: boolean; readonly response: ReceivedResponse },
  trace: Trace,
): ReceivedResponse {
  const { bucket, reader } = origin;
  const access = ACCESS[method] ?? READ;
  const key = percentDecoded(path.slice(1));
  const name = bucket?.name ?? origin.domainName;
  const policies = new BucketPolicies(configuration);
  const statements = bucket && policies.statementsOf(bucket);
  const allows = (action: string, object?: string): boolean => {
    if (!bucket || !statements) return true;
    const decision = policies.decide(statements, { distribution, bucket, action, key: object, protocol, reader });
    for (const { policy, statement } of decision.assumed) {
      const effect = statement.effect === "Deny" ? "doesn't deny" : "allows";
      trace.assume(`the statement ${statement.name} of ${policy.name} ${effect} ${action}: only AWS knows whether it does`);
    }
    return decision.allowed;
  };
  if (!statements) {
    trace.assume(`CloudFront may read and list the objects of ${name}: its policy isn't in the stacks`);
  } else if (!allows(access.action, key)) {
    const whom = reader === "anonymous" ? "CloudFront, whose requests nothing signs," : "CloudFront";
    trace.step("bucket", name, `the bucket's policy doesn't let ${whom} ${access.verb} ${key}: 403`);
    return { status: 403, headers: {} };
  }
  if (!missing || access !== READ) {
    const refusal = bucket && keyRefusal(configuration, distribution, bucket, { method, path: `/${key}`, reader });
    if (refusal) {
      trace.step("bucket", name, `${key} is encrypted under a KMS key, and ${refusal.why}: ${refusal.status}`);
      return { status: refusal.status, headers: {} };
    }
    trace.step(
      "bucket",
      name,
      response.status < 400 ? `the object ${key} is ${access.done}: ${response.status}` : `${key} is answered with ${response.status}`,
    );
    return response;
  }
  const lists = allows("s3:ListBucket");
  const reason = lists
    ? "CloudFront may list the bucket"
    : "CloudFront may not list the bucket (s3:ListBucket), so that S3 doesn't say that the object is missing";
  trace.step("bucket", name, `there is no object ${key}, and ${reason}: ${lists ? 404 : 403}`);
  return { status: lists ? 404 : 403, headers: {} };
}
