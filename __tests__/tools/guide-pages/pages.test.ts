import { environmentBill } from "../../../tools/guide-pages/costs";
import { resourceTypesOf } from "../../../tools/guide-pages/module-types";
import { createdUses, current, guidePages } from "../../../tools/guide-pages/pages";
import { unknownTypes } from "../../../tools/guide-pages/permissions";
import { PRICES, Price } from "../../../tools/guide-pages/prices";
import { smallestUse, USES } from "../../../tools/guide-pages/uses";

const uses = createdUses();
const pages = guidePages(uses);

test.each([...pages.keys()])("%s is current: else npm run guide-pages writes it anew", (file) => {
  expect(current(file)).toBe(pages.get(file));
});

test.each(uses)("the smallest use of $use.guide creates resources whose calls are all known", ({ resources }) => {
  expect(resources.size).toBeGreaterThan(0);
  expect(unknownTypes(resources)).toEqual([]);
});

test.each(USES)("the guide of $guide says what its smallest use creates, costs and needs", ({ guide }) => {
  const text = current(`docs/guides/${guide}.md`);
  expect(smallestUse(guide)).toContain("new ");
  for (const mark of ["<!-- created: npm run guide-pages -->\n\n`aws_", "<!-- prices: npm run guide-pages -->\n\n| USD for"]) {
    expect(text).toContain(mark);
  }
  expect(text).toMatch(/\]\(permissions\.md#[\w-]+\)/);
});

describe("the permissions", () => {
  const page = pages.get("docs/guides/permissions.md")!;
  const sectionOf = (title: string): string => page.split(`\n## ${title}\n`)[1]!.split("\n## ")[0]!;

  const types = ["src/core", "src/internal", "modules"].flatMap(resourceTypesOf);

  test.each(uses)("of $use.guide know each type that code creates", ({ resources }) => {
    expect([...resources.keys()].map((address) => address.split(".")[0]!).filter((type) => !types.includes(type))).toEqual([]);
  });

  // Service Authorization Reference: readers that scale need these, and the smallest database has none.
  test("say what other props need besides", () => {
    const [smallest, others] = sectionOf("Aurora").split("With other props, besides:") as [string, string];
    expect(others).toContain("`RegisterScalableTarget`");
    // Created by code that modules share.
    expect(others).toContain("`CreateDocument`");
    expect(smallest).not.toContain("`RegisterScalableTarget`");
    // What a module only looks at is another's to create.
    expect(sectionOf("Edge")).not.toContain("`CreateLoadBalancer`");
    expect(others).not.toContain("`CreateDBCluster`");
  });

  test("say of which resources the calls aren't known", () => {
    expect(sectionOf("Aurora")).toMatch(
      /The calls for .*`aws_db_proxy`, .* aren't in the table: the provider's errors name what they need\./,
    );
    expect(sectionOf("Edge")).not.toContain("aren't in the table");
  });
});

test("each link to the permissions leads to a section", () => {
  const headings = [...pages.get("docs/guides/permissions.md")!.matchAll(/^## (.+)$/gm)].map(([, title]) =>
    title!.toLowerCase().replaceAll(" ", "-"),
  );
  const linked = USES.map(({ guide }) => /\]\(permissions\.md#([\w-]+)\)/.exec(current(`docs/guides/${guide}.md`))![1]!);
  expect(headings).toEqual(linked);
});

describe("the costs", () => {
  const page = pages.get("docs/guides/costs.md")!;
  /** The cells of an environment's rows: what is billed, then arithmetic and sum of each region. */
  const linesOf = (name: string): string[][] => {
    const [section] = page.split(`\n## ${name}\n`)[1]!.split("\n## ");
    return [...section!.matchAll(/^\| (\S.*) \|$/gm)].map(([, cells]) => cells!.split(" | "));
  };
  const rowsOf = (name: string): string[][] => linesOf(name).filter(([item]) => item !== "**sum**");
  const usd = (text: string): number => (text === "–" ? 0 : Number(text.replace(/[*,]/g, "")));

  test.each(["dev", "prod"])("of %s are what their arithmetic says", (name) => {
    const terms = rowsOf(name).flatMap((row) => [row.slice(1, 3), row.slice(3)]);
    expect(terms.length).toBeGreaterThan(16);
    for (const [arithmetic, result] of terms.filter(([, cell]) => cell !== "–")) {
      const product = arithmetic!.split(" × ").reduce((total, factor) => total * Number(factor), 1);
      expect(usd(result!)).toBeCloseTo(product, 1);
    }
  });

  test.each(["dev", "prod"])("of %s add up", (name) => {
    const sums = linesOf(name).find(([item]) => item === "**sum**")!;
    for (const column of [2, 4]) {
      const total = rowsOf(name).reduce((sum, row) => sum + usd(row[column]!), 0);
      expect(usd(sums[column]!)).toBeCloseTo(total, 2);
    }
  });

  test("count what prod has: seven endpoints in three AZs, a writer and two readers, six cache nodes, nine instances", () => {
    const quantities = Object.fromEntries(environmentBill("prod").map(({ price, quantity }) => [price, quantity]));
    expect(quantities).toMatchObject({ endpoint: 21, "db.r7g.xlarge": 3, "cache.r7g.large": 6, "c7g.large": 9, loadBalancer: 1 });
  });

  test("name each figure that is missing", () => {
    const missing = Object.values<Price>(PRICES).filter(({ euCentral1 }) => euCentral1 === undefined);
    const sentence = /"See AWS" is a figure that no copy had: in eu-central-1 (.*)\. Look them up/.exec(page)![1];
    expect(sentence).toBe(missing.map(({ item }) => item).join(", "));
  });

  test("name AWS's page and a date for every figure", () => {
    for (const { page: aws, usEast1, euCentral1 } of Object.values<Price>(PRICES)) {
      expect(aws).toMatch(/^[\w-]+\/([\w-]+\/)*pricing\/|pricing\/([\w-]+\/)?$/);
      for (const figure of [usEast1, euCentral1]) if (figure) expect(figure[1]).toMatch(/^20\d\d(-\d\d)?$/);
    }
  });
});
