/** How and where the command writes a review. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appFile, formatOf, terminalOf } from "../../src/cli/review-formats";
import { FORMATS, outputOptions } from "../../src/cli/review-output";

test.each([
  ["review.md", "markdown"],
  ["out/review.html", "html"],
  ["review.json", "json"],
  ["review.sarif", "sarif"],
  ["review.sarif.json", "sarif"],
])("%s is written as %s", (file, format) => {
  expect(formatOf(file)).toBe(format);
  expect(FORMATS).toContain(format);
});

test("--format counts more than the ending, and a file without a known one is written as a terminal has it", () => {
  expect(outputOptions({ format: "json", output: ["review.md"] }).outputs).toEqual([{ format: "json", file: "review.md" }]);
  expect(outputOptions({ output: ["review.txt", "review.md"] }).outputs.map(({ format }) => format)).toEqual(["terminal", "markdown"]);
  expect(outputOptions({}).outputs).toEqual([{ format: "terminal" }]);
});

// https://no-color.org: "when present and not an empty string (regardless of its value), prevents the addition of ANSI color".
test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: "" }, true],
  [{ isTTY: true }, { NO_COLOR: "0" }, false],
  [{ isTTY: true }, { TERM: "dumb" }, false],
  [{}, {}, false],
])("a terminal %j with %j has colors: %j", (stream, environment, color) => {
  expect(terminalOf(stream, environment).color).toBe(color);
});

test("a terminal has the width that its columns say", () => {
  expect([{ columns: 120 }, {}].map((stream) => terminalOf(stream, {}).width)).toEqual([120, undefined]);
});

test.each(["review.txt", "review", "sarif.json.txt", "md"])("the ending of %s says no format", (file) => {
  expect(formatOf(file)).toBeUndefined();
});

describe("code scanning shows findings at the app's file, by its path from the repository's root", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "formats-")));
    mkdirSync(join(folder, "infra/orders"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("of an app in a folder of a repository", () => {
    mkdirSync(join(folder, ".git"));
    expect(appFile(join(folder, "infra/orders"))).toBe("infra/orders/cdktf.json");
  });

  test("of an app in the root of a repository", () => {
    mkdirSync(join(folder, ".git"));
    expect(appFile(folder)).toBe("cdktf.json");
  });

  test("of an app in no repository", () => {
    expect(appFile(join(folder, "infra/orders"))).toBe("cdktf.json");
  });
});
