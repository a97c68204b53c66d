import { Route, RouteConfig } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { IpRange, isOpenToEverybody, ipRangeText, parseIpRange, rangeContains, rangesOverlap } from "../../src/internal/ip-ranges";
import { PropTypes, STRING, STRINGS, STRING_RECORD, optional } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { writtenOut } from "../../src/internal/stacks";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { PlacedTier } from "./tier-subnets";

/** A route of tiers to another network. It has one destination and one target. */
export interface NetworkRoute {
  /** The tiers whose subnets have it, by name. */
  readonly tiers: readonly string[];
  /**
   * The IPv4 range that it is for, wider than the VPC's or outside of them: the most specific route decides. Within them, the whole range of a subnet, to a network interface
   * or a Gateway Load Balancer endpoint (VPC User Guide, "Subnet route tables").
   *
   * @default - another kind of destination
   */
  readonly destinationCidrBlock?: string;
  /** The IPv6 range that it is for. @default - another kind of destination */
  readonly destinationIpv6CidrBlock?: string;
  /** The prefix list that it is for: `pl-…`. @default - another kind of destination */
  readonly destinationPrefixListId?: string;
  /**
   * What its construct id calls the destination, in place of the range, the prefix list's id or a reference to one: for a list that is looked up today and written out
   * later. 1 to 63 letters, digits and dashes, beginning with a letter. A change replaces the routes.
   *
   * @default - the destination
   */
  readonly destinationKey?: string;
  /** A transit gateway that the VPC is attached to: `tgw-…`. That of the attachment makes the route wait for it. @default - another kind of target */
  readonly transitGatewayId?: string;
  /** A VPC peering connection: `pcx-…`. @default - another kind of target */
  readonly vpcPeeringConnectionId?: string;
  /** A virtual private gateway that is attached to the VPC, for VPN and Direct Connect: `vgw-…`. @default - another kind of target */
  readonly virtualPrivateGatewayId?: string;
  /** The network interface of an appliance: `eni-…`. @default - another kind of target */
  readonly networkInterfaceId?: string;
  /**
   * Endpoints of a Gateway Load Balancer or of AWS Network Firewall by AZ (its name or id, as given to the network), one for each: `vpce-…`. A subnet's route leads to the one
   * of its AZ. Not for a prefix list, which EC2 refuses.
   *
   * @default - another kind of target
   */
  readonly vpcEndpointIds?: Readonly<Record<string, string>>;
}

/** One subnet's route. */
export interface TierRoute {
  /** The name of the subnet's tier. */
  readonly tier: string;
  /** The subnet's AZ, by name. */
  readonly availabilityZone: string;
  /** The route. */
  readonly resource: Route;
}

const ROUTE: PropTypes<NetworkRoute> = {
  tiers: STRINGS,
  destinationCidrBlock: optional(STRING),
  destinationIpv6CidrBlock: optional(STRING),
  destinationPrefixListId: optional(STRING),
  destinationKey: optional(STRING),
  transitGatewayId: optional(STRING),
  vpcPeeringConnectionId: optional(STRING),
  virtualPrivateGatewayId: optional(STRING),
  networkInterfaceId: optional(STRING),
  vpcEndpointIds: optional(STRING_RECORD),
};

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;
const TARGETS = ["transitGatewayId", "vpcPeeringConnectionId", "virtualPrivateGatewayId", "networkInterfaceId", "vpcEndpointIds"] as const;

/** The ids of a subnet's default routes, which a network has of its own where there is NAT: from one to the other, EC2 replaces the target in place. */
const DEFAULT_ROUTE_IDS: Readonly<Record<string, string>> = { "0.0.0.0/0": "DefaultRouteIpv4", "::/0": "DefaultRouteIpv6" };

const NAME = /^[A-Za-z][A-Za-z0-9-]{0,62}$/;
const NAME_RULE = "must be 1 to 63 letters, digits and dashes, beginning with a letter";

/** Ranges of AWS's own that no route may be in (VPC User Guide, "Subnet route tables"). */
const RESERVED: readonly IpRange[] = ["169.254.168.0/22", "fd00:ec2::/32"].map((text) => parseIpRange(text)!);

/** What routes are checked against. */
interface RoutedNetwork {
  readonly tiers: Readonly<Record<string, PlacedTier>>;
  /** The VPC's IPv4 ranges. */
  readonly cidrBlocks: readonly string[];
  readonly ipv6: boolean;
  /** Whether private tiers have a route to NAT gateways. */
  readonly hasNatGateways: boolean;
  readonly networkAcls: boolean;
  readonly trustedCidrBlocks: readonly string[];
}

/**
 * The routes of a network to others, by name.
 *
 * A route table has one route for a destination: construct ids have the destination and not the name, so that another name changes nothing, and another target is a change
 * in place. A route that is made beside the old one would be refused (EC2 API Reference, "Error codes": RouteAlreadyExists).
 */
export class NetworkRoutes {
  private readonly added = new Map<string, readonly TierRoute[]>();
  /** Destinations that a tier has routes for. */
  private readonly taken = new Set<string>();
  private leadsToInternet = false;

  constructor(
    private readonly scope: Construct,
    private readonly network: RoutedNetwork,
  ) {}

  /** The routes, by name. */
  public get byName(): Readonly<Record<string, readonly TierRoute[]>> {
    return Object.fromEntries(sortedEntries(this.added));
  }

  /** Whether private tiers have one for every IPv4 address. */
  public get haveInternetRoute(): boolean {
    return this.leadsToInternet;
  }

  /** @throws ValidationError for a route that EC2 or the tiers' network ACLs refuse, or a name that another has */
  public add(name: string, route: NetworkRoute): readonly TierRoute[] {
    this.check(name, route);
    const { tiers, destinationKey, vpcEndpointIds, virtualPrivateGatewayId: gatewayId, ...others } = route;
    const placed = tiers.map((tier) => this.network.tiers[tier]!);
    const routes = placed.flatMap(({ name: tier, subnets }) =>
      subnets.map((subnet) => {
        const { routeTableId, availabilityZone, azGiven } = subnet;
        const config = { routeTableId, gatewayId, vpcEndpointId: vpcEndpointIds?.[azGiven], ...others };
        return { tier, availabilityZone, resource: this.create(subnet.scope, route, config) };
      }),
    );
    this.added.set(name, routes);
    tiers.forEach((tier) => this.keysOf(tier, route).forEach((key) => this.taken.add(key)));
    this.leadsToInternet ||= isOpenToEverybody(route.destinationCidrBlock ?? "") && placed.some(({ kind }) => kind === "private");
    return routes;
  }

  private create(subnet: Construct, route: NetworkRoute, config: RouteConfig): Route {
    const defaultRouteId = DEFAULT_ROUTE_IDS[destinationOf(route)];
    if (defaultRouteId !== undefined) return new Route(subnet, defaultRouteId, config);
    const parent = (subnet.node.tryFindChild("Routes") as Construct | undefined) ?? new Construct(subnet, "Routes");
    return new Route(parent, this.idOf(route), config);
  }

  /** What a construct id calls the destination; a reference is called as Terraform reads it. */
  private idOf(route: NetworkRoute): string {
    const text = writtenOut(this.scope, destinationOf(route)).replace(/^\$\{(.+)\}$/, "$1");
    return route.destinationKey ?? text.replace(/[^A-Za-z0-9-]/g, "_");
  }

  /** What no second route of a tier has: the destination, and what its construct id calls it. */
  private keysOf(tier: string, route: NetworkRoute): readonly string[] {
    return [`${tier} ${destinationOf(route)}`, `${tier} ${this.idOf(route)}`];
  }

  private check(name: string, route: NetworkRoute): void {
    const validator = new Validator(this.scope).props({ name }, { name: STRING }).props(route, ROUTE);
    validator
      .known("name", name)
      .matches("name", name, NAME, NAME_RULE, 'Write it as "onPremises".')
      .known("destinationKey", route.destinationKey)
      .matches("destinationKey", route.destinationKey, NAME, NAME_RULE, 'Write it as "onPremises".')
      .check("name", name, !this.added.has(name), "must be one that no other route of the network has", "Choose another name.");
    checkOneOf(validator, "destination", route, DESTINATIONS);
    checkOneOf(validator, "target", route, TARGETS);
    checkCidr(validator, "destinationCidrBlock", route.destinationCidrBlock, FORMATS.ipv4Cidr);
    checkCidr(validator, "destinationIpv6CidrBlock", route.destinationIpv6CidrBlock, FORMATS.ipv6Cidr);
    validator
      .format("destinationPrefixListId", route.destinationPrefixListId, FORMATS.prefixListId)
      .format("transitGatewayId", route.transitGatewayId, FORMATS.transitGatewayId)
      .format("vpcPeeringConnectionId", route.vpcPeeringConnectionId, FORMATS.vpcPeeringConnectionId)
      .format("virtualPrivateGatewayId", route.virtualPrivateGatewayId, FORMATS.virtualPrivateGatewayId)
      .format("networkInterfaceId", route.networkInterfaceId, FORMATS.networkInterfaceId)
      .check(
        "destinationIpv6CidrBlock",
        route.destinationIpv6CidrBlock,
        !isGiven(route.destinationIpv6CidrBlock) || this.network.ipv6,
        "must be left out without ipv6 of the network",
        "Set ipv6 to true, or leave it out.",
      );
    this.checkEndpoints(validator, route);
    this.checkTiers(validator, route);
    for (const prop of ["destinationCidrBlock", "destinationIpv6CidrBlock"] as const) this.checkRange(validator, prop, route);
    validator.throwIfInvalid();
  }

  private checkEndpoints(validator: Validator, { vpcEndpointIds, destinationPrefixListId }: NetworkRoute): void {
    validator.known("vpcEndpointIds", vpcEndpointIds);
    if (!isGiven(vpcEndpointIds) || !isKnown(Object.keys(vpcEndpointIds))) return;
    const zones = Object.values(this.network.tiers)[0]!.subnets.map(({ azGiven }) => azGiven);
    const given = Object.keys(vpcEndpointIds);
    validator
      .check(
        "vpcEndpointIds",
        given,
        given.length === zones.length && zones.every((zone) => given.includes(zone)),
        "must have one for each AZ of the network, as it is named there",
        `Give one for each of ${zones.join(", ")}.`,
      )
      .check(
        "destinationPrefixListId",
        destinationPrefixListId,
        !isGiven(destinationPrefixListId),
        "must be left out with vpcEndpointIds, which EC2 routes no prefix list to",
        "Add a route for each of the list's ranges.",
      );
    for (const [zone, id] of Object.entries(vpcEndpointIds)) {
      const prop = `vpcEndpointIds["${zone}"]`;
      validator.matches(prop, id, /^vpce-[0-9a-f]+$/, "must be a VPC endpoint's id", 'Copy the one that begins with "vpce-".');
    }
  }

  private checkTiers(validator: Validator, route: NetworkRoute): void {
    const { tiers: known } = this.network;
    const { tiers } = route;
    validator
      .known("tiers", tiers)
      .check("tiers", tiers, tiers.length > 0, "must name at least one tier", `Use one of ${Object.keys(known).join(", ")}.`)
      .check("tiers", tiers, new Set(tiers).size === tiers.length, "must each be named once", "Remove the duplicate.");
    tiers.forEach((name, index) => {
      const prop = `tiers[${index}]`;
      const tier = Object.hasOwn(known, name) ? known[name] : undefined;
      validator
        .known(prop, name)
        .check(prop, name, tier !== undefined, "must be a tier of the network, by name", `Use one of ${Object.keys(known).join(", ")}.`)
        .check(
          prop,
          name,
          !this.keysOf(name, route).some((key) => this.taken.has(key)),
          "must have no other route for the destination",
          "Leave one of them out.",
        )
        .check(
          prop,
          name,
          tier === undefined || !this.hasDefaultRoute(tier, route),
          "must have no default route of its own",
          "Leave the tier out, or its NAT gateways.",
        )
        .check(
          prop,
          name,
          tier?.kind !== "isolated" || this.passesAcl(route),
          "must have a network ACL that lets the destination through, as those of isolated tiers do with trusted ranges alone",
          "Add the destination, or ranges in it, to trustedCidrBlocks of the network.",
        );
    });
  }

  private checkRange(validator: Validator, prop: "destinationCidrBlock" | "destinationIpv6CidrBlock", route: NetworkRoute): void {
    const text = route[prop];
    const range = isKnown(text) && text?.includes("/") ? parseIpRange(text) : undefined;
    if (range === undefined) return;
    const own = this.ownRange(range);
    const isSubnet = Object.values(this.network.tiers).some(({ subnets }) => subnets.some(({ cidrBlock }) => cidrBlock === text));
    const isToMiddlebox = isGiven(route.networkInterfaceId) || isGiven(route.vpcEndpointIds);
    const reserved = RESERVED.find((outer) => rangeContains(outer, range));
    validator
      .check(
        prop,
        text,
        own === undefined || isSubnet,
        `must not be within ${own}, which is the VPC's own, unless it is the whole range of a subnet`,
        "Name the other network's range, or a subnet's.",
      )
      .check(
        prop,
        text,
        own === undefined || !isSubnet || isToMiddlebox,
        "must lead to a network interface or a Gateway Load Balancer endpoint, as it is the range of a subnet of the VPC",
        "Give networkInterfaceId or vpcEndpointIds.",
      )
      .check(
        prop,
        text,
        reserved === undefined,
        `must be outside ${reserved && ipRangeText(reserved)}, which AWS keeps for its own services`,
        "Name the other network's range.",
      );
  }

  /** The VPC's range that another is within. */
  private ownRange(range: IpRange): string | undefined {
    return this.network.cidrBlocks.find((block) => rangeContains(parseIpRange(block)!, range));
  }

  private hasDefaultRoute({ kind }: PlacedTier, { destinationCidrBlock, destinationIpv6CidrBlock }: NetworkRoute): boolean {
    const ipv4 = kind === "public" || (kind === "private" && this.network.hasNatGateways);
    return (destinationCidrBlock === "0.0.0.0/0" && ipv4) || (destinationIpv6CidrBlock === "::/0" && kind !== "isolated");
  }

  /** Whether the network ACL of an isolated tier lets anything of the destination through; what only Terraform knows passes. */
  private passesAcl({ destinationCidrBlock, destinationIpv6CidrBlock }: NetworkRoute): boolean {
    const { networkAcls, trustedCidrBlocks } = this.network;
    const text = destinationCidrBlock ?? destinationIpv6CidrBlock;
    const range = isKnown(text) ? parseIpRange(text ?? "") : undefined;
    if (!networkAcls || range === undefined || !isKnown(trustedCidrBlocks)) return true;
    return this.ownRange(range) !== undefined || trustedCidrBlocks.some((trusted) => rangesOverlap(parseIpRange(trusted)!, range));
  }
}

function destinationOf(route: NetworkRoute): string {
  return String(DESTINATIONS.map((prop) => route[prop]).find(isGiven));
}

function checkOneOf(validator: Validator, what: string, route: NetworkRoute, props: readonly (keyof NetworkRoute)[]): void {
  const given = props.filter((prop) => isGiven(route[prop]));
  validator.check(what, given, given.length === 1, `must be one: a route has one ${what}`, `Give one of ${props.join(", ")}.`);
}
