import { ApplicationLoadBalancer, ApplicationLoadBalancerProps, AutoScalingService } from "../../modules/alb-asg";
import { EncryptionKey } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { CAPACITY, SHARED_LOAD_BALANCER, ServiceFixture, loadBalancer, network, openLoadBalancer, release, synthService } from "./fixture";

describe("the target group of a group of instances", () => {
  // AWS provider, aws_autoscaling_group, "Waiting for Capacity": instances must be healthy in the target groups that the group has at its creation.
  test("is the group's from its creation on, so that Terraform waits for healthy instances", () => {
    const { stack } = synthService();
    expect(stack.resource("aws_autoscaling_group").target_group_arns).toEqual([expect.stringMatching(/^\$\{aws_lb_target_group\./)]);
  });

  // AWS provider, aws_autoscaling_attachment: whoever uses it has the group ignore changes of target_group_arns.
  test("is attached by a resource of its own, which the group's argument doesn't contradict", () => {
    const { stack } = synthService();
    expect(stack.resource("aws_autoscaling_group").lifecycle.ignore_changes).toContain("target_group_arns");
    expect(stack.resource("aws_autoscaling_attachment")).toMatchObject({
      autoscaling_group_name: expect.stringMatching(/^\$\{aws_autoscaling_group\.TradingApi.*\.name\}$/),
      lb_target_group_arn: expect.stringMatching(/^\$\{aws_lb_target_group\.TradingApi.*\.arn\}$/),
    });
  });

  test("is attached once a rule forwards to it, without which no target is healthy", () => {
    expect(synthService().stack.resource("aws_autoscaling_attachment").depends_on).toEqual([
      expect.stringMatching(/^aws_lb_listener_rule\.TradingApi_/),
    ]);
  });
});

describe("a load balancer whose replacement may leave a gap", () => {
  // https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle: create_before_destroy is applied to all dependencies of a resource.
  test("doesn't have Terraform create the groups, and all that they depend on, before the old ones are destroyed", () => {
    expect(synthService().stack.resource("aws_autoscaling_attachment").lifecycle).toBeUndefined();
  });

  test("is the default", () => expect(synthService().fixture.loadBalancer.replacedWithoutGap).toBe(false));

  test("has nothing wait for instances", () => {
    const { fixture } = synthService();
    expect(fixture.loadBalancer.replacementDependencies).toEqual([]);
  });

  test("is one that exists already: it isn't replaced here", () => {
    const fixture = new ServiceFixture();
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Shared", SHARED_LOAD_BALANCER);
    fixture.service({ loadBalancer: shared });
    expect(shared.replacedWithoutGap).toBe(false);
    expect(synth(fixture.stack).resource("aws_autoscaling_attachment").lifecycle).toBeUndefined();
  });
});

describe("a load balancer that is replaced without a gap", () => {
  const build = (props: Partial<ApplicationLoadBalancerProps>, ids: readonly string[]) => {
    const stack = testStack();
    const vpc = network(stack);
    const origin = loadBalancer(stack, { network: vpc, replacedWithoutGap: true, ...props });
    const shared = { network: vpc, encryptionKey: new EncryptionKey(stack, "Key"), release: release(stack), capacity: CAPACITY };
    for (const id of ids) {
      new AutoScalingService(stack, id, { ...shared, loadBalancer: origin, route: { priority: id.length, paths: [`/${id}`] } });
    }
    return { stack, origin };
  };

  test("gets its instances before the old one loses them", () => {
    expect(synth(build({}, ["Api"]).stack).resource("aws_autoscaling_attachment").lifecycle).toEqual({ create_before_destroy: true });
  });

  test.each([[["Api", "Frontend"]], [["Frontend", "Api"]]])(
    "is ready once all services have theirs, whatever the order of lines: %j",
    (ids) => {
      const { origin } = build({}, ids);
      expect(origin.replacementDependencies.map(({ node }) => node.path)).toEqual([
        "trading-test/Api/TargetAttachment",
        "trading-test/Frontend/TargetAttachment",
      ]);
    },
  );

  test("gets its public domain name once it redirects, and all services, those of later lines too, have their instances", () => {
    const props = { scheme: "internet-facing", openToTheInternet: "partners connect without CloudFront" } as const;
    const { stack } = build(props, ["Frontend", "Api"]);
    expect(synth(stack).resource("aws_route53_record", "LoadBalancer_Record").depends_on).toEqual([
      expect.stringMatching(/^aws_autoscaling_attachment\.Api_/),
      expect.stringMatching(/^aws_autoscaling_attachment\.Frontend_/),
      expect.stringMatching(/^aws_lb_listener\.LoadBalancer_Http_/),
    ]);
  });

  test("has a record that waits for nothing while there are no services", () => {
    const { stack } = openLoadBalancer();
    expect(synth(stack).resource("aws_route53_record", "LoadBalancer_Record").depends_on).toBeUndefined();
  });
});
