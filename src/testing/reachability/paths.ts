import { IpFamily, IpRange, parseIpRange, rangeContains } from "../../internal/ip-ranges";
import { Configuration } from "../configuration";
import { End, Ends, HostEnd, OUTSIDE_CLIENT_PORTS, Outside, isLinkLocal } from "./ends";
import { Ports, Traffic, icmpMessages } from "./filters";
import { Gateways, Use } from "./gateways";
import { Host, WIDEST_CLIENT_PORTS, isPublicIn } from "./hosts";
import { NetworkAcls } from "./network-acls";
import { Route, RoutedPart, Routes, Target } from "./routes";
import { Direction } from "./security-group-rules";
import { FarEnd, SecurityGroups } from "./security-groups";
import { ConnectionStep } from "./verdict";
import { VpcConnections } from "./vpc-connections";
import { VpcOrigin, cloudFrontIdentity } from "./vpc-origins";
import { Subnet, Vpcs, ofFamily } from "./vpcs";

/** What is asked about the connections between two ends. */
export interface Query {
  readonly protocol: "tcp" | "udp";
  readonly ports: Ports;
  readonly family: IpFamily;
}

/** What paths are computed from. */
export interface Topology {
  readonly configuration: Configuration;
  readonly vpcs: Vpcs;
  readonly ends: Ends;
  readonly securityGroups: SecurityGroups;
  readonly networkAcls: NetworkAcls;
  readonly routes: Routes;
  readonly gateways: Gateways;
  readonly vpcConnections: VpcConnections;
}

/** One of a host's network interfaces. */
interface Interface {
  readonly host: Host;
  readonly subnet: Subnet;
  readonly far: FarEnd;
}

type WithoutRanges = Omit<Traffic, "ranges">;

/** What routers send back of packets that are too large: ICMP's type 3 code 4, and ICMPv6's type 2 (VPC User Guide, "Path MTU Discovery"). */
const TOO_LARGE: Readonly<Record<IpFamily, Ports>> = { ipv4: icmpMessages(3, 4), ipv6: icmpMessages(2, 0) };

/**
 * The ways from one end to another, each with everything that is passed on it, replies included. There are several where a host is in several
 * subnets, or addresses have several routes.
 */
export function waysBetween(topology: Topology, from: End, to: End, query: Query): ConnectionStep[][] {
  const paths = new Paths(topology, query);
  if (to.kind === "vpcOrigin") throw new Error(`${to.name} opens connections and accepts none`);
  if (from.kind === "host" && to.kind === "host") return paths.within(from, to);
  if (from.kind === "host" && to.kind === "outside") return paths.outwards(from, to);
  if (from.kind === "outside" && to.kind === "host") return paths.inwards(from, to);
  if (from.kind === "vpcOrigin" && to.kind === "host") return paths.fromVpcOrigin(from, to);
  throw new Error(`neither ${from.name} nor ${to.name} is in a VPC of the stack`);
}

class Paths {
  public constructor(
    private readonly topology: Topology,
    private readonly query: Query,
  ) {}

  public within(from: HostEnd, to: HostEnd): ConnectionStep[][] {
    return this.interfaces(from.host).flatMap((client) => this.interfaces(to.host).map((server) => this.between(client, server)));
  }

  public outwards({ host }: HostEnd, outside: Outside): ConnectionStep[][] {
    return this.interfaces(host).flatMap((client) => {
      if (isLinkLocal(outside)) return [[unfiltered(outside)]];
      const first = [...this.hasAddress(client), ...this.groups(client, "outbound", outside)];
      return this.routed(client.subnet, outside).map((part) => [
        ...first,
        ...this.exit(client, { ...outside, ranges: part.ranges }, part.target),
      ]);
    });
  }

  public inwards(outside: Outside, { host }: HostEnd): ConnectionStep[][] {
    return this.interfaces(host).flatMap((server) =>
      this.routed(server.subnet, outside).map((part) => [
        ...this.hasAddress(server),
        ...this.entry(server, { ...outside, ranges: part.ranges }, part.target),
      ]),
    );
  }

  public fromVpcOrigin(origin: VpcOrigin, { host }: HostEnd): ConnectionStep[][] {
    const { configuration, ends, gateways, securityGroups } = this.topology;
    const { first, last } = this.query.ports;
    if (origin.origin !== host.key || first !== last || !origin.ports.includes(first)) {
      const known = `${configuration.nameOf(origin.origin)} on ${origin.ports.join(" and ")}`;
      return [[{ resource: origin.name, verdict: "refused", sentence: `${origin.name} connects to ${known} alone` }]];
    }
    return this.interfaces(host).map((server) => {
      const { steps, ...identity } = cloudFrontIdentity(configuration, origin.name, securityGroups.rulesOf(host, server.subnet, "inbound"));
      const far = { name: origin.name, ranges: ends.listed(identity.prefixList ?? "", this.query.family), ...identity };
      return [
        ...this.hasAddress(server),
        ...gateways.vpcOrigins(server.subnet),
        // Security groups see CloudFront's own addresses; that ACLs see them too is the stricter reading.
        ...this.acl(server.subnet, "inbound", far, this.there()),
        ...steps,
        ...this.groups(server, "inbound", far),
        ...replies(this.acl(server.subnet, "outbound", far, this.back(WIDEST_CLIENT_PORTS))),
      ];
    });
  }

  private between(client: Interface, server: Interface): ConnectionStep[] {
    const there = this.there();
    const far = (end: Interface, direction: Direction): FarEnd =>
      this.knowsGroups(client, server, direction) ? end.far : { ...end.far, securityGroups: [] };
    return [
      ...this.hasAddress(client),
      ...this.hasAddress(server),
      ...this.connected(client, server),
      ...this.groups(client, "outbound", far(server, "outbound")),
      ...this.crossing(client, server, there),
      ...this.groups(server, "inbound", far(client, "inbound")),
      ...replies(this.crossing(server, client, this.back(client.host.clientPorts))),
    ];
  }

  /** Within a subnet there is no ACL (VPC User Guide, "Network ACL basics"). */
  private crossing(from: Interface, to: Interface, traffic: WithoutRanges): ConnectionStep[] {
    if (from.subnet.key === to.subnet.key) return [];
    return [...this.acl(from.subnet, "outbound", to.far, traffic), ...this.acl(to.subnet, "inbound", from.far, traffic)];
  }

  /** Every subnet of a VPC has a route to every other; between VPCs, something that isn't computed must connect them. */
  private connected(client: Interface, server: Interface): ConnectionStep[] {
    if (!areApart(client, server)) return [...this.detour(client, server), ...this.detour(server, client)];
    return [
      [client, server],
      [server, client],
    ].flatMap(([from, to]) =>
      this.routedTo(from!, to!).map(
        ({ target }) =>
          this.topology.vpcConnections.elsewhere(target, from!.subnet, to!.subnet) ?? this.leaving(from!.subnet, to!.far, target),
      ),
    );
  }

  /** A route that is more specific than the local one leads to something else in the VPC, such as a firewall's endpoint (VPC User Guide, "Middlebox routing"). */
  private detour(from: Interface, to: Interface): ConnectionStep[] {
    const { vpc } = from.subnet;
    const isWithin = ({ range }: Route): boolean => range !== undefined && vpc!.ranges.some((own) => rangeContains(own, range));
    if (vpc === undefined || !this.topology.routes.of(from.subnet).some(isWithin)) return [];
    return this.routedTo(from, to).flatMap(({ target }) => {
      if (target === undefined || target.kind === "local") return [];
      const sentence = `${this.tableName(from.subnet)} leads to ${target.name}, which is taken to lead to ${to.host.name}`;
      return [{ resource: target.name, verdict: "allowed", sentence, assumed: true }];
    });
  }

  /** Whether rules of security groups may name those of the far end. */
  private knowsGroups(client: Interface, server: Interface, direction: Direction): boolean {
    if (!areApart(client, server)) return true;
    const targets = [...this.routedTo(client, server), ...this.routedTo(server, client)].map(({ target }) => target);
    return targets.every((target) => this.topology.vpcConnections.carriesGroups(target, direction));
  }

  private routedTo({ subnet }: Interface, { host, far }: Interface): RoutedPart[] {
    return this.routed(subnet, { kind: "outside", name: host.name, ranges: far.ranges });
  }

  private exit(client: Interface, outside: Outside, target: Target | undefined): ConnectionStep[] {
    const { subnet } = client;
    const far = farEnd(outside);
    const back = this.back(client.host.clientPorts);
    const own = [...this.acl(subnet, "outbound", far, this.there()), ...replies(this.acl(subnet, "inbound", far, back))];
    switch (target?.kind) {
      case "internetGateway":
        return [...this.publicly(client), ...this.internet(target, subnet, "outbound"), ...own, ...this.pathMtu(subnet, far)];
      case "egressOnlyInternetGateway":
        return [this.topology.gateways.egressOnly(target, subnet), ...own, ...this.pathMtu(subnet, far)];
      case "natGateway":
        if (this.query.family === "ipv6" && !far.ranges.every(isTranslated)) return [onlyIpv4(target)];
        return [this.leads(subnet, target), ...own, ...this.throughNat(client, far, target), ...this.pathMtu(subnet, far)];
      case "gatewayEndpoint":
        return [this.leads(subnet, target), ...own];
      default:
        return [this.leaving(subnet, far, target), ...own, ...this.pathMtuBeyond(subnet, far, target)];
    }
  }

  private entry(server: Interface, outside: Outside, target: Target | undefined): ConnectionStep[] {
    const { subnet } = server;
    const far = farEnd(outside);
    const own = [
      ...this.acl(subnet, "inbound", far, this.there()),
      ...this.groups(server, "inbound", far),
      ...replies(this.acl(subnet, "outbound", far, this.back(OUTSIDE_CLIENT_PORTS))),
    ];
    switch (target?.kind) {
      case "internetGateway":
        return [...this.publicly(server), ...this.internet(target, subnet, "inbound"), ...own, ...this.pathMtu(subnet, far)];
      case "egressOnlyInternetGateway":
      case "natGateway":
      case "gatewayEndpoint":
        return [
          {
            resource: target.name,
            verdict: "refused",
            sentence: `${target.name}, where ${this.tableName(subnet)} leads, lets no connection in`,
          },
        ];
      default:
        return [this.leaving(subnet, far, target), ...own, ...this.pathMtuBeyond(subnet, far, target)];
    }
  }

  /** A NAT gateway connects on from its own subnet, to the same addresses (VPC User Guide, "NAT gateway basics"). */
  private throughNat(client: Interface, far: FarEnd, target: Target): ConnectionStep[] {
    const gateway = this.topology.gateways.nat(target);
    if (gateway === undefined) {
      const sentence = `${target.name}, which isn't in the stack, is taken to connect on`;
      return [{ resource: target.name, verdict: "allowed", sentence, assumed: true }];
    }
    const { subnet, isPrivate } = gateway;
    const there = this.there();
    const here =
      subnet.key === client.subnet.key
        ? []
        : [
            ...this.acl(subnet, "inbound", client.far, there),
            ...replies(this.acl(subnet, "outbound", client.far, this.back(client.host.clientPorts))),
          ];
    const on = this.routed(subnet, { kind: "outside", name: far.name, ranges: far.ranges }).flatMap((part) =>
      part.target?.kind !== "internetGateway"
        ? [this.leaving(subnet, far, part.target)]
        : isPrivate
          ? [dropped(gateway.name, part.target)]
          : this.internet(part.target, subnet, "nat"),
    );
    return [
      ...here,
      ...on,
      ...this.acl(subnet, "outbound", far, there),
      ...replies(this.acl(subnet, "inbound", far, this.back(WIDEST_CLIENT_PORTS))),
      ...this.pathMtu(subnet, far),
    ];
  }

  private internet(target: Target, subnet: Subnet, use: Use): ConnectionStep[] {
    return [this.topology.gateways.internetGateway(target, subnet, use)];
  }

  private leads(subnet: Subnet, { name }: Target): ConnectionStep {
    return { resource: name, verdict: "allowed", sentence: `${this.tableName(subnet)} leads to ${name}` };
  }

  /** What isn't computed, such as a transit gateway, takes traffic on; without a route nothing does. */
  private leaving(subnet: Subnet, far: FarEnd, target: Target | undefined): ConnectionStep {
    const table = this.tableName(subnet);
    if (subnet.vpc === undefined) {
      const sentence = `the route table of ${subnet.name}, which isn't in the stack, is taken to lead to ${far.name}`;
      return { resource: subnet.name, verdict: "allowed", sentence, assumed: true };
    }
    if (target?.kind !== "other") {
      return { resource: table, verdict: "refused", sentence: `${table} has no route to ${far.name}` };
    }
    const sentence = `${table} leads to ${target.name}, which is taken to lead to ${far.name}`;
    return { resource: target.name, verdict: "allowed", sentence, assumed: true };
  }

  /** An internet gateway serves IPv4 addresses that are public; IPv6 addresses all are, but for those of internal load balancers. */
  private publicly({ host, subnet }: Interface): ConnectionStep[] {
    if (this.query.family === "ipv6" ? host.isInternal !== true : isPublicIn(host, subnet)) return [];
    return [{ resource: host.name, verdict: "refused", sentence: `${host.name} has no public address` }];
  }

  private hasAddress({ host, subnet }: Interface): ConnectionStep[] {
    const has = this.query.family === "ipv4" || host.ipv6 === true || (host.ipv6 === "subnet" && subnet.assignsIpv6);
    return has ? [] : [{ resource: host.name, verdict: "refused", sentence: `${host.name} has no IPv6 address` }];
  }

  /** Packets that are too large are lost in silence where the message that says so is refused. */
  private pathMtu(subnet: Subnet, far: FarEnd): ConnectionStep[] {
    const steps = this.acl(subnet, "inbound", far, { protocol: "icmp", ports: TOO_LARGE[this.query.family] });
    return steps.map((step) =>
      step.verdict === "allowed"
        ? { ...step, sentence: `path MTU discovery: ${step.sentence}` }
        : { ...step, verdict: "partly", sentence: `packets larger than the path's MTU are lost: ${step.sentence}` },
    );
  }

  /** Transit gateways and VPNs take smaller packets than a VPC does (EC2 User Guide, "Network MTU for your EC2 instance"). */
  private pathMtuBeyond(subnet: Subnet, far: FarEnd, target: Target | undefined): ConnectionStep[] {
    return target?.kind === "other" ? this.pathMtu(subnet, far) : [];
  }

  private groups({ host, subnet }: Interface, direction: "inbound" | "outbound", far: FarEnd | Outside): ConnectionStep[] {
    return this.topology.securityGroups.steps(host, subnet, direction, "kind" in far ? farEnd(far) : far, this.there());
  }

  private acl(subnet: Subnet, direction: "inbound" | "outbound", { name, ranges }: FarEnd, traffic: WithoutRanges): ConnectionStep[] {
    return this.topology.networkAcls.steps(subnet, direction, name, { ...traffic, ranges });
  }

  private routed(subnet: Subnet, { ranges, prefixList }: Outside): RoutedPart[] {
    return subnet.vpc === undefined ? [{ ranges }] : this.topology.routes.from({ ...subnet, vpc: subnet.vpc }, ranges, prefixList);
  }

  private tableName(subnet: Subnet): string {
    return this.topology.routes.tableName(subnet);
  }

  private there(): WithoutRanges {
    const { protocol, ports } = this.query;
    return { protocol, ports };
  }

  private back(ports: Ports): WithoutRanges {
    return { protocol: this.query.protocol, ports };
  }

  private interfaces(host: Host): Interface[] {
    const { vpcs, securityGroups } = this.topology;
    return host.subnets.map((key) => {
      const subnet = vpcs.subnet(key);
      const far = { name: host.name, ranges: ofFamily(subnet.ranges, this.query.family), securityGroups: securityGroups.of(host, subnet) };
      return { host, subnet, far };
    });
  }
}

/** Whether two interfaces are in two VPCs of the stacks. */
function areApart({ subnet: { vpc: here } }: Interface, { subnet: { vpc: there } }: Interface): boolean {
  return here !== undefined && there !== undefined && here.key !== there.key;
}

function farEnd({ name, ranges, prefixList }: Outside): FarEnd {
  return { name, ranges, securityGroups: [], prefixList };
}

function replies(steps: readonly ConnectionStep[]): ConnectionStep[] {
  return steps.map((step) => (step.assumed === true ? step : { ...step, sentence: `replies: ${step.sentence}` }));
}

/** What NAT gateways translate of IPv6: "DNS64 and NAT64", in the VPC User Guide. */
const TRANSLATED = parseIpRange("64:ff9b::/96")!;

function isTranslated(range: IpRange): boolean {
  return rangeContains(TRANSLATED, range);
}

function onlyIpv4({ name }: Target): ConnectionStep {
  return { resource: name, verdict: "refused", sentence: `${name} translates no IPv6 addresses but those of 64:ff9b::/96` };
}

/** VPC User Guide, "NAT gateways": the internet gateway drops what comes from a private one. */
function dropped(nat: string, { name }: Target): ConnectionStep {
  return { resource: name, verdict: "refused", sentence: `${name} drops what comes from ${nat}, which is private` };
}

/** Neither groups nor ACLs filter link-local addresses (VPC User Guide, "Security groups" and "Network ACL basics"). */
function unfiltered({ name }: Outside): ConnectionStep {
  return { resource: name, verdict: "allowed", sentence: `neither security groups nor network ACLs filter ${name}` };
}
