/**
 * Auto Scaling groups by the real provider: validated and planned offline in every shape; on the emulator each test goes on from the one before.
 */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, AutoScalingService, AutoScalingServiceProps, CapacityPlan, planCapacity } from "../../modules/alb-asg";
import { HostedZone } from "../../modules/edge";
import { Network } from "../../modules/network";
import { Bucket, LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const emulator = useEmulator();

type Shape = Partial<Omit<AutoScalingServiceProps, "capacity">> & { readonly capacity?: (plan: CapacityPlan) => CapacityPlan };

function build({ capacity = (plan) => plan, ...props }: Shape) {
  return (app: App) => {
    const stack = new TerraformStack(app, "scaled");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const availabilityZones = [`${REGION}a`, `${REGION}b`];
    const network = new Network(stack, "Network", { cidrBlock: "10.70.0.0/16", availabilityZones, natGateways: "single", encryptionKey });
    const release = new Bucket(stack, "Releases", { encryptionKey }).addObject("Service", {
      key: "server.py",
      source: join(__dirname, "../support/server.py"),
    });
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
      release,
      route: { priority: 10, paths: ["/api/*"] },
      ...props,
      capacity: capacity(planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network)),
    });
    return stack;
  };
}

const TYPES = { instanceTypes: ["c7g.large", "m7g.large", "r7g.large"] };
const SCALING: Shape = {
  targetCpuPercent: false,
  targetWebSocketsPerInstance: 5000,
  customScaling: {
    depth: { namespace: "Trading", metricName: "BookDepth", dimensions: { Service: "api" }, targetValue: 80 },
    orders: { namespace: "Trading", metricName: "Orders", statistic: "Sum", dividedByInstances: true, targetValue: 200 },
  },
  predictiveScaling: {},
};

let workspace: Workspace;

describe("planned offline", () => {
  beforeAll(async () => {
    workspace = await Workspace.make(build({}));
  });

  test.each<[string, Shape, string, string, object]>([
    ["one type", {}, "aws_autoscaling_group", "", { warm_pool: [], min_size: 2, max_size: 4 }],
    [
      "several types",
      TYPES,
      "aws_autoscaling_group",
      "",
      { mixed_instances_policy: [{ instances_distribution: [{ on_demand_allocation_strategy: "prioritized" }] }] },
    ],
    ["Spot Instances", { ...TYPES, spot: {} }, "aws_autoscaling_group", "", { capacity_rebalance: true }],
    ["a warm pool", { warmPool: { minSize: 1 } }, "aws_autoscaling_group", "", { warm_pool: [{ pool_state: "Stopped", min_size: 1 }] }],
    ["a t-class type", { instanceType: "t4g.small" }, "aws_launch_template", "", { credit_specification: [{ cpu_credits: "standard" }] }],
    ["policies on other metrics", SCALING, "aws_autoscaling_policy", "Api/ScaleOnWebSockets", { policy_type: "TargetTrackingScaling" }],
    ["a forecast", SCALING, "aws_autoscaling_policy", "Api/PredictiveScaling", { policy_type: "PredictiveScaling" }],
  ])("%s is valid", async (_, shape, type, path, attributes) => {
    workspace.synth(build(shape));
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.dataSources).toEqual([]);
    expect(plan.resource(type, path)).toMatchObject(attributes);
  });
});

describe("on the emulator", () => {
  beforeAll(async () => {
    workspace = await Workspace.make(build({}), { endpoint: emulator.url });
    await workspace.apply();
  });

  /** Each is one value more, or less, than the one before. */
  test.each<[string, Shape, string[]]>([
    ["nothing changed", {}, []],
    ["another instance type", { instanceType: "c7g.xlarge" }, ["update Api/LaunchTemplate", "update Api/Resource"]],
    [
      "a larger minimum and maximum",
      { instanceType: "c7g.xlarge", capacity: (plan) => ({ ...plan, minCapacity: 4, maxCapacity: 8 }) },
      ["update Api/Resource"],
    ],
    ["several types", TYPES, ["update Api/LaunchTemplate", "update Api/Resource"]],
    ["Spot Instances", { ...TYPES, spot: {} }, ["update Api/Resource"]],
    [
      "no Spot Instances, a warm pool",
      { ...TYPES, warmPool: {} },
      ["create Api/ReadyHook", "update Api/LaunchTemplate", "update Api/Resource"],
    ],
    ["a smaller pool", { ...TYPES, warmPool: { minSize: 1, maxPreparedCapacity: 3 } }, ["update Api/Resource"]],
    [
      "one type again, policies on other metrics",
      SCALING,
      [
        "create Api/PredictiveScaling",
        "create Api/ScaleOn-depth",
        "create Api/ScaleOn-orders",
        "create Api/ScaleOnWebSockets",
        expect.stringMatching(/^delete aws_autoscaling_lifecycle_hook\.Api_ReadyHook_/),
        expect.stringMatching(/^delete aws_autoscaling_policy\.Api_ScaleOnCpu_/),
        "update Api/LaunchTemplate",
        "update Api/Resource",
      ],
    ],
  ])("%s: in place, and a second plan is empty", async (_, shape, changes) => {
    workspace.synth(build(shape));
    expect((await workspace.plan()).summary().sort()).toEqual(changes);
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("everything is destroyed to nothing", async () => {
    await workspace.destroy();
    expect(await workspace.resources()).toEqual([]);
  });
});
