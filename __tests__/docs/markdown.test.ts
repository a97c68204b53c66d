import { anchors, links, plainBlocks, plainHeadings, title } from "../../tools/site/markdown";

const targets = (text: string): readonly string[] => links(text).map(({ target }) => target);

test("links, pictures, definitions and addresses in brackets are found, each with its line", () => {
  const page = ["[one](a.md) and ![two](b.svg)", "", "[three]: c.md", "<https://example.com>"].join("\n");
  expect(links(page).map(({ target, image, line }) => [target, image, line])).toEqual([
    ["a.md", false, 1],
    ["b.svg", true, 1],
    ["c.md", false, 3],
    ["https://example.com", false, 4],
  ]);
});

test("a link around a picture is two", () => {
  expect(targets("[![chart](chart.svg)](page.md)")).toEqual(["chart.svg", "page.md"]);
});

test("a link's title is none of its target", () => {
  expect(targets('[one](a.md "A title")')).toEqual(["a.md"]);
});

test("what stands in code is no link", () => {
  expect(targets("`[one](a.md)` and ``[two](`b.md)``\n\n```ts\n[three](c.md)\n```\n")).toEqual([]);
});

test("headings are named as GitHub names them: small, hyphens for spaces, without punctuation, numbered where one is there twice", () => {
  const page = ["# What's new, in `v2`?", "## Costs", "## Costs", "## [A link](a.md) & more", "```sh", "# no heading", "```"].join("\n");
  expect([...anchors(page)]).toEqual(["whats-new-in-v2", "costs", "costs-1", "a-link--more"]);
});

test("the first heading is the title, without marks", () => {
  expect(title("Before\n\n# The `synth` of **all**\n")).toBe("The synth of all");
});

test("code in a heading is HTML, whose signs are escaped; code elsewhere is left", () => {
  expect(plainHeadings("# A `b`\n\n## The `a_b<c>` of\n\n`text`\n\n```sh\n## `no heading`\n```\n")).toBe(
    "# A `b`\n\n## The <code>a\\_b\\<c\\></code> of\n\n`text`\n\n```sh\n## `no heading`\n```\n",
  );
});

test("a block of no language is plain text; one with a language is left", () => {
  expect(plainBlocks("```\na\n```\n\n```ts\nb\n```\n")).toBe("```text\na\n```\n\n```ts\nb\n```\n");
});
