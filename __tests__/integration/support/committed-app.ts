/** An app of a test's own, in a repository with one commit, and the package's command on it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Review } from "../../../src/review/review";
import { PROJECT } from "../../../tools/support/paths";

const COMMAND = ["--import", join(PROJECT, "node_modules/tsx/dist/loader.mjs"), join(PROJECT, "src/cli/main.ts")];

/** How a command ended, and what it wrote. */
interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class CommittedApp {
  public readonly folder = mkdtempSync(join(tmpdir(), "app-"));

  /** @param main the app, as the commit has it */
  constructor(private readonly main: string) {
    this.write(main);
    writeFileSync(join(this.folder, "cdktf.json"), JSON.stringify({ language: "typescript", app: "node --import tsx main.ts" }));
    writeFileSync(join(this.folder, ".gitignore"), "node_modules\n");
    symlinkSync(join(PROJECT, "node_modules"), join(this.folder, "node_modules"));
    this.git("init", "-q");
    this.git("add", ".");
    this.git("commit", "-qm", "one");
  }

  public command(...args: string[]): Ended {
    return spawnSync(process.execPath, [...COMMAND, ...args], { cwd: this.folder, encoding: "utf8" });
  }

  /**
   * Replaces texts of the app, each where it stands first, and reviews the plan of that against the commit.
   *
   * @param args the stack, where the app has several, and further options
   */
  public against(
    replaced: readonly (readonly [string, string])[],
    ...args: string[]
  ): { readonly status: number | null; readonly text: string; readonly review: Review } {
    this.write(replaced.reduce((text, [from, to]) => text.replace(from, to), this.main));
    const { status, stdout, stderr } = this.command("plan", ...args, "--against", "HEAD", "--format", "json");
    if (stdout === "") throw new Error(stderr);
    return { status, text: stdout, review: JSON.parse(stdout) as Review };
  }

  public delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(main: string): void {
    writeFileSync(join(this.folder, "main.ts"), main);
  }

  private git(...args: string[]): void {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: this.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
}

/** Each change as `action path`, sorted. */
export const changesOf = ({ changes }: Review): string[] => changes.map(({ action, path }) => `${action} ${path}`).sort();
