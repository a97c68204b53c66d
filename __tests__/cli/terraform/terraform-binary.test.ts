import { checkTerraform } from "../../../src/cli/terraform/terraform-binary";
import { messageOf } from "../../support/synth";

test("1.10 is new enough", () => {
  expect(checkTerraform("terraform", { status: 0, output: "Terraform v1.10.0\non linux_amd64\n" })).toEqual([1, 10, 0]);
});

test("a warning before its answer does no harm", () => {
  const output = 'Warning: The CLI configuration file at "/home/1.2.3" does not exist.\nTerraform v1.11.4\n';
  expect(checkTerraform("terraform", { status: 0, output })).toEqual([1, 11, 4]);
});

test.each([
  ["missing", { status: 127, output: "" }, /^Terraform 1\.10 or newer is needed .*"tf" isn't there\. Install it from/],
  ["too old", { status: 0, output: "Terraform v1.9.8\n" }, /^Terraform 1\.10 or newer is needed .*"tf" is 1\.9\.8\. Install it from/],
  ["something else", { status: 0, output: "hello\n" }, /^"tf version" doesn't answer with Terraform's version\. Install it from/],
])("%s: says what is needed, why and how to get it", (_, answer, message) => {
  expect(messageOf(() => checkTerraform("tf", answer))).toMatch(message);
});
