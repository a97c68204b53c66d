import { IpRange, ipRangeText, splitRanges } from "../../internal/ip-ranges";

/** Ports from the first to the last, both included; for ICMP, messages by `icmpMessages`. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/** The protocols that rules are asked about. */
export type FilterProtocol = "tcp" | "udp" | "icmp";

/** Packets of one protocol to some ports, from or to some addresses. */
export interface Traffic {
  readonly protocol: FilterProtocol;
  readonly ports: Ports;
  readonly ranges: readonly IpRange[];
}

/** A rule of a security group or a network ACL. */
export interface FilterRule {
  readonly allows: boolean;
  /** @default - all */
  readonly protocol?: string;
  readonly ports: Ports;
  /** Whether only Terraform knows its ports: they are taken to be all. @default false */
  readonly isOfUnknownPorts?: boolean;
  readonly range: IpRange;
  /** Whether only Terraform knows its range: `range` is then all that it may be. @default false */
  readonly isOfUnknownRange?: boolean;
  /** What decides whether its range is this one at all, in words. @default - nothing: it is */
  readonly unknownSource?: string;
  /** What people call it. */
  readonly name: string;
}

/** The packets of some traffic that one rule decides on. */
export interface Part {
  readonly ports: Ports;
  readonly ranges: readonly IpRange[];
  /** @default - no rule matches, which refuses them */
  readonly rule?: FilterRule;
}

export const ALL_PORTS: Ports = { first: 0, last: 65_535 };
const CODES = 256;
/** As many ranges as a sentence names. */
const FEW = 3;

/** The numbers of the protocols that rules are asked about, and ICMP's other names: its messages for IPv6 are told apart by the ranges. */
const PROTOCOLS: Readonly<Record<string, FilterProtocol>> = {
  "6": "tcp",
  "17": "udp",
  "1": "icmp",
  "58": "icmp",
  icmpv6: "icmp",
  "ipv6-icmp": "icmp",
};

/** A protocol by the one name that rules are compared by; undefined for all of them. */
export function filterProtocol(protocol: unknown): string | undefined {
  const name = String(protocol).toLowerCase();
  return name === "-1" || name === "all" ? undefined : (PROTOCOLS[name] ?? name);
}

/** ICMP's messages as ports: those of a type, or with a code the one; -1 is all of them. Pure. */
export function icmpMessages(type: number, code: number): Ports {
  if (type < 0) return ALL_PORTS;
  return code < 0 ? { first: type * CODES, last: type * CODES + CODES - 1 } : { first: type * CODES + code, last: type * CODES + code };
}

/**
 * What rules do with traffic: the first one that matches a packet decides. Traffic that a rule matches in part is split until each part has one
 * rule, or none. Pure.
 */
export function filter(rules: readonly FilterRule[], { protocol, ...whole }: Traffic): Part[] {
  return decide(
    rules.filter((rule) => concerns(rule, { protocol, ports: whole.ports })),
    whole,
  );
}

/** Whether a rule is about some of the traffic, as far as protocols and ports have it; pure. */
export function concerns(rule: Pick<FilterRule, "protocol" | "ports">, { protocol, ports }: Omit<Traffic, "ranges">): boolean {
  const isOfProtocol = rule.protocol === undefined || rule.protocol === protocol;
  return isOfProtocol && rule.ports.first <= ports.last && ports.first <= rule.ports.last;
}

/** The parts that are allowed, and those that aren't; pure. */
export function allowedParts(parts: readonly Part[]): { readonly allowed: readonly Part[]; readonly refused: readonly Part[] } {
  const isAllowed = ({ rule }: Part): boolean => rule?.allows === true;
  return { allowed: parts.filter(isAllowed), refused: parts.filter((part) => !isAllowed(part)) };
}

/** What is refused of some traffic, as a sentence names it: ports, and addresses where others may have those ports. Pure. */
export function leftOut(parts: readonly Part[]): string {
  const { allowed, refused } = allowedParts(parts);
  const ports = few([...new Set(refused.map((part) => portsText(part.ports)))]);
  const byAddress = refused.some((part) => allowed.some((other) => shared(other.ports, part.ports) !== undefined));
  return byAddress ? `${few([...new Set(refused.flatMap(({ ranges }) => ranges.map(ipRangeText)))])} on ${ports}` : ports;
}

/** Some of a long list; pure. */
export function few(texts: readonly string[]): string {
  return texts.length > FEW ? `${texts.slice(0, FEW).join(", ")} and others` : texts.join(", ");
}

/** By the rules from that place on; a group may have a thousand. */
function decide(rules: readonly FilterRule[], whole: Part, from = 0): Part[] {
  const { ports, ranges } = whole;
  if (ranges.length === 0) return [];
  for (let next = from; next < rules.length; next++) {
    const rule = rules[next]!;
    const both = shared(rule.ports, ports);
    if (both === undefined) continue;
    const { inside, outside } = splitRanges(ranges, rule.range);
    if (inside.length === 0) continue;
    const otherPorts = [
      { first: ports.first, last: both.first - 1 },
      { first: both.last + 1, last: ports.last },
    ].filter(({ first, last }) => first <= last);
    return [
      { ports: both, ranges: inside, rule },
      ...otherPorts.flatMap((other) => decide(rules, { ports: other, ranges: inside }, next + 1)),
      ...decide(rules, { ports, ranges: outside }, next + 1),
    ];
  }
  return [whole];
}

/** The ports that are in both; undefined where none is. Pure. */
export function shared(a: Ports, b: Ports): Ports | undefined {
  const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
  return first <= last ? { first, last } : undefined;
}

/** Traffic as a sentence names it; pure. */
export function trafficText({ protocol, ports }: Omit<Traffic, "ranges">): string {
  if (protocol !== "icmp") return `${protocol} ${portsText(ports)}`;
  return `icmp type ${Math.floor(ports.first / CODES)} code ${ports.first % CODES}`;
}

/** Ports as a sentence names them; pure. */
export function portsText({ first, last }: Ports): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
