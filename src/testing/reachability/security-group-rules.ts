import { IpRange } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { ALL_PORTS, Ports, filterProtocol, icmpMessages } from "./filters";

/** Which way a rule looks. */
export type Direction = "inbound" | "outbound";

/** Whom a rule of a security group allows. */
export type SecurityGroupPeer =
  | { readonly kind: "range"; readonly range: IpRange }
  | { readonly kind: "group"; readonly key: string }
  | { readonly kind: "prefixList"; readonly key: string };

/** A rule of a security group. */
export interface SecurityGroupRule {
  /** The group's key. */
  readonly group: string;
  readonly direction: Direction;
  /** @default - all */
  readonly protocol?: string;
  readonly ports: Ports;
  readonly peer: SecurityGroupPeer;
  /** What people call it. */
  readonly name: string;
}

/** A rule as resources of each type have it. */
interface RuleArguments {
  readonly resource: Resource;
  readonly group: string;
  readonly direction: Direction;
  readonly protocol: unknown;
  readonly fromPort: unknown;
  readonly toPort: unknown;
  readonly ranges: readonly unknown[];
  readonly groups: readonly unknown[];
  readonly prefixLists: readonly unknown[];
  /** Whether it allows the group's own members. */
  readonly self: boolean;
}

/** The rules of security groups: resources of their own, of both kinds that there are, and those within groups. */
export function readSecurityGroupRules(configuration: Configuration): SecurityGroupRule[] {
  return [...ruleResources(configuration), ...olderRuleResources(configuration), ...rulesWithinGroups(configuration)].flatMap((rule) =>
    peersOf(configuration, rule).map((peer) => ({
      group: rule.group,
      direction: rule.direction,
      protocol: filterProtocol(rule.protocol),
      ports: portsOf(rule),
      peer,
      name: rule.resource.name,
    })),
  );
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
        fromPort: args.from_port,
        toPort: args.to_port,
        ranges: [args.cidr_ipv4, args.cidr_ipv6],
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
      ...blockArguments(resource, group, args.type === "ingress" ? "inbound" : "outbound", args),
      groups: [args.source_security_group_id],
    };
  });
}

function rulesWithinGroups(configuration: Configuration): RuleArguments[] {
  const blocks = (group: Resource, name: "ingress" | "egress"): Arguments[] => [group.args[name] ?? []].flat();
  return ["aws_security_group", "aws_default_security_group"]
    .flatMap((type) => configuration.all(type))
    .flatMap((group) => [
      ...blocks(group, "ingress").map((args) => blockArguments(group, group.key, "inbound", args)),
      ...blocks(group, "egress").map((args) => blockArguments(group, group.key, "outbound", args)),
    ]);
}

function blockArguments(resource: Resource, group: string, direction: Direction, args: Arguments): RuleArguments {
  return {
    resource,
    group,
    direction,
    protocol: args.protocol,
    fromPort: args.from_port,
    toPort: args.to_port,
    ranges: [...(args.cidr_blocks ?? []), ...(args.ipv6_cidr_blocks ?? [])],
    groups: args.security_groups ?? [],
    prefixLists: args.prefix_list_ids ?? [],
    self: args.self === true,
  };
}

function peersOf(configuration: Configuration, { resource, group, ranges, groups, prefixLists, self }: RuleArguments): SecurityGroupPeer[] {
  const keys = (values: readonly unknown[]): string[] => values.flatMap((value) => configuration.key(resource, value) ?? []);
  return [
    ...ranges.flatMap((value) => configuration.range(resource, value) ?? []).map((range) => ({ kind: "range" as const, range })),
    ...[...keys(groups), ...(self ? [group] : [])].map((key) => ({ kind: "group" as const, key })),
    ...keys(prefixLists).map((key) => ({ kind: "prefixList" as const, key })),
  ];
}

/** All ports where all protocols are meant; for ICMP the ports are type and code (EC2 API Reference, IpPermission). */
function portsOf({ protocol, fromPort, toPort }: RuleArguments): Ports {
  if (typeof fromPort !== "number" || typeof toPort !== "number") return ALL_PORTS;
  switch (filterProtocol(protocol)) {
    case undefined:
      return ALL_PORTS;
    case "icmp":
      return icmpMessages(fromPort, toPort);
    default:
      return { first: fromPort, last: toPort };
  }
}
