import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export { OFFLINE_PROVIDER } from "../../../src/cli/terraform/offline";

/** Terraform merges this file over `cdk.tf.json` beside it; https://developer.hashicorp.com/terraform/language/files/override */
const OVERRIDE_FILE = "tools_override.tf.json";

type ProviderSettings = Readonly<Record<string, unknown>>;

/** An operation that an emulator lacks fails at once, not after minutes of trying again. */
export const EMULATOR_PROVIDER: ProviderSettings = { max_retries: 2, s3_use_path_style: true };

export interface StackOverride {
  /** Absolute path of the state file, instead of the stack's own backend. */
  readonly stateFile: string;
  /** Settings for every AWS provider of the stack. */
  readonly provider: ProviderSettings;
}

/** The JSON of a synthesized stack. */
export interface StackJson {
  readonly provider?: { readonly aws?: readonly { readonly alias?: string }[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly terraform?: { readonly backend?: Readonly<Record<string, unknown>> };
}

export function overrideFor(stack: StackJson, { stateFile, provider }: StackOverride): object {
  const providers = stack.provider?.aws ?? [];
  return {
    terraform: { backend: { local: { path: stateFile } } },
    ...(providers.length > 0 && { provider: { aws: providers.map(({ alias }) => ({ ...(alias && { alias }), ...provider })) } }),
  };
}

/** Puts the override beside a synthesized stack. The stack's own file stays as it is. */
export function writeOverride(stackFolder: string, override: StackOverride): void {
  const stack = JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")) as StackJson;
  writeFileSync(join(stackFolder, OVERRIDE_FILE), JSON.stringify(overrideFor(stack, override), undefined, 2));
}
