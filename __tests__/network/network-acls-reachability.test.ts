import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Route } from "@cdktf/provider-aws/lib/route";
import { NetworkProps } from "../../modules/network";
import { SubnetTier } from "../../src/core";
import { Arguments, Connection, ConnectionQuestion, Reachability, SynthesizedStack, reachability } from "../../src/testing";
import { synth } from "../support/synth";
import { make } from "./fixture";
import { PARTNER, S3_RANGES, reach, wired } from "./wired-network";

/** Everything that ACLs have rules for. */
const FULL: Partial<NetworkProps> = {
  networkAcls: true,
  natGateways: "single",
  ipv6: true,
  trustedCidrBlocks: [PARTNER],
  gatewayEndpointCidrBlocks: S3_RANGES,
};

const VARIANTS: readonly (readonly [string, Partial<NetworkProps>])[] = [
  ["without network ACLs", {}],
  ["with NAT and without network ACLs", { natGateways: "perAz" }],
  ["with network ACLs", { networkAcls: true }],
  ["with network ACLs and one NAT gateway", { networkAcls: true, natGateways: "single" }],
  ["with network ACLs and NAT gateways in each AZ", { networkAcls: true, natGateways: "perAz" }],
  ["with network ACLs and IPv6", { networkAcls: true, ipv6: true }],
  ["with network ACLs and connected networks", { networkAcls: true, trustedCidrBlocks: [PARTNER] }],
  ["with network ACLs and S3's ranges", { networkAcls: true, gatewayEndpointCidrBlocks: S3_RANGES }],
  ["with everything", FULL],
];

function label({ from, to, protocol = "tcp", port, family }: ConnectionQuestion): string {
  return `${from} to ${to}, ${protocol} ${port}${family === "ipv6" ? ", IPv6" : ""}`;
}

/** What refuses a part of a connection. */
function refusals({ steps }: Connection): string[] {
  return steps.filter(({ verdict }) => verdict !== "allowed").map(({ sentence }) => sentence);
}

/** Replies to 3389 are denied for everybody, and clients may choose it: one of 64,512 ports. */
const BUT_3389 = /^replies: inbound rule \* of Network\/NetworkAcls\/(public|private) denies part of (tcp|udp) 1024-65535 from \S+: 3389$/;

describe("what security groups allow in a network passes", () => {
  test.each(VARIANTS)("%s", (_, props) => {
    const network = reach(wired(props));
    const wires = network.wires();
    expect(wires.length).toBeGreaterThan(15);
    for (const wire of wires) {
      const connection = network.connection(wire);
      expect([label(wire), connection.explanation, refusals(connection).filter((sentence) => !BUT_3389.test(sentence))]).toEqual([
        label(wire),
        expect.stringMatching(/ can connect to /),
        [],
      ]);
    }
  });
});

// EC2 User Guide, "Network MTU for your EC2 instance"; VPC User Guide, "Ephemeral ports".
describe("a data centre behind a transit gateway answers a private tier without NAT", () => {
  const network = reach(wired({ networkAcls: true }));

  test.each([
    ["Service", "DNS", 53],
    ["Service", "Kerberos", 88],
    ["Service", "NTP", 123],
    ["Function", "DNS", 53],
  ])("%s, by UDP: %s", (from, _, port) => {
    const connection = network.connection({ from, to: "10.8.0.7", protocol: "udp", port });
    expect(refusals(connection).filter((sentence) => !BUT_3389.test(sentence))).toEqual([]);
    expect(connection.steps.map(({ sentence }) => sentence)).toContainEqual(expect.stringMatching(/^path MTU discovery: /));
  });
});

/** The wires that break when a rule goes, by the rule. */
function wiresBrokenWithout(stack: SynthesizedStack): Record<string, readonly string[]> {
  const network = reach(stack);
  const before = network.wires().map((wire) => ({ ...network.connection(wire), wire }));
  return Object.fromEntries(
    Object.entries(stack.resources("aws_network_acl")).flatMap(([id, acl]) => {
      const tier = /NetworkAcls_([a-z]+)_/.exec(id)![1]!;
      const concerned = before.filter(({ steps }) => steps.some(({ resource }) => resource === `Network/NetworkAcls/${tier}`));
      return (["ingress", "egress"] as const).flatMap((list) =>
        (acl[list] as Arguments[]).map((rule) => {
          const without = reach(withoutRule(stack, id, list, rule));
          const broken = concerned.filter(
            (connection) => refusals(without.connection(connection.wire)).join() !== refusals(connection).join(),
          );
          const range = rule.rule_no < 1000 ? "" : ` ${rule.cidr_block ?? rule.ipv6_cidr_block}`;
          const number = rule.rule_no < 1000 ? ` ${rule.rule_no}` : "";
          return [`${tier} ${list === "ingress" ? "inbound" : "outbound"}${number}${range}`, broken.map(label)] as const;
        }),
      );
    }),
  );
}

function withoutRule(stack: SynthesizedStack, id: string, list: string, rule: Arguments): SynthesizedStack {
  const json = structuredClone(stack.json);
  json.resource.aws_network_acl[id][list] = stack.resources("aws_network_acl")[id]![list].filter((other: Arguments) => other !== rule);
  return new SynthesizedStack(json);
}

describe("no rule of a network ACL is without need: without it, something that security groups allow is refused", () => {
  test("without NAT and IPv6", () => {
    for (const [rule, broken] of Object.entries(wiresBrokenWithout(wired({ networkAcls: true })))) {
      expect([rule, broken]).not.toEqual([rule, []]);
    }
  });

  // What each rule is for, in the words of the wires.
  test("with everything", () => {
    const broken = wiresBrokenWithout(wired(FULL));
    const first = {
      "public inbound 100": "Site to Service, tcp 8080",
      "public inbound 110": "Site to Service, tcp 8080, IPv6",
      "public inbound 200": "internet to Site, tcp 443",
      "public inbound 210": "internet to Site, tcp 443, IPv6",
      "public inbound 300": "internet to Site, tcp 80",
      "public inbound 310": "internet to Site, tcp 80, IPv6",
      "public inbound 400": "Site to internet, tcp 443",
      "public inbound 420": "Proxy to internet, tcp 443",
      "public inbound 430": "Proxy to internet, tcp 443, IPv6",
      "public inbound 500": "Service to internet, udp 443",
      "public inbound 520": "Proxy to internet, udp 443",
      "public inbound 530": "Proxy to internet, udp 443, IPv6",
      "public inbound 600": "internet to Site, tcp 443",
      "public inbound 610": "internet to Site, tcp 443, IPv6",
      "public inbound 10.9.0.0/16": "10.9.0.0/16 to Proxy, tcp 22",
      "public outbound 100": "Site to Service, tcp 8080",
      "public outbound 110": "Site to Service, tcp 8080, IPv6",
      "private inbound 100": "Internal to Service, tcp 8080",
      "private inbound 110": "Worker to Service, tcp 22, IPv6",
      "private inbound 200": "VpcOrigin to Internal, tcp 443",
      "private inbound 400": "Function to internet, tcp 443",
      "private inbound 410": "Function to internet, tcp 443, IPv6",
      "private inbound 420": "Service to Network/S3Endpoint, tcp 443",
      "private inbound 430": "Service to internet, tcp 443, IPv6",
      "private inbound 500": "Function to internet, udp 443",
      "private inbound 510": "Function to internet, udp 443, IPv6",
      "private inbound 520": "Service to internet, udp 443",
      "private inbound 530": "Service to internet, udp 443, IPv6",
      "private inbound 600": "Service to internet, tcp 443",
      "private inbound 610": "Service to internet, tcp 443, IPv6",
      "private inbound 10.9.0.0/16": "10.9.0.0/16 to Service, tcp 22",
      "private outbound 100": "Service to Database, tcp 5432",
      "private outbound 110": "Service to internet, tcp 443, IPv6",
      "isolated inbound 100": "Service to Database, tcp 5432",
      "isolated inbound 110": "Service to Database, tcp 5432, IPv6",
      "isolated inbound 10.9.0.0/16": "10.9.0.0/16 to Database, tcp 5432",
      "isolated inbound 52.219.168.0/24": "Database to Network/S3Endpoint, tcp 443",
      "isolated inbound 52.219.170.0/23": "Database to Network/S3Endpoint, tcp 443",
      "isolated outbound 100": "Service to Database, tcp 5432",
      "isolated outbound 110": "Service to Database, tcp 5432, IPv6",
      "isolated outbound 10.9.0.0/16": "Database to 10.9.0.0/16, tcp 443",
      "isolated outbound 52.219.168.0/24": "Database to Network/S3Endpoint, tcp 443",
      "isolated outbound 52.219.170.0/23": "Database to Network/S3Endpoint, tcp 443",
    };
    expect(Object.keys(broken).sort()).toEqual(Object.keys(first).sort());
    for (const [rule, wire] of Object.entries(first)) expect(broken[rule]).toContain(wire);
  });
});

/** A host in a tier for which everything else was opened by mistake: its security group, a public address and a route to the internet. */
function opened(kind: SubnetTier, props: Partial<NetworkProps> = {}): Reachability {
  const { stack, network } = make({ networkAcls: true, ipv6: true, ...props });
  const [subnet] = network.subnets(kind);
  const instance = new Instance(stack, "Host", {
    ami: "ami-1",
    instanceType: "t4g.small",
    subnetId: subnet!.subnetId,
    associatePublicIpAddress: true,
    vpcSecurityGroupIds: ["sg-1"],
  });
  if (kind !== "public") {
    const { routeTableId } = subnet!;
    new Route(stack, "MistakeIpv4", { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId: network.internetGateway.id });
    new Route(stack, "MistakeTgw", { routeTableId, destinationCidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" });
    // The private tier's own default route leads to the egress-only gateway.
    if (kind === "isolated") {
      new Route(stack, "MistakeIpv6", { routeTableId, destinationIpv6CidrBlock: "::/0", gatewayId: network.internetGateway.id });
    }
  }
  const json = structuredClone(synth(stack).json);
  const everybody = { cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: ["::/0"], protocol: "-1", from_port: 0, to_port: 0 };
  json.resource.aws_security_group = { Open: { vpc_id: network.vpcId, ingress: [everybody], egress: [everybody] } };
  json.resource.aws_instance[instance.friendlyUniqueId].vpc_security_group_ids = ["${aws_security_group.Open.id}"];
  return reachability(new SynthesizedStack(json));
}

/** The ports of a range that somebody can connect to, as a list of ranges. */
function openPorts(network: Reachability, question: Omit<ConnectionQuestion, "to" | "port">): string[] {
  const bounds = [0, 22, 23, 80, 81, 443, 444, 1024, 3389, 3390, 65_536];
  return bounds.slice(0, -1).flatMap((port, index) => {
    const toPort = bounds[index + 1]! - 1;
    const { verdict } = network.connection({ ...question, to: "Host", port, toPort });
    return verdict === "refused" ? [] : [`${port}-${toPort} ${verdict}`];
  });
}

describe("with security groups, routes and addresses opened by mistake, network ACLs refuse", () => {
  const networks: Record<SubnetTier, Reachability> = { public: opened("public"), private: opened("private"), isolated: opened("isolated") };

  test.each(["ipv4", "ipv6"] as const)("the internet every port of an isolated tier by %s", (family) => {
    for (const protocol of ["tcp", "udp"] as const) {
      expect(openPorts(networks.isolated, { from: "internet", protocol, family })).toEqual([]);
    }
  });

  test.each(["ipv4", "ipv6"] as const)("an isolated tier every port of the internet by %s", (family) => {
    for (const protocol of ["tcp", "udp"] as const) {
      expect(networks.isolated.connection({ from: "Host", to: "internet", port: 0, toPort: 65_535, protocol, family }).verdict).toBe(
        "refused",
      );
    }
  });

  test("networks that aren't trusted every port of an isolated tier, and it theirs", () => {
    expect(openPorts(networks.isolated, { from: "10.8.0.0/16" })).toEqual([]);
    expect(networks.isolated.connection({ from: "Host", to: "10.8.0.0/16", port: 0, toPort: 65_535 }).verdict).toBe("refused");
  });

  // Replies can't be told from requests: what is left of a stateless list is that ports below 1024, and 3389, stay closed.
  test("the internet all of a public tier but HTTPS, HTTP and the ports of replies", () => {
    const expected = ["80-80 allowed", "443-443 allowed", "1024-3388 allowed", "3390-65535 allowed"];
    expect(openPorts(networks.public, { from: "internet" })).toEqual(expected);
    expect(openPorts(networks.public, { from: "internet", family: "ipv6" })).toEqual([
      "80-80 allowed",
      "443-443 allowed",
      "3390-65535 allowed",
    ]);
    const udp = ["1024-3388 allowed", "3390-65535 allowed"];
    expect(openPorts(networks.public, { from: "internet", protocol: "udp" })).toEqual(udp);
  });

  test("the internet and networks that aren't trusted all of a private tier but HTTPS and the ports of replies", () => {
    const expected = ["443-443 allowed", "1024-3388 allowed", "3390-65535 allowed"];
    for (const from of ["internet", "10.8.0.0/16"]) {
      expect(openPorts(networks.private, { from })).toEqual(expected);
      expect(openPorts(networks.private, { from, protocol: "udp" })).toEqual(expected.slice(1));
    }
  });

  test.each([22, 3389])("everybody port %d of every tier", (port) => {
    for (const network of Object.values(networks)) {
      for (const protocol of ["tcp", "udp"] as const) {
        for (const family of ["ipv4", "ipv6"] as const) {
          expect(network.connection({ from: "internet", to: "Host", port, protocol, family }).verdict).toBe("refused");
        }
      }
    }
  });
});
