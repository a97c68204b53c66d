import { TerraformVariable } from "cdktf";
import { synth, warnings } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

const TYPES = ["c7g.large", "m7g.large", "r7g.large"];
const group = (props: Parameters<typeof synthService>[0]) => synthService(props).stack.resource("aws_autoscaling_group");

// EC2 User Guide, "Burstable performance instances": T3, T3a and T4g instances launch as unlimited by default.
describe("the credit option of burstable performance instances", () => {
  test.each(["t4g.small", "t3.medium", "t3a.large", "t2.micro"])("is standard by default: %s", (instanceType) => {
    const { service, stack } = synthService({ instanceType });
    expect(stack.resource("aws_launch_template").credit_specification).toEqual({ cpu_credits: "standard" });
    expect(service.cpuCredits).toBe("standard");
  });

  test("is unlimited where that is said", () => {
    expect(
      synthService({ instanceType: "t4g.small", cpuCredits: "unlimited" }).stack.resource("aws_launch_template").credit_specification,
    ).toEqual({
      cpu_credits: "unlimited",
    });
  });

  test.each(["c7g.large", "trn1.2xlarge"])("is nothing that %s has", (instanceType) => {
    expect(synthService({ instanceType }).stack.resource("aws_launch_template").credit_specification).toBeUndefined();
  });

  test("is left to the caller for a type that only Terraform knows", () => {
    const fixture = new ServiceFixture();
    const instanceType = new TerraformVariable(fixture.stack, "Type", { type: "string" }).stringValue;
    fixture.service({ instanceType, imageId: "resolve:ssm:/golden/arm64", cpuCredits: "standard" });
    expect(synth(fixture.stack).resource("aws_launch_template").credit_specification).toEqual({ cpu_credits: "standard" });
  });
});

describe("a service of one instance type", () => {
  test("launches it by the launch template alone", () => {
    const { launch_template, mixed_instances_policy, capacity_rebalance } = group({});
    expect(launch_template).toBeDefined();
    expect([mixed_instances_policy, capacity_rebalance]).toEqual([undefined, undefined]);
  });

  test("is warned of a series that EC2 doesn't have: no instance would be launched", () => {
    expect(warnings(new ServiceFixture().service({ instanceType: "cg7.large" }))).toEqual([
      "EC2 has no instance type cg7.large as far as this library knows: check its name, or no instance is launched.",
    ]);
  });

  test("isn't warned of a generation that is to come", () => {
    expect(warnings(new ServiceFixture().service({ instanceType: "c12g.large" }))).toEqual([]);
  });
});

describe("a service of several instance types", () => {
  test("launches the first that there is capacity for, On-Demand alone", () => {
    expect(group({ instanceTypes: TYPES }).mixed_instances_policy).toEqual({
      instances_distribution: {
        on_demand_allocation_strategy: "prioritized",
        on_demand_base_capacity: 0,
        on_demand_percentage_above_base_capacity: 100,
        spot_allocation_strategy: "price-capacity-optimized",
      },
      launch_template: {
        launch_template_specification: {
          launch_template_id: expect.stringMatching(/^\$\{aws_launch_template\..*\.id\}$/),
          version: expect.stringMatching(/^\$\{aws_launch_template\..*\.latest_version\}$/),
        },
        override: TYPES.map((instance_type) => ({ instance_type })),
      },
    });
  });

  test("has no launch template of the group's own, which excludes a mixed instances policy", () => {
    expect(group({ instanceTypes: TYPES }).launch_template).toBeUndefined();
  });

  test("has the image of their architecture", () => {
    const { service, stack } = synthService({ instanceTypes: ["c7i.large", "m7i.large"] });
    expect(stack.resource("aws_launch_template").image_id).toMatch(/x86_64$/);
    expect([service.instanceType, service.instanceTypes]).toEqual(["c7i.large", ["c7i.large", "m7i.large"]]);
  });
});

describe("a service with Spot Instances", () => {
  test("has the plan's minimum as On-Demand Instances, all others as Spot", () => {
    expect(group({ instanceTypes: TYPES, spot: {} }).mixed_instances_policy.instances_distribution).toMatchObject({
      on_demand_base_capacity: 9,
      on_demand_percentage_above_base_capacity: 0,
      spot_allocation_strategy: "price-capacity-optimized",
    });
  });

  test("has the base and the percentage that were given", () => {
    const spot = { onDemandBaseCapacity: 3, onDemandPercentageAboveBaseCapacity: 50 };
    expect(group({ instanceTypes: TYPES, spot }).mixed_instances_policy.instances_distribution).toMatchObject({
      on_demand_base_capacity: 3,
      on_demand_percentage_above_base_capacity: 50,
    });
  });

  test("replaces an instance when EC2 says that its interruption is likely", () => {
    expect(group({ instanceTypes: TYPES, spot: {} }).capacity_rebalance).toBe(true);
  });

  test("may have one type", () => {
    expect(group({ spot: {} }).mixed_instances_policy.launch_template.override).toEqual([{ instance_type: "c7g.large" }]);
  });
});

// EC2 Auto Scaling User Guide, "Warm pools".
describe("a warm pool", () => {
  test("has stopped instances, as many as the group may grow by", () => {
    expect(group({ warmPool: {} }).warm_pool).toEqual({ pool_state: "Stopped", min_size: 0 });
  });

  test("has the sizes that were given", () => {
    expect(group({ warmPool: { minSize: 2, maxPreparedCapacity: 12 } }).warm_pool).toEqual({
      pool_state: "Stopped",
      min_size: 2,
      max_group_prepared_capacity: 12,
    });
  });

  test("waits for each instance to be ready, the first one too: entering it doesn't wait for user data", () => {
    const { service, stack } = synthService({ warmPool: {} });
    const hook = {
      name: "get-ready",
      lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      heartbeat_timeout: 600,
      default_result: "CONTINUE",
    };
    expect(stack.resource("aws_autoscaling_group").initial_lifecycle_hook).toEqual([hook]);
    expect(stack.resource("aws_autoscaling_lifecycle_hook", "TradingApi_ReadyHook")).toMatchObject(hook);
    expect(service.readyHook).toBeDefined();
  });

  // In the AWS provider, a changed initial_lifecycle_hook replaces the group.
  test("is added to a group that exists, and removed, in place", () => {
    const ignored = [{}, { warmPool: {} }].map((props) => group(props).lifecycle.ignore_changes);
    expect(ignored).toEqual(Array(2).fill(expect.arrayContaining(["initial_lifecycle_hook"])));
  });

  test("may have several types of On-Demand Instances", () => {
    expect(group({ instanceTypes: TYPES, warmPool: {} })).toMatchObject({ warm_pool: {}, mixed_instances_policy: {} });
  });

  test("is nothing that a service has by default", () => {
    const { service, stack } = synthService();
    const { warm_pool, initial_lifecycle_hook } = stack.resource("aws_autoscaling_group");
    expect([warm_pool, initial_lifecycle_hook, service.readyHook]).toEqual([undefined, undefined, undefined]);
  });
});
