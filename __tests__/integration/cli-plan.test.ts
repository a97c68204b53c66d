/** The package's command plans any app by the real provider, without an account: from nothing, and from what another commit has made. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Review } from "../../src/review/review";
import { CommittedApp, changesOf } from "./support/committed-app";

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

let app: CommittedApp;

/** The review of what a change of the app does to what the commit has made, in which the password never stands. */
function against(...replaced: readonly (readonly [string, string])[]): { readonly status: number | null; readonly review: Review } {
  const { text, ...ended } = app.against(replaced, "--detailed-exitcode");
  expect(text).not.toContain("correct-horse");
  return ended;
}

beforeAll(() => {
  app = new CommittedApp(MAIN);
});

afterAll(() => app.delete());

test("from nothing, everything is created, and the plan is kept where it is asked for", () => {
  const { status, stdout, stderr } = app.command("plan", "--save", "saved", "--detailed-exitcode");
  expect([status, stderr]).toEqual([2, "synthesizing\ninitializing\nplanning offline\n"]);
  expect(stdout).toMatch(/^orders: 9 to create\.\n/);
  expect(JSON.parse(readFileSync(join(app.folder, "saved/plan.json"), "utf8")).resource_changes).toHaveLength(9);
  rmSync(join(app.folder, "saved"), { recursive: true });
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
