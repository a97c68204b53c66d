import { Breakage, NOBODY, UNKNOWN_KEY, because, wrong } from "../breakage";
import { Arguments } from "../stack-editor";

export const S3: readonly Breakage[] = [
  because(
    "public-bucket",
    "A bucket's policy lets everybody read, though public access is blocked.",
    ["aws_s3_bucket_policy", "Releases_Policy"],
    /AccessDenied: .*because public policies are blocked/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Releases_Policy", (statements) => [
        ...statements,
        { Sid: "Public", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: statements[0]!.Resource[1] },
      ]),
  ),
  because(
    "bucket-policy-for-nobody",
    "A bucket's policy names a role that doesn't exist.",
    ["aws_s3_bucket_policy", "Releases_Policy"],
    /MalformedPolicy: Invalid principal in policy/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Releases_Policy", (statements) => [
        ...statements,
        { ...NOBODY, Action: "s3:GetObject", Resource: statements[0]!.Resource[1] },
      ]),
  ),
  because(
    "bucket-policy-of-another-bucket",
    "A bucket's policy is about another bucket.",
    ["aws_s3_bucket_policy", "Releases_Policy"],
    /MalformedPolicy: Policy has invalid resource/,
    (stack) => stack.replaceInPolicy("aws_s3_bucket_policy", "Releases_Policy", "trading-local-releases", "trading-local-others"),
  ),
  wrong(
    "early-infrequent-access",
    "Logs move to infrequent access after ten days.",
    ["aws_s3_bucket_lifecycle_configuration", "Logs_Lifecycle"],
    /InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'/,
    (r) => {
      r.rule[0].transition.find((transition: Arguments) => transition.storage_class === "STANDARD_IA").days = 10;
    },
  ),
  wrong(
    "lifecycle-backwards",
    "Records move back to a class that is read more.",
    ["aws_s3_bucket_lifecycle_configuration", "TradeRecords_Lifecycle"],
    /InvalidArgument: 'Days' in the Transition action for StorageClass 'DEEP_ARCHIVE'/,
    (r) => {
      for (const transition of r.rule[0].transition) transition.days = transition.storage_class === "DEEP_ARCHIVE" ? 30 : 365;
    },
  ),
  because(
    "archive-without-versioning",
    "Retention is asked of a bucket without versioning.",
    ["aws_s3_bucket_object_lock_configuration", "TradeRecords_ObjectLock"],
    /InvalidBucketState: Versioning must be 'Enabled' on the bucket/,
    (stack) => {
      stack.resource("aws_s3_bucket", "TradeRecords").object_lock_enabled = false;
      stack.resource("aws_s3_bucket_versioning", "TradeRecords_Versioning").versioning_configuration.status = "Suspended";
    },
  ),
  wrong(
    "retention-too-long",
    "Records are kept for longer than S3 keeps any.",
    ["aws_s3_bucket_object_lock_configuration", "TradeRecords_ObjectLock"],
    /InvalidArgument: Default retention period too large/,
    (r) => {
      r.rule.default_retention.years = 101;
    },
  ),
  wrong(
    "logs-to-no-bucket",
    "A bucket logs to one that doesn't exist.",
    ["aws_s3_bucket_logging", "Assets_Logging"],
    /InvalidTargetBucketForLogging: The target bucket for logging does not exist/,
    (r) => {
      r.target_bucket = "trading-local-nowhere";
    },
  ),
  wrong(
    "bucket-name",
    "A bucket's name has capital letters.",
    ["aws_s3_bucket", "Assets"],
    /only lowercase alphanumeric characters and hyphens allowed/,
    (r) => {
      r.bucket = "Trading_Local_Assets";
    },
  ),
  wrong(
    "object-under-unknown-key",
    "An object is written under a key that doesn't exist.",
    ["aws_s3_object", "Releases_Object-TradingApi"],
    /KMS\.NotFoundException/,
    (r) => {
      r.kms_key_id = UNKNOWN_KEY;
    },
  ),
];
