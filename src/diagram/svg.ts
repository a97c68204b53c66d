import { DrawnArrow, DrawnBox, DrawnFrame, DrawnLabel, Layout, layout, sharedStart } from "./layout/layout";
import { BOX, FONT, LEGEND, MARGIN, STRIP, TITLE } from "./layout/sizes";
import { SHAPE_PATHS } from "./shapes";
import { Status, Statuses, flowId } from "./statuses";
import { STYLE } from "./svg-style";
import { fitted, textWidth, xml } from "./text";
import { Architecture, Tier } from "./types";

/** How a picture is drawn. */
export interface DiagramOptions {
  /**
   * What a plan does to parts and VPCs, by their ids, as `withChanges` computes it.
   *
   * @default - nothing changes
   */
  readonly statuses?: Statuses;
}

/** What says a status to who doesn't see colors. */
export const MARKS: Readonly<Record<Status, string>> = { created: "+", changed: "~", replaced: "±", deleted: "−" };

const CORNER = 7;

/**
 * The picture of an architecture: one file of SVG, without scripts, fonts or anything else from elsewhere, for light pages and dark ones. The same architecture gives the same text.
 *
 * @param architecture what is drawn
 * @param options what a plan changes of it
 */
export function svg(architecture: Architecture, { statuses = {} }: DiagramOptions = {}): string {
  const drawn = layout(architecture);
  const marks = marksOf(architecture, statuses);
  const { width } = drawn;
  const height = drawn.height + (marks.length > 0 ? LEGEND : 0);
  const name = architecture.title === "" ? "Architecture" : architecture.title;
  // As many pictures as a page has, each has its own ids.
  const prefix = sharedStart([...architecture.vpcs, ...architecture.parts].flatMap(({ zones }) => zones));
  const id = `a${checksum(JSON.stringify(drawn))}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}t ${id}d">`,
    `<title id="${id}t">${xml(name)}</title>`,
    `<desc id="${id}d">${xml(description(architecture, statuses))}</desc>`,
    `<style>${scoped(id)}\n</style>`,
    `<g id="${id}">`,
    `<rect class="page" width="${width}" height="${height}" rx="10"/>`,
    `<text class="title" x="${MARGIN}" y="${TITLE - 6}">${xml(fitted(name, width - 2 * MARGIN, 22, true))}</text>`,
    ...drawn.frames.flatMap((frame) => frameText(frame, statuses[frame.vpc.id])),
    ...arrowTexts(drawn, statuses),
    ...drawn.labels.map(labelText),
    ...drawn.boxes.flatMap((box) => boxText(box, statuses[box.part.id], prefix)),
    ...legend(drawn, architecture),
    ...statusLegend(marks, height),
    "</g>",
    "</svg>",
  ].join("\n")}\n`;
}

/** A page that has pictures within it keeps its own style. */
function scoped(id: string): string {
  return STYLE.replace(
    /(^|[}\n,])([.a-z][^{}@,\n]*)(?=[^{}]*\{)/gm,
    (_match, before: string, selector: string) => `${before}#${id} ${selector}`,
  );
}

/** In words what the picture shows. */
function description({ parts, flows }: Architecture, statuses: Statuses): string {
  const labels = new Map(parts.map(({ id, label }) => [id, label]));
  const boxes = parts.map(({ id, label, caption, details }) => {
    const what = [caption, ...details].filter((text) => text !== "").join(", ");
    return `${label}${what === "" ? "" : ` (${what})`}${said(statuses[id])}`;
  });
  const arrows = flows.map(
    ({ from, to, label, kind }) =>
      `${labels.get(from) ?? from} to ${labels.get(to) ?? to}${label === "" ? "" : ` (${label})`}${said(statuses[flowId({ from, to, kind })])}`,
  );
  return [`Parts: ${boxes.join("; ") || "none"}.`, ...(arrows.length > 0 ? [`Arrows: ${arrows.join("; ")}.`] : [])].join(" ");
}

function said(status: Status | undefined): string {
  return status ? ` is ${status}` : "";
}

const TIER_NAMES: Readonly<Partial<Record<Tier, string>>> = { public: "public", private: "private", isolated: "isolated" };

function frameText({ label, zones, x, y, width, height, bands }: DrawnFrame, status: Status | undefined): string[] {
  return [
    `<g class="vpc${status ? ` ${status}` : ""}"><rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`,
    `<text class="frameLabel" x="${x + 12}" y="${y + 21}">${xml(label)}</text>`,
    `<text class="frameZones" x="${x + width - 12}" y="${y + 21}">${xml(zones)}</text>`,
    ...(status ? [badge(status, x + width - 2, y + 2)] : []),
    "</g>",
    ...bands.flatMap((band) => {
      const name = TIER_NAMES[band.tier];
      const middle = band.y + band.height / 2;
      return [
        `<rect class="band" x="${x + STRIP - 6}" y="${band.y}" width="${width - STRIP}" height="${band.height}" rx="7"/>`,
        ...(name ? [`<text class="bandLabel" transform="translate(${x + 19} ${middle}) rotate(-90)">${name}</text>`] : []),
      ];
    }),
  ];
}

/** Lines first, so that no line is drawn over a head; what is drawn lighter goes under what isn't, and what changes over everything. */
function arrowTexts({ arrows }: Layout, statuses: Statuses): string[] {
  const weight = (arrow: DrawnArrow): number => (statuses[flowId(arrow)] ? 2 : arrow.kind === "data" ? 0 : 1);
  const ordered = [...arrows].sort((a, b) => weight(a) - weight(b));
  const heads = new Set(ordered.map((arrow) => withStatus(headText(arrow), statuses[flowId(arrow)])));
  return [
    ...ordered.map((arrow) => withStatus(`<path class="line ${arrow.kind}" d="${path(arrow.points)}"/>`, statuses[flowId(arrow)])),
    ...heads,
    ...ordered.flatMap((arrow) => arrowBadge(arrow, statuses[flowId(arrow)])),
  ];
}

function withStatus(text: string, status: Status | undefined): string {
  return status ? `<g class="${status}">${text}</g>` : text;
}

/** In the middle of the line's longest stretch, where it is most alone. */
function arrowBadge({ points }: DrawnArrow, status: Status | undefined): string[] {
  if (status === undefined) return [];
  const stretches = points.slice(1).map((to, index) => ({ from: points[index]!, to }));
  const longest = stretches.reduce((best, each) => (length(each.from, each.to) > length(best.from, best.to) ? each : best));
  const [x, y] = [(longest.from[0] + longest.to[0]) / 2, (longest.from[1] + longest.to[1]) / 2];
  return [withStatus(badge(status, x, y), status)];
}

/** The corners of a line, rounded. */
function path(points: DrawnArrow["points"]): string {
  const parts = points.map(([x, y], index) => {
    if (index === 0) return `M${x} ${y}`;
    const next = points[index + 1];
    const before = points[index - 1]!;
    if (next === undefined) return `L${x} ${y}`;
    const radius = Math.min(CORNER, length(before, [x, y]) / 2, length([x, y], next) / 2);
    const [from, to] = [toward([x, y], before, radius), toward([x, y], next, radius)];
    return `L${from}Q${x} ${y} ${to}`;
  });
  return parts.join("");
}

const LEGENDS: Readonly<Record<DrawnArrow["kind"], string>> = { connection: "can connect", data: "may read or write" };

/** What lines are, for the kinds that the picture has. */
function legend({ arrows, height }: Layout, { parts }: Architecture): string[] {
  const y = height - MARGIN;
  let x = MARGIN;
  const lines = (["connection", "data"] as const)
    .filter((kind) => arrows.some((arrow) => arrow.kind === kind))
    .flatMap((kind) => {
      const start = x;
      x += 52 + textWidth(LEGENDS[kind], FONT.text) + 28;
      return [
        `<path class="line ${kind}" d="M${start} ${y}h30"/><path class="head ${kind}" d="M${start + 38} ${y}l-10-5v10z"/>`,
        `<text x="${start + 48}" y="${y + 5}">${LEGENDS[kind]}</text>`,
      ];
    });
  if (!parts.some(({ shape }) => shape === "other")) return lines;
  // Nearer than lines are, which have room around them: all three fit into the narrowest picture.
  if (lines.length > 0) x -= 14;
  const icon = `<path class="icon" transform="translate(${x} ${y - 10})" d="${SHAPE_PATHS.other}"/>`;
  return [...lines, icon, `<text x="${x + 28}" y="${y + 5}">${OTHER_LEGEND}</text>`];
}

/** In Terraform's words: a type that the pictures have no symbol for. */
const OTHER_LEGEND = "another type";

/** The statuses that a picture shows. */
function marksOf({ parts, vpcs, flows }: Architecture, statuses: Statuses): Status[] {
  const shown = new Set([...[...parts, ...vpcs].map(({ id }) => statuses[id]), ...flows.map((flow) => statuses[flowId(flow)])]);
  return (Object.keys(MARKS) as Status[]).filter((status) => shown.has(status));
}

function statusLegend(marks: readonly Status[], height: number): string[] {
  const y = height - MARGIN;
  let x = MARGIN + 11;
  return marks.map((status) => {
    const start = x;
    x += 16 + textWidth(status, FONT.text) + 34;
    return `<g class="${status}">${badge(status, start, y)}<text x="${start + 18}" y="${y + 5}">${status}</text></g>`;
  });
}

type Point = readonly [number, number];

function length([ax, ay]: Point, [bx, by]: Point): number {
  return Math.abs(ax - bx) + Math.abs(ay - by);
}

function toward([x, y]: Point, [toX, toY]: Point, by: number): string {
  return `${x + Math.sign(toX - x) * by} ${y + Math.sign(toY - y) * by}`;
}

function headText({ kind, points }: DrawnArrow): string {
  const [x, y] = points[points.length - 1]!;
  const back = Math.sign(points[points.length - 2]![1] - y) * 10;
  return `<path class="head ${kind}" d="M${x} ${y}l-5 ${back}h10z"/>`;
}

function labelText({ text, kind, x, y }: DrawnLabel): string {
  return `<text class="flow ${kind}" x="${x}" y="${y + FONT.flow / 3}">${xml(text)}</text>`;
}

function boxText({ part, label, lines, x, y, width, height }: DrawnBox, status: Status | undefined, prefix: string): string[] {
  const left = x + BOX.padding;
  const baseline = y + BOX.top + 18;
  return [
    `<g${status ? ` class="${status}"` : ""}><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    `<path class="icon" transform="translate(${left} ${y + BOX.top + 2})" d="${SHAPE_PATHS[part.shape]}"/>`,
    `<text class="label" x="${left + BOX.icon}" y="${baseline}">${xml(label)}</text>`,
    ...lines.map((line, index) => `<text x="${left}" y="${baseline + BOX.label + index * BOX.line - 4}">${xml(line)}</text>`),
    ...zoneTexts(part.zones, prefix, left, y + height - BOX.zones - 6, width - 2 * BOX.padding),
    ...(status ? [badge(status, x + width - 2, y + 2)] : []),
    "</g>",
  ];
}

function badge(status: Status, x: number, y: number): string {
  return `<circle class="badge" cx="${x}" cy="${y}" r="11"/><text class="mark" x="${x}" y="${y + 5}">${MARKS[status]}</text>`;
}

const PIP = 26;
const PIP_STEP = 30;

/** A pip for each availability zone, by what tells it from the others. */
function zoneTexts(zones: readonly string[], prefix: string, x: number, y: number, width: number): string[] {
  const most = Math.floor(width / PIP_STEP);
  return zones.slice(0, most).flatMap((zone, index) => {
    const at = x + index * PIP_STEP;
    const name = fitted(zone.slice(prefix.length), PIP, 14);
    return [
      `<rect class="zone" x="${at}" y="${y}" width="${PIP}" height="20" rx="5"/><text class="zoneText" x="${at + PIP / 2}" y="${y + 15}">${xml(name)}</text>`,
    ];
  });
}

function checksum(text: string): string {
  let sum = 5381;
  for (const character of text) sum = (sum * 33 + character.codePointAt(0)!) % 4294967296;
  return sum.toString(36);
}
