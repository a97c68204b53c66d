import { fitted, textWidth } from "../text";
import { Architecture, Flow, Part, Tier, VpcFrame } from "../types";
import { Arrival, arrivalsOf, boxOf, labelSpace, widthOf } from "./boxes";
import { columnsOf } from "./columns";
import { Hop, Obstacle, hopsOf } from "./lanes";
import { Line, PlacedBox, linesOf } from "./ports";
import { Row, ranks, rowsOf } from "./rows";
import { CELL, CLEAR, FONT, FRAME, GAP, LABEL_ZONE, LEGEND, MARGIN, MOST_COLUMNS, STRIP, TITLE, TRACK, sum } from "./sizes";
import { Tracks, tracksIn } from "./tracks";

/** A box in the picture; sizes are pixels from the picture's top left. */
export interface DrawnBox {
  readonly part: Part;
  readonly label: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An arrow: the corners of its line, which ends where it points to. */
export interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  readonly kind: Flow["kind"];
  readonly points: readonly (readonly [number, number])[];
}

/** A text beside the end of arrows. */
export interface DrawnLabel {
  readonly text: string;
  readonly kind: Flow["kind"];
  readonly x: number;
  /** The middle of the text's height. */
  readonly y: number;
  readonly width: number;
}

/** A VPC's frame, with a band for each tier of subnets. */
export interface DrawnFrame {
  readonly vpc: VpcFrame;
  readonly label: string;
  readonly zones: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bands: readonly { readonly tier: Tier; readonly y: number; readonly height: number }[];
}

/** Everything of a picture in its place. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
  readonly labels: readonly DrawnLabel[];
  readonly frames: readonly DrawnFrame[];
}

/** Puts an architecture into place: rows from the internet down, in few columns, with arrows around the boxes. Pure; the same for the same architecture. */
export function layout(architecture: Architecture): Layout {
  const ids = new Set(architecture.parts.map(({ id }) => id));
  const known = architecture.flows.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to));
  const checked: Architecture = { ...architecture, flows: known };
  const rank = ranks(checked);
  const columns = columnsNeeded(checked, rank);
  const arrivals = arrivalsOf(known, (a, b) => rank.get(a)! < rank.get(b)!, widthOf(columns) - 8);
  const boxes = new Map(checked.parts.map((part) => [part.id, boxOf(part, columns, sidesOf(part, arrivals))]));
  const rows = rowsOf(checked, boxes, columns);
  const column = columnsOf(rows, known, columns);
  const placed = rows.flatMap(({ boxes: own }, row) =>
    own.map((box): PlacedBox => ({ ...box, row, x: column.get(box.part.id)! * (CELL + GAP) })),
  );
  const lines = linesOf(arrivals, new Map(placed.map((box) => [box.part.id, box])), (row) => rows[row]!.header);
  const hops = hopsOf(lines, placed, obstaclesOf(rows, checked, columns));
  return drawn({ architecture: checked, columns, rows, placed, lines, hops });
}

/** As many as the widest of the rows would fill, up to what a phone can show. */
function columnsNeeded({ parts }: Architecture, rank: ReadonlyMap<string, number>): number {
  const counts = new Map<number, number>();
  for (const { id } of parts) counts.set(rank.get(id)!, (counts.get(rank.get(id)!) ?? 0) + 1);
  return Math.min(MOST_COLUMNS, Math.max(2, ...counts.values()));
}

function sidesOf({ id }: Part, arrivals: readonly Arrival[]): number[] {
  return (["top", "bottom"] as const).map((side) => {
    const ends = arrivals.filter((arrival) => arrival.to === id && arrival.side === side).map(({ label }) => labelSpace(label));
    const starts = arrivals.filter((arrival) => arrival.side !== side && arrival.flows.some(({ from }) => from === id)).length;
    return sum(ends) + starts * (TRACK + 4);
  });
}

const frameLeft = -FRAME.side - STRIP;
const frameRight = (columns: number): number => widthOf(columns) + FRAME.side;

function obstaclesOf(rows: readonly Row[], architecture: Architecture, columns: number): Obstacle[] {
  return rows.flatMap((row, index): Obstacle[] => {
    if (row.vpc === undefined) return [];
    const edge = frameRight(columns);
    const sides = [
      { row: index, left: frameLeft, right: frameLeft + STRIP },
      { row: index, left: edge, right: edge },
    ];
    if (!row.header) return sides;
    const texts = frameTexts(
      architecture.vpcs.find(({ id }) => id === row.vpc)!,
      columns,
    );
    return [
      ...sides,
      { row: index, left: frameLeft, right: frameLeft + FRAME.side + textWidth(texts.label, FONT.text, true) },
      { row: index, left: edge - FRAME.side - textWidth(texts.zones, FONT.text), right: edge },
    ];
  });
}

/** The VPC's name and range, and its zones: at the two ends, so that arrows pass between them. What one leaves of its half, the other may take. */
function frameTexts({ label, range, zones: names }: VpcFrame, columns: number): { readonly label: string; readonly zones: string } {
  const prefix = sharedStart(names);
  const zones = names.map((zone, index) => (index === 0 ? zone : zone.slice(prefix.length))).join(", ");
  const name = [label, range].filter(Boolean).join(" · ");
  const half = (frameRight(columns) - frameLeft) / 2 - FRAME.side - 2 * CLEAR;
  const left = { name: half - textWidth(name, FONT.text, true), zones: half - textWidth(zones, FONT.text) };
  return {
    label: fitted(name, half + Math.max(left.zones, 0), FONT.text, true),
    zones: fitted(zones, half + Math.max(left.name, 0), FONT.text),
  };
}

/** What names begin with, but for at least one character of each. */
export function sharedStart(names: readonly string[]): string {
  const [first = ""] = names;
  let end = Math.max(0, first.length - 1);
  while (end > 0 && !names.every((name) => name.startsWith(first.slice(0, end)) && name.length > end)) end--;
  return first.slice(0, end);
}

interface Placement {
  readonly architecture: Architecture;
  readonly columns: number;
  readonly rows: readonly Row[];
  readonly placed: readonly PlacedBox[];
  readonly lines: readonly Line[];
  readonly hops: readonly Hop[];
}

/** A row's top and bottom, and where the first track below it is. */
interface Heights {
  readonly tops: readonly number[];
  readonly bottoms: readonly number[];
  readonly firstTracks: readonly number[];
  /** What is free under each row, and over it, for the labels and heads of arrows. */
  readonly under: readonly number[];
  readonly over: readonly number[];
  readonly end: number;
}

function drawn(placement: Placement): Layout {
  const { rows, placed, lines, hops, columns, architecture } = placement;
  const tracks = rows.map((_, channel) => tracksIn(hops.filter((hop) => hop.channel === channel)));
  const heights = heightsOf(rows, placed, lines, tracks);
  const xs = [...placed.flatMap(({ x, width }) => [x, x + width]), ...hops.flatMap(({ above, below }) => [above, below])];
  const framed = rows.some(({ vpc }) => vpc !== undefined) ? [frameLeft, frameRight(columns)] : [];
  const left = Math.min(...xs, ...framed, 0) - MARGIN;
  const right = Math.max(...xs, ...framed, widthOf(columns)) + MARGIN;
  const shift = -left;
  const isExplained = lines.length > 0 || architecture.parts.some(({ shape }) => shape === "other");
  return {
    width: right - left,
    height: heights.end + (isExplained ? LEGEND : 0),
    boxes: placed.map(({ part, label, lines: texts, x, width, row }) => {
      const y = heights.tops[row]!;
      return { part, label, lines: texts, x: x + shift, y, width, height: heights.bottoms[row]! - y };
    }),
    arrows: lines.map((line) => arrowOf(line, hops, tracks, heights, shift)),
    labels: labelsOf(lines, heights, shift),
    frames: framesOf(architecture, rows, heights, columns, shift),
  };
}

function heightsOf(rows: readonly Row[], placed: readonly PlacedBox[], lines: readonly Line[], tracks: readonly Tracks[]): Heights {
  const hasEnds = (row: number, side: "top" | "bottom"): boolean => lines.some(({ to, end }) => to.row === row && end.side === side);
  const over = rows.map((row, index) => (row.header ? 10 : hasEnds(index, "top") ? LABEL_ZONE : CLEAR));
  const under = rows.map((row, index) => (row.header ? 0 : hasEnds(index, "bottom") ? LABEL_ZONE : CLEAR));
  const [tops, bottoms, firstTracks]: [number[], number[], number[]] = [[], [], []];
  let y = TITLE + MARGIN;
  rows.forEach((row, index) => {
    if (index > 0) y += over[index]!;
    tops.push(y);
    y += row.header ? FRAME.header : Math.max(...placed.filter((box) => box.row === index).map(({ height }) => height));
    bottoms.push(y);
    const endsFrame = row.vpc !== undefined && rows[index + 1]?.vpc !== row.vpc;
    y += under[index]! + (endsFrame ? FRAME.end : 0);
    const { count } = tracks[index]!;
    firstTracks.push(y + TRACK / 2);
    y += count * TRACK;
  });
  return { tops, bottoms, firstTracks, under, over, end: y + MARGIN - CLEAR };
}

function arrowOf(line: Line, hops: readonly Hop[], tracks: readonly Tracks[], heights: Heights, shift: number): DrawnArrow {
  const { from, to, arrival } = line;
  const isDown = from.row < to.row;
  const own = hops.filter((hop) => hop.line === line).sort((a, b) => a.channel - b.channel);
  const top = isDown ? from.row : to.row;
  const bottom = isDown ? to.row : from.row;
  const points: [number, number][] = [[own[0]!.above, heights.bottoms[top]!]];
  for (const hop of own) {
    const track = tracks[hop.channel]!.of.get(hop);
    if (track === undefined) continue;
    const y = heights.firstTracks[hop.channel]! + track * TRACK;
    points.push([hop.above, y], [hop.below, y]);
  }
  points.push([own[own.length - 1]!.below, heights.tops[bottom]!]);
  const shifted = points.map(([x, y]): [number, number] => [x + shift, y]);
  return { from: from.part.id, to: to.part.id, kind: arrival.kind, points: isDown ? shifted : shifted.reverse() };
}

function labelsOf(lines: readonly Line[], heights: Heights, shift: number): DrawnLabel[] {
  const ends = new Map(lines.map((line) => [line.end, line] as const));
  return [...ends.values()]
    .filter(({ arrival }) => arrival.label !== "")
    .map(({ arrival, end, to }) => ({
      text: arrival.label,
      kind: arrival.kind,
      x: end.x + shift + 8,
      y: end.side === "top" ? heights.tops[to.row]! - LABEL_ZONE / 2 : heights.bottoms[to.row]! + LABEL_ZONE / 2,
      width: textWidth(arrival.label, FONT.flow),
    }));
}

function framesOf({ vpcs }: Architecture, rows: readonly Row[], heights: Heights, columns: number, shift: number): DrawnFrame[] {
  return vpcs.flatMap((vpc): DrawnFrame[] => {
    const own = rows.flatMap((row, index) => (row.vpc === vpc.id ? [index] : []));
    if (own.length === 0) return [];
    const [first, last] = [own[0]!, own[own.length - 1]!];
    const y = heights.tops[first]! - 4;
    const tiers = [...new Set(own.filter((index) => !rows[index]!.header).map((index) => rows[index]!.tier))];
    const bands = tiers.map((tier) => {
      const within = own.filter((index) => rows[index]!.tier === tier && !rows[index]!.header);
      const [top, bottom] = [within[0]!, within[within.length - 1]!];
      const start = heights.tops[top]! - heights.over[top]! + 4;
      return { tier, y: start, height: heights.bottoms[bottom]! + heights.under[bottom]! - 4 - start };
    });
    const end = heights.bottoms[last]! + heights.under[last]! + FRAME.end - 6;
    const x = frameLeft + shift;
    return [{ vpc, ...frameTexts(vpc, columns), x, y, width: frameRight(columns) - frameLeft, height: end - y, bands }];
  });
}
