import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PlanJson } from "../against/plan-json";
import { ProviderSchemasJson } from "../against/schema";
import { Failure } from "../failure";
import { Finished } from "../process";
import { STACK_FILE, StackJson } from "../terraform/stack-json";
import { Terraform, terraformErrors } from "../terraform/terraform";

/** Written by Terraform, or about a machine: not part of a stack. */
const NOT_COPIED = [".terraform", ".terraform.lock.hcl"];

const PLAN = ["-no-color", "-input=false"];
const OFFLINE = ["-refresh=false", "-lock=false"];

export interface PlanFolderOptions {
  readonly terraform: Terraform;
  /** The stack's name, in messages. */
  readonly name: string;
  /** The whole environment but for Terraform's own settings. */
  readonly env: NodeJS.ProcessEnv;
  /** What an error of Terraform means, in front of it. @default - the error itself */
  readonly explained?: (errors: string) => string;
}

/** A folder with a stack, and Terraform in it. */
export class PlanFolder {
  /**
   * Copies a synthesized stack, with its assets.
   *
   * @param stack what Terraform reads instead of the stack's own JSON
   */
  public static copy(source: string, folder: string, stack: StackJson, options: PlanFolderOptions): PlanFolder {
    cpSync(source, folder, { recursive: true, filter: (file) => !NOT_COPIED.includes(basename(file)) });
    return new PlanFolder(folder, options).write(stack);
  }

  private dataFolder?: string;

  constructor(
    public readonly folder: string,
    private readonly options: PlanFolderOptions,
  ) {}

  public write(stack: StackJson): this {
    writeFileSync(join(this.folder, STACK_FILE), JSON.stringify(stack));
    return this;
  }

  public async init(...args: string[]): Promise<void> {
    await this.step("init", "-no-color", "-input=false", ...args);
  }

  /** Makes use of what another folder has initialized, for a stack with the same providers. */
  public initializedBy(other: PlanFolder): void {
    const lock = ".terraform.lock.hcl";
    if (existsSync(join(other.folder, lock))) copyFileSync(join(other.folder, lock), join(this.folder, lock));
    this.dataFolder = other.dataFolder ?? join(other.folder, ".terraform");
  }

  /** Plans, and reads the plan. It is kept in the file. */
  public async plan(file: string, ...args: string[]): Promise<PlanJson> {
    await this.step("plan", ...PLAN, `-out=${file}`, ...args);
    return JSON.parse(await this.show(file, "-json"));
  }

  /** Plans from the state in the file of the backend, without asking AWS for what is there. */
  public planOffline(file: string): Promise<PlanJson> {
    return this.plan(file, ...OFFLINE);
  }

  /** The same; undefined where nothing would change, which isn't read then. */
  public async planChanges(file: string): Promise<PlanJson | undefined> {
    const { status } = await this.finished([0, 2], "plan", ...PLAN, `-out=${file}`, ...OFFLINE, "-detailed-exitcode");
    return status === 0 ? undefined : JSON.parse(await this.show(file, "-json"));
  }

  public show(file: string, format: "-json" | "-no-color"): Promise<string> {
    return this.step("show", format, file);
  }

  public async schemas(): Promise<ProviderSchemasJson> {
    return JSON.parse(await this.step("providers", "schema", "-json"));
  }

  /** The lock file's text: the versions of the providers. */
  public get lockFile(): string {
    const file = join(this.folder, ".terraform.lock.hcl");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  private async step(...args: string[]): Promise<string> {
    return (await this.finished([0], ...args)).stdout;
  }

  private async finished(good: readonly number[], ...args: string[]): Promise<Finished> {
    const { terraform, name, env, explained = (errors: string) => errors } = this.options;
    const ours = { ...env, ...(this.dataFolder !== undefined && { TF_DATA_DIR: this.dataFolder }) };
    const finished = await terraform.run(args, { cwd: this.folder, env: ours });
    if (good.includes(finished.status)) return finished;
    throw new Failure(`${name} can't be planned. ${explained(terraformErrors(finished.stdout, finished.stderr))}`);
  }
}
