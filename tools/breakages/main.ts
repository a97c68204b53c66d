/** Breaks the example in one place at a time and shows that each break is refused: by the plan or by the apply to the emulator. */
import { join } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { CACHE } from "../support/paths";
import { stackOf, synthesizeApp } from "../support/synthesized-app";
import { formatTable } from "../support/table";
import { Terraform } from "../support/terraform/terraform";
import { Bench, Outcome, Stage } from "./bench";
import { Breakage } from "./breakage";
import { BREAKAGES, sampleOf } from "./breakages";

const USAGE = `Usage: npm run breakages [-- options]

Breaks the synthesized stack of the environment \`local\` in one place at a time, and shows that the plan (with its validation) or the apply to the
emulator refuses the broken resource for the reason that AWS would give. Prints a table; ends with status 1 where a break was accepted, or refused
for another reason.

  --only ID     only this break; may be given several times
  --sample N    so many of them, spread over the services, others each day
  --workers N   so many at once (4)
  --list        only lists them
  --help        this text

Needs Terraform and Python. A break takes from a quarter of a minute to two and a half, in which the provider mostly waits for what was made to be
ready, or tries again what may be refused only because something else isn't known everywhere yet.`;

const FOLDER = join(CACHE, "breakages");
const MILLISECONDS_OF_A_DAY = 86_400_000;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, {
    only: { type: "string", multiple: true },
    sample: { type: "string" },
    workers: { type: "string", default: "4" },
    list: { type: "boolean", default: false },
  });
  const chosen = choose(values.only as string[] | undefined, values.sample as string | undefined);
  if (values.list) {
    process.stdout.write(`${chosen.map(({ id, sentence }) => `${id}: ${sentence}`).join("\n")}\n`);
    return;
  }
  report(await tryAll(chosen, wholeNumber("workers", values.workers as string)));
}

function choose(only: readonly string[] | undefined, sample: string | undefined): readonly Breakage[] {
  if (only !== undefined) {
    const unknown = only.find((id) => BREAKAGES.every((breakage) => breakage.id !== id));
    if (unknown !== undefined) throw new Failure(`There is no break "${unknown}": npm run breakages -- --list names them.`, 2);
    return BREAKAGES.filter(({ id }) => only.includes(id));
  }
  if (sample === undefined) return BREAKAGES;
  return sampleOf(BREAKAGES, wholeNumber("sample", sample), Math.floor(Date.now() / MILLISECONDS_OF_A_DAY));
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Failure(`--${option} must be a whole number from 1 on, not "${text}".`, 2);
  return Number(text);
}

async function tryAll(chosen: readonly Breakage[], workers: number): Promise<readonly Outcome[]> {
  const terraform = await Terraform.find();
  const stacks = await synthesizeApp(join(FOLDER, "cdktf.out"));
  const source = stacks.get(stackOf("local", [...stacks.keys()]))!.folder;
  const queue = [...chosen];
  const outcomes: Outcome[] = [];
  const work = async (folder: string): Promise<void> => {
    const bench = await Bench.prepare(folder, source, terraform);
    try {
      for (let breakage = queue.shift(); breakage; breakage = queue.shift()) {
        const outcome = await bench.try(breakage);
        outcomes.push(outcome);
        process.stdout.write(`${describe(outcome)}\n`);
      }
    } finally {
      await bench.close();
    }
  };
  const count = Math.min(workers, chosen.length);
  await Promise.all(Array.from({ length: count }, (_, index) => work(join(FOLDER, `${index}`))));
  return outcomes;
}

/** A break that is refused for another reason proves nothing. */
function isRight({ breakage, reason }: Outcome): boolean {
  return reason !== undefined && breakage.error.test(reason);
}

function describe(outcome: Outcome): string {
  const { breakage, stage, reason, others, seconds } = outcome;
  const said = [...(reason === undefined ? [] : [reason]), ...others].join("\n        ") || "accepted";
  return `${isRight(outcome) ? "ok     " : "WRONG  "} ${breakage.id} (${stage ?? "nowhere"}, ${seconds.toFixed(0)} s): ${said}`;
}

function report(outcomes: readonly Outcome[]): void {
  const stages: readonly (Stage | undefined)[] = ["plan", "apply", undefined];
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
