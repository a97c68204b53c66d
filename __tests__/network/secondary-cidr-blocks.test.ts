import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Annotations } from "cdktf";
import { NetworkProps } from "../../modules/network";
import { Port, SecurityGroup } from "../../src/core";
import { Verdict, reachability } from "../../src/testing";
import { changes } from "../support/changes";
import { SynthesizedStack, messageOf, synth } from "../support/synth";
import { make, synthesized } from "./fixture";

const SHARED = "100.64.0.0/16";
const TIERS: NonNullable<NetworkProps["tiers"]> = [
  { name: "public", kind: "public", size: "small" },
  { name: "private", kind: "private", size: "large" },
  { name: "isolated", kind: "isolated", size: "medium" },
];
const PODS = { name: "pods", kind: "private", size: "xlarge", cidrBlock: SHARED } as const;
const WITH_PODS: Partial<NetworkProps> = { secondaryCidrBlocks: [SHARED], tiers: [...TIERS, PODS] };

const refusal = (props: object): string => messageOf(() => make(props));
const invalid = (...lines: string[]): string =>
  [
    `trading-test/Network: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`,
    ...lines.map((line) => `  - ${line}`),
  ].join("\n");

describe("secondary ranges", () => {
  test("are none by default", () => {
    expect(make().network.secondaryCidrBlocks).toEqual([]);
    expect(synthesized().resources("aws_vpc_ipv4_cidr_block_association")).toEqual({});
  });

  test("are associated with the VPC, each by itself", () => {
    const { network, stack } = make({ secondaryCidrBlocks: [SHARED, "10.4.0.0/28"] });
    const associations = Object.entries(synth(stack).resources("aws_vpc_ipv4_cidr_block_association"));
    expect(associations.map(([id, { cidr_block }]) => [id.replace(/_[0-9A-F]{8}$/, ""), cidr_block])).toEqual([
      ["Network_SecondaryCidrBlocks_100_64_0_0_16", SHARED],
      ["Network_SecondaryCidrBlocks_10_4_0_0_28", "10.4.0.0/28"],
    ]);
    expect(Object.keys(network.secondaryCidrBlockResources)).toEqual([SHARED, "10.4.0.0/28"]);
  });

  test("have the tiers that are placed in them, and leave the others where they are", () => {
    const { network } = make(WITH_PODS);
    expect(Object.values(network.subnetTiers).map(({ name, cidrBlock }) => [name, cidrBlock])).toEqual([
      ["public", "10.0.0.0/20"],
      ["private", "10.0.64.0/18"],
      ["isolated", "10.0.32.0/19"],
      ["pods", "100.64.0.0/17"],
    ]);
    expect(network.subnet("pods", "eu-central-1b").cidrBlock).toBe("100.64.32.0/19");
  });

  // VPC User Guide, "Manage IPv4 CIDR blocks for a VPC": a block is ready once it is associated.
  test("are associated before the subnets that are in them", () => {
    const result = synthesized(WITH_PODS);
    const [association] = Object.keys(result.resources("aws_vpc_ipv4_cidr_block_association"));
    expect(result.resource("aws_subnet", "Network_pods_eu-central-1a").depends_on).toEqual([
      `aws_vpc_ipv4_cidr_block_association.${association}`,
    ]);
    expect(result.resource("aws_subnet", "Network_private_eu-central-1a").depends_on).toBeUndefined();
  });

  test.each([false, true])("that come later replace nothing (networkAcls: %s)", (networkAcls) => {
    const grown = changes(make({ networkAcls }).stack, make({ networkAcls, secondaryCidrBlocks: [SHARED] }).stack);
    expect(grown.gone).toEqual([]);
    expect(grown.made).toEqual(["aws_vpc_ipv4_cidr_block_association.Network_SecondaryCidrBlocks_100_64_0_0_16"]);
    expect(new Set(Object.values(grown.changed).flat())).toEqual(new Set(networkAcls ? ["ingress", "egress"] : []));
  });

  test("that come later with a tier in them touch no subnet that exists", () => {
    const grown = changes(make().stack, make(WITH_PODS).stack);
    expect(grown.gone).toEqual([]);
    expect(Object.keys(grown.changed)).toEqual(["aws_vpc_endpoint.Network_S3Endpoint"]);
  });

  test("reach the interface endpoints, where they have private tiers", () => {
    const rules = synthesized({ ...WITH_PODS, interfaceEndpoints: ["kms"] }).resources("aws_vpc_security_group_ingress_rule");
    expect(
      Object.values(rules)
        .map(({ cidr_ipv4 }) => cidr_ipv4)
        .sort(),
    ).toEqual(["10.0.64.0/18", "100.64.0.0/17"]);
  });
});

/** An instance in the tier of the secondary range and one in an isolated tier, which connect to each other. */
function wired(props: Partial<NetworkProps>): SynthesizedStack {
  const { stack, network } = make({ ...WITH_PODS, ...props });
  const [client, server] = ["pods", "isolated"].map((tier) => {
    const group = new SecurityGroup(stack, `${tier}Group`, { vpcId: network.vpcId, description: tier });
    const { subnetId } = network.subnets(tier)[0]!;
    new Instance(stack, tier, { ami: "ami-1", instanceType: "t4g.small", subnetId, vpcSecurityGroupIds: [group.securityGroupId] });
    return group;
  });
  server!.connections.allowFrom(client!, Port.tcp(5432));
  client!.connections.allowFrom(server!, Port.tcp(22));
  return synth(stack);
}

describe("network ACLs", () => {
  const both = (stack: SynthesizedStack): Verdict[] => [
    reachability(stack).connection({ from: "pods", to: "isolated", port: 5432 }).verdict,
    reachability(stack).connection({ from: "isolated", to: "pods", port: 22 }).verdict,
  ];

  test("allow what security groups allow between the VPC's ranges", () => {
    expect(both(wired({ networkAcls: true }))).toEqual(["allowed", "allowed"]);
  });

  test("would refuse it without the rules of the secondary range", () => {
    const stack = wired({ networkAcls: true });
    for (const acl of Object.values(stack.resources("aws_network_acl"))) {
      acl.ingress = acl.ingress.filter(({ cidr_block }: { cidr_block?: string }) => cidr_block !== SHARED);
    }
    expect(both(stack)).not.toContain("allowed");
  });

  test("have no room for as many ranges as a VPC may have", () => {
    const secondaryCidrBlocks = Array.from({ length: 40 }, (_, index) => `100.64.${index}.0/24`);
    expect(refusal({ networkAcls: true, secondaryCidrBlocks })).toBe(
      invalid(
        'secondaryCidrBlocks: must leave a network ACL at 40 rules each way or fewer, AWS\'s own counted; received "49 rules one way". Name fewer and wider ranges.',
      ),
    );
  });

  test("have one rule for each range, whichever are trusted", () => {
    expect(refusal({ networkAcls: true, secondaryCidrBlocks: [SHARED], trustedCidrBlocks: [SHARED] })).toBe(
      invalid(`trustedCidrBlocks[0]: must name a range that nothing before it names; received "${SHARED}". Remove the duplicate.`),
    );
  });
});

// VPC User Guide, "IPv4 CIDR block association restrictions": the existing range, what is associated with it, and the range that refuses it.
describe("EC2 associates with a VPC", () => {
  const FITTING: NetworkProps["tiers"] = [{ name: "private", kind: "private", size: "xlarge" }];

  test.each([
    ["10.2.0.0/16", "10.3.0.0/16"],
    ["10.2.0.0/16", "10.0.0.0/16"],
    ["10.0.0.0/16", "10.1.0.0/16"],
    ["10.0.0.0/16", "100.64.0.0/16"],
    ["10.0.0.0/16", "203.0.113.0/24"],
    ["172.16.0.0/16", "172.18.0.0/16"],
    ["192.168.0.0/20", "192.168.64.0/20"],
    ["198.19.0.0/20", "100.64.0.0/16"],
    ["100.64.0.0/16", "100.65.0.0/16"],
    ["203.0.113.0/24", "198.51.100.0/24"],
  ])("of %s: %s", (cidrBlock, block) => {
    expect(make({ cidrBlock, secondaryCidrBlocks: [block], tiers: FITTING }).network.secondaryCidrBlocks).toEqual([block]);
  });

  test.each([
    ["10.2.0.0/16", "172.16.0.0/16", "172.16.0.0/12", "10.0.0.0/8"],
    ["10.2.0.0/16", "192.168.0.0/20", "192.168.0.0/16", "10.0.0.0/8"],
    ["10.2.0.0/16", "198.19.0.0/20", "198.19.0.0/16", "10.0.0.0/8"],
    ["10.1.0.0/16", "10.0.0.0/16", "10.0.0.0/16", "10.0.0.0/8"],
    ["10.0.0.0/20", "10.0.64.0/20", "10.0.0.0/16", "10.0.0.0/8"],
    ["172.16.0.0/16", "10.0.0.0/16", "10.0.0.0/8", "172.16.0.0/12"],
    ["172.16.0.0/16", "172.31.0.0/16", "172.31.0.0/16", "172.16.0.0/12"],
    ["192.168.0.0/20", "172.16.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
    ["198.19.0.0/20", "10.0.0.0/16", "10.0.0.0/8", "public addresses that you own"],
    ["100.64.0.0/16", "10.0.0.0/16", "10.0.0.0/8", "public addresses that you own"],
    ["203.0.113.0/24", "198.19.0.0/20", "198.19.0.0/16", "public addresses that you own"],
  ])("of %s not %s", (cidrBlock, block, refused, fix) => {
    expect(refusal({ cidrBlock, secondaryCidrBlocks: [block], tiers: FITTING })).toBe(
      invalid(
        `secondaryCidrBlocks[0]: must be outside ${refused}, which EC2 doesn't associate beside the other ranges of this VPC; received "${block}". ` +
          `Use a range of 100.64.0.0/10, or of ${fix}.`,
      ),
    );
  });

  test("no range of 10.0.0.0/16 beside another secondary range of 10.0.0.0/15", () => {
    expect(refusal({ cidrBlock: "10.2.0.0/16", secondaryCidrBlocks: ["10.0.0.0/16", "10.1.0.0/16"] })).toContain(
      "secondaryCidrBlocks[0]: must be outside 10.0.0.0/16",
    );
  });
});

describe("secondary ranges are refused", () => {
  test.each<[string, object, ...string[]]>([
    [
      "that aren't ranges, or off their boundary, or of a size that EC2 doesn't allow",
      { secondaryCidrBlocks: ["100.64.0.0", "100.64.1.0/16", "100.64.0.0/15", "100.64.0.0/29"] },
      'secondaryCidrBlocks[0]: must be an IPv4 range; received "100.64.0.0". Write it as "10.0.0.0/16".',
      'secondaryCidrBlocks[1]: must begin on its own boundary; received "100.64.1.0/16". Write it as "100.64.0.0/16".',
      'secondaryCidrBlocks[2]: must be a /16 to a /28; received "100.64.0.0/15". Use a /16 inside it.',
      'secondaryCidrBlocks[3]: must be a /16 to a /28; received "100.64.0.0/29". Use the /28 around it, or a wider one.',
    ],
    [
      "that overlap with another",
      { secondaryCidrBlocks: [SHARED, "10.0.128.0/20", "100.64.64.0/20"] },
      'secondaryCidrBlocks[1]: must not overlap with 10.0.0.0/16; received "10.0.128.0/20". Choose a range that the VPC doesn\'t have.',
      'secondaryCidrBlocks[2]: must not overlap with 100.64.0.0/16; received "100.64.64.0/20". Choose a range that the VPC doesn\'t have.',
    ],
    [
      "that are too narrow for their tiers",
      { secondaryCidrBlocks: ["100.64.0.0/26"], tiers: [...TIERS, { ...PODS, cidrBlock: "100.64.0.0/26" }] },
      'secondaryCidrBlocks[0]: must have room for subnets of 16 addresses in 4 AZs of every tier; received "100.64.0.0/26". ' +
        "The smallest that fits these tiers is 100.64.0.0/25; or make the small tiers larger.",
    ],
    [
      "whose tiers are larger together",
      { secondaryCidrBlocks: [SHARED], tiers: ["a", "b", "c"].map((name) => ({ ...PODS, name })) },
      'tiers: must fit into 100.64.0.0/16 together (small 1/16, medium 1/8, large 1/4, xlarge 1/2); received "24/16 of it". Make a tier smaller, or leave one out.',
    ],
    [
      "that only Terraform knows",
      { secondaryCidrBlocks: ["${var.block}"] },
      'secondaryCidrBlocks[0]: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "that are a text",
      { secondaryCidrBlocks: SHARED },
      'secondaryCidrBlocks: must be a list of strings; received "100.64.0.0/16". Write it as ["…", "…"].',
    ],
  ])("%s", (_, props, ...lines) => expect(refusal(props)).toBe(invalid(...lines)));

  test("a tier in a range that the VPC doesn't have", () => {
    expect(refusal({ tiers: [...TIERS, PODS] })).toBe(
      invalid(
        'tiers[3].cidrBlock: must be one of the VPC\'s ranges; received "100.64.0.0/16". Use one of 10.0.0.0/16, or add it to secondaryCidrBlocks.',
      ),
    );
  });

  test("two tiers of one name in two ranges", () => {
    expect(refusal({ secondaryCidrBlocks: [SHARED], tiers: [...TIERS, { ...PODS, name: "private" }] })).toBe(
      invalid('tiers: must have unique names; received "private". Rename one of the tiers of that name.'),
    );
  });
});

// VPC User Guide, "Amazon VPC quotas": IPv4 CIDR blocks per VPC, 5, up to 50; the primary one counts.
describe("the quota of ranges", () => {
  const blocks = (count: number): string[] => Array.from({ length: count }, (_, index) => `100.${64 + index}.0.0/16`);
  const warnings = (count: number): string[] => {
    const warn = jest.spyOn(Annotations.prototype, "addWarning").mockImplementation(() => undefined);
    make({ secondaryCidrBlocks: blocks(count) });
    const said = warn.mock.calls.map(([message]) => message);
    warn.mockRestore();
    return said;
  };

  test("holds five", () => {
    expect(warnings(4)).toEqual([]);
    expect(warnings(5)).toEqual([
      'The VPC has 6 IPv4 ranges. An account has 5 (quota "IPv4 CIDR blocks per VPC"): ask for more before you deploy.',
    ]);
  });

  test("is raised to fifty at most", () => {
    expect(make({ secondaryCidrBlocks: blocks(49) }).network.secondaryCidrBlocks).toHaveLength(49);
    expect(refusal({ secondaryCidrBlocks: blocks(50) })).toBe(
      invalid('secondaryCidrBlocks: must be 49 or fewer; received "50 ranges". Use fewer and wider ranges.'),
    );
  });
});
