import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { StackJson } from "./stack-json";

const REGISTRY = "registry.terraform.io";

/** A provider as a mirror's folders name it. */
export interface WantedProvider {
  /** Namespace and type, such as `hashicorp/aws`. */
  readonly source: string;
  /** The exact version, such as `5.100.0`. */
  readonly version: string;
  /** Operating system and architecture, such as `linux_amd64`. */
  readonly platform: string;
}

export interface MirrorSearch {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** System-wide folders whose subfolders may be mirrors. */
  readonly addOnFolders: readonly string[];
  readonly os: NodeJS.Platform;
}

/** The AWS provider that a stack asks for; undefined where it asks for none, or leaves the version open. */
export function wantedAwsProvider({ terraform }: StackJson): WantedProvider | undefined {
  const { source = "hashicorp/aws", version } = [terraform?.required_providers ?? []].flat()[0]?.aws ?? {};
  if (!/^=?\s*\d+\.\d+\.\d+$/.test(`${version}`)) return undefined;
  const path = (source as string).replace(`${REGISTRY}/`, "");
  return { source: path.includes("/") ? path : `hashicorp/${path}`, version: version.replace(/^=\s*/, ""), platform: terraformPlatform() };
}

/** Where this machine may have a mirror. */
function machineSearch(): MirrorSearch {
  return {
    env: process.env,
    home: homedir(),
    addOnFolders: systemFolders(process.platform, process.env),
    os: process.platform,
  };
}

/** System-wide folders that software is added to, whose subfolders may be mirrors. */
export function systemFolders(os: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] {
  return os === "win32" ? [env.ProgramData ?? "C:\\ProgramData"] : ["/opt", "/usr/share", "/usr/local/share"];
}

/** `linux_amd64` and the like, as providers are named by. */
export function terraformPlatform(os: NodeJS.Platform = process.platform, arch: string = process.arch): string {
  const system: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };
  const processor: Record<string, string> = { x64: "amd64", ia32: "386" };
  return `${system[os] ?? os}_${processor[arch] ?? arch}`;
}

/**
 * The first folder that holds a provider as a filesystem mirror: the plugin cache, then the directories that Terraform looks into by itself, then
 * system-wide add-on folders, one level down. Undefined where none does: then it comes from the registry.
 */
export function findMirror(wanted: WantedProvider, search: MirrorSearch = machineSearch()): string | undefined {
  return mirrorCandidates(search).find((folder) => holdsProvider(folder, wanted));
}

/** Folders that may be mirrors, in the order in which they are asked. */
export function mirrorCandidates({ env, home, addOnFolders, os }: MirrorSearch): string[] {
  const cache = env.TF_PLUGIN_CACHE_DIR ? [env.TF_PLUGIN_CACHE_DIR] : [];
  return [...cache, ...impliedMirrors(env, home, os), ...addOnFolders.flatMap(subfolders)];
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirrors(env: NodeJS.ProcessEnv, home: string, os: NodeJS.Platform): string[] {
  if (os === "win32") return [join(env.APPDATA ?? join(home, "AppData", "Roaming"), "terraform.d", "plugins")];
  const own = join(home, ".terraform.d", "plugins");
  if (os === "darwin") {
    return [own, join(home, "Library/Application Support/io.terraform/plugins"), "/Library/Application Support/io.terraform/plugins"];
  }
  const shared = (env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":").filter((folder) => folder !== "");
  return [own, ...[env.XDG_DATA_HOME || join(home, ".local/share"), ...shared].map((folder) => join(folder, "terraform", "plugins"))];
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name))
      .filter((path) => existsSync(join(path, REGISTRY)));
  } catch {
    // It doesn't exist, or isn't ours to read.
    return [];
  }
}

/** Both layouts that Terraform knows: an unpacked folder per platform, and a zip file per platform. */
function holdsProvider(mirror: string, { source, version, platform }: WantedProvider): boolean {
  const provider = join(mirror, REGISTRY, ...source.split("/"));
  const unpacked = join(provider, version, platform);
  const packed = join(provider, `terraform-provider-${source.split("/")[1]}_${version}_${platform}.zip`);
  return (isFolder(unpacked) && readdirSync(unpacked).some((name) => name.startsWith("terraform-provider-"))) || existsSync(packed);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
