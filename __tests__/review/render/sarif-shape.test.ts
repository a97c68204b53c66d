import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sarif } from "../../../src/review/render/sarif";
import { Review } from "../../../src/review/review";
import { everything, finding, review } from "./html/review-fixture";
import { LOG, broken } from "./sarif-shape";

const GOLDEN = join(__dirname, "../golden");
const GOLDENS = readdirSync(GOLDEN).filter((file) => file.endsWith(".review.json"));
const log = (of: Review): unknown => JSON.parse(sarif(of, { version: "1.2.3", file: "a b/ü#?.json" }));

test.each(GOLDENS)("the SARIF of %s has what the specification asks for, and nothing that it doesn't know", (file) => {
  expect(broken(log(JSON.parse(readFileSync(join(GOLDEN, file), "utf8")) as Review), LOG)).toEqual([]);
});

test("the SARIF of a review with everything in it does, and that of an empty one", () => {
  expect([broken(log(everything()), LOG), broken(log(review()), LOG)]).toEqual([[], []]);
});

test("what isn't SARIF is found", () => {
  const wrong = { version: "2.1.1", runs: [{ tool: { driver: { name: "x" } }, results: [{ level: "grave", message: {}, own: 1 }] }] };
  expect(broken(wrong, LOG)).toEqual([
    "log.version",
    "log.runs[0].results[0].level",
    "log.runs[0].results[0].message.text is missing",
    "log.runs[0].results[0].own isn't in the specification",
  ]);
});

// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
test("GitHub's limits hold of a review with more findings than GitHub takes: 25,000 results in a run", () => {
  const many = Array.from({ length: 25_001 }, (_, index) => finding({ address: `aws_sqs_queue.q${index}` }));
  const { runs } = log(review({ findings: many })) as { runs: { results: unknown[] }[] };
  expect(runs[0]!.results).toHaveLength(25_000);
});
