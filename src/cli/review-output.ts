import { writeFileSync } from "node:fs";
import { ReviewException, readExceptions } from "../review/exceptions";
import { readGates, verdictOf } from "../review/gates";
import { placedSentence } from "../review/render/outline";
import { GATES, Gate, Review } from "../review/review";
import { Failure } from "./failure";
import { checkWritable, reasonOf, textOf } from "./files";
import { RENDERERS, RenderContext, formatOf } from "./review-formats";

export const FORMATS: readonly string[] = Object.keys(RENDERERS);

/** A review in one format. */
export interface Output {
  readonly format: string;
  /** @default - standard output */
  readonly file?: string;
}

/** What of a review is written, and what a pipeline ends on. */
export interface OutputOptions {
  readonly outputs: readonly Output[];
  /** Whether everything is shown, where a terminal would have too much of it. */
  readonly details: boolean;
  readonly failOn: readonly Gate[];
  readonly exceptions: readonly ReviewException[];
  /** Whether changes end with status 2, as Terraform's -detailed-exitcode has it. */
  readonly detailedExitCode: boolean;
}

/** The options that every command which writes a review has. */
export const OUTPUT_OPTIONS = {
  format: { type: "string" },
  output: { type: "string", multiple: true },
  details: { type: "boolean", default: false },
  "fail-on": { type: "string", multiple: true },
  exceptions: { type: "string" },
  "detailed-exitcode": { type: "boolean", default: false },
} as const;

export const OUTPUT_USAGE = `  --format FORMAT        ${FORMATS.join(", ")} (what the ending of the file says; terminal)
  --output FILE          where the review is written to (standard output); may be given several times, such as for review.md and review.sarif
  --details              every resource, with everything that is set
  --fail-on GATE,GATE    end with status 1 on ${GATES.join(", ")}, or all
  --exceptions FILE      what may pass: [{ "path": "Database", "gate": "…", "reason": "…", "expires": "2026-12-31" }]
  --detailed-exitcode    0 where nothing changes, 2 where something does, 1 for an error or a gate; without it 0 or 1`;

/** @throws Failure for a format or a gate that there isn't, exceptions that can't be read, or a file that can't be written */
export function outputOptions(values: {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly details?: boolean;
  readonly "fail-on"?: readonly string[];
  readonly exceptions?: string;
  readonly "detailed-exitcode"?: boolean;
}): OutputOptions {
  const {
    format,
    output = [],
    details = false,
    "fail-on": gates = [],
    exceptions: file,
    "detailed-exitcode": detailedExitCode = false,
  } = values;
  if (format !== undefined && !FORMATS.includes(format)) {
    throw new Failure(`There is no format ${format}: the formats are ${FORMATS.join(", ")}.`);
  }
  const outputs = output.map((name) => ({ format: format ?? formatOf(name) ?? "terminal", file: name }));
  for (const name of output) checkWritable(name, "The review");
  const failOn = gates.flatMap((names) => said("--fail-on", () => namedGates(names)));
  const exceptions = file === undefined ? [] : said(file, () => readExceptions(textOf(file, "The file of the exceptions")));
  return { outputs: outputs.length > 0 ? outputs : [{ format: format ?? "terminal" }], details, failOn, exceptions, detailedExitCode };
}

/** A list that names none, such as of a variable that is not set, would let everything pass. */
function namedGates(names: string): Gate[] {
  const gates = readGates(names);
  if (gates.length === 0) throw new Error(`${JSON.stringify(names)} names no gate: name some of ${GATES.join(", ")}, or all`);
  return gates;
}

/** A review that can't be written is an error as any other: with --detailed-exitcode, status 2 would say that something changes. */
function written(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`The review can't be written to ${file}: ${reasonOf(error)}.`);
  }
}

/** What somebody has written wrongly is said in sentences: where it stands goes in front. */
function said<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Failure(`${where}: ${(error as Error).message}`);
  }
}

/**
 * Writes a review, and says what the command is to end with.
 *
 * @param stacks for the picture
 * @returns the status; what a gate holds is said on standard error
 */
export function writeReview(review: Review, options: OutputOptions, stacks: Pick<RenderContext, "stack" | "previous"> = {}): number {
  const { outputs, details, failOn, detailedExitCode } = options;
  for (const { format, file } of outputs) {
    const text = RENDERERS[format]!(review, { ...stacks, details, isPrinted: file === undefined });
    if (file === undefined) process.stdout.write(text);
    else written(file, text);
  }

  const { failed, problems, exitCode } = verdictOf(review, failOn);
  const held = failed.flatMap(({ gate, findings }) => findings.map((finding) => `${gate}: ${placedSentence(finding)}.`));
  const lines = [...held, ...problems.map((problem) => `${problem}.`)];
  if (lines.length > 0) process.stderr.write(`\n${lines.join("\n")}\n`);
  return exitCode === 2 && !detailedExitCode ? 0 : exitCode;
}
