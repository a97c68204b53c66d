import { PropTypes, STRINGS, optional, record } from "../internal/prop-types";
import { Validator } from "../internal/validator";
import { Configuration } from "./configuration";
import { Network } from "./reachability/network";
import { prefixListEntries } from "./reachability/prefix-lists";
import { Connection, ConnectionQuestion, checkQuestion } from "./reachability/question";
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
 * @throws Error for a range of a prefix list that is none, and for a rule that Terraform or EC2 refuses; ValidationError for options that there aren't; TypeError for stacks that aren't synthesized
 */
export function reachability(stacks: SynthesizedStack | readonly SynthesizedStack[], options: ReachabilityOptions = {}): Reachability {
  return new Reachability(synthesizedStacks(stacks, "reachability(synthesize(stack))"), options);
}

/** The connections that stacks allow. */
export class Reachability {
  private readonly network: Network;

  /**
   * @param stacks stacks that may refer to each other
   * @param options what the stacks don't say
   * @throws Error for a range of a prefix list that is none, and for a rule that Terraform or EC2 refuses; ValidationError for options that there aren't; TypeError for stacks that aren't synthesized
   */
  constructor(stacks: readonly SynthesizedStack[], options: ReachabilityOptions = {}) {
    const configuration = new Configuration(synthesizedStacks(stacks, "new Reachability([synthesize(stack)])"));
    new Validator("reachability")
      .props(options, OPTIONS)
      .values("prefixLists", options.prefixLists ?? {}, STRINGS)
      .throwIfInvalid();
    const entries = prefixListEntries(configuration, options.prefixLists ?? {});
    this.network = new Network(configuration, entries);
    // Such a rule allows nothing, since it never comes to be: a test that expects so would hold by a slip of the pen.
    const { securityGroups, networkAcls } = this.network.topology;
    const mistakes = [...securityGroups.mistakes, ...networkAcls.mistakes];
    if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
  }

  /** What has network interfaces in VPCs, and CloudFront's VPC origins: names for questions, sorted. */
  public get names(): readonly string[] {
    return this.network.names;
  }

  /**
   * Whether a connection can be opened, and why.
   *
   * @throws Error for a name that the stacks don't have, and for ends that are both outside of the VPCs; ValidationError for a port or a protocol that is none
   */
  public connection(question: ConnectionQuestion): Connection {
    checkQuestion(question);
    return this.network.connection(question);
  }

  /** Every connection that security groups allow, between constructs and with what rules name, whatever ACLs and routes say of it. */
  public wires(): readonly ConnectionQuestion[] {
    return securityGroupWires(this.network);
  }

  /**
   * What can be connected to, with each range of ports that a security group opens; what is refused is left out.
   *
   * @param from who connects: as in a question
   * @param family the addresses that are connected between
   * @throws Error for a name that the stacks don't have
   */
  public reachableFrom(from: string, family: "ipv4" | "ipv6" = "ipv4"): readonly Connection[] {
    return this.network.hosts
      .filter(({ name }) => name !== from)
      .flatMap((host) =>
        openPorts(this.network.topology, host).map(({ protocol, ports: { first, last } }) =>
          this.connection({ from, to: host.name, port: first, toPort: last, protocol, family }),
        ),
      )
      .filter(({ verdict }) => verdict !== "refused");
  }
}
