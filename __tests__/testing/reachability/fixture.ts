import { Arguments, Connection, ConnectionQuestion, ReachabilityOptions, SynthesizedStack, reachability } from "../../../src/testing";

/** Resources by type and id, as in Terraform's JSON. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** A client in one subnet of a VPC and a server in another, each in a security group without rules. */
export const BASE: Resources = {
  aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: {
    A: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.0.0.0/24" },
    B: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.0.1.0/24" },
  },
  aws_security_group: { ClientGroup: { vpc_id: "${aws_vpc.Vpc.id}" }, ServerGroup: { vpc_id: "${aws_vpc.Vpc.id}" } },
  aws_instance: {
    Client: { subnet_id: "${aws_subnet.A.id}", vpc_security_group_ids: ["${aws_security_group.ClientGroup.id}"] },
    Server: { subnet_id: "${aws_subnet.B.id}", vpc_security_group_ids: ["${aws_security_group.ServerGroup.id}"] },
  },
};

/** Rules that let the client connect to the server on 443. */
export const WIRED: Resources = {
  aws_vpc_security_group_egress_rule: {
    ToServer: {
      security_group_id: "${aws_security_group.ClientGroup.id}",
      referenced_security_group_id: "${aws_security_group.ServerGroup.id}",
      ...on(443),
    },
  },
  aws_vpc_security_group_ingress_rule: {
    FromClient: {
      security_group_id: "${aws_security_group.ServerGroup.id}",
      referenced_security_group_id: "${aws_security_group.ClientGroup.id}",
      ...on(443),
    },
  },
};

/** Rules that let a group's members connect to everybody, and everybody to them. */
export function open(...groups: string[]): Resources {
  const rules = (name: string, range: object): Record<string, Arguments> =>
    Object.fromEntries(
      groups.map((group) => [`${name}${group}`, { security_group_id: `\${aws_security_group.${group}.id}`, ip_protocol: "-1", ...range }]),
    );
  const both = { ...rules("Ipv4", { cidr_ipv4: "0.0.0.0/0" }), ...rules("Ipv6", { cidr_ipv6: "::/0" }) };
  return { aws_vpc_security_group_ingress_rule: both, aws_vpc_security_group_egress_rule: both };
}

/** One TCP port, as rules have it. */
export function on(port: number): object {
  return { ip_protocol: "tcp", from_port: port, to_port: port };
}

/** Resources of several sets; the last has the last word on each resource. */
export function merged(...sets: readonly Resources[]): Resources {
  const types = [...new Set(sets.flatMap((set) => Object.keys(set)))];
  return Object.fromEntries(types.map((type) => [type, Object.assign({}, ...sets.map((set) => set[type] ?? {}))]));
}

/** A stack of these resources, the base's among them. */
export function stackOf(...sets: readonly Resources[]): SynthesizedStack {
  return new SynthesizedStack({ resource: merged(BASE, ...sets) });
}

/** Asks about a connection from the client to the server on 443, or whatever a test says. */
export function ask(sets: readonly Resources[], question: Partial<ConnectionQuestion> = {}, options: ReachabilityOptions = {}): Connection {
  return reachability(stackOf(...sets), options).connection({ from: "Client", to: "Server", port: 443, ...question });
}
