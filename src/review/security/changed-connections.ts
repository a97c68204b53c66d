import { isOpenToEverybody } from "../../internal/ip-ranges";
import { Host } from "../../testing/reachability/hosts";
import { Connection, ConnectionQuestion, checkQuestion } from "../../testing/reachability/question";
import { securityGroupWires, wiresWithOutside } from "../../testing/reachability/wires";
import { attempt } from "./attempt";
import { PortChange, portChanges } from "./port-ranges";
import { Side } from "./side";

/** The ports by which the connections of one client to one server differ, in one protocol of one family. */
export interface ChangedConnections {
  /** A question about them, of which the ports are any. */
  readonly question: ConnectionQuestion;
  readonly changes: readonly PortChange[];
}

type Wires = ReadonlyMap<string, readonly ConnectionQuestion[]>;

/**
 * Where the verdicts on connections differ between two sides: of everything that the security groups of either allow. Asked is only about ends of which something that decides has changed:
 * a plan of ten thousand resources changes few of them. Of a side that is empty it is told what the internet reaches. Pure.
 */
export function changedConnections(before: Side, after: Side): ChangedConnections[] {
  const changed = new ChangedEnds(before, after);
  const [old, next] = [wiresOf(before, before.isEmpty, changed), wiresOf(after, before.isEmpty, changed)];
  return [...new Set([...old.keys(), ...next.keys()])].sort().flatMap((ends): ChangedConnections[] => {
    const [was, is] = [old.get(ends) ?? [], next.get(ends) ?? []];
    const question = (is[0] ?? was[0])!;
    const isSame = !changed.has(question.from, question.family) && !changed.has(question.to, question.family);
    if (isSame && JSON.stringify(was) === JSON.stringify(is)) return [];
    const changes = portChanges(answers(before, was), answers(after, is));
    return changes.length === 0 ? [] : [{ question, changes }];
  });
}

/** The internet, or so many of its addresses that they are no restriction. Pure. */
export function isInternet(name: string): boolean {
  return name === "internet" || isOpenToEverybody(name);
}

/** The ends of which something that decides about connections isn't the same on both sides. */
class ChangedEnds {
  private readonly known = new Map<string, boolean>();

  public constructor(
    private readonly before: Side,
    private readonly after: Side,
  ) {}

  public has(name: string, family: ConnectionQuestion["family"]): boolean {
    const key = `${name} ${family}`;
    const known = this.known.get(key) ?? this.isChanged(name, family);
    this.known.set(key, known);
    return known;
  }

  private isChanged(name: string, family: ConnectionQuestion["family"]): boolean {
    if (this.before.isEmpty || this.after.isEmpty) return true;
    const [was, is] = [this.before, this.after].map(({ circumstances }) => attempt(() => circumstances.of(name, family)));
    return was === undefined || was !== is;
  }
}

function wiresOf(side: Side, isFirst: boolean, changed: ChangedEnds): Wires {
  if (side.isEmpty) return new Map();
  const { network, circumstances } = side;
  // Between hosts that are as they were, with rules that are as they were, nothing differs; nor is there a connection where no route leads.
  const isAsked = (client: Host, server: Host): boolean =>
    (changed.has(client.name, undefined) || changed.has(server.name, undefined)) && circumstances.mayMeet(client, server);
  const found = isFirst
    ? wiresWithOutside(network, "inbound").filter(({ from }) => isInternet(from))
    : securityGroupWires(network, isAsked);
  const wires = new Map<string, ConnectionQuestion[]>();
  for (const wire of found) {
    const key = JSON.stringify([wire.from, wire.to, wire.protocol, wire.family]);
    const known = wires.get(key);
    if (known) known.push(wire);
    else wires.set(key, [wire]);
  }
  return wires;
}

function answers(side: Side, wires: readonly ConnectionQuestion[]): Connection[] {
  const ask = (wire: ConnectionQuestion): Connection => {
    checkQuestion(wire);
    return side.network.connection(wire);
  };
  return wires.flatMap((wire) => attempt(() => ask(wire)) ?? []);
}
