import { ITerraformDependable } from "cdktf";
import { IConstruct } from "constructs";
import { IBucket, LogDelivery, LogSource, PolicyConditions, PolicyStatement } from "../../src/core";
import { BOOLEAN, PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";

const SOURCE: PropTypes<LogSource> = {
  sid: STRING,
  description: STRING,
  service: STRING,
  deliveryAccountId: optional(STRING),
  accountId: STRING,
  sourceArn: STRING,
  keyPattern: optional(STRING),
  checksBucketAcl: optional(BOOLEAN),
  setsOwnerFullControl: optional(BOOLEAN),
  keyStatement: optional(record()),
  bucketNamePrefix: optional(STRING),
};

/** The sources that deliver logs to a bucket, each allowed by a statement of its own and under a prefix of its own. */
export class LogDeliveries {
  private readonly sources = new Map<string, LogSource>();

  constructor(
    private readonly scope: IConstruct,
    private readonly bucket: Pick<IBucket, "bucketName" | "bucketArn" | "encryptionKey" | "addToPolicy">,
    /** What a source must wait for. */
    private readonly dependencies: readonly ITerraformDependable[],
  ) {}

  public add(prefix: string, source: LogSource): LogDelivery {
    this.validate(prefix, source);
    this.sources.set(prefix, source);
    const { bucketName, bucketArn, encryptionKey } = this.bucket;
    if (source.keyStatement) encryptionKey?.addToPolicy(source.keyStatement);
    bucketStatements(bucketArn, prefix, source).forEach((statement) => this.bucket.addToPolicy(statement));
    return { bucketName, bucketArn, prefix, dependencies: this.dependencies };
  }

  private validate(prefix: string, source: LogSource): void {
    const validator = new Validator(this.scope)
      .props({ prefix, source }, { prefix: STRING, source: record() })
      .props(source, SOURCE, "source");
    const { encryptionKey, bucketArn } = this.bucket;
    const { description } = source;
    const bucketNamePrefix = source.bucketNamePrefix ?? "";
    const other = this.sources.get(prefix);
    const bucketName = bucketArn.split(":::")[1]!;
    validator
      .matches(
        "prefix",
        prefix,
        /^(?!.*AWSLogs)[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/,
        "must be words joined by single slashes, none at either end, and none of them AWSLogs",
        'Write it as "cloudfront".',
      )
      .check(
        "prefix",
        prefix,
        other === undefined || (other.sid === source.sid && other.sourceArn === source.sourceArn),
        "must be unique in this bucket",
        `Choose another than that of ${other?.description}.`,
      )
      .check(
        "encryptionKey",
        encryptionKey,
        !isGiven(encryptionKey) || isGiven(source.keyStatement),
        `must be left out for ${description}: they support encryption with S3 managed keys alone`,
        "Make a second LogBucket without a key for them.",
      )
      .check(
        "bucketName",
        bucketName,
        bucketName.startsWith(bucketNamePrefix),
        `must begin with ${bucketNamePrefix} for ${description}`,
        `Give the bucket the name "${bucketNamePrefix}…".`,
      )
      .throwIfInvalid();
  }
}

/** What a bucket's policy holds for a source. Pure. */
function bucketStatements(bucketArn: string, prefix: string, source: LogSource): PolicyStatement[] {
  const { sid, accountId, sourceArn } = source;
  const put = { sid, actions: ["s3:PutObject"], resources: [`${bucketArn}/${prefix}/${source.keyPattern ?? "*"}`] };
  if (source.deliveryAccountId) return [{ ...put, principals: { aws: [accountRoot(bucketArn, source.deliveryAccountId)] } }];
  const principals = { services: [source.service] };
  const account = { "aws:SourceAccount": accountId };
  const conditions = (stringEquals: Readonly<Record<string, string>>): PolicyConditions => ({
    StringEquals: stringEquals,
    ArnLike: { "aws:SourceArn": sourceArn },
  });
  const delivery: PolicyStatement = {
    ...put,
    principals,
    // Delivered objects belong to the bucket's owner; most services say so with each.
    conditions: conditions(source.setsOwnerFullControl ? { ...account, "s3:x-amz-acl": "bucket-owner-full-control" } : account),
  };
  if (!source.checksBucketAcl) return [delivery];
  const actions = ["s3:GetBucketAcl", "s3:ListBucket"];
  return [{ sid: `${sid}AclCheck`, principals, actions, resources: [bucketArn], conditions: conditions(account) }, delivery];
}

function accountRoot(bucketArn: string, accountId: string): string {
  const [, partition] = bucketArn.split(":");
  return `arn:${partition}:iam::${accountId}:root`;
}
