import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { blocks, values } from "./blocks";
import { numberOf } from "./each";

/** A rule of a security group or of a network ACL, with the ranges of addresses that it is for. */
export interface TrafficRule {
  /** The rule's own resource, or the one that it is a block of. */
  readonly resource: Resource;
  readonly isInbound: boolean;
  /** `tcp`; `-1` for all. */
  readonly protocol: string;
  /** Undefined where only Terraform knows. */
  readonly ports?: readonly [first: number, last: number];
  readonly ranges: readonly string[];
  readonly description?: unknown;
}

/** "Security groups should not allow unrestricted access to ports with high risk" (AWS Security Hub User Guide, EC2.19). */
export const HIGH_RISK_PORTS: readonly number[] = [
  ...[20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300],
];

const EVERYWHERE = ["0.0.0.0/0", "::/0"];
const ALL_PORTS = [0, 65535] as const;

/** Protocols by the numbers that network ACLs have them by (IANA). */
const PROTOCOLS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", all: "-1" };

/** The range that is everywhere, if a rule is for one. */
export function everywhere({ ranges }: TrafficRule): string | undefined {
  return ranges.find((range) => EVERYWHERE.includes(range));
}

/** Whether a rule is for a port of TCP. */
export function coversPort({ protocol, ports }: TrafficRule, port: number): boolean {
  return protocol === "-1" || (protocol === "tcp" && ports !== undefined && ports[0] <= port && port <= ports[1]);
}

/** `tcp 22`, `all traffic`. */
export function trafficText({ protocol, ports }: TrafficRule): string {
  if (protocol === "-1") return "all traffic";
  if (ports === undefined || protocol.startsWith("icmp")) return protocol;
  return ports[0] === ports[1] ? `${protocol} ${ports[0]}` : `${protocol} ${ports.join(" to ")}`;
}

/** The rules of all security groups: resources of both kinds that there are, and blocks within groups. */
export function securityGroupRules(configuration: Configuration): readonly TrafficRule[] {
  const known = RULES.get(configuration) ?? readRules(configuration);
  RULES.set(configuration, known);
  return known;
}

/** By configuration: each is gone through once. */
const RULES = new WeakMap<Configuration, readonly TrafficRule[]>();

function readRules(configuration: Configuration): TrafficRule[] {
  const own = (type: string, isInbound: boolean): TrafficRule[] =>
    configuration.all(type).map((resource) => {
      const { args } = resource;
      return { ...read(args.ip_protocol, args), resource, isInbound, ranges: texts(args.cidr_ipv4, args.cidr_ipv6) };
    });
  const older = configuration
    .all("aws_security_group_rule")
    .map((resource) => block(resource, resource.args, resource.args.type === "ingress"));
  const within = configuration
    .all("aws_security_group")
    .flatMap((group) => [
      ...blocks(group.args.ingress).map((args) => block(group, args, true)),
      ...blocks(group.args.egress).map((args) => block(group, args, false)),
    ]);
  return [...own("aws_vpc_security_group_ingress_rule", true), ...own("aws_vpc_security_group_egress_rule", false), ...older, ...within];
}

/** The rules that allow something of the network ACLs that are given. */
export function allowingAclRules(configuration: Configuration, acl: Resource): TrafficRule[] {
  const entry = (resource: Resource, args: Arguments, isInbound: boolean): TrafficRule => ({
    ...read(args.protocol, args),
    resource,
    isInbound,
    ranges: texts(args.cidr_block, args.ipv6_cidr_block),
  });
  const allows = (action: unknown): boolean => String(action).toLowerCase() === "allow";
  const within = (name: "ingress" | "egress"): TrafficRule[] =>
    blocks(acl.args[name])
      .filter(({ action }) => allows(action))
      .map((args) => entry(acl, args, name === "ingress"));
  const own = configuration
    .all("aws_network_acl_rule")
    .filter((rule) => configuration.key(rule, rule.args.network_acl_id) === acl.key && allows(rule.args.rule_action))
    .map((rule) => entry(rule, rule.args, rule.args.egress !== true));
  return [...within("ingress"), ...within("egress"), ...own];
}

function block(resource: Resource, args: Arguments, isInbound: boolean): TrafficRule {
  return { ...read(args.protocol, args), resource, isInbound, ranges: texts(args.cidr_blocks, args.ipv6_cidr_blocks) };
}

function read(protocol: unknown, args: Arguments): Pick<TrafficRule, "protocol" | "ports" | "description"> {
  // Terraform wants a protocol; a rule that has none restricts nothing.
  const text = String(protocol ?? "-1").toLowerCase();
  const named = PROTOCOLS[text] ?? text;
  const [first, last] = [numberOf(args.from_port), numberOf(args.to_port)];
  const ports = named === "-1" ? ALL_PORTS : first !== undefined && last !== undefined ? ([first, last] as const) : undefined;
  return { protocol: named, ports, description: args.description };
}

function texts(...given: readonly unknown[]): string[] {
  return given.flatMap(values).map(String);
}
