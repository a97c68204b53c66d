/**
 * Reviews of real plans, as a reviewer gets them. Each `<name>.review.json` is recorded: what `plan --against --format json`, or `review`, says of a plan of the real provider. The texts
 * beside it were read by somebody who had to decide from them; a test never writes them.
 *
 * - growth: the example's prod, grown: a larger database with one more reader, a larger cache with one more shard, more load on the trading API
 * - losses: a database with another master user, an older version of a cache, a queue that becomes a FIFO queue, a bucket and a log group that leave
 * - every-kind: of no plan, but written so that it has one of everything that a review may have; also with colors and details (an escape is written as ␛), and as the body of a page
 * - drill: the example's prod, restored under another identifier of its database by mistake, without deletion protection; a bucket whose block is half switched off; a frontend that may delete assets
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { html } from "../../../src/review/render/html/html";
import { markdown } from "../../../src/review/render/markdown";
import { sarif } from "../../../src/review/render/sarif";
import { terminal } from "../../../src/review/render/terminal";
import { Review } from "../../../src/review/review";

const read = (file: string): string => readFileSync(join(__dirname, file), "utf8");
const NAMES = readdirSync(__dirname)
  .filter((file) => file.endsWith(".review.json"))
  .map((file) => file.replace(".review.json", ""));

describe.each(NAMES)("%s", (name) => {
  const review = JSON.parse(read(`${name}.review.json`)) as Review;

  test("on a terminal of 100 columns", () => {
    expect(terminal(review, { width: 100 })).toBe(read(`${name}.txt`));
  });

  test("as a comment", () => {
    expect(markdown(review)).toBe(read(`${name}.md`));
  });

  test("as SARIF", () => {
    expect(sarif(review)).toBe(read(`${name}.sarif`));
  });
});

describe("one of every kind", () => {
  const review = JSON.parse(read("every-kind.review.json")) as Review;

  test("on a terminal with colors, with details", () => {
    const text = terminal(review, { width: 100, details: true, color: true });
    // eslint-disable-next-line no-control-regex
    expect(text.replace(/\u001b/g, "␛")).toBe(read("every-kind.details.txt"));
  });

  test("as a page with a picture, but for its styles", () => {
    const page = html(review, { diagram: "<svg></svg>" }).replace(/<style>[\s\S]*<\/style>/, "<style></style>");
    expect(page).toBe(read("every-kind.page.html"));
  });
});

test("each text is of a review", () => {
  const texts = readdirSync(__dirname).filter((file) => /\.(?:md|txt|sarif)$/.test(file));
  expect(texts.filter((file) => !existsSync(join(__dirname, file.replace(/(?:\.details)?\.\w+$/, ".review.json"))))).toEqual([]);
  expect(NAMES.length).toBeGreaterThan(1);
});
