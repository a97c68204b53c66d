import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../../src/cli/failure";
import { Terraform, terraformErrors } from "../../../src/cli/terraform/terraform";

describe("errors of Terraform", () => {
  test("lose colours, frames and everything before them", () => {
    const framed = "\u001b[31m╷\u001b[0m\n│ \u001b[1mError: \u001b[0mwrong\n│ \n│   on cdk.tf.json line 3\n╵";
    expect(terraformErrors("Planning failed.", framed)).toBe("Error: wrong\n\n  on cdk.tf.json line 3");
  });

  test("without a word of an error, the last lines are shown", () => {
    expect(terraformErrors("one\ntwo\n", "")).toBe("one\ntwo");
    const lines = Array.from({ length: 25 }, (_, index) => `line ${index}`);
    expect(terraformErrors(lines.slice(0, 24).join("\n"), lines[24]!)).toBe(lines.slice(-20).join("\n"));
  });

  test("are all from the first on, also where they begin", () => {
    expect(terraformErrors("Error: one\n", "Error: two\n")).toBe("Error: one\n\nError: two");
  });
});

describe("Terraform on this machine", () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "terraform-")))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A program that does what a script says. */
  function program(script: string): string {
    const file = join(folder, "terraform");
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  // https://developer.hashicorp.com/terraform/cli/config/environment-variables, and https://go.dev/doc/gc-guide of the last two.
  const { GOGC = "400", GOMEMLIMIT = "1GiB" } = process.env;
  const SETTINGS = { TF_CLI_CONFIG_FILE: "/mirror.tfrc", TF_INPUT: "0", TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", GOGC, GOMEMLIMIT };

  test("never asks, and finds its providers: a mirror that is the cache isn't a cache as well", () => {
    const settings = (mirror?: string) => new Terraform("terraform", { cliConfigFile: "/mirror.tfrc", mirror }).settings;
    expect([settings(), settings("/mirror")]).toEqual([SETTINGS, { ...SETTINGS, TF_PLUGIN_CACHE_DIR: "" }]);
  });

  test("runs in a folder, with its settings before those of the environment, and says each line", async () => {
    const lines: string[] = [];
    const terraform = new Terraform(program('echo "$* $TF_INPUT $NAME"; pwd'), { cliConfigFile: "/mirror.tfrc" });
    const env = { PATH: process.env.PATH, NAME: "orders", TF_INPUT: "1" };
    const finished = await terraform.run(["plan", "-out=a"], { cwd: folder, env, onLine: (line) => lines.push(line) });
    expect(finished).toEqual({ status: 0, stdout: `plan -out=a 0 orders\n${folder}\n`, stderr: "" });
    expect(lines).toEqual(["plan -out=a 0 orders", folder]);
  });

  test("that must succeed answers with what it prints, or fails with its errors", async () => {
    const terraform = new Terraform(program('[ "$1" = show ] && echo "$*" && exit; echo "Error: wrong" >&2; exit 1'), {
      cliConfigFile: "",
    });
    const options = { cwd: folder, env: process.env };
    expect(await terraform.must(["show", "-json"], options)).toBe("show -json\n");
    await expect(terraform.must(["plan"], options)).rejects.toThrow(new Failure(`terraform plan failed in ${folder}:\nError: wrong`));
  });

  test("is located by its name in the environment, and asked for its version alone, without a look for a newer one", async () => {
    const binary = program('echo "$* $CHECKPOINT_DISABLE" > "$0.asked"; echo "Terraform v1.11.4"');
    const own = join(folder, "own.tfrc");
    writeFileSync(own, "provider_installation {}\n");
    const env = { PATH: process.env.PATH, TERRAFORM_BINARY_NAME: binary, TF_CLI_CONFIG_FILE: own };
    const terraform = await Terraform.locate({ folder }, env);
    expect([terraform.binary, terraform.providers]).toEqual([binary, { cliConfigFile: own }]);
    expect(readFileSync(`${binary}.asked`, "utf8")).toBe("version 1\n");
  });
});
