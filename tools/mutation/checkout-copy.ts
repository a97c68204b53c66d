import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { CACHE, PROJECT } from "../support/paths";
import { dependentsOf } from "./dependents";
import { filesIn } from "./files";
import { Mutant, mutate } from "./mutants";
import { probeAround, withProbes } from "./probes";
import { TestProcess } from "./test-process";

/** What is made from the rest. */
const NOT_COPIED = ["node_modules", ".git", ".cache", "lib", "dist", "cdktf.out"];
/** For a test without a change. */
const SECONDS_UNCHANGED = 600;

/** What a test file did without a change. */
export interface Unchanged {
  readonly test: string;
  readonly seconds: number;
  /** The functions that it went through, by their probes. */
  readonly reached: ReadonlySet<string>;
}

/** A copy of the checkout that is changed and tested: the checkout itself is never touched. */
export class CheckoutCopy {
  public readonly folder: string;
  private readonly tests: TestProcess;
  /** The published sources, by path: what a test may keep loaded of another. */
  private readonly sources: ReadonlyMap<string, string>;

  public constructor(index: number) {
    this.folder = join(CACHE, "mutation", `${process.pid}-${index}`);
    mkdirSync(this.folder, { recursive: true });
    for (const name of readdirSync(PROJECT).filter((entry) => !NOT_COPIED.includes(entry))) {
      cpSync(join(PROJECT, name), join(this.folder, name), { recursive: true });
    }
    symlinkSync(join(PROJECT, "node_modules"), join(this.folder, "node_modules"));
    this.tests = new TestProcess(this.folder);
    const paths = ["src", "modules"].flatMap((name) => filesIn(this.folder, name)).filter((path) => path.endsWith(".ts"));
    this.sources = new Map(paths.map((path) => [path, this.read(path)]));
  }

  public delete(): void {
    this.tests.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Runs tests without a change, each with the sources loaded anew: what a source keeps of its first call would hide the way of the second test.
   *
   * @param sources whose functions say that they ran
   * @throws Failure for a test that fails: it would notice every change
   */
  public async unchanged(tests: readonly string[], sources: readonly string[]): Promise<Unchanged[]> {
    const texts = sources.map((file) => [file, this.read(file)] as const);
    texts.forEach(([file, text]) => this.write(file, withProbes(file, text)));
    try {
      const runs: Unchanged[] = [];
      for (const test of tests) {
        const { failure, reached, seconds } = await this.tests.run(test, [...this.sources.keys()], SECONDS_UNCHANGED);
        if (failure !== undefined) throw new Failure(`A test fails without a change: ${test}.\n\n${failure}`);
        runs.push({ test, seconds, reached: new Set(reached) });
      }
      return runs;
    } finally {
      texts.forEach(([file, text]) => this.write(file, text));
    }
  }

  /** The probe that tells whether a test reaches a change; none for what runs when the file is loaded. */
  public probe(mutant: Mutant): string | undefined {
    return probeAround(mutant.file, this.read(mutant.file), mutant);
  }

  /** The first of the tests that fails with a change, and again passes without. */
  public async noticing(mutant: Mutant, tests: readonly Unchanged[]): Promise<string | undefined> {
    const source = this.read(mutant.file);
    const dependents = dependentsOf(mutant.file, this.sources);
    try {
      let changed: readonly string[] = dependents;
      for (const { test, seconds } of tests) {
        this.write(mutant.file, mutate(source, mutant));
        const patience = Math.ceil(30 + 5 * seconds);
        const { failure } = await this.tests.run(test, changed, patience);
        changed = [];
        if (failure === undefined) continue;
        this.write(mutant.file, source);
        const without = await this.tests.run(test, dependents, patience);
        if (without.failure === undefined) return test;
        // What an earlier change left behind is no failure of this one: the test is asked again where there is nothing left of it.
        this.tests.stop();
        this.write(mutant.file, mutate(source, mutant));
        const again = await this.tests.run(test, dependents, patience);
        if (again.failure !== undefined) return test;
      }
      return undefined;
    } finally {
      this.write(mutant.file, source);
    }
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  private write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }
}
