/** What `plan` is asked for, what it plans then, and what it leaves behind. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../src/cli/failure";
import { PLAN_USAGE, planCommand } from "../../src/cli/plan-command";
import { StackJson } from "../../src/cli/terraform/stack-json";
import { Terraform } from "../../src/cli/terraform/terraform";
import { plan as planOf, resource } from "../review/plan-fixture";
import { FakeTerraform } from "./fake-terraform";

let folder: string;
let back: string;
let plan: object;
let failure: string | undefined;
let terraform: FakeTerraform;
let located: jest.SpyInstance;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "request-")));
  back = process.cwd();
  process.chdir(folder);
  [plan, failure] = [planOf([QUEUE]), undefined];
  terraform = new FakeTerraform(({ args }) => {
    if (failure !== undefined) return { status: 1, stderr: failure };
    const out = args.find((arg) => arg.startsWith("-out="))?.slice("-out=".length);
    if (out !== undefined) writeFileSync(out, "");
    return { stdout: args[0] === "show" ? JSON.stringify(plan) : "{}" };
  });
  located = jest.spyOn(Terraform, "locate").mockResolvedValue(terraform);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(back);
  rmSync(folder, { recursive: true, force: true });
});

const QUEUE = resource("aws_sqs_queue.Orders_1A", "create", { after: { name: "orders" } });
const STACK: StackJson = {
  terraform: { required_providers: { aws: { source: "aws", version: "5.100.0" } }, backend: { local: { path: "orders" } } },
  resource: { aws_sqs_queue: { Orders_1A: { "//": { metadata: { path: "prod/Orders/Resource" } }, name: "orders" } } },
};

/** Writes stacks as an app does, and has an app that copies them. */
function app(stacks: Readonly<Record<string, StackJson>>, outdir = "synthesized"): void {
  const manifest = { stacks: Object.fromEntries(Object.keys(stacks).map((name) => [name, { workingDirectory: `stacks/${name}` }])) };
  for (const [name, json] of Object.entries(stacks)) {
    mkdirSync(join(outdir, "stacks", name), { recursive: true });
    writeFileSync(join(outdir, "stacks", name, "cdk.tf.json"), JSON.stringify(json));
  }
  writeFileSync(join(outdir, "manifest.json"), JSON.stringify(manifest));
  writeFileSync("cdktf.json", JSON.stringify({ app: 'cp -r synthesized "$CDKTF_OUTDIR"' }));
}

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function planned(...args: string[]): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    jest.spyOn(process[name], "write").mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  return planCommand(args)
    .then((status) => ({ status, ...printed }))
    .finally(() => spies.forEach((spy) => spy.mockRestore()));
}

test.each(["--help", "-h"])("%s says how it is used", async (option) => {
  expect(await planned(option)).toEqual({ status: 0, stdout: `${PLAN_USAGE}\n`, stderr: "" });
});

test.each([
  [["prod", "dev"], `plan takes one stack, got prod dev.\n\n${PLAN_USAGE}`],
  [["--size"], `There is no option --size.\n\n${PLAN_USAGE}`],
  [
    ["--against", "a", "--against-output", "b"],
    "--against and --against-output can't be used together: each says what the stack is compared with.",
  ],
  [["--against-output", "b", "--aws"], "--against-output and --aws can't be used together: each says what the stack is compared with."],
])("%j are refused, with status 1", async (args, message) => {
  await expect(planned(...args)).rejects.toThrow(new Failure(message));
});

test("a plan from nothing is made without AWS, says what it does, and leaves nothing behind", async () => {
  app({ prod: STACK });
  const listeners = (): number[] => ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => process.listenerCount(signal));
  const meanwhile: number[] = [];
  located.mockImplementation(() => {
    meanwhile.push(...listeners());
    return Promise.resolve(terraform);
  });
  const waiting = listeners();
  const before = [waiting, readdirSync(tmpdir()).filter((name) => name.startsWith("cdktf-plan-"))];
  expect(await planned("--detailed-exitcode")).toEqual({
    status: 2,
    stdout: expect.stringMatching(/^prod: 1 to create\.\n/),
    stderr: "synthesizing\ninitializing\nplanning offline\n",
  });
  expect([listeners(), readdirSync(tmpdir()).filter((name) => name.startsWith("cdktf-plan-"))]).toEqual(before);
  // What ends the command before its time is waited for.
  expect(meanwhile).toEqual(waiting.map((count) => count + 1));
  expect(terraform.commands.some((command) => command.includes("-refresh=false"))).toBe(true);
  expect(located.mock.calls[0]![0]).toMatchObject({ wanted: { source: "hashicorp/aws", version: "5.100.0" } });
  expect(existsSync(terraform.asked[0]!.cwd)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(["cdktf.json", "synthesized"]);
});

test("the stack is drawn, and an exception lets pass what it names", async () => {
  app({ prod: STACK });
  plan = planOf([resource("aws_rds_cluster.Database_1A", "delete", { before: { cluster_identifier: "orders" } })]);
  const exception = {
    path: "aws_rds_cluster.Database_1A",
    gate: "stateful-replacement",
    reason: "It was never used",
    expires: "2999-12-31",
  };
  writeFileSync("exceptions.json", JSON.stringify([exception]));
  const { status, stdout } = await planned("--format", "markdown", "--fail-on", "all", "--exceptions", "exceptions.json");
  expect([status, stdout.includes("```mermaid")]).toEqual([0, true]);
});

test("what is downloaded is kept with the project's packages, where it has any", async () => {
  app({ prod: STACK });
  mkdirSync("node_modules");
  await planned();
  const cache = join(folder, "node_modules/.cache/cdktf-trading-platform");
  expect(existsSync(cache)).toBe(true);
  expect(located.mock.calls[0]![0]).toMatchObject({ folder: cache });
});

test("with --aws it is a plan against the account", async () => {
  app({ prod: STACK });
  expect((await planned("--aws")).stderr).toBe("synthesizing\ninitializing\nplanning against the account\n");
  expect(terraform.commands[0]).toBe("prod: init -no-color -input=false -reconfigure");
});

test("the stack that is named is planned, and one that it reads before", async () => {
  const reader = { ...STACK, data: { terraform_remote_state: { of: { backend: "local", config: { path: "orders" } } } } };
  app({ prod: STACK, dev: { ...reader, terraform: {} } });
  expect((await planned("dev")).stderr).toBe("synthesizing\nprod: initializing\nprod: planning offline\ninitializing\nplanning offline\n");
});

test("errors of Terraform are explained", async () => {
  app({ prod: STACK });
  failure = "Error: ExpiredToken";
  await expect(planned("--aws")).rejects.toThrow(
    new Failure("prod can't be planned. The AWS credentials have expired: sign in again, then try again.\n\nError: ExpiredToken"),
  );
});

describe("against what has been synthesized", () => {
  test("the same stack changes nothing", async () => {
    app({ prod: STACK });
    app({ prod: STACK }, "before");
    expect(await planned("--against-output", "before", "--detailed-exitcode")).toEqual({
      status: 0,
      stdout: "prod: no changes.\n",
      stderr: "synthesizing\n",
    });
  });

  test("a stack that isn't in it is new", async () => {
    app({ prod: STACK });
    app({ dev: STACK }, "before");
    const { warnings } = JSON.parse((await planned("--against-output", "before", "--format", "json")).stdout) as { warnings: string[] };
    expect(warnings).toEqual(["before has no stack prod: everything is new."]);
  });
});

describe("--save", () => {
  test("keeps the plan in a folder, which is made", async () => {
    app({ prod: STACK });
    await planned("--save", "a/b");
    expect(readdirSync("a/b").sort()).toEqual(["plan", "plan.json", "plan.txt"]);
    expect(JSON.parse(readFileSync("a/b/plan.json", "utf8")).resource_changes).toEqual([QUEUE]);
    expect((await planned("--save", "a/b")).status).toBe(0);
  });

  test("says what the file system refuses, with status 1", async () => {
    app({ prod: STACK });
    mkdirSync("a/plan.json", { recursive: true });
    const [kept, file] = [join(folder, "a"), join(folder, "a/plan.json")];
    await expect(planned("--save", "a")).rejects.toThrow(
      new Failure(`The plan can't be kept in ${kept}: EISDIR: illegal operation on a directory, open '${file}'`),
    );
  });

  test("leaves what else goes wrong as it is", async () => {
    app({ prod: STACK });
    const { run } = terraform;
    jest
      .spyOn(terraform, "run")
      .mockImplementation((args, options) =>
        args.includes("-no-color") && args[0] === "show"
          ? Promise.resolve({ status: 1, stdout: "", stderr: "Error: wrong" })
          : run.call(terraform, args, options),
      );
    await expect(planned("--save", "a")).rejects.toThrow(new Failure("prod can't be planned. Error: wrong"));
  });
});
