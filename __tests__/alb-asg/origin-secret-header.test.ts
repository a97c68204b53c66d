import { synth, testStack } from "../support/synth";
import { ServiceFixture, loadBalancer, publicLoadBalancer, secret } from "./fixture";

describe("the secret header of an internet-facing load balancer", () => {
  test("is called x-origin-verify by default", () => {
    expect(publicLoadBalancer().origin.originHeader!.name).toBe("x-origin-verify");
  });

  test("is sent by CloudFront with its first value", () => {
    const stack = testStack();
    const [next, previous] = [secret(stack, "Next"), secret(stack, "Previous")];
    const origin = loadBalancer(stack, {
      scheme: "internet-facing",
      originSecretHeader: { name: "x-secret", values: [next, previous], keptInState: true },
    });
    expect(origin.originHeader).toEqual({ name: "x-secret", value: next });
  });

  test("is accepted with both values while it is rotated", () => {
    const stack = testStack();
    const values = [secret(stack, "Next"), secret(stack, "Previous")];
    const origin = loadBalancer(stack, { scheme: "internet-facing", originSecretHeader: { name: "x-secret", values, keptInState: true } });
    expect(origin.ruleConditions).toEqual([{ httpHeader: { httpHeaderName: "x-secret", values } }]);
  });

  test("is a condition of every service's rule", () => {
    const fixture = new ServiceFixture();
    const value = secret(fixture.stack);
    const origin = loadBalancer(
      fixture.stack,
      {
        network: fixture.network,
        accessLogs: fixture.logs,
        scheme: "internet-facing",
        originSecretHeader: { values: [value], keptInState: true },
      },
      "Public",
    );
    fixture.service({ loadBalancer: origin });
    expect(synth(fixture.stack).resource("aws_lb_listener_rule").condition).toContainEqual({
      http_header: { http_header_name: "x-origin-verify", values: ["${var.OriginSecret}"] },
    });
  });
});
