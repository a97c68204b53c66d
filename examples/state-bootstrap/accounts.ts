import { S3StateSettings } from "../../src";
import { AwsSettings } from "../trading-stack/aws-providers";
import { environments } from "../trading-stack/environments";

/** An account whose stacks keep their states in one bucket of it. */
export interface StateAccount {
  readonly aws: AwsSettings;
  readonly state: S3StateSettings;
  /** A second region that a copy of every state goes to. @default - none */
  readonly replicaRegion?: string;
  /** What happens to the states when the bucket leaves the configuration. */
  readonly removal: "protect" | "destroy";
  /** The repository whose workflows plan and deploy these stacks. @default - no roles for GitHub Actions */
  readonly github?: {
    /** `owner/name`. */
    readonly repository: string;
    /** Each is deployed from the GitHub environment of its name, and planned from `<name>-plan`. */
    readonly stacks: readonly string[];
    /** Whether the account has the OIDC provider for GitHub already. */
    readonly oidcProviderExists: boolean;
  };
}

const local = environments.local!.aws;
const dev = environments.dev!;
const prod = environments.prod!;

export const accounts: Readonly<Record<string, StateAccount>> = {
  /** To try it on the emulator, and throw it away. */
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
