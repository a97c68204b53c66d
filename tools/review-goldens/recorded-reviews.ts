import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { html } from "../../src/review/render/html/html";
import { markdown } from "../../src/review/render/markdown";
import { sarif } from "../../src/review/render/sarif";
import { terminal } from "../../src/review/render/terminal";
import { Review } from "../../src/review/review";
import { PROJECT } from "../support/paths";

/** Where recorded reviews are, with their texts. */
export const RECORDED = join(PROJECT, "__tests__/review/golden");

/** Which of them has one of everything: it is also written with colors and details, and as a page. */
const EVERY_KIND = "every-kind";

/** Each review that is kept as JSON, by its name. */
export function recordedReviews(): ReadonlyMap<string, Review> {
  const names = readdirSync(RECORDED).flatMap((file) => /^(.*)\.review\.json$/.exec(file)?.[1] ?? []);
  return new Map(names.map((name) => [name, JSON.parse(readFileSync(join(RECORDED, `${name}.review.json`), "utf8")) as Review]));
}

/** The texts of a recorded review, by what its file's name ends with. Pure. */
export function textsOf(name: string, review: Review): Readonly<Record<string, string>> {
  const texts = { ".txt": terminal(review, { width: 100 }), ".md": markdown(review), ".sarif": sarif(review) };
  if (name !== EVERY_KIND) return texts;
  const details = terminal(review, { width: 100, details: true, color: true });
  const page = html(review, { diagram: "<svg></svg>" }).replace(/<style>[\s\S]*<\/style>/, "<style></style>");
  // eslint-disable-next-line no-control-regex
  return { ...texts, ".details.txt": details.replace(/\u001b/g, "␛"), ".page.html": page };
}
