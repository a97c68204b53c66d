/** Plans of a stack, by what Terraform answers; integration/cli-plan.test.ts has the real one. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PlanJson } from "../../../src/cli/against/plan-json";
import { planFrom } from "../../../src/cli/plan/plan-against-commit";
import { PlannedStack, planAgainst, planOffline, planOnAws } from "../../../src/cli/plan/plan-stack";
import { StackJson } from "../../../src/cli/terraform/stack-json";
import { FakeApp, created, topic } from "./fake-app";

let app: FakeApp;
beforeEach(() => (app = new FakeApp()));
afterEach(() => app.delete());

const TOPIC: StackJson = { resource: { aws_sns_topic: { orders: { name: "orders" } } } };
const REFUSING: StackJson = { resource: { aws_sns_topic: { orders: { name: "orders", lifecycle: { prevent_destroy: true } } } } };
/** What stands is as the stack says. */
const SAME = topic("orders", ["no-op"], { before: { name: "orders" }, after: { name: "orders" } });

async function saved({ save }: PlannedStack): Promise<Record<string, string>> {
  const folder = join(app.root, "saved/here");
  await save(folder);
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

describe("a plan from nothing", () => {
  const planned = async (stack: StackJson, plan: PlanJson): Promise<PlannedStack> => {
    app.plans["work/after"] = plan;
    return planOffline(app.stack("prod", stack, { warnings: ["Orders: mind this"] }), app.context());
  };

  test("is of the stack as it was synthesized, with what its constructs warn of", async () => {
    const { save: _save, ...plan } = await planned(TOPIC, { format_version: "1.2", resource_changes: [created("orders")] });
    expect(plan).toEqual({
      name: "prod",
      plan: { format_version: "1.2", resource_changes: [created("orders")], configuration: { provider_config: {} } },
      stack: TOPIC,
      warnings: ["Orders: mind this"],
      refused: [],
    });
  });

  test("is kept as Terraform applies it, as JSON, and as a text", async () => {
    const plan = await planned(TOPIC, { resource_changes: [created("orders")] });
    expect(await saved(plan)).toEqual({
      plan: "The plan itself",
      "plan.json": JSON.stringify(plan.plan),
      "plan.txt": `The text of ${join(app.work, "plan")}`,
    });
  });

  // https://developer.hashicorp.com/terraform/language/block/import: `to` is an address; of JSON it may be an expression.
  test.each(["aws_sns_topic.orders", "${aws_sns_topic.orders}"])("says what would be imported to %s", async (to) => {
    const { plan } = await planned(
      { ...TOPIC, import: [{ to, id: "arn:aws:sns:eu-central-1:123456789012:orders" }] },
      { resource_changes: [created("orders"), created("trades"), SAME] },
    );
    expect(plan.resource_changes!.map(({ change }) => change.importing)).toEqual([
      { id: "arn:aws:sns:eu-central-1:123456789012:orders" },
      undefined,
      undefined,
    ]);
  });

  test("has the accounts that the stack allows, which it was made without", async () => {
    const stack = { ...TOPIC, provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["123456789012"] }] } };
    const { plan } = await planned(stack, { configuration: { provider_config: { aws: { full_name: "aws" } } } });
    expect(plan.configuration!.provider_config!.aws!.expressions).toEqual({
      allowed_account_ids: { constant_value: ["123456789012"] },
    });
  });
});

describe("a plan against the account", () => {
  test("is made in the stack's own folder, with the user's environment and the stack's own state", async () => {
    const source = app.stack("prod", TOPIC, { warnings: ["Orders: mind this"] });
    app.plans["out/prod"] = { resource_changes: [SAME] };
    process.env.AWS_PROFILE = "prod";
    const { plan, stack, warnings } = await planOnAws(source, app.context()).finally(() => delete process.env.AWS_PROFILE);
    expect([plan, stack, warnings]).toEqual([{ resource_changes: [SAME] }, TOPIC, ["Orders: mind this"]]);
    const file = join(app.work, "plan");
    expect(app.terraform.commands).toEqual([
      "prod: init -no-color -input=false -reconfigure",
      `prod: plan -no-color -input=false -out=${file}`,
      `prod: show -json ${file}`,
    ]);
    expect(app.terraform.asked.map(({ cwd }) => cwd)).toEqual(Array(3).fill(source.folder));
    expect(app.terraform.asked[0]!.env).toMatchObject({ AWS_PROFILE: "prod", PATH: process.env.PATH });
    expect(app.said).toEqual(["initializing", "planning against the account"]);
  });

  test("names what it would destroy and Terraform refuses to, of many instances as well", async () => {
    const gone = { ...topic("orders", ["delete", "create"]), address: "aws_sns_topic.orders[0]" };
    app.plans["out/prod"] = { resource_changes: [gone, topic("trades", ["delete"]), SAME] };
    const { refused } = await planOnAws(app.stack("prod", REFUSING), app.context());
    expect(refused).toEqual(["aws_sns_topic.orders[0]"]);
  });

  test("of nothing refuses nothing", async () => {
    expect((await planOnAws(app.stack("prod", REFUSING), app.context())).refused).toEqual([]);
  });

  test("that fails is explained", async () => {
    const source = app.stack("prod", TOPIC);
    jest.spyOn(app.terraform, "run").mockResolvedValue({ status: 1, stdout: "", stderr: "Error: ExpiredToken" });
    await expect(planOnAws(source, app.context({ explained: (errors) => `Sign in. ${errors}` }))).rejects.toThrow(
      /^prod can't be planned\. Sign in\. Error: ExpiredToken$/,
    );
  });
});

describe("a plan from what another commit has synthesized", () => {
  const from = (before: Record<string, StackJson>): Promise<PlannedStack> => {
    const source = app.stack("prod", TOPIC, { warnings: ["Orders: mind this"] });
    const stacks = Object.entries(before).map(([name, json]) => [name, app.stack(name, json, { commit: "before" })] as const);
    return planFrom(source, { beforeStacks: new Map(stacks), beforeName: "main" }, app.context());
  };

  test("is from nothing where that has no such stack, and says so", async () => {
    app.plans["work/after"] = { resource_changes: [created("orders")] };
    const { plan, warnings, previous } = await from({ dev: TOPIC });
    expect([plan.resource_changes, warnings, previous]).toEqual([
      [created("orders")],
      ["Orders: mind this", "main has no stack prod: everything is new."],
      undefined,
    ]);
  });

  test("is against that where it has one", async () => {
    expect((await from({ prod: TOPIC, dev: REFUSING })).previous).toEqual(TOPIC);
  });
});

describe("a plan against another commit", () => {
  const planned = (after: StackJson, before: StackJson): Promise<PlannedStack> => {
    const source = app.stack("prod", after, { warnings: ["Orders: mind this"] });
    return planAgainst(source, { before: app.stack("prod", before, { commit: "before" }), beforeName: "main" }, app.context());
  };

  test("that says the same asks Terraform nothing, and has no changes", async () => {
    const plan = await planned(TOPIC, TOPIC);
    const { save: _save, ...rest } = plan;
    const empty = {
      format_version: "1.2",
      planned_values: { root_module: {} },
      resource_changes: [],
      output_changes: {},
      configuration: { root_module: {} },
    };
    expect(rest).toEqual({ name: "prod", plan: empty, stack: TOPIC, previous: TOPIC, warnings: ["Orders: mind this"], refused: [] });
    expect(await saved(plan)).toEqual({ "plan.json": JSON.stringify(empty), "plan.txt": "No changes.\n" });
    expect(app.terraform.asked).toEqual([]);
  });

  const OTHER: StackJson = { ...REFUSING, locals: { other: 1 } };

  test("has both stacks, and is the plan of the later one, kept as such", async () => {
    app.plans["work/before"] = { resource_changes: [created("orders")] };
    app.plans["work/after"] = { resource_changes: [SAME] };
    const plan = await planned(OTHER, TOPIC);
    const { save: _save, ...rest } = plan;
    expect(rest).toEqual({
      name: "prod",
      plan: { resource_changes: [SAME], configuration: { provider_config: {} } },
      stack: OTHER,
      previous: TOPIC,
      warnings: ["Orders: mind this"],
      refused: [],
    });
    expect(await saved(plan)).toMatchObject({ plan: "The plan itself", "plan.txt": `The text of ${join(app.work, "plan")}` });
  });

  test("shows what Terraform refuses to destroy", async () => {
    app.plans["work/before"] = { resource_changes: [created("orders")] };
    app.plans["work/after"] = { resource_changes: [topic("orders", ["delete", "create"], { before: {}, after: {} })] };
    expect(
      (await planned({ resource: { aws_sns_topic: { orders: { ...REFUSING.resource!.aws_sns_topic!.orders, name: "x" } } } }, TOPIC))
        .refused,
    ).toEqual(["aws_sns_topic.orders"]);
  });

  test("imports what the commit doesn't import already", async () => {
    const [orders, trades] = ["orders", "trades"].map((name) => ({ to: `\${aws_sns_topic.${name}}`, id: `arn-of-${name}` }));
    app.plans["work/after"] = { resource_changes: [created("orders"), created("trades")] };
    const { plan } = await planned({ ...TOPIC, import: [orders!, trades!] }, { ...TOPIC, import: [orders!] });
    expect(plan.resource_changes!.map(({ change }) => change.importing)).toEqual([undefined, { id: "arn-of-trades" }]);
  });

  test("has the accounts that the stack allows, which it was made without", async () => {
    const stack = { ...TOPIC, provider: { aws: [{ forbidden_account_ids: ["123456789012"] }] } };
    app.plans["work/after"] = { configuration: { provider_config: { aws: { full_name: "aws" } } } };
    const { plan } = await planned(stack, TOPIC);
    expect(plan.configuration!.provider_config!.aws!.expressions).toEqual({
      forbidden_account_ids: { constant_value: ["123456789012"] },
    });
  });

  test("says what can't be compared, and leaves it out of the plan", async () => {
    const guess = topic("orders", ["update"], { before: { name: "a" }, after: { name: "b" }, after_unknown: {} });
    app.plans["work/before"] = [{ resource_changes: [created("orders")] }, { resource_changes: [guess] }];
    app.plans["work/after"] = { resource_changes: [guess] };
    const { plan, warnings } = await planned({ ...TOPIC, locals: { other: 1 } }, TOPIC);
    expect(plan.resource_changes!.map(({ change }) => change.actions)).toEqual([["no-op"]]);
    expect(warnings).toEqual([
      "Orders: mind this",
      "aws_sns_topic.orders: can't be compared offline, since its state can't be guessed: plan with --aws",
    ]);
  });
});
