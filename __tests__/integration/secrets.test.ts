/** No secret: every argument that the provider's schema marks sensitive is empty, in what is synthesized and in what is planned. States are looked at where they are made. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { App, TerraformStack, Testing } from "cdktf";
import { examples } from "../../examples/gallery/examples";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { accounts } from "../../examples/state-bootstrap/accounts";
import { StateStack } from "../../examples/state-bootstrap/state-stack";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { SynthesizedStack, synthesize } from "../../src/testing";
import { Plan, SensitiveArguments, Workspace } from "./support";

/** Each builds stacks and returns those to look at. */
const STACKS: Readonly<Record<string, (app: App) => readonly TerraformStack[]>> = {
  "the platform of each environment": (app) =>
    Object.entries(environments).map(([name, environment]) => new TradingStack(app, `trading-${name}`, environment)),
  "the layered platform": (app) => {
    const network = new NetworkStack(app, "network", environments.prod!);
    const data = new DataStack(app, "data", environments.prod!, network);
    return [network, data, new ServicesStack(app, "services", environments.prod!, network, data)];
  },
  "the gallery": (app) => Object.entries(examples).map(([id, Example]) => new Example(app, id)),
  "the state of each account": (app) =>
    Object.entries(accounts).map(([name, account]) => new StateStack(app, name, account, { type: "local" })),
};

let workspace: Workspace;
let sensitive: SensitiveArguments;

beforeAll(async () => {
  workspace = await Workspace.make((app) => new TradingStack(app, "trading-prod", environments.prod!));
  sensitive = await SensitiveArguments.read(workspace.stackFolder);
});

function inSynthesized({ json }: SynthesizedStack): readonly string[] {
  return Object.entries<Record<string, object>>(json.resource).flatMap(([type, byId]) =>
    Object.entries(byId).flatMap(([id, args]) => sensitive.valuesIn(type, args).map((name) => `${type}.${id}.${name}`)),
  );
}

function inPlan({ changes }: Plan): readonly string[] {
  return changes.flatMap(({ type, address, after }) => sensitive.valuesIn(type, after).map((name) => `${address}.${name}`));
}

test("the schema says what is sensitive", () => {
  expect(sensitive.names).toEqual(
    expect.arrayContaining([
      "aws_rds_cluster.master_password",
      "aws_elasticache_replication_group.auth_token",
      "aws_elasticache_user.passwords",
    ]),
  );
});

test("a password would be found", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "password-"));
  const stack = new TerraformStack(new App({ outdir }), "password");
  new RdsCluster(stack, "Database", { engine: "aurora-postgresql", masterUsername: "postgres", masterPassword: "correct horse" });
  expect(inSynthesized(new SynthesizedStack(JSON.parse(Testing.synth(stack))))).toEqual(["aws_rds_cluster.Database.master_password"]);
  rmSync(outdir, { recursive: true });
});

test.each(Object.keys(STACKS))("%s is synthesized without one", (name) => {
  expect(STACKS[name]!(Testing.app()).map(synthesize).flatMap(inSynthesized)).toEqual([]);
});

test("the platform is planned without one", async () => {
  expect(inPlan(await workspace.plan())).toEqual([]);
});
