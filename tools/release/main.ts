/** The addresses of the example's resources and of each module's: a changed one is another resource, which a release has to say. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FULL_MODULES } from "../../__tests__/support/full-modules";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { Addresses, lostAddresses, movedLines, read, stackAddresses, written } from "./addresses";
import { exampleAddresses } from "./example-addresses";

const EXAMPLE = "api/addresses.txt";

/** What the addresses in a file are those of. */
const LISTS: Readonly<Record<string, () => Addresses>> = {
  [EXAMPLE]: exampleAddresses,
  ...Object.fromEntries(
    Object.entries(FULL_MODULES).map(([name, make]) => [`api/addresses/${name}.txt`, () => stackAddresses(make())] as const),
  ),
};

const USAGE = `Usage: npm run addresses [-- options]

Writes each address of the example's resources, with its construct's path, into ${EXAMPLE}, and those of a stack with everything that a module creates into
api/addresses/<module>.txt. A change of them shows in review.

  --since TAG   compare with that release instead, and end with status 1 where an address is gone; prints what may have taken its place
  --check       write nothing; end with status 1 unless the files are current
  --help        this text`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { since: { type: "string" }, check: { type: "boolean" } });
  const tag = values.since as string | undefined;
  let [gone, known] = [0, 0];
  for (const [path, make] of Object.entries(LISTS)) {
    const now = make();
    const file = join(PROJECT, path);
    const before = existsSync(file) ? readFileSync(file, "utf8") : "";
    const older = read(tag === undefined ? before : atRelease(tag, path));
    const lost = lostAddresses(older, now);
    [gone, known] = [gone + lost.length, known + older.size];
    process.stdout.write(movedLines(lost, now));
    if (tag !== undefined) continue;
    if (values.check && before !== written(now)) throw new Failure(`${path} isn't current. Look at the change: npm run addresses`);
    if (!values.check) writeFileSync(file, written(now));
  }
  if (tag === undefined) return;
  process.stdout.write(`${gone} of ${known} addresses of ${tag} are gone.\n`);
  if (gone > 0) process.exitCode = 1;
}

/** The list as a release has it; nothing where the release has the example's alone. */
function atRelease(tag: string, path: string): string {
  try {
    return execFileSync("git", ["show", `${tag}:${path}`], { cwd: PROJECT, encoding: "utf8", stdio: "pipe" });
  } catch {
    if (path === EXAMPLE) throw new Failure(`There is no ${path} at ${tag}.`);
    return "";
  }
}

void runTool(main);
