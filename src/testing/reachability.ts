import { IpRange, parseIpRange } from "../internal/ip-ranges";
import { PropTypes, STRINGS, optional, record } from "../internal/prop-types";
import { Validator } from "../internal/validator";
import { Configuration } from "./configuration";
import { Ends } from "./reachability/ends";
import { portsText } from "./reachability/filters";
import { Gateways } from "./reachability/gateways";
import { Host, readHosts } from "./reachability/hosts";
import { NetworkAcls } from "./reachability/network-acls";
import { Topology, waysBetween } from "./reachability/paths";
import { Connection, ConnectionQuestion, checkQuestion } from "./reachability/question";
import { Routes } from "./reachability/routes";
import { SecurityGroups } from "./reachability/security-groups";
import { ConnectionStep, Verdict, overAll, throughAll } from "./reachability/verdict";
import { Vpcs } from "./reachability/vpcs";
import { openPorts, securityGroupWires } from "./reachability/wires";
import { SynthesizedStack, synthesizedStacks } from "./synthesized-stack";

/** What reachability can't read from stacks. */
export interface ReachabilityOptions {
  /**
   * The ranges that prefix lists hold, by the list's id or name; that of a gateway endpoint has the service's full name.
   *
   * @default - those of lists in the stacks; of any other, each of the internet's addresses may be one
   */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
}

const OPTIONS: PropTypes<ReachabilityOptions> = { prefixLists: optional(record()) };

/**
 * Computes who can open a connection to whom: from security groups, network ACLs, route tables, gateways and endpoints, by the rules of the EC2 and VPC
 * user guides.
 *
 *     const network = reachability(synthesize(stack));
 *     expect(network.connection({ from: "TradingApi", to: "Database", port: 5432 })).toMatchObject({ verdict: "allowed" });
 *     expect(network.connection({ from: "internet", to: "Database", port: 5432 })).toMatchObject({ verdict: "refused" });
 *
 * @param stacks a stack, or several that refer to each other
 * @param options what the stacks don't say
 * @throws Error for a range of a prefix list that is none; ValidationError for options that there aren't; TypeError for stacks that aren't synthesized
 */
export function reachability(stacks: SynthesizedStack | readonly SynthesizedStack[], options: ReachabilityOptions = {}): Reachability {
  return new Reachability(synthesizedStacks(stacks, "reachability(synthesize(stack))"), options);
}

/** The connections that stacks allow. */
export class Reachability {
  private readonly hosts: readonly Host[];
  private readonly topology: Topology;

  /**
   * @param stacks stacks that may refer to each other
   * @param options what the stacks don't say
   * @throws Error for a range of a prefix list that is none; ValidationError for options that there aren't; TypeError for stacks that aren't synthesized
   */
  constructor(stacks: readonly SynthesizedStack[], options: ReachabilityOptions = {}) {
    const configuration = new Configuration(synthesizedStacks(stacks, "new Reachability([synthesize(stack)])"));
    new Validator("reachability")
      .props(options, OPTIONS)
      .values("prefixLists", options.prefixLists ?? {}, STRINGS)
      .throwIfInvalid();
    const entries = prefixListEntries(configuration, options.prefixLists ?? {});
    const vpcs = new Vpcs(configuration);
    this.hosts = readHosts(configuration);
    this.topology = {
      configuration,
      vpcs,
      ends: new Ends(configuration, this.hosts, vpcs, entries),
      securityGroups: new SecurityGroups(configuration, entries),
      networkAcls: new NetworkAcls(configuration),
      routes: new Routes(configuration, entries),
      gateways: new Gateways(configuration, vpcs),
    };
  }

  /** What has network interfaces in VPCs, and CloudFront's VPC origins: names for questions, sorted. */
  public get names(): readonly string[] {
    return [...this.hosts, ...this.topology.ends.vpcOrigins].map(({ name }) => name).sort();
  }

  /**
   * Whether a connection can be opened, and why.
   *
   * @throws Error for a name that the stacks don't have, and for ends that are both outside of the VPCs; ValidationError for a port or a protocol that is none
   */
  public connection(question: ConnectionQuestion): Connection {
    checkQuestion(question);
    const { ends } = this.topology;
    const { port, toPort = port, protocol = "tcp", family = "ipv4" } = question;
    const ports = { first: port, last: toPort };
    const [from, to] = [ends.find(question.from, family), ends.find(question.to, family)];
    const ways = waysBetween(this.topology, from, to, { protocol, ports, family });
    const verdict = overAll(ways.map(throughAll));
    const steps = ways.find((way) => throughAll(way) !== "allowed") ?? longest(ways);
    const assumptions = [...new Set(ways.flat().flatMap(({ assumed, sentence }) => (assumed === true ? [sentence] : [])))];
    const explanation = explain(from.name, to.name, `${protocol} ${portsText(ports)}`, verdict, steps);
    return { ...question, verdict, explanation, steps, assumptions };
  }

  /** Every connection that security groups allow, between constructs and with what rules name, whatever ACLs and routes say of it. */
  public wires(): readonly ConnectionQuestion[] {
    return securityGroupWires(this.topology, this.hosts);
  }

  /**
   * What can be connected to, with each range of ports that a security group opens; what is refused is left out.
   *
   * @param from who connects: as in a question
   * @param family the addresses that are connected between
   * @throws Error for a name that the stacks don't have
   */
  public reachableFrom(from: string, family: "ipv4" | "ipv6" = "ipv4"): readonly Connection[] {
    return this.hosts
      .filter(({ name }) => name !== from)
      .flatMap((host) =>
        openPorts(this.topology, host).map(({ protocol, ports: { first, last } }) =>
          this.connection({ from, to: host.name, port: first, toPort: last, protocol, family }),
        ),
      )
      .filter(({ verdict }) => verdict !== "refused");
  }
}

/** Between AZs more is passed than within one. */
function longest(ways: readonly (readonly ConnectionStep[])[]): readonly ConnectionStep[] {
  return ways.reduce((most, way) => (way.length > most.length ? way : most), []);
}

function explain(from: string, to: string, port: string, verdict: Verdict, steps: readonly ConnectionStep[]): string {
  const decisive = steps.find((step) => step.verdict === "refused") ?? steps.find((step) => step.verdict === "partly");
  const passed = [...new Set(steps.map(({ resource }) => resource))].filter((resource) => resource !== from && resource !== to);
  switch (verdict) {
    case "allowed":
      return `${from} can connect to ${to} on ${port}${passed.length > 0 ? `, through ${passed.join(", ")}` : ""}.`;
    case "partly":
      return `${from} can connect to ${to} on ${port}, but not always: ${decisive!.sentence}.`;
    case "refused":
      return `${from} can't connect to ${to} on ${port}: ${decisive!.sentence}.`;
  }
}

/** What prefix lists hold, by key: lists of the stacks, and what the caller says of others. */
function prefixListEntries(
  configuration: Configuration,
  given: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly IpRange[]> {
  const own = configuration.all("aws_ec2_managed_prefix_list").map((list): [string, readonly IpRange[]] => {
    const entries: { readonly cidr?: unknown }[] = [list.args.entry ?? []].flat();
    return [list.key, entries.flatMap(({ cidr }) => configuration.range(list, cidr) ?? [])];
  });
  const others = Object.entries(given).flatMap(([name, texts]) => {
    const ranges = texts.map((text) => {
      const range = parseIpRange(text);
      if (range === undefined) throw new Error(`prefixLists["${name}"] holds "${text}", which is no range of addresses`);
      return range;
    });
    return [name, ...keysOfLists(configuration, name)].map((key): [string, readonly IpRange[]] => [key, ranges]);
  });
  return new Map([...own, ...others]);
}

function keysOfLists(configuration: Configuration, name: string): string[] {
  return ["aws_vpc_endpoint", "data.aws_ec2_managed_prefix_list", "data.aws_prefix_list"]
    .flatMap((type) => configuration.all(type))
    .filter(({ args }) => args.service_name === name || args.name === name)
    .map(({ key }) => key);
}
