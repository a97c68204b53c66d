/** The environments dev and prod on the emulator: applied, planned again, protected. */
import { App } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Workspace, queryApi, useEmulator } from "./support";

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

  test("is protected by RDS from the deletion of its database", async () => {
    const { id } = (await workspace.deployedOne("aws_rds_cluster", "Database")).values;
    const deletion = { Action: "DeleteDBCluster", Version: "2014-10-31", DBClusterIdentifier: id, SkipFinalSnapshot: "true" };
    const { status, body } = await queryApi(emulator.url, "rds", deletion);
    expect(status).toBe(400);
    // Amazon RDS API reference, DeleteDBCluster: a cluster with deletion protection isn't deleted.
    expect(body).toContain("InvalidParameterCombination");
  });

  test("is protected by Elastic Load Balancing from the deletion of its load balancer", async () => {
    const { arn } = (await workspace.deployedOne("aws_lb", "LoadBalancer")).values;
    const { status, body } = await queryApi(emulator.url, "elasticloadbalancing", {
      Action: "DeleteLoadBalancer",
      Version: "2015-12-01",
      LoadBalancerArn: arn,
    });
    expect(status).toBe(400);
    // Elastic Load Balancing API reference, DeleteLoadBalancer: a load balancer with deletion protection isn't deleted.
    expect(body).toContain("OperationNotPermitted");
  });
});
