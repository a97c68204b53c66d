/** Where Terraform plans, and what it reads there; integration/cli-plan.test.ts and cli-several-stacks.test.ts have the real one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StackFolder } from "../../../src/cli/app";
import { OfflinePlans } from "../../../src/cli/plan/offline-plans";
import { AgainstOptions, PlanContext } from "../../../src/cli/plan/plan-context";
import { StackJson } from "../../../src/cli/terraform/stack-json";
import { FakeApp, created, topic } from "./fake-app";

let app: FakeApp;
beforeEach(() => (app = new FakeApp()));
afterEach(() => app.delete());

const PROVIDERS = { required_providers: { aws: { source: "aws", version: "5.100.0" } } };
const keptAs = (key: string): object => ({ bucket: "states", key });

/** A stack with a topic of its name, whose state is kept under that name too, and which reads the outputs of others. */
function stackOf(name: string, reads: readonly string[] = [], more: StackJson = {}): StackJson {
  const states = Object.fromEntries(reads.map((read) => [`of_${read}`, { backend: "s3", config: keptAs(read) }]));
  return {
    terraform: { ...PROVIDERS, backend: { s3: keptAs(name) } },
    resource: { aws_sns_topic: { [name]: { name } } },
    ...(reads.length > 0 && { data: { terraform_remote_state: states } }),
    ...more,
  };
}

type Stacks = ReadonlyMap<string, StackFolder>;
const written = (stacks: Record<string, StackJson>, commit?: string): Stacks =>
  new Map(Object.entries(stacks).map(([name, json]) => [name, app.stack(name, json, { commit })]));

/** What Terraform reads in a folder, or a state. */
const jsonIn = (...path: string[]): StackJson => JSON.parse(readFileSync(join(app.work, ...path), "utf8")) as StackJson;
const planning = (folder: string, file: string): string[] => [
  `${folder}: plan -no-color -input=false -out=${join(app.work, file)} -refresh=false -lock=false`,
  `${folder}: show -json ${join(app.work, file)}`,
];
const INIT = "init -no-color -input=false";

function plansOf(stacks: Stacks, against?: Partial<AgainstOptions>, context: Partial<PlanContext> = {}): OfflinePlans {
  const other = against && ({ before: stacks.get("orders")!, beforeName: "main", ...against } as AgainstOptions);
  return new OfflinePlans(app.context({ stacks, ...context }), other);
}

describe("from nothing", () => {
  test("a copy of the stack is planned, with its state in a file and without imports", async () => {
    const stack = stackOf("orders", [], { import: [{ to: "aws_sns_topic.orders", id: "arn" }] });
    const stacks = written({ orders: stack });
    app.plans["work/after"] = { resource_changes: [created("orders")] };
    const { plan, folder, file } = await plansOf(stacks).fromNothing(stacks.get("orders")!);
    expect([plan, folder.folder, file]).toEqual([app.plans["work/after"], join(app.work, "after"), join(app.work, "plan")]);
    expect(app.terraform.commands).toEqual([`after: ${INIT}`, ...planning("after", "plan")]);
    expect(app.said).toEqual(["initializing", "planning offline"]);
    expect(jsonIn("after/cdk.tf.json")).toEqual({
      terraform: { ...PROVIDERS, backend: { local: { path: join(app.work, "terraform.tfstate") } } },
      resource: stack.resource,
    });
  });

  test("Terraform has no credentials, and explains its errors", async () => {
    const stacks = written({ orders: stackOf("orders") });
    const run = jest.spyOn(app.terraform, "run").mockResolvedValue({ status: 1, stdout: "", stderr: "Error: wrong" });
    const planned = plansOf(stacks, undefined, { explained: (errors) => `Because. ${errors}` }).fromNothing(stacks.get("orders")!);
    await expect(planned).rejects.toThrow(/^orders can't be planned\. Because\. Error: wrong$/);
    expect(run.mock.calls[0]![1].env).toMatchObject({ AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "/nonexistent" });
  });

  test("a stack that asks AWS is refused, with each data source", async () => {
    const data = { aws_ami: { latest: {} }, aws_region: { here: {} }, aws_partition: { current: {} } };
    const stacks = written({ orders: stackOf("orders", [], { data }) });
    await expect(plansOf(stacks).fromNothing(stacks.get("orders")!)).rejects.toThrow(
      /^orders asks AWS for data\.aws_ami\.latest, data\.aws_region\.here, so it can't be planned offline: give these values in the environment \(account, region, availability zones, prefix list\), or plan with --aws\.$/,
    );
    expect(app.terraform.asked).toEqual([]);
  });
});

describe("what a stack reads from the state of another", () => {
  const OUTPUT = { output: { name: { value: "${aws_sns_topic.network.name}" }, arn: { value: "${aws_sns_topic.network.arn}" } } };
  const NETWORK_PLAN = {
    resource_changes: [created("network")],
    output_changes: {
      name: { actions: ["create"], after: "network", after_unknown: false },
      arn: { actions: ["create"], after_unknown: true },
    },
  };
  const ARN = "arn:aws:sns:us-east-1:123456789012:network";
  const OUTPUTS = { name: { value: "network", type: "string" }, arn: { value: ARN, type: "string" } };

  test("is what is planned of that one, in a folder of its own, before", async () => {
    const stacks = written({ network: stackOf("network", [], OUTPUT), orders: stackOf("orders", ["network"]) });
    app.plans["work/read/network/after"] = NETWORK_PLAN;
    await plansOf(stacks).fromNothing(stacks.get("orders")!);
    expect(app.terraform.commands).toEqual([
      `after: ${INIT}`,
      ...planning("after", "read/network/plan"),
      "after: providers schema -json",
      `after: ${INIT}`,
      ...planning("after", "plan"),
    ]);
    expect(app.said).toEqual(["network: initializing", "network: planning offline", "initializing", "planning offline"]);
    const state = join(app.work, "after-network.tfstate");
    expect(jsonIn("after/cdk.tf.json").data).toEqual({
      terraform_remote_state: { of_network: { backend: "local", config: { path: state } } },
    });
    expect(jsonIn("after-network.tfstate").outputs).toEqual(OUTPUTS);
    expect(jsonIn("read/network/after/cdk.tf.json").terraform!.backend).toEqual({
      local: { path: join(app.work, "read/network/terraform.tfstate") },
    });
  });

  test("is planned once, for all that read it", async () => {
    const stacks = written({
      network: stackOf("network", [], OUTPUT),
      data: stackOf("data", ["network"]),
      orders: stackOf("orders", ["network", "data"]),
    });
    app.plans["work/read/network/after"] = NETWORK_PLAN;
    await plansOf(stacks).fromNothing(stacks.get("orders")!);
    expect(
      app.terraform.asked.map(({ cwd, args }) => `${cwd.slice(app.work.length)} ${args[0]}`).filter((each) => / init$/.test(each)),
    ).toEqual(["/read/network/after init", "/read/data/after init", "/after init"]);
    expect(jsonIn("read/data/after-network.tfstate").outputs).toEqual(OUTPUTS);
  });

  test("is refused where stacks read each other", async () => {
    const stacks = written({
      network: stackOf("network", ["data"]),
      data: stackOf("data", ["orders"]),
      orders: stackOf("orders", ["network"]),
    });
    await expect(plansOf(stacks).fromNothing(stacks.get("orders")!)).rejects.toThrow(
      /^orders reads the state of network reads the state of data reads the state of orders: such a circle can't be planned offline, plan with --aws\.$/,
    );
  });

  test("is refused where the app has no stack that keeps it, as where it has none at all", async () => {
    const stacks = written({ orders: stackOf("orders", ["network"]) });
    const message =
      "orders reads a state that no stack of this app keeps (data.terraform_remote_state.of_network), so it can't be planned offline: give what it reads in the environment, or plan with --aws.";
    for (const known of [stacks, undefined]) {
      await expect(plansOf(stacks, undefined, { stacks: known }).fromNothing(stacks.get("orders")!)).rejects.toThrow(message);
    }
  });
});

describe("on what another commit has made", () => {
  const REFUSING = { resource: { aws_sns_topic: { orders: { name: "orders", lifecycle: { prevent_destroy: true } } } } };
  const RENAMED = { resource: { aws_sns_topic: { orders: { name: "trades" } } } };
  const CHANGE = topic("orders", ["update"], { before: { name: "orders" }, after: { name: "trades" } });

  /** A plan of orders, from what it was. */
  function standing(after: StackJson, before: StackJson, against: Partial<AgainstOptions> = {}): ReturnType<OfflinePlans["onStanding"]> {
    const [stacks, beforeStacks] = [written({ orders: after }), written({ orders: before }, "old")];
    return plansOf(stacks, { beforeStacks, ...against }).onStanding(stacks.get("orders")!, beforeStacks.get("orders")!);
  }

  beforeEach(() => {
    app.plans["work/before"] = { resource_changes: [created("orders")] };
    app.plans["work/after"] = { resource_changes: [CHANGE] };
  });

  test("both stacks are planned, each in a folder, of one state and initialized once", async () => {
    const { settled, folder, file } = await standing(stackOf("orders", [], RENAMED), stackOf("orders", [], REFUSING));
    expect([settled.plan, folder.folder, file]).toEqual([app.plans["work/after"], join(app.work, "after"), join(app.work, "plan")]);
    expect([...app.terraform.commands].sort()).toEqual(
      [`before: ${INIT}`, ...planning("before", "plan.before"), "before: providers schema -json", ...planning("after", "plan")].sort(),
    );
    expect(app.terraform.asked.at(-1)!.env.TF_DATA_DIR).toBe(join(app.work, "before/.terraform"));
    expect(app.said).toEqual(["initializing", "planning what main has made", "planning what changes"]);
    const terraform = { ...PROVIDERS, backend: { local: { path: join(app.work, "terraform.tfstate") } } };
    expect(jsonIn("before/cdk.tf.json")).toEqual({ terraform, resource: { aws_sns_topic: { orders: { name: "orders" } } } });
    expect(jsonIn("after/cdk.tf.json")).toEqual({ terraform, ...RENAMED });
    expect(jsonIn("terraform.tfstate").resources).toMatchObject([{ name: "orders", instances: [{ attributes: { name: "orders" } }] }]);
  });

  test("both are initialized where their providers differ", async () => {
    const terraform = { required_providers: { aws: { source: "aws", version: "5.99.0" } } };
    await standing(stackOf("orders", [], RENAMED), stackOf("orders", [], { ...REFUSING, terraform }));
    expect(app.terraform.commands.filter((command) => command.endsWith(INIT))).toEqual([`before: ${INIT}`, `after: ${INIT}`]);
    expect(app.terraform.asked.every(({ env }) => env.TF_DATA_DIR === undefined)).toBe(true);
  });

  test("paths of the other commit's files are those of this one", async () => {
    const stack = (path: string): StackJson => stackOf("orders", [], { resource: { aws_sns_topic: { orders: { name: path } } } });
    app.plans["work/before"] = {
      resource_changes: [topic("orders", ["create"], { before: null, after: { name: "/old/file" }, after_unknown: {} })],
    };
    app.plans["work/after"] = {};
    await standing(stack("/new/file"), stack("/old/file"), { rewrite: (text) => text.replaceAll("/old/", "/new/") });
    expect(jsonIn("terraform.tfstate").resources).toMatchObject([{ instances: [{ attributes: { name: "/new/file" } }] }]);
  });

  test.each([
    ["before", "orders of main"],
    ["after", "orders"],
  ])("what asks AWS %s is refused", async (side, name) => {
    const asking = stackOf("orders", [], { data: { aws_ami: { latest: {} } } });
    const [after, before] = side === "after" ? [asking, stackOf("orders")] : [stackOf("orders"), asking];
    await expect(standing(after, before)).rejects.toThrow(
      new RegExp(`^${name} asks AWS for data\\.aws_ami\\.latest, so it can't be planned`),
    );
  });

  test.each([
    ["before", "orders of main"],
    ["after", "orders"],
  ])("what fails in %s is said of %s", async (side, name) => {
    const { run } = app.terraform;
    jest
      .spyOn(app.terraform, "run")
      .mockImplementation((args, options) =>
        options.cwd.endsWith(side) && args[0] === "plan"
          ? Promise.resolve({ status: 1, stdout: "", stderr: "Error: wrong" })
          : run.call(app.terraform, args, options),
      );
    await expect(standing(stackOf("orders", [], RENAMED), stackOf("orders"))).rejects.toThrow(
      new RegExp(`^${name} can't be planned\\. Error: wrong$`),
    );
  });

  describe("what it reads of another stack", () => {
    const OUTPUT = { output: { arn: { value: "${aws_sns_topic.network.arn}" } } };
    const output_changes = { arn: { actions: ["create"], after_unknown: true } };
    const NETWORK = stackOf("network", [], OUTPUT);

    /** The ARN of network's topic, as each commit's stack of the name reads it. */
    async function read(networks: { readonly after?: StackJson; readonly before?: StackJson }): Promise<unknown[]> {
      const stacks = (network: StackJson | undefined, more: StackJson) => ({
        orders: stackOf("orders", ["network"], more),
        ...(network && { network }),
      });
      const [after, before] = [written(stacks(networks.after, RENAMED)), written(stacks(networks.before, {}), "old")];
      await plansOf(after, { beforeStacks: before }).onStanding(after.get("orders")!, before.get("orders")!);
      return ["before", "after"].map(
        (side) => (jsonIn(`${side}-network.tfstate`).outputs as Record<string, { value: unknown }>).arn?.value,
      );
    }

    const ARN = "arn:aws:sns:us-east-1:123456789012:network";

    test("is the same in both where that stack doesn't change: it is planned once, from nothing", async () => {
      app.plans["work/read/network/after"] = { resource_changes: [created("network")], output_changes };
      expect(await read({ after: NETWORK, before: NETWORK })).toEqual([ARN, ARN]);
      expect(app.said.filter((message) => message.startsWith("network: "))).toEqual(["network: initializing", "network: planning offline"]);
    });

    test("is what was before and what is planned of it, where that stack changes", async () => {
      app.plans["work/read/network/before"] = [{ resource_changes: [created("network")], output_changes }, {}];
      const named = topic("network", ["delete", "create"], {
        before: { name: "network" },
        after: { name: "other" },
        after_unknown: { arn: true },
      });
      app.plans["work/read/network/after"] = {
        resource_changes: [named],
        output_changes: { arn: { actions: ["update"], after_unknown: true } },
      };
      const after = stackOf("network", [], { ...OUTPUT, resource: { aws_sns_topic: { network: { name: "other" } } } });
      expect(await read({ after, before: NETWORK })).toEqual([ARN, "arn:aws:sns:us-east-1:123456789012:other"]);
      expect(app.said.filter((message) => message.startsWith("network: "))).toEqual([
        "network: initializing",
        "network: planning what main has made",
        "network: planning what changes",
        // The code says nothing of the output that changes.
        "network: resolving what was there, round 1",
      ]);
    });

    test("is another one where AWS decides it anew, though its name is the same", async () => {
      const keys = { resource: { aws_sns_topic: { network: { display_name: "a" } } } };
      const made = topic("network", ["create"], { before: null, after: {}, after_unknown: { arn: true } });
      const replaced = topic("network", ["delete", "create"], {
        before: { display_name: "a" },
        after: { display_name: "b" },
        after_unknown: { arn: true },
      });
      app.plans["work/read/network/before"] = [{ resource_changes: [made], output_changes }, {}];
      app.plans["work/read/network/after"] = { resource_changes: [replaced], output_changes };
      const after = stackOf("network", [], { ...OUTPUT, resource: { aws_sns_topic: { network: { display_name: "b" } } } });
      const [was, is] = await read({ after, before: stackOf("network", [], { ...OUTPUT, ...keys }) });
      const form = /^arn:aws:sns:us-east-1:123456789012:[0-9a-f]{12}$/;
      expect([was, is]).toEqual([expect.stringMatching(form), expect.stringMatching(form)]);
      expect(was).not.toBe(is);
    });

    test("is that of the one commit which has that stack", async () => {
      const gone = written({ orders: stackOf("orders", ["network"], RENAMED) });
      const before = written({ orders: stackOf("orders", ["network"]), network: NETWORK }, "old");
      await expect(plansOf(gone, { beforeStacks: before }).onStanding(gone.get("orders")!, before.get("orders")!)).rejects.toThrow(
        /^orders reads a state that no stack of this app keeps \(data\.terraform_remote_state\.of_network\)/,
      );
    });
  });
});

describe("a stack is unchanged", () => {
  const isUnchanged = (
    after: Record<string, StackJson>,
    before: Record<string, StackJson>,
    against: Partial<AgainstOptions> = {},
  ): boolean => {
    const [stacks, beforeStacks] = [written(after), written(before, "old")];
    return plansOf(stacks, { beforeStacks, ...against }).isUnchanged(stacks.get("orders"), beforeStacks.get("orders"));
  };
  const reader = stackOf("orders", ["network"]);
  const locals = { locals: { a: 1 } };

  test.each<readonly [string, Record<string, StackJson>, Record<string, StackJson>, boolean]>([
    ["which says the same", { orders: stackOf("orders") }, { orders: stackOf("orders") }, true],
    ["which says something else", { orders: stackOf("orders") }, { orders: stackOf("orders", [], locals) }, false],
    ["which is new", { orders: stackOf("orders") }, {}, false],
    ["which is gone", {}, { orders: stackOf("orders") }, false],
    ["which there isn't in either", {}, {}, true],
    ["which reads one that is", { orders: reader, network: stackOf("network") }, { orders: reader, network: stackOf("network") }, true],
    [
      "which reads one that isn't",
      { orders: reader, network: stackOf("network") },
      { orders: reader, network: stackOf("network", [], locals) },
      false,
    ],
    ["which reads one that is new", { orders: reader, network: stackOf("network") }, { orders: reader }, false],
    ["which reads what no stack keeps", { orders: reader }, { orders: reader }, true],
    [
      "which reads one that reads it",
      { orders: reader, network: stackOf("network", ["orders"]) },
      { orders: reader, network: stackOf("network", ["orders"]) },
      true,
    ],
    [
      "which reads one that is and one that isn't",
      { orders: stackOf("orders", ["network", "data"]), network: stackOf("network"), data: stackOf("data") },
      { orders: stackOf("orders", ["network", "data"]), network: stackOf("network"), data: stackOf("data", [], locals) },
      false,
    ],
  ])("%s", (_, after, before, unchanged) => {
    expect(isUnchanged(after, before)).toBe(unchanged);
  });

  test("but for the paths of the other commit's files", () => {
    const [after, before] = ["/new/a", "/old/a"].map((path) => ({ orders: stackOf("orders", [], { locals: { path } }) }));
    const rewrite = (text: string): string => text.replaceAll("/old/", "/new/");
    expect([isUnchanged(after!, before!), isUnchanged(after!, before!, { rewrite })]).toEqual([false, true]);
  });
});
