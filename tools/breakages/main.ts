/** Breaks the example in one place at a time and shows that each break is refused: by validation, by the plan or by the apply to the emulator. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../support/arguments";
import { Emulator } from "../support/emulator/emulator";
import { Failure, runTool } from "../support/failure";
import { CACHE } from "../support/paths";
import { stackOf, synthesizeApp } from "../support/synthesized-app";
import { formatTable } from "../support/table";
import { emulatorEnvironment } from "../support/terraform/aws-settings";
import { EMULATOR_PROVIDER, writeOverride } from "../support/terraform/stack-override";
import { Terraform, terraformErrors } from "../support/terraform/terraform";
import { BREAKAGES, Breakage } from "./breakages";
import { StackEditor } from "./stack-editor";

const USAGE = `Usage: npm run breakages [-- options]

Breaks the synthesized stack of the environment \`local\` in one place at a time, and shows that validation, the plan or the apply to the emulator
refuses each break for the reason that AWS would give. Prints a table; ends with status 1 where a break was accepted, or refused for another reason.

  --only ID     only this break; may be given several times
  --sample N    so many of them, others each day
  --list        only lists them
  --help        this text

Needs Terraform and Python. A break takes about half a minute.`;

const WORKERS = 2;
const FOLDER = join(CACHE, "breakages");

type Stage = "validate" | "plan" | "apply";
interface Outcome {
  readonly breakage: Breakage;
  /** Where it was refused; undefined where it was accepted. */
  readonly stage?: Stage;
  readonly message: string;
  readonly seconds: number;
}

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, {
    only: { type: "string", multiple: true },
    sample: { type: "string" },
    list: { type: "boolean", default: false },
  });
  const chosen = choose(values.only as string[] | undefined, values.sample as string | undefined);
  if (values.list) {
    process.stdout.write(`${chosen.map(({ id, sentence }) => `${id}: ${sentence}`).join("\n")}\n`);
    return;
  }
  const stacks = await synthesizeApp(join(FOLDER, "cdktf.out"));
  const source = stacks.get(stackOf("local", [...stacks.keys()]))!;
  const queue = [...chosen];
  const outcomes: Outcome[] = [];
  const terraform = await Terraform.find();
  await Promise.all(
    Array.from({ length: Math.min(WORKERS, queue.length) }, async (_, index) => {
      const bench = await Bench.prepare(index, source, terraform);
      try {
        for (let breakage = queue.shift(); breakage; breakage = queue.shift()) {
          const outcome = await bench.try(breakage);
          outcomes.push(outcome);
          process.stdout.write(`${isRight(outcome) ? "ok     " : "WRONG  "} ${describe(outcome)}\n`);
        }
      } finally {
        await bench.close();
      }
    }),
  );
  report(outcomes);
}

/** Others each day, so that all are tried in time. */
function choose(only: readonly string[] | undefined, sample: string | undefined): readonly Breakage[] {
  if (only !== undefined) {
    const unknown = only.find((id) => BREAKAGES.every((breakage) => breakage.id !== id));
    if (unknown !== undefined) throw new Failure(`There is no break "${unknown}": npm run breakages -- --list names them.`, 2);
    return BREAKAGES.filter(({ id }) => only.includes(id));
  }
  if (sample === undefined) return BREAKAGES;
  const count = Number(sample);
  if (!Number.isInteger(count) || count < 1) throw new Failure(`--sample must be a whole number from 1 on, not "${sample}".`, 2);
  const first = (Math.floor(Date.now() / 86_400_000) * count) % BREAKAGES.length;
  return Array.from({ length: Math.min(count, BREAKAGES.length) }, (_, index) => BREAKAGES[(first + index) % BREAKAGES.length]!);
}

/** A folder and an emulator of its own, where breaks are tried one after another. */
class Bench {
  public static async prepare(index: number, source: string, terraform: Terraform): Promise<Bench> {
    const folder = join(FOLDER, `${index}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(source, join(folder, "stack"), { recursive: true });
    const emulator = await Emulator.start({ folder: join(folder, "emulator") });
    const bench = new Bench(folder, terraform, emulator);
    writeOverride(bench.stack, { stateFile: join(folder, "terraform.tfstate"), provider: EMULATOR_PROVIDER });
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

  public async try(breakage: Breakage): Promise<Outcome> {
    const started = Date.now();
    const editor = new StackEditor(JSON.parse(this.original));
    breakage.break(editor);
    writeFileSync(join(this.stack, "cdk.tf.json"), JSON.stringify(editor.json));
    rmSync(join(this.folder, "terraform.tfstate"), { force: true });
    await this.emulator.reset();
    const target = `-target=${editor.address(...breakage.target)}`;
    const steps: readonly (readonly [Stage, readonly string[]])[] = [
      ["validate", ["validate", "-no-color"]],
      ["plan", ["plan", "-no-color", "-lock=false", "-refresh=false", target]],
      ["apply", ["apply", "-no-color", "-auto-approve", target]],
    ];
    const seconds = (): number => (Date.now() - started) / 1000;
    for (const [stage, args] of steps) {
      const { status, stdout, stderr } = await this.terraform(...args);
      if (status !== 0) return { breakage, stage, message: terraformErrors(stdout, stderr), seconds: seconds() };
    }
    return { breakage, message: "accepted", seconds: seconds() };
  }

  public async close(): Promise<void> {
    await this.emulator.stop();
  }

  private get stack(): string {
    return join(this.folder, "stack");
  }

  private terraform(...args: string[]) {
    return this.binary.run(args, { cwd: this.stack, env: emulatorEnvironment(this.emulator.url) });
  }
}

/** A break that is refused for another reason proves nothing. */
function isRight({ breakage, stage, message }: Outcome): boolean {
  return stage !== undefined && breakage.error.test(message.replace(/\s+/g, " "));
}

function describe({ breakage, stage, message, seconds }: Outcome): string {
  const reason = message.replace(/\s+/g, " ").slice(0, 300);
  return `${breakage.id} (${stage ?? "nowhere"}, ${seconds.toFixed(0)} s): ${reason}`;
}

function report(outcomes: readonly Outcome[]): void {
  const stages: readonly (Stage | undefined)[] = ["validate", "plan", "apply", undefined];
  const rows = stages.map((stage) => [stage ?? "nowhere", `${outcomes.filter((outcome) => outcome.stage === stage).length}`]);
  process.stdout.write(`\n${formatTable(["refused by", "breaks"], rows)}\n`);
  const wrong = outcomes.filter((outcome) => !isRight(outcome)).map(({ breakage }) => breakage.id);
  if (wrong.length > 0) {
    throw new Failure(
      `${wrong.length} of ${outcomes.length} breaks are accepted, or refused for another reason: ${wrong.sort().join(", ")}.`,
    );
  }
  process.stdout.write(`${outcomes.length} of ${outcomes.length} breaks are refused as AWS would refuse them.\n`);
}

void runTool(main);
