import { Cloudtrail, CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, IBucket, IEncryptionKey, ILogBucket } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { BUCKET } from "../../src/core/interfaces";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { logPrefix } from "../../src/internal/log-prefix";
import { placedName } from "../../src/internal/names";
import { BOOLEAN, PropTypes, STRING, list, oneOf, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, checkPlacement, placedRegion } from "../../src/internal/region";
import { dependenciesIn, deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { cloudTrailLogSource } from "./log-sources";

const READ_WRITE_TYPES = ["All", "ReadOnly", "WriteOnly"] as const;

/** The choices for a trail of what is done with the objects of buckets. */
export interface BucketAuditTrailProps {
  /** The buckets whose objects are read and written, 1 to 497; in the trail's region unless `multiRegion` is set. */
  readonly buckets: readonly IBucket[];
  /** The log bucket that the log files are delivered to, under a prefix of the trail's own; in any region. */
  readonly destination: ILogBucket;
  /** Encrypts the log files; in the region of `destination`. Who reads them needs to decrypt with it. */
  readonly encryptionKey: IEncryptionKey;
  /** Which events are recorded: reads, writes or both. @default "All" */
  readonly readWriteType?: "All" | "ReadOnly" | "WriteOnly";
  /** Whether events in buckets of all regions are recorded, such as those in a replica. @default false */
  readonly multiRegion?: boolean;
  /** A fixed name, 3 to 128 letters, digits, dots, dashes and underscores. A change replaces the trail. @default - the construct's path */
  readonly trailName?: string;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
}

const PROPS: PropTypes<BucketAuditTrailProps> = {
  buckets: list<readonly IBucket[]>(),
  destination: LOG_BUCKET,
  encryptionKey: ENCRYPTION_KEY,
  readWriteType: optional(oneOf(READ_WRITE_TYPES)),
  multiRegion: optional(BOOLEAN),
  trailName: optional(STRING),
  provider: optional(PROVIDER),
  region: optional(STRING),
};

/** All event selectors of a trail have 500 values together (CloudTrail User Guide, "Quotas"); three of them say which events these are. */
const MAX_BUCKETS = 497;

/** CloudTrail takes 200 characters for the prefix of log files: the kind of logs, the stack where it is another, and the path. */
const MAX_PREFIX_LENGTH = 90;

/**
 * A CloudTrail trail of data events: who read, wrote or deleted which object, and when. Its log files are encrypted, and digest files show whether one was
 * changed or deleted (CloudTrail User Guide, "Logging data events" and "Validating CloudTrail log file integrity"). It records no management events.
 */
export class BucketAuditTrail extends Construct {
  /** The trail's ARN. */
  public readonly trailArn: string;
  /** The trail's name. */
  public readonly trailName: string;
  /** The key that log files are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** Which events are recorded. */
  public readonly readWriteType: "All" | "ReadOnly" | "WriteOnly";
  /** Whether events of all regions are recorded. */
  public readonly multiRegion: boolean;
  /** The trail's region. */
  public readonly region: string;
  /** The trail. */
  public readonly resource: Cloudtrail;

  /** @throws ValidationError for a name that CloudTrail refuses, buckets that it can't record, or a key of another region than the log bucket's */
  constructor(scope: Construct, id: string, props: BucketAuditTrailProps) {
    super(scope, id);
    this.region = placedRegion(this, props ?? {});
    checkTrail(new Validator(this), props, this.region);
    deployAfter(this, props.encryptionKey, props.destination);
    const environment = AwsEnvironment.of(this);
    const { provider } = props;
    this.encryptionKey = props.encryptionKey;
    this.readWriteType = props.readWriteType ?? "All";
    this.multiRegion = props.multiRegion ?? false;
    this.trailName = props.trailName ?? placedName(this, { maxLength: 128, punctuation: "-_" }, provider);
    // Written out: the policies of the bucket and the key come before the trail.
    this.trailArn = environment.arn("cloudtrail", `trail/${this.trailName}`, { region: this.region });
    allowTrail(this.encryptionKey, environment, this.trailArn);
    const source = cloudTrailLogSource(environment, this.trailArn);
    const delivery = props.destination.addLogSource(logPrefix("audit", this, props.destination, MAX_PREFIX_LENGTH), source);
    this.resource = new Cloudtrail(this, "Resource", {
      name: this.trailName,
      s3BucketName: delivery.bucketName,
      s3KeyPrefix: delivery.prefix,
      kmsKeyId: this.encryptionKey.keyArn,
      enableLogFileValidation: true,
      isMultiRegionTrail: this.multiRegion,
      // CloudTrail demands it of a trail of all regions; without management events there are none.
      includeGlobalServiceEvents: this.multiRegion,
      advancedEventSelector: [eventSelector(props.buckets, this.readWriteType)],
      provider,
      dependsOn: dependenciesIn(this, delivery.dependencies),
    });
  }
}

/** Data events of objects in these buckets: a bucket's ARN with a slash matches its objects, and no bucket whose name is longer. Pure. */
function eventSelector(
  buckets: readonly IBucket[],
  readWriteType: BucketAuditTrailProps["readWriteType"],
): CloudtrailAdvancedEventSelector {
  return {
    name: "Objects",
    fieldSelector: [
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: ["AWS::S3::Object"] },
      { field: "resources.ARN", startsWith: buckets.map(({ bucketArn }) => `${bucketArn}/`) },
      ...(readWriteType === "All" ? [] : [{ field: "readOnly", equalTo: [String(readWriteType === "ReadOnly")] }]),
    ],
  };
}

/** CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail". */
function allowTrail(key: IEncryptionKey, { accountId, partition }: IAwsEnvironment, trailArn: string): void {
  const principals = { services: ["cloudtrail.amazonaws.com"] };
  const trails = `arn:${partition}:cloudtrail:*:${accountId}:trail/*`;
  key.addToPolicy({
    sid: "CloudTrailEncrypt",
    principals,
    actions: ["kms:GenerateDataKey*"],
    conditions: { StringEquals: { "aws:SourceArn": trailArn }, StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails } },
  });
  // To create a trail that delivers to a bucket with an S3 Bucket Key.
  key.addToPolicy({
    sid: "CloudTrailDecrypt",
    principals,
    actions: ["kms:Decrypt"],
    conditions: { StringEquals: { "aws:SourceArn": trailArn } },
  });
  key.addToPolicy({
    sid: "CloudTrailDescribe",
    principals,
    actions: ["kms:DescribeKey"],
    conditions: { StringEquals: { "aws:SourceArn": trailArn } },
  });
}

function checkTrail(validator: Validator, props: BucketAuditTrailProps, region: string): void {
  validator.props(props, PROPS);
  const { buckets, destination } = props;
  buckets.forEach((bucket, index) => validator.props({ bucket }, { bucket: BUCKET }, `buckets[${index}]`));
  validator
    .known("readWriteType", props.readWriteType)
    .known("multiRegion", props.multiRegion)
    .check("buckets", buckets.length, buckets.length > 0, "must not be empty", "Name at least one.")
    .check("buckets", buckets.length, buckets.length <= MAX_BUCKETS, `must be ${MAX_BUCKETS} at most`, "Make another trail.")
    .matches(
      "trailName",
      props.trailName,
      /^(?!.*[._-]{2})(?!\d{1,3}(\.\d{1,3}){3}$)[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/,
      "must be 3 to 128 letters, digits and single dots, dashes and underscores between them",
      'Write it as "trade-records-audit".',
    );
  checkPlacement(validator, props, "trail");
  if (destination.region !== undefined) checkKeyRegion(validator, props.encryptionKey, destination.region);
  buckets.forEach((bucket, index) => {
    const prop = `buckets[${index}]`;
    const { bucketArn } = bucket;
    validator
      .check(
        prop,
        bucketArn,
        bucketArn !== destination.bucketArn,
        "must not be the destination: each log file would be an event to log",
        "Leave it out, or give another destination.",
      )
      .onceKnown([(bucket as { readonly region?: string }).region, region], (collected, bucketRegion, own) =>
        collected.check(
          prop,
          bucketRegion,
          bucketRegion === own || props.multiRegion === true,
          `must be in the trail's region, ${own}`,
          "Set multiRegion, or make a trail in the bucket's region.",
        ),
      );
  });
  validator.throwIfInvalid();
}
