import { synthService } from "./fixture";

describe("the termination lifecycle hook", () => {
  test("continues when its heartbeat timeout ends", () => {
    expect(synthService().stack.resource("aws_autoscaling_lifecycle_hook")).toMatchObject({
      lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      default_result: "CONTINUE",
    });
  });

  test("has a heartbeat timeout of 30 seconds by default", () => {
    expect(synthService().stack.resource("aws_autoscaling_lifecycle_hook").heartbeat_timeout).toBe(30);
  });

  // EC2 Auto Scaling API reference, PutLifecycleHook: 30 to 7200 seconds.
  test.each([30, 45, 7200])("has the heartbeat timeout that was given: %i seconds", (heartbeatTimeoutSeconds) => {
    const { stack, service } = synthService({ heartbeatTimeoutSeconds });
    expect(stack.resource("aws_autoscaling_lifecycle_hook").heartbeat_timeout).toBe(heartbeatTimeoutSeconds);
    expect(service.heartbeatTimeoutSeconds).toBe(heartbeatTimeoutSeconds);
  });
});
