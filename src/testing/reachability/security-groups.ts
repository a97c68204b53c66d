import { EVERY_ADDRESS, IpRange } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Arguments } from "../stack-resources";
import { ALL_PORTS, FilterRule, Traffic, allowedParts, concerns, few, filter, leftOut, trafficText } from "./filters";
import { groupedBy } from "./grouped-by";
import { Host } from "./hosts";
import { unknownPorts } from "./port-numbers";
import { PrefixListEntries } from "./prefix-lists";
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
    private readonly entries: PrefixListEntries,
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
    const rules = [
      ...matching.filter((rule) => rule.unknownSource === undefined),
      ...matching.filter((rule) => rule.unknownSource !== undefined),
    ];
    const isDefault = groups.length === 0 && direction === "outbound";
    const parts = filter(isDefault ? DEFAULT_OUTBOUND : rules, { ...traffic, ranges: far.ranges });

    const { allowed, refused } = allowedParts(parts);
    const resource = groups.map((group) => this.configuration.nameOf(group)).join(", ") || `the default security group of ${host.name}`;
    const what = `${trafficText(traffic)} ${direction === "inbound" ? "from" : "to"} ${far.name}`;
    const by = few([...new Set(allowed.map(({ rule }) => rule!.name))]);
    if (allowed.length === 0) {
      return [{ resource, verdict: "refused", sentence: `no ${direction} rule of ${resource} allows ${what}` }];
    }
    const perhaps = allowed.flatMap(({ rule }) =>
      rule?.unknownSource === undefined ? [] : [{ name: rule.name, source: rule.unknownSource }],
    );
    if (perhaps.length > 0) {
      const names = [...new Set(perhaps.map(({ name }) => name))];
      const sources = [...new Set(perhaps.map(({ source }) => source))];
      const sentence = `whether ${few(names)} of ${resource} allows ${what} depends on ${few(sources)}`;
      return [{ resource, verdict: "partly", sentence }];
    }
    const assumed = unknownPorts(allowed, resource);
    if (refused.length === 0) return [{ resource, verdict: "allowed", sentence: `${by} of ${resource} allows ${what}` }, ...assumed];
    return [{ resource, verdict: "partly", sentence: `${by} of ${resource} allows ${what} but for ${leftOut(parts)}` }, ...assumed];
  }

  /** A rule that concerns the traffic, as the far end meets it: what it allows for sure, and what it may allow. */
  private filterRules({ peer, ports, isOfUnknownPorts, name }: SecurityGroupRule, far: FarEnd): FilterRule[] {
    const rule = { allows: true, ports, isOfUnknownPorts, name };
    const unknownSource = this.unknownSource(peer, far);
    const possible =
      unknownSource === undefined ? [] : far.ranges.filter(({ family }) => peer.kind !== "unknownRange" || family === peer.family);
    return [
      ...this.matched(peer, far).map((range) => ({ ...rule, range })),
      ...possible.map((range) => ({ ...rule, range, unknownSource })),
    ];
  }

  /** What decides about a peer whose addresses nobody knows, in words. */
  private unknownSource(peer: SecurityGroupPeer, far: FarEnd): string | undefined {
    if (peer.kind === "unknownRange") return "a range that only Terraform knows";
    if (peer.kind !== "prefixList" || far.prefixList === peer.key || !this.isOfUnknownContent(peer.key)) return undefined;
    return `what ${this.configuration.nameOf(peer.key)} holds, which prefixLists may say`;
  }

  /** Whether a prefix list may hold any address, so far as is known: those that AWS manages hold its services' alone. */
  public isOfUnknownContent(list: string): boolean {
    const entries = this.entries.get(list);
    return entries === undefined ? !SHORT_ID.test(list) && !isOfAws(this.configuration.find(list)) : entries.isPart;
  }

  private matched(peer: SecurityGroupPeer, far: FarEnd): readonly IpRange[] {
    switch (peer.kind) {
      case "range":
        return [peer.range];
      case "group":
        return far.securityGroups.includes(peer.key) ? far.ranges : [];
      case "prefixList":
        return far.prefixList === peer.key ? far.ranges : (this.entries.get(peer.key)?.ranges ?? []);
      case "unknownRange":
        return [];
    }
  }
}

/** An id of eight digits is of a list of AWS: lists of customers came in 2020, when new ids of EC2 had seventeen digits already. */
const SHORT_ID = /^pl-[0-9a-f]{8}$/;

/** Whether a prefix list is one of an AWS service: a gateway endpoint's, or one that is looked up by the name that AWS gave it. Pure. */
function isOfAws(list: Resource | undefined): boolean {
  if (list === undefined) return false;
  const filters: Arguments[] = [list.args.filter ?? []].flat();
  const names: unknown[] = [
    list.args.name,
    ...filters.filter(({ name }) => name === "prefix-list-name").map(({ values }) => values),
  ].flat();
  const given = names.filter((name) => typeof name === "string");
  return list.type === "aws_vpc_endpoint" || (given.length > 0 && given.every((name) => name.startsWith("com.amazonaws.")));
}
