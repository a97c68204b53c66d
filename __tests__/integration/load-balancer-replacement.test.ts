/**
 * A load balancer that is replaced in one apply, on the emulator: each test goes on from the one before.
 */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, ApplicationLoadBalancerProps, AutoScalingService, planCapacity } from "../../modules/alb-asg";
import { Edge, HostedZone } from "../../modules/edge";
import { Network } from "../../modules/network";
import { Bucket, LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { RequestLog, Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const emulator = useEmulator();
const log = new RequestLog();
let workspace: Workspace;

function build(props: Partial<ApplicationLoadBalancerProps> = {}) {
  return (app: App) => {
    const stack = new TerraformStack(app, "moved");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    const global = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global", allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const availabilityZones = [`${REGION}a`, `${REGION}b`];
    const network = new Network(stack, "Network", { cidrBlock: "10.80.0.0/16", availabilityZones, natGateways: "single", encryptionKey });
    const release = new Bucket(stack, "Releases", { encryptionKey }).addObject("Service", {
      key: "server.py",
      source: join(__dirname, "../support/server.py"),
    });
    const accessLogs = new LogBucket(stack, "Logs");
    const zone = new HostedZone(stack, "Zone", { zoneName: "example.org" });
    const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs,
      zone,
      originDomainName: "origin.example.org",
      viewerDomainNames: ["example.org"],
      cloudFrontPrefixListId: "pl-a3a144ca",
      replacedWithoutGap: true,
      ...props,
    });
    // Before the services: what the distribution waits for doesn't depend on the order of lines.
    new Edge(stack, "Edge", {
      domainName: "example.org",
      zone,
      globalProvider: global,
      loadBalancer,
      assets: new Bucket(stack, "Assets", { encryptionKey }),
      accessLogs,
    });
    const capacity = planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network);
    const settings = { network, loadBalancer, encryptionKey, release, capacity };
    const api = new AutoScalingService(stack, "Api", { ...settings, route: { priority: 10, paths: ["/api/*"] } });
    const next = new AutoScalingService(stack, "Next", {
      ...settings,
      route: { priority: 5, headers: { "x-release": ["next"] } },
      warmPool: {},
    });
    api.shiftRequests(next, 10);
    return stack;
  };
}

const OPEN = { scheme: "internet-facing", openToTheInternet: "partners connect without CloudFront" } as const;

const CREATED = ["CreateLoadBalancer", "CreateListener", "CreateTargetGroup", "CreateRule", "AttachLoadBalancerTargetGroups"];
const GONE = ["DetachLoadBalancerTargetGroups", "DeleteRule", "DeleteListener", "DeleteTargetGroup", "DeleteLoadBalancer"];

/** Applies, and returns the operations in the order in which they were asked for. */
async function apply(...args: string[]): Promise<string[]> {
  log.take();
  await workspace.apply(...args);
  return log.take().map(({ operation }) => operation);
}

/** Where each of the operations was asked for; all of them were. */
function placesOf(order: readonly string[], operations: readonly string[]): number[] {
  return operations.flatMap((operation) => {
    const places = [...order.keys()].filter((place) => order[place] === operation);
    if (places.length === 0) throw new Error(`${operation} was not asked for`);
    return places;
  });
}

/** Whatever is of the new load balancer is there when requests are sent to it, and everything of the old one is until then. */
function expectNoGap(order: readonly string[], change: string): void {
  const changed = placesOf(order, [change]);
  expect(Math.min(...changed)).toBeGreaterThan(Math.max(...placesOf(order, CREATED)));
  expect(Math.min(...placesOf(order, GONE))).toBeGreaterThan(Math.max(...changed));
}

beforeAll(async () => {
  workspace = await Workspace.make(build({ replacedWithoutGap: false }), { endpoint: emulator.url, variables: log.variables });
  await workspace.apply();
});
afterAll(() => log.remove());

test("asking for replacements without a gap changes nothing by itself", async () => {
  workspace.synth(build());
  expect((await workspace.plan()).unexplained).toEqual([]);
});

// In the apply that is the first to ask for it.
test("a replaced internal load balancer has rules and instances before the distribution changes to it, and the old one has them until then", async () => {
  const { address } = await workspace.deployedOne("aws_lb", "LoadBalancer");
  const order = await apply(`-replace=${address}`);
  expectNoGap(order, "UpdateDistribution");
  // A VPC origin is deployed for minutes, in which instances become healthy.
  expectNoGap(order, "CreateVpcOrigin");
  expect(Math.min(...placesOf(order, ["DeleteVpcOrigin"]))).toBeGreaterThan(Math.max(...placesOf(order, ["UpdateDistribution"])));
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("so has one of another scheme", async () => {
  workspace.synth(build(OPEN));
  expectNoGap(await apply(), "UpdateDistribution");
});

test("the name of a replaced public load balancer leads to the new one before the old one goes", async () => {
  const { address } = await workspace.deployedOne("aws_lb", "LoadBalancer");
  expectNoGap(await apply(`-replace=${address}`), "ChangeResourceRecordSets");
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("everything is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
