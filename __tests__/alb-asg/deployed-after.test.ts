import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ApplicationLoadBalancerProps, AutoScalingService, AutoScalingServiceProps } from "../../modules/alb-asg";
import { EncryptionKey } from "../../src/core";
import { testStacks } from "../support/stacks";
import { CAPACITY, loadBalancer, logBucket, network, release } from "./fixture";

/** As a construct of another stack. */
const within = <T extends object>(stack: TerraformStack, id: string, thing: T): T & Construct =>
  Object.assign(new Construct(stack, id), thing);

// Terraform deploys one stack after another: what is made needs what it is given at once, whether or not its arguments refer to it.
describe("a load balancer is deployed after the stack of", () => {
  test.each<[string, (stack: TerraformStack) => Partial<ApplicationLoadBalancerProps>]>([
    ["its network", (stack) => ({ network: within(stack, "Network", network(stack)) })],
    ["its log bucket", (stack) => ({ accessLogs: within(stack, "Logs", logBucket(stack)) })],
  ])("%s", (_, given) => {
    const [base, services] = testStacks("base", "services") as [TerraformStack, TerraformStack];
    loadBalancer(services, given(base));
    expect(services.dependsOn(base)).toBe(true);
  });
});

describe("a service is deployed after the stack of", () => {
  const made = (make: (base: TerraformStack, services: TerraformStack) => Partial<AutoScalingServiceProps>): boolean => {
    const [base, services] = testStacks("base", "services") as [TerraformStack, TerraformStack];
    const given = make(base, services);
    const vpc = given.network ?? network(services);
    new AutoScalingService(services, "Api", {
      network: vpc,
      loadBalancer: given.loadBalancer ?? loadBalancer(services, { network: vpc }),
      encryptionKey: given.encryptionKey ?? new EncryptionKey(services, "Key"),
      route: { priority: 10, paths: ["/api/*"] },
      capacity: CAPACITY,
      release: given.release ?? release(services),
    });
    return services.dependsOn(base);
  };

  test("its network", () => {
    expect(made((base) => ({ network: within(base, "Network", network(base)) }))).toBe(true);
  });

  test("its load balancer", () => {
    expect(made((base) => ({ loadBalancer: loadBalancer(base) }))).toBe(true);
  });

  test("its key", () => {
    expect(made((base) => ({ encryptionKey: new EncryptionKey(base, "Key") }))).toBe(true);
  });

  test("its program", () => {
    expect(made((base) => ({ release: release(base) }))).toBe(true);
  });

  test("none of these where they are in its own", () => {
    expect(made(() => ({}))).toBe(false);
  });
});
