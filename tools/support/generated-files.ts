import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure";
import { PROJECT } from "./paths";

/**
 * Writes files that a tool makes and the repository holds, or says which of them are outdated.
 *
 * @param files below the project's folder → content
 * @param command what writes them
 * @throws Failure in place of writing, where any isn't current
 */
export function writeGenerated(files: ReadonlyMap<string, string>, { check, command }: { check: boolean; command: string }): void {
  const outdated = [...files].filter(
    ([file, text]) => !existsSync(join(PROJECT, file)) || readFileSync(join(PROJECT, file), "utf8") !== text,
  );
  if (check && outdated.length > 0) {
    throw new Failure(`These aren't current: ${outdated.map(([file]) => file).join(", ")}. Look at the change: ${command}`);
  }
  for (const [file, text] of outdated) {
    mkdirSync(dirname(join(PROJECT, file)), { recursive: true });
    writeFileSync(join(PROJECT, file), text);
    process.stdout.write(`${file} is written.\n`);
  }
}
