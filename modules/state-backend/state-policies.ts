import { IConstruct } from "constructs";
import { IGrantable, PolicyConditions, PolicyStatement } from "../../src/core";
import { checkScope } from "../../src/internal/check-scope";
import { FORMATS } from "../../src/internal/formats";
import { grantTo } from "../../src/internal/grant";
import { PolicyDocument } from "../../src/internal/policy-document";
import { BOOLEAN, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { viaService } from "../../src/internal/via-service";
import { checkKeyOfState, lockKey } from "./state-key";

/** The state of one stack in a state bucket. */
export interface StateLocation {
  /** The state bucket's ARN. */
  readonly bucketArn: string;
  /** The state's object key, as `stateKey` makes it. */
  readonly key: string;
  /** The ARN of the KMS key that the state is encrypted under: IAM policies know no aliases. */
  readonly encryptionKeyArn: string;
}

const LOCATION: PropTypes<StateLocation> = { bucketArn: STRING, key: STRING, encryptionKeyArn: STRING };

/** The choices for a role that plans. */
export interface StatePlanOptions {
  /** Whether plans lock the state, which needs permission to write the lock file; without it, plan with `-lock=false`. @default false */
  readonly lock?: boolean;
}

const OPTIONS: PropTypes<StatePlanOptions> = { lock: optional(BOOLEAN) };

/**
 * The policy of a role that deploys one stack, as JSON, for a role that is managed elsewhere: it reads and writes the state, and locks and
 * unlocks it; it can't delete the state (Terraform documentation, "S3 backend: permissions required").
 *
 * @param scope the construct that errors name
 * @throws ValidationError for a key with a slash at either end or a wildcard, or for anything but ARNs
 */
export function stateDeployPolicyJson(scope: IConstruct, location: StateLocation): string {
  checkScope("stateDeployPolicyJson", scope);
  return new PolicyDocument(deployStatements(scope, location)).toJson();
}

/**
 * The policy of a role that plans one stack, as JSON, for a role that is managed elsewhere: it reads the state, and locks it only with `lock`.
 *
 * @param scope the construct that errors name
 * @throws ValidationError for a key with a slash at either end or a wildcard, or for anything but ARNs
 */
export function statePlanPolicyJson(scope: IConstruct, location: StateLocation, options: StatePlanOptions = {}): string {
  checkScope("statePlanPolicyJson", scope);
  return new PolicyDocument(planStatements(scope, location, options)).toJson();
}

/** Adds the policy of a role that deploys one stack to what the role may do. */
export function grantStateDeploy(scope: IConstruct, grantee: IGrantable, location: StateLocation, keyRegion: string): void {
  deployStatements(scope, location, keyRegion).forEach((statement) => grantTo(scope, grantee, statement));
}

/** Adds the policy of a role that plans one stack to what the role may do. */
export function grantStatePlan(
  scope: IConstruct,
  grantee: IGrantable,
  location: StateLocation,
  keyRegion: string,
  options: StatePlanOptions = {},
): void {
  planStatements(scope, location, options, keyRegion).forEach((statement) => grantTo(scope, grantee, statement));
}

function deployStatements(scope: IConstruct, location: StateLocation, keyRegion?: string): PolicyStatement[] {
  checkLocation(new Validator(scope), location);
  return [
    listStatement(location),
    { sid: "StateReadWrite", actions: ["s3:GetObject", "s3:PutObject"], resources: [`${location.bucketArn}/${location.key}`] },
    lockStatement(location),
    keyStatement("StateEncryptDecrypt", ["kms:Decrypt", "kms:GenerateDataKey"], location, keyRegion),
  ];
}

function planStatements(scope: IConstruct, location: StateLocation, options: StatePlanOptions, keyRegion?: string): PolicyStatement[] {
  checkLocation(new Validator(scope).props(options, OPTIONS, "options").known("options.lock", options.lock), location);
  return [
    listStatement(location),
    { sid: "StateRead", actions: ["s3:GetObject"], resources: [`${location.bucketArn}/${location.key}`] },
    ...(options.lock
      ? [lockStatement(location), keyStatement("StateEncryptDecrypt", ["kms:Decrypt", "kms:GenerateDataKey"], location, keyRegion)]
      : [keyStatement("StateDecrypt", ["kms:Decrypt"], location, keyRegion)]),
  ];
}

function listStatement({ bucketArn, key }: StateLocation): PolicyStatement {
  return { sid: "StateList", actions: ["s3:ListBucket"], resources: [bucketArn], conditions: listConditions([key]) };
}

/**
 * What Terraform lists, and what it may learn not to exist. Pure.
 *
 * `terraform init` asks for the names of workspaces, also where there is only the default one. Before the first deployment neither state nor
 * lock file exists: S3 says so, with status 404, to those alone who may list the bucket with the object's key as the prefix; to everybody else
 * it says 403, which Terraform takes for an error.
 */
export function listConditions(keys: readonly string[]): PolicyConditions {
  return { StringEquals: { "s3:prefix": [...keys.flatMap((key) => [key, lockKey(key)]), "env:/"] } };
}

function lockStatement({ bucketArn, key }: StateLocation): PolicyStatement {
  return { sid: "StateLock", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/${lockKey(key)}`] };
}

/** The key is used through S3 alone, in the key's region: that of an ARN which only Terraform knows is any. */
function keyStatement(sid: string, actions: readonly string[], { encryptionKeyArn }: StateLocation, keyRegion?: string): PolicyStatement {
  const region = keyRegion ?? (isKnown(encryptionKeyArn) ? encryptionKeyArn.split(":")[3]! : "*");
  return { sid, actions, resources: [encryptionKeyArn], conditions: viaService("s3", region) };
}

function checkLocation(validator: Validator, location: StateLocation): void {
  validator.props(location, LOCATION).format("bucketArn", location.bucketArn, FORMATS.bucketArn);
  checkKeyOfState(validator, "key", location.key);
  validator.format("encryptionKeyArn", location.encryptionKeyArn, FORMATS.keyArn).throwIfInvalid();
}
