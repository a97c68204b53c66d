/** What the real provider plans for a change of each prop of a cluster that is there, on the emulator. Nothing of it is applied: the emulator goes with the cluster. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { Network } from "../../modules/network";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { AURORA_CHANGES, AuroraEffect, ChangeableProp as Prop, BEFORE_CHANGES, OtherPlace } from "../support/aurora-changes";
import { Plan, Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const emulator = useEmulator();
let workspace: Workspace;

const props = Object.keys(AURORA_CHANGES) as Prop[];
const withEffect = (...effects: AuroraEffect[]) => props.filter((prop) => effects.includes(AURORA_CHANGES[prop].effect));

/** @param changed the props that have their other value */
function build(changed: readonly Prop[] = []) {
  return (app: App) => {
    const stack = new TerraformStack(app, "changes");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    const [place, other] = ["", "Other"].map((prefix): OtherPlace => {
      const encryptionKey = new EncryptionKey(stack, `${prefix}Key`);
      const availabilityZones = [`${REGION}a`, `${REGION}b`];
      return {
        encryptionKey,
        network: new Network(stack, `${prefix}Network`, {
          cidrBlock: "10.63.0.0/16",
          availabilityZones,
          natGateways: "none",
          encryptionKey,
        }),
      };
    });
    const changes = changed.map((prop) => AURORA_CHANGES[prop].to(other!));
    new AuroraCluster(stack, "Database", Object.assign({}, place, BEFORE_CHANGES, ...changes));
    return stack;
  };
}

/** What is planned of the cluster's resources: the attributes that change or, of what is replaced, force that; none for what is created. */
function planned(plan: Plan): Record<string, readonly string[]> {
  const forcing = new Map(
    (plan.json.resource_changes ?? []).map(({ address, change }) => [address, (change.replace_paths ?? []).map(String)]),
  );
  return Object.fromEntries(
    plan.changes
      .filter(({ path }) => path.startsWith("Database/"))
      .map(({ address, path, action, changed }) => {
        const attributes = { create: [], update: changed, replace: forcing.get(address)! }[action as "create" | "update" | "replace"];
        return [path.slice("Database/".length), [...attributes].sort()];
      }),
  );
}

/** What the changes are expected to be, together. */
function expected(changed: readonly Prop[]): Record<string, readonly string[]> {
  const together: Record<string, readonly string[]> = {};
  for (const prop of changed) {
    for (const [path, attributes] of Object.entries(AURORA_CHANGES[prop].plan)) {
      together[path] = [...new Set([...(together[path] ?? []), ...attributes])].sort();
    }
  }
  return together;
}

async function planOf(changed: readonly Prop[]): Promise<Plan> {
  workspace.synth(build(changed));
  return workspace.plan();
}

beforeAll(async () => {
  workspace = await Workspace.make(build(), { endpoint: emulator.url });
  await workspace.apply();
});

const UPDATES = withEffect("in place", "all instances restart", "instances restart one by one");
const apart = (prop: Prop) => AURORA_CHANGES[prop].apart === true;

test.each([
  ["what goes together", UPDATES.filter((prop) => !apart(prop))] as const,
  ...UPDATES.filter(apart).map((prop) => [prop, [prop]] as const),
])("changed in place, or by a restart: %s", async (_, changed) => {
  const plan = await planOf(changed);
  expect(plan.of("replace").map(({ path }) => path)).toEqual([]);
  expect(planned(plan)).toEqual(expected(changed));
});

test("another AZ replaces the instance, and leaves the cluster", async () => {
  const changed = withEffect("the instance is replaced");
  const plan = await planOf(changed);
  expect(plan.summary()).toEqual(["replace Database/Instances/main"]);
  expect(planned(plan)).toEqual(expected(changed));
});

test("another engine, network, key or name replaces the cluster and its instances", async () => {
  const changed = withEffect("the cluster is replaced");
  const plan = await planOf(changed);
  expect(plan.summary("aws_rds_cluster")).toEqual(["replace Database/Resource"]);
  expect(planned(plan)).toMatchObject(expected(changed));
  expect(plan.summary("aws_rds_cluster_instance")).toEqual(["replace Database/Instances/main"]);
});

test("what counts for a new cluster alone isn't planned for the cluster at all", async () => {
  const changed = withEffect("nothing");
  const plan = await planOf(changed);
  expect(plan.summary("aws_rds_cluster")).toEqual([]);
  expect(planned(plan)).toEqual(expected(changed));
});
