import { Configuration, Resource } from "../configuration";
import { block, isFalse } from "./blocks";

/** The buckets of the stacks that a load balancer, or S3 for a bucket, writes logs into. */
export function logTargets(configuration: Configuration, resource: Resource): Resource[] {
  const { args, type } = resource;
  const logs = [block(args.access_logs), block(args.connection_logs)].filter((one) => one !== undefined && !isFalse(one.enabled));
  const targets: unknown[] = type === "aws_lb" ? logs.map((one) => one!.bucket as unknown) : [args.target_bucket];
  return targets.flatMap((target) => bucketOf(configuration, resource, target) ?? []);
}

/** Whether load balancers or S3 write their logs into a bucket. */
export function isLogTarget(configuration: Configuration, bucket: Resource): boolean {
  return targetsOf(configuration).has(bucket.key);
}

/** By configuration: each is gone through once. */
const TARGETS = new WeakMap<Configuration, ReadonlySet<string>>();

function targetsOf(configuration: Configuration): ReadonlySet<string> {
  const known = TARGETS.get(configuration);
  if (known) return known;
  const logging = [...configuration.all("aws_lb"), ...configuration.all("aws_s3_bucket_logging")];
  const targets = new Set(logging.flatMap((resource) => logTargets(configuration, resource)).map(({ key }) => key));
  TARGETS.set(configuration, targets);
  return targets;
}

function bucketOf(configuration: Configuration, resource: Resource, value: unknown): Resource | undefined {
  const key = configuration.key(resource, value);
  return configuration.find(key) ?? configuration.all("aws_s3_bucket").find(({ args }) => key !== undefined && args.bucket === key);
}
