import { AlarmTopic, Certificate } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";
import { CERTIFICATE_ARN, ZONE, loadBalancer, network, openLoadBalancer, publicLoadBalancer } from "./fixture";

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

  // Two load balancers of one name and other settings: DuplicateLoadBalancerName (Elastic Load Balancing API reference, CreateLoadBalancer).
  test("is named by a prefix of six characters, so that a replacement is created before it is deleted", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb")).toMatchObject({
      name_prefix: "loadb-",
      tags: expect.objectContaining({ Name: "trading-test/LoadBalancer" }),
      lifecycle: { create_before_destroy: true },
    });
  });

  test.each(["aws_lb_listener", "aws_lb_listener_certificate"])("has each %s created before the old load balancer's is deleted", (type) => {
    const stack = testStack();
    const additionalCertificates = { partners: Certificate.fromArn(stack, "Partners", CERTIFICATE_ARN) };
    loadBalancer(stack, { scheme: "internet-facing", openToTheInternet: "partners", additionalCertificates });
    const resources = Object.values(synth(stack).resources(type));
    expect(resources.length).toBeGreaterThan(0);
    for (const { lifecycle } of resources) expect(lifecycle).toEqual({ create_before_destroy: true });
  });

  test("raises a ValidationError for a second call of addAlarms", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    const topic = AlarmTopic.fromArn(stack, "Topic", "arn:aws:sns:eu-central-1:111122223333:alarms");
    origin.addAlarms(topic);
    expect(messageOf(() => origin.addAlarms(topic))).toContain("addAlarms: must be called once: the alarms have been made; received");
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

describe("the domain name of a public load balancer", () => {
  test("resolves to its addresses by an alias record of the zone", () => {
    const { stack, origin } = publicLoadBalancer();
    expect(synth(stack).resource("aws_route53_record", "LoadBalancer_Record")).toMatchObject({
      zone_id: ZONE.zoneId,
      name: "origin.example.com",
      type: "A",
      alias: {
        name: expect.stringMatching(/^\$\{aws_lb\..*\.dns_name\}$/),
        zone_id: expect.stringMatching(/^\$\{aws_lb\..*\.zone_id\}$/),
      },
    });
    expect(origin.originDependencies).toEqual([origin.listener, origin.record]);
  });

  test("is yours to resolve where no zone is given", () => {
    const stack = testStack();
    const certificate = Certificate.fromArn(stack, "Existing", CERTIFICATE_ARN);
    const origin = loadBalancer(stack, { certificate, zone: undefined, scheme: "internet-facing", openToTheInternet: "partners" });
    expect(origin.record).toBeUndefined();
    expect(synth(stack).resources("aws_route53_record")).toEqual({});
  });

  test("doesn't exist publicly for an internal one", () => {
    const stack = testStack();
    expect(loadBalancer(stack).record).toBeUndefined();
    expect(Object.values(synth(stack).resources("aws_route53_record")).map(({ type }) => type)).not.toContain("A");
  });
});

describe("a load balancer that is open to the internet", () => {
  test("needs neither a header nor a condition in its rules", () => {
    const { origin } = openLoadBalancer();
    expect([origin.originHeader, origin.ruleConditions]).toEqual([undefined, []]);
  });

  test("answers 404 where no rule matches", () => {
    const { stack } = openLoadBalancer();
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Https").default_action).toMatchObject([
      { fixed_response: { status_code: "404" } },
    ]);
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
