/** What connects the parts of a picture, in stacks of plain resources; arguments as the provider's documentation has them. */
import { architecture } from "../../../src/diagram/architecture";
import { SynthesizedStack } from "../../../src/testing";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

function arrowsOf(resource: Resources): string[] {
  const { flows } = architecture(new SynthesizedStack({ resource }));
  return flows.filter(({ kind }) => kind === "connection").map(({ from, to, label }) => `${from} → ${to}: ${label}`);
}

const id = (address: string): string => `\${${address}.id}`;
const tcp = (port: number, last = port): object => ({ protocol: "tcp", from_port: port, to_port: last });

/** An instance in a VPC, with these rules in its security group. */
const hostWith = (rules: object, others: Resources = {}): Resources => ({
  aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: { one: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.0.0/24" } },
  aws_instance: { host: { subnet_id: id("aws_subnet.one"), vpc_security_group_ids: [id("aws_security_group.own")] } },
  aws_security_group: { own: { vpc_id: id("aws_vpc.main"), ...rules } },
  ...others,
});
const open = (rule: object): Resources => hostWith({ ingress: [{ ...rule, cidr_blocks: ["0.0.0.0/0"] }] });

// Amazon VPC User Guide, "Security group rules": one port, or a range of them.
test.each([
  [tcp(22), "TCP 22"],
  [tcp(0), "TCP 0"],
  [tcp(0, 1000), "TCP 0–1000"],
  [tcp(1, 65_535), "TCP 1–65535"],
  [tcp(0, 65_535), "TCP all"],
  [{ ...tcp(53), protocol: "udp" }, "UDP 53"],
  [{ ...tcp(0, 65_535), protocol: "udp" }, "UDP all"],
  [{ ...tcp(0, 0), protocol: "-1" }, "TCP all, UDP all"],
])("who may connect by %j has the arrow %s", (rule, label) => {
  expect(arrowsOf(open(rule))).toEqual([`internet → host: ${label}`]);
});

test.each([
  ["IPv6 alone", { ipv6_cidr_blocks: ["::/0"] }, ["internet → host: TCP 443"]],
  ["both families", { cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: ["::/0"] }, ["internet → host: TCP 443"]],
  ["a range of another network", { cidr_blocks: ["192.168.0.0/16"] }, ["outside:192.168.0.0/16 → host: TCP 443"]],
  ["a prefix list", { prefix_list_ids: ["pl-0123"] }, ["outside:pl-0123 → host: TCP 443"]],
  ["the group itself, whose one member is the host", { self: true }, []],
])("who may connect by %s has an arrow once", (_, peer, arrows) => {
  expect(arrowsOf(hostWith({ ingress: [{ ...tcp(443), ...peer }], egress: [{ ...tcp(443), self: true }] }))).toEqual(arrows);
});

test("an arrow to a group that nothing here is in goes out where a rule of egress names it", () => {
  expect(arrowsOf(hostWith({ egress: [{ ...tcp(5432), security_groups: ["sg-0123"] }] }))).toEqual(["host → outside:sg-0123: TCP 5432"]);
});

describe("several ports on one way", () => {
  const opening = (...rules: readonly object[]): string[] =>
    arrowsOf(hostWith({ ingress: rules.map((rule) => ({ ...rule, cidr_blocks: ["0.0.0.0/0"] })) }));
  const dns = { ...tcp(53), protocol: "udp" };

  test("are named where they are two, in the order of their texts", () => {
    expect(opening(tcp(80), tcp(443))).toEqual(["internet → host: TCP 443, TCP 80"]);
  });

  test("are counted where they are three or more", () => {
    expect(opening(tcp(80), tcp(443), tcp(22))).toEqual(["internet → host: TCP 22 and 2 more"]);
    expect(opening(tcp(80), tcp(443), tcp(22), tcp(8080))).toEqual(["internet → host: TCP 22 and 3 more"]);
  });

  test("of both protocols are two, as DNS has them", () => {
    expect(opening(tcp(53), dns)).toEqual(["internet → host: TCP 53, UDP 53"]);
  });
});

describe("a listener says the protocol of its port", () => {
  const balancer = (type: string, protocol: string): string[] =>
    arrowsOf({
      ...open(tcp(443)),
      aws_instance: {},
      aws_lb: { front: { subnets: [id("aws_subnet.one")], security_groups: [id("aws_security_group.own")] } },
      [type]: { tls: { load_balancer_arn: "${aws_lb.front.arn}", port: 443, protocol } },
    });

  test.each([
    ["aws_lb_listener", "HTTPS", "HTTPS 443"],
    ["aws_alb_listener", "HTTPS", "HTTPS 443"],
    ["aws_lb_listener", "TLS", "TLS 443"],
    ["aws_lb_listener", "${var.protocol}", "TCP 443"],
  ])("%s with %s: %s", (type, protocol, label) => {
    expect(balancer(type, protocol)).toEqual([`internet → front: ${label}`]);
  });

  test("and a target group that of its targets' port", () => {
    const arrows = arrowsOf({
      ...open(tcp(8080)),
      aws_lb_target_group: { group: { port: 8080, protocol: "HTTP" } },
      aws_lb_target_group_attachment: { one: { target_group_arn: "${aws_lb_target_group.group.arn}", target_id: id("aws_instance.host") } },
    });
    expect(arrows).toEqual(["internet → host: HTTP 8080"]);
  });
});

// Elastic Load Balancing User Guides: listeners and their rules forward to target groups, in which targets are registered.
describe("who gets a load balancer's requests", () => {
  const group = "${aws_lb_target_group.group.arn}";
  const forward = [{ type: "forward", target_group_arn: group }];
  const LISTENER = { load_balancer_arn: "${aws_lb.front.arn}", port: 80, protocol: "HTTP" };
  const FORWARDING: Resources = { aws_lb_listener: { http: { ...LISTENER, default_action: forward } } };
  const requests = (others: Resources, args: object = { port: 8080, protocol: "HTTP" }): string[] =>
    arrowsOf({ aws_lb: { front: { subnets: ["subnet-1"] } }, aws_lb_target_group: { group: args }, ...FORWARDING, ...others });
  const fleet = { aws_autoscaling_group: { fleet: { vpc_zone_identifier: ["subnet-1"], target_group_arns: [group] } } };

  test.each<readonly [string, Resources, string]>([
    ["an Auto Scaling group that names the target group", fleet, "fleet"],
    ["an ECS service", { aws_ecs_service: { service: { load_balancer: [{ target_group_arn: group, container_port: 8080 }] } } }, "service"],
    [
      "an Auto Scaling group that is attached",
      {
        aws_autoscaling_group: { fleet: { vpc_zone_identifier: ["subnet-1"] } },
        aws_autoscaling_attachment: { one: { autoscaling_group_name: id("aws_autoscaling_group.fleet"), lb_target_group_arn: group } },
      },
      "fleet",
    ],
    [
      "an instance that is attached",
      {
        aws_instance: { host: {} },
        aws_lb_target_group_attachment: { one: { target_group_arn: group, target_id: id("aws_instance.host") } },
      },
      "host",
    ],
    [
      "the target of a rule's group",
      {
        ...fleet,
        aws_lb_listener: { http: { ...LISTENER, default_action: [{ type: "fixed-response" }] } },
        aws_lb_listener_rule: { api: { listener_arn: "${aws_lb_listener.http.arn}", action: forward } },
      },
      "fleet",
    ],
  ])("%s", (_, others, target) => {
    expect(requests(others)).toEqual([`front → ${target}: HTTP 8080`]);
  });

  test("an address that is attached is no part", () => {
    expect(requests({ aws_lb_target_group_attachment: { one: { target_group_arn: group, target_id: "192.0.2.1" } } })).toEqual([]);
  });

  test("a group that no listener forwards to gets none", () => {
    expect(requests({ ...fleet, aws_lb_listener: { http: { ...LISTENER, default_action: [{ type: "fixed-response" }] } } })).toEqual([]);
  });

  test.each([
    [{ port: 9000, protocol: "TCP" }, "TCP 9000"],
    [{ port: 9000 }, "requests"],
    [{ protocol: "TCP" }, "requests"],
    [{}, "requests"],
  ])("a target group with %j says %s", (args, label) => {
    expect(requests(fleet, args)).toEqual([`front → fleet: ${label}`]);
  });
});

// Amazon CloudFront Developer Guide: origins by domain name, which may be an alias record's, and VPC origins.
describe("CloudFront's origins", () => {
  const BALANCER: Resources = { aws_lb: { front: { subnets: ["subnet-1"] } } };
  const origin = (args: object, others: Resources = {}): string[] =>
    arrowsOf({ ...BALANCER, aws_cloudfront_distribution: { edge: { origin: [args] } }, ...others }).filter(
      (arrow) => !arrow.startsWith("internet"),
    );
  const alias = { alias: [{ name: "${aws_lb.front.dns_name}" }] };
  const named = { domain_name: "api.example.com" };

  test("that say nothing of protocols are reached by HTTPS", () => {
    expect(origin({ domain_name: "${aws_lb.front.dns_name}" })).toEqual(["edge → front: HTTPS 443"]);
  });

  test("by a name are those of the alias record of that name", () => {
    const records = {
      text: { name: "api.example.com", type: "TXT", records: ["x"] },
      other: { name: "www.example.com", alias: [{ name: "${aws_lb.other.dns_name}" }] },
      api: { name: "api.example.com", ...alias },
    };
    const others = { aws_lb: { front: {}, other: {} }, aws_route53_record: records };
    expect(origin(named, others)).toEqual(["edge → front: HTTPS 443"]);
  });

  test("by a name that no alias record has are nothing here", () => {
    expect(origin(named, { aws_route53_record: { other: { name: "www.example.com", ...alias } } })).toEqual([]);
    expect(origin(named)).toEqual([]);
  });

  const endpoint = { arn: "${aws_lb.front.arn}", http_port: 8080, https_port: 8443 };

  test.each([
    ["http-only", "HTTP 8080"],
    ["https-only", "HTTPS 8443"],
  ])("in a VPC with %s are reached by %s", (origin_protocol_policy, label) => {
    const others = { aws_cloudfront_vpc_origin: { it: { vpc_origin_endpoint_config: [{ ...endpoint, origin_protocol_policy }] } } };
    const args = { ...named, vpc_origin_config: [{ vpc_origin_id: id("aws_cloudfront_vpc_origin.it") }] };
    expect(origin(args, others)).toEqual([`edge → front: ${label}`]);
  });

  test("that are buckets are read, not connected to", () => {
    expect(origin({ domain_name: "${aws_s3_bucket.files.bucket_regional_domain_name}" }, { aws_s3_bucket: { files: {} } })).toEqual([]);
  });
});

describe("CloudFront's prefix list", () => {
  const guarded = (list: string, others: Resources = {}): string[] =>
    arrowsOf({
      ...hostWith({ ingress: [{ ...tcp(443), prefix_list_ids: [list] }] }),
      aws_instance: {},
      aws_lb: { front: { subnets: [id("aws_subnet.one")], security_groups: [id("aws_security_group.own")] } },
      ...others,
    });
  const BEFORE: Resources = { aws_cloudfront_distribution: { edge: { origin: [{ domain_name: "${aws_lb.front.dns_name}" }] } } };
  const ARROWS = ["edge → front: HTTPS 443", "internet → edge: HTTPS 443"];

  test("before an origin is CloudFront itself", () => {
    expect(guarded("pl-0123", BEFORE)).toEqual(ARROWS);
  });

  test("before what is no origin has its own arrow", () => {
    expect(guarded("pl-0123")).toEqual(["outside:pl-0123 → front: TCP 443"]);
  });

  test("isn't the internet, which may connect to an origin as well", () => {
    const rules = { ingress: [{ ...tcp(443), cidr_blocks: ["0.0.0.0/0"] }] };
    const resources = { ...hostWith(rules), ...BEFORE, aws_instance: {} };
    const front = { subnets: [id("aws_subnet.one")], security_groups: [id("aws_security_group.own")] };
    expect(arrowsOf({ ...resources, aws_lb: { front } })).toEqual([...ARROWS, "internet → front: TCP 443"]);
  });
});
