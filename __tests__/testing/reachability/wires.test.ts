import { ConnectionQuestion, reachability } from "../../../src/testing";
import { Resources, WIRED, merged, on, stackOf } from "./fixture";

const CLIENT = "${aws_security_group.ClientGroup.id}";
const SERVER = "${aws_security_group.ServerGroup.id}";
const wires = (...sets: readonly Resources[]): readonly ConnectionQuestion[] => reachability(stackOf(...sets)).wires();
const rules = (type: "ingress" | "egress", group: string, ...all: object[]): Resources => ({
  [`aws_vpc_security_group_${type}_rule`]: Object.fromEntries(
    all.map((rule, index) => [`${type}${index}`, { security_group_id: group, ...on(443), ...rule }]),
  ),
});

describe("a wire is", () => {
  test("what an outbound and an inbound rule both allow between two hosts", () => {
    expect(wires(WIRED)).toEqual([{ from: "Client", to: "Server", port: 443 }]);
    expect(wires(rules("egress", CLIENT, { referenced_security_group_id: SERVER }))).toEqual([]);
    expect(wires(rules("ingress", SERVER, { referenced_security_group_id: CLIENT }))).toEqual([]);
  });

  test("the ports that both rules have", () => {
    expect(
      wires(
        rules("egress", CLIENT, { referenced_security_group_id: SERVER, from_port: 100, to_port: 300 }),
        rules("ingress", SERVER, { cidr_ipv4: "10.0.0.0/16", from_port: 200, to_port: 400 }),
      ),
    ).toContainEqual({ from: "Client", to: "Server", port: 200, toPort: 300 });
  });

  test("of each protocol that both rules have", () => {
    const all = { ip_protocol: "-1", from_port: undefined, to_port: undefined };
    expect(
      wires(
        rules("egress", CLIENT, { referenced_security_group_id: SERVER, ...all }),
        rules("ingress", SERVER, { referenced_security_group_id: CLIENT, ...all }),
      ),
    ).toEqual([
      { from: "Client", to: "Server", port: 0, toPort: 65_535 },
      { from: "Client", to: "Server", port: 0, toPort: 65_535, protocol: "udp" },
    ]);
    expect(
      wires(
        rules("egress", CLIENT, { referenced_security_group_id: SERVER, ip_protocol: "udp" }),
        rules("ingress", SERVER, { referenced_security_group_id: CLIENT }),
      ),
    ).toEqual([]);
  });

  test("listed once, however many rules allow it", () => {
    expect(
      wires(
        rules("egress", CLIENT, { referenced_security_group_id: SERVER }, { cidr_ipv4: "10.0.1.0/24" }),
        rules("ingress", SERVER, { referenced_security_group_id: CLIENT }),
      ),
    ).toEqual([{ from: "Client", to: "Server", port: 443 }]);
  });

  test("of IPv6 too where both hosts have addresses", () => {
    const dualStack: Resources = {
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true } },
      aws_subnet: Object.fromEntries(
        ["A", "B"].map((id, index) => [
          id,
          {
            vpc_id: "${aws_vpc.Vpc.id}",
            cidr_block: `10.0.${index}.0/24`,
            ipv6_cidr_block: `\${cidrsubnet(aws_vpc.Vpc.ipv6_cidr_block, 8, ${index})}`,
            assign_ipv6_address_on_creation: true,
          },
        ]),
      ),
    };
    expect(wires(WIRED, dualStack)).toEqual([
      { from: "Client", to: "Server", port: 443 },
      { from: "Client", to: "Server", port: 443, family: "ipv6" },
    ]);
    expect(
      wires(dualStack, rules("egress", CLIENT, { cidr_ipv6: "::/0" }), rules("ingress", SERVER, { cidr_ipv6: "2001:db8::/32" })),
    ).toContainEqual({
      from: "Client",
      to: "Server",
      port: 443,
      family: "ipv6",
    });
  });

  test("of IPv6 with a dual-stack load balancer", () => {
    const balancer: Resources = {
      aws_instance: { Server: {} },
      aws_lb: { Server: { internal: true, ip_address_type: "dualstack", subnets: ["${aws_subnet.B.id}"], security_groups: [SERVER] } },
      aws_subnet: { A: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.0.0.0/24", assign_ipv6_address_on_creation: true } },
    };
    expect(wires(WIRED, balancer)).toContainEqual({ from: "Client", to: "Server", port: 443, family: "ipv6" });
  });

  test("with the internet where a rule names every address", () => {
    expect(wires(rules("ingress", SERVER, { cidr_ipv4: "0.0.0.0/0" }, { cidr_ipv6: "::/0" }))).toEqual([
      { from: "internet", to: "Server", port: 443 },
      { from: "internet", to: "Server", port: 443, family: "ipv6" },
    ]);
    expect(wires(rules("egress", CLIENT, { cidr_ipv4: "0.0.0.0/0" }))).toEqual([{ from: "Client", to: "internet", port: 443 }]);
  });

  test("with what of a range lies outside of the VPCs", () => {
    expect(wires(rules("egress", CLIENT, { cidr_ipv4: "10.0.0.0/15" }, { cidr_ipv4: "10.0.7.0/24" }))).toEqual([
      { from: "Client", to: "10.1.0.0/16", port: 443 },
    ]);
  });

  test("with a prefix list, by its id or its construct", () => {
    const endpoint: Resources = { aws_vpc_endpoint: { S3: { service_name: "com.amazonaws.eu-central-1.s3" } } };
    expect(
      wires(endpoint, rules("egress", CLIENT, { prefix_list_id: "pl-0123" }, { prefix_list_id: "${aws_vpc_endpoint.S3.prefix_list_id}" })),
    ).toEqual([
      { from: "Client", to: "S3", port: 443 },
      { from: "Client", to: "pl-0123", port: 443 },
    ]);
  });

  test("from CloudFront's VPC origin in place of its prefix list", () => {
    const origin = merged(rules("ingress", SERVER, { prefix_list_id: "pl-0123" }), {
      aws_instance: { Server: {} },
      aws_lb: { Server: { internal: true, subnets: ["${aws_subnet.B.id}"], security_groups: [SERVER] } },
      aws_cloudfront_vpc_origin: {
        Origin: {
          vpc_origin_endpoint_config: { arn: "${aws_lb.Server.arn}", http_port: 80, https_port: 443, origin_protocol_policy: "https-only" },
        },
      },
    });
    expect(wires(origin)).toEqual([{ from: "Origin", to: "Server", port: 443 }]);
  });

  // Each beside a rule of another port that does mean the server.
  test.each([
    ["a group", { referenced_security_group_id: "${aws_security_group.Other.id}" }],
    ["a range", { cidr_ipv4: "10.0.9.0/24" }],
  ])("never by a rule of %s that the other host isn't in", (_, elsewhere) => {
    const outbound = rules("egress", CLIENT, elsewhere, { referenced_security_group_id: SERVER, ...on(80) });
    const inbound = rules("ingress", SERVER, { referenced_security_group_id: CLIENT, from_port: 0, to_port: 65_535 });
    expect(wires(outbound, inbound)).toEqual([{ from: "Client", to: "Server", port: 80 }]);
  });

  test("never of a host with itself", () => {
    expect(wires(rules("egress", SERVER, { cidr_ipv4: "10.0.1.0/24" }), rules("ingress", SERVER, { cidr_ipv4: "10.0.1.0/24" }))).toEqual(
      [],
    );
  });
});
