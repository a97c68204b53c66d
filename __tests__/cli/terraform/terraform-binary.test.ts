import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../../src/cli/failure";
import { checkTerraform, findTerraform } from "../../../src/cli/terraform/terraform-binary";
import { messageOf } from "../../support/synth";

const GET_IT =
  "Install it from https://developer.hashicorp.com/terraform/install so that `terraform` is on PATH, or name another binary in TERRAFORM_BINARY_NAME.";

test("1.10 is new enough", () => {
  expect(checkTerraform("terraform", { status: 0, output: "Terraform v1.10.0\non linux_amd64\n" })).toEqual([1, 10, 0]);
});

test("a warning before its answer does no harm", () => {
  const output = 'Warning: The CLI configuration file at "/home/1.2.3" does not exist.\nTerraform v1.11.4\n';
  expect(checkTerraform("terraform", { status: 0, output })).toEqual([1, 11, 4]);
});

test.each([
  ["missing", { status: 127, output: "" }, 'Terraform 1.10 or newer is needed to plan and deploy, and "tf" isn\'t there.'],
  ["too old", { status: 0, output: "Terraform v1.9.8\n" }, 'Terraform 1.10 or newer is needed (state locks in S3), and "tf" is 1.9.8.'],
  ["something else", { status: 0, output: "hello\n" }, "\"tf version\" doesn't answer with Terraform's version."],
])("%s: says what is needed, why and how to get it", (_, answer, message) => {
  expect(messageOf(() => checkTerraform("tf", answer))).toBe(`${message} ${GET_IT}`);
});

describe("on PATH", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "path-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const answering = (script: string): void => writeFileSync(join(folder, "terraform"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  test.each(["echo Terraform v1.11.4", "echo Terraform v1.11.4 >&2"])(
    "it is found by its name, whichever stream it answers on: %s",
    async (script) => {
      answering(script);
      expect(await findTerraform({ PATH: folder, TERRAFORM_BINARY_NAME: "" })).toBe("terraform");
    },
  );

  test("it is missed", async () => {
    await expect(findTerraform({ PATH: folder })).rejects.toThrow(
      new Failure(`Terraform 1.10 or newer is needed to plan and deploy, and "terraform" isn't there. ${GET_IT}`),
    );
  });
});
