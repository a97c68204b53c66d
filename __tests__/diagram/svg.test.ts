import { Architecture, Part } from "../../src/diagram/architecture";
import { SHAPE_PATHS } from "../../src/diagram/shapes";
import { flowId } from "../../src/diagram/statuses";
import { svg } from "../../src/diagram/svg";
import { reference } from "../../tools/diagrams/pictures";
import { flow, made, part, vpc } from "./made";

const BOX: Part = {
  id: "Database",
  label: "Database",
  caption: "Aurora",
  details: [],
  shape: "database",
  tier: "regional",
  zones: [],
  supporting: false,
  main: [],
  addresses: [],
};
const one = (more: Partial<Part>): Architecture => ({ title: "stack", vpcs: [], parts: [{ ...BOX, ...more }], flows: [] });

describe("of the trading stack", () => {
  const drawn = svg(reference());

  test("loads nothing from elsewhere, and has no script", () => {
    expect(drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /https?:|<script|<image|<foreignObject|@import|url\(|\son\w+=/i,
    );
  });

  test("is an image with a title and a description for who can't see it", () => {
    const [, ids] = /role="img" aria-labelledby="([^"]+)"/.exec(drawn)!;
    const [title, description] = ids!.split(" ").map((id) => new RegExp(`id="${id}">([^<]+)<`).exec(drawn)?.[1]);
    expect(title).toBe("The trading platform: trading-prod");
    expect(description).toContain("TradingApi to Database (TCP 5432)");
  });

  test("has colors for dark pages", () => {
    expect(drawn).toContain("prefers-color-scheme:dark");
  });

  test("is the same for the same architecture", () => {
    expect(svg(reference())).toBe(drawn);
  });

  test("keeps its style to itself, so that a page may hold several pictures", () => {
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(drawn)!;
    const selectors = style!
      .replace(/@media[^{]*\{/g, "")
      .split("}")
      .flatMap((rule) => rule.split("{")[0]!.trim().split(","))
      .filter((selector) => selector !== "");
    expect(selectors.length).toBeGreaterThan(30);
    expect(selectors.filter((selector) => !/^#a\w+ /.test(selector.trim()))).toEqual([]);
  });

  test("has no text smaller than 14 pixels, and is narrow enough that such a text is 6 or more on a phone of 390", () => {
    const width = Number(/width="(\d+)"/.exec(drawn)![1]);
    const sizes = [...drawn.matchAll(/(?:font-size:|font:)(\d+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBe(14);
    expect((14 * 358) / width).toBeGreaterThanOrEqual(6);
  });
});

test.each([
  ["created", "+"],
  ["changed", "~"],
  ["replaced", "±"],
  ["deleted", "−"],
] as const)("what is %s has a color and the mark %s", (status, mark) => {
  const drawn = svg(one({}), { statuses: { Database: status } });
  expect(drawn).toContain(`<g class="${status}">`);
  expect(drawn).toContain(`class="mark"`);
  expect(drawn).toContain(`>${mark}</text>`);
  expect(drawn).toContain(`Database (Aurora) is ${status}`);
});

test("what doesn't change has no mark", () => {
  expect(svg(one({}))).not.toContain(`class="mark"`);
});

test("texts can't be anything but texts", () => {
  const drawn = svg({ ...one({ label: `<script>"&'` }), title: "]]></style><script>" });
  expect(drawn).not.toContain("<script");
  expect(drawn).toContain("&#60;script&#62;&#34;&#38;&#39;");
});

test("characters that XML has no way to write are replaced", () => {
  // eslint-disable-next-line no-control-regex
  expect(svg(one({ label: "a\u0000b\ud800c" }))).not.toMatch(/[\u0000-\u0008]|[\ud800-\udbff](?![\udc00-\udfff])/);
});

test("a VPC's range is whole where its zones leave it the room", () => {
  const network = {
    id: "Network",
    label: "Network",
    range: "10.20.0.0/16",
    zones: ["eu-central-1a", "eu-central-1b"],
    main: [],
    addresses: [],
  };
  const parts = ["Cache", "Database"].map((id): Part => ({ ...BOX, id, label: id, tier: "isolated", vpc: "Network" }));
  expect(svg({ title: "stack", vpcs: [network], parts, flows: [] })).toContain(">Network · 10.20.0.0/16</text>");
});

describe("of small architectures, whole", () => {
  /** The picture's lines without its style, its own id written as `id`. */
  const linesOf = (drawn: string): string[] => {
    const [, id] = /<g id="(\w+)">/.exec(drawn)!;
    return drawn
      .replace(/<style>[\s\S]*<\/style>/, "<style/>")
      .replaceAll(id!, "id")
      .split("\n");
  };
  const [edge, api, job] = [
    part("e", { tier: "edge" }),
    part("a", { caption: "one line", zones: ["x-1", "x-2"] }),
    part("b", { shape: "other" }),
  ];

  // Places as layout.test.ts reckons them.
  test("boxes, arrows, what changes and what explains them", () => {
    const flows = [flow("e", "a"), flow("e", "b", "5", "data")];
    const statuses = { a: "created", [flowId(flows[1]!)]: "changed" } as const;
    expect(linesOf(svg(made([edge, api, job], flows), { statuses }))).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 470 358" width="470" height="358" role="img" aria-labelledby="idt idd">',
      '<title id="idt">made</title>',
      '<desc id="idd">Parts: e; a (one line) is created; b. Arrows: e to a; e to b (5) is changed.</desc>',
      "<style/>",
      '<g id="id">',
      '<rect class="page" width="470" height="358" rx="10"/>',
      '<text class="title" x="24" y="40">made</text>',
      '<path class="line connection" d="M122 116L122 174"/>',
      '<g class="changed"><path class="line data" d="M171 116L171 129Q171 136 178 136L341 136Q348 136 348 143L348 174"/></g>',
      '<path class="head connection" d="M122 174l-5 -10h10z"/>',
      '<g class="changed"><path class="head data" d="M348 174l-5 -10h10z"/></g>',
      '<g class="changed"><circle class="badge" cx="259.5" cy="136" r="11"/><text class="mark" x="259.5" y="141">~</text></g>',
      '<text class="flow data" x="356" y="163">5</text>',
      '<g><rect class="box" x="24" y="70" width="196" height="46" rx="8"/>',
      `<path class="icon" transform="translate(34 82)" d="${SHAPE_PATHS.servers}"/>`,
      '<text class="label" x="60" y="98">e</text>',
      "</g>",
      '<g class="created"><rect class="box" x="24" y="174" width="196" height="92" rx="8"/>',
      `<path class="icon" transform="translate(34 186)" d="${SHAPE_PATHS.servers}"/>`,
      '<text class="label" x="60" y="202">a</text>',
      '<text x="34" y="224">one line</text>',
      '<rect class="zone" x="34" y="234" width="26" height="20" rx="5"/><text class="zoneText" x="47" y="249">1</text>',
      '<rect class="zone" x="64" y="234" width="26" height="20" rx="5"/><text class="zoneText" x="77" y="249">2</text>',
      '<circle class="badge" cx="218" cy="176" r="11"/><text class="mark" x="218" y="181">+</text>',
      "</g>",
      '<g><rect class="box" x="250" y="174" width="196" height="92" rx="8"/>',
      `<path class="icon" transform="translate(260 186)" d="${SHAPE_PATHS.other}"/>`,
      '<text class="label" x="286" y="202">b</text>',
      "</g>",
      // "can connect" is 92 wide, "may read or write" 135, "created" 58.
      '<path class="line connection" d="M24 300h30"/><path class="head connection" d="M62 300l-10-5v10z"/>',
      '<text x="72" y="305">can connect</text>',
      '<path class="line data" d="M196 300h30"/><path class="head data" d="M234 300l-10-5v10z"/>',
      '<text x="244" y="305">may read or write</text>',
      `<path class="icon" transform="translate(397 290)" d="${SHAPE_PATHS.other}"/>`,
      '<text x="425" y="305">another type</text>',
      '<g class="created"><circle class="badge" cx="35" cy="334" r="11"/><text class="mark" x="35" y="339">+</text><text x="53" y="339">created</text></g>',
      '<g class="changed"><circle class="badge" cx="143" cy="334" r="11"/><text class="mark" x="143" y="339">~</text><text x="161" y="339">changed</text></g>',
      "</g>",
      "</svg>",
      "",
    ]);
  });

  test.each(["public", "private", "isolated"] as const)("a VPC that changes, with its tier %s", (tier) => {
    const architecture = made([part("p", { tier, vpc: "n" })], [], [vpc("n", { zones: ["00"] })]);
    const lines = linesOf(svg(architecture, { statuses: { n: "changed" } }));
    expect(lines.slice(7, 14)).toEqual([
      '<g class="vpc changed"><rect class="frame" x="24" y="66" width="484" height="110" rx="10"/>',
      '<text class="frameLabel" x="36" y="87">n</text>',
      '<text class="frameZones" x="496" y="87">00</text>',
      '<circle class="badge" cx="506" cy="68" r="11"/><text class="mark" x="506" y="73">~</text>',
      "</g>",
      '<rect class="band" x="52" y="100" width="450" height="66" rx="7"/>',
      `<text class="bandLabel" transform="translate(43 133) rotate(-90)">${tier}</text>`,
    ]);
  });

  test("an arrow up has its head up", () => {
    expect(svg(made([edge, part("a")], [flow("a", "e")]))).toContain('<path class="head connection" d="M122 116l-5 10h10z"/>');
  });

  test("a line's corners are rounded by 7 pixels, or by half of what is between two of them", () => {
    // The zones' text begins 7 pixels to the left of the line: see layout.test.ts.
    const architecture = made(
      [part("i", { tier: "internet" }), part("p", { tier: "public", vpc: "n" })],
      [flow("i", "p")],
      [vpc("n", { zones: ["0".repeat(33)] })],
    );
    expect(svg(architecture)).toContain(
      'd="M170 116L170 132.5Q170 136 166.5 136L166.5 136Q163 136 163 139.5L163 180.5Q163 184 166.5 184L166.5 184Q170 184 170 187.5L170 222"',
    );
  });

  test("the mark of an arrow is on the first of two stretches that are the longest", () => {
    const flows = [flow("i", "a")];
    const drawn = svg(made([part("i", { tier: "internet" }), edge, part("a")], flows), { statuses: { [flowId(flows[0]!)]: "created" } });
    expect(drawn).toContain('<circle class="badge" cx="80" cy="136" r="11"/>');
  });

  test("another type alone is explained at the left, below the boxes", () => {
    // The box ends at 116, and the picture 24 and 34 below that.
    expect(svg(made([job]))).toContain(
      `<path class="icon" transform="translate(24 140)" d="${SHAPE_PATHS.other}"/>\n<text x="52" y="155">another type<`,
    );
  });
});

// A title of 22 pixels has 422 of the 470: bold digits are 15.4 wide, `…` 24.2.
test.each([
  ["0".repeat(27), "0".repeat(27)],
  ["0".repeat(28), `${"0".repeat(25)}…`],
])("of the title %s there is %s", (title, shown) => {
  expect(svg({ ...one({}), title })).toContain(`y="40">${shown}</text>`);
});

describe("zones", () => {
  const shown = (zones: readonly string[], ofVpc: readonly string[] = []): string[] => {
    const architecture = made([part("a", { zones })], [], [vpc("n", { zones: ofVpc })]);
    return [...svg(architecture).matchAll(/class="zoneText"[^>]*>([^<]*)</g)].map(([, text]) => text!);
  };

  test("are called by what tells them apart, in the parts and in the VPCs", () => {
    expect(shown(["eu-central-1a"])).toEqual(["a"]);
    expect(shown(["eu-central-1a", "eu-central-1b"])).toEqual(["a", "b"]);
    expect(shown(["use1-a1"], ["use1-b1"])).toEqual(["a1"]);
  });

  test("have as much of it as 26 pixels show", () => {
    expect(shown(["xaz6", "xc11"])).toEqual(["az6", "c11"]);
    expect(shown(["xm00", "xn00"])).toEqual(["…", "n…"]);
  });

  test("are as many as a box has the room for", () => {
    expect(shown(["x1", "x2", "x3", "x4", "x5", "x6"])).toEqual(["1", "2", "3", "4", "5"]);
  });
});

test("what has no caption, or an empty line, is described by the rest", () => {
  expect(svg(one({ caption: "", details: ["", "two nodes"] }))).toContain("Parts: Database (two nodes).");
});

test("an arrow from what isn't drawn is described by its name", () => {
  expect(svg({ ...one({}), flows: [flow("outside", "Database")] })).toContain("Arrows: outside to Database.");
});
