import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { PolicyDocument } from "../../src/internal/policy-document";
import { tlsOnlyStatements } from "../../src/internal/s3/bucket-protection";
import { Validator } from "../../src/internal/validator";
import { StateReaders, readerStatements } from "./state-readers";

/** What the policy of a state bucket is made with. */
interface PolicySettings {
  readonly bucketName: string;
  readonly policy: string;
  readonly publicAccessBlock: ITerraformDependable;
  readonly provider?: TerraformProvider;
}

/** What the policy of a state bucket says. */
interface PolicyContent {
  readonly bucketArn: string;
  readonly readers: StateReaders;
  readonly deletionAllowedTo: readonly string[];
  /** The object keys of the states, sorted. */
  readonly stateKeys: readonly string[];
}

/** What `stateKey` ends every object key with. Lock files end otherwise. */
const STATE_SUFFIX = ".tfstate";

/** Records what is no role's ARN. */
export function checkDeletionAllowedTo(validator: Validator, roleArns: readonly string[] | undefined): void {
  validator.known("deletionAllowedTo", roleArns);
  roleArns?.forEach((arn, index) => validator.format(`deletionAllowedTo[${index}]`, arn, FORMATS.roleArn));
}

/** The policy of a state bucket. */
export function createBucketPolicy(scope: Construct, settings: PolicySettings): S3BucketPolicy {
  const { bucketName, policy, publicAccessBlock, provider } = settings;
  return new S3BucketPolicy(scope, "Policy", { bucket: bucketName, policy, provider, dependsOn: [publicAccessBlock] });
}

/** Denies requests below TLS 1.2, states that ask for another encryption than SSE-KMS, and the deletion of states; allows the readers. Pure. */
export function bucketPolicyJson({ bucketArn, readers, deletionAllowedTo, stateKeys }: PolicyContent): string {
  return new PolicyDocument([
    ...tlsOnlyStatements(bucketArn),
    kmsOnlyStatement(bucketArn),
    keepStatesStatement(bucketArn, stateKeys, deletionAllowedTo),
    ...readerStatements(readers, bucketArn),
  ]).toJson();
}

/** Without the header the bucket's default encryption holds; a backend that names no key asks for S3's own keys by name. */
function kmsOnlyStatement(bucketArn: string): PolicyStatement {
  return {
    sid: "KmsOnly",
    effect: "Deny",
    principals: "*",
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    },
  };
}

/** Lifecycle rules aren't requests: what they expire is expired all the same (S3 User Guide, "Expiring objects"). */
function keepStatesStatement(bucketArn: string, stateKeys: readonly string[], deletionAllowedTo: readonly string[]): PolicyStatement {
  const others = stateKeys.filter((key) => !key.endsWith(STATE_SUFFIX));
  return {
    sid: "KeepStates",
    effect: "Deny",
    principals: "*",
    actions: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    resources: [`*${STATE_SUFFIX}`, ...others].map((key) => `${bucketArn}/${key}`),
    ...(deletionAllowedTo.length > 0 && { conditions: { ArnNotLike: { "aws:PrincipalArn": deletionAllowedTo } } }),
  };
}
