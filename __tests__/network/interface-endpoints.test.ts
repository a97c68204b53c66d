import { NetworkProps } from "../../modules/network";
import { Arguments, statements, synth, testStack } from "../support/synth";
import { make, synthesized } from "./fixture";

/** The interface endpoints, without S3's. */
function endpoints(props: Partial<NetworkProps>): Arguments[] {
  const all = Object.values(synthesized(props).resources("aws_vpc_endpoint"));
  return all.filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface");
}

const services = (interfaceEndpoints: NetworkProps["interfaceEndpoints"]): string[] =>
  endpoints({ interfaceEndpoints }).map(({ service_name }) => service_name);

describe("interface endpoints", () => {
  test("are none by default", () => {
    const { network } = make();
    expect(endpoints({})).toEqual([]);
    expect([network.interfaceEndpointResources, network.endpointSecurityGroup]).toEqual([{}, undefined]);
  });

  // Systems Manager User Guide, "Improve the security of EC2 instances by using VPC endpoints"; the other services' "interface VPC endpoints" pages.
  test.each([
    ["sessionManager", ["ssm", "ssmmessages"]],
    ["logsAndMetrics", ["logs", "monitoring"]],
    ["secrets", ["kms", "secretsmanager"]],
    ["lifecycleHooks", ["autoscaling"]],
    ["containerImages", ["ecr.api", "ecr.dkr"]],
    ["sqs", ["sqs"]],
  ] as const)("of %s are %j", (service, names) => {
    expect(services([service])).toEqual(names.map((name) => `com.amazonaws.eu-central-1.${name}`));
  });

  test("of a service that is named twice are one", () => {
    expect(services(["sessionManager", "ssm", "secrets", "kms"])).toHaveLength(4);
  });

  test("are the same in whatever order the services are named", () => {
    expect(services(["kms", "logsAndMetrics"])).toEqual(services(["logsAndMetrics", "kms"]));
  });

  test("have private DNS and one security group", () => {
    const all = endpoints({ interfaceEndpoints: ["sessionManager", "kms"] });
    for (const endpoint of all) expect(endpoint).toMatchObject({ private_dns_enabled: true, security_group_ids: [expect.any(String)] });
    expect(new Set(all.map(({ security_group_ids }) => security_group_ids[0])).size).toBe(1);
  });

  test("have a network interface in each AZ of the first private tier", () => {
    const tiers = [
      { name: "services", kind: "private", size: "medium" },
      { name: "partners", kind: "private", size: "small" },
    ] as const;
    expect(endpoints({ tiers, interfaceEndpoints: ["kms"] })[0]!.subnet_ids).toEqual(
      ["a", "b", "c"].map((letter) => expect.stringContaining(`services_eu-central-1${letter}`)),
    );
  });

  test("are reached on 443 from the private tiers alone", () => {
    const tiers = [
      { name: "public", kind: "public", size: "small" },
      { name: "services", kind: "private", size: "large" },
      { name: "partners", kind: "private", size: "small" },
      { name: "data", kind: "isolated", size: "medium" },
    ] as const;
    const { network } = make({ tiers, interfaceEndpoints: ["kms"] });
    const ingress = Object.values(synthesized({ tiers, interfaceEndpoints: ["kms"] }).resources("aws_vpc_security_group_ingress_rule"));
    const rules = ingress.map(({ cidr_ipv4, ip_protocol, from_port, to_port }) => [cidr_ipv4, ip_protocol, from_port, to_port]);
    expect(rules.sort()).toEqual(["partners", "services"].map((tier) => [network.subnetTiers[tier]!.cidrBlock, "tcp", 443, 443]));
  });

  test("are reached by rules that say what they are for", () => {
    const { description } = synthesized({ interfaceEndpoints: ["kms"] }).resource("aws_vpc_security_group_ingress_rule");
    expect(description).toMatch(/: AWS APIs$/);
  });

  // Provider, "aws_security_group": another description replaces the group, with every rule of it.
  test("have a security group that a release doesn't replace by another description", () => {
    expect(synthesized({ interfaceEndpoints: ["kms"] }).resource("aws_security_group").description).toBe(
      "Interface endpoints: HTTPS from the private tiers",
    );
  });

  test("allow the stack's account alone", () => {
    expect(statements(endpoints({ interfaceEndpoints: ["kms"] })[0]!.policy)).toEqual([
      {
        Sid: "TrustedAccounts",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
      },
    ]);
  });

  test("allow the accounts that are named", () => {
    const trustedAccountIds = ["111122223333", "444455556666"];
    expect(statements(endpoints({ interfaceEndpoints: ["kms"], trustedAccountIds })[0]!.policy)[0]!.Condition).toEqual({
      StringEquals: { "aws:PrincipalAccount": trustedAccountIds },
    });
  });

  test("are reachable by their services, as is their security group", () => {
    const { network } = make({ interfaceEndpoints: ["sessionManager", "sqs"] });
    expect(Object.keys(network.interfaceEndpointResources)).toEqual(["sqs", "ssm", "ssmmessages"]);
    expect(network.endpointSecurityGroup!.resource.terraformResourceType).toBe("aws_security_group");
  });
});

describe("an interface endpoint", () => {
  // AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink".
  test.each(["athena", "sagemaker.runtime", "rds-data", "iot.data"])("may be of any AWS service: %s", (service) => {
    expect(endpoints({ interfaceEndpoints: [service] })).toMatchObject([
      { service_name: `com.amazonaws.eu-central-1.${service}`, private_dns_enabled: true },
    ]);
  });

  // Each service's page on interface VPC endpoints: it supports an endpoint policy. Without one, anybody's credentials pass.
  test.each([
    ...["acm-pca", "appconfigdata", "autoscaling", "dynamodb", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "elasticache"],
    ...["elasticloadbalancing", "events", "execute-api", "kinesis-firehose", "kinesis-streams", "kms", "lambda", "logs", "monitoring"],
    ...["rds", "s3", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "states", "sts", "xray"],
  ])("of %s is for the trusted accounts alone", (service) => {
    const [endpoint] = endpoints({ interfaceEndpoints: [service] });
    expect(statements(endpoint!.policy).map(({ Condition }) => Condition.StringEquals["aws:PrincipalAccount"])).toEqual(["111122223333"]);
  });

  test("has no policy where nobody knows whether its service supports one", () => {
    expect(endpoints({ interfaceEndpoints: ["athena"] })[0]!.policy).toBeUndefined();
  });

  // DynamoDB Developer Guide, "AWS PrivateLink for DynamoDB" and "AWS PrivateLink for DynamoDB Streams".
  test.each(["dynamodb", "dynamodb-streams"])("has no private DNS for %s, which doesn't support it", (service) => {
    expect(endpoints({ interfaceEndpoints: [service] })[0]!.private_dns_enabled).toBe(false);
    expect(make({ interfaceEndpoints: [service] }).network.endpointServices).toEqual(["s3"]);
  });

  // Amazon S3 User Guide, "AWS PrivateLink for Amazon S3": private DNS for the inbound Resolver endpoint alone needs a gateway endpoint in the VPC.
  test("of S3 is for connected networks, and created after the gateway endpoint", () => {
    const { stack, network } = make({ interfaceEndpoints: ["s3"] });
    expect(synth(stack).resource("aws_vpc_endpoint", "Network_InterfaceEndpoints_s3")).toMatchObject({
      private_dns_enabled: true,
      dns_options: { private_dns_only_for_inbound_resolver_endpoint: true },
      depends_on: [`aws_vpc_endpoint.${network.s3Endpoint.friendlyUniqueId}`],
    });
  });

  test("has a policy of its own in place of the default one", () => {
    const policy = [
      { sid: "Orders", principals: "*", actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:eu-central-1:111122223333:orders"] },
    ] as const;
    const [sns, sqs] = endpoints({ interfaceEndpoints: ["sqs", "sns"], endpointSettings: { sqs: { policy } } });
    expect(statements(sqs!.policy).map(({ Sid }) => Sid)).toEqual(["Orders"]);
    expect(statements(sns!.policy).map(({ Sid }) => Sid)).toEqual(["TrustedAccounts"]);
  });

  // AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies": the principal must be * for gateway endpoints alone.
  test("may name a role in a policy of its own", () => {
    const role = "arn:aws:iam::111122223333:role/orders";
    const policy = [{ sid: "Orders", principals: { aws: [role] }, actions: ["sqs:SendMessage"], resources: ["*"] }];
    const [sqs] = endpoints({ interfaceEndpoints: ["sqs"], endpointSettings: { sqs: { policy } } });
    expect(statements(sqs!.policy)[0]!.Principal).toEqual({ AWS: role });
  });

  test("is in the AZs that are named for it, or for its preset", () => {
    const endpointSettings = { sessionManager: { availabilityZones: ["eu-central-1a"] }, ssm: { availabilityZones: ["eu-central-1b"] } };
    const [kms, ssm, ssmmessages] = endpoints({ interfaceEndpoints: ["sessionManager", "kms"], endpointSettings });
    expect([kms!, ssm!, ssmmessages!].map(({ subnet_ids }) => subnet_ids.map((id: string) => /eu-central-1./.exec(id)![0]))).toEqual([
      ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      ["eu-central-1b"],
      ["eu-central-1a"],
    ]);
  });

  test("leaves its service's name alone where private DNS is off, and then isn't what services reach", () => {
    const props: Partial<NetworkProps> = { interfaceEndpoints: ["sqs"], endpointSettings: { sqs: { privateDnsEnabled: false } } };
    expect(endpoints(props)[0]!.private_dns_enabled).toBe(false);
    expect(make(props).network.endpointServices).toEqual(["s3"]);
  });

  // docs.amazonaws.cn, "Cross-region enabled Amazon Web Services services"; Batch User Guide; describe-vpc-endpoint-services in cn-north-1.
  test.each([
    ["cn-north-1", "ecr.api", "cn.com.amazonaws.cn-north-1.ecr.api"],
    ["cn-north-1", "lambda", "cn.com.amazonaws.cn-north-1.lambda"],
    ["cn-northwest-1", "batch", "cn.com.amazonaws.cn-northwest-1.batch"],
    ["cn-north-1", "transcribe", "cn.com.amazonaws.cn-north-1.transcribe.cn"],
    ["cn-north-1", "kms", "com.amazonaws.cn-north-1.kms"],
    ["cn-north-1", "ssmmessages", "com.amazonaws.cn-north-1.ssmmessages"],
    ["eu-central-1", "lambda", "com.amazonaws.eu-central-1.lambda"],
    ["us-gov-west-1", "lambda", "com.amazonaws.us-gov-west-1.lambda"],
  ])("in %s is of %s by the name %s", (region, service, name) => {
    const stack = testStack("trading-test", region);
    make({ interfaceEndpoints: [service], availabilityZones: ["a", "b"].map((letter) => region + letter) }, stack);
    expect(synth(stack).resource("aws_vpc_endpoint", "Network_InterfaceEndpoints").service_name).toBe(name);
  });
});

describe("a network says", () => {
  test("which AWS services have an endpoint", () => {
    const feed = { name: "market-data", serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0" };
    expect(make({ interfaceEndpoints: ["sessionManager", "kms", feed] }).network.endpointServices).toEqual([
      "s3",
      "kms",
      "ssm",
      "ssmmessages",
    ]);
  });

  test.each([
    ["none", false],
    ["single", true],
    ["perAz", true],
  ] as const)("whether there is a route to the internet, with the NAT gateways %s", (natGateways, hasInternetRoute) => {
    expect(make({ natGateways }).network.hasInternetRoute).toBe(hasInternetRoute);
  });
});

describe("a partner's endpoint", () => {
  const feed = { name: "market-data", serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0" };

  test("is of the service that is named, without private DNS and without an endpoint policy", () => {
    const [endpoint] = endpoints({ interfaceEndpoints: [feed] });
    expect(endpoint).toMatchObject({ service_name: feed.serviceName, private_dns_enabled: false });
    expect(endpoint!.policy).toBeUndefined();
  });

  test("has private DNS where its provider has a name for it", () => {
    expect(endpoints({ interfaceEndpoints: [{ ...feed, privateDnsEnabled: true }] })[0]!.private_dns_enabled).toBe(true);
  });

  test("is reachable by its name", () => {
    expect(Object.keys(make({ interfaceEndpoints: [feed, "kms"] }).network.interfaceEndpointResources)).toEqual(["kms", "market-data"]);
  });

  test("may be of a service whose name only Terraform knows", () => {
    const stack = testStack();
    make({ interfaceEndpoints: [{ ...feed, serviceName: "${var.feed}" }] }, stack);
    expect(synth(stack).resource("aws_vpc_endpoint", "Network_InterfaceEndpoints_market-data").service_name).toBe("${var.feed}");
  });
});
