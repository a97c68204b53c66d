import { Configuration } from "../configuration";
import { Ends } from "./ends";
import { portsText } from "./filters";
import { Gateways } from "./gateways";
import { Host, readHosts } from "./hosts";
import { NetworkAcls } from "./network-acls";
import { Topology, waysBetween } from "./paths";
import { PrefixListEntries } from "./prefix-lists";
import { Connection, ConnectionQuestion } from "./question";
import { Routes } from "./routes";
import { SecurityGroups } from "./security-groups";
import { ConnectionStep, Verdict, overAll, throughAll } from "./verdict";
import { VpcConnections } from "./vpc-connections";
import { Vpcs } from "./vpcs";

/** The network of a configuration: what reachability, and who compares two of them, computes from. */
export class Network {
  public readonly hosts: readonly Host[];
  public readonly topology: Topology;

  /** @param entries what prefix lists hold, by key */
  public constructor(configuration: Configuration, entries: PrefixListEntries) {
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
      vpcConnections: new VpcConnections(configuration),
    };
  }

  /** What has network interfaces in VPCs, and CloudFront's VPC origins: names for questions, sorted. */
  public get names(): readonly string[] {
    return [...this.hosts, ...this.topology.ends.vpcOrigins].map(({ name }) => name).sort();
  }

  /**
   * Whether a connection can be opened, and why.
   *
   * @throws Error for a name that the stacks don't have, and for ends that are both outside of the VPCs
   */
  public connection(question: ConnectionQuestion): Connection {
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
