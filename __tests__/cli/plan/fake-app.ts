import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { PlanJson, PlannedResource, changing } from "../../../src/cli/against/plan-json";
import { StackFolder } from "../../../src/cli/app";
import { PlanContext } from "../../../src/cli/plan/plan-context";
import { StackJson } from "../../../src/cli/terraform/stack-json";
import { FakeTerraform } from "../fake-terraform";

/** A provider of one type, with what AWS decides of it, as `terraform providers schema -json` writes it. */
export const SCHEMAS = {
  provider_schemas: {
    aws: {
      resource_schemas: {
        aws_sns_topic: {
          version: 0,
          block: {
            attributes: {
              name: { type: "string", optional: true },
              arn: { type: "string", computed: true },
              version: { type: "number", computed: true },
            },
          },
        },
      },
    },
  },
};

/** A topic in a plan: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export function topic(name: string, actions: readonly string[], change: Partial<PlannedResource["change"]> = {}): PlannedResource {
  const [mode, type] = ["managed", "aws_sns_topic"];
  return { address: `${type}.${name}`, mode, type, name, provider_name: "aws", change: { actions, ...change } };
}

/** A topic that is made. */
export const created = (name: string): PlannedResource =>
  topic(name, ["create"], { before: null, after: { name }, after_unknown: { arn: true } });

/** Stacks of an app in a temporary folder, and Terraform that has a plan for each folder that it is asked in. */
export class FakeApp {
  public readonly root = mkdtempSync(join(tmpdir(), "app-"));
  public readonly work = join(this.root, "work");
  public readonly said: string[] = [];
  public readonly terraform: FakeTerraform;
  /** By the folder's path; of several, each is of the next time that Terraform plans there, and the last one of all that follow. */
  public readonly plans: Record<string, PlanJson | readonly PlanJson[]> = {};
  private readonly times = new Map<string, number>();

  public constructor() {
    mkdirSync(this.work);
    this.terraform = new FakeTerraform(({ args, cwd }) => {
      const [command, option, file] = args;
      if (command === "providers") return { stdout: JSON.stringify(SCHEMAS) };
      if (command === "show") return { stdout: option === "-json" ? JSON.stringify(this.planIn(cwd)) : `The text of ${file}` };
      if (command !== "plan") return {};
      this.times.set(cwd, (this.times.get(cwd) ?? -1) + 1);
      writeFileSync(args.find((arg) => arg.startsWith("-out="))!.slice("-out=".length), "The plan itself");
      return { status: args.includes("-detailed-exitcode") && changing(this.planIn(cwd)).length > 0 ? 2 : 0 };
    });
  }

  private planIn(folder: string): PlanJson {
    const plans = [this.plans[relative(this.root, folder)] ?? {}].flat();
    return plans[this.times.get(folder)!] ?? plans.at(-1)!;
  }

  public delete(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  public stack(
    name: string,
    json: StackJson,
    { commit = "out", warnings = [] }: { commit?: string; warnings?: string[] } = {},
  ): StackFolder {
    const folder = join(this.root, commit, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json));
    return { name, folder, warnings };
  }

  public context(more: Partial<PlanContext> = {}): PlanContext {
    return { terraform: this.terraform, work: this.work, progress: (message) => this.said.push(message), ...more };
  }
}
