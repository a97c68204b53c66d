import { createRequire } from "node:module";
import { join } from "node:path";
import { Failure } from "../failure";
import { PROJECT } from "../paths";
import { emulatorEnvironment } from "../terraform/aws-settings";
import { explained } from "../terraform/error-explanations";
import { Terraform, terraformErrors } from "../terraform/terraform";
import { PLATFORM_FOLDER } from "./platform";
import { ProgressLines } from "./progress";
import { WorkEnd, work } from "./worker";

/** What a shell has as the status of a program that Ctrl-C ended. */
export const INTERRUPTED = 130;

export interface Deployment {
  readonly terraform: Terraform;
  readonly stack: string;
  /** What `cdktf synth` wrote, and in it the stack's folder. */
  readonly outdir: string;
  readonly stackFolder: string;
  readonly endpoint: string;
  /** Terraform's address → the construct's path. */
  readonly paths: ReadonlyMap<string, string>;
  readonly onStart: (pid: number) => void;
  readonly print: (line: string) => void;
}

/**
 * Deploys a synthesized stack by `cdktf deploy`. CDKTF runs Terraform in a pseudo-terminal; where its native module isn't there for this Node.js, Terraform
 * is run on the same folder without it.
 *
 * @throws Failure with Terraform's errors
 */
export async function deploy(deployment: Deployment): Promise<void> {
  if (canRunCdktf()) {
    deployment.print("cdktf deploy");
    return finish(deployment, "deploy", await cdktfDeploy(deployment));
  }
  deployment.print("terraform apply (CDKTF's pseudo-terminal module isn't built for this Node.js, so cdktf deploy can't run)");
  await terraformStep(deployment, "init", "-no-color", "-reconfigure");
  await terraformStep(deployment, "apply", "-no-color", "-auto-approve");
}

/** Destroys everything that is in the stack's state. */
export async function destroy(deployment: Deployment): Promise<void> {
  await terraformStep(deployment, "init", "-no-color", "-reconfigure");
  // What is there is read while it is destroyed.
  await terraformStep(deployment, "destroy", "-no-color", "-auto-approve");
}

/** Whether the one native module of CDKTF's command line loads. */
export function canRunCdktf(load: (name: string) => unknown = createRequire(join(PROJECT, "package.json"))): boolean {
  const { error } = console;
  // The module prints the problem before it throws it.
  console.error = () => {};
  try {
    load("@cdktf/node-pty-prebuilt-multiarch");
    return true;
  } catch {
    return false;
  } finally {
    console.error = error;
  }
}

function cdktfDeploy({ terraform, stack, outdir, endpoint, paths, onStart, print }: Deployment): Promise<WorkEnd> {
  // A lock file of a mirror's provider can't be made for other platforms, and the mirror needs no cache.
  const mirrorOptions = terraform.providers.mirror ? ["--skip-provider-lock", "--disable-plugin-cache-env"] : [];
  const cdktf = createRequire(join(PROJECT, "package.json")).resolve("cdktf-cli/bundle/bin/cdktf");
  const progress = new ProgressLines(paths);
  return work({
    program: process.execPath,
    args: [cdktf, "deploy", stack, "--auto-approve", "--skip-synth", "--output", outdir, ...mirrorOptions],
    cwd: PROJECT,
    env: {
      ...emulatorEnvironment(endpoint),
      ...terraform.settings,
      TERRAFORM_BINARY_NAME: terraform.binary,
      DISABLE_VERSION_CHECK: "1",
      FORCE_COLOR: "0",
      // Plain lines instead of a picture that is drawn anew.
      CI: "true",
    },
    log: join(PLATFORM_FOLDER, "deploy.log"),
    onStart,
    onLine: show(progress, print),
  });
}

async function terraformStep(deployment: Deployment, command: string, ...args: string[]): Promise<void> {
  const { terraform, stackFolder, endpoint, paths, onStart, print } = deployment;
  const end = await work({
    program: terraform.binary,
    args: [command, ...args],
    cwd: stackFolder,
    env: { ...emulatorEnvironment(endpoint), ...terraform.settings },
    log: join(PLATFORM_FOLDER, `${command}.log`),
    onStart,
    onLine: show(new ProgressLines(paths), print),
  });
  finish(deployment, command, end);
}

function show(progress: ProgressLines, print: (line: string) => void): (line: string) => void {
  return (line) => {
    const shown = line.startsWith("interrupted:") ? line : progress.show(line);
    if (shown !== undefined) print(shown);
  };
}

function finish({ stack }: Deployment, command: string, { status, interrupted, output }: WorkEnd): void {
  if (interrupted) {
    throw new Failure("Interrupted. Run npm start again to begin anew, or npm stop to remove what was made.", INTERRUPTED);
  }
  if (status !== 0) {
    const errors = terraformErrors(withoutStackName(output, stack), "");
    throw new Failure(
      `${stack}: ${command} failed. ${explained(errors)}\nEverything it printed: ${join(PLATFORM_FOLDER, `${command}.log`)}`,
    );
  }
}

/** `cdktf deploy` writes the stack's name, or spaces as wide, before each line, and a summary of stacks at the end. */
export function withoutStackName(output: string, stack: string): string {
  const margin = new RegExp(`^(?:${stack}| {${stack.length}})  `, "gm");
  return output.replace(margin, "").replace(/^\d+ Stacks? deploying[^]*$/m, "");
}
