import { compareVersions, parseVersion } from "../../src/cli/version";

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
