import { ITerraformDependable } from "cdktf";
import { IEncryptionKey, LogDelivery, LogSource, PolicyConditions, PolicyStatement } from "../../src/core";
import { STRING, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { BucketBase } from "./bucket-base";

/** The sources that deliver logs to a bucket, each allowed by a statement of its own and under a prefix of its own. */
export class LogAdmission {
  private readonly owners = new Map<string, LogSource>();

  constructor(
    private readonly bucket: BucketBase,
    /** What a source must wait for. */
    private readonly dependencies: readonly ITerraformDependable[],
  ) {}

  public add(prefix: string, source: LogSource): LogDelivery {
    this.validate(prefix, source);
    this.owners.set(prefix, source);
    const { bucketName, bucketArn, encryptionKey } = this.bucket;
    if (source.keyStatement) encryptionKey?.addToPolicy(source.keyStatement);
    bucketStatements(bucketArn, prefix, source).forEach((statement) => this.bucket.addToPolicy(statement));
    return { bucketName, bucketArn, prefix, dependencies: this.dependencies };
  }

  private validate(prefix: string, source: LogSource): void {
    const validator = new Validator(this.bucket).props({ prefix, source }, { prefix: STRING, source: record() });
    const owner = this.owners.get(prefix);
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
        owner === undefined || (owner.sid === source.sid && owner.sourceArn === source.sourceArn),
        "must be a source's own",
        `Choose another than that of ${owner?.description}.`,
      );
    checkKey(validator, source, this.bucket.encryptionKey);
    checkBucketNamePrefix(validator, source, this.bucket.bucketArn);
    validator.throwIfInvalid();
  }
}

function checkKey(validator: Validator, { description, keyStatement }: LogSource, encryptionKey: IEncryptionKey | undefined): void {
  validator.check(
    "encryptionKey",
    encryptionKey,
    encryptionKey === undefined || keyStatement !== undefined,
    `must be left out for a bucket that ${description} are delivered to: they take no key but S3's own`,
    "Make a second LogBucket without a key for them.",
  );
}

function checkBucketNamePrefix(validator: Validator, { description, bucketNamePrefix = "" }: LogSource, bucketArn: string): void {
  const name = bucketArn.split(":::")[1]!;
  validator.check(
    "bucketName",
    name,
    name.startsWith(bucketNamePrefix),
    `must begin with ${bucketNamePrefix} for ${description} to be delivered to it`,
    `Give the bucket the name "${bucketNamePrefix}…".`,
  );
}

/** What a bucket's policy holds for a source. Pure. */
function bucketStatements(bucketArn: string, prefix: string, source: LogSource): PolicyStatement[] {
  const { sid, accountId, sourceArn, keyPattern = "*" } = source;
  const principals = { services: [source.service] };
  const account = { "aws:SourceAccount": accountId };
  const conditions = (stringEquals: Readonly<Record<string, string>>): PolicyConditions => ({
    StringEquals: stringEquals,
    ArnLike: { "aws:SourceArn": sourceArn },
  });
  const delivery: PolicyStatement = {
    sid,
    principals,
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/${prefix}/${keyPattern}`],
    // Delivered objects belong to the bucket's owner; most services say so with each.
    conditions: conditions(source.setsOwnerFullControl ? { ...account, "s3:x-amz-acl": "bucket-owner-full-control" } : account),
  };
  if (!source.checksBucketAcl) return [delivery];
  const actions = ["s3:GetBucketAcl", "s3:ListBucket"];
  return [{ sid: `${sid}AclCheck`, principals, actions, resources: [bucketArn], conditions: conditions(account) }, delivery];
}
