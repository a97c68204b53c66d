import { Architecture, Flow, Part, TIERS, Tier } from "../types";
import { Box } from "./boxes";

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
  const frames: (string | undefined)[] = vpcs.map(({ id }) => id);
  const place = ({ tier, vpc }: Part): number => {
    const frame = vpc === undefined ? -1 : frames.indexOf(vpc);
    if (frame >= 0) return (1 + frame) * TIERS.length + TIERS.indexOf(tier);
    const isAbove = ABOVE.includes(tier);
    return (isAbove ? 0 : (1 + frames.length) * TIERS.length) + TIERS.indexOf(tier);
  };
  const depths = depthsWithin(parts, flows, place);
  const keys = [...parts].map((part) => ({ id: part.id, place: place(part), depth: depths.get(part.id)!, busy: isBusy(part, flows) }));
  const order = keys.sort((a, b) => a.place - b.place || a.depth - b.depth || Number(b.busy) - Number(a.busy));
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

/** Rows of at most so many columns, from top to bottom, each VPC's begin with its header. */
export function rowsOf(architecture: Architecture, boxes: ReadonlyMap<string, Box>, columns: number): Row[] {
  const rank = ranks(architecture);
  const order = orderOf(architecture);
  const sorted = [...architecture.parts].sort((a, b) => rank.get(a.id)! - rank.get(b.id)! || order.indexOf(a.id) - order.indexOf(b.id));
  const rows: { tier: Tier; vpc?: string; header: boolean; boxes: Box[]; rank: number }[] = [];
  for (const part of sorted) {
    const box = boxes.get(part.id)!;
    const framed =
      part.vpc !== undefined && WITHIN.includes(part.tier) && architecture.vpcs.some(({ id }) => id === part.vpc) ? part.vpc : undefined;
    const last = rows[rows.length - 1];
    if (framed !== undefined && last?.vpc !== framed) rows.push({ tier: part.tier, vpc: framed, header: true, boxes: [], rank: -1 });
    const row = rows[rows.length - 1];
    const taken = row?.boxes.reduce((sum, { span }) => sum + span, 0) ?? 0;
    const fits = row !== undefined && !row.header && row.vpc === framed && row.rank === rank.get(part.id) && taken + box.span <= columns;
    if (fits) row.boxes.push(box);
    else rows.push({ tier: part.tier, vpc: framed, header: false, boxes: [box], rank: rank.get(part.id)! });
  }
  return rows.map(({ tier, vpc, header, boxes: own }) => ({ tier, vpc, header, boxes: own }));
}

/** What flows reach comes first, then what nothing reaches, then what the others stand on. */
function orderOf({ parts, flows }: Architecture): string[] {
  const weight = (part: Part): number => (isBusy(part, flows) ? 0 : part.supporting ? 2 : 1);
  return [...parts].sort((a, b) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

function isBusy({ id }: Part, flows: readonly Flow[]): boolean {
  return flows.some(({ from, to }) => from === id || to === id);
}

/** How many flows lead to a part within its place, at most; a flow that closes a circle doesn't count. */
function depthsWithin(parts: readonly Part[], flows: readonly Flow[], place: (part: Part) => number): ReadonlyMap<string, number> {
  const places = new Map(parts.map((part) => [part.id, place(part)]));
  const next = new Map<string, string[]>(parts.map(({ id }) => [id, []]));
  for (const { from, to } of flows) if (from !== to && places.get(from) === places.get(to)) next.get(from)!.push(to);
  const state = new Map<string, "open" | "done">();
  const ordered: string[] = [];
  const forward = new Map<string, string[]>();
  const visit = (id: string): void => {
    state.set(id, "open");
    const onward = next.get(id)!.filter((to) => state.get(to) !== "open");
    for (const to of onward) if (!state.has(to)) visit(to);
    // What was opened since, and is done, is ahead of this one.
    forward.set(id, onward);
    state.set(id, "done");
    ordered.push(id);
  };
  const targets = new Set([...next.values()].flat());
  const ids = parts.map(({ id }) => id);
  for (const id of [...ids.filter((one) => !targets.has(one)), ...ids]) if (!state.has(id)) visit(id);
  const depths = new Map(ids.map((id) => [id, 0]));
  for (const id of ordered.reverse()) {
    for (const to of forward.get(id)!) depths.set(to, Math.max(depths.get(to)!, depths.get(id)! + 1));
  }
  return depths;
}
