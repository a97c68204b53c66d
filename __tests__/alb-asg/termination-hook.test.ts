import { TerraformVariable } from "cdktf";
import { synth, warnings } from "../support/synth";
import { ServiceFixture, permissions, synthService, userData } from "./fixture";

describe("the termination lifecycle hook", () => {
  test("continues when its heartbeat timeout ends", () => {
    expect(synthService().stack.resource("aws_autoscaling_lifecycle_hook")).toMatchObject({
      lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      default_result: "CONTINUE",
    });
  });

  test("gives by default 30 seconds more than the load balancer gives to requests in flight", () => {
    expect(synthService().stack.resource("aws_autoscaling_lifecycle_hook").heartbeat_timeout).toBe(90);
    expect(synthService({ deregistrationDelaySeconds: 300 }).stack.resource("aws_autoscaling_lifecycle_hook").heartbeat_timeout).toBe(330);
  });

  // EC2 Auto Scaling API reference, PutLifecycleHook: 30 to 7200 seconds.
  test.each([30, 45, 7200])("has the heartbeat timeout that was given: %i seconds", (heartbeatTimeoutSeconds) => {
    const { stack, service } = synthService({ heartbeatTimeoutSeconds });
    expect(stack.resource("aws_autoscaling_lifecycle_hook").heartbeat_timeout).toBe(heartbeatTimeoutSeconds);
    expect(service.heartbeatTimeoutSeconds).toBe(heartbeatTimeoutSeconds);
  });
});

// EC2 User Guide, "Spot Instance interruption notices": two minutes before EC2 stops or terminates the instance.
describe("a Spot Instance, which has two minutes from its notice to its end", () => {
  test.each([undefined, 120])("may have a heartbeat timeout of %p seconds", (heartbeatTimeoutSeconds) => {
    expect(warnings(new ServiceFixture().service({ spot: {}, heartbeatTimeoutSeconds }))).toEqual([]);
  });

  test.each([{ heartbeatTimeoutSeconds: 121 }, { deregistrationDelaySeconds: 91 }])("is warned of with %j", (props) => {
    expect(warnings(new ServiceFixture().service({ spot: {}, ...props }))).toEqual([
      "EC2 ends a Spot Instance two minutes after its notice, in the middle of a heartbeat timeout of 121 seconds: set heartbeatTimeoutSeconds to 120 or " +
        "less, with deregistrationDelaySeconds below it, or leave out spot.",
    ]);
  });

  test("isn't of a service that has On-Demand Instances alone", () => {
    expect(warnings(new ServiceFixture().service({ heartbeatTimeoutSeconds: 300 }))).toEqual([]);
  });
});

describe("the drain agent of a service", () => {
  test("is installed, and completes the hook by its name", () => {
    const { stack } = synthService();
    expect(userData(stack)).toContain(`--lifecycle-hook-name ${stack.resource("aws_autoscaling_lifecycle_hook").name} `);
    expect(userData(stack)).toContain("systemctl enable --now trading-api.service trading-api-drain.service\n");
  });

  // 15 seconds until SIGTERM, 10 for the completion: the requests in flight have what the load balancer gives them, and 5 seconds.
  test("gives the program the rest of the heartbeat timeout", () => {
    expect(userData(synthService().stack)).toContain("\nTimeoutStopSec=65\n");
    expect(userData(synthService({ heartbeatTimeoutSeconds: 30 }).stack)).toContain("\nTimeoutStopSec=5\n");
  });

  // Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2 Auto Scaling".
  test("may complete lifecycle actions of its own group alone", () => {
    const { stack } = synthService();
    const group = stack.resource("aws_autoscaling_group");
    expect(permissions(stack).CompleteTermination).toEqual({
      Sid: "CompleteTermination",
      Effect: "Allow",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: expect.stringMatching(
        new RegExp(`^arn:.*:autoscaling:.*:autoScalingGroup:\\*:autoScalingGroupName/${group.name_prefix}\\*$`),
      ),
      Condition: { StringEquals: { "aws:ResourceTag/Name": group.tag[0].value } },
    });
  });

  test("may find its group", () => {
    expect(permissions(synthService().stack).FindGroup).toMatchObject({
      Action: "autoscaling:DescribeAutoScalingInstances",
      Resource: "*",
    });
  });

  test("isn't installed where the image starts the program, nor allowed anything", () => {
    const { stack } = synthService({ release: undefined, imageId: "ami-0123456789abcdef0" });
    expect(userData(stack)).not.toContain("-drain");
    expect(Object.keys(permissions(stack))).toEqual(["SessionManager"]);
  });

  test("needs to know no deregistration delay where its own time is given", () => {
    const fixture = new ServiceFixture();
    const deregistrationDelaySeconds = new TerraformVariable(fixture.stack, "Seconds", { type: "number" }).numberValue;
    fixture.service({ heartbeatTimeoutSeconds: 60, deregistrationDelaySeconds });
    expect(synth(fixture.stack).resource("aws_autoscaling_lifecycle_hook").heartbeat_timeout).toBe(60);
  });
});
