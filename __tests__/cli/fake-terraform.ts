import { basename } from "node:path";
import { Finished } from "../../src/cli/process";
import { RunOptions, Terraform } from "../../src/cli/terraform/terraform";

/** What Terraform was asked. */
export interface Asked {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Terraform that answers in this process, with success and nothing where it isn't said otherwise, and remembers what it was asked. */
export class FakeTerraform extends Terraform {
  public readonly asked: Asked[] = [];

  public constructor(private readonly answer: (asked: Asked) => Partial<Finished> = () => ({})) {
    super("terraform", { cliConfigFile: "/nonexistent" });
  }

  public override run(args: readonly string[], { cwd, env }: RunOptions): Promise<Finished> {
    const asked = { args, cwd, env };
    this.asked.push(asked);
    return Promise.resolve({ status: 0, stdout: "", stderr: "", ...this.answer(asked) });
  }

  /** Each command in its folder, such as `before: init -no-color`. */
  public get commands(): readonly string[] {
    return this.asked.map(({ args, cwd }) => `${basename(cwd)}: ${args.join(" ")}`);
  }
}
