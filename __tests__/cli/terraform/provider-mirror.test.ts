import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mirrorConfiguration } from "../../../src/cli/terraform/cli-configuration";
import {
  MirrorSearch,
  findMirror,
  mirrorCandidates,
  systemFolders,
  terraformPlatform,
  wantedAwsProvider,
} from "../../../src/cli/terraform/provider-mirror";

const WANTED = { source: "hashicorp/aws", version: "5.100.0", platform: "linux_amd64" };

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "mirrors-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A machine whose home and add-on folders lie in the temporary folder. */
function machine(env: NodeJS.ProcessEnv = {}): MirrorSearch {
  return {
    env: { XDG_DATA_DIRS: join(root, "share"), ...env },
    home: join(root, "home"),
    addOnFolders: [join(root, "add-ons")],
    os: "linux",
  };
}

function unpacked(mirror: string, { version, platform } = WANTED): string {
  const folder = join(root, mirror, "registry.terraform.io/hashicorp/aws", version, platform);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `terraform-provider-aws_v${version}_x5`), "");
  return join(root, mirror);
}

test("a machine without a mirror takes the provider from the registry", () => {
  expect(findMirror(WANTED, machine())).toBeUndefined();
});

test("the plugin cache is a mirror", () => {
  const cache = unpacked("plugin-cache");
  expect(findMirror(WANTED, machine({ TF_PLUGIN_CACHE_DIR: cache }))).toBe(cache);
});

test.each([["home/.terraform.d/plugins"], ["home/.local/share/terraform/plugins"], ["share/terraform/plugins"], ["add-ons/providers"]])(
  "%s is found",
  (folder) => {
    const mirror = unpacked(folder);
    expect(findMirror(WANTED, machine())).toBe(mirror);
  },
);

test("a mirror of zip files is found", () => {
  const folder = join(root, "add-ons/packed/registry.terraform.io/hashicorp/aws");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "terraform-provider-aws_5.100.0_linux_amd64.zip"), "");
  expect(findMirror(WANTED, machine())).toBe(join(root, "add-ons/packed"));
});

test("the plugin cache comes before Terraform's own folders, and these before add-ons", () => {
  const [addOn, implied, cache] = [unpacked("add-ons/a"), unpacked("home/.terraform.d/plugins"), unpacked("cache")];
  const candidates = mirrorCandidates(machine({ TF_PLUGIN_CACHE_DIR: cache }));
  expect(candidates.filter((folder) => [addOn, implied, cache].includes(folder))).toEqual([cache, implied, addOn]);
});

test.each([
  ["another version", { version: "5.99.0", platform: "linux_amd64" }],
  ["another platform", { version: "5.100.0", platform: "darwin_arm64" }],
])("a mirror that has only %s isn't used", (_, held) => {
  unpacked("add-ons/a", { ...WANTED, ...held });
  expect(findMirror(WANTED, machine())).toBeUndefined();
});

test("a folder without a binary in it isn't a mirror", () => {
  mkdirSync(join(root, "add-ons/a/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64"), { recursive: true });
  expect(findMirror(WANTED, machine())).toBeUndefined();
});

test("platforms are named as providers name them", () => {
  expect(terraformPlatform("linux", "x64")).toBe("linux_amd64");
  expect(terraformPlatform("darwin", "arm64")).toBe("darwin_arm64");
  expect(terraformPlatform("win32", "ia32")).toBe("windows_386");
});

test("a mirror's configuration leaves every other provider where it comes from", () => {
  expect(mirrorConfiguration('/mirrors/"odd"', "hashicorp/aws")).toBe(`disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = "/mirrors/\\"odd\\""
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`);
});

// Filesystem Hierarchy Standard 3.0, of /opt, /usr/share and /usr/local/share; Windows' folder of the data of all users.
test.each<[NodeJS.Platform, NodeJS.ProcessEnv, readonly string[]]>([
  ["linux", { ProgramData: "D:\\Data" }, ["/opt", "/usr/share", "/usr/local/share"]],
  ["darwin", {}, ["/opt", "/usr/share", "/usr/local/share"]],
  ["win32", { ProgramData: "D:\\Data" }, ["D:\\Data"]],
  ["win32", {}, ["C:\\ProgramData"]],
])("on %s with %j software is added to %j", (os, env, folders) => {
  expect(systemFolders(os, env)).toEqual(folders);
});

// Terraform's documentation, "Implied Local Mirror Directories".
test.each<[NodeJS.Platform, NodeJS.ProcessEnv, readonly string[]]>([
  ["win32", { APPDATA: "/roaming" }, ["/roaming/terraform.d/plugins"]],
  ["win32", {}, ["/home/me/AppData/Roaming/terraform.d/plugins"]],
  [
    "darwin",
    {},
    [
      "/home/me/.terraform.d/plugins",
      "/home/me/Library/Application Support/io.terraform/plugins",
      "/Library/Application Support/io.terraform/plugins",
    ],
  ],
  [
    "linux",
    {},
    [
      "/home/me/.terraform.d/plugins",
      "/home/me/.local/share/terraform/plugins",
      "/usr/local/share/terraform/plugins",
      "/usr/share/terraform/plugins",
    ],
  ],
  [
    "linux",
    { XDG_DATA_HOME: "/data", XDG_DATA_DIRS: "/a::/b", TF_PLUGIN_CACHE_DIR: "/cache" },
    ["/cache", "/home/me/.terraform.d/plugins", "/data/terraform/plugins", "/a/terraform/plugins", "/b/terraform/plugins"],
  ],
])("on %s with %j Terraform's own folders are %j", (os, env, folders) => {
  expect(mirrorCandidates({ env, home: "/home/me", addOnFolders: ["/nonexistent"], os })).toEqual(folders);
});

describe("the AWS provider that a stack asks for", () => {
  const platform = terraformPlatform();
  const wanted = (aws: unknown): unknown => wantedAwsProvider({ terraform: { required_providers: { aws } } } as never);

  test.each([
    ["its exact version", { source: "aws", version: "5.100.0" }, { source: "hashicorp/aws", version: "5.100.0", platform }],
    ["a version after an equals sign", { version: "= 5.100.0" }, { source: "hashicorp/aws", version: "5.100.0", platform }],
    [
      "the registry's address",
      { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" },
      { source: "hashicorp/aws", version: "5.100.0", platform },
    ],
    ["another namespace", { source: "acme/aws", version: "5.100.0" }, { source: "acme/aws", version: "5.100.0", platform }],
    ["an open version", { source: "aws", version: "~> 5.0" }, undefined],
    ["no version", { source: "aws" }, undefined],
    ["no provider", undefined, undefined],
  ])("is read with %s", (_, given, provider) => {
    expect(wanted(given)).toEqual(provider);
  });

  test("is none where a stack has no settings of Terraform's", () => {
    expect(wantedAwsProvider({})).toBeUndefined();
  });
});
