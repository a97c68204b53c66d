import { TerraformOutput, TerraformVariable } from "cdktf";
import { ApplicationLoadBalancer } from "../../modules/alb-asg";
import { AlarmTopic, Certificate, EncryptionKey, PlatformDashboard, Port, SecurityGroup } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";
import { PREFIX_LIST, ServiceFixture, loadBalancer, logBucket, network } from "./fixture";

const LOAD_BALANCER_ARN = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shared/0123456789abcdef";
const LISTENER_ARN = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210";
const ATTRIBUTES = {
  loadBalancerArn: LOAD_BALANCER_ARN,
  listenerArn: LISTENER_ARN,
  securityGroupId: "sg-0123456789abcdef0",
  dnsName: "internal-shared-1.eu-central-1.elb.amazonaws.com",
  hostedZoneId: "Z215JYRZR1TBD5",
};

function secret(stack: ReturnType<typeof testStack>): string {
  return new TerraformVariable(stack, "OriginSecret", { type: "string", sensitive: true }).stringValue;
}

function publicLoadBalancer() {
  const stack = testStack();
  const origin = loadBalancer(stack, { scheme: "internet-facing", originSecretHeader: { values: [secret(stack)] } });
  return { stack, origin };
}

describe("a load balancer", () => {
  test("is internal, in the private subnets, and hard to delete", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb")).toMatchObject({
      name: "trading-test-LoadBalancer",
      internal: true,
      subnets: ["subnet-private-eu-central-1a", "subnet-private-eu-central-1b", "subnet-private-eu-central-1c"],
      enable_deletion_protection: true,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "strictest",
      enable_zonal_shift: true,
      idle_timeout: 300,
    });
  });

  test("may go with its environment", () => {
    const stack = testStack();
    loadBalancer(stack, { removal: "destroy" });
    expect(synth(stack).resource("aws_lb").enable_deletion_protection).toBe(false);
  });

  test("lets CloudFront's addresses in on 443 and nobody else", () => {
    const stack = testStack();
    loadBalancer(stack);
    const rules = synth(stack).resources("aws_vpc_security_group_ingress_rule");
    expect(Object.values(rules)).toEqual([
      expect.objectContaining({ prefix_list_id: PREFIX_LIST, from_port: 443, to_port: 443, ip_protocol: "tcp" }),
    ]);
  });

  test("needs no data source where the prefix list is given", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).json.data).toBeUndefined();
  });

  test("looks the prefix list up where it isn't given", () => {
    const stack = testStack();
    loadBalancer(stack, { cloudFrontPrefixListId: undefined });
    const lists = Object.values(synth(stack).data("aws_ec2_managed_prefix_list"));
    expect(lists).toEqual([expect.objectContaining({ name: "com.amazonaws.global.cloudfront.origin-facing" })]);
  });

  test("has a certificate for its name, proved in the zone", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    expect(synth(stack).resource("aws_acm_certificate")).toMatchObject({ domain_name: "origin.example.com", validation_method: "DNS" });
    expect(synth(stack).resource("aws_lb_listener").certificate_arn).toMatch(/^\$\{aws_acm_certificate_validation\./);
    expect(origin.originDomainName).toBe("origin.example.com");
  });

  test("takes a certificate that exists in place of its own", () => {
    const stack = testStack();
    const arn = "arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
    loadBalancer(stack, { certificate: Certificate.fromArn(stack, "Existing", arn), zone: undefined });
    expect(synth(stack).resource("aws_lb_listener").certificate_arn).toBe(arn);
    expect(synth(stack).resources("aws_acm_certificate")).toEqual({});
  });

  test("serves further certificates, by the names that they were given", () => {
    const stack = testStack();
    const arn = "arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
    loadBalancer(stack, { furtherCertificates: { partners: Certificate.fromArn(stack, "Existing", arn) } });
    expect(synth(stack).resource("aws_lb_listener_certificate", "LoadBalancer_Certificate-partners").certificate_arn).toBe(arn);
  });

  test("offers TLS 1.2 with forward secrecy or newer, and answers 404 to what no service takes", () => {
    const stack = testStack();
    loadBalancer(stack);
    expect(synth(stack).resource("aws_lb_listener")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
    });
  });

  test("logs accesses and connections, once the bucket's policy and the internet gateway stand", () => {
    const stack = testStack();
    const accessLogs = logBucket(stack);
    loadBalancer(stack, { accessLogs });
    const resource = synth(stack).resource("aws_lb");
    expect(accessLogs.prefixes).toEqual(["load-balancer/LoadBalancer/access", "load-balancer/LoadBalancer/connections"]);
    expect(resource.access_logs).toEqual({ enabled: true, bucket: "logs", prefix: accessLogs.prefixes[0] });
    expect(resource.connection_logs).toEqual({ enabled: true, bucket: "logs", prefix: accessLogs.prefixes[1] });
    expect(resource.depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_policy\.LogPolicy/),
      expect.stringMatching(/^aws_internet_gateway\./),
    ]);
  });

  test("is an origin once its listener stands", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    expect(origin.internal).toBe(true);
    expect(origin.originDependencies).toEqual([origin.listener]);
    expect(origin.originSecretHeader).toBeUndefined();
  });

  test("takes every value given", () => {
    const stack = testStack();
    const origin = loadBalancer(stack, { tlsPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06", idleTimeoutSeconds: 4000, zonalShift: false });
    expect(synth(stack).resource("aws_lb")).toMatchObject({ idle_timeout: 4000, enable_zonal_shift: false });
    expect(synth(stack).resource("aws_lb_listener").ssl_policy).toBe("ELBSecurityPolicy-TLS13-1-3-2021-06");
    expect([origin.tlsPolicy, origin.idleTimeoutSeconds, origin.zonalShift]).toEqual(["ELBSecurityPolicy-TLS13-1-3-2021-06", 4000, false]);
  });
});

describe("a public load balancer", () => {
  test("stands in the public subnets and refuses what doesn't come through the distribution", () => {
    const { stack } = publicLoadBalancer();
    expect(synth(stack).resource("aws_lb")).toMatchObject({
      internal: false,
      subnets: expect.arrayContaining(["subnet-public-eu-central-1a"]),
    });
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Https").default_action).toEqual([
      { type: "fixed-response", fixed_response: { content_type: "text/plain", message_body: "Forbidden", status_code: "403" } },
    ]);
  });

  test("sends HTTP to HTTPS", () => {
    const { stack } = publicLoadBalancer();
    expect(synth(stack).resource("aws_lb_listener", "LoadBalancer_Http_")).toMatchObject({
      port: 80,
      default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
    });
  });

  test("has a group for each port, since the prefix list fills one", () => {
    const { stack } = publicLoadBalancer();
    const rules = Object.values(synth(stack).resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.map((rule) => [rule.prefix_list_id, rule.from_port])).toEqual(
      expect.arrayContaining([
        [PREFIX_LIST, 443],
        [PREFIX_LIST, 80],
      ]),
    );
    expect(new Set(rules.map((rule) => rule.security_group_id)).size).toBe(2);
    expect(synth(stack).resource("aws_lb").security_groups).toHaveLength(2);
  });

  test("gives the distribution the first value of the header, and takes both while it is changed", () => {
    const stack = testStack();
    const [next, last] = ["Next", "Last"].map((id) => new TerraformVariable(stack, id, { type: "string", sensitive: true }).stringValue);
    const origin = loadBalancer(stack, { scheme: "internet-facing", originSecretHeader: { name: "x-secret", values: [next!, last!] } });
    expect(origin.originSecretHeader).toEqual({ name: "x-secret", value: next });
    expect(origin.ruleConditions).toEqual([{ httpHeader: { httpHeaderName: "x-secret", values: [next, last] } }]);
  });
});

describe("a load balancer that exists", () => {
  test("gets rules in its listener and its group, and nothing else", () => {
    const stack = testStack();
    const shared = ApplicationLoadBalancer.fromAttributes(stack, "Shared", ATTRIBUTES);
    const service = new SecurityGroup(stack, "Service", { vpcId: "vpc-0123456789abcdef0", description: "a service" });
    shared.connections.allowTo(service, Port.tcp(8080));
    expect(synth(stack).types.filter((type) => type.startsWith("aws_lb"))).toEqual([]);
    expect(synth(stack).resource("aws_vpc_security_group_egress_rule")).toMatchObject({ security_group_id: "sg-0123456789abcdef0" });
    expect(shared.arnSuffix).toBe("app/shared/0123456789abcdef");
    expect(shared.internal).toBe(true);
  });

  test("takes an ARN that Terraform knows later", () => {
    const stack = testStack();
    const arn = new TerraformVariable(stack, "Arn", { type: "string" }).stringValue;
    const shared = ApplicationLoadBalancer.fromAttributes(stack, "Shared", { ...ATTRIBUTES, loadBalancerArn: arn });
    new TerraformOutput(stack, "Suffix", { value: shared.arnSuffix });
    expect(synth(stack).output("Suffix")).toBe('${element(split(":loadbalancer/", var.Arn), 1)}');
  });

  test("is refused by anything but its ARNs, both at once", () => {
    const attributes = { ...ATTRIBUTES, loadBalancerArn: "shared", listenerArn: LOAD_BALANCER_ARN };
    expect(messageOf(() => ApplicationLoadBalancer.fromAttributes(testStack(), "Shared", attributes))).toBe(
      [
        "trading-test/Shared: 2 invalid inputs",
        '  - loadBalancerArn: must be an Application Load Balancer\'s ARN; received "shared". Copy the ARN that holds "loadbalancer/app/".',
        `  - listenerArn: must be a listener's ARN; received "${LOAD_BALANCER_ARN}". Copy the ARN that holds "listener/app/".`,
      ].join("\n"),
    );
  });
});

describe("alarms and charts of a load balancer", () => {
  test("ring for its own errors and for connections that it has no room for", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    origin.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey: new EncryptionKey(stack, "Key") }), { elb5xx: { threshold: 5 } });
    const dimensions = { LoadBalancer: expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}$/) };
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm", "LoadBalancer_Alarms_elb5xx")).toMatchObject({
      metric_name: "HTTPCode_ELB_5XX_Count",
      threshold: 5,
      treat_missing_data: "notBreaching",
      dimensions,
    });
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm", "LoadBalancer_Alarms_rejectedConnections")).toMatchObject({
      metric_name: "RejectedConnectionCount",
      treat_missing_data: "notBreaching",
      dimensions,
    });
  });

  test("show requests, errors and connections", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    new PlatformDashboard(stack, "Dashboard", { sources: [origin] });
    expect(origin.dashboardLayer).toBe("loadBalancer");
    expect(origin.dashboardWidgets().map(({ title }) => title)).toEqual(["Requests", "Errors", "Connections"]);
    expect(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body).toContain("HTTPCode_ELB_5XX_Count");
  });
});

describe("a load balancer is refused", () => {
  const refused = (props: Parameters<typeof loadBalancer>[1], stack = testStack()) => messageOf(() => loadBalancer(stack, props));
  const because = (violation: string): string => `trading-test/LoadBalancer: invalid input\n  - ${violation}`;

  test("without a zone or a certificate", () => {
    expect(refused({ zone: undefined })).toBe(
      because(
        "zone: must be given, or a certificate: none can be had for the load balancer's own name; received nothing. Give the public zone that domainName is in.",
      ),
    );
  });

  test("with a name outside the zone", () => {
    expect(refused({ domainName: "origin.example.org" })).toBe(
      because('domainName: must be in the zone example.com; received "origin.example.org". Write it as "origin.example.com".'),
    );
  });

  test("with a log bucket of another region", () => {
    const stack = testStack();
    expect(refused({ accessLogs: { ...logBucket(stack), region: "eu-west-1" } }, stack)).toBe(
      because(
        'accessLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
      ),
    );
  });

  test("in a single AZ", () => {
    const stack = testStack();
    expect(refused({ network: network(stack, { zones: ["eu-central-1a"] }) }, stack)).toBe(
      because('network: must have subnets in two AZs or more; received ["eu-central-1a"]. Add an AZ to the network.'),
    );
  });

  test("in subnets without room to grow", () => {
    const stack = testStack();
    const zones = ["eu-central-1a", "eu-central-1b"];
    expect(refused({ network: network(stack, { zones, prefixLength: 28 }) }, stack)).toBe(
      [
        "trading-test/LoadBalancer: 2 invalid inputs",
        '  - network: must have subnets of /27 or wider, and eu-central-1a\'s is not; received "10.0.0.0/28". Give the tier a larger share of the VPC.',
        '  - network: must have subnets of /27 or wider, and eu-central-1b\'s is not; received "10.0.1.0/28". Give the tier a larger share of the VPC.',
      ].join("\n"),
    );
  });

  test("in public without a secret header", () => {
    expect(refused({ scheme: "internet-facing" })).toBe(
      because(
        "originSecretHeader: must be given for an internet-facing load balancer; received nothing. Give its values from a sensitive variable.",
      ),
    );
  });

  test("in private with one", () => {
    const stack = testStack();
    expect(refused({ originSecretHeader: { values: [secret(stack)] } }, stack)).toBe(
      because(
        'originSecretHeader: must be left out of an internal load balancer; received "a header". A VPC origin is reached by your distributions alone.',
      ),
    );
  });

  test("with a secret written in code, which the message doesn't repeat", () => {
    const message = refused({ scheme: "internet-facing", originSecretHeader: { values: ["hunter2"] } });
    expect(message).toBe(
      because(
        'originSecretHeader.values: must come from a sensitive variable; received "a value written in code". Use new TerraformVariable(…, { sensitive: true }).stringValue.',
      ),
    );
    expect(message).not.toContain("hunter2");
  });

  test("with three values of the header, or a name that isn't one", () => {
    const stack = testStack();
    const value = secret(stack);
    const originSecretHeader = { name: "x origin", values: [value, value, value] };
    expect(refused({ scheme: "internet-facing", originSecretHeader }, stack)).toBe(
      [
        "trading-test/LoadBalancer: 2 invalid inputs",
        '  - originSecretHeader.name: must be a header\'s name of 1 to 40 letters, digits and dashes; received "x origin". Write it as "x-origin-verify".',
        '  - originSecretHeader.values: must be the value in use and, while it is being changed, the one before; received "3 values". Give one or two.',
      ].join("\n"),
    );
  });

  test("with values that AWS doesn't know, all at once", () => {
    const props = {
      scheme: "private" as never,
      tlsPolicy: "ELBSecurityPolicy-2016-08" as never,
      idleTimeoutSeconds: 0,
      cloudFrontPrefixListId: "com.amazonaws.global.cloudfront.origin-facing",
    };
    expect(refused(props)).toBe(
      [
        "trading-test/LoadBalancer: 4 invalid inputs",
        '  - scheme: must be one of internal, internet-facing; received "private". Use one of these.',
        "  - tlsPolicy: must be one of ELBSecurityPolicy-TLS13-1-2-2021-06, ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-3-2021-06, " +
          "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04, ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04; " +
          'received "ELBSecurityPolicy-2016-08". Use one of these.',
        "  - idleTimeoutSeconds: must be a whole number from 1 to 4000 seconds; received 0. Give a value from 1 to 4000.",
        '  - cloudFrontPrefixListId: must be a prefix list\'s id; received "com.amazonaws.global.cloudfront.origin-facing". Copy the one that begins with "pl-".',
      ].join("\n"),
    );
  });
});

describe("routes of one load balancer", () => {
  test("have a priority each", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    expect(messageOf(() => fixture.service({ route: { priority: 10, paths: ["/*"] } }, "WebFrontend"))).toBe(
      "trading-test/WebFrontend: invalid input\n  - route.priority: must be free in LoadBalancer; received 10. TradingApi has it: use another.",
    );
  });

  test("differ in what they match", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    expect(messageOf(() => fixture.service({ route: { priority: 20, paths: ["/ws/*", "/api/*"] } }, "WebFrontend"))).toBe(
      "trading-test/WebFrontend: invalid input\n" +
        '  - route: must differ from every other service\'s; received {"priority":20,"paths":["/ws/*","/api/*"]}. TradingApi takes the same requests: change a condition.',
    );
  });

  test("may be alike on two load balancers", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    const other = loadBalancer(fixture.stack, { network: fixture.network, accessLogs: fixture.logs }, "Other");
    expect(() => fixture.service({ loadBalancer: other }, "WebFrontend")).not.toThrow();
  });
});
