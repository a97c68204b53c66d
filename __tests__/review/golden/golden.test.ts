/**
 * Reviews of real plans, as a reviewer gets them. Each `<name>.review.json` is recorded: what `plan --against --format json`, or `review`, says of a plan of the real provider. The texts
 * beside it were read by somebody who had to decide from them; `npm run review-goldens -- --texts` writes them anew, a test never does.
 *
 * - growth: the example's prod, grown: a larger database with one more reader, a larger cache with one more shard, more load on the trading API
 * - losses: a database with another master user, an older version of a cache, a queue that becomes a FIFO queue, a bucket and a log group that leave
 * - every-kind: of no plan, but written so that it has one of everything that a review may have; also with colors and details (an escape is written as ␛), and as the body of a page
 * - drill: the example's prod, restored under another identifier of its database by mistake, without deletion protection; a bucket whose block is half switched off; a frontend that may delete assets
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { recordedReviews, textsOf } from "../../../tools/review-goldens/recorded-reviews";

const FORMS: Readonly<Record<string, string>> = {
  ".txt": "on a terminal of 100 columns",
  ".md": "as a comment",
  ".sarif": "as SARIF",
  ".details.txt": "on a terminal with colors, with details",
  ".page.html": "as a page with a picture, but for its styles",
};
const TEXTS = [...recordedReviews()].flatMap(([name, review]) =>
  Object.entries(textsOf(name, review)).map(([ending, text]) => ({ name, form: FORMS[ending], file: `${name}${ending}`, text })),
);

test.each(TEXTS)("$name $form says what was read", ({ file, text }) => {
  expect(text).toBe(readFileSync(join(__dirname, file), "utf8"));
});

test("each text is of a review", () => {
  const files = readdirSync(__dirname).filter((file) => /\.(?:md|txt|sarif|html)$/.test(file));
  expect(files.sort()).toEqual(TEXTS.map(({ file }) => file).sort());
  expect(files.length).toBeGreaterThan(1);
});
