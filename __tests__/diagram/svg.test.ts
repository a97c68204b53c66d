import { Architecture, Part } from "../../src/diagram/architecture";
import { svg } from "../../src/diagram/svg";
import { reference } from "../../tools/diagrams/pictures";

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
const one = (part: Partial<Part>): Architecture => ({ title: "stack", vpcs: [], parts: [{ ...BOX, ...part }], flows: [] });

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
  const vpc = {
    id: "Network",
    label: "Network",
    range: "10.20.0.0/16",
    zones: ["eu-central-1a", "eu-central-1b"],
    main: [],
    addresses: [],
  };
  const parts = ["Cache", "Database"].map((id): Part => ({ ...BOX, id, label: id, tier: "isolated", vpc: "Network" }));
  expect(svg({ title: "stack", vpcs: [vpc], parts, flows: [] })).toContain(">Network · 10.20.0.0/16</text>");
});
