import { IConstruct } from "constructs";
import { AwsEnvironment, PolicyDocument, PolicyStatement, Validator } from "../../src/core";
import { lockKey } from "./state-settings";

/** One state object, and how it is encrypted. */
export interface StateLocation {
  readonly bucketArn: string;
  /** The state's object key, as `stateKey` makes it. */
  readonly key: string;
  /** The key that encrypts it. */
  readonly kmsKeyArn: string;
}

/**
 * What a role needs that deploys one stack: it reads and writes the state, and makes and removes the lock. It can't delete the state: only its lock
 * (Terraform documentation, "S3 backend: permissions required").
 */
export function stateDeployStatements(location: StateLocation): PolicyStatement[] {
  const { bucketArn, key, kmsKeyArn } = location;
  return [
    listStatement(location),
    { sid: "StateReadWrite", actions: ["s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/${key}`] },
    { sid: "StateLock", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/${lockKey(key)}`] },
    { sid: "StateKey", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [kmsKeyArn] },
  ];
}

export interface StatePlanOptions {
  /** Whether plans lock, which needs to write the lock; without it, plan with `-lock=false`. @default false */
  readonly lock?: boolean;
}

/** What a role needs that plans one stack and changes nothing. */
export function statePlanStatements(location: StateLocation, options: StatePlanOptions = {}): PolicyStatement[] {
  const { bucketArn, key, kmsKeyArn } = location;
  const statements: PolicyStatement[] = [
    listStatement(location),
    { sid: "StateRead", actions: ["s3:GetObject"], resources: [`${bucketArn}/${key}`] },
    { sid: "StateKey", actions: options.lock ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"], resources: [kmsKeyArn] },
  ];
  if (options.lock) {
    statements.push({
      sid: "StateLock",
      actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      resources: [`${bucketArn}/${lockKey(key)}`],
    });
  }
  return statements;
}

/** The same as JSON, for a role that is managed elsewhere. */
export function stateDeployPolicyJson(location: StateLocation): string {
  return new PolicyDocument(stateDeployStatements(location)).toJson();
}

/** The same as JSON, for a role that is managed elsewhere. */
export function statePlanPolicyJson(location: StateLocation, options: StatePlanOptions = {}): string {
  return new PolicyDocument(statePlanStatements(location, options)).toJson();
}

function listStatement({ bucketArn, key }: StateLocation): PolicyStatement {
  return { sid: "StateList", actions: ["s3:ListBucket"], resources: [bucketArn], conditions: { StringEquals: { "s3:prefix": key } } };
}

/** Which workflow runs of which repository may assume a role. */
export interface GitHubTrust {
  /** `owner/name`, exactly. */
  readonly repository: string;
  /** The GitHub environment that the job must name, exactly. */
  readonly environment: string;
  /** The account's OIDC provider for GitHub. @default - `token.actions.githubusercontent.com` of this account */
  readonly oidcProviderArn?: string;
}

const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/**
 * What the trust policy of a role holds for GitHub Actions (GitHub documentation, "Configuring OpenID Connect in AWS").
 *
 * @throws ValidationError for a wildcard, which would trust others' workflows as well
 */
export function githubTrust(scope: IConstruct, trust: GitHubTrust) {
  new Validator(scope)
    .matches(
      "github.repository",
      trust.repository,
      /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/,
      "must be one repository, without a wildcard",
      'Write it as "acme/platform".',
    )
    .matches(
      "github.environment",
      trust.environment,
      /^[^*?:\s][^*?:]*$/,
      "must be one environment, without a wildcard",
      'Write it as "prod".',
    )
    .throwIfInvalid();
  const environment = AwsEnvironment.of(scope);
  const provider = trust.oidcProviderArn ?? `arn:${environment.partition}:iam::${environment.accountId}:oidc-provider/${GITHUB_ISSUER}`;
  return {
    assumedBy: { federated: [provider] },
    assumeAction: "sts:AssumeRoleWithWebIdentity",
    assumeConditions: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: "sts.amazonaws.com",
        [`${GITHUB_ISSUER}:sub`]: `repo:${trust.repository}:environment:${trust.environment}`,
      },
    },
  } as const;
}
