import { EVERY_ADDRESS } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import {
  ALL_PORTS,
  FilterRule,
  Part,
  Traffic,
  allowedParts,
  few,
  filter,
  filterProtocol,
  icmpMessages,
  leftOut,
  trafficText,
} from "./filters";
import { groupedBy } from "./grouped-by";
import { PortNumber, knownPorts, portNumber, unknownPorts } from "./port-numbers";
import { Direction } from "./security-group-rules";
import { isUnknownRange } from "./unknown-ranges";
import { ConnectionStep } from "./verdict";
import { Subnet } from "./vpcs";

/** A network ACL, its rules in the order in which they are evaluated. */
export interface NetworkAcl {
  readonly name: string;
  readonly rules: Readonly<Record<Direction, readonly FilterRule[]>>;
}

/** A rule as a block or a resource has it. */
interface Entry {
  readonly owner: Resource;
  readonly args: Arguments;
  readonly egress: boolean;
  readonly number: number;
  readonly action: unknown;
}

/**
 * The network ACLs of stacks: stateless lists, evaluated from the lowest number up where traffic enters or leaves a subnet; what no rule matches is
 * denied (VPC User Guide, "Network ACL basics").
 */
export class NetworkAcls {
  /** Rules that Terraform refuses, in a sentence each. */
  public readonly mistakes: string[] = [];
  private readonly bySubnet: ReadonlyMap<string, NetworkAcl>;
  private readonly defaults: ReadonlyMap<string, NetworkAcl>;
  /** Resources that have a rule or an association each, by the key of their ACL. */
  private readonly ruleResources: ReadonlyMap<string, readonly Resource[]>;
  private readonly associations: ReadonlyMap<string, readonly Resource[]>;

  public constructor(private readonly configuration: Configuration) {
    const ofAcls = (type: string): Map<string, Resource[]> =>
      groupedBy(
        configuration.all(type),
        (resource) => configuration.key(resource, resource.args.network_acl_id),
        (resource) => resource,
      );
    this.ruleResources = ofAcls("aws_network_acl_rule");
    this.associations = ofAcls("aws_network_acl_association");
    this.bySubnet = new Map(
      configuration.all("aws_network_acl").flatMap((acl) => {
        const read = this.read(acl);
        return this.subnetsOf(acl).map((subnet) => [subnet, read] as const);
      }),
    );
    const vpcOf = (acl: Resource): string => configuration.key(acl, acl.args.default_network_acl_id) ?? "";
    this.defaults = new Map(configuration.all("aws_default_network_acl").map((acl) => [vpcOf(acl), this.read(acl)]));
  }

  /**
   * What a subnet's ACL does with packets that enter or leave it; `ranges` are the addresses at their far end. Nothing where it is the one that the VPC has
   * from the start, which allows everything (VPC User Guide, "Default network ACL for a VPC").
   */
  public steps(subnet: Subnet, direction: Direction, farName: string, traffic: Traffic): ConnectionStep[] {
    if (subnet.vpc === undefined) {
      const sentence = `the network ACL of ${subnet.name}, which isn't in the stack, is taken to allow it`;
      return [{ resource: subnet.name, verdict: "allowed", sentence, assumed: true }];
    }
    const acl = this.of(subnet);
    return acl === undefined ? [] : this.stepsOf(acl, direction, farName, traffic);
  }

  /** A subnet's ACL; undefined for the one that the VPC has from the start, and where the subnet isn't in the stacks. */
  public of({ key, vpc }: Subnet): NetworkAcl | undefined {
    return vpc && (this.bySubnet.get(key) ?? this.defaults.get(vpc.key));
  }

  private stepsOf({ name, rules }: NetworkAcl, direction: Direction, farName: string, traffic: Traffic): ConnectionStep[] {
    const own = rules[direction];
    const decided = (which: readonly FilterRule[]): ConnectionStep[] => {
      const parts = filter(which, traffic);
      return [stepOf(name, parts, direction, farName, traffic), ...unknownPorts(parts, name)];
    };
    if (!own.some((rule) => rule.isOfUnknownRange)) return decided(own);
    // A rule whose range only Terraform knows may match nothing or everything: those that allow, those that deny.
    const [steps, ...others] = [undefined, true, false].map((matching) =>
      decided(own.filter(({ isOfUnknownRange, allows }) => isOfUnknownRange !== true || allows === matching)),
    );
    if (others.every(([other]) => other!.verdict === steps![0]!.verdict)) return steps!;
    const sentence = `whether ${name} allows ${whatOf(direction, farName, traffic)} depends on a range of an ${direction} rule that only Terraform knows`;
    return [{ resource: name, verdict: "partly", sentence }];
  }

  private subnetsOf(acl: Resource): string[] {
    const { configuration } = this;
    const associations = this.associations.get(acl.key) ?? [];
    return [
      ...configuration.keys(acl, acl.args.subnet_ids ?? []),
      ...associations.flatMap((association) => configuration.keys(association, association.args.subnet_id)),
    ];
  }

  private read(acl: Resource): NetworkAcl {
    const blocks = (args: Arguments | Arguments[] | undefined, egress: boolean): Entry[] =>
      [args ?? []].flat().map((block) => ({ owner: acl, args: block, egress, number: block.rule_no, action: block.action }));
    const resources = (this.ruleResources.get(acl.key) ?? []).map((owner): Entry => ({
      owner,
      args: owner.args,
      egress: String(owner.args.egress) === "true",
      number: owner.args.rule_number,
      action: owner.args.rule_action,
    }));
    const entries = [...blocks(acl.args.ingress, false), ...blocks(acl.args.egress, true), ...resources].sort(
      (a, b) => a.number - b.number,
    );
    for (const { owner, args, number } of entries) {
      if ((args.protocol ?? "") !== "") continue;
      this.mistakes.push(`rule ${number} of ${owner.name} has no protocol, which Terraform refuses: write "tcp", or "-1" for all traffic`);
    }
    const rules = (egress: boolean): FilterRule[] =>
      entries.filter((entry) => entry.egress === egress).flatMap((entry) => this.filterRules(entry));
    return { name: acl.name, rules: { inbound: rules(false), outbound: rules(true) } };
  }

  /** A rule; none where its range is none. */
  private filterRules({ owner, args, number, action }: Entry): FilterRule[] {
    const { cidr_block: ipv4, ipv6_cidr_block: ipv6 } = args;
    const known = this.configuration.range(owner, ipv4 ?? ipv6);
    const isOfUnknownRange = known === undefined && isUnknownRange(ipv4 ?? ipv6);
    const range = isOfUnknownRange ? EVERY_ADDRESS[(ipv4 ?? "") === "" ? "ipv6" : "ipv4"] : known;
    if (range === undefined) return [];
    const protocol = filterProtocol(args.protocol);
    const allows = String(action).toLowerCase() === "allow";
    return [{ allows, protocol, ...this.portsOf(owner, args, protocol), range, isOfUnknownRange, name: `rule ${number}` }];
  }

  /** The provider sends 0 for a port that isn't given; of all protocols, ports don't count (EC2 API Reference, CreateNetworkAclEntry). */
  private portsOf(owner: Resource, args: Arguments, protocol: string | undefined): Pick<FilterRule, "ports" | "isOfUnknownPorts"> {
    if (protocol === undefined) return { ports: ALL_PORTS };
    if (protocol === "icmp") return { ports: icmpMessages(args.icmp_type ?? -1, args.icmp_code ?? -1) };
    const port = (value: unknown): PortNumber => portNumber(this.configuration, owner, value) ?? 0;
    return knownPorts(port(args.from_port), port(args.to_port));
  }
}

function whatOf(direction: Direction, farName: string, traffic: Traffic): string {
  return `${trafficText(traffic)} ${direction === "inbound" ? "from" : "to"} ${farName}`;
}

function stepOf(name: string, parts: readonly Part[], direction: Direction, farName: string, traffic: Traffic): ConnectionStep {
  const { allowed, refused } = allowedParts(parts);
  const what = whatOf(direction, farName, traffic);
  const by = (decided: readonly Part[]): string =>
    `${direction} ${few([...new Set(decided.map(({ rule }) => rule?.name ?? "rule *"))])} of ${name}`;
  if (refused.length === 0) return { resource: name, verdict: "allowed", sentence: `${by(allowed)} allows ${what}` };
  if (allowed.length === 0) return { resource: name, verdict: "refused", sentence: `${by(refused)} denies ${what}` };
  return { resource: name, verdict: "partly", sentence: `${by(refused)} denies part of ${what}: ${leftOut(parts)}` };
}
