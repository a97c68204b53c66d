/**
 * The role that deploys the example may do everything that the provider asks of AWS for it, with an edge that has everything that there is: applied, planned,
 * changed and destroyed on the emulator.
 */
import { App } from "cdktf";
import { StateAccount, accounts } from "../../examples/state-bootstrap/accounts";
import { deployedStack } from "../../examples/state-bootstrap/github-roles";
import { DeployedStack } from "../../examples/state-bootstrap/permissions";
import { StateStack } from "../../examples/state-bootstrap/state-stack";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { KnownArns, OPERATIONS, requestsOf } from "../support/aws-operations";
import { growEdge } from "../support/grown-edge";
import { evaluate } from "../support/policy-evaluator";
import { Arguments, statements } from "../support/synth";
import { RequestLog, Workspace, useEmulator } from "./support";

const NAME = "trading-prod";
const local = environments.local!;
const emulator = useEmulator();
const log = new RequestLog();

/** prod in the emulator's account, within the boundary, with a zone of its own; it may be destroyed. */
const environment: TradingEnvironment = {
  ...environments.prod!,
  aws: { ...local.aws, permissionsBoundaryArn: `arn:aws:iam::${local.aws.accountId}:policy/${NAME}-boundary` },
  state: local.state,
  zone: local.zone,
  domainName: local.domainName,
  removal: "destroy",
};
const account: StateAccount = { ...accounts.local!, github: { ...accounts.local!.github!, stacks: { [NAME]: environment } } };

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

let workspace: Workspace;
let stack: DeployedStack;
let known: KnownArns;
/** The statements of each role, as they are in IAM. */
let roles: Readonly<Record<"Deploy" | "Plan", Arguments[]>>;
const seen = { deploying: new Set<string>(), planning: new Set<string>() };

function take(into: Set<string>): void {
  // Whoever has credentials may ask whose they are (AWS STS API Reference, GetCallerIdentity).
  const needing = log.take().filter(({ service }) => service !== "STS");
  needing.forEach(({ service, operation }) => into.add(`${service}: ${operation}`));
}

async function resourcesOf(applied: Workspace): Promise<Resource[]> {
  const { values } = JSON.parse(await applied.run("show", "-json")) as { values: { root_module: { resources: Resource[] } } };
  return values.root_module.resources;
}

function arnsOf(resources: readonly Resource[]): KnownArns {
  const arns: Record<string, string[]> = {};
  for (const { type, values } of resources) if (typeof values.arn === "string") (arns[type] ??= []).push(values.arn);
  return arns;
}

/** The statements of a role's managed policies and of its inline one. */
function policiesOf(resources: readonly Resource[], kind: string): Arguments[] {
  const ofRole = ({ type, name }: Resource, wanted: string): boolean => type === wanted && name.startsWith(`Roles_${kind}-${NAME}_`);
  const attached = resources
    .filter((resource) => ofRole(resource, "aws_iam_role_policy_attachment"))
    .map(({ values }) => values.policy_arn);
  const policies = resources.filter(
    (resource) =>
      ofRole(resource, "aws_iam_role_policy") || (resource.type === "aws_iam_policy" && attached.includes(resource.values.arn as string)),
  );
  return policies.flatMap(({ values }) => statements(values.policy as string));
}

function build(env: TradingEnvironment, changed = false) {
  return (app: App) => {
    const trading = new TradingStack(app, NAME, env);
    growEdge(trading, env, changed);
    return trading;
  };
}

beforeAll(async () => {
  const bootstrap = await Workspace.make((app) => new StateStack(app, "state-local", account, { type: "local" }), {
    endpoint: emulator.url,
  });
  await bootstrap.apply();
  const made = await resourcesOf(bootstrap);
  roles = { Deploy: policiesOf(made, "Deploy"), Plan: policiesOf(made, "Plan") };
});

beforeAll(async () => {
  workspace = await Workspace.make(
    (app) => {
      const trading = build(environment)(app);
      stack = deployedStack(trading, NAME, environment);
      return trading;
    },
    { endpoint: emulator.url, variables: log.variables },
  );
  await workspace.apply();
  take(seen.deploying);
  await workspace.plan();
  take(seen.planning);
  known = arnsOf(await resourcesOf(workspace));
});

beforeAll(async () => {
  const { tradingApi, database, cache } = environment;
  const changed: TradingEnvironment = {
    ...environment,
    tags: { ...environment.tags, costs: "trading" },
    tradingApi: { ...tradingApi, compute: { ...tradingApi.compute, instanceType: "c7g.xlarge", tradingSession: undefined } },
    database: { ...database, instanceClass: "db.r7g.2xlarge", readers: { a: {} }, backupRetentionDays: 30 },
    cache: { ...cache, nodeType: "cache.r7g.xlarge", shards: 3, replicasPerShard: 1 },
  };
  workspace.synth(build(changed, true));
  await workspace.apply();
  take(seen.deploying);
});

beforeAll(async () => {
  workspace.synth(build(environment));
  await workspace.destroy();
  take(seen.deploying);
});

afterAll(() => log.remove());

test("every operation that the provider calls is in the reviewed table", () => {
  const called = [...seen.deploying, ...seen.planning];
  expect(called.filter((operation) => !OPERATIONS[operation])).toEqual([]);
});

test("the provider calls what it is known to call", () => {
  // A floor: an empty log would prove nothing.
  expect(seen.deploying.size).toBeGreaterThan(250);
  expect(seen.planning.size).toBeGreaterThan(80);
});

test("the role that deploys is allowed every one of them, on what the stack really has", () => {
  expect(refused([...seen.deploying, ...seen.planning], roles.Deploy)).toEqual([]);
});

test("the role that plans is allowed what a plan calls", () => {
  expect(refused([...seen.planning], roles.Plan)).toEqual([]);
});

function refused(operations: readonly string[], policies: readonly Arguments[]): string[] {
  return operations
    .filter((operation) => OPERATIONS[operation])
    .flatMap((operation) => requestsOf(operation, stack, known).map((request) => ({ operation, request })))
    .filter(({ request }) => evaluate(policies, request) !== "allow")
    .map(({ operation, request: { action, resource } }) => `${operation} needs ${action} on ${resource}`);
}
