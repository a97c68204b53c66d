import { IpFamily, IpRange } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { ALL_PORTS, Ports, filterProtocol } from "./filters";
import { PortNumber, portNumber } from "./port-numbers";
import { isUnknownRange } from "./unknown-ranges";

/** Which way a rule looks. */
export type Direction = "inbound" | "outbound";

/** Whom a rule of a security group allows. */
export type SecurityGroupPeer =
  | { readonly kind: "range"; readonly range: IpRange }
  | { readonly kind: "group"; readonly key: string }
  | { readonly kind: "prefixList"; readonly key: string }
  | { readonly kind: "unknownRange"; readonly family: IpFamily };

/** A rule of a security group. */
export interface SecurityGroupRule {
  /** The group's key. */
  readonly group: string;
  readonly direction: Direction;
  /** @default - all */
  readonly protocol?: string;
  readonly ports: Ports;
  /** Whether only Terraform knows its ports: they are taken to be all. */
  readonly isOfUnknownPorts: boolean;
  readonly peer: SecurityGroupPeer;
  /** What people call it. */
  readonly name: string;
}

/** The rules of stacks, and what of them Terraform or EC2 refuses, in a sentence each. */
export interface ReadRules {
  readonly rules: readonly SecurityGroupRule[];
  readonly mistakes: readonly string[];
}

/** A rule as resources of each type have it. */
interface RuleArguments {
  readonly resource: Resource;
  readonly group: string;
  readonly direction: Direction;
  readonly protocol: unknown;
  readonly fromPort: PortNumber;
  readonly toPort: PortNumber;
  readonly ranges: Readonly<Record<IpFamily, readonly unknown[]>>;
  readonly groups: readonly unknown[];
  readonly prefixLists: readonly unknown[];
  /** Whether it allows the group's own members. */
  readonly self: boolean;
}

/** The rules of security groups: resources of their own, of both kinds that there are, and those within groups. */
export function readSecurityGroupRules(configuration: Configuration): ReadRules {
  const all = [...ruleResources(configuration), ...olderRuleResources(configuration), ...rulesWithinGroups(configuration)];
  const mistakes = all.flatMap((rule) => mistakeOf(rule) ?? []);
  const rules = all
    .filter((rule) => mistakeOf(rule) === undefined)
    .flatMap((rule) =>
      peersOf(configuration, rule).map((peer) => ({
        group: rule.group,
        direction: rule.direction,
        protocol: filterProtocol(rule.protocol),
        ports: portsOf(rule),
        isOfUnknownPorts: hasPorts(rule) && [rule.fromPort, rule.toPort].includes("unknown"),
        peer,
        name: rule.resource.name,
      })),
    );
  return { rules, mistakes: [...new Set(mistakes)] };
}

/** What Terraform's plan or EC2 refuses of a rule (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html). */
function mistakeOf({ resource, protocol, fromPort, toPort }: RuleArguments): string | undefined {
  const { name, type } = resource;
  if (protocol === undefined || protocol === null || protocol === "") {
    const argument = type.startsWith("aws_vpc_") ? "ip_protocol" : "protocol";
    return `${name} has a rule without ${argument}, which Terraform refuses: write "tcp", or "-1" for all traffic`;
  }
  const text = filterProtocol(protocol);
  if (text !== "tcp" && text !== "udp") return undefined;
  if (fromPort === undefined || toPort === undefined) {
    return `${name} has a rule of ${text} without from_port and to_port, which EC2 refuses: write both, 0 and 65535 for all ports`;
  }
  if (fromPort === "unknown" || toPort === "unknown" || (0 <= fromPort && fromPort <= toPort && toPort <= ALL_PORTS.last)) return undefined;
  return `${name} has a rule of ${text} from_port ${fromPort} to_port ${toPort}, which EC2 refuses: write ports of 0 to 65535, the lower one first`;
}

function ruleResources(configuration: Configuration): RuleArguments[] {
  const read = (type: string, direction: Direction): RuleArguments[] =>
    configuration.all(type).map((resource) => {
      const { args } = resource;
      return {
        resource,
        group: configuration.key(resource, args.security_group_id) ?? "",
        direction,
        protocol: args.ip_protocol,
        fromPort: portNumber(configuration, resource, args.from_port),
        toPort: portNumber(configuration, resource, args.to_port),
        ranges: { ipv4: [args.cidr_ipv4], ipv6: [args.cidr_ipv6] },
        groups: [args.referenced_security_group_id],
        prefixLists: [args.prefix_list_id],
        self: false,
      };
    });
  return [...read("aws_vpc_security_group_ingress_rule", "inbound"), ...read("aws_vpc_security_group_egress_rule", "outbound")];
}

function olderRuleResources(configuration: Configuration): RuleArguments[] {
  return configuration.all("aws_security_group_rule").map((resource) => {
    const { args } = resource;
    const group = configuration.key(resource, args.security_group_id) ?? "";
    return {
      ...blockArguments(configuration, resource, group, args.type === "ingress" ? "inbound" : "outbound", args),
      groups: [args.source_security_group_id],
    };
  });
}

function rulesWithinGroups(configuration: Configuration): RuleArguments[] {
  const blocks = (group: Resource, name: "ingress" | "egress"): Arguments[] => [group.args[name] ?? []].flat();
  return ["aws_security_group", "aws_default_security_group"]
    .flatMap((type) => configuration.all(type))
    .flatMap((group) => [
      ...blocks(group, "ingress").map((args) => blockArguments(configuration, group, group.key, "inbound", args)),
      ...blocks(group, "egress").map((args) => blockArguments(configuration, group, group.key, "outbound", args)),
    ]);
}

function blockArguments(
  configuration: Configuration,
  resource: Resource,
  group: string,
  direction: Direction,
  args: Arguments,
): RuleArguments {
  return {
    resource,
    group,
    direction,
    protocol: args.protocol,
    fromPort: portNumber(configuration, resource, args.from_port),
    toPort: portNumber(configuration, resource, args.to_port),
    ranges: { ipv4: listOf(args.cidr_blocks), ipv6: listOf(args.ipv6_cidr_blocks) },
    groups: listOf(args.security_groups),
    prefixLists: listOf(args.prefix_list_ids),
    self: args.self === true,
  };
}

/** A list, or one expression that becomes one. */
function listOf(value: unknown): readonly unknown[] {
  return [value ?? []].flat();
}

function peersOf(configuration: Configuration, { resource, group, ranges, groups, prefixLists, self }: RuleArguments): SecurityGroupPeer[] {
  const keys = (values: readonly unknown[]): string[] => values.flatMap((value) => configuration.key(resource, value) ?? []);
  const peersIn = (family: IpFamily): SecurityGroupPeer[] =>
    ranges[family].flatMap((value): SecurityGroupPeer[] => {
      const range = configuration.range(resource, value);
      if (range !== undefined) return [{ kind: "range", range }];
      return isUnknownRange(value) ? [{ kind: "unknownRange", family }] : [];
    });
  return [
    ...peersIn("ipv4"),
    ...peersIn("ipv6"),
    ...[...keys(groups), ...(self ? [group] : [])].map((key) => ({ kind: "group" as const, key })),
    ...keys(prefixLists).map((key) => ({ kind: "prefixList" as const, key })),
  ];
}

/**
 * Whether the ports of a rule count: "-1 or a protocol number other than tcp, udp, icmp, or icmpv6 allows traffic on all ports" (EC2 API Reference,
 * IpPermission). Nobody asks which of ICMP's messages a group allows.
 */
function hasPorts({ protocol }: RuleArguments): boolean {
  const own = filterProtocol(protocol);
  return own === "tcp" || own === "udp";
}

function portsOf(rule: RuleArguments): Ports {
  const { fromPort, toPort } = rule;
  return hasPorts(rule) && typeof fromPort === "number" && typeof toPort === "number" ? { first: fromPort, last: toPort } : ALL_PORTS;
}
