import { Failure } from "../failure";
import { Finished, run } from "../process";
import { ProviderSource, ProviderSourceOptions, prepareProviderSource } from "./cli-configuration";
import { findTerraform } from "./terraform-binary";

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment but for Terraform's own settings. */
  readonly env: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/**
 * A quarter of a plan's CPU time is Go's garbage collector, in programs that end within seconds. The limit, soft and of each process by itself, bounds what they
 * take instead. https://go.dev/doc/gc-guide
 */
const COLLECT_LESS: NodeJS.ProcessEnv = { GOGC: process.env.GOGC ?? "400", GOMEMLIMIT: process.env.GOMEMLIMIT ?? "1GiB" };

/** Terraform on this machine, with the AWS provider wherever it lies. */
export class Terraform {
  /** @throws Failure where Terraform is missing or too old */
  public static async locate(options: ProviderSourceOptions, env: NodeJS.ProcessEnv = process.env): Promise<Terraform> {
    return new Terraform(await findTerraform(env), prepareProviderSource(env, options));
  }

  public constructor(
    public readonly binary: string,
    public readonly providers: ProviderSource,
  ) {}

  /** Terraform's own settings: it never asks, and finds its providers. */
  public get settings(): NodeJS.ProcessEnv {
    const { cliConfigFile, mirror } = this.providers;
    return {
      TF_CLI_CONFIG_FILE: cliConfigFile,
      TF_INPUT: "0",
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      ...COLLECT_LESS,
      // A cache that serves as the mirror can't be copied into itself.
      ...(mirror && { TF_PLUGIN_CACHE_DIR: "" }),
    };
  }

  /** Runs a command to its end, whatever that is. */
  public run(args: readonly string[], { cwd, env, onLine }: RunOptions): Promise<Finished> {
    return run({ program: this.binary, args, cwd, env: { ...env, ...this.settings }, onLine });
  }

  /**
   * Runs a command that must succeed.
   *
   * @returns what it printed on stdout
   * @throws Failure with Terraform's messages
   */
  public async must(args: readonly string[], options: RunOptions): Promise<string> {
    const { status, stdout, stderr } = await this.run(args, options);
    if (status !== 0) throw new Failure(`terraform ${args[0]} failed in ${options.cwd}:\n${terraformErrors(stdout, stderr)}`);
    return stdout;
  }
}

/** What matters in the output of a command that failed: everything from its first error on, or where there is none, its end. */
export function terraformErrors(stdout: string, stderr: string): string {
  const text = plain(`${stdout}\n${stderr}`).trim();
  const start = text.search(/^Error: /m);
  return start >= 0 ? text.slice(start) : text.split("\n").slice(-20).join("\n");
}

/** Without colours and the frames that Terraform draws around messages. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;]*m/g, "").replace(/^[╷╵│] ?/gm, "");
}
