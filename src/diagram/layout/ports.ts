import { Arrival, Box, PORT, labelSpace } from "./boxes";
import { CLEAR, sum } from "./sizes";

/** Where a line meets a box. */
export interface Port {
  readonly id: string;
  readonly side: "top" | "bottom";
  readonly arrival?: Arrival;
  /** From the left of the picture. */
  x: number;
}

/** A box in its place. */
export interface PlacedBox extends Box {
  readonly row: number;
  readonly x: number;
}

/** A line from a box to where it ends. */
export interface Line {
  readonly arrival: Arrival;
  readonly from: PlacedBox;
  readonly to: PlacedBox;
  readonly start: Port;
  readonly end: Port;
}

/** Lines with their ends on the sides of boxes: in the order of what is at their other ends, so that few cross. */
export function linesOf(arrivals: readonly Arrival[], boxes: ReadonlyMap<string, PlacedBox>, isHeader: (row: number) => boolean): Line[] {
  const middle = (id: string): number => boxes.get(id)!.x + boxes.get(id)!.width / 2;
  const wishes = new Map<string, { port: Port; wish: number; space: number }[]>();
  const add = (port: Port, wish: number, space: number): Port => {
    const key = JSON.stringify([port.id, port.side]);
    wishes.set(key, [...(wishes.get(key) ?? []), { port, wish, space }]);
    return port;
  };
  const lines = arrivals.flatMap((arrival) => {
    const sources = arrival.flows.map(({ from }) => middle(from));
    const wish = sum(sources) / sources.length;
    const end = add({ id: arrival.to, side: arrival.side, arrival, x: 0 }, wish, labelSpace(arrival.label));
    // Flows of one box that are merged into one arrival have one line.
    const froms = [...new Set(arrival.flows.map(({ from }) => from))];
    return froms.map((from): Line => {
      const start = add({ id: from, side: arrival.side === "top" ? "bottom" : "top", x: 0 }, middle(arrival.to), PORT);
      return { arrival, from: boxes.get(from)!, to: boxes.get(arrival.to)!, start, end };
    });
  });
  for (const side of wishes.values()) placePorts(side, boxes.get(side[0]!.port.id)!);
  straighten(lines, isHeader);
  return lines;
}

/** In order of what they wish for, with equal space around them. */
function placePorts(side: { readonly port: Port; readonly wish: number; readonly space: number }[], box: PlacedBox): void {
  const order = [...side].sort((a, b) => a.wish - b.wish);
  const total = sum(side.map(({ space }) => space));
  const spare = Math.max(0, box.width - total) / order.length;
  const shrink = Math.min(1, box.width / total);
  let left = box.x;
  for (const { port, space } of order) {
    const width = space * shrink + spare;
    // A label stands to the right of its line.
    const label = space - PORT;
    port.x = Math.round(Math.min(left + width / 2, left + width - label - PORT / 2));
    left += width;
  }
}

/** How far the end of a line is moved for a line without a corner. */
const NUDGE = 60;
/** What two lines keep between them. */
const APART = 12;
/** How often the start of a line is moved that far, to both sides. */
const MOST_STEPS = 5;

/** Moves starts, which have no labels, to stand over their ends, or away from lines that they would lie upon. */
function straighten(lines: readonly Line[], isHeader: (row: number) => boolean): void {
  const ports = [...new Set(lines.flatMap(({ start, end }) => [start, end]))];
  const isFree = ({ start, from }: Line, x: number): boolean => {
    const isWithin = x >= from.x + CLEAR && x <= from.x + from.width - CLEAR;
    return isWithin && ports.every((port) => port === start || !meets(port, start) || isBeside(port, x));
  };
  for (const line of lines) {
    const { start, end, from, to } = line;
    const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
    const isNext = bottom - top === 1 || (bottom - top === 2 && isHeader(top + 1));
    if (isNext && Math.abs(start.x - end.x) <= NUDGE && isFree(line, end.x)) start.x = end.x;
  }
  for (const line of lines) {
    const { start, end, from, to } = line;
    if (start.x === end.x) continue;
    const channel = to.row > from.row ? from.row : from.row - 1;
    const others = lines.filter((other) => other.end !== end).flatMap((other) => endsIn(other, channel).filter((port) => port !== start));
    const isClear = (x: number): boolean => others.every((port) => Math.abs(port.x - x) >= APART);
    if (isClear(start.x)) continue;
    const steps = Array.from({ length: MOST_STEPS }, (_, index) => (index + 1) * APART).flatMap((step) => [start.x + step, start.x - step]);
    start.x = steps.find((x) => isFree(line, x) && isClear(x)) ?? start.x;
  }
}

/** Whether a line at an x keeps away from another's end, and from what stands to the right of that. */
function isBeside({ x: end, arrival }: Port, x: number): boolean {
  const label = arrival === undefined ? 0 : labelSpace(arrival.label) - PORT;
  return x <= end - APART || x >= end + label + APART;
}

/** Whether two ends are on one side of one box. */
function meets(a: Port, b: Port): boolean {
  return a.id === b.id && a.side === b.side;
}

/** The ends of a line that are in the channel below a row. */
export function endsIn({ start, end, from, to }: Line, channel: number): Port[] {
  const at = ({ side }: Port, row: number): number => (side === "top" ? row - 1 : row);
  return [...(at(start, from.row) === channel ? [start] : []), ...(at(end, to.row) === channel ? [end] : [])];
}
