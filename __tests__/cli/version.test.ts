import { compareVersions, formatVersion, parseVersion } from "../../src/cli/version";

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

test.each([
  [[1, 10], [1, 10, 0], 0],
  [[1, 10, 0], [1, 10], 0],
  [[1, 10], [1, 10, 1], -1],
  [[1, 10, 0, 1], [1, 10], 1],
])("%j against %j is %i: what is left out is zero", (a, b, difference) => {
  expect(compareVersions(a, b)).toBe(difference);
});

test("a version is written with points", () => {
  expect(formatVersion([1, 10, 0])).toBe("1.10.0");
});
