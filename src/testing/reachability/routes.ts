import { IpRange, splitRanges } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { groupedBy } from "./grouped-by";
import { PrefixListEntries } from "./prefix-lists";
import { Subnet, Vpc } from "./vpcs";

/** What routes lead to; `other` is what takes traffic out of the VPC to networks that aren't computed, such as a transit gateway. */
export type TargetKind = "local" | "internetGateway" | "natGateway" | "egressOnlyInternetGateway" | "gatewayEndpoint" | "other";

/** Where a route leads. */
export interface Target {
  readonly kind: TargetKind;
  /** The key of the gateway; of the VPC for a local route. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
}

/** A route of a route table. */
export interface Route {
  readonly range?: IpRange;
  /** The key of the prefix list that it is for. */
  readonly prefixList?: string;
  readonly target: Target;
}

/** Addresses that one route leads to; without a target no route does. */
export interface RoutedPart {
  readonly ranges: readonly IpRange[];
  readonly target?: Target;
}

/** The arguments of a route that name its target, in resources and in blocks. */
const TARGETS: readonly (readonly [attribute: string, kind: TargetKind])[] = [
  ["nat_gateway_id", "natGateway"],
  ["egress_only_gateway_id", "egressOnlyInternetGateway"],
  ["gateway_id", "internetGateway"],
  ["transit_gateway_id", "other"],
  ["vpc_peering_connection_id", "other"],
  ["network_interface_id", "other"],
  ["vpc_endpoint_id", "other"],
  ["local_gateway_id", "other"],
  ["carrier_gateway_id", "other"],
  ["core_network_arn", "other"],
];

/**
 * The route tables of stacks. The most specific route decides, and one by range before one by prefix list (VPC User Guide, "Route priority").
 */
export class Routes {
  private readonly tables: ReadonlyMap<string, readonly Route[]>;
  private readonly tableOfSubnet: ReadonlyMap<string, string>;
  private readonly mainTableOfVpc: ReadonlyMap<string, string>;
  /** Resources that routes are made by, by the key of their table. */
  private readonly routeResources: ReadonlyMap<string, readonly Resource[]>;
  private readonly gatewayEndpoints: ReadonlyMap<string, readonly Resource[]>;

  /** @param entries what prefix lists hold, by key */
  public constructor(
    private readonly configuration: Configuration,
    private readonly entries: PrefixListEntries,
  ) {
    const associated = (type: string, attribute: string): [string, string][] =>
      configuration
        .all(type)
        .flatMap((resource) =>
          configuration
            .keys(resource, resource.args[attribute] ?? [])
            .map((key) => [key, configuration.key(resource, resource.args.route_table_id) ?? ""] as [string, string]),
        );
    this.tableOfSubnet = new Map(associated("aws_route_table_association", "subnet_id"));
    const defaults = configuration
      .all("aws_default_route_table")
      .flatMap((table) => configuration.keys(table, table.args.default_route_table_id).map((key): [string, string] => [key, table.key]));
    this.mainTableOfVpc = new Map([...defaults, ...associated("aws_main_route_table_association", "vpc_id")]);
    this.routeResources = groupedBy(
      configuration.all("aws_route"),
      (route) => configuration.key(route, route.args.route_table_id),
      (route) => route,
    );
    this.gatewayEndpoints = this.readGatewayEndpoints();
    this.tables = new Map(
      [...configuration.all("aws_route_table"), ...configuration.all("aws_default_route_table")].map((table) => [
        table.key,
        this.routesOf(table),
      ]),
    );
  }

  /** What people call a subnet's route table. */
  public tableName(subnet: Subnet): string {
    const key = this.tableKey(subnet);
    return key === undefined ? `the main route table of ${subnet.vpc?.name ?? subnet.name}` : this.configuration.nameOf(key);
  }

  /** The routes of a subnet's table, beside the local ones. */
  public of(subnet: Subnet): readonly Route[] {
    return this.tables.get(this.tableKey(subnet) ?? "") ?? [];
  }

  /** Where a subnet of the stacks sends what is for some addresses, or for a prefix list's. */
  public from(subnet: Subnet & { readonly vpc: Vpc }, ranges: readonly IpRange[], prefixList?: string): RoutedPart[] {
    const routes = this.of(subnet);
    const local = { kind: "local", key: subnet.vpc.key, name: subnet.vpc.name } as const;
    const byList = routes.find((route) => prefixList !== undefined && route.prefixList === prefixList);
    if (byList) return [{ ranges, target: byList.target }];
    const byRange = [
      ...subnet.vpc.ranges.map((range) => ({ range, target: local })),
      ...routes.flatMap(({ range, prefixList: list, target }) =>
        [range ?? [], this.entries.get(list ?? "")?.ranges ?? []].flat().map((own) => ({ range: own, target })),
      ),
    ].sort((a, b) => b.range.prefix - a.range.prefix);
    return grouped(lookUp(byRange, ranges));
  }

  private tableKey(subnet: Subnet): string | undefined {
    return this.tableOfSubnet.get(subnet.key) ?? this.mainTableOfVpc.get(subnet.vpc?.key ?? "");
  }

  private routesOf(table: Resource): Route[] {
    const own = this.routeResources.get(table.key) ?? [];
    const endpoints = this.gatewayEndpoints.get(table.key) ?? [];
    const blocks: Arguments[] = [table.args.route ?? []].flat();
    return [
      ...own.flatMap((resource) =>
        this.read(resource, resource.args, [
          resource.args.destination_cidr_block,
          resource.args.destination_ipv6_cidr_block,
          resource.args.destination_prefix_list_id,
        ]),
      ),
      ...blocks.flatMap((args) => this.read(table, args, [args.cidr_block, args.ipv6_cidr_block, args.destination_prefix_list_id])),
      ...endpoints.map(({ key, name }): Route => ({ prefixList: key, target: { kind: "gatewayEndpoint", key, name } })),
    ];
  }

  private read(owner: Resource, args: Arguments, [ipv4, ipv6, prefixList]: readonly [unknown, unknown, unknown]): Route[] {
    const { configuration } = this;
    const [found] = TARGETS.flatMap(([attribute, kind]) => {
      const key = configuration.key(owner, args[attribute]);
      return key === undefined ? [] : [{ kind, key, name: configuration.nameOf(key) }];
    });
    // The local route is there without being named.
    if (found === undefined || found.key === "local") return [];
    const isOther = found.kind === "internetGateway" && !this.isInternetGateway(found.key);
    const target: Target = isOther ? { ...found, kind: "other" } : found;
    const range = configuration.range(owner, ipv4 ?? ipv6);
    return [{ range, prefixList: configuration.key(owner, prefixList), target }];
  }

  /** `gateway_id` names virtual private gateways as well. */
  private isInternetGateway(key: string): boolean {
    const type = this.configuration.find(key)?.type;
    return type === undefined ? key.startsWith("igw-") : type === "aws_internet_gateway";
  }

  /** By the key of the table, in the order of the endpoints. */
  private readGatewayEndpoints(): Map<string, Resource[]> {
    const { configuration } = this;
    const associated = groupedBy(
      configuration.all("aws_vpc_endpoint_route_table_association"),
      (association) => configuration.key(association, association.args.vpc_endpoint_id),
      (association) => configuration.key(association, association.args.route_table_id),
    );
    const placed = configuration
      .all("aws_vpc_endpoint")
      .filter((endpoint) => isGateway(endpoint))
      .flatMap((endpoint) => {
        const own = configuration.keys(endpoint, endpoint.args.route_table_ids ?? []);
        return [...new Set([...(associated.get(endpoint.key) ?? []), ...own])].map((table) => ({ endpoint, table }));
      });
    return groupedBy(
      placed,
      ({ table }) => table,
      ({ endpoint }) => endpoint,
    );
  }
}

/** Whether an endpoint is of the type that has routes: what Terraform takes it for where it isn't said. */
export function isGateway({ args }: Resource): boolean {
  return (args.vpc_endpoint_type ?? "Gateway") === "Gateway";
}

function lookUp(
  [route, ...others]: readonly { readonly range: IpRange; readonly target: Target }[],
  ranges: readonly IpRange[],
): RoutedPart[] {
  if (ranges.length === 0) return [];
  if (route === undefined) return [{ ranges }];
  const { inside, outside } = splitRanges(ranges, route.range);
  return [...(inside.length > 0 ? [{ ranges: inside, target: route.target }] : []), ...lookUp(others, outside)];
}

/** Parts that lead to one target are one. */
function grouped(parts: readonly RoutedPart[]): RoutedPart[] {
  const byTarget = new Map<string, RoutedPart>();
  for (const { ranges, target } of parts) {
    const key = target?.key ?? "";
    byTarget.set(key, { ranges: [...(byTarget.get(key)?.ranges ?? []), ...ranges], target });
  }
  return [...byTarget.values()];
}
