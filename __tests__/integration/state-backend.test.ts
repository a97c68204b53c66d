/**
 * State in a bucket, from the empty account on: bootstrap, a second stack, two applies at once, a killed one, one whose credentials expire, an old version.
 * Each test goes on from the one before.
 */
import { ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, DataResource, TerraformStack } from "cdktf";
import { accounts } from "../../examples/state-bootstrap/accounts";
import { StateStack } from "../../examples/state-bootstrap/state-stack";
import { stateKey, useStateBackend } from "../../modules/state-backend";
import { Finished, run } from "../../tools/support/process";
import { emulatorEnvironment } from "../../tools/support/terraform/aws-settings";
import { Terraform } from "../../tools/support/terraform/terraform";
import { LoggedRequest, RequestLog, Workspace, expireCredentials, renewCredentials, useEmulator } from "./support";

const COMMAND = resolve("examples/state-bootstrap/bootstrap.ts");
const { state } = accounts.local!;
const STACK = "orders";
const KEY = stateKey(STACK);
const WAIT_MILLISECONDS = 60_000;

const emulator = useEmulator();
const log = new RequestLog();
let folder: string;
let terraform: Terraform;
let orders: Workspace;
let firstDeployment: LoggedRequest[];

/** The one command of the guide, as a user types it. */
async function bootstrap(...args: string[]): Promise<Finished> {
  const path = [dirname(terraform.binary), process.env.PATH].join(delimiter);
  return run({
    program: process.execPath,
    args: ["--import", require.resolve("tsx"), COMMAND, ...args],
    cwd: folder,
    env: { ...emulatorEnvironment(emulator.url), ...terraform.settings, PATH: path },
  });
}

/** A stack with its state in the bucket; each of its resources may wait for a file while it is made. */
function ordersStack(resources: Readonly<Record<string, { readonly waitsFor?: string }>>) {
  return (app: App) => {
    const stack = new TerraformStack(app, STACK);
    new AwsProvider(stack, "Aws", { region: state.region, maxRetries: 2 });
    useStateBackend(stack, state);
    for (const [id, { waitsFor }] of Object.entries(resources)) {
      const command = `touch ${waitsFor}.reached; until [ -e ${waitsFor} ]; do sleep 0.1; done`;
      new DataResource(stack, id, { input: { id }, provisioners: waitsFor ? [{ type: "local-exec", command }] : undefined });
    }
    return stack;
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Begins an apply and returns once it waits for `file`. */
async function applyUntil(file: string): Promise<Running> {
  const env = { ...emulatorEnvironment(emulator.url), ...terraform.settings };
  const child = spawn(terraform.binary, ["apply", "-auto-approve", "-no-color"], { cwd: orders.stackFolder, env });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => (stdout += text));
  child.stderr.on("data", (text) => (stderr += text));
  const finished = new Promise<Finished>((done) => child.on("exit", (code) => done({ status: code ?? 137, stdout, stderr })));
  const end = Date.now() + WAIT_MILLISECONDS;
  while (!existsSync(`${file}.reached`)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(`the apply never came to ${file}:\n${stdout}\n${stderr}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return { child, finished };
}

/** The lock that a command was refused for. */
function lockIdOf({ stderr }: Finished): string {
  const id = /ID: +([0-9a-f-]{36})/.exec(stderr)?.[1];
  if (id === undefined) throw new Error(`no lock is named:\n${stderr}`);
  return id;
}

function localFile(): string {
  return join(folder, "terraform.state-local.tfstate");
}

function s3(): S3Client {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new S3Client({ endpoint: emulator.url, region: state.region, credentials, forcePathStyle: true });
}

async function versionsOf(key: string): Promise<{ readonly versionId: string; readonly isLatest: boolean }[]> {
  const { Versions = [] } = await s3().send(new ListObjectVersionsCommand({ Bucket: state.bucketName, Prefix: key }));
  return Versions.filter(({ Key }) => Key === key).map(({ VersionId, IsLatest }) => ({ versionId: VersionId!, isLatest: IsLatest! }));
}

async function pulled(): Promise<{ readonly serial: number; readonly lineage: string; readonly resources: unknown[] }> {
  return JSON.parse(await orders.run("state", "pull"));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
  terraform = await Terraform.find();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  log.remove();
});

test("a bucket that exists without the state is left alone", async () => {
  await s3().send(new CreateBucketCommand({ Bucket: state.bucketName, CreateBucketConfiguration: { LocationConstraint: "eu-central-1" } }));
  const { status, stderr } = await bootstrap("local", "--auto-approve");
  expect(status).toBe(1);
  expect(stderr).toContain(`The bucket ${state.bucketName} exists, but neither it nor ${localFile()} has this stack's state.`);
  await s3().send(new DeleteBucketCommand({ Bucket: state.bucketName }));
});

test("one command creates the bucket and migrates its own state into it", async () => {
  const { status, stdout, stderr } = await bootstrap("local", "--auto-approve");
  expect({ status, stderr, stdout: status === 0 ? "" : stdout }).toEqual({ status: 0, stderr: "", stdout: "" });
  expect(stdout).toContain(`Done: ${state.bucketName} holds its own state. The local file is deleted.`);
  expect(existsSync(localFile())).toBe(false);
  expect(await versionsOf(stateKey("state-local"))).not.toEqual([]);
});

test("the state is encrypted there under the key of the bucket's alias", async () => {
  const head = await s3().send(new HeadObjectCommand({ Bucket: state.bucketName, Key: stateKey("state-local") }));
  expect(head.ServerSideEncryption).toBe("aws:kms");
  expect(head.SSEKMSKeyId).toContain(`alias/${state.bucketName}`);
});

test("the command run again finds the state in the bucket and changes nothing", async () => {
  const { status, stdout } = await bootstrap("local", "--auto-approve");
  expect(status).toBe(0);
  expect(stdout).toContain(`${state.bucketName} has the state already: applying what has changed.`);
  expect(stdout).toMatch(/No changes|0 added, 0 changed, 0 destroyed/);
});

test.each(["dev", "prod"])("the bucket and the roles of %s are valid, and planned without an account", async (name) => {
  const workspace = await Workspace.make((app) => new StateStack(app, `state-${name}`, accounts[name]!, { type: "local" }));
  await workspace.validate();
  const plan = await workspace.plan();
  expect(plan.dataSources).toEqual([]);
  expect(plan.of("create", "aws_s3_bucket").map(({ after }) => after!.bucket)).toContain(accounts[name]!.state.bucketName);
  expect(plan.of("create", "aws_s3_bucket_replication_configuration")).toHaveLength(accounts[name]!.replicaRegion ? 1 : 0);
  expect(plan.of("create", "aws_iam_role").map(({ path }) => path)).toEqual(
    expect.arrayContaining([`Roles/Deploy-trading-${name}/Resource`, `Roles/Plan-trading-${name}/Resource`]),
  );
});

test("an account that isn't described is refused with those that are", async () => {
  const { status, stderr } = await bootstrap("staging");
  expect(status).toBe(1);
  expect(stderr.trim()).toBe('accounts.ts has no account "staging": use one of local, dev, prod.');
});

test("a second stack stores its state in the bucket, under an object key of its own", async () => {
  orders = await Workspace.make(ordersStack({ First: {} }), { endpoint: emulator.url, ownBackend: true, variables: log.variables });
  await orders.apply();
  firstDeployment = log.take().filter(({ service }) => service === "S3");
  expect(await orders.resources()).toEqual(["terraform_data.First"]);
  expect(await versionsOf(KEY)).toHaveLength(1);
  expect((await orders.plan()).unexplained).toEqual([]);
});

// `__tests__/state-backend/terraform-requests.test.ts` holds that the roles may send each of these.
test("a first deployment asks S3 for what the roles are allowed, and for nothing else", () => {
  const asked = firstDeployment.map(({ operation, url }) => {
    const { pathname, searchParams } = new URL(url);
    return `${operation} ${searchParams.get("prefix") ?? pathname.replace(`/${state.bucketName}/`, "")}`;
  });
  expect([...new Set(asked)].sort()).toEqual([
    `DeleteObject ${KEY}.tflock`,
    `GetObject ${KEY}.tflock`,
    `HeadObject ${KEY}`,
    "ListObjectsV2 env:/",
    `PutObject ${KEY}`,
    `PutObject ${KEY}.tflock`,
  ]);
});

test("of two applies at once the second is refused with the lock's owner, and the state is unharmed", async () => {
  const gate = join(folder, "gate");
  orders.synth(ordersStack({ First: {}, Second: { waitsFor: gate } }));
  const before = await pulled();
  const first = await applyUntil(gate);

  const second = await orders.tryRun("apply", "-auto-approve", "-no-color");
  expect(second.status).toBe(1);
  expect(second.stderr).toContain("Error acquiring the state lock");
  expect(second.stderr).toContain(`@${hostname()}`);
  expect(second.stderr).toContain(`${state.bucketName}/${KEY}`);
  expect(await pulled()).toEqual(before);

  writeFileSync(gate, "");
  const { status, stderr } = await first.finished;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(await orders.resources()).toEqual(["terraform_data.First", "terraform_data.Second"]);
});

test("a killed apply leaves its lock, which force-unlock removes", async () => {
  const gate = join(folder, "gate-of-the-killed");
  orders.synth(ordersStack({ First: {}, Second: {}, Third: { waitsFor: gate } }));
  const { child, finished } = await applyUntil(gate);
  child.kill("SIGKILL");
  await finished;
  // Lets the shell that Terraform started end as well.
  writeFileSync(gate, "");

  const refused = await orders.tryRun("apply", "-auto-approve", "-no-color");
  expect(refused.status).toBe(1);
  await orders.run("force-unlock", "-force", lockIdOf(refused));
  await orders.apply();
  expect(await orders.resources()).toEqual(["terraform_data.First", "terraform_data.Second", "terraform_data.Third"]);
  expect((await orders.plan()).unexplained).toEqual([]);
});

test("an apply whose credentials expire writes the state into a file, which state push stores", async () => {
  const gate = join(folder, "gate-of-the-expired");
  orders.synth(ordersStack({ First: {}, Second: {}, Third: {}, Fourth: { waitsFor: gate } }));
  const { finished } = await applyUntil(gate);
  await expireCredentials(emulator.url, 0);
  writeFileSync(gate, "");
  const { status, stderr } = await finished;
  expect(status).toBe(1);
  expect(stderr).toMatch(/the state has been written\s+to the file "errored\.tfstate"/);
  await renewCredentials(emulator.url);

  const refused = await orders.tryRun("state", "push", "errored.tfstate");
  await orders.run("force-unlock", "-force", lockIdOf(refused));
  await orders.run("state", "push", "errored.tfstate");
  expect(await orders.resources()).toEqual(["First", "Second", "Third", "Fourth"].sort().map((id) => `terraform_data.${id}`));
  expect((await orders.plan()).unexplained).toEqual([]);
});

test("an old version of the state is brought back", async () => {
  const versions = await versionsOf(KEY);
  const oldest = versions[versions.length - 1]!;
  expect(oldest.isLatest).toBe(false);
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: state.bucketName, Key: KEY, VersionId: oldest.versionId }));
  const file = join(folder, "old.tfstate");
  writeFileSync(file, await Body!.transformToString());

  await orders.run("state", "push", "-force", file);
  expect(await orders.resources()).toEqual(["terraform_data.First"]);
  expect((await orders.plan()).summary()).toEqual(["create Fourth", "create Second", "create Third"]);
});

test("the bucket of an account whose states are protected isn't destroyed", async () => {
  const { status, stderr } = await bootstrap("prod", "--destroy", "--auto-approve");
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(
    `accounts.ts protects the states in ${accounts.prod!.state.bucketName}. Set removal to "destroy" there, and run this again.`,
  );
});

test("one command migrates the bucket's own state back and destroys the bucket with every state in it", async () => {
  const { status, stdout, stderr } = await bootstrap("local", "--destroy", "--auto-approve");
  expect({ status, stderr, stdout: status === 0 ? "" : stdout }).toEqual({ status: 0, stderr: "", stdout: "" });
  expect(stdout).toContain(`Done: ${state.bucketName} is destroyed.`);
  expect(existsSync(localFile())).toBe(false);
  const { Buckets = [] } = await s3().send(new ListBucketsCommand({}));
  expect(Buckets.map(({ Name }) => Name)).toEqual([]);
});

test("what is destroyed already isn't destroyed again", async () => {
  const { status, stderr } = await bootstrap("local", "--destroy", "--auto-approve");
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(`There is no ${state.bucketName}: nothing is to be destroyed.`);
});
