/** How much of a page each of its parts may take: what is last made where there is room is whole, and what comes after it is shorter, or counted. */
import { driftedChanges, foldedChanges } from "../../../../src/review/render/html/changes";
import { findingCards } from "../../../../src/review/render/html/findings";
import { written } from "../../../../src/review/render/html/markup";
import { ResourceChange } from "../../../../src/review/review";
import { attribute, change, finding } from "./review-fixture";

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** A change whose heading alone is as long, and so is what it is in a line. */
function changes(number: number, length: number): ResourceChange[] {
  return [...Array(number).keys()].map((index) => {
    const path = `Queue${String(index).padStart(length, "x")}`;
    return change("update", path, { address: path, attributes: [attribute("name", "old", "new")] });
  });
}

interface Made {
  readonly whole: number;
  readonly lines: number;
  /** The characters of one, whole and in a line. */
  readonly sizes: readonly [whole: number, line: number];
}

function made(text: string): Made {
  const whole = [...text.matchAll(/<details id="[cd]\d+">.*?<\/details>/gs)];
  const lines = [...text.matchAll(/<p class="line" id="[cd]\d+".*?<\/p>/gs)];
  return { whole: whole.length, lines: lines.length, sizes: [whole[0]![0].length, lines[0]![0].length] };
}

test.each<[string, string, number, number]>([
  ["changes", written(foldedChanges(changes(500, 9000)).content), 900_000, 250_000],
  ["what has drifted", written(driftedChanges(changes(500, 9000))), 225_000, 62_500],
])("of %s, as many are whole and in a line as begin before their characters are spent", (_, text, whole, line) => {
  const { sizes, ...counts } = made(text);
  expect(counts).toEqual({ whole: Math.ceil(whole / sizes[0]), lines: Math.ceil(line / sizes[1]) });
});

test.each([0, 1, 2])("where %d findings have no room for a card, each is in a line", (left) => {
  const findings = [
    finding({ sentence: "x".repeat(600_000), reasons: [] }),
    ...[...Array(left).keys()].map((index) => finding({ path: `Queue${index}` })),
  ];
  const page = written(
    findingCards(
      findings,
      ({ path }) => path,
      () => undefined,
    ),
  );
  expect(count(page, /<article /g)).toBe(1);
  expect(count(page, /<li id="Queue\d"/g)).toBe(left);
  expect(page.includes("<ul")).toBe(left > 0);
});
