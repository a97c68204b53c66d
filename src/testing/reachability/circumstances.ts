import { Host } from "./hosts";
import { Network } from "./network";
import { ConnectionQuestion } from "./question";
import { SecurityGroupRule } from "./security-group-rules";
import { Subnet } from "./vpcs";

/**
 * What decides about connections, beside the question: where all of it is the same of two networks, so is the verdict. Names of what stands on the way are
 * part of it, so that a new name makes a question asked and never one missed.
 */
export class Circumstances {
  private readonly ofSubnets = new Map<string, string>();
  private readonly ofHosts = new Map<string, string>();
  private readonly ofRules = new Map<SecurityGroupRule, string>();
  private readonly byName: ReadonlyMap<string, Host>;

  public constructor(private readonly network: Network) {
    this.byName = new Map(network.hosts.map((host) => [host.name, host]));
  }

  /** Those of one end of a connection; undefined for a name that stands for nothing, or for more than its own: whoever compares has to ask. */
  public of(name: string, family: ConnectionQuestion["family"] = "ipv4"): string | undefined {
    const host = this.byName.get(name);
    if (host !== undefined) return this.ofHost(host);
    const end = this.network.topology.ends.find(name, family);
    // CloudFront is known by rules of the host that it connects to, and by lists and groups that only data sources have.
    return end.kind === "outside" ? text(end) : undefined;
  }

  /**
   * Whether two hosts may be connected, as far as routes have it: between VPCs both need a route that leads out of theirs to other networks.
   */
  public mayMeet(client: Host, server: Host): boolean {
    const [here, there] = [this.vpcsOf(client), this.vpcsOf(server)];
    if (here.some((key) => key === undefined || there.includes(key)) || there.includes(undefined)) return true;
    return this.leadsOn(client) && this.leadsOn(server);
  }

  private ofHost(host: Host): string {
    const known = this.ofHosts.get(host.key) ?? this.readHost(host);
    this.ofHosts.set(host.key, known);
    return known;
  }

  private readHost(host: Host): string {
    const { vpcs, securityGroups } = this.network.topology;
    const subnets = host.subnets.map((key) => vpcs.subnet(key));
    const groups = subnets.map((subnet) => [
      securityGroups.of(host, subnet),
      ...(["inbound", "outbound"] as const).map((direction) =>
        securityGroups.rulesOf(host, subnet, direction).map((rule) => this.ofRule(rule)),
      ),
    ]);
    return text([host, groups, subnets.map((subnet) => this.ofSubnet(subnet))]);
  }

  /** A rule with what its prefix list holds; many hosts have the same rules, in each of their subnets. */
  private ofRule(rule: SecurityGroupRule): string {
    const { peer } = rule;
    const { securityGroups } = this.network.topology;
    const known =
      this.ofRules.get(rule) ??
      text([rule, ...(peer.kind === "prefixList" ? [this.addressesOf(peer.key), securityGroups.isOfUnknownContent(peer.key)] : [])]);
    this.ofRules.set(rule, known);
    return known;
  }

  private addressesOf(list: string): unknown {
    const { ends } = this.network.topology;
    return [ends.listed(list, "ipv4"), ends.listed(list, "ipv6")];
  }

  private ofSubnet(subnet: Subnet): string {
    const known = this.ofSubnets.get(subnet.key) ?? text([this.near(subnet), this.beyondNat(subnet)]);
    this.ofSubnets.set(subnet.key, known);
    return known;
  }

  /** The subnet with its ACL, its routes and its gateways. */
  private near(subnet: Subnet): unknown {
    const { configuration, networkAcls, routes, gateways } = this.network.topology;
    const led = routes.of(subnet).map((route) => {
      const list = route.prefixList === undefined ? undefined : this.addressesOf(route.prefixList);
      return [route, list, configuration.find(route.target.key) !== undefined];
    });
    return [subnet, networkAcls.of(subnet), led, gateways.circumstances(subnet)];
  }

  /** A NAT gateway connects on from a subnet of its own. */
  private beyondNat(subnet: Subnet): unknown[] {
    const { routes, gateways } = this.network.topology;
    return routes.of(subnet).flatMap(({ target }) => {
      const gateway = target.kind === "natGateway" ? gateways.nat(target) : undefined;
      return gateway === undefined ? [] : [this.near(gateway.subnet)];
    });
  }

  private vpcsOf({ subnets }: Host): (string | undefined)[] {
    return subnets.map((key) => this.network.topology.vpcs.subnet(key).vpc?.key);
  }

  private leadsOn({ subnets }: Host): boolean {
    const { vpcs, routes } = this.network.topology;
    return subnets.some((key) => routes.of(vpcs.subnet(key)).some(({ target }) => target.kind === "other"));
  }
}

/** Addresses are big integers. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
}
