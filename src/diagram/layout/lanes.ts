import { Line, PlacedBox, endsIn } from "./ports";
import { CLEAR, TRACK } from "./sizes";

/** What no line may pass through in a row, from the left of the picture. */
export interface Obstacle {
  readonly row: number;
  readonly left: number;
  readonly right: number;
}

/** A part of a line between two rows: from one x to another, in the channel below a row. */
export interface Hop {
  readonly line: Line;
  readonly channel: number;
  /** At the channel's top. */
  readonly above: number;
  /** At its bottom. */
  readonly below: number;
}

/** The lines' hops from row to row. What passes rows does so in one straight lane, where nothing stands in its way. */
export function hopsOf(lines: readonly Line[], boxes: readonly PlacedBox[], obstacles: readonly Obstacle[]): Hop[] {
  const all: Obstacle[] = [...boxes.map(({ row, x, width }) => ({ row, left: x, right: x + width })), ...obstacles];
  const taken: { line: Line; first: number; last: number; x: number }[] = [];
  const length = ({ from, to }: Line): number => Math.abs(from.row - to.row);
  const hops: Hop[] = [];
  for (const line of [...lines].sort((a, b) => length(a) - length(b))) {
    const { start, end, from, to } = line;
    const isDown = from.row < to.row;
    const [top, bottom] = isDown ? [from, to] : [to, from];
    const [upper, lower] = isDown ? [start.x, end.x] : [end.x, start.x];
    if (bottom.row - top.row === 1) {
      hops.push({ line, channel: top.row, above: upper, below: lower });
      continue;
    }
    const [first, last] = [top.row, bottom.row - 1];
    const closed: (readonly [number, number])[] = [
      ...all.filter(({ row }) => row > top.row && row < bottom.row).map(({ left, right }) => [left - CLEAR, right + CLEAR] as const),
      ...taken.filter((lane) => lane.first <= last && first <= lane.last).map(({ x }) => [x - TRACK, x + TRACK] as const),
      ...lines
        .filter((other) => other !== line)
        .flatMap((other) => [first, last].flatMap((channel) => endsIn(other, channel)))
        .filter((port) => port !== start && port !== end)
        .map(({ x }) => [x - TRACK, x + TRACK] as const),
    ];
    const x = freePlace(closed, upper, lower);
    taken.push({ line, first, last, x });
    for (let channel = first; channel <= last; channel++) {
      hops.push({ line, channel, above: channel === first ? upper : x, below: channel === last ? lower : x });
    }
  }
  return hops;
}

/** The place outside of all that is closed from which it is nearest to both ends. */
function freePlace(closed: readonly (readonly [number, number])[], a: number, b: number): number {
  const isOpen = (x: number): boolean => closed.every(([left, right]) => x <= left || x >= right);
  const candidates = [a, b, ...closed.flat()].filter(isOpen);
  const length = (x: number): number => Math.abs(x - a) + Math.abs(x - b);
  return candidates.reduce((best, x) => (length(x) < length(best) ? x : best));
}
