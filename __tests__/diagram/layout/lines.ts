import { Arrival } from "../../../src/diagram/layout/boxes";
import { Line, PlacedBox, Port } from "../../../src/diagram/layout/ports";
import { flow, part } from "../made";

/** A box in a row, from x on. */
export function placed(id: string, row: number, x: number, width = 196): PlacedBox {
  return { part: part(id), span: 1, width, height: 46, label: id, lines: [], row, x };
}

/** What leads from boxes to one, from above unless it is said to come from below. */
export function arrival(froms: readonly string[], to: string, label = "", side: Arrival["side"] = "top"): Arrival {
  return { to, side, kind: "connection", label, flows: froms.map((from) => flow(from, to, label)) };
}

/** A line from x in one row to x in another, between boxes that are wherever. */
export function line(from: readonly [row: number, x: number], to: readonly [row: number, x: number], end?: Port): Line {
  const isDown = from[0] < to[0];
  const start: Port = { id: "from", side: isDown ? "bottom" : "top", x: from[1] };
  return {
    arrival: arrival(["from"], "to"),
    from: placed("from", from[0], from[1] - 98),
    to: placed("to", to[0], to[1] - 98),
    start,
    end: end ?? { id: "to", side: isDown ? "top" : "bottom", x: to[1] },
  };
}
