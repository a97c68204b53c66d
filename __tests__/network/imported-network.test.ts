import { Token } from "cdktf";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { ATTRIBUTES, makeImported } from "./fixture";

const { tiers } = ATTRIBUTES;

describe("a VPC that exists", () => {
  test("creates nothing by itself", () => {
    const { stack } = makeImported({ s3PrefixListId: "pl-0123", endpointSecurityGroupId: "sg-0123" });
    expect(synth(stack).types).toEqual([]);
  });

  test("is known by its id and its range", () => {
    expect(makeImported().network).toMatchObject({ vpcId: "vpc-0123", cidrBlock: "10.9.0.0/16" });
  });

  test("has the AZs of its tiers, each once", () => {
    expect(makeImported().network.availabilityZones).toEqual(["eu-central-1a", "eu-central-1b"]);
  });

  test("has the subnets of its tiers, by name and by kind", () => {
    const { network } = makeImported();
    expect(network.subnets("private")).toEqual([
      { availabilityZone: "eu-central-1a", subnetId: "subnet-0a" },
      { availabilityZone: "eu-central-1b", subnetId: "subnet-0b" },
    ]);
    expect(network.subnets("isolated")).toBe(network.subnets("data"));
  });

  test("has the subnets of data stores in its isolated tier", () => {
    const { network } = makeImported();
    expect(network.dataSubnets).toBe(network.subnets("data"));
  });

  test("has the subnets of data stores in its private tier where there is no isolated one", () => {
    const { network } = makeImported({ tiers: { private: tiers.private } });
    expect(network.dataSubnets).toBe(network.subnets("private"));
  });

  test("has no subnets of data stores where it has public tiers alone", () => {
    const { network } = makeImported({ tiers: { public: { ...tiers.private, kind: "public" } } });
    expect(messageOf(() => network.dataSubnets)).toContain('must hold an isolated or a private tier for data stores; received ["public"]');
  });

  test("has the subnet groups that are named, and creates none", () => {
    const { network, stack } = makeImported({ databaseSubnetGroupName: "shared-databases", cacheSubnetGroupName: "shared-caches" });
    expect([network.databaseSubnetGroupName, network.cacheSubnetGroupName]).toEqual(["shared-databases", "shared-caches"]);
    expect(synth(stack).types).toEqual([]);
  });

  test("lets services reach its endpoints and S3 by the ids that are given", () => {
    const { network, stack } = makeImported({ s3PrefixListId: "pl-0123", endpointSecurityGroupId: "sg-0123" });
    network.allowAwsServicesFrom(
      new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service", defaultPort: Port.tcp(443) }),
    );
    const synthesized = synth(stack);
    const egress = Object.values(synthesized.resources("aws_vpc_security_group_egress_rule"));
    expect(egress.map((rule) => rule.prefix_list_id ?? rule.referenced_security_group_id).sort()).toEqual(["pl-0123", "sg-0123"]);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule").security_group_id).toBe("sg-0123");
  });

  test("is called by its construct in the rules of the services that it lets reach its endpoints", () => {
    const { network, stack } = makeImported({ endpointSecurityGroupId: "sg-0123" });
    network.allowAwsServicesFrom(new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service" }));
    expect(synth(stack).resource("aws_vpc_security_group_egress_rule").description).toBe("Client to Network-InterfaceEndpoints: AWS APIs");
  });

  test("has endpoints that are reached by HTTPS where no port is named", () => {
    const { network, stack } = makeImported({ endpointSecurityGroupId: "sg-0123" });
    network.endpointSecurityGroup!.connections.allowDefaultPortFrom(Peer.ipv4("10.9.0.0/20"), "AWS APIs");
    expect(synth(stack).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 443, to_port: 443 });
  });

  test("has no rule for what isn't given", () => {
    const { network, stack } = makeImported();
    network.allowAwsServicesFrom(new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service" }));
    expect(synth(stack).types).toEqual(["aws_security_group"]);
  });

  test("has the endpoints that are named, and S3's where its prefix list is", () => {
    const endpoints = { endpointSecurityGroupId: "sg-0123", endpointServices: ["ssm", "logs"] };
    expect(makeImported(endpoints).network.endpointServices).toEqual(["ssm", "logs"]);
    expect(makeImported({ ...endpoints, s3PrefixListId: "pl-0123" }).network.endpointServices).toEqual(["s3", "ssm", "logs"]);
    expect(makeImported({ endpointServices: [], s3PrefixListId: "pl-0123" }).network.endpointServices).toEqual(["s3"]);
  });

  test("doesn't say which endpoints it has, nor whether there is a route to the internet, where nobody said", () => {
    const { network } = makeImported({ s3PrefixListId: "pl-0123", endpointServices: null });
    expect([network.endpointServices, network.hasInternetRoute]).toEqual([undefined, undefined]);
  });

  test("has a route to the internet where somebody said so", () => {
    expect(makeImported({ hasInternetRoute: true }).network.hasInternetRoute).toBe(true);
  });

  test("may have ids that only Terraform knows", () => {
    const subnetIds = { "eu-central-1a": "${var.a}", "eu-central-1b": "${var.b}" };
    const { network } = makeImported({ vpcId: "${var.vpc}", tiers: { private: { kind: "private", subnetIds } } });
    expect(network.subnets("private")[0]!.subnetId).toBe("${var.a}");
  });
});

describe("a VPC that exists is refused", () => {
  const privateTier = (tier: object) => ({ tiers: { private: { ...tiers.private, ...tier } } });

  test.each<[string, object, string[]]>([
    [
      "without what tells which it is",
      { vpcId: undefined, cidrBlock: undefined, tiers: undefined },
      [
        "vpcId: must be a string; received nothing. It is required.",
        "cidrBlock: must be a string; received nothing. It is required.",
        "tiers: must be an object; received nothing. It is required.",
      ],
    ],
    [
      "with values of other types",
      { tiers: ["private"], databaseSubnetGroupName: 1, cacheSubnetGroupName: 2, s3PrefixListId: 3, endpointSecurityGroupId: 4 },
      [
        'tiers: must be an object; received ["private"]. Write it as { … }.',
        "databaseSubnetGroupName: must be a string; received 1. Put it in quotes.",
        "cacheSubnetGroupName: must be a string; received 2. Put it in quotes.",
        "s3PrefixListId: must be a string; received 3. Put it in quotes.",
        "endpointSecurityGroupId: must be a string; received 4. Put it in quotes.",
      ],
    ],
    [
      "by ids of other things",
      { vpcId: "subnet-1", cidrBlock: "10.9", s3PrefixListId: "x", dynamoDbPrefixListId: "z", endpointSecurityGroupId: "y" },
      [
        'vpcId: must be a VPC\'s id; received "subnet-1". Copy the one that begins with "vpc-".',
        'cidrBlock: must be an IPv4 range; received "10.9". Write it as "10.0.0.0/16".',
        's3PrefixListId: must be a prefix list\'s id; received "x". Copy the one that begins with "pl-".',
        'dynamoDbPrefixListId: must be a prefix list\'s id; received "z". Copy the one that begins with "pl-".',
        'endpointSecurityGroupId: must be a security group\'s id; received "y". Copy the one that begins with "sg-".',
      ],
    ],
    [
      "by a range in another form than EC2's",
      { cidrBlock: "10.9.1.0/16" },
      ['cidrBlock: must be written in its canonical form; received "10.9.1.0/16". Write it as "10.9.0.0/16".'],
    ],
    [
      "with endpoints that nothing is allowed to reach",
      { endpointServices: ["ssm"] },
      [
        'endpointServices: must come with endpointSecurityGroupId, which services are allowed to reach; received ["ssm"]. ' +
          "Give the security group of the interface endpoints.",
      ],
    ],
    [
      "with a tier by its subnets alone",
      { tiers: { private: "subnet-0a" } },
      ['tiers["private"]: must be an object; received "subnet-0a". Write it as { … }.'],
    ],
    [
      "with a list of subnets",
      privateTier({ subnetIds: ["subnet-0a"] }),
      ['tiers["private"].subnetIds: must be an object of strings; received ["subnet-0a"]. Write it as { name: "value" }.'],
    ],
    [
      "with a tier of no kind that there is",
      privateTier({ kind: "hidden" }),
      ['tiers["private"].kind: must be one of public, private, isolated; received "hidden". Use one of these.'],
    ],
    [
      "with a tier without subnets",
      privateTier({ subnetIds: {} }),
      [
        'tiers["private"].subnetIds: must hold at least one subnet; received {}. Write it as { "eu-central-1a": "subnet-…" }, or leave the tier out.',
      ],
    ],
    [
      "with a range in place of a subnet's id",
      privateTier({ subnetIds: { "eu-central-1a": "10.9.0.0/20" } }),
      [
        'tiers["private"].subnetIds["eu-central-1a"]: must be a subnet\'s id; received "10.9.0.0/20". Copy the one that begins with "subnet-".',
      ],
    ],
    [
      "with tiers and endpoints that only Terraform knows",
      {
        tiers: Token.asAny({ resolve: () => undefined }),
        endpointServices: Token.asList("${var.services}"),
        endpointSecurityGroupId: "sg-0123",
        hasInternetRoute: Token.asAny({ resolve: () => undefined }),
      },
      [
        'tiers: must be known at synthesis; received "a value that only Terraform knows". ' +
          "Write the value itself: it decides what is created.",
        'endpointServices: must be known at synthesis; received "a value that only Terraform knows". ' +
          "Write the value itself: it decides what is created.",
        'hasInternetRoute: must be known at synthesis; received "a value that only Terraform knows". ' +
          "Write the value itself: it decides what is created.",
      ],
    ],
    [
      "with a kind that only Terraform knows",
      privateTier({ kind: "${var.kind}" }),
      [
        'tiers["private"].kind: must be known at synthesis; received "a value that only Terraform knows". ' +
          "Write the value itself: it decides what is created.",
      ],
    ],
  ])("%s", (_, attributes, lines) => {
    const heading = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    expect(messageOf(() => makeImported(attributes))).toBe(
      [`trading-test/Network: ${heading}`, ...lines.map((line) => `  - ${line}`)].join("\n"),
    );
  });

  test.each<[string, unknown, string]>([
    ["no tier", undefined, "tier: must be a string; received nothing. It is required."],
    [
      "a tier that it doesn't have",
      "dmz",
      'tier: must be one that the network has; received "dmz". Use one of private, data, or add it to the network.',
    ],
  ])("when it is asked for %s", (_, tier, line) => {
    expect(messageOf(() => makeImported().network.subnets(tier as string))).toBe(`trading-test/Network: invalid input\n  - ${line}`);
  });
});
