import { Connection, ConnectionQuestion } from "../../testing/reachability/question";
import { Verdict } from "../../testing/reachability/verdict";
import { listed } from "../texts";

/** A range of ports, with what becomes of connections to it on either side. */
export interface PortChange {
  readonly port: number;
  readonly toPort: number;
  readonly before: Verdict;
  readonly after: Verdict;
}

type Answered = Pick<Connection, "port" | "toPort" | "verdict">;

const LAST_PORT = 65_535;

/** Where the verdicts of two sides differ, in as few ranges as there are; what isn't asked about is refused. Pure. */
export function portChanges(before: readonly Answered[], after: readonly Answered[]): PortChange[] {
  const edges = new Set([...before, ...after].flatMap(({ port, toPort = port }) => [port, toPort + 1]));
  const starts = [...edges].sort((a, b) => a - b);
  const changes: PortChange[] = [];
  for (const [index, port] of starts.slice(0, -1).entries()) {
    const toPort = starts[index + 1]! - 1;
    const [was, is] = [verdictAt(before, port), verdictAt(after, port)];
    const last = changes[changes.length - 1];
    if (was === is) continue;
    if (last !== undefined && last.toPort === port - 1 && last.before === was && last.after === is) {
      changes[changes.length - 1] = { ...last, toPort };
    } else {
      changes.push({ port, toPort, before: was, after: is });
    }
  }
  return changes;
}

function verdictAt(answers: readonly Answered[], at: number): Verdict {
  const verdicts = answers.filter(({ port, toPort = port }) => port <= at && at <= toPort).map(({ verdict }) => verdict);
  return (["allowed", "partly"] as const).find((verdict) => verdicts.includes(verdict)) ?? "refused";
}

/** Ports as a reviewer reads them: "port 5432", "ports 8000–8080 and UDP port 53", "every port". Pure. */
export function portsText(questions: readonly Pick<ConnectionQuestion, "port" | "toPort" | "protocol">[]): string {
  const isAll = (transport: string): boolean =>
    questions.some(({ port, toPort, protocol = "tcp" }) => protocol === transport && port === 0 && toPort === LAST_PORT);
  if (isAll("tcp") && isAll("udp")) return "every port";
  const texts = questions.map(({ port, toPort = port, protocol = "tcp" }) => {
    if (isAll(protocol)) return `every ${protocol.toUpperCase()} port`;
    const transport = protocol === "udp" ? "UDP " : "";
    return port === toPort ? `${transport}port ${port}` : `${transport}ports ${port}–${toPort}`;
  });
  return listed([...new Set(texts)]);
}
