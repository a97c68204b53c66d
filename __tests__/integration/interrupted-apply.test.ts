/** Applies that stop half-way, mended as the example's README says. Each test of the protected database goes on from the one before. */
import { readFileSync } from "node:fs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { AuroraCluster, AwsEnvironment, EncryptionKey, Network } from "../../src";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, expireCredentials, namesInAccount, renewCredentials, requestsSoFar, useEmulator } from "./support";

const emulator = useEmulator();

/** What each service answers to credentials that have expired; EC2 alone has its own word. */
const EXPIRED = /ExpiredToken|RequestExpired/;

/** Terraform's errors, one string each. */
function errorsOf(stderr: string): string[] {
  return stderr
    .replace(/[│╷╵]/g, "")
    .split(/^ ?Error: /m)
    .slice(1)
    .map((error) => error.replace(/\s+/g, " "));
}

/** Takes the mark from what was being created, but for security groups: only their creation removes the rules that AWS gives them. */
async function untaint(workspace: Workspace): Promise<string[]> {
  const tainted = (await workspace.deployed()).filter((resource) => resource.tainted && !resource.type.endsWith("security_group"));
  for (const { address } of tainted) await workspace.run("untaint", address);
  return tainted.map(({ address }) => address);
}

describe("a deployment whose credentials expire early, then half-way, then late", () => {
  const CHANGES_UNTIL_EXPIRY = [25, 110, 80];
  let workspace: Workspace;
  let before: Set<string>;
  const otherErrors: string[] = [];

  beforeAll(async () => {
    before = await namesInAccount(emulator.url);
    workspace = await Workspace.make((app) => new TradingStack(app, "trading-local", environments.local!), { endpoint: emulator.url });
    for (const changes of CHANGES_UNTIL_EXPIRY) {
      await expireCredentials(emulator.url, changes);
      const { status, stderr } = await workspace.tryRun("apply", "-no-color", "-auto-approve");
      if (status === 0) throw new Error(`the apply was done before ${changes} changes`);
      otherErrors.push(...errorsOf(stderr).filter((error) => !EXPIRED.test(error)));
      await renewCredentials(emulator.url);
      await untaint(workspace);
    }
    await workspace.apply();
  });

  test("fails for no other reason", () => expect(otherErrors).toEqual([]));

  test("is completed by the next apply", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("creates nothing twice", async () => {
    const state = readFileSync(workspace.stateFile, "utf8");
    const created = [...(await namesInAccount(emulator.url))].filter((name) => !before.has(name));
    expect(created.length).toBeGreaterThan(50);
    expect(created.filter((name) => !state.includes(name))).toEqual([]);
  });
});

describe("a protected database", () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make(protectedDatabase, { endpoint: emulator.url });
  });

  test("whose credentials expire while RDS creates the cluster is tainted, can't be replaced, and is whole without the mark", async () => {
    await expireCredentials(emulator.url, "rds:CreateDBCluster");
    const interrupted = await workspace.tryRun("apply", "-no-color", "-auto-approve");
    expect(errorsOf(interrupted.stderr).filter((error) => !EXPIRED.test(error))).toEqual([]);
    await renewCredentials(emulator.url);
    const refused = await workspace.tryRun("plan", "-no-color", "-lock=false");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("Instance cannot be destroyed");
    expect(refused.stderr).toContain("aws_rds_cluster.Ledger");
    expect(await untaint(workspace)).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_rds_cluster\.Ledger_/)]));
    expect((await workspace.plan()).of("replace", "aws_rds_cluster")).toEqual([]);
  });

  test("whose apply is killed while RDS creates the writer exists already, and is imported", async () => {
    await renewCredentials(emulator.url);
    await workspace.applyUntilKilled(onlyTheWriterIsLeft());
    const refused = await workspace.tryRun("apply", "-no-color", "-auto-approve");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("DBInstanceAlreadyExists");
    const writer = /with (aws_rds_cluster_instance\.\S+),/.exec(refused.stderr)![1]!;
    await workspace.run("import", "-no-color", writer, "interrupted-ledger-main");
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });
});

/** Long enough for what was created to be in Terraform's state, shorter than the provider waits before it first looks at an instance. */
const QUIET_MILLISECONDS = 10_000;

/** Tells when the writer alone is being created: whatever else were, would exist already as well. */
function onlyTheWriterIsLeft(): () => Promise<boolean> {
  let [count, since] = [0, 0];
  return async () => {
    const { changes } = await requestsSoFar(emulator.url);
    if (changes.length !== count) [count, since] = [changes.length, Date.now()];
    return changes.includes("rds:CreateDBInstance") && Date.now() - since >= QUIET_MILLISECONDS;
  };
}

function protectedDatabase(app: App): TerraformStack {
  const stack = new TerraformStack(app, "interrupted");
  const region = "eu-central-1";
  new AwsProvider(stack, "Aws", { region, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
  new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", {
    cidrBlock: "10.50.0.0/16",
    availabilityZones: [`${region}a`, `${region}b`],
    natGateways: "none",
    encryptionKey,
  });
  new AuroraCluster(stack, "Ledger", { network, encryptionKey, readers: {} });
  return stack;
}
