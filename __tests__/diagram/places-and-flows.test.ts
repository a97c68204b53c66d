/** Where things are, and what connects them, in stacks of plain resources. */
import { Architecture, architecture } from "../../src/diagram/architecture";
import { SynthesizedStack } from "../../src/testing";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;
const drawnOf = (resource: Resources): Architecture => architecture(new SynthesizedStack({ resource }));

const VPC = { main: { cidr_block: "10.0.0.0/16" } };
const subnet = (more: object = {}): object => ({ vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", ...more });
/** An instance in one subnet. */
const inSubnet = (one: object, others: Resources = {}): Architecture =>
  drawnOf({ aws_vpc: VPC, aws_subnet: { one }, aws_instance: { host: { subnet_id: "${aws_subnet.one.id}" } }, ...others });
const host = ({ parts }: Architecture): Architecture["parts"][number] => parts.find(({ label }) => label === "host")!;

test.each([
  [{ tags: { Tier: "Public" } }, "public"],
  [{ tags: { tier: "isolated" } }, "isolated"],
  [{ tags: { Name: "prod-intra-a" } }, "isolated"],
  [{ tags: { Name: "database_a" } }, "isolated"],
  [{ tags: { Name: "DataSubnetA" } }, "isolated"],
  [{ tags: { Name: "db-1" } }, "isolated"],
  [{ tags: { Name: "cache-1" } }, "isolated"],
  [{ tags: { Name: "elasticache-1" } }, "isolated"],
  [{ tags: { Name: "private-1" } }, "private"],
  [{ tags: { Name: "application-1" } }, "private"],
  [{ tags: { Name: "app-1" } }, "private"],
  [{ tags: { Tier: "private", Name: "public-1" } }, "private"],
  [{ tags: { Name: "republican" }, map_public_ip_on_launch: true }, "public"],
  [{ map_public_ip_on_launch: true }, "public"],
  [{}, "private"],
])("a subnet with %j is %s", (args, tier) => {
  expect(host(inSubnet(subnet(args))).tier).toBe(tier);
});

test("a subnet's path says its tier where its tags don't", () => {
  const metadata = { "//": { metadata: { path: "prod/Network/isolated-a" } } };
  expect(host(inSubnet(subnet({ ...metadata, tags: { Name: "public-1" } }))).tier).toBe("isolated");
});

test("what is in subnets of a VPC that isn't here is in one that the picture doesn't know", () => {
  expect(inSubnet(subnet({ vpc_id: "vpc-0123" })).vpcs.map(({ label }) => label)).toEqual(["VPC not in this stack"]);
  const drawn = drawnOf({
    aws_vpc: VPC,
    aws_subnet: { a: subnet({ vpc_id: "vpc-0123" }), b: subnet() },
    aws_lb: { host: { subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
  });
  expect(drawn.vpcs.map(({ label }) => label)).toEqual(["main"]);
});

// Amazon VPC User Guide, "Subnet types": a public subnet has a direct route to an internet gateway.
const routed = (route: object, asBlock: boolean): Architecture => {
  const table = { vpc_id: "${aws_vpc.main.id}" };
  return inSubnet(subnet(), {
    aws_internet_gateway: { gateway: { vpc_id: "${aws_vpc.main.id}" } },
    aws_nat_gateway: { nat: { subnet_id: "${aws_subnet.one.id}" } },
    aws_route_table: { out: asBlock ? { ...table, route: [route] } : table },
    aws_route: asBlock ? {} : { out: { route_table_id: "${aws_route_table.out.id}", ...route } },
    aws_route_table_association: { one: { subnet_id: "${aws_subnet.one.id}", route_table_id: "${aws_route_table.out.id}" } },
  });
};

test.each([
  [{ destination_cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.gateway.id}" }, false, "public"],
  [{ destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-0123" }, false, "public"],
  [{ destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "${aws_nat_gateway.nat.id}" }, false, "private"],
  [{ destination_cidr_block: "10.0.0.0/8", gateway_id: "${aws_internet_gateway.gateway.id}" }, false, "private"],
  [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.gateway.id}" }, true, "public"],
  [{ cidr_block: "0.0.0.0/0", gateway_id: "vgw-0123" }, true, "private"],
])("a subnet with the route %j (in its table: %s) is %s", (route, asBlock, tier) => {
  expect(host(routed(route, asBlock)).tier).toBe(tier);
});

test.each([
  [{ availability_zone: "eu-central-1a" }, ["eu-central-1a"]],
  [{ availability_zone_id: "euc1-az1" }, ["euc1-az1"]],
  [{ availability_zone: "${data.aws_availability_zones.all.names[0]}" }, []],
  [{}, []],
])("what is in a subnet with %j is in the zones %j, as the VPC is", (args, zones) => {
  const drawn = inSubnet(subnet(args));
  expect(drawn.vpcs).toMatchObject([{ id: host(drawn).vpc, label: "main", range: "10.0.0.0/16", zones }]);
  expect(host(drawn).zones).toEqual(zones);
});

test("what is in subnets of several tiers is in the outermost, and in the zones of all", () => {
  const drawn = drawnOf({
    aws_vpc: VPC,
    aws_subnet: {
      a: subnet({ tags: { Tier: "isolated" }, availability_zone: "b" }),
      b: subnet({ tags: { Tier: "private" }, availability_zone: "a" }),
    },
    aws_lb: { host: { subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
  });
  expect(host(drawn)).toMatchObject({ tier: "private", zones: ["a", "b"], vpc: drawn.vpcs[0]!.id });
});

// Amazon CloudFront Developer Guide, "Origin settings": the protocol and the ports of a custom origin, 80 and 443 where nothing is said.
test.each([
  [{ origin_protocol_policy: "https-only" }, "HTTPS 443"],
  [{ origin_protocol_policy: "http-only" }, "HTTP 80"],
  [{ origin_protocol_policy: "http-only", http_port: 8080 }, "HTTP 8080"],
  [{ origin_protocol_policy: "match-viewer", https_port: 8443 }, "HTTPS 8443"],
])("CloudFront reaches an origin with %j by %s", (config, label) => {
  const { flows } = drawnOf({
    aws_cloudfront_distribution: { edge: { origin: [{ domain_name: "${aws_lb.host.dns_name}", custom_origin_config: [config] }] } },
    aws_lb: { host: { subnets: ["subnet-1"] } },
  });
  expect(flows.map(({ from, to, label: said, kind }) => [from, to, said, kind])).toEqual([
    ["edge", "host", label, "connection"],
    ["internet", "edge", "HTTPS 443", "connection"],
  ]);
});

/** A host, whose group lets in a group that nothing here is in. */
const letsIn = (rule: object) =>
  drawnOf({
    aws_vpc: VPC,
    aws_subnet: { one: subnet() },
    aws_instance: { host: { subnet_id: "${aws_subnet.one.id}", vpc_security_group_ids: ["${aws_security_group.own.id}"] } },
    aws_security_group: { own: { vpc_id: "${aws_vpc.main.id}", ingress: [{ ...rule, security_groups: ["sg-0123"] }] } },
  });

// What the security group rules of the VPC User Guide allow, in the words of an arrow.
test.each([
  [{ protocol: "tcp", from_port: 5432, to_port: 5432 }, "TCP 5432"],
  [{ protocol: "udp", from_port: 53, to_port: 53 }, "UDP 53"],
  [{ protocol: "tcp", from_port: 8000, to_port: 8100 }, "TCP 8000–8100"],
  [{ protocol: "tcp", from_port: 0, to_port: 65535 }, "TCP all"],
])("members of a group that nothing here is in connect by %j: %s", (rule, label) => {
  const { flows, parts } = letsIn(rule);
  expect(flows).toMatchObject([{ from: "outside:sg-0123", to: "host", label, kind: "connection" }]);
  expect(parts.map((part) => part.label)).toEqual(["host", "sg-0123"]);
});

test.each(["icmp", "50"])("members of a group that nothing here is in have no arrow for protocol %s, which has no ports", (protocol) => {
  expect(letsIn({ protocol, from_port: 8, to_port: 0 }).flows).toEqual([]);
});
