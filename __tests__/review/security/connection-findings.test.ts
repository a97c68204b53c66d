import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { SynthesizedStack } from "../../../src/testing";
import { network, stack, toDatabase } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const CONNECTIONS = /^(?:connection-|egress-|public-exposure|unknown)/;

/** What is said of connections: the rules of the testing kit have more to say of so small a stack. */
function said(before: SynthesizedStack, after: SynthesizedStack): string[] {
  return about(before, after).map(({ severity, sentence }) => `${severity}: ${sentence}`);
}

function about(before: SynthesizedStack, after: SynthesizedStack): Finding[] {
  return securityFindings(before, after).filter(({ rule }) => CONNECTIONS.test(rule));
}

test("a connection that security groups allow on both ends is said to be opened", () => {
  expect(said(stack(network()), stack(network(), toDatabase(5432)))).toEqual(["warning: Web may now reach Database on port 5432"]);
});

test("the way that it takes is the reason", () => {
  const [finding] = about(stack(network()), stack(network(), toDatabase(5432)));
  expect(finding!.reasons[0]).toBe("Web can connect to Database on tcp 5432, through WebGroup, DatabaseGroup");
  expect(finding!.reasons.join("\n")).toContain("ToDatabase");
});

test("a rule on one end alone opens nothing", () => {
  const { aws_vpc_security_group_ingress_rule: inbound } = toDatabase(5432);
  expect(said(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: inbound }))).toEqual([]);
});

test("of a rule that is widened, only the ports that are new are named", () => {
  expect(said(stack(network(), toDatabase(5432)), stack(network(), toDatabase(5432, 5440)))).toEqual([
    "warning: Web may now reach Database on ports 5433–5440",
  ]);
});

test("a connection that is closed between what stays is said", () => {
  expect(said(stack(network(), toDatabase(5432)), stack(network()))).toEqual(["warning: Web may no longer reach Database on port 5432"]);
});

test("what is opened to the internet fails public-exposure", () => {
  const ssh = {
    security_group_id: "${aws_security_group.WebGroup.id}",
    cidr_ipv4: "0.0.0.0/0",
    ip_protocol: "tcp",
    from_port: 22,
    to_port: 22,
  };
  const [finding, ...others] = about(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: { Ssh: ssh } }));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    rule: "public-exposure",
    gate: "public-exposure",
    severity: "danger",
    path: "Web",
    address: "aws_instance.Web",
    sentence: "The internet may now reach Web on port 22",
  });
});

test("half of the internet is the internet", () => {
  const ssh = {
    security_group_id: "${aws_security_group.WebGroup.id}",
    cidr_ipv4: "128.0.0.0/1",
    ip_protocol: "tcp",
    from_port: 22,
    to_port: 22,
  };
  expect(said(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: { Ssh: ssh } }))).toEqual([
    "danger: The internet (128.0.0.0/1) may now reach Web on port 22",
  ]);
});

test("a rule for every address on what no route leads to fails nothing", () => {
  const all = {
    security_group_id: "${aws_security_group.DatabaseGroup.id}",
    cidr_ipv4: "0.0.0.0/0",
    ip_protocol: "tcp",
    from_port: 5432,
    to_port: 5432,
  };
  expect(
    about(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: { All: all } })).filter(({ gate }) => gate),
  ).toEqual([]);
});

test("a route to the internet gateway exposes what its groups allow already", () => {
  const all = {
    security_group_id: "${aws_security_group.DatabaseGroup.id}",
    cidr_ipv4: "0.0.0.0/0",
    ip_protocol: "tcp",
    from_port: 5432,
    to_port: 5432,
  };
  const open = {
    aws_vpc_security_group_ingress_rule: { All: all },
    aws_rds_cluster_instance: { One: { cluster_identifier: "${aws_rds_cluster.Database.id}", publicly_accessible: true } },
  };
  const route = {
    route_table_id: "${aws_route_table.Private.id}",
    destination_cidr_block: "0.0.0.0/0",
    gateway_id: "${aws_internet_gateway.Gateway.id}",
  };
  expect(said(stack(network(), open), stack(network(), open, { aws_route: { Private: route } }))).toEqual([
    "danger: The internet may now reach Database on port 5432",
  ]);
});

test("connections to the internet are said to be opened, and fail nothing", () => {
  const out = { security_group_id: "${aws_security_group.WebGroup.id}", cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1" };
  const findings = about(stack(network()), stack(network(), { aws_vpc_security_group_egress_rule: { Out: out } }));
  expect(findings).toMatchObject([
    { rule: "egress-opened", severity: "warning", sentence: "Web may now open connections to the internet on every port" },
  ]);
  expect(findings[0]).not.toHaveProperty("gate");
});

test("connections to an office are no egress to the internet", () => {
  const out = {
    security_group_id: "${aws_security_group.WebGroup.id}",
    cidr_ipv4: "192.0.2.0/24",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  };
  expect(about(stack(network()), stack(network(), { aws_vpc_security_group_egress_rule: { Out: out } }))).toEqual([
    expect.objectContaining({
      rule: "connection-opened",
      severity: "warning",
      path: "Web",
      address: "aws_instance.Web",
      sentence: "Web may now open connections to 192.0.2.0/24 on port 443",
    }),
  ]);
});

test("a range that only Terraform knows is said to be unknown", () => {
  const rule = {
    security_group_id: "${aws_security_group.WebGroup.id}",
    cidr_ipv4: "${known_after_apply(data.http.office.body)}",
    ip_protocol: "tcp",
    from_port: 22,
    to_port: 22,
  };
  expect(said(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: { Office: rule } }))).toEqual([
    "warning: Whom Office allows can't be told before apply",
  ]);
});

// AWS provider, aws_vpc_security_group_ingress_rule and aws_security_group: the arguments that have ranges of addresses.
const UNKNOWN = "${known_after_apply(data.http.office.body)}";

test.each<[string, string, Json]>([
  ["of a rule for inbound traffic", "aws_vpc_security_group_ingress_rule", { cidr_ipv4: UNKNOWN }],
  ["of IPv6", "aws_vpc_security_group_ingress_rule", { cidr_ipv6: UNKNOWN }],
  ["of a rule for outbound traffic", "aws_vpc_security_group_egress_rule", { cidr_ipv4: UNKNOWN }],
  ["of a rule of the older kind", "aws_security_group_rule", { type: "ingress", cidr_blocks: ["10.0.0.0/8", UNKNOWN] }],
  ["of a rule of the older kind, of IPv6", "aws_security_group_rule", { type: "ingress", ipv6_cidr_blocks: [UNKNOWN] }],
  ["of a group's own inbound rules", "aws_security_group", { ingress: [{ cidr_blocks: [UNKNOWN] }] }],
  ["of a group's own outbound rules", "aws_security_group", { egress: [{ cidr_blocks: [UNKNOWN] }] }],
  ["of the default group", "aws_default_security_group", { ingress: [{ cidr_blocks: [UNKNOWN] }] }],
])("a range %s that only Terraform knows is a warning", (_, type, args) => {
  const rule = { security_group_id: "${aws_security_group.WebGroup.id}", ip_protocol: "tcp", from_port: 22, to_port: 22, ...args };
  expect(about(stack(network()), stack(network(), { [type]: { Office: rule } })).filter(({ rule: id }) => /unknown/.test(id))).toEqual([
    {
      rule: "unknown-before-apply",
      severity: "warning",
      path: "Office",
      address: `${type}.Office`,
      sentence: "Whom Office allows can't be told before apply",
      reasons: ["Its range of addresses is known after apply only"],
    },
  ]);
});

test.each<[string, string, Json]>([
  ["that is written out", "aws_vpc_security_group_ingress_rule", { cidr_ipv4: "10.0.0.0/8" }],
  ["of a VPC in the stack", "aws_vpc_security_group_ingress_rule", { cidr_ipv4: "${aws_vpc.Main.cidr_block}" }],
  ["of what is no group", "aws_network_acl_rule", { cidr_ipv4: UNKNOWN }],
])("a range %s is none that isn't known", (_, type, args) => {
  const rule = { security_group_id: "${aws_security_group.WebGroup.id}", ip_protocol: "tcp", from_port: 22, to_port: 22, ...args };
  expect(said(stack(network()), stack(network(), { [type]: { Office: rule } })).filter((text) => text.includes("told before"))).toEqual([]);
});

test("a rule that goes is no range that isn't known", () => {
  const rule = { aws_vpc_security_group_ingress_rule: { Office: { security_group_id: "sg-1", ip_protocol: "tcp", cidr_ipv4: UNKNOWN } } };
  expect(said(stack(network(), rule), stack(network())).filter((text) => text.includes("told before"))).toEqual([]);
});

const IPV6 = { cidr_ipv6: "::/0", ip_protocol: "tcp", from_port: 22, to_port: 22, security_group_id: "${aws_security_group.WebGroup.id}" };

test("what is opened to the internet says what to do instead", () => {
  const ssh = { ...IPV6, cidr_ipv6: undefined, cidr_ipv4: "0.0.0.0/0" };
  const [finding] = about(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: { Ssh: ssh } }));
  expect(finding!.fix).toBe("Allow the security groups of those that need it, or their ranges of addresses, in place of every address");
});

test.each<[string, Json, string]>([
  ["of an office", { cidr_ipv4: "192.0.2.0/24" }, "warning: 192.0.2.0/24 may now reach Web on port 22"],
  ["of one address", { cidr_ipv4: "192.0.2.7/32" }, "warning: 192.0.2.7/32 may now reach Web on port 22"],
])("addresses %s that are let in are a warning, and fail nothing", (_, range, sentence) => {
  const ssh = { ...IPV6, cidr_ipv6: undefined, ...range };
  const findings = about(stack(network()), stack(network(), { aws_vpc_security_group_ingress_rule: { Ssh: ssh } }));
  expect(findings.map(({ severity, sentence: text }) => `${severity}: ${text}`)).toEqual([sentence]);
  expect(findings[0]).toMatchObject({ rule: "connection-opened" });
  expect(findings[0]).not.toHaveProperty("gate");
});

test("addresses that are no longer let in are a note", () => {
  const ssh = { aws_vpc_security_group_ingress_rule: { Ssh: { ...IPV6, cidr_ipv6: undefined, cidr_ipv4: "192.0.2.0/24" } } };
  expect(about(stack(network(), ssh), stack(network()))).toMatchObject([
    { rule: "connection-closed", severity: "note", path: "Web", sentence: "192.0.2.0/24 may no longer reach Web on port 22" },
  ]);
});

test("a new server that may reach what is there is told as new", () => {
  const { aws_instance: servers } = network();
  const second = { aws_instance: { Second: (servers as Json).Web } };
  expect(said(stack(network(), toDatabase(5432)), stack(network(), toDatabase(5432), second))).toEqual(
    expect.arrayContaining(["warning: Second may now reach Database on port 5432, where Second is new"]),
  );
});

test("from nothing, it is said what the internet reaches, and nothing else", () => {
  expect(said(stack(), stack(network(), toDatabase(5432)))).toEqual(["danger: The internet may reach Web on port 443"]);
});

test("what is deleted with its connections is no news", () => {
  const gone = { aws_instance: { Web: undefined } };
  expect(said(stack(network(), toDatabase(5432)), stack(network(), toDatabase(5432), gone))).toEqual([]);
});

/** A fleet in both subnets, of which the database lets in what is in a range: the private one's alone, or the VPC's. */
function fleet(range?: string): Json {
  const rule = { ip_protocol: "tcp", from_port: 5432, to_port: 5432, security_group_id: "${aws_security_group.DatabaseGroup.id}" };
  return {
    aws_autoscaling_group: {
      Fleet: {
        vpc_zone_identifier: ["${aws_subnet.Public.id}", "${aws_subnet.Private.id}"],
        launch_template: { id: "${aws_launch_template.Fleet.id}" },
      },
    },
    aws_launch_template: { Fleet: { vpc_security_group_ids: ["${aws_security_group.WebGroup.id}"] } },
    aws_vpc_security_group_egress_rule: {
      Out: { security_group_id: "${aws_security_group.WebGroup.id}", ip_protocol: "-1", cidr_ipv4: "10.0.0.0/16" },
    },
    ...(range !== undefined && { aws_vpc_security_group_ingress_rule: { In: { ...rule, cidr_ipv4: range } } }),
  };
}

const [PRIVATE, WHOLE] = ["10.0.1.0/24", "10.0.0.0/16"];

test.each<[string, string | undefined, string | undefined, string]>([
  ["opened to a part", undefined, PRIVATE, "may now reach Database on port 5432, in part"],
  ["opened to the other part", PRIVATE, WHOLE, "may now reach Database on port 5432, in part"],
  ["opened as a whole", undefined, WHOLE, "may now reach Database on port 5432"],
  ["closed to a part", WHOLE, PRIVATE, "may no longer reach Database on port 5432, in part"],
  ["closed to the other part", PRIVATE, undefined, "may no longer reach Database on port 5432, in part"],
  ["closed as a whole", WHOLE, undefined, "may no longer reach Database on port 5432"],
])("of a client in two subnets, what is %s says so", (_, before, after, words) => {
  const sentences = said(stack(network(), fleet(before)), stack(network(), fleet(after)));
  expect(sentences.filter((text) => text.startsWith("warning: Fleet"))).toEqual([`warning: Fleet ${words}`]);
});
