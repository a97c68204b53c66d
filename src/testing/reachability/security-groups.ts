import { EVERY_ADDRESS, IpRange } from "../../internal/ip-ranges";
import { Configuration } from "../configuration";
import { ALL_PORTS, FilterRule, Traffic, allowedParts, concerns, few, filter, leftOut, trafficText } from "./filters";
import { groupedBy } from "./grouped-by";
import { Host } from "./hosts";
import { unknownPorts } from "./port-numbers";
import { Direction, SecurityGroupPeer, SecurityGroupRule, readSecurityGroupRules } from "./security-group-rules";
import { ConnectionStep } from "./verdict";
import { Subnet } from "./vpcs";

/** The far end of a connection, as filters see it. */
export interface FarEnd {
  readonly name: string;
  /** Its addresses. */
  readonly ranges: readonly IpRange[];
  /** The keys of the security groups that its interfaces are in. */
  readonly securityGroups: readonly string[];
  /** The key of the prefix list whose addresses it has. */
  readonly prefixList?: string;
}

/** What a new default group allows out (VPC User Guide, "Default security groups for your VPCs"). */
const DEFAULT_OUTBOUND: readonly FilterRule[] = Object.values(EVERY_ADDRESS).map((range) => ({
  allows: true,
  ports: ALL_PORTS,
  range,
  name: "AWS's rule",
}));

/**
 * The security groups of stacks. What one rule of any of a host's groups allows is allowed, and remembered, so that replies pass whatever the rules
 * are (VPC User Guide, "Security groups").
 */
export class SecurityGroups {
  /** Rules that Terraform or EC2 refuses, in a sentence each: they allow nothing. */
  public readonly mistakes: readonly string[];
  private readonly byGroup: ReadonlyMap<string, readonly SecurityGroupRule[]>;
  private readonly places: ReadonlyMap<SecurityGroupRule, number>;

  /** @param entries what prefix lists hold, by key */
  public constructor(
    private readonly configuration: Configuration,
    private readonly entries: ReadonlyMap<string, readonly IpRange[]>,
  ) {
    const { rules, mistakes } = readSecurityGroupRules(configuration);
    this.mistakes = mistakes;
    this.places = new Map(rules.map((rule, place) => [rule, place]));
    this.byGroup = groupedBy(
      rules,
      ({ direction, group }) => `${direction} ${group}`,
      (rule) => rule,
    );
  }

  /** The keys of a host's groups: the VPC's default group where it names none; empty where that group isn't in the stacks. */
  public of({ securityGroups }: Host, subnet: Subnet): readonly string[] {
    if (securityGroups === undefined || securityGroups.length > 0) return securityGroups ?? [];
    const { configuration } = this;
    return configuration
      .all("aws_default_security_group")
      .filter((group) => subnet.vpc !== undefined && configuration.key(group, group.args.vpc_id) === subnet.vpc.key)
      .map(({ key }) => key);
  }

  /** The rules of a host's groups that look one way. */
  public rulesOf(host: Host, subnet: Subnet, direction: Direction): readonly SecurityGroupRule[] {
    const groups = this.of(host, subnet);
    const rules = [...new Set(groups)].map((group) => this.byGroup.get(`${direction} ${group}`) ?? []);
    // Of several groups, in the order of the stacks.
    return rules.length < 2 ? (rules[0] ?? []) : rules.flat().sort((a, b) => this.places.get(a)! - this.places.get(b)!);
  }

  /** What a host's groups do with a connection from or to the far end; nothing where it has no groups at all. */
  public steps(host: Host, subnet: Subnet, direction: Direction, far: FarEnd, traffic: Omit<Traffic, "ranges">): ConnectionStep[] {
    if (host.securityGroups === undefined) return [];
    const groups = this.of(host, subnet);
    // What is sure first: nothing is assumed that needn't be.
    const all = this.rulesOf(host, subnet, direction).filter((rule) => concerns(rule, traffic));
    const ordered = [...all.filter((rule) => !rule.isOfUnknownPorts), ...all.filter((rule) => rule.isOfUnknownPorts)];
    const matching = ordered.flatMap((rule) => this.filterRules(rule, far));
    const rules = [...matching.filter((rule) => !rule.isOfUnknownRange), ...matching.filter((rule) => rule.isOfUnknownRange)];
    const isDefault = groups.length === 0 && direction === "outbound";
    const parts = filter(isDefault ? DEFAULT_OUTBOUND : rules, { ...traffic, ranges: far.ranges });

    const { allowed, refused } = allowedParts(parts);
    const resource = groups.map((group) => this.configuration.nameOf(group)).join(", ") || `the default security group of ${host.name}`;
    const what = `${trafficText(traffic)} ${direction === "inbound" ? "from" : "to"} ${far.name}`;
    const by = few([...new Set(allowed.map(({ rule }) => rule!.name))]);
    if (allowed.length === 0) {
      return [{ resource, verdict: "refused", sentence: `no ${direction} rule of ${resource} allows ${what}` }];
    }
    const perhaps = [...new Set(allowed.flatMap(({ rule }) => (rule?.isOfUnknownRange === true ? [rule.name] : [])))];
    if (perhaps.length > 0) {
      const sentence = `whether ${few(perhaps)} of ${resource} allows ${what} depends on a range that only Terraform knows`;
      return [{ resource, verdict: "partly", sentence }];
    }
    const assumed = unknownPorts(allowed, resource);
    if (refused.length === 0) return [{ resource, verdict: "allowed", sentence: `${by} of ${resource} allows ${what}` }, ...assumed];
    return [{ resource, verdict: "partly", sentence: `${by} of ${resource} allows ${what} but for ${leftOut(parts)}` }, ...assumed];
  }

  /** A rule as the far end meets it. */
  private filterRules({ peer, protocol, ports, isOfUnknownPorts, name }: SecurityGroupRule, far: FarEnd): FilterRule[] {
    const isOfUnknownRange = peer.kind === "unknownRange" || (peer.kind === "prefixList" && this.isOfUnknownList(peer.key, far));
    return this.matched(peer, far).map((range) => ({ allows: true, protocol, ports, isOfUnknownPorts, range, isOfUnknownRange, name }));
  }

  /** Whether nobody says what a list holds: any address, so far as is known, but for lists that AWS manages, which hold its services' addresses. */
  private isOfUnknownList(key: string, far: FarEnd): boolean {
    if (far.prefixList === key || this.entries.has(key)) return false;
    if (key.startsWith("pl-")) return true;
    const name: unknown = this.configuration.find(key)?.args.name;
    return typeof name === "string" && !name.startsWith("com.amazonaws.");
  }

  private matched(peer: SecurityGroupPeer, far: FarEnd): readonly IpRange[] {
    switch (peer.kind) {
      case "range":
        return [peer.range];
      case "group":
        return far.securityGroups.includes(peer.key) ? far.ranges : [];
      case "prefixList":
        if (far.prefixList === peer.key || this.isOfUnknownList(peer.key, far)) return far.ranges;
        return this.entries.get(peer.key) ?? [];
      case "unknownRange":
        return far.ranges.filter(({ family }) => family === peer.family);
    }
  }
}
