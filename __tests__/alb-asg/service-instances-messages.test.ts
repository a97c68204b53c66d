import { AutoScalingServiceProps } from "../../modules/alb-asg";
import { messageOf } from "../support/synth";
import { CAPACITY, ServiceFixture } from "./fixture";

type Wrong = { readonly [K in keyof AutoScalingServiceProps]?: unknown };
const THREE_AZS = { ...CAPACITY, availabilityZoneCount: 3 };
const FORTY_ONE = Array.from({ length: 41 }, (_, index) => `c${index + 1}g.large`);
const METRIC = { namespace: "Trading", metricName: "Backlog", targetValue: 80 };

describe("AutoScalingService raises a ValidationError for", () => {
  test.each<[string, Wrong, string[]]>([
    [
      "an instance type of a size that EC2 doesn't have",
      { instanceType: "c7g.lrge" },
      ['instanceType: must be an instance type: a family, a dot and a size that EC2 has; received "c7g.lrge". Write it as "c7g.large".'],
    ],
    [
      "several types of which one is wrong",
      { instanceTypes: ["c7g.large", "m7g.1xlarge"] },
      [
        'instanceTypes[1]: must be an instance type: a family, a dot and a size that EC2 has; received "m7g.1xlarge". Write it as "c7g.large".',
      ],
    ],
    [
      "one type and several",
      { instanceType: "c7g.large", instanceTypes: ["c7g.large", "m7g.large"] },
      [
        'instanceTypes: must be left out with instanceType; received ["c7g.large","m7g.large"]. Put all types into instanceTypes, the preferred one first.',
      ],
    ],
    [
      "a single type of several",
      { instanceTypes: ["c7g.large"] },
      ['instanceTypes: must be 2 to 40 types, each of them once; received ["c7g.large"]. Use instanceType for a single one.'],
    ],
    [
      "a type twice",
      { instanceTypes: ["c7g.large", "c7g.large"] },
      ['instanceTypes: must be 2 to 40 types, each of them once; received ["c7g.large","c7g.large"]. Use instanceType for a single one.'],
    ],
    [
      "types of two architectures",
      { instanceTypes: ["c7g.large", "c7i.large"] },
      [
        'instanceTypes: must be of one architecture: the launch template has one image; received ["c7g.large","c7i.large"]. ' +
          "Leave out the Graviton types (c7g, m7g), or all others.",
      ],
    ],
    [
      "types of two sizes",
      { instanceTypes: ["c7g.large", "m7g.xlarge"] },
      [
        "instanceTypes: must be of one size: the load balancer and the scaling policies take all instances for the same, and the plan has one number of requests for each; " +
          'received ["c7g.large","m7g.xlarge"]. Use other families of the same size, such as c7g.large, m7g.large and r7g.large.',
      ],
    ],
    [
      "types that are burstable and types that aren't",
      { instanceTypes: ["c7g.large", "t4g.large"] },
      [
        'instanceTypes: must be burstable all or none: the launch template has one credit option; received ["c7g.large","t4g.large"]. ' +
          "Leave out the t-class types, or all others.",
      ],
    ],
    [
      "the credit option of a type that has no credits",
      { cpuCredits: "unlimited" },
      [
        'cpuCredits: must be left out with c7g.large: burstable performance instances alone have CPU credits; received "unlimited". ' +
          "Leave it out, or use a t-class type.",
      ],
    ],
    [
      "a credit option that there isn't",
      { instanceType: "t4g.small", cpuCredits: "none" },
      ['cpuCredits: must be one of standard, unlimited; received "none". Use one of these.'],
    ],
    [
      "On-Demand Instances out of their ranges",
      { spot: { onDemandBaseCapacity: -1, onDemandPercentageAboveBaseCapacity: 101 } },
      [
        "spot.onDemandBaseCapacity: must be a whole number from 0 to 10000 instances; received -1. Give a value from 0 to 10000.",
        "spot.onDemandPercentageAboveBaseCapacity: must be a whole number from 0 to 100 percent; received 101. Give a value from 0 to 100.",
      ],
    ],
    [
      "an image of the other architecture, by the name that Canonical has for it",
      { imageId: "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id" },
      [
        "imageId: must be an image for arm64, the architecture of c7g.large; " +
          'received "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id". ' +
          "Use the arm64 image, or an instance type for x86_64.",
      ],
    ],
    [
      "a warm pool of Spot Instances",
      { spot: {}, warmPool: {} },
      [
        'warmPool: must be left out with spot: warm pools have no Spot Instances; received "a warm pool with Spot Instances". Leave out one of the two.',
      ],
    ],
    [
      "no warm pool, for a plan that counts on one",
      { capacity: { ...CAPACITY, warmStartSeconds: 0 } },
      [
        "warmPool: must be given: the plan counts on instances that start within 0 seconds; received nothing. Write warmPool: {}, or plan without " +
          "warmStartSeconds.",
      ],
    ],
    [
      "a warm pool out of its range",
      { warmPool: { minSize: 10_001, maxPreparedCapacity: -1 } },
      [
        "warmPool.minSize: must be a whole number from 0 to 10000 instances; received 10001. Give a value from 0 to 10000.",
        "warmPool.maxPreparedCapacity: must be a whole number from 0 to 10000 instances; received -1. Give a value from 0 to 10000.",
        "warmPool.maxPreparedCapacity: must not be below the plan's minimum of 9 instances, which the group alone has; received -1. " +
          "Add the instances of the pool to it, or leave it out.",
      ],
    ],
    [
      "sizes that the loss of an AZ takes more of than planned",
      { capacity: { ...THREE_AZS, minCapacity: 8, maxCapacity: 20 } },
      [
        "capacity.minCapacity: must be a multiple of the plan's 3 AZs: otherwise the loss of the AZ with the most instances takes more of them than planned; received 8. " +
          "Plan it with planCapacity, by burstFactor for a higher maximum.",
        "capacity.maxCapacity: must be a multiple of the plan's 3 AZs: otherwise the loss of the AZ with the most instances takes more of them than planned; received 20. " +
          "Plan it with planCapacity, by burstFactor for a higher maximum.",
      ],
    ],
    [
      "a target of CPU that is neither a number nor false",
      { targetCpuPercent: true },
      ["targetCpuPercent: must be a number, or one of false; received true. Write it without quotes."],
    ],
    [
      "a target of no connections",
      { targetWebSocketsPerInstance: 0 },
      ["targetWebSocketsPerInstance: must be a whole number from 1 to 1000000 connections; received 0. Give a value from 1 to 1000000."],
    ],
    [
      "a policy on a metric without a target",
      { customScaling: { depth: { ...METRIC, targetValue: 0 } } },
      ['customScaling["depth"].targetValue: must be more than 0; received 0. Give what an instance should have, in the metric\'s unit.'],
    ],
    [
      "a policy with a name that no construct has",
      { customScaling: { "a/b": METRIC } },
      ['customScaling["a/b"]: must have a name of up to 40 letters, digits and dashes; received "a/b". Rename it.'],
    ],
    [
      "a statistic that policies don't know",
      { customScaling: { depth: { ...METRIC, statistic: "p99" } } },
      ['customScaling["depth"].statistic: must be one of Average, Maximum, Minimum, SampleCount, Sum; received "p99". Use one of these.'],
    ],
    [
      "a forecast that is too early, in a mode that there isn't",
      { predictiveScaling: { mode: "Scale", schedulingBufferSeconds: 3601 } },
      [
        'predictiveScaling.mode: must be one of ForecastOnly, ForecastAndScale; received "Scale". Use one of these.',
        "predictiveScaling.schedulingBufferSeconds: must be a whole number from 0 to 3600 seconds; received 3601. Give a value from 0 to 3600.",
      ],
    ],
  ])("%s", (_, props, violations) => {
    const summary = violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`;
    expect(messageOf(() => new ServiceFixture().service(props as Partial<AutoScalingServiceProps>))).toBe(
      [`trading-test/TradingApi: ${summary}`, ...violations.map((violation) => `  - ${violation}`)].join("\n"),
    );
  });

  // EC2 Auto Scaling API Reference, LaunchTemplateOverrides.
  test("more types than a group can have", () => {
    expect(messageOf(() => new ServiceFixture().service({ instanceTypes: FORTY_ONE }))).toContain("instanceTypes: must be 2 to 40 types");
    expect(() => new ServiceFixture().service({ instanceTypes: FORTY_ONE.slice(1) })).not.toThrow();
  });
});
