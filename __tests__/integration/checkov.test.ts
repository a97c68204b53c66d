/** Checkov on the plans of the example: nothing fails but what one file excepts, with a reason. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { CHECKOV_EXCEPTIONS, CheckovException } from "../../tools/checkov/exceptions";
import { pythonEnvironment } from "../../tools/support/emulator/python-environment";
import { PROJECT } from "../../tools/support/paths";
import { constructPaths } from "../../tools/support/plan/planned-changes";
import { run } from "../../tools/support/process";
import { Workspace } from "./support";

const ENVIRONMENTS = ["dev", "prod"];
const REQUIREMENTS = join(PROJECT, "tools/checkov/requirements.txt");

interface Report {
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: {
    readonly failed_checks: readonly { readonly check_id: string; readonly check_name: string; readonly resource: string }[];
  };
}

interface Failed {
  readonly check: string;
  readonly path: string;
  readonly sentence: string;
}

const failed = new Map<string, readonly Failed[]>();

function excepts({ check, paths, environments: meant }: CheckovException, environment: string, failure: Failed): boolean {
  return check === failure.check && (meant ?? ENVIRONMENTS).includes(environment) && (paths.includes("*") || paths.includes(failure.path));
}

async function scan(environment: string, checkov: string): Promise<Report> {
  const workspace = await Workspace.make((app) => new TradingStack(app, `trading-${environment}`, environments[environment]!));
  const file = join(workspace.folder, "plan.json");
  const plan = await workspace.plan();
  writeFileSync(file, JSON.stringify(plan.json));
  const args = ["-f", file, "--framework", "terraform_plan", "--output", "json", "--quiet", "--compact", "--skip-download"];
  const { stdout, stderr } = await run({ program: checkov, args, env: { ...process.env, LOG_LEVEL: "ERROR" } });
  if (!stdout.startsWith("{")) throw new Error(`Checkov has no report: ${stdout}${stderr}`);
  const report = JSON.parse(stdout) as Report;
  const paths = constructPaths(JSON.parse(workspace.text) as { resource: Record<string, unknown> });
  const failures = report.results.failed_checks.map(({ check_id: check, check_name: name, resource }) => {
    const path = paths.get(resource) ?? resource;
    return { check, path, sentence: `${check} at ${path}: ${name}` };
  });
  failed.set(environment, failures);
  return report;
}

describe.each(ENVIRONMENTS)("in the plan of %s", (environment) => {
  let report: Report;

  beforeAll(async () => {
    report = await scan(environment, join(dirname(await pythonEnvironment(REQUIREMENTS, () => undefined)), "checkov"));
  }, 600_000);

  test("Checkov reads every resource", () => {
    expect(report.summary.parsing_errors).toBe(0);
    expect(report.summary.passed).toBeGreaterThan(300);
  });

  test("nothing fails without a reason", () => {
    const unexcepted = failed
      .get(environment)!
      .filter((failure) => !CHECKOV_EXCEPTIONS.some((each) => excepts(each, environment, failure)));
    expect(unexcepted.map(({ sentence }) => sentence)).toEqual([]);
  });
});

test("every exception excepts something", () => {
  const isUsed = (exception: CheckovException) =>
    [...failed].some(([environment, failures]) => failures.some((failure) => excepts(exception, environment, failure)));
  expect(CHECKOV_EXCEPTIONS.filter((exception) => !isUsed(exception))).toEqual([]);
});
