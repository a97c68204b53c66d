import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { WantedProvider, findMirror } from "./provider-mirror";

/** Where Terraform takes the AWS provider from. */
export interface ProviderSource {
  /** The CLI configuration that Terraform is to read. */
  readonly cliConfigFile: string;
  /** The mirror's folder; undefined where the provider comes from the registry or as the user's own configuration says. */
  readonly mirror?: string;
}

export interface ProviderSourceOptions {
  /** Where the configuration is written to, and where what is downloaded is kept. */
  readonly folder: string;
  /** The provider that is looked for in the mirrors of this machine; undefined where its version isn't exact. */
  readonly wanted?: WantedProvider;
}

/**
 * Writes the CLI configuration for this machine. A configuration of the user's own that says how providers are installed is left in force.
 *
 * Needed also where `TF_CLI_CONFIG_FILE` names a file that doesn't exist: CDKTF takes Terraform's warning about it for an error.
 */
export function prepareProviderSource(env: NodeJS.ProcessEnv, { folder, wanted }: ProviderSourceOptions): ProviderSource {
  const own = env.TF_CLI_CONFIG_FILE || join(homedir(), ".terraformrc");
  const ownText = existsSync(own) ? readFileSync(own, "utf8") : "";
  if (/^\s*provider_installation\b/m.test(ownText)) return { cliConfigFile: own };

  const mirror = wanted && findMirror(wanted);
  const cliConfigFile = join(folder, mirror ? "mirror.tfrc" : "registry.tfrc");
  // The cache spares a download of 700 MB for each stack. Terraform refuses a folder that doesn't exist.
  const pluginCache = env.TF_PLUGIN_CACHE_DIR || join(folder, "plugins");
  if (!mirror) mkdirSync(pluginCache, { recursive: true });
  writeWhole(cliConfigFile, [
    ownText.trim(),
    mirror ? mirrorConfiguration(mirror, wanted!.source) : cacheConfiguration(pluginCache, ownText),
  ]);
  return { cliConfigFile, mirror };
}

/** The AWS provider from the folder, every other provider from where it comes from. */
export function mirrorConfiguration(mirror: string, source: string): string {
  const providers = `[${JSON.stringify(`registry.terraform.io/${source}`)}]`;
  return `disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${providers}
  }
  direct {
    exclude = ${providers}
  }
}
`;
}

function cacheConfiguration(folder: string, ownText: string): string {
  return /^\s*plugin_cache_dir\b/m.test(ownText) ? "" : `plugin_cache_dir = ${JSON.stringify(folder)}\n`;
}

/** Whole or not at all: others may be reading it. */
function writeWhole(file: string, parts: readonly string[]): void {
  const text = parts.filter((part) => part !== "").join("\n");
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
