/** The account of the emulator. */
export const EMULATOR_ACCOUNT_ID = "123456789012";

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

/** Reaches an emulator, and nothing else: no profile, no real credentials, no metadata service. */
export function emulatorEnvironment(url: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const host = new URL(url).hostname;
  const unproxied = [env.NO_PROXY ?? env.no_proxy, host].filter(Boolean).join(",");
  return { ...noProfiles(env), ...emulatorSettings(url), AWS_EC2_METADATA_DISABLED: "true", NO_PROXY: unproxied, no_proxy: unproxied };
}

/** What a user sets to reach the emulator with the AWS CLI or Terraform. */
export function emulatorSettings(url: string): Record<string, string> {
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "us-east-1" };
}

/** Reaches no AWS at all. */
export function offlineEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...noProfiles(env), AWS_EC2_METADATA_DISABLED: "true" };
}

function noProfiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // The user's profiles may name roles to assume or endpoints of their own.
  return { ...withoutAws(env), AWS_CONFIG_FILE: "/nonexistent", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent" };
}
