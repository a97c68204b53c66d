import { ResourceChange, Review } from "../../review";
import { Budget, Content, Markup, counted, h, leftOut, number } from "./markup";
import { ACTIONS, ACTION_ORDER, Heads, attributeTable, badge } from "./values";

/** What watches, and holds nothing: one line for all of them. */
const WATCHERS: Readonly<Record<string, string>> = {
  aws_cloudwatch_metric_alarm: "alarm",
  aws_cloudwatch_composite_alarm: "composite alarm",
  aws_cloudwatch_dashboard: "dashboard",
  aws_cloudwatch_log_metric_filter: "metric filter",
  aws_cloudwatch_query_definition: "saved query",
};

/** Up to as many changes are shown without a fold around their construct. */
const FEW = 12;
const TABLES = 1_200_000;
const LINES = 300_000;

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
  const groups = new Map<string, ResourceChange[]>();
  const watchers: ResourceChange[] = [];
  for (const change of changes) {
    const top = topOf(change.path);
    if (change.type in WATCHERS) watchers.push(change);
    else if (!groups.get(top)?.push(change)) groups.set(top, [change]);
  }
  const isFew = changes.length <= FEW;
  const content = [
    [...groups].map(([name, own]) => fold(name, own, made, isFew)),
    watchers.length > 0 && fold(watcherLine(watchers), watchers, made, false),
    leftOut(changes.length - made.size, "change"),
  ];
  return { content, idOf: (change) => (made.has(change) ? ids.get(change) : undefined) };
}

function idsOf(changes: readonly ResourceChange[], prefix: string): ReadonlyMap<ResourceChange, string> {
  return new Map(changes.map((change, index) => [change, `${prefix}${index}`]));
}

/** What the refresh found, one below the other. */
export function driftedChanges(drift: readonly ResourceChange[]): Content {
  const made = madeChanges(drift, idsOf(drift, "d"), ["in the state", "in AWS"]);
  return [h`<div class="list">${drift.map((change) => made.get(change))}</div>`, leftOut(drift.length - made.size, "resource")];
}

function madeChanges(
  changes: readonly ResourceChange[],
  ids: ReadonlyMap<ResourceChange, string>,
  heads: Heads,
): ReadonlyMap<ResourceChange, Markup> {
  const [tables, lines] = [new Budget(TABLES), new Budget(LINES)];
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

/** A path's first construct; of an address, the module, or the resource without its key. */
function topOf(path: string): string {
  const plain = path.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
  const [module] = /^module\.[^.]+/.exec(plain) ?? [];
  return module ?? plain.split("/")[0]!;
}

function fold(name: string, own: readonly ResourceChange[], made: ReadonlyMap<ResourceChange, Markup>, isOpen: boolean): Content {
  const shown = own.flatMap((change) => made.get(change) ?? []);
  if (shown.length === 0) return undefined;
  const isWatching = own[0]!.type in WATCHERS;
  const counts = ACTION_ORDER.map((action) => ({ action, count: own.filter((change) => change.action === action).length }));
  const badges = counts
    .filter(({ count }) => count > 0)
    .map(
      ({ action, count }) =>
        h` <span class="badge ${action}"><span aria-hidden="true">${ACTIONS[action].mark}</span> ${number(count)} ${ACTIONS[action].done}</span>`,
    );
  const left = own.length - shown.length;
  return h`<details class="fold"${isOpen && h` open`}><summary><span class="name">${name}</span>${!isWatching && badges}</summary><div class="list">${shown}</div>${
    left > 0 && h`<p class="left">${counted(left, "further change")} of ${name} left out.</p>`
  }</details>
`;
}

/** "34 alarms and 1 dashboard are created, 2 alarms are changed". */
function watcherLine(watchers: readonly ResourceChange[]): string {
  const parts = ACTION_ORDER.flatMap((action) => {
    const counts = Object.entries(WATCHERS).flatMap(([type, name]) => {
      const count = watchers.filter((change) => change.action === action && change.type === type).length;
      return count === 0 ? [] : [{ count, text: counted(count, name, name === "saved query" ? "saved queries" : undefined) }];
    });
    if (counts.length === 0) return [];
    const sum = counts.reduce((all, { count }) => all + count, 0);
    return [`${counts.map(({ text }) => text).join(", ")} ${sum === 1 ? "is" : "are"} ${ACTIONS[action].done}`];
  });
  return parts.join("; ");
}

const ORDERS: Readonly<Record<NonNullable<ResourceChange["order"]>, string>> = {
  "delete-first": "The old one is deleted before the new one is there.",
  "create-first": "The new one is there before the old one is deleted.",
  "forget-old": "The old one stays in AWS, and Terraform no longer manages it.",
};

function changeFold(change: ResourceChange, id: string, heads: Heads): Markup {
  const { path, address, attributes, action, order, reason, deposed, movedFrom, importedFrom } = change;
  const isNew = (action === "create" || action === "read") && attributes.every(({ before }) => before.kind === "absent");
  const facts: Content[] = [
    address !== path && h`<p><code>${address}</code></p>`,
    reason !== undefined && h`<p>Because ${reason}.</p>`,
    order !== undefined && h`<p>${ORDERS[order]}</p>`,
    deposed !== undefined && h`<p>The old object <code>${deposed}</code>.</p>`,
    movedFrom !== undefined && h`<p>It was <code>${movedFrom}</code>.</p>`,
    importedFrom !== undefined && h`<p>Imported as <code>${importedFrom}</code>.</p>`,
    attributes.length > 0 && attributeTable(attributes, `Attributes of ${path}`, isNew ? ["value"] : heads),
  ];
  if (facts.every((fact) => fact === false)) return changeLine(change, id);
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
  return h`${badge(action)} <span class="path">${path}</span> <code class="quiet">${type}</code>`;
}

/** Values of the stack's outputs. */
export function outputTable(outputs: Review["outputs"]): Content {
  const shown = outputs.slice(0, 1000);
  return [attributeTable(shown, "Outputs", ["before", "after"]), leftOut(outputs.length - shown.length, "output")];
}
