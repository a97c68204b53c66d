import { Status, Statuses, flowId } from "./statuses";
import { DiagramOptions, MARKS } from "./svg";
import { Architecture, Flow, Part, Shape } from "./types";

/** A node's shape: what stands before its text, and after it. */
const SHAPES: Readonly<Partial<Record<Shape, readonly [string, string]>>> = {
  globe: ["([", "])"],
  edge: ["([", "])"],
  database: ["[(", ")]"],
  cache: ["[(", ")]"],
  bucket: ["[(", ")]"],
};
const BOX = ["[", "]"] as const;

/** Strokes that can be seen on light pages and on dark ones. */
const CLASSES: Readonly<Record<Status, string>> = {
  created: "stroke:#1a7f37,stroke-width:3px",
  changed: "stroke:#bf8700,stroke-width:3px",
  replaced: "stroke:#cf222e,stroke-width:3px",
  deleted: "stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 4",
};

/**
 * The architecture as a flowchart of Mermaid, for Markdown that draws it, such as GitHub's: put it into a code block with the language `mermaid`.
 *
 * @param architecture what is drawn
 * @param options what a plan changes of it
 */
export function mermaid(architecture: Architecture, { statuses = {} }: DiagramOptions = {}): string {
  const { parts, vpcs, flows } = architecture;
  // Ids of constructs may be words of Mermaid: nodes are numbered, in the order of their paths.
  const node = new Map(parts.map(({ id }, index) => [id, `n${index}`]));
  const draw = (part: Part): string => `${nodeText(part, node.get(part.id)!, statuses[part.id])}`;
  const framed = (vpc: string): Part[] => parts.filter((part) => part.vpc === vpc);
  const frames = vpcs.flatMap((vpc, index) => {
    const title = [vpc.label, vpc.range, marked(statuses[vpc.id])].filter(Boolean).join(" ");
    return [`  subgraph v${index}["${text(title)}"]`, ...framed(vpc.id).map((part) => `    ${draw(part)}`), "  end"];
  });
  const drawn = flows.filter(({ from, to }) => node.has(from) && node.has(to));
  const isFramed = ({ vpc }: Part): boolean => vpcs.some(({ id }) => id === vpc);
  return `${[
    "flowchart TB",
    ...parts.filter((part) => !isFramed(part)).map((part) => `  ${draw(part)}`),
    ...frames,
    ...drawn.map((flow) => `  ${flowText(flow, node, statuses[flowId(flow)])}`),
    ...classes(architecture, node, statuses),
    ...linkStyles(drawn, statuses),
  ].join("\n")}\n`;
}

function nodeText({ label, caption, details, shape, zones }: Part, id: string, status: Status | undefined): string {
  const [open, close] = SHAPES[shape] ?? BOX;
  const where = zones.length > 0 ? `${zones.length} ${zones.length === 1 ? "AZ" : "AZs"}` : "";
  const lines = [
    `<b>${text([marked(status), label].filter(Boolean).join(" "))}</b>`,
    ...[caption, ...details, where].filter((line) => line !== "").map(text),
  ];
  return `${id}${open}"${lines.join("<br/>")}"${close}`;
}

function flowText({ from, to, label, kind }: Flow, node: ReadonlyMap<string, string>, status: Status | undefined): string {
  const arrow = kind === "connection" ? "-->" : "-.->";
  const said = [marked(status), label].filter((part) => part !== "").join(" ");
  return `${node.get(from)} ${arrow}${said === "" ? "" : `|"${text(said)}"|`} ${node.get(to)}`;
}

/** Arrows are numbered in the order in which they are written. https://mermaid.js.org/syntax/flowchart.html#styling-links */
function linkStyles(flows: readonly Flow[], statuses: Statuses): string[] {
  return (Object.keys(CLASSES) as Status[]).flatMap((status) => {
    const own = flows.flatMap((flow, index) => (statuses[flowId(flow)] === status ? [index] : []));
    return own.length === 0 ? [] : [`  linkStyle ${own.join(",")} ${CLASSES[status]}`];
  });
}

function classes({ parts }: Architecture, node: ReadonlyMap<string, string>, statuses: Readonly<Record<string, Status>>): string[] {
  return (Object.keys(CLASSES) as Status[]).flatMap((status) => {
    const own = parts.filter(({ id }) => statuses[id] === status).map(({ id }) => node.get(id)!);
    return own.length === 0 ? [] : [`  classDef ${status} ${CLASSES[status]}`, `  class ${own.join(",")} ${status}`];
  });
}

function marked(status: Status | undefined): string {
  return status ? `${MARKS[status]} ${status}:` : "";
}

/** A text within quotes: Mermaid has codes for characters, and would take others for Markdown, for HTML or for the end. */
function text(value: string): string {
  return value
    .replace(/[\s\u0000-\u001f]+/g, " ")
    .replace(/[^\p{L}\p{N} .,:()+±×–−…/=@-]/gu, (character) => `#${character.codePointAt(0)!};`);
}
