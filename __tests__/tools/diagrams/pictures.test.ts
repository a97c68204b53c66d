import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pictures } from "../../../tools/diagrams/pictures";
import { links } from "../../../tools/site/markdown";
import { PROJECT } from "../../../tools/support/paths";

const drawn = pictures();
const images = (page: string): string[] =>
  links(readFileSync(join(PROJECT, page), "utf8"))
    .filter(({ image }) => image)
    .map(({ target }) => target.replace(/^(\.\.\/)*/, ""));

test.each([...drawn.keys()])("%s is current: else npm run diagrams writes it anew", (file) => {
  expect(readFileSync(join(PROJECT, file), "utf8")).toBe(drawn.get(file));
});

test.each(["README.md", "examples/trading-stack/README.md"])("%s shows the architecture of the trading stack", (page) => {
  expect(images(page)).toContain("docs/guides/images/architecture.svg");
});

test("every other picture is on the page of its example", () => {
  const pages = ["layered", "state-bootstrap", "gallery"].map((name) => `examples/${name}/README.md`);
  const shown = pages.flatMap(images);
  expect([...drawn.keys()].filter((file) => !file.endsWith("/architecture.svg")).filter((file) => !shown.includes(file))).toEqual([]);
});
