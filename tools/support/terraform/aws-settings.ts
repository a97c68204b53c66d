import { withoutProfiles } from "../../../src/cli/terraform/offline";

export { offlineEnvironment, withoutAws } from "../../../src/cli/terraform/offline";

/** The account of the emulator. */
export const EMULATOR_ACCOUNT_ID = "123456789012";

/** Reaches an emulator, and nothing else: no profile, no real credentials, no metadata service. */
export function emulatorEnvironment(url: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const host = new URL(url).hostname;
  const unproxied = [env.NO_PROXY ?? env.no_proxy, host].filter(Boolean).join(",");
  return { ...withoutProfiles(env), ...emulatorSettings(url), AWS_EC2_METADATA_DISABLED: "true", NO_PROXY: unproxied, no_proxy: unproxied };
}

/** What a user sets to reach the emulator with the AWS CLI or Terraform. */
export function emulatorSettings(url: string): Record<string, string> {
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "us-east-1" };
}
