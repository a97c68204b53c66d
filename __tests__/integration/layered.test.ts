/**
 * The platform in three stacks on the emulator: deployed in order, planned again, changed in one of them, destroyed in reverse to nothing.
 * Each test goes on from the one before.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { Workspace, useEmulator } from "./support";

/** In the order in which they are deployed. */
const LAYERS = ["network", "data", "services"] as const;
type Layer = (typeof LAYERS)[number];

const emulator = useEmulator();
const local = environments.local!;
const prod = environments.prod!;
let states: string;
let workspaces: Record<Layer, Workspace>;

function stacks(app: App, env: (layer: Layer) => TradingEnvironment): Record<Layer, TerraformStack> {
  const network = new NetworkStack(app, "network-local", env("network"));
  const data = new DataStack(app, "data-local", env("data"), network);
  const services = new ServicesStack(app, "services-local", env("services"), network, data);
  return { network, data, services };
}

/** Each state in a file of its own, which the other stacks read. */
function build(layer: Layer, environment = local) {
  return (app: App) => stacks(app, (id) => ({ ...environment, state: { type: "local", path: join(states, `${id}.tfstate`) } }))[layer];
}

beforeAll(async () => {
  states = mkdtempSync(join(tmpdir(), "states-"));
  const made = await Promise.all(
    LAYERS.map(async (layer) => [layer, await Workspace.make(build(layer), { endpoint: emulator.url, ownBackend: true })] as const),
  );
  workspaces = Object.fromEntries(made) as Record<Layer, Workspace>;
  for (const layer of LAYERS) await workspaces[layer].apply();
});

afterAll(() => rmSync(states, { recursive: true, force: true }));

test.each(LAYERS)("a second plan of %s is empty", async (layer) => {
  expect((await workspaces[layer].plan()).unexplained).toEqual([]);
});

test("a larger instance type of a service changes the services' stack alone", async () => {
  const { tradingApi } = local;
  const grown = { ...local, tradingApi: { ...tradingApi, compute: { ...tradingApi.compute, instanceType: "c7g.xlarge" } } };
  for (const layer of LAYERS) workspaces[layer].synth(build(layer, grown));
  expect((await workspaces.network.plan()).unexplained).toEqual([]);
  expect((await workspaces.data.plan()).unexplained).toEqual([]);
  const plan = await workspaces.services.plan();
  expect([...plan.of("replace"), ...plan.of("delete")].map(({ path }) => path)).toEqual([]);
  expect(plan.summary("aws_launch_template")).toEqual(["update TradingApi/LaunchTemplate"]);
});

test("they are destroyed in reverse to nothing", async () => {
  for (const layer of [...LAYERS].reverse()) {
    await workspaces[layer].destroy();
    expect(await workspaces[layer].resources()).toEqual([]);
  }
});

test.each(LAYERS)("%s of prod is valid for the provider", async (layer) => {
  const workspace = await Workspace.make((app) => stacks(app, () => prod)[layer]);
  await workspace.validate();
});
