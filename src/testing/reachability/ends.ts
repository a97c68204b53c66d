import { IpFamily, IpRange, parseIpRange, rangeContains } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { Ports } from "./filters";
import { groupedBy } from "./grouped-by";
import { Host } from "./hosts";
import { PrefixListEntries } from "./prefix-lists";
import { isGateway } from "./routes";
import { VpcOrigin, readVpcOrigins } from "./vpc-origins";
import { Vpcs } from "./vpcs";

/** Something outside of the VPCs, or reached through their gateways. */
export interface Outside {
  readonly kind: "outside";
  readonly name: string;
  readonly ranges: readonly IpRange[];
  /** The key of the prefix list whose addresses it has. */
  readonly prefixList?: string;
}

/** One of the hosts. */
export interface HostEnd {
  readonly kind: "host";
  readonly name: string;
  readonly host: Host;
}

/** An end of a connection. */
export type End = HostEnd | Outside | VpcOrigin;

/** Everything that is found by a name: by the construct's own, and by those of the scopes that it is in. */
interface Constructs {
  readonly exact: ReadonlyMap<string, readonly End[]>;
  readonly below: ReadonlyMap<string, readonly End[]>;
}

const INTERNET = "internet";
/** What has the characters of addresses, and of nothing else that can be named. */
const MEANS_A_RANGE = /^(?:\d+(?:\.\d+)+|[\da-f]*:[\da-f:.]*)(?:\/.*)?$/i;
const LINK_LOCAL: readonly IpRange[] = ["169.254.0.0/16", "fd00:ec2::/32"].map((text) => parseIpRange(text)!);

/** Every port that a client outside may have; all of them are asked about. */
export const OUTSIDE_CLIENT_PORTS: Ports = { first: 1024, last: 65_535 };

/** Finds the ends of connections by their names. */
export class Ends {
  /** CloudFront's VPC origins. */
  public readonly vpcOrigins: readonly VpcOrigin[];
  private constructs?: Constructs;

  /** @param entries what prefix lists hold, by key */
  public constructor(
    private readonly configuration: Configuration,
    private readonly hosts: readonly Host[],
    private readonly vpcs: Vpcs,
    private readonly entries: PrefixListEntries,
  ) {
    this.vpcOrigins = readVpcOrigins(configuration);
  }

  /**
   * What a name stands for.
   *
   * @throws Error that lists the names for one that is none, or that several share
   */
  public find(name: string, family: IpFamily): End {
    const constructs = (this.constructs ??= this.readConstructs());
    const own = comparable(name);
    const found = constructs.exact.get(own) ?? constructs.below.get(own) ?? [];
    if (found.length === 1) return found[0]!;
    if (found.length > 1) throw new Error(`"${name}" is ${found.map((end) => end.name).join(", ")}: name one of them`);
    const outside = this.outside(name, family);
    if (outside) return outside;
    if (MEANS_A_RANGE.test(name)) throw new Error(`"${name}" is no range of addresses: write it as 10.20.0.0/16, or as 2001:db8::/32`);
    const known = [...[...constructs.exact.values()].flat().map((end) => end.name), ...this.lists().map((list) => list.name)].sort();
    const isGroup = this.configuration.all("aws_security_group").some((group) => comparable(group.name) === own);
    const what = isGroup ? "is a security group, which has no addresses: ask of what has it;" : "has no network interface in the stack:";
    throw new Error(
      `"${name}" ${what} ${instead(known)}; "${INTERNET}", a range of addresses, a prefix list's id or an AWS service such as "com.amazonaws.eu-central-1.s3"`,
    );
  }

  /** The addresses of a prefix list: those that are known, or else any of the internet's. */
  public listed(key: string, family: IpFamily): readonly IpRange[] {
    const listed = this.entries.get(key);
    return listed === undefined || listed.isPart ? this.vpcs.internet(family) : listed.ranges.filter((range) => range.family === family);
  }

  private readConstructs(): Constructs {
    const ends: End[] = [...this.hosts.map((host): HostEnd => ({ kind: "host", name: host.name, host })), ...this.vpcOrigins];
    const named = ends.map((end) => ({ end, called: comparable(end.name) }));
    const below = named.flatMap(({ end, called }) => scopesOf(called).map((scope) => ({ end, scope })));
    return {
      exact: groupedBy(
        named,
        ({ called }) => called,
        ({ end }) => end,
      ),
      below: groupedBy(
        below,
        ({ scope }) => scope,
        ({ end }) => end,
      ),
    };
  }

  private outside(name: string, family: IpFamily): End | undefined {
    const outside = (ranges: readonly IpRange[], prefixList?: string): Outside => ({ kind: "outside", name, ranges, prefixList });
    if (name === INTERNET) return outside(this.vpcs.internet(family));
    const range = parseIpRange(name);
    if (range) {
      const vpc = this.vpcs.vpcOf(range);
      const orInternet = name.endsWith("/0") ? `"${INTERNET}", or ` : "";
      if (vpc) throw new Error(`${name} has addresses of ${vpc.name}: name ${orInternet}the construct that has them`);
      return outside([range]);
    }
    const list = this.lists().find((resource) => comparable(resource.name) === comparable(name) || resource.args.service_name === name);
    if (list) return outside(this.listed(list.key, family), list.key);
    if (/^pl-[0-9a-f]+$/.test(name)) return outside(this.listed(name, family), name);
    const endpoint = this.hosts.find(({ serviceName }) => serviceName === name);
    if (endpoint) return { kind: "host", name: endpoint.name, host: endpoint };
    return /^(cn\.)?com\.amazonaws\./.test(name) ? outside(this.vpcs.internet(family)) : undefined;
  }

  /** What has the addresses of a prefix list: gateway endpoints, and lists themselves. */
  private lists(): Resource[] {
    const { configuration } = this;
    return [
      ...configuration.all("aws_vpc_endpoint").filter(isGateway),
      ...["aws_ec2_managed_prefix_list", "data.aws_ec2_managed_prefix_list", "data.aws_prefix_list"].flatMap((type) =>
        configuration.all(type),
      ),
    ];
  }
}

/** What may be named. What has interfaces has its subnets in the stacks. Pure. */
export function instead(names: readonly string[]): string {
  const [name] = names;
  if (name !== undefined) return `name one of ${names.join(", ")}`;
  return "nothing has. Where its subnets are in another stack, give both, as in reachability([synthesize(network), synthesize(services)])";
}

/** The paths of the scopes that a construct is in. */
function scopesOf(path: string): string[] {
  const ids = path.split("/");
  return ids.slice(1).map((_, index) => ids.slice(0, index + 1).join("/"));
}

/** Logical ids, which names may come from, hold fewer characters than paths do. */
function comparable(name: string): string {
  return name.replace(/[^A-Za-z0-9/]/g, "");
}

/** Whether addresses are those of services on the host itself or beside it: DNS, time, instance metadata. Pure. */
export function isLinkLocal({ ranges }: Outside): boolean {
  return ranges.every((range) => LINK_LOCAL.some((own) => rangeContains(own, range)));
}
