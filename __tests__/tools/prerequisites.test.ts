import { choosePython } from "../../tools/support/python";
import { checkTerraform } from "../../tools/support/terraform-binary";
import { compareVersions, parseVersion } from "../../tools/support/version";
import { messageOf } from "../support/synth";

describe("versions", () => {
  test.each([
    ["1.9.8", "1.10.0", -1],
    ["1.10.0", "1.10.0", 0],
    ["1.11.4", "1.10.0", 1],
    ["2.0.0", "1.10.5", 1],
  ])("%s against %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(parseVersion(a)!, parseVersion(b)!))).toBe(sign);
  });

  test("are read from what a program prints", () => {
    expect(parseVersion("Terraform v1.13.0-beta1\non linux_amd64")).toEqual([1, 13, 0]);
    expect(parseVersion("3.10")).toEqual([3, 10, 0]);
    expect(parseVersion("command not found")).toBeUndefined();
  });
});

describe("Terraform", () => {
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
});

describe("Python", () => {
  test("the first that is new enough is taken", () => {
    const found = [
      { program: "python3", version: [3, 9, 2] },
      { program: "python3.12", version: [3, 12, 1] },
    ];
    expect(choosePython(found)).toBe("python3.12");
  });

  test("too old: says which was found, and how to get a newer one", () => {
    expect(messageOf(() => choosePython([{ program: "python3", version: [3, 9, 2] }]))).toMatch(
      /needs Python 3\.10 or newer; python3 is 3\.9\.2\. Install Python 3\.10/,
    );
  });

  test("missing: says under which names it was looked for", () => {
    expect(messageOf(() => choosePython([], ["py"]))).toMatch(/needs Python 3\.10 or newer; none answers as py\. Install/);
  });
});
