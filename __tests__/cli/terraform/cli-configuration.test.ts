/** https://developer.hashicorp.com/terraform/cli/config/config-file */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import { mirrorConfiguration, prepareProviderSource } from "../../../src/cli/terraform/cli-configuration";
import { wantedAwsProvider } from "../../../tools/support/terraform/terraform";

let root: string;
let folder: string;
let own: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cli-"));
  [folder, own] = [join(root, "a/cache"), join(root, "own.tfrc")];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const WANTED = { source: "hashicorp/aws", version: "5.100.0", platform: "linux_amd64" };

/** Prepares what a user's configuration says, and the text of the file that Terraform is to read. */
function prepared(text: string, env: NodeJS.ProcessEnv = {}, wanted?: typeof WANTED): { readonly file: string; readonly text: string } {
  writeFileSync(own, text);
  const { cliConfigFile: file } = prepareProviderSource({ TF_CLI_CONFIG_FILE: own, ...env }, { folder, wanted });
  return { file, text: readFileSync(file, "utf8") };
}

test("the provider that is looked for is the one that the bindings were generated from", () => {
  expect(wantedAwsProvider()).toMatchObject({ source: "hashicorp/aws", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});

test("a configuration is written where the user's names a file that doesn't exist, with a cache that does", () => {
  const plugins = join(folder, "plugins");
  const source = prepareProviderSource({ TF_CLI_CONFIG_FILE: join(root, "missing.tfrc") }, { folder });
  expect(source).toEqual({ cliConfigFile: join(folder, "registry.tfrc") });
  expect(readFileSync(source.cliConfigFile, "utf8")).toBe(`plugin_cache_dir = ${JSON.stringify(plugins)}\n`);
  expect(readdirSync(folder).sort()).toEqual(["plugins", "registry.tfrc"]);
});

test.each(["provider_installation {\n  direct {}\n}\n", "disable_checkpoint = true\n\n  provider_installation {\n}\n"])(
  "a user's configuration that says how providers are installed stays in force: %j",
  (text) => {
    writeFileSync(own, text);
    expect(prepareProviderSource({ TF_CLI_CONFIG_FILE: own }, { folder })).toEqual({ cliConfigFile: own });
    expect(existsSync(folder)).toBe(false);
  },
);

test("the user's configuration is that of their home, where the environment names none", () => {
  writeFileSync(join(root, ".terraformrc"), "provider_installation {\n}\n");
  jest.spyOn(os, "homedir").mockReturnValue(root);
  try {
    expect(prepareProviderSource({}, { folder })).toEqual({ cliConfigFile: join(root, ".terraformrc") });
  } finally {
    jest.restoreAllMocks();
  }
});

test("other settings of the user's configuration are kept, before the cache", () => {
  expect(prepared('\ncredentials "app.example.com" {\n  token = "t"\n}\n\n').text).toBe(
    `credentials "app.example.com" {\n  token = "t"\n}\nplugin_cache_dir = ${JSON.stringify(join(folder, "plugins"))}\n`,
  );
});

test("a cache of the user's own is left, as the configuration or the environment names it", () => {
  expect(prepared('plugin_cache_dir = "/cache"\n').text).toBe('plugin_cache_dir = "/cache"');
  const cache = join(root, "of/the/user");
  expect(prepared("", { TF_PLUGIN_CACHE_DIR: cache }).text).toBe(`plugin_cache_dir = ${JSON.stringify(cache)}\n`);
  expect(existsSync(cache)).toBe(true);
});

test("a mirror is named, for that provider alone", () => {
  const mirror = join(root, "mirror");
  const binaries = join(mirror, "registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64");
  mkdirSync(binaries, { recursive: true });
  writeFileSync(join(binaries, "terraform-provider-aws_v5.100.0"), "");
  const env = { ...process.env, TF_PLUGIN_CACHE_DIR: process.env.TF_PLUGIN_CACHE_DIR };
  process.env.TF_PLUGIN_CACHE_DIR = mirror;
  try {
    const { file, text } = prepared("disable_checkpoint_signature = true\n", {}, WANTED);
    expect([file, text]).toEqual([
      join(folder, "mirror.tfrc"),
      `disable_checkpoint_signature = true\n${mirrorConfiguration(mirror, "hashicorp/aws")}`,
    ]);
    expect(prepareProviderSource({ TF_CLI_CONFIG_FILE: own }, { folder, wanted: WANTED }).mirror).toBe(mirror);
    expect(readdirSync(folder)).toEqual(["mirror.tfrc"]);
  } finally {
    if (env.TF_PLUGIN_CACHE_DIR === undefined) delete process.env.TF_PLUGIN_CACHE_DIR;
    else process.env.TF_PLUGIN_CACHE_DIR = env.TF_PLUGIN_CACHE_DIR;
  }
});

test("what is there already isn't written again, and what differs is", () => {
  const { file } = prepared("");
  const { ino } = statSync(file);
  expect([prepared("").file, statSync(file).ino]).toEqual([file, ino]);
  expect(prepared("disable_checkpoint = true\n").text).toMatch(/^disable_checkpoint = true\nplugin_cache_dir = /);
  expect(readdirSync(folder).sort()).toEqual(["plugins", "registry.tfrc"]);
});
