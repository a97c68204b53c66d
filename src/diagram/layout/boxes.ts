import { fitted, textWidth } from "../text";
import { Flow, Part } from "../types";
import { BOX, CELL, FONT, GAP, sum } from "./sizes";

/** What a part's box says, and how large it is. */
export interface Box {
  readonly part: Part;
  /** How many columns it takes. */
  readonly span: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly lines: readonly string[];
}

export const widthOf = (span: number): number => span * CELL + (span - 1) * GAP;

/** The least that a line takes at a side, and what its head and label take. */
export const PORT = 22;
export function labelSpace(label: string): number {
  return label === "" ? PORT : textWidth(label, FONT.flow) + 26;
}

/** A part's box: as wide as its texts and the labels at its sides, up to the whole picture. */
export function boxOf(part: Part, columns: number, sides: readonly number[]): Box {
  const texts = [part.caption, ...part.details].filter((text) => text !== "");
  const needed = Math.max(
    textWidth(part.label, FONT.label, true) + BOX.icon + 2 * BOX.padding,
    ...texts.map((text) => textWidth(text, FONT.text) + 2 * BOX.padding),
    ...sides.map((side) => side + 8),
  );
  const span = Math.min(columns, Math.max(1, Math.ceil((needed + GAP) / (CELL + GAP))));
  const width = widthOf(span);
  const inner = width - 2 * BOX.padding;
  return {
    part,
    span,
    width,
    height: BOX.top + BOX.label + texts.length * BOX.line + (part.zones.length > 0 ? BOX.zones : 0) + BOX.bottom,
    label: fitted(part.label, inner - BOX.icon, FONT.label, true),
    lines: texts.map((text) => fitted(text, inner, FONT.text)),
  };
}

/** Flows that end at one place of a part, and say one thing. */
export interface Arrival {
  readonly to: string;
  readonly side: "top" | "bottom";
  readonly kind: Flow["kind"];
  readonly label: string;
  readonly flows: readonly Flow[];
}

/** Where flows end: those that come from one side and say the same together; what there is no room for is counted. */
export function arrivalsOf(flows: readonly Flow[], isAbove: (a: string, b: string) => boolean, room: number): Arrival[] {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.to, isAbove(flow.from, flow.to), flow.kind, flow.label]);
    groups.set(key, [...(groups.get(key) ?? []), flow]);
  }
  const arrivals = [...groups.values()].map((same): Arrival => {
    const { to, from, kind, label } = same[0]!;
    return { to, side: isAbove(from, to) ? "top" : "bottom", kind, label: fitted(label, CELL, FONT.flow), flows: same };
  });
  const sides = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const key = JSON.stringify([arrival.to, arrival.side]);
    sides.set(key, [...(sides.get(key) ?? []), arrival]);
  }
  return [...sides.values()].flatMap((side) => withinRoom(side, room));
}

function withinRoom(side: readonly Arrival[], room: number): Arrival[] {
  const kept = [...side];
  const taken = (): number => sum(kept.map(({ label }) => labelSpace(label)));
  while (kept.length > 1 && taken() > room) {
    const [one, other] = kept.splice(-2) as [Arrival, Arrival];
    const flows = [...one.flows, ...other.flows];
    const labels = new Set(flows.map(({ label }) => label));
    kept.push({ ...one, label: labels.size === 1 ? one.label : `${labels.size} kinds`, flows });
  }
  return kept;
}
