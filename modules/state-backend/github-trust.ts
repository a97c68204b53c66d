import { IConstruct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, RoleProps } from "../../src/core";
import { checkScope } from "../../src/internal/check-scope";
import { FORMATS } from "../../src/internal/formats";
import { BOOLEAN, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { GITHUB_AUDIENCE, GITHUB_ISSUER } from "./github-oidc-provider";

/** The workflow runs that may assume a role: those of one repository that name one environment. */
export interface GitHubTrust {
  /**
   * The repository, exactly as the subject of its tokens names it: `owner/name`, or `owner@id/name@id` with the immutable ids of the owner and
   * the repository. GitHub puts the ids into the subjects of every repository that was created, renamed or transferred since 15 July 2026, or
   * has opted in (GitHub documentation, "OpenID Connect reference: immutable subject claims"). `gh api repos/<owner>/<name> --jq '.owner.id, .id'`
   * prints them.
   */
  readonly repository: string;
  /** The GitHub environment that the job must name, exactly. */
  readonly environment: string;
  /**
   * Whether a subject without the ids is trusted as well: for as long as a repository that opts in still sends it. Whoever takes over a name that
   * became free would be trusted by it. @default false
   */
  readonly acceptWithoutIds?: boolean;
  /** The ARN of the account's OIDC provider for GitHub. @default - `token.actions.githubusercontent.com` of this account */
  readonly oidcProviderArn?: string;
}

const TRUST: PropTypes<GitHubTrust> = {
  repository: STRING,
  environment: STRING,
  acceptWithoutIds: optional(BOOLEAN),
  oidcProviderArn: optional(STRING),
};

/** An owner's name has underscores only where an enterprise manages its users. */
const REPOSITORY = /^[A-Za-z0-9_-]+(@\d+)?\/[A-Za-z0-9._-]+(@\d+)?$/;
const IDS = /@\d+/g;

/** The props of a `Role` that make it trust workflow runs. */
export type GitHubRoleTrust = Required<Pick<RoleProps, "assumedBy" | "assumeAction" | "assumeConditions">>;

/**
 * The trust policy of a role for GitHub Actions (GitHub documentation, "Configuring OpenID Connect in Amazon Web Services").
 *
 *     new Role(this, "Deploy", githubTrust(this, { repository: "acme@123456/platform@456789", environment: "prod" }));
 *
 * @param scope the construct that errors name, in the stack whose account has the OIDC provider
 * @throws ValidationError for a wildcard, which would trust other workflows as well, for the id of an owner or a repository alone, or for anything
 *   but an OIDC provider's ARN
 */
export function githubTrust(scope: IConstruct, trust: GitHubTrust): GitHubRoleTrust {
  checkScope("githubTrust", scope);
  checkTrust(scope, trust);
  return {
    assumedBy: { federated: [trust.oidcProviderArn ?? oidcProviderArn(AwsEnvironment.of(scope))] },
    assumeAction: "sts:AssumeRoleWithWebIdentity",
    assumeConditions: {
      StringEquals: { [`${GITHUB_ISSUER}:aud`]: GITHUB_AUDIENCE, [`${GITHUB_ISSUER}:sub`]: subjects(trust) },
    },
  };
}

/** The subjects of the tokens of the runs. Pure. */
function subjects({ repository, environment, acceptWithoutIds }: GitHubTrust): string | string[] {
  const subject = (name: string): string => `repo:${name}:environment:${environment}`;
  return acceptWithoutIds ? [subject(repository), subject(repository.replace(IDS, ""))] : subject(repository);
}

function checkTrust(scope: IConstruct, trust: GitHubTrust): void {
  const validator = new Validator(scope).props(trust, TRUST, "trust").known("trust.acceptWithoutIds", trust.acceptWithoutIds);
  validator
    .matches("trust.repository", trust.repository, REPOSITORY, "must be one repository, without a wildcard", 'Write it as "acme/platform".')
    .matches(
      "trust.environment",
      trust.environment,
      /^[^*?:\s]([^*?:]*[^*?:\s])?$/,
      "must be one environment, without a wildcard",
      'Write it as "prod".',
    )
    .format("trust.oidcProviderArn", trust.oidcProviderArn, FORMATS.oidcProviderArn);
  if (REPOSITORY.test(trust.repository)) checkIds(validator, trust);
  validator.throwIfInvalid();
}

/** Records an id without the other, and a repository without ids whose ids are said to be optional. */
function checkIds(validator: Validator, { repository, acceptWithoutIds }: GitHubTrust): void {
  const ids = repository.match(IDS)?.length ?? 0;
  validator
    .check(
      "trust.repository",
      repository,
      ids !== 1,
      "must have the ids of both the owner and the repository, or neither",
      'Write it as "acme@123456/platform@456789".',
    )
    .check(
      "trust.acceptWithoutIds",
      acceptWithoutIds,
      !acceptWithoutIds || ids > 0,
      "must come with a repository that has ids",
      "Leave it out: the subject has no ids.",
    );
}

/** An account has one OIDC provider for an issuer at most, and its ARN holds the issuer. Pure. */
function oidcProviderArn({ accountId, partition }: IAwsEnvironment): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB_ISSUER}`;
}
