import { closestTo } from "../../../internal/spelling";
import { matches } from "../patterns";
import { ACCOUNT_ACTIONS } from "./account-actions";
import { COMPUTE_ACTIONS } from "./compute-actions";
import { DATA_ACTIONS } from "./data-actions";
import { SERVICE_PREFIXES } from "./service-prefixes";

/**
 * The actions of the services that this library's resources use, by prefix, as AWS's service reference has them
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/service-reference.html): `npm run iam-reference` writes them. `Get Put:Bucket Object` stands for
 * GetBucket, GetObject, PutBucket and PutObject; names without a verb of their own stand behind a colon alone.
 */
const LISTED: Readonly<Record<string, string>> = { ...ACCOUNT_ACTIONS, ...COMPUTE_ACTIONS, ...DATA_ACTIONS };

/**
 * Operations of APIs that IAM asks by another name (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html; "Actions defined by" each
 * of the others in the Service Authorization Reference). Those whose action is spelled nearly the same are found by that.
 */
const OPERATIONS: Readonly<Record<string, string>> = {
  "kms:reencrypt": "kms:ReEncryptFrom or kms:ReEncryptTo",
  "lambda:invoke": "lambda:InvokeFunction",
  "s3:completemultipartupload": "s3:PutObject",
  "s3:copyobject": "s3:GetObject of the source and s3:PutObject",
  "s3:createmultipartupload": "s3:PutObject",
  "s3:deletebucketcors": "s3:PutBucketCORS",
  "s3:deletebucketencryption": "s3:PutEncryptionConfiguration",
  "s3:deletebucketlifecycle": "s3:PutLifecycleConfiguration",
  "s3:deletebucketreplication": "s3:PutReplicationConfiguration",
  "s3:deletebuckettagging": "s3:PutBucketTagging",
  "s3:deletepublicaccessblock": "s3:PutBucketPublicAccessBlock",
  "s3:getbucketencryption": "s3:GetEncryptionConfiguration",
  "s3:getbucketlifecycle": "s3:GetLifecycleConfiguration",
  "s3:getbucketreplication": "s3:GetReplicationConfiguration",
  "s3:getpublicaccessblock": "s3:GetBucketPublicAccessBlock",
  "s3:headbucket": "s3:ListBucket",
  "s3:headobject": "s3:GetObject",
  "s3:listbuckets": "s3:ListAllMyBuckets",
  "s3:listmultipartuploads": "s3:ListBucketMultipartUploads",
  "s3:listobjects": "s3:ListBucket",
  "s3:listobjectsv2": "s3:ListBucket",
  "s3:listobjectversions": "s3:ListBucketVersions",
  "s3:listparts": "s3:ListMultipartUploadParts",
  "s3:putbucketencryption": "s3:PutEncryptionConfiguration",
  "s3:putbucketlifecycle": "s3:PutLifecycleConfiguration",
  "s3:putbucketreplication": "s3:PutReplicationConfiguration",
  "s3:putpublicaccessblock": "s3:PutBucketPublicAccessBlock",
  "s3:uploadpart": "s3:PutObject",
  "sns:publishbatch": "sns:Publish",
  "sqs:deletemessagebatch": "sqs:DeleteMessage",
  "sqs:sendmessagebatch": "sqs:SendMessage",
};

/** What is wrong with the name of an action or a condition key, and what to write instead. */
export interface Mistake {
  readonly rule: string;
  /** @default - nothing is near */
  readonly meant?: string;
}

/** Why IAM never asks for an action; undefined for one that it may ask for. Letters count whatever their case, as in policies. Pure. */
export function actionMistake(action: string): Mistake | undefined {
  const [service = "", name = ""] = action.split(":");
  if (!SERVICE_PREFIXES.has(service)) {
    const prefix = closestTo(service, [...SERVICE_PREFIXES]);
    return { rule: "must begin with the prefix of an AWS service", meant: prefix && `${prefix}:${name}` };
  }
  if (LISTED[service] === undefined) return undefined;
  const { names, lowerCase } = actionsOf(service);
  if (lowerCase.has(name.toLowerCase())) return undefined;
  const near = closestTo(name, names);
  return {
    rule: "must be an action that the Service Authorization Reference lists",
    meant: OPERATIONS[action.toLowerCase()] ?? (near && `${service}:${near}`),
  };
}

/** The same of an action as policies name it: one with wildcards, which must stand for some action. Pure. */
export function actionPatternMistake(pattern: string): Mistake | undefined {
  const [prefix = "", name = ""] = pattern.split(":");
  const service = prefix.toLowerCase();
  // Of several services: `*`, `*:Describe*`.
  if (/[*?]/.test(service)) return undefined;
  const isPattern = /[*?]/.test(name) && SERVICE_PREFIXES.has(service);
  if (!isPattern) return actionMistake(`${service}:${name}`);
  if (LISTED[service] === undefined || actionsOf(service).names.some((one) => matches(name, one, false))) return undefined;
  return { rule: "must stand for an action that the Service Authorization Reference lists" };
}

/** A service's actions, both ways of looking them up. */
interface ServiceActions {
  readonly names: readonly string[];
  readonly lowerCase: ReadonlySet<string>;
}

/** By service: each list is read when its service is first asked about. */
const READ = new Map<string, ServiceActions>();

function actionsOf(service: string): ServiceActions {
  const known = READ.get(service);
  if (known) return known;
  // A line without verbs goes on with the one before.
  const groups = LISTED[service]!.replace(/\n(?!.*:)/g, " ").split("\n");
  const names = groups.flatMap((group) => {
    const [verbs = "", nouns = ""] = group.split(":");
    return verbs.split(" ").flatMap((verb) => nouns.split(" ").map((noun) => `${verb}${noun}`));
  });
  const read = { names, lowerCase: new Set(names.map((name) => name.toLowerCase())) };
  READ.set(service, read);
  return read;
}
