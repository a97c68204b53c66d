import { IpFamily, IpRange, ipRangeText, rangesOverlap } from "../../internal/ip-ranges";
import { ALL_PORTS, Ports, shared } from "./filters";
import { groupedBy } from "./grouped-by";
import { Host, isPublicIn } from "./hosts";
import { Network } from "./network";
import { Topology } from "./paths";
import { ConnectionQuestion } from "./question";
import { Direction, SecurityGroupPeer, SecurityGroupRule } from "./security-group-rules";

/** What may be opened on a host. */
export interface OpenPorts {
  readonly protocol: "tcp" | "udp";
  readonly ports: Ports;
}

/**
 * Every connection that security groups allow: between hosts, from CloudFront's VPC origins, and with what rules name. Pure.
 *
 * @param isAsked which pairs of hosts are asked about; all of them where it isn't given
 */
export function securityGroupWires(
  { topology, hosts }: Network,
  isAsked: (client: Host, server: Host) => boolean = () => true,
): ConnectionQuestion[] {
  const grouped = hosts.filter(({ securityGroups }) => securityGroups !== undefined);
  const wires = [
    ...wiresBetween(topology, grouped, isAsked),
    ...topology.ends.vpcOrigins.flatMap(({ name, origin, ports }) =>
      grouped.filter(({ key }) => key === origin).flatMap((host) => ports.map((port) => ({ from: name, to: host.name, port }))),
    ),
    ...wiresWithOutside({ topology, hosts }, "inbound"),
    ...wiresWithOutside({ topology, hosts }, "outbound"),
  ];
  return unique(wires);
}

/** Every connection that security groups allow with what rules name, one way. Pure. */
export function wiresWithOutside({ topology, hosts }: Pick<Network, "topology" | "hosts">, direction: Direction): ConnectionQuestion[] {
  const grouped = hosts.filter(({ securityGroups }) => securityGroups !== undefined);
  return unique(grouped.flatMap((host) => withOutside(topology, host, direction)));
}

/** The ports that a host's security groups open to anybody; all of them where it has no groups. Pure. */
export function openPorts(topology: Topology, host: Host): OpenPorts[] {
  const everything: Pick<SecurityGroupRule, "protocol" | "ports"> = { ports: ALL_PORTS };
  const rules = host.securityGroups === undefined ? [everything] : rulesOf(topology, host, "inbound");
  const open = rules.flatMap((rule) => protocolsOf(rule).map((protocol) => ({ protocol, ports: rule.ports })));
  return unique(open);
}

/** Each once, in an order that no order of resources changes. */
function unique<T>(values: readonly T[]): T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value).replace(/[{}]/g, ""), value]));
  return [...byText.keys()].sort().map((text) => byText.get(text)!);
}

/** A client is looked for where a server's rules let one in, and the server's where the client's rules lead: most pairs of a large stack have nothing of each other. */
function wiresBetween(topology: Topology, hosts: readonly Host[], isAsked: (client: Host, server: Host) => boolean): ConnectionQuestion[] {
  const meant = new PeerHosts(topology, hosts);
  const servers = new Map(hosts.map((client) => [client, meant.of(client, "outbound")]));
  return hosts.flatMap((server) =>
    [...meant.of(server, "inbound")]
      .filter((client) => client !== server && servers.get(client)!.has(server) && isAsked(client, server))
      .flatMap((client) => between(topology, client, server)),
  );
}

/** The hosts that rules mean, by group or by addresses. */
class PeerHosts {
  private readonly byGroup: ReadonlyMap<string, readonly Host[]>;
  private readonly byRange = new Map<string, readonly Host[]>();

  public constructor(
    private readonly topology: Topology,
    private readonly hosts: readonly Host[],
  ) {
    const { vpcs, securityGroups } = topology;
    const members = hosts.flatMap((host) => {
      const groups = new Set(host.subnets.flatMap((key) => securityGroups.of(host, vpcs.subnet(key))));
      return [...groups].map((group) => ({ host, group }));
    });
    this.byGroup = groupedBy(
      members,
      ({ group }) => group,
      ({ host }) => host,
    );
  }

  /** Those that any rule of a host means, whatever its ports. */
  public of(host: Host, direction: Direction): ReadonlySet<Host> {
    return new Set(rulesOf(this.topology, host, direction).flatMap(({ peer }) => this.meantBy(peer)));
  }

  private meantBy(peer: SecurityGroupPeer): readonly Host[] {
    switch (peer.kind) {
      case "group":
        return this.byGroup.get(peer.key) ?? [];
      case "range":
        return this.inRange(peer.range);
      case "prefixList":
      case "unknownRange":
        return [];
    }
  }

  private inRange(range: IpRange): readonly Host[] {
    const key = ipRangeText(range);
    const { vpcs } = this.topology;
    const found =
      this.byRange.get(key) ??
      this.hosts.filter(({ subnets }) => subnets.some((subnet) => vpcs.subnet(subnet).ranges.some((own) => rangesOverlap(own, range))));
    this.byRange.set(key, found);
    return found;
  }
}

function between(topology: Topology, client: Host, server: Host): ConnectionQuestion[] {
  const inwards = rulesAbout(topology, server, "inbound", client);
  return rulesAbout(topology, client, "outbound", server).flatMap((outbound) =>
    inwards.flatMap((inbound) => {
      const ports = shared(outbound.rule.ports, inbound.rule.ports);
      if (ports === undefined) return [];
      const families = outbound.families.filter((family) => inbound.families.includes(family));
      const protocols = protocolsOf(outbound.rule).filter((protocol) => protocolsOf(inbound.rule).includes(protocol));
      return families.flatMap((family) => protocols.map((protocol) => question(client.name, server.name, { protocol, ports, family })));
    }),
  );
}

/** The rules of a host that allow another one, with the families that they allow it in. */
function rulesAbout(
  topology: Topology,
  host: Host,
  direction: Direction,
  other: Host,
): { readonly rule: SecurityGroupRule; readonly families: readonly IpFamily[] }[] {
  return rulesOf(topology, host, direction).flatMap((rule) => {
    const families = familiesOf(topology, rule.peer, other);
    return families.length === 0 ? [] : [{ rule, families }];
  });
}

/** The families that a rule allows a host in, or none. */
function familiesOf(topology: Topology, peer: SecurityGroupPeer, host: Host): IpFamily[] {
  const { vpcs, securityGroups } = topology;
  const subnets = host.subnets.map((key) => vpcs.subnet(key));
  const families: IpFamily[] =
    host.ipv6 === true || (host.ipv6 === "subnet" && subnets.some(({ assignsIpv6 }) => assignsIpv6)) ? ["ipv4", "ipv6"] : ["ipv4"];
  switch (peer.kind) {
    case "group":
      return subnets.some((subnet) => securityGroups.of(host, subnet).includes(peer.key)) ? families : [];
    case "range":
      return families.filter(
        (family) => family === peer.range.family && subnets.some(({ ranges }) => ranges.some((own) => rangesOverlap(own, peer.range))),
      );
    case "prefixList":
    case "unknownRange":
      return [];
  }
}

function withOutside(topology: Topology, host: Host, direction: Direction): ConnectionQuestion[] {
  return rulesOf(topology, host, direction).flatMap((rule) =>
    farNames(topology, host, direction, rule.peer).flatMap(({ name, family }) =>
      protocolsOf(rule).map((protocol) => {
        const [from, to] = direction === "inbound" ? [name, host.name] : [host.name, name];
        return question(from, to, { protocol, ports: rule.ports, family });
      }),
    ),
  );
}

/** What a rule's peer is called where it lies outside of the VPCs. */
function farNames(
  { configuration, vpcs, ends }: Topology,
  host: Host,
  direction: Direction,
  peer: SecurityGroupPeer,
): { readonly name: string; readonly family: IpFamily }[] {
  if (peer.kind === "group" || peer.kind === "unknownRange") return [];
  if (peer.kind === "prefixList") {
    // CloudFront comes through its VPC origin, which has a wire of its own.
    const isPublic = host.subnets.some((key) => isPublicIn(host, vpcs.subnet(key)));
    const isOrigin = direction === "inbound" && !isPublic && ends.vpcOrigins.some(({ origin }) => origin === host.key);
    return isOrigin ? [] : [{ name: configuration.nameOf(peer.key), family: "ipv4" }];
  }
  const { family, prefix } = peer.range;
  if (prefix === 0) return [{ name: "internet", family }];
  return vpcs.outsideOf(peer.range).map((range) => ({ name: ipRangeText(range), family }));
}

/** The rules of hosts, which are asked for once for each pair of them. */
const knownRules = new WeakMap<Topology, Map<string, SecurityGroupRule[]>>();

function rulesOf(topology: Topology, host: Host, direction: Direction): SecurityGroupRule[] {
  const known = knownRules.get(topology) ?? new Map<string, SecurityGroupRule[]>();
  knownRules.set(topology, known);
  const key = `${direction} ${host.key}`;
  const { vpcs, securityGroups } = topology;
  const rules = known.get(key) ?? [
    ...new Set(host.subnets.flatMap((subnet) => securityGroups.rulesOf(host, vpcs.subnet(subnet), direction))),
  ];
  known.set(key, rules);
  return rules;
}

function protocolsOf({ protocol }: Pick<SecurityGroupRule, "protocol">): ("tcp" | "udp")[] {
  return (["tcp", "udp"] as const).filter((own) => protocol === undefined || protocol === own);
}

/** A question that says no more than it must. */
function question(from: string, to: string, { protocol, ports, family }: OpenPorts & { readonly family: IpFamily }): ConnectionQuestion {
  return {
    from,
    to,
    port: ports.first,
    ...(ports.last !== ports.first && { toPort: ports.last }),
    ...(protocol !== "tcp" && { protocol }),
    ...(family !== "ipv4" && { family }),
  };
}
