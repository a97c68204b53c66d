import { Configuration, Resource } from "../../testing/configuration";
import { readHosts } from "../../testing/reachability/hosts";
import { Tier, VpcFrame } from "../types";
import { Resources, segments, sorted } from "./resources";

/** Where something is. */
export interface Place {
  readonly tier: Tier;
  readonly vpc?: string;
  readonly zones: readonly string[];
}

/** Words in a subnet's tags or path that say what it is for. */
const TIER_WORDS: readonly (readonly [Tier, RegExp])[] = [
  ["public", /\bpublic\b/i],
  ["isolated", /\b(isolated|intra|database|data|db|cache|elasticache)\b/i],
  ["private", /\b(private|application|app)\b/i],
];
/** What a VPC is called that isn't in the stacks. */
export const OUTSIDE_VPC = "existing-vpc";

/** The VPCs, subnets and hosts of stacks. */
export class Places {
  public readonly vpcs: readonly VpcFrame[];
  private readonly byHost: ReadonlyMap<string, readonly string[]>;
  private readonly gatewayRoutes: ReadonlyMap<string, "public" | "private">;

  public constructor(private readonly resources: Resources) {
    const { configuration } = resources;
    this.byHost = new Map(readHosts(configuration).map(({ key, subnets }) => [key, subnets]));
    this.gatewayRoutes = defaultRoutes(resources);
    const own = configuration.all("aws_vpc").map((vpc) => this.frame(vpc));
    this.vpcs = [...own, { id: OUTSIDE_VPC, label: "VPC not in this stack", zones: [], main: [], addresses: [] }];
  }

  /** Where the host of that key is; undefined for what is in no subnet. */
  public ofHost(key: string): Place | undefined {
    const subnets = this.byHost.get(key);
    return subnets && this.ofSubnets(subnets);
  }

  /** Where what is in subnets is: in the outermost of their tiers. */
  public ofSubnets(keys: readonly string[]): Place {
    const { configuration } = this.resources;
    const known = keys.flatMap((key) => configuration.find(key) ?? []).filter(({ type }) => type === "aws_subnet");
    if (known.length === 0) return { tier: "vpc", vpc: OUTSIDE_VPC, zones: [] };
    const tiers = known.map((subnet) => this.tierOf(subnet));
    const tier = (["public", "private", "isolated"] as const).find((each) => tiers.includes(each))!;
    const vpc = known.flatMap((subnet) => this.vpcOf(subnet) ?? [])[0] ?? OUTSIDE_VPC;
    return { tier, vpc, zones: sorted(known.flatMap((subnet) => zoneOf(subnet) ?? [])) };
  }

  /** Where what belongs to a VPC as a whole is. */
  public ofVpc(resource: Resource, value: unknown): Place {
    return { tier: "private", vpc: this.vpcKey(resource, value) ?? OUTSIDE_VPC, zones: [] };
  }

  /** By what its tags or its path say, or else by its default route. */
  private tierOf(subnet: Resource): Tier {
    const tags: Record<string, unknown> = subnet.args.tags ?? {};
    const texts = [tags.Tier, tags.tier, subnet.name, tags.Name].map((text) => String(text).replace(/[_-]|([a-z])(?=[A-Z])/g, "$1 "));
    const [said] = texts.flatMap((text) => TIER_WORDS.find(([, words]) => words.test(text))?.[0] ?? []);
    return said ?? (subnet.args.map_public_ip_on_launch === true ? "public" : (this.gatewayRoutes.get(subnet.key) ?? "private"));
  }

  private vpcOf(subnet: Resource): string | undefined {
    return this.vpcKey(subnet, subnet.args.vpc_id);
  }

  private vpcKey(resource: Resource, value: unknown): string | undefined {
    const { configuration } = this.resources;
    return configuration.find(configuration.key(resource, value))?.key;
  }

  private frame(vpc: Resource): VpcFrame {
    const subnets = this.resources.configuration.all("aws_subnet").filter((subnet) => this.vpcOf(subnet) === vpc.key);
    return {
      id: vpc.key,
      label: segments(vpc.name).join(" / "),
      range: this.resources.text(vpc, vpc.args.cidr_block),
      zones: sorted(subnets.flatMap((subnet) => zoneOf(subnet) ?? [])),
      main: [vpc.address],
      addresses: [vpc.address],
    };
  }
}

function zoneOf({ args }: Resource): string | undefined {
  const zone: unknown = args.availability_zone ?? args.availability_zone_id;
  return typeof zone === "string" && !zone.includes("${") ? zone : undefined;
}

/** The key of a subnet → where its default route leads: to an internet gateway, or to a NAT gateway. */
function defaultRoutes({ configuration }: Resources): ReadonlyMap<string, "public" | "private"> {
  const routes = [
    ...configuration
      .all("aws_route")
      .map((route) => ({ owner: route, table: configuration.key(route, route.args.route_table_id), args: route.args })),
    ...configuration
      .all("aws_route_table")
      .flatMap((table) => [table.args.route ?? []].flat().map((args) => ({ owner: table, table: table.key, args }))),
  ].filter(({ args }) => [args.destination_cidr_block, args.cidr_block].includes("0.0.0.0/0"));
  const leads = new Map(
    routes.map(
      ({ owner, table, args }) => [table, isInternetGateway(configuration, owner, args.gateway_id) ? "public" : "private"] as const,
    ),
  );
  return new Map(
    configuration.all("aws_route_table_association").flatMap((association) => {
      const lead = leads.get(configuration.key(association, association.args.route_table_id));
      const subnet = configuration.key(association, association.args.subnet_id);
      return lead && subnet !== undefined ? [[subnet, lead] as const] : [];
    }),
  );
}

function isInternetGateway(configuration: Configuration, owner: Resource, value: unknown): boolean {
  const key = configuration.key(owner, value);
  return configuration.find(key)?.type === "aws_internet_gateway" || /^igw-/.test(String(key));
}
