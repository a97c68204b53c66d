/** How much of a page each of its parts may take: what is last made where there is room is whole, and what comes after it is shorter, or counted. */
import { driftedChanges, foldedChanges } from "../../../../src/review/render/html/changes";
import { findingCards } from "../../../../src/review/render/html/findings";
import { html } from "../../../../src/review/render/html/html";
import { written } from "../../../../src/review/render/html/markup";
import { attributeTable } from "../../../../src/review/render/html/values";
import { Finding, ResourceChange, Review } from "../../../../src/review/review";
import { attribute, change, finding, review } from "./review-fixture";

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** As long is every item of a list here: of each budget a whole number of them are no more than it. */
const SIZE = 12_500;

interface List {
  readonly budget: number;
  /** What a page has of a list of items, each with a text of its own as long as it is told. */
  readonly page: (texts: readonly string[]) => string;
  /** An item of the page, from its first character to its last. */
  readonly item: RegExp;
  /** What items that are left out are called, where nothing shorter stands for them. */
  readonly left?: readonly [one: string, many: string];
}

const asPage = (parts: Partial<Review>): string => html(review(parts));
const cards = (findings: readonly Finding[]): string =>
  written(
    findingCards(
      findings,
      () => "id",
      () => undefined,
    ),
  );
const update = (text: string): ResourceChange =>
  change("update", "Queue", { address: "Queue", attributes: [attribute("name", "old", text)] });
const bare = (path: string): ResourceChange => change("update", path, { address: path });
const replaced = (length: number): ResourceChange =>
  change("replace", "Wide", { attributes: [attribute("name", "old", "x".repeat(length))] });
const FOLD = /<details id="[cd]\d+">.*?<\/details>\n/gs;
const LINE = /<p class="line" id="[cd]\d+".*?<\/p>\n/gs;
const difference = (text: string, index: number) => ({
  ...{ path: `Role${1000 + index}`, address: `Role${1000 + index}`, attribute: "policy", removed: [], added: [text] },
});

const LISTS: Readonly<Record<string, List>> = {
  "changes with their attributes": {
    budget: 900_000,
    page: (texts) => written(foldedChanges(texts.map(update)).content),
    item: FOLD,
  },
  "changes in a line each": {
    left: ["change", "changes"],
    budget: 250_000,
    page: (texts) => written(foldedChanges([replaced(900_000), ...texts.map(bare)]).content),
    item: LINE,
  },
  "what has drifted, with its attributes": {
    budget: 225_000,
    page: (texts) => written(driftedChanges(texts.map(update))),
    item: FOLD,
  },
  "what has drifted, in a line each": {
    left: ["resource", "resources"],
    budget: 62_500,
    page: (texts) => written(driftedChanges([replaced(225_000), ...texts.map(bare)])),
    item: LINE,
  },
  "findings on a card each": {
    budget: 500_000,
    page: (texts) => cards(texts.map((sentence) => finding({ sentence, reasons: [] }))),
    item: /<article .*?<\/article>\n/gs,
  },
  "findings in a line each": {
    left: ["finding", "findings"],
    budget: 150_000,
    page: (texts) => cards([finding({ sentence: "x".repeat(500_000) }), ...texts.map((sentence) => finding({ sentence, reasons: [] }))]),
    item: /<li id="id">.*?<\/li>/gs,
  },
  notes: {
    left: ["note", "notes"],
    budget: 150_000,
    page: (texts) => cards(texts.map((sentence) => finding({ severity: "note", sentence, path: "", reasons: [] }))),
    item: /<li id="id">.*?<\/li>/gs,
  },
  "policies of what is created": {
    left: ["policy of what is created", "policies of what is created"],
    budget: 300_000,
    page: (texts) => {
      const policies = texts.map(difference);
      return asPage({ policies, changes: policies.map(({ path, address }) => change("create", path, { address })) });
    },
    item: /<article class="policy".*?<\/article>\n/gs,
  },
  "policies that change": {
    left: ["policy", "policies"],
    budget: 300_000,
    page: (texts) => asPage({ policies: texts.map(difference) }),
    item: /<article class="policy".*?<\/article>\n/gs,
  },
  "the rows of a table": {
    left: ["attribute", "attributes"],
    budget: 100_000,
    page: (texts) =>
      written(
        attributeTable(
          texts.map((text) => attribute("name", "old", text)),
          "",
          ["before", "after"],
        ),
      ),
    item: /<tr><th scope="row">.*?<\/tr>/gs,
  },
  "changes of capacity": {
    left: ["change of capacity", "changes of capacity"],
    budget: 100_000,
    page: (texts) => asPage({ capacity: texts.map((sentence) => ({ path: "Cache", address: "a", sentence })) }),
    item: /<tr><th scope="row">.*?<\/tr>/gs,
  },
  warnings: {
    left: ["sentence", "sentences"],
    budget: 100_000,
    page: (texts) => asPage({ warnings: texts }),
    item: /<li>x.*?<\/li>/gs,
  },
};

/** Texts that make each item as long as it is to be; the ids of some have one digit, or two, in them. */
function textsFor({ page, item }: List, items: number, size: number): string[] {
  const made = [...page(Array.from({ length: items }, () => "x")).matchAll(item)];
  return made.map(([each]) => "x".repeat(size + 1 - each.length));
}

test.each(Object.entries(LISTS))("of %s, as many are made as begin before their characters are spent", (_, list) => {
  const room = list.budget / SIZE;
  const [page, wider] = [SIZE, SIZE - 1].map((size) => list.page(textsFor(list, room + 2, size))) as [string, string];
  expect([count(page, list.item), count(wider, list.item)]).toEqual([room, room + 1]);
  if (list.left === undefined) return;
  const [one, many] = list.left;
  expect(page).toContain(`<p class="left">2 further ${many} left out of this page: the JSON has everything.</p>`);
  expect(wider).toContain(`<p class="left">1 further ${one} left out of this page: the JSON has everything.</p>`);
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

test.each([
  [1, "1 policy of what is created"],
  [2, "2 policies of what is created"],
])("%d policies of what is created are folded under their number", (number, title) => {
  const policies = Array.from({ length: number }, (_, index) => difference("Allow", index));
  const changes = policies.map(({ path, address }) => change("create", path, { address }));
  expect(html(review({ policies, changes }))).toContain(`<summary>${title}</summary>`);
});
