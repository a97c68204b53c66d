import { Network, NetworkProps } from "../../modules/network";
import { EncryptionKey, Port, SecurityGroup } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const AZS = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

function make(props: Partial<NetworkProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  return { stack, network: new Network(stack, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, encryptionKey, ...props }) };
}

describe("what a network refuses is told with its fix", () => {
  test.each<[string, Partial<NetworkProps>, string]>([
    [
      "a range off its boundary",
      { cidrBlock: "10.0.1.0/16" },
      'cidrBlock: must begin on its own boundary; received "10.0.1.0/16". Write it as "10.0.0.0/16".',
    ],
    [
      "a range that isn't one",
      { cidrBlock: "10.0.0.0" },
      'cidrBlock: must be an IPv4 range known at synthesis; received "10.0.0.0". Write it as "10.0.0.0/16".',
    ],
    [
      "a range that is too narrow for the tiers",
      { cidrBlock: "10.0.0.0/24" },
      'cidrBlock: must have room for subnets of 16 addresses in 4 AZs of every tier; received "10.0.0.0/24". ' +
        "The smallest that fits these tiers is 10.0.0.0/22; or make the small tiers larger.",
    ],
    [
      "one AZ",
      { availabilityZones: ["eu-central-1a"] },
      'availabilityZones: must be 2 to 4; received ["eu-central-1a"]. ' +
        "Load balancers and databases need two; three survive the loss of one with room to spare.",
    ],
    [
      "an AZ twice",
      { availabilityZones: ["eu-central-1a", "eu-central-1a"] },
      'availabilityZones: must each be named once; received ["eu-central-1a","eu-central-1a"]. Take the repeated one out.',
    ],
    [
      "two tiers of one name",
      {
        tiers: [
          { name: "a", kind: "private", size: "small" },
          { name: "a", kind: "isolated", size: "small" },
        ],
      },
      'tiers: must have a name each; received "a". Rename one of the tiers of that name.',
    ],
    [
      "a name that no id can have",
      { tiers: [{ name: "1st", kind: "private", size: "small" }] },
      'tiers[0].name: must be 1 to 32 letters, digits and dashes, beginning with a letter; received "1st". Write it as "private".',
    ],
    ["no tier", { tiers: [] }, "tiers: must hold at least one; received []. Leave the prop out for public, private and isolated."],
    [
      "NAT without a public tier",
      { tiers: [{ name: "private", kind: "private", size: "large" }], natGateways: "single" },
      'natGateways: need a public tier to be in; received "single". Add a tier of the kind public, or use "none".',
    ],
    [
      "an Elastic IP where no gateway is",
      { natEipAllocationIds: { "eu-central-1b": "eipalloc-0" }, natGateways: "single" },
      'natEipAllocationIds: must be keyed by an AZ that has a NAT gateway; received "eu-central-1b". Use one of eu-central-1a.',
    ],
    [
      "an address in place of its allocation",
      { natEipAllocationIds: { "eu-central-1a": "192.0.2.1" }, natGateways: "single" },
      'natEipAllocationIds.eu-central-1a: must be an allocation id; received "192.0.2.1". Copy the one that begins with "eipalloc-".',
    ],
    [
      "endpoints without a private tier",
      { tiers: [{ name: "public", kind: "public", size: "large" }], interfaceEndpoints: ["ssm"] },
      'interfaceEndpoints: need a private tier to be in; received ["ssm"]. Add a tier of the kind private, or leave them out.',
    ],
    [
      "a partner's endpoint by half a name",
      { interfaceEndpoints: [{ name: "market-data", serviceName: "vpce-svc-0123" }] },
      'interfaceEndpoints[0].serviceName: must be an endpoint service\'s full name; received "vpce-svc-0123". ' +
        'Copy it from its provider: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0".',
    ],
    [
      "an account id that isn't one",
      { trustedAccountIds: ["123"] },
      'trustedAccountIds[0]: must be twelve digits; received "123". Copy the account id, leading zeros included.',
    ],
    [
      "blocked access with NAT in it",
      { natGateways: "perAz", blockPublicAccess: "bidirectional" },
      'blockPublicAccess: must let NAT gateways out; received "bidirectional". ' +
        'Use "ingress", take the VPC out of it by publicAccessExclusion, or leave NAT out.',
    ],
  ])("%s", (_, props, line) => {
    expect(messageOf(() => make(props))).toBe(`trading-test/Network: invalid input\n  - ${line}`);
  });

  test("an AZ in which a tier has no subnet", () => {
    expect(messageOf(() => make().network.subnet("private", "eu-central-1d"))).toBe(
      "trading-test/Network: invalid input\n" +
        '  - availabilityZone: must be one that the network has; received "eu-central-1d". ' +
        "Use one of eu-central-1a, eu-central-1b, eu-central-1c, or add it to the network.",
    );
  });
});

describe("blocked public access", () => {
  test("leaves a VPC out of it, before the block holds", () => {
    const { stack, network } = make({ blockPublicAccess: "bidirectional", publicAccessExclusion: "bidirectional", natGateways: "perAz" });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_vpc_block_public_access_exclusion")).toMatchObject({
      vpc_id: `$\{aws_vpc.${network.vpc.friendlyUniqueId}.id}`,
      internet_gateway_exclusion_mode: "allow-bidirectional",
    });
    expect(synthesized.resource("aws_vpc_block_public_access_options").depends_on).toEqual([
      `aws_vpc_block_public_access_exclusion.${network.publicAccessExclusion!.friendlyUniqueId}`,
    ]);
  });

  test("of an account that has it already is left by the VPC alone", () => {
    const { stack } = make({ publicAccessExclusion: "egress" });
    expect(synth(stack).types).not.toContain("aws_vpc_block_public_access_options");
  });
});

describe("a VPC that exists", () => {
  const attributes = {
    vpcId: "vpc-0123",
    cidrBlock: "10.9.0.0/16",
    tiers: { private: { kind: "private" as const, subnetIds: { "eu-central-1a": "subnet-0a", "eu-central-1b": "subnet-0b" } } },
  };

  test("lets services reach its endpoints and S3 by the ids given", () => {
    const stack = testStack();
    const network = Network.fromAttributes(stack, "Network", {
      ...attributes,
      s3PrefixListId: "pl-0123",
      endpointSecurityGroupId: "sg-0123",
    });
    const client = new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service", defaultPort: Port.tcp(443) });
    network.allowAwsServicesFrom(client);
    const synthesized = synth(stack);
    const egress = Object.values(synthesized.resources("aws_vpc_security_group_egress_rule"));
    expect(egress.map((rule) => rule.prefix_list_id ?? rule.referenced_security_group_id).sort()).toEqual(["pl-0123", "sg-0123"]);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule").security_group_id).toBe("sg-0123");
  });

  test("writes no rule for what it doesn't have", () => {
    const stack = testStack();
    const network = Network.fromAttributes(stack, "Network", attributes);
    network.allowAwsServicesFrom(new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service" }));
    expect(synth(stack).types).toEqual(["aws_security_group"]);
  });

  test("takes the names of subnet groups that exist, and makes none", () => {
    const stack = testStack();
    const network = Network.fromAttributes(stack, "Network", {
      ...attributes,
      databaseSubnetGroupName: "shared-databases",
      cacheSubnetGroupName: "shared-caches",
    });
    expect([network.databaseSubnetGroupName, network.cacheSubnetGroupName]).toEqual(["shared-databases", "shared-caches"]);
    expect(synth(stack).types).toEqual([]);
  });

  test("is refused by range, kind and subnet id, all in one error", () => {
    const tiers = { private: { kind: "hidden" as "private", subnetIds: { "eu-central-1a": "10.9.0.0/20" } } };
    expect(messageOf(() => Network.fromAttributes(testStack(), "Network", { ...attributes, cidrBlock: "10.9", tiers }))).toBe(
      "trading-test/Network: 3 invalid inputs\n" +
        '  - cidrBlock: must be an IPv4 range; received "10.9". Write it as "10.0.0.0/16".\n' +
        '  - tiers.private.kind: must be one of public, private, isolated; received "hidden". Use one of these.\n' +
        '  - tiers.private.subnetIds.eu-central-1a: must be a subnet\'s id; received "10.9.0.0/20". Copy the one that begins with "subnet-".',
    );
  });
});
