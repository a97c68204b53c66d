import { compareTexts } from "../../internal/compare-texts";
import { Flow, Part } from "../types";
import { INTERNET } from "./flows";
import { sorted } from "./resources";

/** More of one kind in one place than a picture can show. */
const MOST_OF_A_KIND = 6;

/** The parts and flows that are drawn: of many of a kind that nothing tells apart there is one box, and what flows name has a box as well. */
export function foldedParts(
  parts: readonly Part[],
  flows: readonly Flow[],
): { readonly parts: readonly Part[]; readonly flows: readonly Flow[] } {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = JSON.stringify([part.tier, part.vpc, part.caption, part.supporting]);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const boxOf = new Map<string, Part>();
  for (const same of groups.values()) {
    const box = same.length > MOST_OF_A_KIND ? folded(same) : undefined;
    for (const part of same) boxOf.set(part.id, box ?? part);
  }
  const kept = [...new Set(boxOf.values())];
  const id = (name: string): string => boxOf.get(name)?.id ?? name;
  const drawn = new Map<string, Flow>();
  for (const flow of flows) {
    const [from, to] = [id(flow.from), id(flow.to)];
    const key = JSON.stringify([flow.kind, from, to, flow.label]);
    if (from !== to && !drawn.has(key)) drawn.set(key, { ...flow, from, to });
  }
  const known = new Set(kept.map((part) => part.id));
  const others = sorted([...drawn.values()].flatMap(({ from, to }) => [from, to]).filter((name) => !known.has(name)));
  return {
    parts: [
      ...others.map((name) =>
        outsidePart(
          name,
          [...drawn.values()].some(({ from }) => from === name),
        ),
      ),
      ...kept,
    ].sort((a, b) => compareTexts(a.id, b.id)),
    flows: oneLabel([...drawn.values()]),
  };
}

/** Two ways of one box that are folded into one have the label of the first, and how many more there are. */
function oneLabel(flows: readonly Flow[]): Flow[] {
  const ways = new Map<string, Flow[]>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.kind, flow.from, flow.to]);
    ways.set(key, [...(ways.get(key) ?? []), flow]);
  }
  return [...ways.values()].map(([first, ...others]) =>
    others.length === 0 ? first! : { ...first!, label: `${first!.label} and ${others.length} more` },
  );
}

function folded(same: readonly Part[]): Part {
  const [first] = same;
  return {
    ...first!,
    id: `${first!.id} and ${same.length - 1} more`,
    label: `${same.length} × ${first!.caption}`,
    caption: `${first!.label}, …`,
    details: [],
    zones: sorted(same.flatMap(({ zones }) => zones)),
    main: sorted(same.flatMap(({ main }) => main)),
    addresses: sorted(same.flatMap(({ addresses }) => addresses)),
  };
}

/** Who only is connected to comes after what connects. */
function outsidePart(id: string, connects: boolean): Part {
  const label = id === INTERNET ? "Internet" : id.replace(/^outside:/, "");
  const caption = id === INTERNET ? "anybody" : "not in this stack";
  const tier = id === INTERNET || connects ? "internet" : "regional";
  return { id, label, caption, details: [], shape: "globe", tier, zones: [], supporting: false, main: [], addresses: [] };
}
