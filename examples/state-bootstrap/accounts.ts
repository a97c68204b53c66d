import { Removal, S3StateSettings } from "../../src";
import { AwsSettings } from "../trading-stack/aws-providers";
import { TradingEnvironment, environments } from "../trading-stack/environments";

/** An account whose stacks store their state in one bucket of it. */
export interface StateAccount {
  readonly aws: AwsSettings;
  /** The state bucket. */
  readonly state: S3StateSettings;
  /** A second region that every state is replicated to. @default - none */
  readonly replicaRegion?: string;
  /** What happens to the states and their keys when they leave the configuration. */
  readonly removal: Removal;
  /** The repository whose workflows plan and deploy these stacks. @default - no roles for GitHub Actions */
  readonly github?: {
    /** `owner/name`, or `owner@id/name@id` for a repository that was created, renamed or transferred since July 2026. */
    readonly repository: string;
    /** The stacks, by id: each is deployed from the GitHub environment of its id, and planned from `<id>-plan`. */
    readonly stacks: Readonly<Record<string, TradingEnvironment>>;
    /**
     * What one of them consists of, where it is several stacks that are deployed one after the other, as in `../layered`:
     * `{ "trading-prod": ["network-prod", "data-prod", "services-prod"] }`. @default - one stack, of the same id
     */
    readonly layers?: Readonly<Record<string, string[]>>;
    /**
     * The VPCs that they have made, by the same ids, once they are there: `{ "trading-prod": "vpc-0123456789abcdef0" }`. Their roles then take over nothing
     * that comes with another VPC. @default - none: the roles may take over what nobody has tagged in any VPC of the account and region
     */
    readonly vpcIds?: Readonly<Record<string, string>>;
    /** Whether the account has an OIDC provider for GitHub already. */
    readonly oidcProviderExists: boolean;
    /** Where the roles are filed. @default "/" */
    readonly rolePath?: string;
    /** The ARN of the policy that the organization limits every role with. @default - none: the roles have what they are granted */
    readonly permissionsBoundaryArn?: string;
  };
  /** The roles that may delete states, for emergencies. @default - nobody may */
  readonly stateDeletionAllowedTo?: readonly string[];
}

const local = environments.local!.aws;
const dev = environments.dev!;
const prod = environments.prod!;

export const accounts: Readonly<Record<string, StateAccount>> = {
  /** To try it on the emulator. */
  local: {
    aws: local,
    state: s3(`trading-state-${local.accountId}-${local.region}`, local),
    replicaRegion: "eu-west-1",
    removal: "destroy",
    github: { repository: "acme/trading-platform", stacks: { "trading-local": environments.local! }, oidcProviderExists: false },
  },
  dev: {
    aws: dev.aws,
    state: dev.state as S3StateSettings,
    removal: "protect",
    github: { repository: "acme/trading-platform", stacks: { "trading-dev": dev }, oidcProviderExists: false },
  },
  prod: {
    aws: prod.aws,
    state: prod.state as S3StateSettings,
    replicaRegion: "eu-west-1",
    removal: "protect",
    github: { repository: "acme/trading-platform", stacks: { "trading-prod": prod }, oidcProviderExists: false },
  },
};

function s3(bucketName: string, { accountId, region }: AwsSettings): S3StateSettings {
  return { type: "s3", bucketName, region, allowedAccountIds: [accountId] };
}
