/** A stack that reads the state of another one is planned offline, on what is planned of that one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Review } from "../../src/review/review";
import { PROJECT } from "../../tools/support/paths";

const MAIN = `
import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";

const app = new App();
const network = new TerraformStack(app, "network");
new AwsProvider(network, "aws", { region: "eu-central-1" });
const vpc = new Vpc(network, "vpc", { cidrBlock: "10.0.0.0/16", tags: { Name: "orders" } });
const services = new TerraformStack(app, "services");
new AwsProvider(services, "aws", { region: "eu-central-1" });
const group = new SecurityGroup(services, "group", { name: "orders", vpcId: vpc.id });
new SsmParameter(services, "parameter", { name: "place", type: "String", value: group.id + " in " + vpc.id + " of " + vpc.cidrBlock });
app.synth();
`;

let folder: string;

function git(...args: string[]): void {
  const { status, stderr } = spawnSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

/** The review of what a change of the app does to a stack that the commit has made. */
function against(stack: string, from: string, to: string): Review {
  writeFileSync(join(folder, "main.ts"), MAIN.replace(from, to));
  const program = [join(PROJECT, "node_modules/tsx/dist/loader.mjs"), join(PROJECT, "src/cli/main.ts")];
  const args = ["--import", ...program, "plan", stack, "--against", "HEAD", "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Review;
}

const changesOf = ({ changes }: Review): string[] => changes.map(({ action, path }) => `${action} ${path}`).sort();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "app-"));
  writeFileSync(join(folder, "main.ts"), MAIN);
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app: "node --import tsx main.ts" }));
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  symlinkSync(join(PROJECT, "node_modules"), join(folder, "node_modules"));
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what the other stack doesn't change, this one doesn't either", () => {
  const review = against("services", "app.synth();", 'services.addOverride("locals", { unused: 1 });\napp.synth();');
  expect([changesOf(review), review.warnings]).toEqual([[], []]);
});

// https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/security_group: "vpc_id - (Optional, Forces new resource)".
test("what the other stack replaces is replaced, or read anew, where this one refers to it", () => {
  const review = against("services", "10.0.0.0/16", "10.1.0.0/16");
  expect(changesOf(review)).toEqual(["replace group", "update parameter"]);
});
