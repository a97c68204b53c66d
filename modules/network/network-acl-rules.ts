import { createHash } from "node:crypto";
import { NetworkAclEgress, NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import { SubnetTier } from "../../src/core";

/** A rule of a network ACL. */
export type NetworkAclRule = NetworkAclIngress & NetworkAclEgress;

/** The rules of a network ACL. */
export interface NetworkAclRules {
  readonly inbound: readonly NetworkAclRule[];
  readonly outbound: readonly NetworkAclRule[];
}

/** A range that rules name. */
export interface NamedRange {
  /** The range, or a reference to it. */
  readonly cidrBlock: string;
  /** What its rules' numbers are made from: the range, or the reference as Terraform reads it. */
  readonly key: string;
  readonly family: "ipv4" | "ipv6";
}

/** What the rules of network ACLs are made from. */
export interface NetworkAclRuleSettings {
  /** The VPC's first IPv4 range. */
  readonly cidrBlock: string;
  /** The VPC's IPv6 range. @default - IPv4 only */
  readonly ipv6CidrBlock?: string;
  /** The VPC's further ranges, and those of connected networks. */
  readonly trustedRanges: readonly NamedRange[];
  /** Ranges of S3 and DynamoDB, which isolated tiers reach through gateway endpoints. */
  readonly endpointRanges: readonly NamedRange[];
}

/** The far end of a rule. */
type Peer = Pick<NetworkAclRule, "cidrBlock" | "ipv6CidrBlock">;

/** A rule's number, and the traffic that it allows. */
type Traffic = Omit<NetworkAclRule, "action" | "cidrBlock" | "ipv6CidrBlock"> & { readonly ruleNo: number };

const EVERYTHING: Traffic = { ruleNo: 100, protocol: "-1", fromPort: 0, toPort: 0 };
const HTTPS: Traffic = { ruleNo: 200, protocol: "tcp", fromPort: 443, toPort: 443 };
const HTTP: Traffic = { ruleNo: 300, protocol: "tcp", fromPort: 80, toPort: 80 };
/**
 * Replies to the ports that clients choose: load balancers, NAT gateways and Lambda functions from 1024 up, Linux and Windows from 32768 and 49152 (VPC
 * User Guide, "Ephemeral ports"). Two rules with 3389 between them, which no rule may open to everybody (AWS Security Hub, control EC2.21).
 */
const REPLIES_LOW: Traffic = { ruleNo: 400, protocol: "tcp", fromPort: 1024, toPort: 3388 };
const REPLIES_HIGH: Traffic = { ruleNo: 420, protocol: "tcp", fromPort: 3390, toPort: 65535 };
const UDP_REPLIES_LOW: Traffic = { ...REPLIES_LOW, ruleNo: 500, protocol: "udp" };
const UDP_REPLIES_HIGH: Traffic = { ...REPLIES_HIGH, ruleNo: 520, protocol: "udp" };
/** "Fragmentation needed" and "packet too big", without which large packets are lost on the internet and on VPNs (VPC User Guide, "Path MTU Discovery"). */
const PATH_MTU: Traffic = { ruleNo: 600, protocol: "icmp", icmpType: 3, icmpCode: 4, fromPort: 0, toPort: 0 };
const PATH_MTU_IPV6: Traffic = { ruleNo: 600, protocol: "ipv6-icmp", icmpType: 2, icmpCode: 0, fromPort: 0, toPort: 0 };

/** IPv6's rules are numbered this much higher than IPv4's. */
const IPV6_OFFSET = 10;
/** Numbers from here on are those of named ranges; EC2's end at 32766. */
const FIRST_RANGE_NUMBER = 1000;
const RANGE_NUMBERS = 30_000;

const ANYWHERE: Peer = { cidrBlock: "0.0.0.0/0" };
const ANYWHERE_IPV6: Peer = { ipv6CidrBlock: "::/0" };

/** The rules for a tier of a kind. All of them allow, so that their order decides nothing: a number is a rule's name and no more. Pure. */
export function networkAclRules(kind: SubnetTier, settings: NetworkAclRuleSettings): NetworkAclRules {
  const { cidrBlock, ipv6CidrBlock, trustedRanges, endpointRanges } = settings;
  const ipv6 = ipv6CidrBlock !== undefined;
  const numbers = rangeNumbers([...trustedRanges, ...endpointRanges]);
  const toRange = (traffic: Traffic, range: NamedRange): NetworkAclRule =>
    allow({ ...traffic, ruleNo: numbers.get(range.key)! }, peerOf(range));
  const within = [
    allow(EVERYTHING, { cidrBlock }),
    ...(ipv6 ? [allow(EVERYTHING, { ipv6CidrBlock })] : []),
    ...trustedRanges.map((range) => toRange(EVERYTHING, range)),
  ];
  const anywhere = (ipv4Traffic: readonly Traffic[], ipv6Traffic: readonly Traffic[]): NetworkAclRule[] => [
    ...ipv4Traffic.map((traffic) => allow(traffic, ANYWHERE)),
    ...(ipv6 ? ipv6Traffic.map((traffic) => allow(traffic, ANYWHERE_IPV6)) : []),
  ];

  switch (kind) {
    case "public":
      return {
        inbound: [
          ...within,
          ...anywhere(
            // Load balancers, NAT gateways and NAT instances connect from 1024 up; by IPv4 alone.
            [HTTPS, HTTP, REPLIES_LOW, REPLIES_HIGH, UDP_REPLIES_LOW, UDP_REPLIES_HIGH, PATH_MTU],
            [HTTPS, HTTP, REPLIES_HIGH, UDP_REPLIES_HIGH, PATH_MTU_IPV6],
          ),
        ],
        outbound: anywhere([EVERYTHING], [EVERYTHING]),
      };
    case "private":
      return {
        inbound: [
          ...within,
          ...anywhere(
            // HTTPS for CloudFront's VPC origins, which come from more ranges than an ACL has rules. Gateway endpoints reply from public addresses.
            // UDP and path MTU without NAT as well: a transit gateway or a VPN leads to networks that answer DNS, NTP and Kerberos.
            [HTTPS, REPLIES_LOW, REPLIES_HIGH, UDP_REPLIES_LOW, UDP_REPLIES_HIGH, PATH_MTU],
            [REPLIES_LOW, REPLIES_HIGH, UDP_REPLIES_LOW, UDP_REPLIES_HIGH, PATH_MTU_IPV6],
          ),
        ],
        outbound: anywhere([EVERYTHING], [EVERYTHING]),
      };
    case "isolated":
      return {
        inbound: [...within, ...endpointRanges.map((range) => toRange({ ...REPLIES_HIGH, fromPort: REPLIES_LOW.fromPort }, range))],
        outbound: [...within, ...endpointRanges.map((range) => toRange(HTTPS, range))],
      };
  }
}

/** How many rules the longer of the two lists has, with those that AWS adds at its end: one, and one for IPv6. Pure. */
export function mostRules({ inbound, outbound }: NetworkAclRules): number {
  return Math.max(...[inbound, outbound].map((rules) => rules.length + (rules.some(isIpv6) ? 2 : 1)));
}

/**
 * A number for each range that follows from the range alone, so that one more range or one less leaves the others' rules as they are: a rule that is
 * renumbered is deleted before it is created. Of two ranges that meet at a number, which hardly happens, the later by name takes the next. Pure.
 */
function rangeNumbers(ranges: readonly NamedRange[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of ranges.map((range) => range.key).sort()) {
    let place = createHash("sha256").update(key).digest().readUInt32BE() % RANGE_NUMBERS;
    while (taken.has(place)) place = (place + 1) % RANGE_NUMBERS;
    taken.add(place);
    numbers.set(key, FIRST_RANGE_NUMBER + place);
  }
  return numbers;
}

function peerOf({ family, cidrBlock }: NamedRange): Peer {
  return family === "ipv6" ? { ipv6CidrBlock: cidrBlock } : { cidrBlock };
}

function isIpv6(peer: Peer): boolean {
  return peer.ipv6CidrBlock !== undefined;
}

function allow({ ruleNo, ...traffic }: Traffic, peer: Peer): NetworkAclRule {
  const isFixed = ruleNo < FIRST_RANGE_NUMBER;
  return { ruleNo: isFixed && isIpv6(peer) ? ruleNo + IPV6_OFFSET : ruleNo, action: "allow", ...traffic, ...peer };
}
