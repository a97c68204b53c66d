/** Mutations of platforms, and what the review of one says of its connections beside all connections of both sides. */
import { Testing } from "cdktf";
import { examples } from "../../../examples/gallery/examples";
import { changedConnections } from "../../../src/review/security/changed-connections";
import { Side } from "../../../src/review/security/side";
import { Connection, ConnectionQuestion, Reachability, SynthesizedStack, synthesize } from "../../../src/testing";
import { securityGroupWires } from "../../../src/testing/reachability/wires";
import { tradingStack } from "../../support/platforms";
import { network, stack, toDatabase } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;
type Answers = ReadonlyMap<string, readonly Connection[]>;

/** What is asked here: a rule without its ports allows nothing, which `reachability` refuses to read. */
type AnyNetwork = Pick<Reachability, "connection" | "wires">;

const known = new WeakMap<SynthesizedStack, Answers>();
const sides = new WeakMap<SynthesizedStack, Side>();

/** A side keeps what it computes of its stack, and each answer: the same one is compared with each of its mutations. */
function sideOf(synthesized: SynthesizedStack): Side {
  const side = sides.get(synthesized) ?? withAnswersKept(new Side(synthesized));
  sides.set(synthesized, side);
  return side;
}

function withAnswersKept(side: Side): Side {
  const answers = new Map<string, Connection>();
  const { network: own } = side;
  const connection = own.connection.bind(own);
  own.connection = (question) => {
    const key = JSON.stringify(question);
    const answer = answers.get(key) ?? connection(question);
    answers.set(key, answer);
    return answer;
  };
  return side;
}

function networkOf(side: SynthesizedStack): AnyNetwork {
  const { network: own } = sideOf(side);
  return { connection: (wire) => own.connection(wire), wires: () => securityGroupWires(own) };
}

/** Every wire of a stack with its answer, by its ends. */
function everyAnswer(side: SynthesizedStack): Answers {
  const found = known.get(side) ?? answersOf(networkOf(side));
  known.set(side, found);
  return found;
}

function answersOf(whole: AnyNetwork): Answers {
  const byEnds = new Map<string, Connection[]>();
  for (const wire of whole.wires()) {
    const { from, to, protocol = "tcp", family = "ipv4" } = wire;
    const ends = `${from} → ${to} ${protocol} ${family}`;
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), ...answerTo(whole, wire)]);
  }
  return byEnds;
}

/** A rule may name what isn't in the stack any more: nobody can say whom it means. */
function answerTo(whole: AnyNetwork, wire: ConnectionQuestion): Connection[] {
  try {
    return [whole.connection(wire)];
  } catch {
    return [];
  }
}

/** The verdict on a port: what no wire has is refused. */
function verdictOn(port: number, answers: readonly Connection[]): string {
  const verdicts = answers.filter((each) => each.port <= port && port <= (each.toPort ?? each.port)).map(({ verdict }) => verdict);
  return verdicts.includes("allowed") ? "allowed" : verdicts.includes("partly") ? "partly" : "refused";
}

/** At each port where a range begins on either side, by all answers of both. */
function allDifferences(before: SynthesizedStack, after: SynthesizedStack): string[] {
  const [old, next] = [everyAnswer(before), everyAnswer(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((ends) => {
    const [was, is] = [old.get(ends) ?? [], next.get(ends) ?? []];
    const starts = new Set([...was, ...is].flatMap(({ port, toPort = port }) => [port, toPort + 1]));
    return [...starts]
      .filter((port) => verdictOn(port, was) !== verdictOn(port, is))
      .map((port) => `${ends} on ${port}: ${verdictOn(port, was)}, ${verdictOn(port, is)}`);
  });
}

/** The same of what the review finds. */
function foundDifferences(before: SynthesizedStack, after: SynthesizedStack): string[] {
  const starts = (ends: string): number[] => {
    const both = [...(everyAnswer(before).get(ends) ?? []), ...(everyAnswer(after).get(ends) ?? [])];
    return [...new Set(both.flatMap(({ port, toPort = port }) => [port, toPort + 1]))];
  };
  return changedConnections(sideOf(before), sideOf(after)).flatMap(({ question, changes }) => {
    const { from, to, protocol = "tcp", family = "ipv4" } = question;
    const ends = `${from} → ${to} ${protocol} ${family}`;
    return starts(ends).flatMap((port) => {
      const change = changes.find((each) => each.port <= port && port <= each.toPort);
      return change === undefined ? [] : [`${ends} on ${port}: ${change.before}, ${change.after}`];
    });
  });
}

/**
 * The resources that decide about connections: each taken away, and without one of their arguments.
 *
 * @param every of how many arguments one is taken away: neighbors are arguments of one resource, or of alike ones
 */
export function mutations({ json }: SynthesizedStack, every: number): (readonly [string, SynthesizedStack])[] {
  const types = Object.entries((json.resource ?? {}) as Json).filter(([type]) => DECIDING.test(type));
  let count = 0;
  return types.flatMap(([type, byId]) =>
    Object.entries(byId as Json).flatMap(([id, args]) => {
      const withArgs = (changed: Json | undefined): SynthesizedStack => {
        const { [id]: _own, ...others } = byId as Json;
        return new SynthesizedStack({
          ...json,
          resource: { ...json.resource, [type]: { ...others, ...(changed && { [id]: changed }) } },
        });
      };
      const names = Object.keys(args as Json).filter((name) => !UNDECIDING.test(name) && count++ % every === 0);
      return [
        [`without ${type}.${id}`, withArgs(undefined)] as const,
        ...names.map((name) => [`without ${name} of ${type}.${id}`, withArgs({ ...args, [name]: undefined })] as const),
      ];
    }),
  );
}

const DECIDING =
  /^aws_(?:vpc|subnet|route|main_route|default_|internet_gateway|nat_gateway|eip|network_acl|security_group|instance$|lb$|launch_template|autoscaling_group|db_subnet|rds_cluster$|elasticache_|cloudfront_vpc|ec2_)/;
const UNDECIDING = /^(?:\/\/|tags|depends_on|lifecycle|description|name|provider)$/;

/** What the review finds between two sides, which has to be what all connections of both say. */
export function expectTheSame(name: string, before: SynthesizedStack, after: SynthesizedStack): void {
  expect([name, foundDifferences(before, after).sort()]).toEqual([name, allDifferences(before, after).sort()]);
}

/** A second VPC with a host, and rules for the ranges of either; a transit gateway may connect them. */
export function otherVpc(isConnected: boolean): Json {
  const every = { ip_protocol: "tcp", from_port: 0, to_port: 65535, cidr_ipv4: "10.0.0.0/8" };
  const through = (table: string, range: string): Json => ({
    route_table_id: `\${aws_route_table.${table}.id}`,
    destination_cidr_block: range,
    transit_gateway_id: "tgw-0123456789abcdef0",
  });
  return {
    aws_vpc: { Other: { cidr_block: "10.1.0.0/16" } },
    aws_subnet: { Other: { vpc_id: "${aws_vpc.Other.id}", cidr_block: "10.1.0.0/24" } },
    aws_route_table: { Other: { vpc_id: "${aws_vpc.Other.id}" } },
    aws_route_table_association: { Other: { subnet_id: "${aws_subnet.Other.id}", route_table_id: "${aws_route_table.Other.id}" } },
    aws_security_group: { OtherGroup: { vpc_id: "${aws_vpc.Other.id}" } },
    aws_vpc_security_group_ingress_rule: {
      OtherIn: { security_group_id: "${aws_security_group.OtherGroup.id}", ...every },
      WebIn: { security_group_id: "${aws_security_group.WebGroup.id}", ...every },
    },
    aws_vpc_security_group_egress_rule: {
      OtherOut: { security_group_id: "${aws_security_group.OtherGroup.id}", ...every },
      WebOut: { security_group_id: "${aws_security_group.WebGroup.id}", ...every },
    },
    aws_instance: {
      Other: { subnet_id: "${aws_subnet.Other.id}", vpc_security_group_ids: ["${aws_security_group.OtherGroup.id}"] },
    },
    ...(isConnected && { aws_route: { ToOther: through("Public", "10.1.0.0/16"), ToMain: through("Other", "10.0.0.0/16") } }),
  };
}

export const acl = (...denied: readonly number[]): Json => ({
  aws_network_acl: { Public: { vpc_id: "${aws_vpc.Main.id}", subnet_ids: ["${aws_subnet.Public.id}"] } },
  aws_network_acl_rule: Object.fromEntries(
    [false, true].flatMap((egress) =>
      [...denied.map((port, index) => [index + 1, port, port, "deny"] as const), [100, 0, 65535, "allow"] as const].map(
        ([number, from, to, action]): [string, Json] => [
          `Rule${egress ? "Out" : "In"}${number}`,
          {
            network_acl_id: "${aws_network_acl.Public.id}",
            egress,
            rule_number: number,
            rule_action: action,
            protocol: action === "deny" ? "tcp" : "-1",
            cidr_block: "0.0.0.0/0",
            from_port: from,
            to_port: to,
          },
        ],
      ),
    ),
  ),
});

export const PLATFORMS: readonly (readonly [string, () => SynthesizedStack])[] = [
  ["trading-prod", () => tradingStack("prod")],
  ...Object.keys(examples).map((name) => [`the gallery's ${name}`, () => synthesize(new examples[name]!(Testing.app(), name))] as const),
  ["two VPCs that are connected", () => stack(network(), toDatabase(5432), acl(22), otherVpc(true))],
  ["two VPCs that aren't connected", () => stack(network(), toDatabase(5432), otherVpc(false))],
];
