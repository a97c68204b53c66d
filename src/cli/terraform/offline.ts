import { StackJson, Values, blocks } from "./stack-json";

type ProviderSettings = Readonly<Record<string, unknown>>;

/** The provider makes a plan without an account: no call checks the keys, the account or the region. */
export const OFFLINE_PROVIDER: ProviderSettings = {
  access_key: "offline",
  secret_key: "offline",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
  // Without an account there is none to compare with.
  allowed_account_ids: [],
};

/** What of a provider's configuration would ask AWS, or would read files of the user's. */
const ASKS_AWS = [
  "assume_role",
  "assume_role_with_web_identity",
  "profile",
  "shared_config_files",
  "shared_credentials_files",
  "forbidden_account_ids",
  "token",
];

/** Data sources that compute their answer, or have it built in. https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs */
const BUILT_IN_DATA = new Set([
  "archive_file",
  "aws_arn",
  "aws_billing_service_account",
  "aws_cloudtrail_service_account",
  "aws_default_tags",
  "aws_elastic_beanstalk_hosted_zone",
  "aws_elb_hosted_zone_id",
  "aws_elb_service_account",
  "aws_iam_policy_document",
  "aws_lb_hosted_zone_id",
  "aws_partition",
  "aws_redshift_service_account",
  "aws_s3_bucket_canonical_service_account",
  "aws_service",
  "aws_service_principal",
  "cloudinit_config",
  "local_file",
  "template_file",
  // Read from files, which others write.
  "terraform_remote_state",
  "tls_public_key",
]);

/** Variables of Terraform that change what a command does; the tools decide that themselves. */
const TERRAFORM_COMMAND_VARIABLES = /^TF_(CLI_ARGS|DATA_DIR|WORKSPACE)/;

/** The environment of the user without anything that says which AWS account, region or endpoint is meant. */
export function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => (!name.startsWith("AWS_") || name === "AWS_CA_BUNDLE") && !TERRAFORM_COMMAND_VARIABLES.test(name),
    ),
  );
}

/** Reaches no AWS at all. */
export function offlineEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...withoutProfiles(env), AWS_EC2_METADATA_DISABLED: "true" };
}

export function withoutProfiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // The user's profiles may name roles to assume or endpoints of their own.
  return { ...withoutAws(env), AWS_CONFIG_FILE: "/nonexistent", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent" };
}

/** Addresses of the data sources that ask AWS, or somebody else, which an offline plan can't. */
export function askingDataSources({ data }: StackJson): string[] {
  return Object.entries(data ?? {})
    .filter(([type]) => !BUILT_IN_DATA.has(type))
    .flatMap(([type, sources]) => Object.keys(sources).map((id) => `data.${type}.${id}`));
}

/**
 * A stack as the provider plans it without an account, with its state in a file.
 *
 * @param stateFile the absolute path of the state
 */
export function offlineStack(stack: StackJson, stateFile: string): StackJson {
  const { backend: _backend, cloud: _cloud, ...terraform } = stack.terraform ?? {};
  const { aws } = stack.provider ?? {};
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const offline = (provider: Values): Values => ({
    // Where nothing says a region the provider refuses to plan.
    ...(provider.region === undefined && { region: region ?? "us-east-1" }),
    ...Object.fromEntries(Object.entries(provider).filter(([name]) => !ASKS_AWS.includes(name))),
    ...OFFLINE_PROVIDER,
  });
  return {
    ...stack,
    terraform: { ...terraform, backend: { local: { path: stateFile } } },
    ...(aws !== undefined && { provider: { ...stack.provider, aws: blocks(aws).map(offline) } }),
  };
}
