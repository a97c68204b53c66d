import { ServiceNeed } from "./need";
import { actingFor, delivers, principalOf } from "./requests";

/** Server access logs of buckets. */
export const S3_ACCESS_LOGS: ServiceNeed = {
  id: "s3-access-logs",
  page: 'Amazon S3 User Guide, "Enabling Amazon S3 server access logging", "Grant permissions to the logging service principal using a bucket policy"',
  types: ["aws_s3_bucket_logging"],
  requests: (view, logging) => {
    const source = view.bucket(logging, logging.args.bucket);
    if (source === undefined) return [];
    return delivers(view, view.bucket(logging, logging.args.target_bucket), {
      principal: principalOf("logging.s3"),
      path: `${view.text(logging, logging.args.target_prefix) ?? ""}2026-01-01-00-00-00-0123456789ABCDEF`,
      context: actingFor(view.place(logging), source.arn),
      object: {},
      purpose: `Amazon S3 writes the server access logs of ${source.resource?.name ?? source.name}`,
    });
  },
};
