import { synthService } from "./fixture";

describe("the target group", () => {
  test("has instances as targets, by HTTP on port 8080", () => {
    expect(synthService().stack.resource("aws_lb_target_group")).toMatchObject({ target_type: "instance", protocol: "HTTP", port: 8080 });
  });

  // Application Load Balancers guide, "Target groups": the protocol of health checks is HTTP by default, whatever that of the requests.
  test("has requests and health checks by HTTPS where that is asked for", () => {
    const { stack, service } = synthService({ targetProtocol: "HTTPS" });
    expect(stack.resource("aws_lb_target_group")).toMatchObject({ protocol: "HTTPS", health_check: { protocol: "HTTPS" } });
    expect(service.targetProtocol).toBe("HTTPS");
  });

  test("has the port that was given", () => {
    expect(synthService({ port: 9000 }).stack.resource("aws_lb_target_group").port).toBe(9000);
  });

  test("is named by a prefix of six characters, so that a replacement is created before it is deleted", () => {
    expect(synthService().stack.resource("aws_lb_target_group")).toMatchObject({
      name_prefix: "tradi-",
      lifecycle: { create_before_destroy: true },
    });
  });

  // Application Load Balancers guide, "Quotas": a target group has one load balancer, so that a new one can't forward to it while the old one does.
  test("is replaced together with the load balancer", () => {
    const { stack } = synthService();
    expect(stack.resource("aws_lb_target_group").lifecycle.replace_triggered_by).toEqual([
      expect.stringMatching(/^aws_lb\.LoadBalancer_.*\.arn$/),
    ]);
  });

  // Every ten seconds: an instance is healthy after 20 seconds and unhealthy after 30, within the grace period of 120.
  test("is checked every ten seconds, with two answers for healthy and three failures for unhealthy", () => {
    expect(synthService().stack.resource("aws_lb_target_group").health_check).toMatchObject({
      interval: 10,
      timeout: 5,
      healthy_threshold: 2,
      unhealthy_threshold: 3,
    });
  });

  test("has its health check on /health, which must answer 200", () => {
    expect(synthService().stack.resource("aws_lb_target_group").health_check).toMatchObject({ path: "/health", matcher: "200" });
  });

  // Elastic Load Balancing API reference, CreateTargetGroup: a path has up to 1024 characters.
  test.each(["/", "/ready", `/${"a".repeat(1023)}`])("has its health check on the path that was given", (healthCheckPath) => {
    expect(synthService({ healthCheckPath }).stack.resource("aws_lb_target_group").health_check.path).toBe(healthCheckPath);
  });

  test("has a deregistration delay of 60 seconds by default", () => {
    expect(synthService().stack.resource("aws_lb_target_group").deregistration_delay).toBe("60");
  });

  test.each([0, 3600])("has the deregistration delay that was given: %i seconds", (deregistrationDelaySeconds) => {
    expect(synthService({ deregistrationDelaySeconds }).stack.resource("aws_lb_target_group").deregistration_delay).toBe(
      `${deregistrationDelaySeconds}`,
    );
  });

  test("routes by round robin by default", () => {
    expect(synthService().stack.resource("aws_lb_target_group").load_balancing_algorithm_type).toBe("round_robin");
  });

  test("routes by the algorithm that was given", () => {
    const { stack, service } = synthService({ loadBalancingAlgorithm: "least_outstanding_requests" });
    expect(stack.resource("aws_lb_target_group").load_balancing_algorithm_type).toBe("least_outstanding_requests");
    expect(service.loadBalancingAlgorithm).toBe("least_outstanding_requests");
  });

  // The provider leaves stickiness as it is where the block isn't there: it says that it's off, so that a prop that is taken away takes effect.
  test("has neither stickiness nor slow start by default", () => {
    const targetGroup = synthService().stack.resource("aws_lb_target_group");
    expect([targetGroup.stickiness, targetGroup.slow_start]).toEqual([{ enabled: false, type: "lb_cookie" }, undefined]);
  });

  test.each([1, 604_800])("has stickiness by the load balancer's cookie for %i seconds", (stickinessSeconds) => {
    expect(synthService({ stickinessSeconds }).stack.resource("aws_lb_target_group").stickiness).toEqual({
      enabled: true,
      type: "lb_cookie",
      cookie_duration: stickinessSeconds,
    });
  });

  test.each([30, 900])("has a slow start of %i seconds", (slowStartSeconds) => {
    expect(synthService({ slowStartSeconds }).stack.resource("aws_lb_target_group").slow_start).toBe(slowStartSeconds);
  });
});

describe("the listener rule", () => {
  test("of a new load balancer is created before the old one's is deleted", () => {
    expect(synthService().stack.resource("aws_lb_listener_rule").lifecycle).toEqual({ create_before_destroy: true });
  });

  test("forwards the route's requests to the target group", () => {
    const { stack } = synthService({ route: { priority: 7, paths: ["/api/*"], methods: ["GET"] } });
    expect(stack.resource("aws_lb_listener_rule")).toMatchObject({
      priority: 7,
      condition: [{ path_pattern: { values: ["/api/*"] } }, { http_request_method: { values: ["GET"] } }],
      action: [{ type: "forward", target_group_arn: expect.stringMatching(/^\$\{aws_lb_target_group\./) }],
    });
  });
});
