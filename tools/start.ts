/** Deploys the whole platform on an emulator, and shows what stands. */
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join, relative } from "node:path";
import { KNOWN_DRIFT } from "./known-drift";
import { readArguments } from "./support/arguments";
import { Emulator, logEnd } from "./support/emulator/emulator";
import { isReachable, parseEndpoint, parsePort } from "./support/emulator/endpoint";
import { Failure, runTool } from "./support/failure";
import { PROJECT } from "./support/paths";
import { describeChange, unexplainedChanges } from "./support/plan/drift";
import { standingTable } from "./support/plan/plan-table";
import { PlanJson, Values, constructPaths, plannedChanges } from "./support/plan/planned-changes";
import { Deployment, INTERRUPTED, deploy } from "./support/platform/deployment";
import {
  LOCAL_STACK,
  PLATFORM_FOLDER,
  exclusively,
  localStateFile,
  readRecord,
  resourceCount,
  writeRecord,
} from "./support/platform/platform";
import { discard, earlierEmulator, nextStep, waitForWorker } from "./support/platform/recovery";
import { stackOf, synthesizeApp } from "./support/synthesized-app";
import { formatTable } from "./support/table";
import { emulatorEnvironment, emulatorSettings } from "./support/terraform/aws-settings";
import { explained } from "./support/terraform/error-explanations";
import { StackJson } from "./support/terraform/stack-override";
import { Terraform, terraformErrors } from "./support/terraform/terraform";

const USAGE = `Usage: npm start [-- [--port PORT | --endpoint URL]]

Starts an emulator of AWS on this machine, deploys the stack ${LOCAL_STACK} on it with cdktf deploy, shows the outputs and what stands, and checks that a
second plan is empty. The platform is left standing. Run it again to apply a change; npm stop removes everything.

  --port PORT      port of the emulator on 127.0.0.1 (default: a free one)
  --endpoint URL   use the emulator that answers there instead
  --help           this text

Takes three to eight minutes, most of which the AWS provider waits by itself: half a minute for each RDS instance, sometimes three.
Needs Terraform 1.10 or newer and Python 3.10 or newer. Logs are in .cache/platform/.`;

const OUTDIR = join(PLATFORM_FOLDER, "cdktf.out");

interface Request {
  readonly endpoint?: string;
  readonly port?: number;
}

function readRequest(): Request {
  const { values, positionals } = readArguments(USAGE, { endpoint: { type: "string" }, port: { type: "string" } });
  if (positionals.length > 0) throw new Failure(`npm start takes no ${positionals.join(" ")}.\n\n${USAGE}`, 2);
  const { endpoint, port } = values as { endpoint?: string; port?: string };
  if (endpoint !== undefined && port !== undefined) throw new Failure("Give --endpoint or --port, not both.", 2);
  return {
    ...(endpoint !== undefined && { endpoint: parseEndpoint(endpoint) }),
    ...(port !== undefined && { port: parsePort(port) }),
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function start(request: Request): Promise<void> {
  const terraform = await Terraform.find();
  print("synthesizing");
  const stacks = await synthesizeApp(OUTDIR);
  const stackFolder = stacks.get(stackOf(LOCAL_STACK, [...stacks.keys()]))!.folder;
  const stack = JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")) as StackJson & { resource?: Values };
  const stateFile = localStateFile(stackFolder, stack);

  const record = readRecord();
  const emulatorBefore = await earlierEmulator(record);
  const next = nextStep(record, emulatorBefore !== undefined, request.endpoint);
  if (next === "begin anew") {
    print("an earlier npm start was interrupted, or its emulator has ended: beginning anew");
    await discard(record!);
  } else if (next === "continue") {
    await waitForWorker(record!);
  } else {
    setAside(stateFile);
  }

  const emulator = next === "continue" ? emulatorBefore : await startEmulator(request);
  const endpoint = emulator?.url ?? request.endpoint ?? record!.endpoint;
  if (!emulator && !(await isReachable(endpoint))) {
    throw new Failure(`Nothing answers at ${endpoint}: start that emulator, or run npm start without --endpoint.`);
  }

  const paths = constructPaths(stack);
  const standing = { endpoint, stateFile, stackFolder, ...(emulator && { emulatorPid: emulator.pid }) };
  const onStart = (workerPid: number) => writeRecord({ ...standing, status: "deploying", workerPid });
  writeRecord({ ...standing, status: "deploying" });
  const deployment: Deployment = { terraform, stack: LOCAL_STACK, outdir: OUTDIR, stackFolder, endpoint, paths, onStart, print };
  try {
    await deploy(deployment);
    writeRecord({ ...standing, status: "standing" });
    print("\nplanning again: nothing may be left to do");
    await assertNothingToDo(deployment);
  } catch (error) {
    if (emulator && !(await emulator.isHealthy())) {
      throw new Failure(`The emulator ended while the platform was deployed: ${logEnd(emulator.log)}\nRun npm start again to begin anew.`);
    }
    if (error instanceof Failure && error.exitCode !== INTERRUPTED && readRecord()?.status === "deploying") {
      writeRecord({ ...standing, status: "incomplete" });
    }
    throw error;
  }
  await show(deployment, stack);
}

/** A state that no record tells of belongs to something that can't be reached any more. */
function setAside(stateFile: string): void {
  if (resourceCount(stateFile) === 0) return;
  let number = 1;
  while (existsSync(`${stateFile}.old-${number}`)) number += 1;
  renameSync(stateFile, `${stateFile}.old-${number}`);
  print(`a state that npm start didn't make is kept as ${relative(PROJECT, stateFile)}.old-${number}`);
}

async function startEmulator({ endpoint, port }: Request): Promise<Emulator | undefined> {
  if (endpoint !== undefined) return undefined;
  print("starting the emulator");
  const emulator = await Emulator.start({
    folder: PLATFORM_FOLDER,
    detached: true,
    onProgress: print,
    ...(port !== undefined && { port }),
  });
  print(`the emulator answers at ${emulator.url}`);
  return emulator;
}

async function assertNothingToDo({ terraform, stackFolder, endpoint, paths }: Deployment): Promise<void> {
  const options = { cwd: stackFolder, env: emulatorEnvironment(endpoint) };
  const file = join(PLATFORM_FOLDER, "second.plan");
  const planned = await terraform.run(["plan", "-no-color", "-lock=false", `-out=${file}`], options);
  if (planned.status !== 0) {
    throw new Failure(`The second plan failed. ${explained(terraformErrors(planned.stdout, planned.stderr))}`);
  }
  const plan = JSON.parse(await terraform.must(["show", "-json", file], options)) as PlanJson;
  const changes = unexplainedChanges(plannedChanges(plan, paths), KNOWN_DRIFT);
  if (changes.length > 0) {
    throw new Failure(
      `The platform stands, but a second plan isn't empty (tools/known-drift.ts lists what the emulator can't hold):\n${changes.map(describeChange).join("\n")}`,
    );
  }
}

async function show({ terraform, stackFolder, endpoint, paths }: Deployment, stack: { provider?: Values }): Promise<void> {
  const options = { cwd: stackFolder, env: emulatorEnvironment(endpoint) };
  const addresses = (await terraform.must(["state", "list"], options))
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("data."));
  const resources = addresses.map((address) => {
    const plain = address.replace(/\[.*?\]$/, "");
    return { path: paths.get(plain) ?? plain, type: plain.split(".")[0]! };
  });
  const outputs = JSON.parse(await terraform.must(["output", "-json"], options)) as Record<string, { value: unknown; sensitive: boolean }>;
  const rows = Object.entries(outputs).map(([name, { value, sensitive }]) => [
    name,
    sensitive ? "(sensitive)" : typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const region = stack.provider?.aws?.[0]?.region as string | undefined;
  const { cliConfigFile, mirror } = terraform.providers;
  const settings = Object.entries({
    ...emulatorSettings(endpoint),
    ...(region && { AWS_REGION: region }),
    ...(mirror && { TF_CLI_CONFIG_FILE: cliConfigFile }),
  });
  print(`
${standingTable(resources)}

${rows.length > 0 ? `${formatTable(["output", "value"], rows)}\n\n` : ""}${LOCAL_STACK} stands: ${resources.length} resources at ${endpoint}, and a second plan is empty.

Look around, with the AWS CLI or any other tool:
  export ${settings.map(([name, value]) => `${name}=${value}`).join(" ")}
  aws rds describe-db-clusters
  aws elbv2 describe-load-balancers
Change a value in examples/trading-stack/environments.ts, then:
  npx cdktf diff ${LOCAL_STACK}${mirror ? " --skip-provider-lock" : ""}
  npm start
What Terraform would make in production:
  npm run plan -- prod
Run the services themselves, and trade:
  npm run serve
Remove everything:
  npm stop`);
}

void runTool(async () => {
  const request = readRequest();
  await exclusively(() => start(request));
});
