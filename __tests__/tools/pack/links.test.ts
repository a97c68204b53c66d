import { repositoryTargets, withAbsoluteLinks } from "../../../tools/pack/links";

const BLOB = "https://github.com/cdktf-trading-platform/cdktf-trading-platform/blob";
const RAW = "https://github.com/cdktf-trading-platform/cdktf-trading-platform/raw";

test("a link of the repository leads there at the release's tag, and a picture is the file itself", () => {
  expect(withAbsoluteLinks("[one](docs/a.md#costs) ![two](./b.svg) [![three](c.svg)](d.md)", "v1.2.0")).toBe(
    `[one](${BLOB}/v1.2.0/docs/a.md#costs) ![two](${RAW}/v1.2.0/b.svg) [![three](${RAW}/v1.2.0/c.svg)](${BLOB}/v1.2.0/d.md)`,
  );
});

test("a link's definition leads there too, and a title stays", () => {
  expect(withAbsoluteLinks('[one](a.md "A title") and [two]\n\n[two]: b.md\n', "main")).toBe(
    `[one](${BLOB}/main/a.md "A title") and [two]\n\n[two]: ${BLOB}/main/b.md\n`,
  );
});

test.each([
  "[one](#costs)",
  "[one](https://example.com/a.md)",
  "[one](mailto:somebody@example.com)",
  "`[one](a.md)`",
  "```md\n[one](a.md)\n```\n",
])("%j stays as it is", (page) => expect(withAbsoluteLinks(page, "main")).toBe(page));

test("what leads to the repository is read back as a file of it", () => {
  expect(
    repositoryTargets(withAbsoluteLinks("[one](docs/a.md#costs) [two](https://example.com/b.md) ![three](docs/c.svg)", "v1.2.0")),
  ).toEqual(["docs/a.md#costs", "docs/c.svg"]);
});
