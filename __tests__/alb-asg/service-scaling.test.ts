import { synthService } from "./fixture";

type Props = Parameters<typeof synthService>[0];
const policy = (id: string, props: Props) => synthService(props).stack.resource("aws_autoscaling_policy", `TradingApi_${id}`);
const SUFFIX = expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}$/);
const GROUP = expect.stringMatching(/^\$\{aws_autoscaling_group\..*\.name\}$/);

/** EC2 Auto Scaling User Guide, "Create a target tracking scaling policy using metric math": one query is returned, the expression. */
const IN_SERVICE = {
  id: "instances",
  return_data: false,
  metric_stat: {
    stat: "Average",
    metric: {
      namespace: "AWS/AutoScaling",
      metric_name: "GroupInServiceInstances",
      dimensions: [{ name: "AutoScalingGroupName", value: GROUP }],
    },
  },
};

describe("a service without a policy on CPU", () => {
  test("is scaled on requests alone", () => {
    const { service, stack } = synthService({ targetCpuPercent: false });
    expect(Object.keys(stack.resources("aws_autoscaling_policy"))).toHaveLength(1);
    expect([service.targetCpuPercent, service.scalingPolicies.onCpu]).toEqual([false, undefined]);
  });
});

describe("target tracking on a metric of the service's own", () => {
  test("holds its average", () => {
    const depth = { namespace: "Trading", metricName: "Backlog", dimensions: { Service: "api" }, targetValue: 80 };
    expect(policy("ScaleOn-depth", { customScaling: { depth } })).toMatchObject({
      name: "trading-test-TradingApi-on-depth",
      policy_type: "TargetTrackingScaling",
      target_tracking_configuration: {
        target_value: 80,
        customized_metric_specification: {
          namespace: "Trading",
          metric_name: "Backlog",
          metric_dimension: [{ name: "Service", value: "api" }],
          statistic: "Average",
        },
      },
    });
  });

  test("may have no dimensions, and another statistic", () => {
    const depth = { namespace: "Trading", metricName: "Backlog", statistic: "Maximum", targetValue: 80 } as const;
    const { customized_metric_specification: metric } = policy("ScaleOn-depth", { customScaling: { depth } }).target_tracking_configuration;
    expect(metric).toMatchObject({ metric_dimension: [], statistic: "Maximum" });
  });

  test("divides what counts for all instances by those in service", () => {
    const orders = { namespace: "Trading", metricName: "Orders", statistic: "Sum", dividedByInstances: true, targetValue: 200 } as const;
    const { customized_metric_specification: metric } = policy("ScaleOn-orders", {
      customScaling: { orders },
    }).target_tracking_configuration;
    expect(metric).toEqual({
      metrics: [
        {
          id: "total",
          return_data: false,
          metric_stat: { stat: "Sum", metric: { namespace: "Trading", metric_name: "Orders", dimensions: [] } },
        },
        IN_SERVICE,
        { id: "each", expression: "total / instances", label: "For each instance", return_data: true },
      ],
    });
  });

  test("is a member by its name", () => {
    const depth = { namespace: "Trading", metricName: "Backlog", targetValue: 80 };
    expect(Object.keys(synthService({ customScaling: { depth } }).service.scalingPolicies.custom)).toEqual(["depth"]);
  });
});

// Application Load Balancers guide, "CloudWatch metrics": ActiveConnectionCount has connections from clients and to targets; its dimension is LoadBalancer, its statistic Sum.
describe("target tracking on WebSocket connections", () => {
  test("takes half of the load balancer's active connections for each instance, none where nothing is reported", () => {
    expect(policy("ScaleOnWebSockets", { targetWebSocketsPerInstance: 5000 }).target_tracking_configuration).toEqual({
      target_value: 5000,
      customized_metric_specification: {
        metrics: [
          {
            id: "total",
            return_data: false,
            metric_stat: {
              stat: "Sum",
              metric: {
                namespace: "AWS/ApplicationELB",
                metric_name: "ActiveConnectionCount",
                dimensions: [{ name: "LoadBalancer", value: SUFFIX }],
              },
            },
          },
          IN_SERVICE,
          { id: "each", expression: "FILL(total, 0) / 2 / instances", label: "For each instance", return_data: true },
        ],
      },
    });
  });
});

// EC2 Auto Scaling API Reference, PredictiveScalingConfiguration and PredictiveScalingPredefinedMetricPair.
describe("predictive scaling", () => {
  test("forecasts the requests of the target group, and doesn't scale by default", () => {
    expect(policy("PredictiveScaling", { predictiveScaling: {}, instanceWarmupSeconds: 90 })).toMatchObject({
      policy_type: "PredictiveScaling",
      predictive_scaling_configuration: {
        mode: "ForecastOnly",
        scheduling_buffer_time: "90",
        max_capacity_breach_behavior: "HonorMaxCapacity",
        metric_specification: {
          target_value: 4000,
          predefined_metric_pair_specification: {
            predefined_metric_type: "ALBRequestCount",
            resource_label: expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}\/\$\{aws_lb_target_group\..*\.arn_suffix\}$/),
          },
        },
      },
    });
  });

  test("scales by the forecast where that is said, as early as that is said", () => {
    const predictiveScaling = { mode: "ForecastAndScale", schedulingBufferSeconds: 600 } as const;
    expect(policy("PredictiveScaling", { predictiveScaling }).predictive_scaling_configuration).toMatchObject({
      mode: "ForecastAndScale",
      scheduling_buffer_time: "600",
    });
  });

  test("is created once the target group is behind a listener, without which the label is refused, and of the group", () => {
    expect(policy("PredictiveScaling", { predictiveScaling: {} }).depends_on).toEqual([
      expect.stringMatching(/^aws_autoscaling_attachment\./),
    ]);
  });
});
