import { Hop } from "./lanes";
import { Port } from "./ports";
import { TRACK } from "./sizes";

/** Hops that lie on one height: those of one arrow, which may meet. */
interface Net {
  readonly hops: Hop[];
  left: number;
  right: number;
}

/** The heights of hops in one channel: each hop that turns → its track, counted from the channel's top. */
export interface Tracks {
  readonly of: ReadonlyMap<Hop, number>;
  readonly count: number;
}

/** Puts what turns in a channel on tracks such that no two lines lie upon each other. */
export function tracksIn(hops: readonly Hop[]): Tracks {
  const nets = netsOf(hops.filter(({ above, below }) => above !== below));
  const track = new Map<Net, number>();
  const waiting = new Set(nets);
  const tracks: Net[][] = [];
  while (waiting.size > 0) {
    // What must lie under another waits for it; in a circle the first goes on.
    const ready = [...waiting].filter((net) => [...waiting].every((other) => other === net || !mustLieUnder(net, other)));
    const row: Net[] = [];
    for (const net of ready.length > 0 ? ready : [[...waiting][0]!]) {
      if (row.every((other) => net.right + TRACK <= other.left || other.right + TRACK <= net.left)) row.push(net);
    }
    for (const net of row) {
      track.set(net, tracks.length);
      waiting.delete(net);
    }
    tracks.push(row);
  }
  return { of: new Map(nets.flatMap((net) => net.hops.map((hop) => [hop, track.get(net)!] as const))), count: tracks.length };
}

function netsOf(hops: readonly Hop[]): Net[] {
  const nets = new Map<Port | Hop, Net>();
  for (const hop of hops) {
    const { end, to, from } = hop.line;
    const isLast = to.row > from.row ? hop.channel === to.row - 1 : hop.channel === to.row;
    const key = isLast ? end : hop;
    const net = nets.get(key) ?? { hops: [], left: Infinity, right: -Infinity };
    net.hops.push(hop);
    net.left = Math.min(net.left, hop.above, hop.below);
    net.right = Math.max(net.right, hop.above, hop.below);
    nets.set(key, net);
  }
  return [...nets.values()].sort((a, b) => a.left - b.left || b.right - a.right);
}

/** Whether one's line down would lie upon the other's line from above, unless it turns under it. */
function mustLieUnder(net: Net, other: Net): boolean {
  return net.hops.some(({ below }) => other.hops.some(({ above }) => Math.abs(below - above) < TRACK / 2));
}
