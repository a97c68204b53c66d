import { Token } from "cdktf";
import { Network, NetworkProps } from "../../modules/network";
import { LogBucket } from "../../modules/storage";
import { EncryptionKey, SecurityGroup } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

const AZS = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

function make(props: Partial<NetworkProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, encryptionKey, ...props });
  return { stack, network, encryptionKey, synthesized: () => synth(stack) };
}

const message = (props: Partial<NetworkProps>): string => messageOf(() => make(props));

describe("a network by default", () => {
  const result = make().synthesized();

  test("has three tiers over the AZs, each subnet with a route table of its own", () => {
    const subnets = Object.values(result.resources("aws_subnet"));
    expect(subnets.map(({ tags }) => tags.Tier).sort()).toEqual([
      "isolated",
      "isolated",
      "isolated",
      "private",
      "private",
      "private",
      "public",
      "public",
      "public",
    ]);
    expect(Object.keys(result.resources("aws_route_table"))).toHaveLength(9);
  });

  test("gives no instance a public address", () => {
    for (const subnet of Object.values(result.resources("aws_subnet"))) expect(subnet.map_public_ip_on_launch).toBe(false);
  });

  test("has no NAT, and no way out but for the public tier", () => {
    expect(result.resources("aws_nat_gateway")).toEqual({});
    expect(Object.values(result.resources("aws_route")).map(({ destination_cidr_block }) => destination_cidr_block)).toEqual([
      "0.0.0.0/0",
      "0.0.0.0/0",
      "0.0.0.0/0",
    ]);
  });

  test("empties the default security group and shows rules added by hand", () => {
    expect(result.resource("aws_default_security_group")).toMatchObject({ ingress: [], egress: [] });
  });

  test("records all connections for a year, encrypted", () => {
    expect(result.resource("aws_flow_log")).toMatchObject({ traffic_type: "ALL", max_aggregation_interval: 600 });
    expect(result.resource("aws_cloudwatch_log_group")).toMatchObject({
      retention_in_days: 365,
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
    });
  });

  test("lets the flow-log service write into its own group alone", () => {
    const { policy } = result.resource("aws_iam_role_policy");
    const group = Object.keys(result.resources("aws_cloudwatch_log_group"))[0]!;
    const arn = `\${aws_cloudwatch_log_group.${group}.arn}`;
    expect(statements(policy).map(({ Resource }) => Resource)).toEqual([[arn, `${arn}:*`]]);
  });

  test("reaches S3 through a gateway endpoint that admits the account's own buckets and Amazon Linux's packages", () => {
    const endpoint = result.resource("aws_vpc_endpoint");
    expect(endpoint.vpc_endpoint_type).toBe("Gateway");
    expect(endpoint.route_table_ids).toHaveLength(6);
    expect(statements(endpoint.policy)).toEqual([
      {
        Sid: "AmazonLinuxRepository",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*",
      },
      {
        Sid: "TrustedAccounts",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" } },
      },
    ]);
  });

  test("has subnet groups for databases and caches over the isolated tier", () => {
    for (const type of ["aws_db_subnet_group", "aws_elasticache_subnet_group"]) {
      const { subnet_ids } = result.resource(type);
      expect(subnet_ids).toHaveLength(3);
      for (const id of subnet_ids) expect(id).toContain("isolated");
    }
  });

  test("needs no data source", () => {
    expect(result.json.data).toBeUndefined();
  });
});

describe("NAT", () => {
  test("in each AZ routes each private subnet to its own", () => {
    const result = make({ natGateways: "perAz" }).synthesized();
    expect(Object.keys(result.resources("aws_nat_gateway"))).toHaveLength(3);
    const targets = Object.values(result.resources("aws_route")).flatMap(({ nat_gateway_id }) => nat_gateway_id ?? []);
    expect(new Set(targets).size).toBe(3);
  });

  test("for all is one, in the first AZ", () => {
    const result = make({ natGateways: "single" }).synthesized();
    expect(result.resource("aws_nat_gateway").subnet_id).toContain("public_eu-central-1a");
    expect(Object.keys(result.resources("aws_eip"))).toHaveLength(1);
  });

  test("takes Elastic IPs that exist", () => {
    const result = make({ natGateways: "single", natEipAllocationIds: { "eu-central-1a": "eipalloc-0123" } }).synthesized();
    expect(result.resources("aws_eip")).toEqual({});
    expect(result.resource("aws_nat_gateway").allocation_id).toBe("eipalloc-0123");
  });
});

describe("interface endpoints", () => {
  test("of presets and names are one each, with private DNS, behind one security group", () => {
    const result = make({ interfaceEndpoints: ["sessionManager", "ssm", "kms"] }).synthesized();
    const endpoints = Object.values(result.resources("aws_vpc_endpoint")).filter(
      ({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface",
    );
    expect(endpoints.map(({ service_name }) => service_name.split(".").pop())).toEqual(["ec2messages", "kms", "ssm", "ssmmessages"]);
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({ private_dns_enabled: true, security_group_ids: [expect.any(String)] });
    }
  });

  test("are reached from the private tiers alone", () => {
    const result = make({ interfaceEndpoints: ["kms"] }).synthesized();
    expect(Object.values(result.resources("aws_vpc_security_group_ingress_rule"))).toMatchObject([
      { cidr_ipv4: "10.0.64.0/18", from_port: 443, to_port: 443 },
    ]);
  });

  test("and S3 are what a service is let out to", () => {
    const { stack, network, synthesized } = make({ interfaceEndpoints: ["kms"] });
    const client = new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "client" });
    network.allowAwsServicesFrom(client);
    const egress = Object.values(synthesized().resources("aws_vpc_security_group_egress_rule"));
    expect(egress).toMatchObject([
      { referenced_security_group_id: expect.any(String) },
      { prefix_list_id: expect.stringContaining("prefix_list_id") },
    ]);
  });
});

describe("a network's choices", () => {
  test("IPv6 gives each subnet a /64 and private tiers an egress-only gateway", () => {
    const result = make({ ipv6: true }).synthesized();
    expect(result.resource("aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(Object.keys(result.resources("aws_egress_only_internet_gateway"))).toHaveLength(1);
    const ranges = Object.values(result.resources("aws_subnet")).map(({ ipv6_cidr_block }) => ipv6_cidr_block);
    expect(new Set(ranges).size).toBe(9);
  });

  test("network ACLs keep the isolated tier to the VPC", () => {
    const acl = make({ networkAcls: true }).synthesized().resource("aws_network_acl", "Network_NetworkAcls_isolated");
    expect(acl.ingress).toMatchObject([{ cidr_block: "10.0.0.0/16", action: "allow" }]);
    expect(acl.egress).toMatchObject([{ cidr_block: "10.0.0.0/16", action: "allow" }]);
  });

  test("flow logs go to the log bucket instead", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    const flowLogBucket = new LogBucket(stack, "Logs");
    new Network(stack, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, encryptionKey, flowLogBucket });
    expect(synth(stack).resource("aws_flow_log")).toMatchObject({ log_destination_type: "s3" });
    expect(synth(stack).resources("aws_cloudwatch_log_group")).toEqual({});
  });

  test("public access can be blocked for the account's VPCs", () => {
    expect(make({ blockPublicAccess: "bidirectional" }).synthesized().resource("aws_vpc_block_public_access_options")).toEqual({
      internet_gateway_block_mode: "block-bidirectional",
    });
  });

  test("AZs are looked up where none is named", () => {
    const result = make({ availabilityZones: undefined }).synthesized();
    expect(Object.keys(result.data("aws_availability_zones"))).toHaveLength(1);
    expect(Object.keys(result.resources("aws_subnet"))).toHaveLength(9);
  });
});

test("a third AZ adds resources and changes none that exist", () => {
  const two = make({ availabilityZones: AZS.slice(0, 2), natGateways: "perAz" }).synthesized();
  const three = make({ natGateways: "perAz" }).synthesized();
  for (const type of ["aws_subnet", "aws_route_table", "aws_nat_gateway", "aws_eip", "aws_route", "aws_route_table_association"]) {
    for (const [id, before] of Object.entries(two.resources(type))) expect(three.resources(type)[id]).toEqual(before);
  }
});

describe("a VPC that exists", () => {
  const attributes = {
    vpcId: "vpc-0123",
    cidrBlock: "10.9.0.0/16",
    tiers: {
      private: { kind: "private" as const, subnetIds: { "eu-central-1a": "subnet-0a", "eu-central-1b": "subnet-0b" } },
      data: { kind: "isolated" as const, subnetIds: { "eu-central-1a": "subnet-1a", "eu-central-1b": "subnet-1b" } },
    },
  };

  test("is taken by its ids, and makes nothing by itself", () => {
    const stack = testStack();
    const network = Network.fromAttributes(stack, "Network", attributes);
    expect(network.subnets("private").map(({ subnetId }) => subnetId)).toEqual(["subnet-0a", "subnet-0b"]);
    expect(network.subnets("isolated").map(({ subnetId }) => subnetId)).toEqual(["subnet-1a", "subnet-1b"]);
    expect(network.availabilityZones).toEqual(["eu-central-1a", "eu-central-1b"]);
    expect(synth(stack).types).toEqual([]);
  });

  test("gets subnet groups when they are asked for", () => {
    const stack = testStack();
    const network = Network.fromAttributes(stack, "Network", attributes);
    const names = [network.databaseSubnetGroupName, network.databaseSubnetGroupName, network.cacheSubnetGroupName];
    expect(names.every((name) => Token.isUnresolved(name))).toBe(true);
    for (const type of ["aws_db_subnet_group", "aws_elasticache_subnet_group"]) {
      expect(synth(stack).resource(type).subnet_ids).toEqual(["subnet-1a", "subnet-1b"]);
    }
  });

  test("refuses ids of other things", () => {
    expect(
      messageOf(() =>
        Network.fromAttributes(testStack(), "Network", {
          ...attributes,
          vpcId: "subnet-1",
          s3PrefixListId: "x",
          endpointSecurityGroupId: "y",
        }),
      ),
    ).toBe(
      [
        "trading-test/Network: 3 invalid inputs",
        '  - vpcId: must be a VPC\'s id; received "subnet-1". Copy the one that begins with "vpc-".',
        '  - s3PrefixListId: must be a prefix list\'s id; received "x". Copy the one that begins with "pl-".',
        '  - endpointSecurityGroupId: must be a security group\'s id; received "y". Copy the one that begins with "sg-".',
      ].join("\n"),
    );
  });
});

describe("a network refuses", () => {
  const invalid = (line: string): string => `trading-test/Network: invalid input\n  - ${line}`;

  test("an AZ of another region", () => {
    expect(message({ availabilityZones: ["eu-central-1a", "eu-west-1b"] })).toBe(
      invalid('availabilityZones[1]: must be an AZ of eu-central-1; received "eu-west-1b". Write it as "eu-central-1a".'),
    );
  });

  test("one AZ, five of them, and one twice", () => {
    expect(message({ availabilityZones: ["eu-central-1a"] })).toContain("availabilityZones: must be 2 to 4; received");
    expect(message({ availabilityZones: ["a", "b", "c", "d", "e"].map((letter) => `eu-central-1${letter}`) })).toContain(
      "must be 2 to 4; received",
    );
    expect(message({ availabilityZones: ["eu-central-1a", "eu-central-1a"] })).toContain("must each be named once");
  });

  test("an unknown endpoint service", () => {
    expect(message({ interfaceEndpoints: ["smm" as "ssm"] })).toContain(
      'interfaceEndpoints[0]: must be a preset or a known service; received "smm".',
    );
  });

  test("a range out of bounds", () => {
    expect(message({ cidrBlock: "10.0.0.0/8" })).toBe(
      invalid('cidrBlock: must be a /16 to a /24; received "10.0.0.0/8". Use a /16 inside it.'),
    );
  });

  test("NAT without a public tier, and Elastic IPs where no gateway is", () => {
    const tiers = [{ name: "private", kind: "private", size: "large" }] as const;
    expect(message({ tiers, natGateways: "single" })).toContain("natGateways: need a public tier to be in");
    expect(message({ natEipAllocationIds: { "eu-central-1a": "eipalloc-1" } })).toContain("must be keyed by an AZ that has a NAT gateway");
  });

  test("to block the way that NAT needs", () => {
    expect(message({ natGateways: "perAz", blockPublicAccess: "bidirectional" })).toContain("blockPublicAccess: must let NAT gateways out");
  });

  test("two tiers of one name, and retention that CloudWatch doesn't know", () => {
    const tiers = [
      { name: "a", kind: "private", size: "small" },
      { name: "a", kind: "isolated", size: "small" },
    ] as const;
    expect(message({ tiers })).toContain('tiers: must have a name each; received "a".');
    expect(message({ flowLogRetentionDays: 366 })).toContain("flowLogRetentionDays: must be one of 1, 3, 5");
  });

  test("a tier that it doesn't have", () => {
    expect(messageOf(() => make().network.subnets("dmz"))).toBe(
      invalid('tier: must be one that the network has; received "dmz". Use one of public, private, isolated, or add it to the network.'),
    );
  });
});
