import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareProviderSource } from "../../../src/cli/terraform/cli-configuration";
import { wantedAwsProvider } from "../../../tools/support/terraform/terraform";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "cli-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the provider that is looked for is the one that the bindings were generated from", () => {
  expect(wantedAwsProvider()).toMatchObject({ source: "hashicorp/aws", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});

test("a configuration is written where the user's names a file that doesn't exist", () => {
  const { cliConfigFile } = prepareProviderSource({ TF_CLI_CONFIG_FILE: join(folder, "missing.tfrc") }, { folder: join(folder, "cache") });
  expect(cliConfigFile.startsWith(join(folder, "cache"))).toBe(true);
  expect(existsSync(cliConfigFile)).toBe(true);
});

test("a user's configuration that says how providers are installed stays in force", () => {
  const own = join(folder, "own.tfrc");
  writeFileSync(own, 'provider_installation {\n  network_mirror {\n    url = "https://mirror.example.com/"\n  }\n}\n');
  expect(prepareProviderSource({ TF_CLI_CONFIG_FILE: own }, { folder: join(folder, "cache") })).toEqual({ cliConfigFile: own });
});

test("other settings of the user's configuration are kept", () => {
  const own = join(folder, "own.tfrc");
  writeFileSync(own, 'credentials "app.example.com" {\n  token = "t"\n}\n');
  const { cliConfigFile } = prepareProviderSource({ TF_CLI_CONFIG_FILE: own }, { folder: join(folder, "cache") });
  expect(readFileSync(cliConfigFile, "utf8")).toContain('credentials "app.example.com"');
});
