import { Removal, S3StateSettings } from "../../src";
import { AwsSettings } from "../trading-stack/aws-providers";
import { environments } from "../trading-stack/environments";

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
    /** `owner/name`. */
    readonly repository: string;
    /** The ids of the stacks: each is deployed from the GitHub environment of its id, and planned from `<id>-plan`. */
    readonly stacks: readonly string[];
    /** Whether the account has an OIDC provider for GitHub already. */
    readonly oidcProviderExists: boolean;
  };
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
    github: { repository: "acme/trading-platform", stacks: ["trading-local"], oidcProviderExists: false },
  },
  dev: {
    aws: dev.aws,
    state: dev.state as S3StateSettings,
    removal: "protect",
    github: { repository: "acme/trading-platform", stacks: ["trading-dev"], oidcProviderExists: false },
  },
  prod: {
    aws: prod.aws,
    state: prod.state as S3StateSettings,
    replicaRegion: "eu-west-1",
    removal: "protect",
    github: { repository: "acme/trading-platform", stacks: ["trading-prod"], oidcProviderExists: false },
  },
};

function s3(bucketName: string, { accountId, region }: AwsSettings): S3StateSettings {
  return { type: "s3", bucketName, region, allowedAccountIds: [accountId] };
}
