import { Certificate } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { CERTIFICATE_ARN, loadBalancer, network, publicLoadBalancer } from "./fixture";

describe("an Application Load Balancer", () => {
  test("is internal by default, in the private subnets of every AZ", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb")).toMatchObject({
      internal: true,
      load_balancer_type: "application",
      subnets: ["subnet-private-eu-central-1a", "subnet-private-eu-central-1b", "subnet-private-eu-central-1c"],
    });
  });

  test("is in the public subnets if it is internet-facing", () => {
    const { stack } = publicLoadBalancer();
    expect(synth(stack).resource("aws_lb")).toMatchObject({
      internal: false,
      subnets: ["subnet-public-eu-central-1a", "subnet-public-eu-central-1b", "subnet-public-eu-central-1c"],
    });
  });

  test("is named by its path", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb").name).toBe("trading-test-LoadBalancer");
  });

  test("drops invalid header fields, in the strictest desync mitigation mode", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb")).toMatchObject({ drop_invalid_header_fields: true, desync_mitigation_mode: "strictest" });
  });

  test("has deletion protection by default", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb").enable_deletion_protection).toBe(true);
  });

  test("has none where its removal is destroy", () => {
    const stack = testStack();
    loadBalancer(stack, { removal: "destroy" });
    expect(synth(stack).resource("aws_lb").enable_deletion_protection).toBe(false);
  });

  test("has zonal shift enabled by default", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb").enable_zonal_shift).toBe(true);
  });

  test("has the zonal shift that it was given", () => {
    const stack = testStack();
    expect(loadBalancer(stack, { zonalShift: false }).zonalShift).toBe(false);
    expect(synth(stack).resource("aws_lb").enable_zonal_shift).toBe(false);
  });

  test("has an idle timeout of 300 seconds by default", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb").idle_timeout).toBe(300);
  });

  test.each([1, 4000])("has the idle timeout that it was given: %i seconds", (idleTimeoutSeconds) => {
    const stack = testStack();
    expect(loadBalancer(stack, { idleTimeoutSeconds }).idleTimeoutSeconds).toBe(idleTimeoutSeconds);
    expect(synth(stack).resource("aws_lb").idle_timeout).toBe(idleTimeoutSeconds);
  });

  test("is created after the internet gateway is attached, which a VPC origin needs", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb").depends_on).toContainEqual(expect.stringMatching(/^aws_internet_gateway\./));
  });

  test("is created in a network without an internet gateway of its own", () => {
    const stack = testStack();
    loadBalancer(stack, { network: { ...network(stack), internetConnectivity: undefined } });
    expect(synth(stack).resource("aws_lb").depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\./)]);
  });
});

describe("a load balancer as an origin", () => {
  test("has the domain name that its certificate holds", () => {
    expect(loadBalancer(testStack()).originDomainName).toBe("origin.example.com");
  });

  test("is ready once its HTTPS listener is created", () => {
    const origin = loadBalancer(testStack());
    expect(origin.originDependencies).toEqual([origin.listener]);
  });

  test("has no header, and no condition of its own, if it is internal", () => {
    const origin = loadBalancer(testStack());
    expect([origin.internal, origin.originHeader, origin.ruleConditions]).toEqual([true, undefined, []]);
  });
});

describe("the certificate member", () => {
  test("is the certificate that was created", () => {
    const origin = loadBalancer(testStack());
    expect(origin.certificate).toBe(origin.certificateResource);
    expect(origin.certificateResource).toBeDefined();
  });

  test("is the certificate that was given", () => {
    const stack = testStack();
    const certificate = Certificate.fromArn(stack, "Existing", CERTIFICATE_ARN);
    const origin = loadBalancer(stack, { certificate, zone: undefined });
    expect(origin.certificate).toBe(certificate);
    expect(origin.certificateResource).toBeUndefined();
  });
});
