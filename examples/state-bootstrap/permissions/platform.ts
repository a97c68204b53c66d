import { PolicyStatement } from "../../../src";
import { DeployedStack, adopted, created, everywhere, named, owned, regional } from "./deployed-stack";
import { autoScalingRoleArns } from "./identity";

/** Keys and buckets. */
export function platformStatements(stack: DeployedStack): PolicyStatement[] {
  return [...keyStatements(stack), ...bucketStatements(stack)];
}

function keyStatements(stack: DeployedStack): PolicyStatement[] {
  const { region } = stack;
  const keys = everywhere(stack, "kms", "key/*");
  // What a service's name ends with is the partition's.
  const services = ["elasticache", "rds", "s3", "secretsmanager"].map((service) => `${service}.${region}.*`);
  return [
    { sid: "KeysCreate", actions: ["kms:CreateKey"], resources: ["*"], conditions: created(stack) },
    // Creating a key asks for both (Service Authorization Reference, CreateKey). No other request for a policy has tags in it.
    { sid: "KeysAtCreation", actions: ["kms:PutKeyPolicy", "kms:TagResource"], resources: keys, conditions: adopted(stack) },
    {
      sid: "KeysChange",
      actions: [
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        ...(stack.removal === "destroy" ? ["kms:ScheduleKeyDeletion"] : []),
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      resources: keys,
      conditions: owned(stack),
    },
    {
      sid: "KeysAliases",
      actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      resources: named(stack, (id) => everywhere(stack, "kms", `alias/${id}-*`)),
    },
    // The database and the cache are created under the key by whoever may use it; the password and the release are written under it.
    {
      sid: "KeysThroughServices",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      resources: [regional(stack, "kms", "key/*")],
      conditions: { ...owned(stack), StringLike: { "kms:ViaService": services } },
    },
    {
      sid: "KeysGrantsToServices",
      actions: ["kms:CreateGrant"],
      resources: [regional(stack, "kms", "key/*")],
      conditions: {
        ...owned(stack),
        StringLike: { "kms:ViaService": services },
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    },
    ...(stack.stackIds.length > 1 ? [autoScalingGrantsStatement(stack)] : []),
  ];
}

/** Volumes under a key of an earlier stack: its policy can't name the role that launches the instances, so the role has a grant on the key. */
function autoScalingGrantsStatement(stack: DeployedStack): PolicyStatement {
  return {
    sid: "KeysGrantsToAutoScaling",
    actions: ["kms:CreateGrant", "kms:RevokeGrant"],
    resources: [regional(stack, "kms", "key/*")],
    // Nobody else is granted anything. A revocation names no grantee.
    conditions: { ...owned(stack), ArnLikeIfExists: { "kms:GranteePrincipal": autoScalingRoleArns(stack) } },
  };
}

/** Of the objects, only those of the releases and what pages load are the deployment's; trade records and logs are nobody's to read or delete. */
function bucketStatements(stack: DeployedStack): PolicyStatement[] {
  const bucket = (suffix: string): string[] => named(stack, (id) => `arn:${stack.partition}:s3:::${id}-${suffix}`);
  const deletesData = stack.removal === "destroy";
  return [
    {
      sid: "Buckets",
      actions: [
        "s3:CreateBucket",
        ...(deletesData ? ["s3:DeleteBucket"] : []),
        "s3:DeleteBucketPolicy",
        "s3:PutBucketLogging",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      resources: bucket("*"),
    },
    {
      sid: "Releases",
      actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject", "s3:PutObjectTagging"],
      resources: [...bucket("releases-*/*"), ...bucket("assets-*/static/*")],
    },
    ...(deletesData ? [{ sid: "BucketsEmpty", actions: ["s3:DeleteObject", "s3:DeleteObjectVersion"], resources: bucket("*/*") }] : []),
  ];
}
