import { EVERY_ADDRESS, IpFamily, IpRange, ipRangeText, parseIpRange, rangesOverlap, rangesWithout } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";

/** A VPC, with the ranges that its route tables have a local route for. */
export interface Vpc {
  readonly key: string;
  readonly name: string;
  readonly ranges: readonly IpRange[];
}

/** A subnet. */
export interface Subnet {
  readonly key: string;
  readonly name: string;
  /** Undefined for a subnet that isn't in the stacks. */
  readonly vpc?: Vpc;
  /** Its ranges; private addresses where it isn't in the stacks. */
  readonly ranges: readonly IpRange[];
  /** Whether its instances get an IPv6 address. */
  readonly assignsIpv6: boolean;
  /** Whether its instances get a public IPv4 address. */
  readonly assignsPublicIpv4: boolean;
}

const RANGE_ATTRIBUTES = ["cidr_block", "ipv6_cidr_block"];
const SECONDARY_RANGES = ["aws_vpc_ipv4_cidr_block_association", "aws_vpc_ipv6_cidr_block_association"];

/** Ranges that nobody on the internet has an address in (RFC 6890), and for IPv6 what isn't global unicast (RFC 4291). */
const NOT_ON_THE_INTERNET: readonly IpRange[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
].map((text) => parseIpRange(text)!);
const PRIVATE: readonly IpRange[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].map((text) => parseIpRange(text)!);
const GLOBAL_UNICAST: IpRange = parseIpRange("2000::/3")!;

/** The VPCs and subnets of stacks. */
export class Vpcs {
  private readonly vpcs: ReadonlyMap<string, Vpc>;
  private readonly subnets: ReadonlyMap<string, Subnet>;
  private readonly outsides = new Map<string, readonly IpRange[]>();
  private readonly internets: Readonly<Record<IpFamily, readonly IpRange[]>>;

  public constructor(private readonly configuration: Configuration) {
    this.vpcs = new Map(configuration.all("aws_vpc").map((vpc) => [vpc.key, { key: vpc.key, name: vpc.name, ranges: this.rangesOf(vpc) }]));
    this.subnets = new Map(
      configuration.all("aws_subnet").map((subnet) => {
        const { key, name, args } = subnet;
        const ranges = RANGE_ATTRIBUTES.flatMap((attribute) => configuration.rangeOf(subnet, attribute) ?? []);
        const vpc = this.vpcs.get(configuration.key(subnet, args.vpc_id) ?? "");
        const assignsIpv6 = args.assign_ipv6_address_on_creation === true;
        return [key, { key, name, vpc, ranges, assignsIpv6, assignsPublicIpv4: args.map_public_ip_on_launch === true }];
      }),
    );
    const holes = [...NOT_ON_THE_INTERNET, ...this.all.flatMap(({ ranges }) => ranges)];
    this.internets = { ipv4: rangesWithout(EVERY_ADDRESS.ipv4, holes), ipv6: rangesWithout(GLOBAL_UNICAST, holes) };
  }

  /** The VPCs. */
  public get all(): readonly Vpc[] {
    return [...this.vpcs.values()];
  }

  /** The subnet of that key: one that isn't in the stacks has private addresses. */
  public subnet(key: string): Subnet {
    const other = { key, name: this.configuration.nameOf(key), ranges: PRIVATE, assignsIpv6: false, assignsPublicIpv4: false };
    return this.subnets.get(key) ?? other;
  }

  /** What of a range lies outside of the VPCs. */
  public outsideOf(range: IpRange): readonly IpRange[] {
    const key = ipRangeText(range);
    const known =
      this.outsides.get(key) ??
      rangesWithout(
        range,
        this.all.flatMap(({ ranges }) => ranges),
      );
    this.outsides.set(key, known);
    return known;
  }

  /** The VPC that a range shares addresses with. */
  public vpcOf(range: IpRange): Vpc | undefined {
    return this.all.find(({ ranges }) => ranges.some((own) => rangesOverlap(own, range)));
  }

  /** The addresses of the internet: none of a VPC's. */
  public internet(family: IpFamily): readonly IpRange[] {
    return this.internets[family];
  }

  private rangesOf(vpc: Resource): IpRange[] {
    const { configuration } = this;
    const secondary = SECONDARY_RANGES.flatMap((type) => configuration.all(type)).filter(
      (association) => configuration.key(association, association.args.vpc_id) === vpc.key,
    );
    return [vpc, ...secondary].flatMap((owner) => RANGE_ATTRIBUTES.flatMap((attribute) => configuration.rangeOf(owner, attribute) ?? []));
  }
}

/** The ranges of one family; pure. */
export function ofFamily(ranges: readonly IpRange[], family: IpFamily): IpRange[] {
  return ranges.filter((range) => range.family === family);
}
