/** Each piece of a picture, in its place next to the others. */
import { SHAPE_PATHS } from "../../src/diagram/shapes";
import { flowId } from "../../src/diagram/statuses";
import { svg } from "../../src/diagram/svg";
import { textWidth } from "../../src/diagram/text";
import { Architecture, Flow, Part, VpcFrame } from "../../src/diagram/types";

const NOTHING = { details: [], zones: [], supporting: false, main: [], addresses: [] } as const;
const API: Part = {
  ...NOTHING,
  id: "api",
  label: "Api",
  caption: "EC2 instance",
  shape: "servers",
  tier: "private",
  vpc: "vpc",
  zones: ["eu-central-1a", "eu-central-1b"],
};
const FILES: Part = {
  ...NOTHING,
  id: "files",
  label: "Files",
  caption: "S3 bucket",
  details: ["Object Lock"],
  shape: "bucket",
  tier: "regional",
};
const JOB: Part = { ...NOTHING, id: "job", label: "Job", caption: "", shape: "other", tier: "regional" };
const VPC: VpcFrame = {
  id: "vpc",
  label: "Network",
  range: "10.0.0.0/16",
  zones: ["eu-central-1a", "eu-central-1b"],
  main: [],
  addresses: [],
};
const READS: Flow = { from: "api", to: "files", label: "reads", kind: "data" };
const CONNECTS: Flow = { from: "api", to: "job", label: "TCP 80", kind: "connection" };
const ALL: Architecture = { title: "orders", vpcs: [VPC], parts: [API, FILES, JOB], flows: [READS, CONNECTS] };

/** The attributes of the elements that a pattern finds, which begin with a name. */
function elements(drawn: string, begins: string): Record<string, string>[] {
  return [...drawn.matchAll(new RegExp(`<${begins}[^>]*>`, "g"))].map(([element]) =>
    Object.fromEntries([...element.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!])),
  );
}
const numbers = ({ x, y, width, height }: Record<string, string>) => ({
  x: Number(x),
  y: Number(y),
  width: Number(width),
  height: Number(height),
});
const textsOf = (drawn: string): string[] => [...drawn.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
const describedBy = (drawn: string): string => /<desc[^>]*>([^<]*)</.exec(drawn)![1]!;

test("a picture says its title, its parts and its arrows in words", () => {
  const drawn = svg(ALL, { statuses: { files: "created", [flowId(READS)]: "changed" } });
  expect(/<title[^>]*>([^<]*)</.exec(drawn)![1]).toBe("orders");
  expect(describedBy(drawn)).toBe(
    "Parts: Api (EC2 instance); Files (S3 bucket, Object Lock) is created; Job. Arrows: Api to Files (reads) is changed; Api to Job (TCP 80).",
  );
});

test("an arrow without a label, or to what isn't drawn, is said as it is", () => {
  const flows: Flow[] = [
    { ...READS, label: "" },
    { ...READS, to: "outside" },
  ];
  expect(describedBy(svg({ ...ALL, flows }))).toContain("Arrows: Api to Files; Api to outside (reads).");
});

test("a picture of nothing says so", () => {
  const drawn = svg({ title: "", vpcs: [], parts: [], flows: [] });
  expect(/<title[^>]*>([^<]*)</.exec(drawn)![1]).toBe("Architecture");
  expect(describedBy(drawn)).toBe("Parts: none.");
  expect(textsOf(drawn)).toEqual(["Architecture"]);
});

test("a box says its label, its lines and its zones", () => {
  const drawn = svg({ ...ALL, flows: [] });
  const texts = textsOf(drawn);
  expect(texts.slice(texts.indexOf("Api"))).toEqual([
    "Api",
    "EC2 instance",
    "a",
    "b",
    "Files",
    "S3 bucket",
    "Object Lock",
    "Job",
    "another type",
  ]);
});

test("what an arrow carries stands beside its end", () => {
  expect(
    textsOf(svg(ALL))
      .filter((text) => ["reads", "TCP 80"].includes(text))
      .sort(),
  ).toEqual(["TCP 80", "reads"]);
});

test.each([
  [[READS], ["may read or write"]],
  [[CONNECTS], ["can connect"]],
  [[], []],
])("the legend explains the arrows that there are: %j", (flows, explained) => {
  const texts = textsOf(svg({ ...ALL, parts: [API, FILES, { ...JOB, shape: "queue" }], flows }));
  expect(texts.filter((text) => /^(can|may) /.test(text))).toEqual(explained);
});

test("the parts of the legend don't lie upon each other", () => {
  const drawn = svg(ALL, { statuses: { api: "created", files: "deleted", job: "replaced", vpc: "changed" } });
  const inLegend = /can connect|may read|another type|^created$|^changed$|^replaced$|^deleted$/;
  const texts = [...drawn.matchAll(/<text x="([\d.]+)" y="([\d.]+)">([^<]*)<\/text>/g)]
    .filter(([, , , text]) => inLegend.test(text!))
    .map(([, x, y, text]) => ({ x: Number(x), y: Number(y), end: Number(x) + textWidth(text!, 15), text: text! }));
  expect(texts.map(({ text }) => text)).toEqual([
    "can connect",
    "may read or write",
    "another type",
    "created",
    "changed",
    "replaced",
    "deleted",
  ]);
  for (const [index, { x, y }] of texts.entries()) {
    const before = texts[index - 1];
    // What stands before each text is as wide as a line with its head, or as a badge.
    if (before && before.y === y) expect(x - before.end).toBeGreaterThan(25);
  }
  expect(Math.max(...texts.map(({ end }) => end))).toBeLessThan(Number(elements(drawn, "svg")[0]!.width));
});

test("another type is explained beside its symbol", () => {
  const drawn = svg({ ...ALL, parts: [JOB], flows: [] });
  const [, x, y] = /<text x="([\d.]+)" y="([\d.]+)">another type</.exec(drawn)!;
  const other = `d="${SHAPE_PATHS.other}"`;
  expect(drawn).toContain(`<path class="icon" transform="translate(${Number(x) - 28} ${Number(y) - 15})" ${other}/>`);
});

test("marks are explained below, and only then", () => {
  const height = (statuses: object): number => Number(elements(svg(ALL, { statuses: statuses as never }), "svg")[0]!.height);
  expect(height({ api: "created" })).toBeGreaterThan(height({}));
  expect(height({ nobody: "created" })).toBe(height({}));
});

test.each([
  ["part", "api", 'rect class="box"', 0],
  ["VPC", "vpc", 'rect class="frame"', 0],
] as const)("the mark of a %s is at the right upper corner of its frame", (_, id, begins, index) => {
  const drawn = svg(ALL, { statuses: { [id]: "changed" } });
  const { x, y, width } = numbers(elements(drawn, begins)[index]!);
  const [badge] = elements(drawn, 'circle class="badge"');
  expect([Number(badge!.cx), Number(badge!.cy)]).toEqual([x + width - 2, y + 2]);
  const [mark] = elements(drawn, 'text class="mark"');
  expect([mark!.x, Number(mark!.y)]).toEqual([badge!.cx, Number(badge!.cy) + 5]);
});

test("the mark of an arrow is on the middle of its longest stretch, and the arrow over all others", () => {
  const drawn = svg(ALL, { statuses: { [flowId(READS)]: "deleted" } });
  const lines = [...drawn.matchAll(/<path class="line (\w+)" d="(M[^"]*)"\/>/g)].filter(([, , d]) => !d!.endsWith("h30"));
  expect(lines.map(([, kind]) => kind)).toEqual(["connection", "data"]);
  const points = [...lines[1]![2]!.matchAll(/[MLQ]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const [badge] = elements(drawn, 'circle class="badge"');
  const [cx, cy] = [Number(badge!.cx), Number(badge!.cy)];
  const onLine = points.slice(1).some(([x, y], index) => {
    const [a, b] = points[index]!;
    return (
      (a === x && x === cx && Math.min(b, y) <= cy && cy <= Math.max(b, y)) ||
      (b === y && y === cy && Math.min(a, x) <= cx && cx <= Math.max(a, x))
    );
  });
  expect(onLine).toBe(true);
});

test("data is drawn below connections", () => {
  const kinds = [...svg(ALL).matchAll(/<path class="line (\w+)" d="M[^"]*L/g)].map(([, kind]) => kind);
  expect(kinds).toEqual(["data", "connection"]);
});

test("a part has a pip for each zone, side by side within its box", () => {
  const drawn = svg(ALL);
  const box = numbers(elements(drawn, 'rect class="box"')[0]!);
  const pips = elements(drawn, 'rect class="zone"').map(numbers);
  expect(pips).toHaveLength(2);
  expect(pips[1]!.x - pips[0]!.x).toBe(30);
  for (const pip of pips) {
    expect(pip.x).toBeGreaterThan(box.x);
    expect(pip.x + pip.width).toBeLessThan(box.x + box.width);
    expect(pip.y + pip.height).toBeLessThan(box.y + box.height);
  }
});

test("a tier of subnets has a band with its name within the frame, and the VPC as a whole one without", () => {
  const parts: Part[] = [API, { ...API, id: "whole", tier: "vpc" }];
  const drawn = svg({ ...ALL, parts, flows: [] });
  expect(textsOf(drawn).filter((text) => ["public", "private", "isolated", "vpc"].includes(text))).toEqual(["private"]);
  const frame = numbers(elements(drawn, 'rect class="frame"')[0]!);
  const bands = elements(drawn, 'rect class="band"').map(numbers);
  expect(bands).toHaveLength(2);
  for (const band of bands) {
    expect(band.x).toBeGreaterThan(frame.x);
    expect(band.x + band.width).toBeLessThan(frame.x + frame.width);
    expect(band.y + band.height).toBeLessThan(frame.y + frame.height);
  }
});

test("the head of an arrow is at its end, and looks into the box", () => {
  const drawn = svg({ ...ALL, flows: [READS] });
  const files = elements(drawn, 'rect class="box"').map(numbers)[1]!;
  const [, x, y, back] = /<path class="head data" d="M([\d.]+) ([\d.]+)l-5 (-?\d+)h10z"\/>/.exec(drawn)!;
  expect([Number(y), Number(back)]).toEqual([files.y, -10]);
  expect(Number(x)).toBeGreaterThan(files.x);
  expect(Number(x)).toBeLessThan(files.x + files.width);
});

test("pictures with other content have other ids", () => {
  const id = (drawn: string): string => elements(drawn, "g id")[0]!.id!;
  expect(id(svg(ALL))).not.toBe(id(svg({ ...ALL, parts: [API, FILES] })));
});
