import { ResourceChange, Review } from "../../review";
import { capitalized } from "../../texts";
import { ACTIONS, ACTION_ORDER, Group, countsOf, factsOf, groupsOf, watcherLine } from "../outline";
import { counted, numbered } from "../visible";
import { Budget, Content, Markup, h, leftOut, written } from "./markup";
import { Heads, attributeTable, badge } from "./values";

/** Up to as many changes are shown without a fold around their construct. */
const FEW = 12;
/** How much of a page changes may take with their attributes, and how much in a line each. */
const TABLES = 900_000;
const LINES = 250_000;
/** Of that, what has drifted. */
const DRIFT = 0.25;

/** Changes, made as far as there is room: the gravest first. */
export interface ShownChanges {
  readonly content: Content;
  /** The id of a change's place on the page. */
  readonly idOf: (change: ResourceChange) => string | undefined;
}

/** Every change, folded by the construct at the top of its path; those that watch as one. */
export function foldedChanges(changes: readonly ResourceChange[]): ShownChanges {
  const ids = idsOf(changes, "c");
  const made = madeChanges(changes, ids, ["before", "after"]);
  const { groups, watchers } = groupsOf(changes);
  const isOpen = changes.length <= FEW;
  const content = [
    groups.map((group) => fold(group, made, isOpen, badges(group.changes))),
    watchers.length > 0 && fold({ name: watcherLine(watchers), changes: watchers }, made, false),
    leftOut(changes.length - made.size, "change"),
  ];
  return { content, idOf: (change) => (made.has(change) ? ids.get(change) : undefined) };
}

function idsOf(changes: readonly ResourceChange[], prefix: string): ReadonlyMap<ResourceChange, string> {
  return new Map(changes.map((change, index) => [change, `${prefix}${index}`]));
}

/** What the refresh found, one below the other. */
export function driftedChanges(drift: readonly ResourceChange[]): Content {
  const made = madeChanges(drift, idsOf(drift, "d"), ["in the state", "in AWS"], DRIFT);
  return [h`<div class="list">${drift.map((change) => made.get(change))}</div>`, leftOut(drift.length - made.size, "resource")];
}

function madeChanges(
  changes: readonly ResourceChange[],
  ids: ReadonlyMap<ResourceChange, string>,
  heads: Heads,
  share = 1,
): ReadonlyMap<ResourceChange, Markup> {
  const [tables, lines] = [new Budget(share * TABLES), new Budget(share * LINES)];
  const made = new Map<ResourceChange, Markup>();
  for (const action of ACTION_ORDER) {
    for (const change of changes) {
      if (change.action !== action) continue;
      const id = ids.get(change)!;
      const markup = tables.spend(() => changeFold(change, id, heads)) ?? lines.spend(() => changeLine(change, id));
      if (markup) made.set(change, markup);
    }
  }
  return made;
}

function fold({ name, changes }: Group, made: ReadonlyMap<ResourceChange, Markup>, isOpen: boolean, counts?: Content): Content {
  const shown = changes.flatMap((change) => made.get(change) ?? []);
  if (shown.length === 0) return undefined;
  const left = changes.length - shown.length;
  return h`<details class="fold"${isOpen && h` open`}><summary><span class="name">${name}</span>${counts}</summary><div class="list">${shown}</div>${
    left > 0 && h`<p class="left">${counted(left, "further change")} of ${name} left out.</p>`
  }</details>
`;
}

function badges(changes: readonly ResourceChange[]): Content {
  return countsOf(changes).map(({ action, count }) => [h` `, badge(action, `${numbered(count)} ${ACTIONS[action].done}`)]);
}

function changeFold(change: ResourceChange, id: string, heads: Heads): Markup {
  const { path, address, attributes, action } = change;
  const isNew = (action === "create" || action === "read") && attributes.every(({ before }) => before.kind === "absent");
  const facts: Content[] = [
    address !== path && h`<p><code>${address}</code></p>`,
    factsOf(change).map((fact) => h`<p>${capitalized(fact)}.</p>`),
    attributes.length > 0 && attributeTable(attributes, `Attributes of ${path}`, isNew ? ["value"] : heads),
  ];
  if (facts.every((fact) => written(fact) === "")) return changeLine(change, id);
  const forcing = attributes.filter(({ forcesReplacement }) => forcesReplacement).length;
  return h`<details id="${id}"><summary>${head(change)}${
    forcing > 0 && h` <span class="force">forced by ${counted(forcing, "attribute")}</span>`
  }</summary>${facts}</details>
`;
}

function changeLine(change: ResourceChange, id: string): Markup {
  return h`<p class="line" id="${id}">${head(change)}</p>
`;
}

function head({ action, path, type }: ResourceChange): Markup {
  return h`${badge(action, ACTIONS[action].done)} <span class="path">${path}</span> <code class="quiet">${type}</code>`;
}

/** Values of the stack's outputs. */
export function outputTable(outputs: Review["outputs"]): Content {
  return attributeTable(outputs, "Outputs", ["before", "after"], "output");
}
