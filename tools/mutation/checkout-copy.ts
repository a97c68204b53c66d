import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { CACHE, PROJECT } from "../support/paths";
import { run } from "../support/process";
import { Mutant, mutate } from "./mutants";

/** What is made from the rest. */
const NOT_COPIED = ["node_modules", ".git", ".cache", "lib", "dist", "cdktf.out"];

/** A copy of the checkout that is changed and tested: the checkout itself is never touched. */
export class CheckoutCopy {
  private readonly folder: string;

  public constructor(
    index: number,
    /** Tests → how long they may take with a change, in seconds: in one of the copies they were seen to pass without. */
    private readonly patience: Map<string, Promise<number>>,
  ) {
    this.folder = join(CACHE, "mutation", `${process.pid}-${index}`);
    mkdirSync(this.folder, { recursive: true });
    for (const name of readdirSync(PROJECT).filter((entry) => !NOT_COPIED.includes(entry))) {
      cpSync(join(PROJECT, name), join(this.folder, name), { recursive: true });
    }
    symlinkSync(join(PROJECT, "node_modules"), join(this.folder, "node_modules"));
  }

  public delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Whether a test fails with a change.
   *
   * @param tests folders and files of tests in the order to ask, each as often as the ones before noticed nothing; what doesn't exist is passed over
   * @throws Failure for tests that fail without the change: they would notice every one
   */
  public async notices(mutant: Mutant, tests: readonly (readonly string[])[]): Promise<boolean> {
    for (const paths of tests.map((group) => group.filter((path) => existsSync(join(this.folder, path))))) {
      if (paths.length > 0 && (await this.failsWith(mutant, paths, await this.patienceFor(paths)))) return true;
    }
    return false;
  }

  private async failsWith(mutant: Mutant, paths: readonly string[], seconds: number): Promise<boolean> {
    const path = join(this.folder, mutant.file);
    const source = readFileSync(path, "utf8");
    writeFileSync(path, mutate(source, mutant));
    try {
      return (await this.failure(paths, seconds)) !== undefined;
    } finally {
      writeFileSync(path, source);
    }
  }

  private patienceFor(paths: readonly string[]): Promise<number> {
    const key = paths.join(" ");
    if (!this.patience.has(key)) this.patience.set(key, this.timeUnchanged(paths));
    return this.patience.get(key)!;
  }

  /** A change may make a test wait for ever: longer than this is taken as noticed. */
  private async timeUnchanged(paths: readonly string[]): Promise<number> {
    const start = Date.now();
    const failure = await this.failure(paths);
    if (failure !== undefined) throw new Failure(`Tests fail without a change: ${paths.join(" ")}.\n\n${failure}`);
    return Math.ceil(30 + (5 * (Date.now() - start)) / 1000);
  }

  /**
   * What the tests print where one of them fails.
   *
   * @param seconds how long they may take; 0 is for ever
   */
  private async failure(paths: readonly string[], seconds = 0): Promise<string | undefined> {
    const jest = ["node_modules/jest/bin/jest.js", "--bail", "--silent", "-i", "--cacheDirectory=.cache", ...paths];
    const { status, stderr } = await run({
      program: "timeout",
      args: [`${seconds}`, process.execPath, ...jest],
      cwd: this.folder,
      env: { ...process.env, CI: "true" },
    });
    return status === 0 ? undefined : stderr;
  }
}
