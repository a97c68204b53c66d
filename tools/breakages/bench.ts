import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Emulator } from "../support/emulator/emulator";
import { Failure } from "../support/failure";
import { emulatorEnvironment } from "../support/terraform/aws-settings";
import { EMULATOR_PROVIDER, writeOverride } from "../support/terraform/stack-override";
import { Terraform, terraformErrors } from "../support/terraform/terraform";
import { Breakage } from "./breakage";
import { StackEditor } from "./stack-editor";

/** The plan begins with the validation. */
export type Stage = "plan" | "apply";

export interface Outcome {
  readonly breakage: Breakage;
  /** Where it was refused; undefined where it was accepted. */
  readonly stage?: Stage;
  /** What was said about the resource that is to be refused; undefined where nothing was. */
  readonly reason?: string;
  /** What was said about others. */
  readonly others: readonly string[];
  readonly seconds: number;
}

/** A folder and an emulator of its own, where breaks are tried one after another. */
export class Bench {
  public static async prepare(folder: string, source: string, terraform: Terraform): Promise<Bench> {
    rmSync(join(folder, "stack"), { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(source, join(folder, "stack"), { recursive: true });
    const emulator = await Emulator.start({ folder: join(folder, "emulator") });
    const bench = new Bench(folder, terraform, emulator);
    writeOverride(bench.stack, { stateFile: bench.state, provider: EMULATOR_PROVIDER });
    const init = await bench.terraform("init", "-no-color");
    if (init.status !== 0) throw new Failure(`terraform init failed:\n${terraformErrors(init.stdout, init.stderr)}`);
    return bench;
  }

  private readonly original: string;

  private constructor(
    private readonly folder: string,
    private readonly binary: Terraform,
    private readonly emulator: Emulator,
  ) {
    this.original = readFileSync(join(this.stack, "cdk.tf.json"), "utf8");
  }

  /** Makes what the refused resource needs, and the resource, in an empty account. */
  public async try(breakage: Breakage): Promise<Outcome> {
    const started = Date.now();
    const editor = new StackEditor(JSON.parse(this.original));
    breakage.break(editor);
    const address = editor.address(...breakage.target);
    writeFileSync(join(this.stack, "cdk.tf.json"), JSON.stringify(editor.json));
    rmSync(this.state, { force: true });
    await this.emulator.reset();
    const plan = join(this.folder, "plan");
    const steps: readonly (readonly [Stage, readonly string[]])[] = [
      ["plan", ["plan", "-json", "-refresh=false", `-target=${address}`, `-out=${plan}`]],
      ["apply", ["apply", "-json", plan]],
    ];
    for (const [stage, args] of steps) {
      const { status, stdout, stderr } = await this.terraform(...args);
      if (status !== 0) return { breakage, stage, ...reasons(stdout, stderr, address), seconds: secondsSince(started) };
    }
    return { breakage, others: [], seconds: secondsSince(started) };
  }

  public async close(): Promise<void> {
    await this.emulator.stop();
  }

  private get stack(): string {
    return join(this.folder, "stack");
  }

  private get state(): string {
    return join(this.folder, "terraform.tfstate");
  }

  private terraform(...args: string[]) {
    return this.binary.run(args, { cwd: this.stack, env: emulatorEnvironment(this.emulator.url) });
  }
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** The errors among the lines that Terraform prints with `-json`; https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
function reasons(stdout: string, stderr: string, address: string): Pick<Outcome, "reason" | "others"> {
  const errors = stdout
    .split("\n")
    .filter((line) => line.includes('"type":"diagnostic"'))
    .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic)
    .filter(({ severity }) => severity === "error");
  const text = ({ summary, detail }: Diagnostic): string => `${summary}. ${detail ?? ""}`.replace(/\s+/g, " ").trim();
  const own = errors.filter((error) => error.address === address).map(text);
  const others = errors.filter((error) => error.address !== address).map((error) => `${error.address ?? "stack"}: ${text(error)}`);
  return {
    reason: own.length > 0 ? own.join(" ") : undefined,
    others: errors.length > 0 ? others : [terraformErrors(stdout, stderr)],
  };
}

function secondsSince(started: number): number {
  return (Date.now() - started) / 1000;
}
