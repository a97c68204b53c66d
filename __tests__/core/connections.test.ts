import { Fn, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { Connections, Peer, Port, SecurityGroup } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

function ends() {
  const stack = testStack();
  const service = new SecurityGroup(stack, "TradingApi", { vpcId: "vpc-1", description: "The trading API" });
  const database = new SecurityGroup(stack, "Database", { vpcId: "vpc-1", description: "The database", defaultPort: Port.tcp(5432) });
  return { stack, service, database };
}

describe("connections", () => {
  test("are one ingress and one egress rule, described by who talks to whom and why", () => {
    const { stack, service, database } = ends();
    database.connections.allowDefaultPortFrom(service, "orders");
    const synthesized = synth(stack);
    expect(synthesized.resource(INGRESS)).toMatchObject({
      security_group_id: expect.stringContaining("aws_security_group.Database"),
      referenced_security_group_id: expect.stringContaining("aws_security_group.TradingApi"),
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
      description: "TradingApi to Database: orders",
    });
    expect(synthesized.resource(EGRESS)).toMatchObject({
      security_group_id: expect.stringContaining("aws_security_group.TradingApi"),
      referenced_security_group_id: expect.stringContaining("aws_security_group.Database"),
      description: "TradingApi to Database: orders",
    });
  });

  test("asked for twice, from either end, are the same as asked for once", () => {
    const { stack, service, database } = ends();
    database.connections.allowFrom(service, Port.tcp(5432));
    database.connections.allowFrom(service, Port.tcp(5432));
    service.connections.allowTo(database, Port.tcp(5432));
    const synthesized = synth(stack);
    expect(Object.keys(synthesized.resources(INGRESS))).toHaveLength(1);
    expect(Object.keys(synthesized.resources(EGRESS))).toHaveLength(1);
  });

  test("asked for with two purposes say both, in one order", () => {
    const description = (...purposes: string[]) => {
      const { stack, service, database } = ends();
      for (const purpose of purposes) database.connections.allowDefaultPortFrom(service, purpose);
      return synth(stack).resource(INGRESS).description;
    };
    expect(description("orders", "accounts")).toBe("TradingApi to Database: accounts; orders");
    expect(description("accounts", "orders", "accounts")).toBe("TradingApi to Database: accounts; orders");
  });

  test("have ids from both ends and the port", () => {
    const { service, database } = ends();
    database.connections.allowDefaultPortFrom(service);
    expect(database.node.tryFindChild("IngressFrom-TradingApi-tcp-5432")).toBeDefined();
    expect(service.node.tryFindChild("EgressTo-Database-tcp-5432")).toBeDefined();
  });

  test("have ids of letters, digits, underscores and dashes", () => {
    const { stack, database } = ends();
    const batch = new SecurityGroup(stack, "Night.Batch (EU)", { vpcId: "vpc-1", description: "Batch" });
    database.connections.allowDefaultPortFrom(batch);
    expect(database.node.tryFindChild("IngressFrom-Night_BatchEU-tcp-5432")).toBeDefined();
  });

  test("keep their ids when an end is named otherwise", () => {
    const ids = (peerName?: string) => {
      const { stack, database } = ends();
      const batch = new SecurityGroup(stack, "Batch", { vpcId: "vpc-1", description: "Batch", peerName });
      database.connections.allowDefaultPortFrom(batch);
      expect(synth(stack).resource(INGRESS).description).toBe(`${peerName ?? "Batch"} to Database`);
      return [...database.node.children, ...batch.node.children].map(({ node }) => node.id);
    };
    expect(ids("Nightly batch")).toEqual(ids());
  });

  test("keep their ids when a prefix list is named otherwise", () => {
    const ids = (name: string) => {
      const { service } = ends();
      service.connections.allowTo(Peer.prefixList("pl-1", name), Port.tcp(443));
      return service.node.children.map(({ node }) => node.id);
    };
    expect(ids("partners")).toEqual(["Resource", "EgressTo-pl-1-tcp-443"]);
    expect(ids("exchanges")).toEqual(ids("partners"));
  });

  test("keep the id of a prefix list's key when the list is looked up no more", () => {
    const ids = (id: string) => {
      const { service } = ends();
      service.connections.allowTo(Peer.prefixList(id, "partners", "partners"), Port.tcp(443));
      return service.node.children.map(({ node }) => node.id);
    };
    expect(ids("pl-1")).toEqual(["Resource", "EgressTo-partners-tcp-443"]);
    expect(ids(Token.asString({ later: true }))).toEqual(ids("pl-1"));
  });

  test.each([
    ["an IPv4 range", Peer.ipv4("10.1.0.0/16"), { cidr_ipv4: "10.1.0.0/16" }],
    ["an IPv6 range", Peer.ipv6("fd00::/8"), { cidr_ipv6: "fd00::/8" }],
    ["a prefix list", Peer.prefixList("pl-1", "cloudfront"), { prefix_list_id: "pl-1" }],
  ])("from %s are one ingress rule", (_, peer, expected) => {
    const { stack, database } = ends();
    database.connections.allowFrom(peer, Port.tcpRange(5000, 6000));
    const synthesized = synth(stack);
    expect(synthesized.resource(INGRESS)).toMatchObject({ ...expected, from_port: 5000, to_port: 6000 });
    expect(synthesized.resources(EGRESS)).toEqual({});
  });

  test("with the internet carry the reason in the description", () => {
    const { stack, service } = ends();
    service.connections.allowTo(Peer.internet("market data vendor has no fixed addresses"), Port.tcp(443));
    expect(synth(stack).resource(EGRESS)).toMatchObject({
      cidr_ipv4: "0.0.0.0/0",
      description: "TradingApi to the internet (market data vendor has no fixed addresses)",
    });
  });

  test("with the internet over IPv6 are to every address of it", () => {
    const { stack, service } = ends();
    service.connections.allowTo(Peer.internetIpv6("market data vendor has no fixed addresses"), Port.tcp(443));
    expect(synth(stack).resource(EGRESS)).toMatchObject({
      cidr_ipv6: "::/0",
      description: "TradingApi to the internet (market data vendor has no fixed addresses)",
    });
    expect(service.node.tryFindChild("EgressTo-internet-ipv6-tcp-443")).toBeDefined();
  });

  test("with the internet for two reasons carry both, in one order", () => {
    const description = (...reasons: string[]) => {
      const { stack, service } = ends();
      for (const reason of reasons) service.connections.allowTo(Peer.internet(reason), Port.tcp(443));
      return synth(stack).resource(EGRESS).description;
    };
    expect(description("prices", "news")).toBe("TradingApi to the internet (news); TradingApi to the internet (prices)");
    expect(description("news", "prices")).toBe(description("prices", "news"));
  });

  test("keep to the characters and the length of a rule's description", () => {
    const { stack, service, database } = ends();
    database.connections.allowDefaultPortFrom(service, `"quoted" ünd lang ${"x".repeat(300)}`);
    const { description } = synth(stack).resource(INGRESS);
    expect(description).toHaveLength(255);
    expect(description).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]+$/);
  });

  test("to an address range that Terraform knows later have the same id whatever was made before", () => {
    const id = (...before: string[]) => {
      const { service } = ends();
      before.forEach((text) => Token.asString({ text }));
      service.connections.allowTo(Peer.ipv4(Token.asString(Fn.cidrsubnet("${aws_vpc.main.cidr_block}", 8, 1))), Port.tcp(443));
      return service.node.children.map((child) => child.node.id).find((child) => child.startsWith("EgressTo"));
    };
    expect(id()).toBe(id("a token", "another"));
  });

  test("to an address range keep their id when a variable is added or another one goes", () => {
    const id = (...others: string[]) => {
      const { stack, service } = ends();
      others.forEach((name) => new TerraformVariable(stack, name, { type: "string" }));
      const cidr = new TerraformVariable(stack, "ExchangeCidr", { type: "string" });
      service.connections.allowTo(Peer.ipv4(cidr.stringValue), Port.tcp(443));
      return service.node.children.map((child) => child.node.id).find((child) => child.startsWith("EgressTo"));
    };
    expect(id("Before", "Another")).toBe(id());
  });

  // EC2 API reference, IpRange: a description has up to 255 characters.
  test("with a range that Terraform knows later leave its expression whole, however long the purpose is", () => {
    const { stack, service } = ends();
    const cidr = new TerraformVariable(stack, "ExchangeCidr", { type: "string" });
    service.connections.allowFrom(Peer.ipv4(cidr.stringValue), Port.tcp(443), "x".repeat(300));
    expect(synth(stack).resource(INGRESS).description).toMatch(/^\$\{var\.ExchangeCidr\} to TradingApi: x+$/);
  });

  test("with the internet for a reason of one letter are allowed", () => {
    const { service } = ends();
    expect(() => service.connections.allowTo(Peer.internet("x"), Port.tcp(443))).not.toThrow();
  });

  test("keep what Terraform knows later whole where a name is as long as a description", () => {
    const stack = testStack();
    const long = new SecurityGroup(stack, "x".repeat(245), { vpcId: "vpc-1", description: "Long" });
    const cidr = new TerraformVariable(stack, "ExchangeCidr", { type: "string" });
    long.connections.allowTo(Peer.ipv4(cidr.stringValue), Port.tcp(443));
    expect(synth(stack).resource(EGRESS).description).toBe(`${"x".repeat(245)} to \${var.ExchangeCidr}`);
  });

  test("leave one dash where a description can't hold a character", () => {
    const { stack, service, database } = ends();
    database.connections.allowDefaultPortFrom(service, "für Händler");
    expect(synth(stack).resource(INGRESS).description).toBe("TradingApi to Database: f-r H-ndler");
  });

  test("to something that can't be are refused as those from it are", () => {
    const { stack, service } = ends();
    expect(messageOf(() => service.connections.allowTo(Peer.ipv4("0.0.0.0/0"), Port.tcp(443)))).toContain(
      "peer: must not be open to everybody",
    );
    expect(synth(stack).resources(EGRESS)).toEqual({});
  });

  test("with two prefix lists of one key that Terraform knows later are refused by what is known of it", () => {
    const { stack, service } = ends();
    const name = new TerraformVariable(stack, "Partners", { type: "string" }).stringValue;
    service.connections.allowTo(Peer.prefixList("pl-1", "partners", name), Port.tcp(443));
    expect(messageOf(() => service.connections.allowTo(Peer.prefixList("pl-2", "partners", name), Port.tcp(443)))).toBe(
      'trading-test/TradingApi: invalid input\n  - peer: must have a construct id of its own, and another peer\'s rules have this one; received "a key that only Terraform knows". Give one of the two constructs another id, or one of the two prefix lists another key.',
    );
  });

  test("of two groups of one construct are refused, since their rules would have one id", () => {
    const { stack, service } = ends();
    const legacy = new Construct(stack, "Legacy");
    const made = (securityGroupId: string) => new Connections(legacy, { securityGroupId, defaultPort: Port.tcp(1521) });
    for (const peer of [service, Peer.ipv4("10.0.0.0/8")]) {
      made("sg-1").allowDefaultPortFrom(peer);
      expect(messageOf(() => made("sg-2").allowDefaultPortFrom(peer))).toContain("peer: must have a construct id of its own");
    }
  });

  test("with two prefix lists of one name are a rule each", () => {
    const { stack, service } = ends();
    for (const id of ["pl-1", "pl-2"]) service.connections.allowTo(Peer.prefixList(id, "partners"), Port.tcp(443));
    const lists = Object.values(synth(stack).resources(EGRESS)).map(({ prefix_list_id }) => prefix_list_id);
    expect(lists.sort()).toEqual(["pl-1", "pl-2"]);
  });

  test("with two prefix lists of one key are refused, in either order", () => {
    const message = (...ids: string[]) => {
      const { service } = ends();
      return messageOf(() => ids.forEach((id) => service.connections.allowTo(Peer.prefixList(id, "partners", "partners"), Port.tcp(443))));
    };
    const expected =
      'trading-test/TradingApi: invalid input\n  - peer: must have a construct id of its own, and another peer\'s rules have this one; received "partners". Give one of the two constructs another id, or one of the two prefix lists another key.';
    expect(message("pl-1", "pl-2")).toBe(expected);
    expect(message("pl-2", "pl-1")).toBe(expected);
  });

  test("with two constructs whose paths read alike are refused rather than one of them left out", () => {
    const { stack, database } = ends();
    const nested = new SecurityGroup(new Construct(stack, "Batch"), "Nightly", { vpcId: "vpc-1", description: "Nested" });
    database.connections.allowDefaultPortFrom(nested);
    const flat = new SecurityGroup(stack, "Batch-Nightly", { vpcId: "vpc-1", description: "Flat" });
    expect(messageOf(() => database.connections.allowDefaultPortFrom(flat))).toContain(
      'peer: must have a construct id of its own, and another peer\'s rules have this one; received "Batch-Nightly"',
    );
  });

  test("of a construct that makes them anew for each call are those of one", () => {
    const { stack, service } = ends();
    const legacy = new Construct(stack, "Legacy");
    const made = () => new Connections(legacy, { securityGroupId: "sg-1", defaultPort: Port.tcp(1521) });
    made().allowDefaultPortFrom(service, "orders");
    made().allowDefaultPortFrom(service, "accounts");
    expect(synth(stack).resource(INGRESS).description).toBe("TradingApi to Legacy: accounts; orders");
  });

  test.each([
    [
      "a port out of range",
      Peer.ipv4("10.0.0.0/8"),
      Port.tcp(70000),
      "port.fromPort: must be a whole number from 0 to 65535; received 70000. Give a value from 0 to 65535.",
    ],
    [
      "a range that ends before it begins",
      Peer.ipv4("10.0.0.0/8"),
      Port.tcpRange(90, 80),
      "port: must not end before it begins; received [90,80]. Swap fromPort and toPort.",
    ],
    [
      "the whole internet as a range",
      Peer.ipv4("0.0.0.0/0"),
      Port.tcp(443),
      'peer: must not be open to everybody; received "0.0.0.0/0". Name the range that is meant, a /8 or narrower, or write Peer.internet("why") to open it to everybody.',
    ],
    [
      "a half of the internet as a range",
      Peer.ipv4("128.0.0.0/1"),
      Port.tcp(443),
      'peer: must not be open to everybody; received "128.0.0.0/1". Name the range that is meant, a /8 or narrower, or write Peer.internet("why") to open it to everybody.',
    ],
    [
      "a half of the IPv6 internet as a range",
      Peer.ipv6("2000::/4"),
      Port.tcp(443),
      'peer: must not be open to everybody; received "2000::/4". Name the range that is meant, a /16 or narrower, or write Peer.internetIpv6("why") to open it to everybody.',
    ],
    // EC2 API Reference, CreateRoute: a CIDR block is modified to its canonical form.
    [
      "a range that isn't in its canonical form",
      Peer.ipv4("10.1.2.3/16"),
      Port.tcp(443),
      'peer: must be written in its canonical form; received "10.1.2.3/16". Write it as "10.1.0.0/16".',
    ],
    [
      "an IPv6 range that isn't in its canonical form",
      Peer.ipv6("2001:DB8:0::1/32"),
      Port.tcp(443),
      'peer: must be written in its canonical form; received "2001:DB8:0::1/32". Write it as "2001:db8::/32".',
    ],
    [
      "the whole IPv6 internet as a range",
      Peer.ipv6("::/0"),
      Port.tcp(443),
      'peer: must not be open to everybody; received "::/0". Name the range that is meant, a /16 or narrower, or write Peer.internetIpv6("why") to open it to everybody.',
    ],
    [
      "something that is no range",
      Peer.ipv4("10.0.0"),
      Port.tcp(443),
      'peer: must be an IPv4 range; received "10.0.0". Write it as "10.0.0.0/16".',
    ],
    [
      "something that is no IPv6 range",
      Peer.ipv6("10.0.0.0/8"),
      Port.tcp(443),
      'peer: must be an IPv6 range; received "10.0.0.0/8". Write it as "fd00::/8".',
    ],
    [
      "the internet for no reason",
      Peer.internet(""),
      Port.tcp(443),
      'peer.reason: must say why the internet is meant; received "". Give the reason in a few words.',
    ],
    [
      "the internet without a reason",
      Peer.internet(" "),
      Port.tcp(443),
      'peer.reason: must say why the internet is meant; received " ". Give the reason in a few words.',
    ],
  ])("refuse %s and write nothing", (_, peer, port, message) => {
    const { stack, database } = ends();
    expect(messageOf(() => database.connections.allowFrom(peer, port)).split("\n")).toContain(`  - ${message}`);
    expect(synth(stack).resources(INGRESS)).toEqual({});
  });

  test.each([
    [
      "a peer that is none",
      "10.0.0.0/8",
      Port.tcp(443),
      'peer: must be something with connections, or a Peer; received "10.0.0.0/8". Give a construct such as a service, or a Peer such as Peer.ipv4("10.0.0.0/16").',
    ],
    [
      "a peer that only Terraform knows",
      Token.asString({ later: true }),
      Port.tcp(443),
      'peer: must be something with connections, or a Peer; received a value that only Terraform knows. Give a construct such as a service, or a Peer such as Peer.ipv4("10.0.0.0/16").',
    ],
    [
      "a peer of a kind that there isn't",
      { kind: "cidr", cidr: "10.0.0.0/8" },
      Port.tcp(443),
      'peer.kind: must be one of ipv4, ipv6, prefixList, internet; received "cidr". Use one of these.',
    ],
    [
      "a range that is left out",
      Peer.ipv4(undefined as never),
      Port.tcp(443),
      "peer.cidr: must be a string; received nothing. It is required.",
    ],
    [
      "the internet without its reason",
      Peer.internet(undefined as never),
      Port.tcp(443),
      "peer.reason: must be a string; received nothing. It is required.",
    ],
    [
      "a prefix list without its name",
      Peer.prefixList("pl-a3a144ca", undefined as never),
      Port.tcp(443),
      "peer.name: must be a string; received nothing. It is required.",
    ],
    [
      "a protocol that EC2 has no name for",
      Peer.ipv4("10.0.0.0/8"),
      { ...Port.tcp(443), protocol: "gre" },
      'port.protocol: must be one of tcp, udp, icmp, icmpv6, -1; received "gre". Use one of these.',
    ],
    ["a number in place of a port", Peer.ipv4("10.0.0.0/8"), 443, "port: must be a Port; received 443. Give a Port."],
  ])("refuse %s, as plain JavaScript may give it", (_, peer, port, message) => {
    const { database } = ends();
    expect(messageOf(() => database.connections.allowFrom(peer as never, port as never))).toBe(
      `trading-test/Database: invalid input\n  - ${message}`,
    );
  });

  test("refuse the default port of an end that serves none", () => {
    const { service, database } = ends();
    expect(messageOf(() => service.connections.allowDefaultPortFrom(database))).toBe(
      'trading-test/TradingApi: invalid input\n  - connections: must have a default port; received "TradingApi". Use allowFrom(peer, Port.tcp(…)) instead.',
    );
  });
});
