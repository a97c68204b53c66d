/**
 * Instances that never get healthy, on the emulator: each test goes on from the one before.
 */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, AutoScalingService, planCapacity } from "../../modules/alb-asg";
import { HostedZone } from "../../modules/edge";
import { Network } from "../../modules/network";
import { Bucket, LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const BROKEN = "/never";
const emulator = useEmulator();
let workspace: Workspace;

function build(healthCheckPath: string) {
  return (app: App) => {
    const stack = new TerraformStack(app, "gated");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const availabilityZones = [`${REGION}a`, `${REGION}b`];
    const network = new Network(stack, "Network", { cidrBlock: "10.90.0.0/16", availabilityZones, natGateways: "single", encryptionKey });
    const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs: new LogBucket(stack, "Logs"),
      zone: new HostedZone(stack, "Zone", { zoneName: "example.org" }),
      originDomainName: "origin.example.org",
      cloudFrontPrefixListId: "pl-a3a144ca",
    });
    new AutoScalingService(stack, "Api", {
      network,
      loadBalancer,
      encryptionKey,
      release: new Bucket(stack, "Releases", { encryptionKey }).addObject("Service", {
        key: "server.py",
        source: join(__dirname, "../support/server.py"),
      }),
      route: { priority: 10, paths: ["/api/*"] },
      capacity: planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network),
      capacityTimeoutMinutes: 1,
      healthCheckPath,
    });
    return stack;
  };
}

beforeAll(async () => {
  const body = JSON.stringify({ healthCheckPath: BROKEN });
  const { ok } = await fetch(`${emulator.url}/moto-api/unhealthy-targets`, { method: "POST", body });
  if (!ok) throw new Error("the emulator has no target group to fail");
  workspace = await Workspace.make(build(BROKEN), { endpoint: emulator.url });
});

// AWS provider, aws_autoscaling_group, "Waiting for Capacity".
test("a first apply fails whose instances never pass the load balancer's health check", async () => {
  const { status, stderr } = await workspace.tryRun("apply", "-no-color", "-auto-approve");
  expect(status).toBe(1);
  expect(stderr.replace(/[\s│]+/g, " ")).toMatch(
    /waiting for Auto Scaling Group \(gated-Api-[0-9a-f]+\) capacity satisfied: .*want at least 2 healthy instance\(s\) registered to Load Balancer, have 0/,
  );
});

// https://developer.hashicorp.com/terraform/cli/state/taint: an object that isn't fully functional is replaced by the next apply.
test("its group is tainted, and nothing that needs the group was made", async () => {
  expect((await workspace.deployedOne("aws_autoscaling_group", "Api")).tainted).toBe(true);
  expect((await workspace.resources()).filter((address) => /^aws_autoscaling_(attachment|policy)/.test(address))).toEqual([]);
});

test("the next apply, of instances that get healthy, replaces the group and makes the rest; a second plan is empty", async () => {
  workspace.synth(build("/health"));
  const plan = await workspace.plan();
  expect(plan.of("replace").map(({ path }) => path)).toEqual(["Api/Resource"]);
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
});
