import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { SynthesizedStack } from "../../../src/testing";
import { network, stack, toDatabase } from "./network-fixture";

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

test("from nothing, it is said what the internet reaches, and nothing else", () => {
  expect(said(stack(), stack(network(), toDatabase(5432)))).toEqual(["danger: The internet may reach Web on port 443"]);
});

test("what is deleted with its connections is no news", () => {
  const gone = { aws_instance: { Web: undefined } };
  expect(said(stack(network(), toDatabase(5432)), stack(network(), toDatabase(5432), gone))).toEqual([]);
});
