/** The environments dev and prod on the emulator: applied, planned again, protected. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Workspace, useEmulator } from "./support";

const emulator = useEmulator();
const local = environments.local!;

/** An environment in the emulator's account, with its state in a file and a zone that is created; everything else as it is. */
function onEmulator(name: "dev" | "prod"): TradingEnvironment {
  const { aws, state, zone, domainName } = local;
  return { ...environments[name]!, aws, state, zone, domainName };
}

function build(name: string, environment: TradingEnvironment) {
  return (app: App) => new TradingStack(app, `trading-${name}`, environment);
}

test("dev is applied, and then there is nothing to change, and destroyed to nothing", async () => {
  const workspace = await Workspace.make(build("dev", onEmulator("dev")), { endpoint: emulator.url });
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});

describe("prod", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.make(build("prod", onEmulator("prod")), { endpoint: emulator.url });
    await workspace.apply();
  });

  test("is applied, and then there is nothing to change", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("refuses in Terraform to destroy what is protected", async () => {
    const { status, stderr } = await workspace.tryRun("destroy", "-no-color", "-auto-approve");
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/prevent_destroy/);
  });

  test.each([
    ["aws_rds_cluster", "Database", /InvalidParameterCombination|deletion protection/i],
    ["aws_lb", "LoadBalancer", /OperationNotPermitted|deletion protection/i],
  ])("refuses in AWS to delete a protected %s whose block has left the configuration", async (type, id, message) => {
    const file = join(workspace.stackFolder, "cdk.tf.json");
    const original = readFileSync(file, "utf8");
    const stack = JSON.parse(original);
    const [logicalId] = Object.keys(stack.resource[type]).filter((name) => name.startsWith(`${id}_`));
    delete stack.resource[type][logicalId!].lifecycle?.prevent_destroy;
    writeFileSync(file, JSON.stringify(stack));
    // Without refresh and with everything else left as it is: what counts is AWS's answer to the deletion.
    const { status, stderr } = await workspace.tryRun(
      "destroy",
      "-no-color",
      "-auto-approve",
      "-refresh=false",
      `-target=${type}.${logicalId}`,
    );
    writeFileSync(file, original);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(message);
  });
});
