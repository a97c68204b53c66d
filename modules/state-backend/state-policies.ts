import { IConstruct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { PolicyDocument } from "../../src/internal/policy-document";
import { Validator } from "../../src/internal/validator";
import { checkStateKey, lockKey } from "./state-settings";

/** One state object, and how it is encrypted. */
export interface StateLocation {
  readonly bucketArn: string;
  /** The state's object key, as `stateKey` makes it. */
  readonly key: string;
  /** The key that encrypts it, by ARN: IAM knows no aliases here. */
  readonly kmsKeyArn: string;
}

/**
 * What a role needs that deploys one stack: it reads and writes the state, and makes and removes the lock. It can't delete the state, only its lock
 * (Terraform documentation, "S3 backend: permissions required").
 *
 * @throws ValidationError for a key with a slash at an end, or a wildcard
 */
export function stateDeployStatements(scope: IConstruct, location: StateLocation): PolicyStatement[] {
  checkLocation(scope, location);
  const { bucketArn, key, kmsKeyArn } = location;
  return [
    listStatement(location),
    { sid: "StateReadWrite", actions: ["s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/${key}`] },
    lockStatement(location),
    { sid: "StateEncryptDecrypt", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [kmsKeyArn] },
  ];
}

export interface StatePlanOptions {
  /** Whether plans lock, which needs to write the lock; without it, plan with `-lock=false`. @default false */
  readonly lock?: boolean;
}

/**
 * What a role needs that plans one stack and changes nothing.
 *
 * @throws ValidationError for a key with a slash at an end, or a wildcard
 */
export function statePlanStatements(scope: IConstruct, location: StateLocation, options: StatePlanOptions = {}): PolicyStatement[] {
  checkLocation(scope, location);
  const { bucketArn, key, kmsKeyArn } = location;
  const read: PolicyStatement[] = [
    listStatement(location),
    { sid: "StateRead", actions: ["s3:GetObject"], resources: [`${bucketArn}/${key}`] },
  ];
  if (!options.lock) return [...read, { sid: "StateDecrypt", actions: ["kms:Decrypt"], resources: [kmsKeyArn] }];
  return [
    ...read,
    lockStatement(location),
    { sid: "StateEncryptDecrypt", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [kmsKeyArn] },
  ];
}

/** What a deploy role needs as JSON, for a role that is managed elsewhere. */
export function stateDeployPolicyJson(scope: IConstruct, location: StateLocation): string {
  return new PolicyDocument(stateDeployStatements(scope, location)).toJson();
}

/** What a plan role needs as JSON, for a role that is managed elsewhere. */
export function statePlanPolicyJson(scope: IConstruct, location: StateLocation, options: StatePlanOptions = {}): string {
  return new PolicyDocument(statePlanStatements(scope, location, options)).toJson();
}

function listStatement({ bucketArn, key }: StateLocation): PolicyStatement {
  // `terraform init` asks for the names of workspaces, also where there is only the default one.
  return {
    sid: "StateList",
    actions: ["s3:ListBucket"],
    resources: [bucketArn],
    conditions: { StringEquals: { "s3:prefix": [key, "env:/"] } },
  };
}

function lockStatement({ bucketArn, key }: StateLocation): PolicyStatement {
  return { sid: "StateLock", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/${lockKey(key)}`] };
}

function checkLocation(scope: IConstruct, { key, kmsKeyArn }: StateLocation): void {
  const validator = new Validator(scope);
  checkStateKey(validator, "key", key);
  validator
    .matches(
      "kmsKeyArn",
      kmsKeyArn,
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
      "must be a key's ARN, not an alias",
      'Copy the ARN that ends in "key/…".',
    )
    .throwIfInvalid();
}
