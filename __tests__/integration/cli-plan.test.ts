/** The package's command plans any app by the real provider, without an account: from nothing, and from what another commit has made. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Review } from "../../src/review/review";
import { PROJECT } from "../../tools/support/paths";

/** A stack of the framework alone, none of whose parts are of this library. */
const MAIN = `
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";

const app = new App();
const stack = new TerraformStack(app, "orders");
new AwsProvider(stack, "aws", { region: "eu-central-1", allowedAccountIds: ["444455556666"], assumeRole: [{ roleArn: "arn:aws:iam::444455556666:role/deploy" }] });
const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map(
  (zone, index) => new Subnet(stack, "subnet-" + zone, { vpcId: vpc.id, cidrBlock: "10.0." + index + ".0/24", availabilityZone: "eu-central-1" + zone }),
);
const group = new DbSubnetGroup(stack, "group", { name: "orders", subnetIds: subnets.map(({ id }) => id) });
new DbInstance(stack, "database", {
  identifier: "orders",
  engine: "postgres",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "app",
  password: "correct-horse-battery",
  dbSubnetGroupName: group.name,
  lifecycle: { preventDestroy: true },
});
const bucket = new S3Bucket(stack, "bucket", { bucketPrefix: "orders-" });
const role = new IamRole(stack, "role", { name: "orders", assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) });
new IamRolePolicy(stack, "policy", {
  role: role.name,
  policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: bucket.arn + "/*" }] }),
});
new SsmParameter(stack, "parameter", { name: "bucket", type: "String", value: "\${upper(" + bucket.fqn + ".id)}" });
new TerraformOutput(stack, "vpc_id", { value: vpc.id });
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

function command(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const program = [join(PROJECT, "node_modules/tsx/dist/loader.mjs"), join(PROJECT, "src/cli/main.ts")] as const;
  return spawnSync(process.execPath, ["--import", ...program, ...args], { cwd: folder, encoding: "utf8" });
}

/** The review of what a change of the app does to what the commit has made. */
function against(...replaced: readonly (readonly [string, string])[]): { readonly status: number | null; readonly review: Review } {
  writeFileSync(
    join(folder, "main.ts"),
    replaced.reduce((text, [from, to]) => text.replace(from, to), MAIN),
  );
  const { status, stdout, stderr } = command("plan", "--against", "HEAD", "--format", "json", "--detailed-exitcode");
  if (stdout === "") throw new Error(stderr);
  expect(stdout).not.toContain("correct-horse");
  return { status, review: JSON.parse(stdout) as Review };
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

test("from nothing, everything is created, and the plan is kept where it is asked for", () => {
  const { status, stdout, stderr } = command("plan", "--save", "saved", "--detailed-exitcode");
  expect([status, stderr]).toEqual([2, "synthesizing\ninitializing\nplanning offline\n"]);
  expect(stdout).toMatch(/^orders: 9 to create\.\n/);
  expect(JSON.parse(readFileSync(join(folder, "saved/plan.json"), "utf8")).resource_changes).toHaveLength(9);
  rmSync(join(folder, "saved"), { recursive: true });
});

test("a change of the code that changes no resource is an empty plan, of everything that AWS decides", () => {
  // Another stack, as its JSON says, so that it is planned.
  const { status, review } = against(["app.synth();", 'stack.addOverride("locals", { unused: 1 });\napp.synth();']);
  expect([status, changesOf(review), review.outputs, review.warnings]).toEqual([0, [], [], []]);
});

test("another instance class is one update in place, with both values", () => {
  const { status, review } = against(["db.t4g.micro", "db.t4g.small"]);
  expect([status, changesOf(review)]).toEqual([2, ["update database"]]);
  expect(review.changes[0]!.attributes).toEqual([
    {
      path: "instance_class",
      before: { kind: "value", text: "db.t4g.micro" },
      after: { kind: "value", text: "db.t4g.small" },
      forcesReplacement: false,
    },
  ]);
});

test("another construct id is a deletion and a creation", () => {
  const { review } = against(['"bucket", { bucketPrefix', '"documents", { bucketPrefix']);
  expect(changesOf(review)).toEqual(expect.arrayContaining(["create documents", "delete bucket"]));
});

test("a replacement that prevent_destroy refuses is shown, and said to be refused", () => {
  const { review } = against(['username: "app"', 'username: "orders"']);
  expect(changesOf(review)).toContain("replace database");
  expect(review.findings[0]).toMatchObject({ rule: "prevent-destroy", severity: "danger", path: "database" });
});
