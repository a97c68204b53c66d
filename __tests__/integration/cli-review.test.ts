/** The package's command reviews a plan that Terraform has written, whoever made it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Review } from "../../src/review/review";
import { PROJECT } from "../../tools/support/paths";
import { plainPlan } from "./support/plain-plan";

const TOPICS = `
variable "names" { default = ["orders", "trades"] }
resource "aws_sns_topic" "topic" {
  for_each = toset(var.names)
  name     = each.key
}
`;

let folder: string;
let plan: string;

function review(
  args: readonly string[],
  input?: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const program = [join(PROJECT, "node_modules/tsx/dist/loader.mjs"), join(PROJECT, "src/cli/main.ts")] as const;
  return spawnSync(process.execPath, ["--import", ...program, "review", ...args], { cwd: folder, encoding: "utf8", input });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "review-"));
  writeFileSync(join(folder, "main.tf"), TOPICS);
  plan = await plainPlan(folder);
  writeFileSync(join(folder, "plan.json"), plan);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a plan in a file is shown by the addresses of its resources", () => {
  const { status, stdout } = review(["plan.json", "--details"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}aws_sns_topic\.topic: 2 created$/m);
  expect(stdout).toMatch(/^ {4}\+ aws_sns_topic\.topic\["orders"\] \(aws_sns_topic\) is created$/m);
});

test("one plan is written in several formats, by the endings of the files", () => {
  const files = ["review.md", "review.json", "review.sarif", "review.html"];
  expect(review(["plan.json", ...files.flatMap((file) => ["--output", file])])).toMatchObject({ status: 0, stdout: "" });
  const [markdown, json, sarif, html] = files.map((file) => readFileSync(join(folder, file), "utf8")) as [string, string, string, string];
  expect(markdown).toMatch(/^<!-- cdktf-trading-platform review: /);
  expect(JSON.parse(json)).toMatchObject({ schemaVersion: "1.0" });
  expect(JSON.parse(sarif)).toMatchObject({ version: "2.1.0", runs: [{ tool: { driver: { version: expect.any(String) } } }] });
  expect(html).toMatch(/^<!doctype html>/);
});

test("a plan on standard input is the same plan", () => {
  expect(review(["-", "--format", "json"], plan).stdout).toBe(review(["plan.json", "--format", "json"]).stdout);
});

test("with --detailed-exitcode, changes end with status 2", () => {
  expect(review(["plan.json", "--detailed-exitcode", "--format", "json", "--output", "review.json"])).toMatchObject({
    status: 2,
    stdout: "",
  });
});

test("a review that can't be written ends with 1, also where 2 says that something changes", () => {
  expect(review(["plan.json", "--detailed-exitcode", "--output", "nowhere/review.json"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("The review can't be written to nowhere/review.json: there is no folder nowhere; create it first."),
  });
});

test("JSON has each change", () => {
  const { changes } = JSON.parse(review(["plan.json", "--format", "json"]).stdout) as Review;
  expect(changes.map(({ action, address }) => [action, address])).toEqual([
    ["create", 'aws_sns_topic.topic["orders"]'],
    ["create", 'aws_sns_topic.topic["trades"]'],
  ]);
});

test("the plan itself, instead of its JSON, is answered with how to write it", () => {
  expect(review(["plan"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("write it with terraform show -json <plan> > plan.json"),
  });
});
