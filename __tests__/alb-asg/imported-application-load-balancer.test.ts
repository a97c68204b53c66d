import { TerraformOutput, TerraformVariable } from "cdktf";
import { ApplicationLoadBalancer, IApplicationLoadBalancer, ImportedApplicationLoadBalancer } from "../../modules/alb-asg";
import { Port, SecurityGroup } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";
import { SHARED_LOAD_BALANCER, ServiceFixture, secret } from "./fixture";

describe("a load balancer that exists already", () => {
  test("is a load balancer that services can be behind", () => {
    const shared: ImportedApplicationLoadBalancer = ApplicationLoadBalancer.fromAttributes(testStack(), "Shared", SHARED_LOAD_BALANCER);
    const usable: IApplicationLoadBalancer = shared;
    expect(usable.listenerArn).toBe(SHARED_LOAD_BALANCER.listenerArn);
  });

  test("is not changed itself", () => {
    const stack = testStack();
    ApplicationLoadBalancer.fromAttributes(stack, "Shared", SHARED_LOAD_BALANCER);
    expect(synth(stack).types.filter((type) => type.startsWith("aws_lb"))).toEqual([]);
  });

  test("gets rules in its security group", () => {
    const stack = testStack();
    const shared = ApplicationLoadBalancer.fromAttributes(stack, "Shared", SHARED_LOAD_BALANCER);
    const service = new SecurityGroup(stack, "Service", { vpcId: "vpc-0123456789abcdef0", description: "a service" });
    shared.connections.allowTo(service, Port.tcp(8080));
    expect(synth(stack).resource("aws_vpc_security_group_egress_rule").security_group_id).toBe("sg-0123456789abcdef0");
  });

  test("gets the rules of services in its listener", () => {
    const fixture = new ServiceFixture();
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Shared", SHARED_LOAD_BALANCER);
    fixture.service({ loadBalancer: shared });
    expect(synth(fixture.stack).resource("aws_lb_listener_rule").listener_arn).toBe(SHARED_LOAD_BALANCER.listenerArn);
  });

  test("lets its services scale on requests per target", () => {
    const fixture = new ServiceFixture();
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Shared", SHARED_LOAD_BALANCER);
    fixture.service({ loadBalancer: shared });
    expect(synth(fixture.stack).resource("aws_autoscaling_policy", "TradingApi_ScaleOnRequests")).toMatchObject({
      target_tracking_configuration: {
        predefined_metric_specification: {
          resource_label: expect.stringMatching(/^app\/shared\/0123456789abcdef\/\$\{aws_lb_target_group/),
        },
      },
    });
  });

  test("is internal unless said otherwise", () => {
    const stack = testStack();
    expect(ApplicationLoadBalancer.fromAttributes(stack, "Shared", SHARED_LOAD_BALANCER).internal).toBe(true);
    const open = { ...SHARED_LOAD_BALANCER, internal: false, openToTheInternet: "partners connect without CloudFront" };
    expect(ApplicationLoadBalancer.fromAttributes(stack, "Public", open).internal).toBe(false);
  });

  test("has its services' rules ask for the secret header that it was given", () => {
    const fixture = new ServiceFixture();
    const originSecretHeader = { values: [secret(fixture.stack)], keptInState: true } as const;
    const attributes = { ...SHARED_LOAD_BALANCER, internal: false, originSecretHeader };
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Public", attributes);
    fixture.service({ loadBalancer: shared });
    expect(shared.originHeader).toEqual({ name: "x-origin-verify", value: originSecretHeader.values[0] });
    expect(synth(fixture.stack).resource("aws_lb_listener_rule").condition).toContainEqual({
      http_header: { http_header_name: "x-origin-verify", values: ["${var.OriginSecret}"] },
    });
  });

  test("has the last part of its ARN for metrics", () => {
    expect(ApplicationLoadBalancer.fromAttributes(testStack(), "Shared", SHARED_LOAD_BALANCER).arnSuffix).toBe(
      "app/shared/0123456789abcdef",
    );
  });

  // Service Authorization Reference, "Resource types defined by AWS Elastic Load Balancing V2": listener/app/ and loadbalancer/app/.
  test("needs no more than its listener and its security group, whose ARN says which load balancer it is", () => {
    const fixture = new ServiceFixture();
    const { listenerArn, securityGroupId, loadBalancerArn } = SHARED_LOAD_BALANCER;
    const shared = ApplicationLoadBalancer.fromAttributes(fixture.stack, "Shared", { listenerArn, securityGroupId });
    fixture.service({ loadBalancer: shared });
    expect(synth(fixture.stack).resource("aws_lb_listener_rule").listener_arn).toBe(listenerArn);
    expect(shared).toMatchObject({
      loadBalancerArn,
      arnSuffix: "app/shared/0123456789abcdef",
      dnsName: undefined,
      hostedZoneId: undefined,
    });
  });

  test("may have a listener that only Terraform knows", () => {
    const stack = testStack();
    const listenerArn = new TerraformVariable(stack, "Arn", { type: "string" }).stringValue;
    const shared = ApplicationLoadBalancer.fromAttributes(stack, "Shared", { listenerArn, securityGroupId: "sg-0123456789abcdef0" });
    new TerraformOutput(stack, "LoadBalancer", { value: shared.loadBalancerArn });
    expect(synth(stack).output("LoadBalancer")).toBe(
      '${join("/", slice(split("/", replace(var.Arn, ":listener/", ":loadbalancer/")), 0, 4))}',
    );
  });

  test("may have an ARN that only Terraform knows", () => {
    const stack = testStack();
    const loadBalancerArn = new TerraformVariable(stack, "Arn", { type: "string" }).stringValue;
    const shared = ApplicationLoadBalancer.fromAttributes(stack, "Shared", { ...SHARED_LOAD_BALANCER, loadBalancerArn });
    new TerraformOutput(stack, "Suffix", { value: shared.arnSuffix });
    expect(synth(stack).output("Suffix")).toBe('${element(split(":loadbalancer/", var.Arn), 1)}');
  });
});

describe("ApplicationLoadBalancer.fromAttributes raises a ValidationError for", () => {
  test.each<[string, object, string[]]>([
    [
      "anything but ARNs and ids, all at once",
      {
        loadBalancerArn: "shared",
        listenerArn: SHARED_LOAD_BALANCER.loadBalancerArn,
        securityGroupId: "default",
        dnsName: "internal-shared-1.eu-central-1.elb.amazonaws.com",
        hostedZoneId: "example.com",
        originDomainName: "Origin",
      },
      [
        `listenerArn: must be a listener's ARN; received "${SHARED_LOAD_BALANCER.loadBalancerArn}". Copy the ARN that holds "listener/app/".`,
        'loadBalancerArn: must be an Application Load Balancer\'s ARN; received "shared". Copy the ARN that holds "loadbalancer/app/".',
        'securityGroupId: must be a security group\'s id; received "default". Copy the one that begins with "sg-".',
        'hostedZoneId: must be a hosted zone\'s id; received "example.com". Copy the one that begins with "Z".',
        'originDomainName: must be a lower-case domain name; received "Origin". Write it as "trading.example.com".',
      ],
    ],
    [
      "a missing listener",
      { ...SHARED_LOAD_BALANCER, listenerArn: undefined },
      ["listenerArn: must be a string; received nothing. It is required."],
    ],
    [
      "a text for a choice",
      { ...SHARED_LOAD_BALANCER, internal: "no" },
      ['internal: must be true or false; received "no". Write true or false, without quotes.'],
    ],
    [
      "public addresses, and no word of whose requests are allowed",
      { ...SHARED_LOAD_BALANCER, internal: false },
      [
        "internal: must come with originSecretHeader or with openToTheInternet, one of the two: any account's distribution can send requests to public addresses; " +
          "received false. Give the header that your distribution adds, or say why everybody may send requests.",
      ],
    ],
  ])("%s", (_, attributes, violations) => {
    const summary = violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`;
    expect(messageOf(() => ApplicationLoadBalancer.fromAttributes(testStack(), "Shared", attributes as never))).toBe(
      [`trading-test/Shared: ${summary}`, ...violations.map((violation) => `  - ${violation}`)].join("\n"),
    );
  });
});
