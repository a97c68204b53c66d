/** The matchers as users have them: from the package, with the types of each runner, and run by Vitest. Every other test of them is run by Jest. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compilerPackages, installInto, packLibrary } from "./support/packed-library";

const ROOT = join(__dirname, "../..");
/** The newest release that runs on each Node.js that the library does. */
const VITEST = "vitest@3.2.7";
/** The newest one: its types have other parameters. */
const NEWEST_VITEST = "vitest@5.1.1";

const STACK = `
const stack = new SynthesizedStack({ resource: {
  aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: { Subnet: { vpc_id: "\${aws_vpc.Vpc.id}", cidr_block: "10.0.0.0/24" } },
  aws_instance: { Instance: { subnet_id: "\${aws_subnet.Subnet.id}" } },
} });
`;
const EXPECTATIONS = `
  expect(stack).toHaveResource("aws_vpc", { cidr_block: expect.stringContaining("10.0.") });
  expect(stack).toHaveResourceCount("aws_vpc", 1);
  expect(stack).not.toBeReachableFrom("internet");
  expect(() => expect(stack).not.toHaveResource("aws_vcp")).toThrow("Write aws_vpc.");
  expect([stack]).toPassPolicies({ rules: POLICY_RULES.filter(({ id }) => id === "ec2-default-vpc") });
`;
/** A type that isn't checked isn't there. */
const MISTAKES = `
  // @ts-expect-error a count is a number
  expect(stack).toHaveResourceCount("aws_vpc", "one");
`;

function testOf(runner: string, imports: string): string {
  return `${imports}
import { POLICY_RULES, SynthesizedStack } from "cdktf-trading-platform/testing";
import { matchers } from "cdktf-trading-platform/testing/${runner}";

expect.extend(matchers);
${STACK}
test("a stack", () => {${EXPECTATIONS}});
export function unused(): void {${MISTAKES}}
`;
}

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "matchers-"));
  const tarball = packLibrary("cdktf", project);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const peers = ["cdktf", "constructs", "@cdktf/provider-aws"].map((name) => `${name}@${devDependencies[name]}`);
  const runners = [VITEST, `@types/jest@${devDependencies["@types/jest"]}`, `@jest/globals@${devDependencies.jest}`];
  installInto(project, [`./${basename(tarball)}`, ...peers, ...runners, ...compilerPackages(devDependencies)]);
  mkdirSync(join(project, "newest"));
  installInto(join(project, "newest"), [NEWEST_VITEST]);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each([
  ["Jest's global expect", "jest", "", "jest"],
  ["@jest/globals", "jest-globals", 'import { expect, test } from "@jest/globals";', "node"],
  ["Vitest", "vitest", 'import { expect, test } from "vitest";', "node"],
  ["the newest Vitest", "vitest", 'import { expect, test } from "vitest";', "node"],
])("have the types of %s", (name, runner, imports, types) => {
  const folder = name.startsWith("the newest") ? "newest/" : "";
  const file = `${folder}types-of-${name.replace(/\W+/g, "-")}.mts`;
  writeFileSync(join(project, file), testOf(runner, imports));
  const options = [
    "--strict",
    "--noEmit",
    "--target",
    "es2022",
    "--module",
    "nodenext",
    "--moduleResolution",
    "nodenext",
    "--skipLibCheck",
  ];
  const { stdout } = spawnSync("npx", ["tsc", ...options, "--types", types, file], { cwd: project, encoding: "utf8" });
  expect(stdout).toBe("");
});

test("are run by Vitest, with their messages", () => {
  writeFileSync(join(project, "stack.test.ts"), testOf("vitest", 'import { expect, test } from "vitest";'));
  expect(execFileSync("npx", ["vitest", "run", "stack.test.ts"], { cwd: project, encoding: "utf8", stdio: "pipe" })).toMatch(/1 passed/);
  const failing = testOf("vitest", 'import { expect, test } from "vitest";').replace('"aws_vpc", 1', '"aws_vpc", 2');
  writeFileSync(join(project, "failing.test.ts"), failing);
  const { status, stdout, stderr } = spawnSync("npx", ["vitest", "run", "failing.test.ts"], { cwd: project, encoding: "utf8" });
  expect([status, stdout + stderr]).toEqual([1, expect.stringContaining("expected 2 of aws_vpc, found 1:")]);
});
