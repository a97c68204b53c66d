import { Architecture, Flow, Part, TIERS, Tier, VpcFrame } from "../types";
import { Box } from "./boxes";
import { sum } from "./sizes";

/** Boxes beside each other, or the header of a VPC's frame. */
export interface Row {
  readonly tier: Tier;
  readonly vpc?: string;
  readonly header: boolean;
  readonly boxes: readonly Box[];
}

/** Tiers that are in no VPC's frame, above and below it. */
const ABOVE: readonly Tier[] = ["internet", "edge"];
const WITHIN: readonly Tier[] = ["public", "private", "isolated", "vpc"];

/** Where each part is in the order from top to bottom: parts in one place can stand beside each other. */
export function ranks(architecture: Architecture): ReadonlyMap<string, number> {
  const { parts, flows, vpcs } = architecture;
  const place = (part: Part): number => {
    const frame = frameOf(part, vpcs);
    const area = frame >= 0 ? 1 + frame : ABOVE.includes(part.tier) ? 0 : 1 + vpcs.length;
    return area * TIERS.length + TIERS.indexOf(part.tier);
  };
  const depths = depthsWithin(parts, flows, place);
  const keys = parts.map((part) => ({ id: part.id, place: place(part), depth: depths.get(part.id)! }));
  const order = keys.sort((a, b) => a.place - b.place || a.depth - b.depth);
  let rank = -1;
  let before: (typeof keys)[number] | undefined;
  const found = new Map<string, number>();
  for (const key of order) {
    if (before === undefined || before.place !== key.place || before.depth !== key.depth) rank++;
    before = key;
    found.set(key.id, rank);
  }
  return found;
}

/** Which of the VPCs' frames a part is in; -1 for none. */
function frameOf({ tier, vpc }: Part, vpcs: readonly VpcFrame[]): number {
  return vpcs.findIndex(({ id }) => id === vpc && WITHIN.includes(tier));
}

/** Rows of at most so many columns, from top to bottom, each VPC's begin with its header. */
export function rowsOf(architecture: Architecture, boxes: ReadonlyMap<string, Box>, columns: number): Row[] {
  const rank = ranks(architecture);
  const rows: { tier: Tier; vpc?: string; header: boolean; boxes: Box[]; rank?: number }[] = [];
  for (const part of inOrder(architecture).sort((a, b) => rank.get(a.id)! - rank.get(b.id)!)) {
    const box = boxes.get(part.id)!;
    const vpc = architecture.vpcs[frameOf(part, architecture.vpcs)]?.id;
    const last = rows[rows.length - 1];
    if (vpc !== undefined && last?.vpc !== vpc) rows.push({ tier: part.tier, vpc, header: true, boxes: [] });
    // What has one rank is in one place. A header has none.
    const fits = last !== undefined && last.rank === rank.get(part.id) && spanOf(last.boxes) + box.span <= columns;
    if (fits) last.boxes.push(box);
    else rows.push({ tier: part.tier, vpc, header: false, boxes: [box], rank: rank.get(part.id) });
  }
  return rows.map(({ tier, vpc, header, boxes: own }) => ({ tier, vpc, header, boxes: own }));
}

function spanOf(boxes: readonly Box[]): number {
  return sum(boxes.map(({ span }) => span));
}

/** What flows reach comes first, then what nothing reaches, then what the others stand on. */
function inOrder({ parts, flows }: Architecture): Part[] {
  const weight = (part: Part): number => (isBusy(part, flows) ? 0 : part.supporting ? 2 : 1);
  return [...parts].sort((a, b) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1));
}

function isBusy({ id }: Part, flows: readonly Flow[]): boolean {
  return flows.some(({ from, to }) => from === id || to === id);
}

/** How many flows lead to a part within its place, at most; a flow that closes a circle doesn't count. */
function depthsWithin(parts: readonly Part[], flows: readonly Flow[], place: (part: Part) => number): ReadonlyMap<string, number> {
  const places = new Map(parts.map((part) => [part.id, place(part)]));
  const next = new Map<string, string[]>(parts.map(({ id }) => [id, []]));
  for (const { from, to } of flows) if (places.get(from) === places.get(to)) next.get(from)!.push(to);
  const [open, seen] = [new Set<string>(), new Set<string>()];
  const ordered: string[] = [];
  const forward = new Map<string, string[]>();
  const visit = (id: string): void => {
    open.add(id);
    seen.add(id);
    const onward = next.get(id)!.filter((to) => !open.has(to));
    for (const to of onward) if (!seen.has(to)) visit(to);
    // What was opened since, and is done, is ahead of this one.
    forward.set(id, onward);
    open.delete(id);
    ordered.push(id);
  };
  const targets = new Set([...next.values()].flat());
  const ids = parts.map(({ id }) => id);
  for (const id of [...ids.filter((one) => !targets.has(one)), ...ids]) if (!seen.has(id)) visit(id);
  const depths = new Map(ids.map((id) => [id, 0]));
  for (const id of ordered.reverse()) {
    for (const to of forward.get(id)!) depths.set(to, Math.max(depths.get(to)!, depths.get(id)! + 1));
  }
  return depths;
}
