/** The guide's table of what a change does says of every prop what the provider plans (integration/aurora-changes.test.ts). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AURORA_CHANGES } from "../support/aurora-changes";

const GUIDE = readFileSync(join(__dirname, "../../docs/guides/aurora-cluster.md"), "utf8");
const HEADING = "## What each change does\n";

/** The props of each row, with the row's effect. */
const rows = GUIDE.slice(GUIDE.indexOf(HEADING) + HEADING.length)
  .split("\n## ")[0]!
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => {
    const [, props, effect] = line
      .split(" | ")
      .map((cell, index) => (index === 0 ? ["", cell.slice(2)] : [cell]))
      .flat();
    return [...props!.matchAll(/`(\w+)`/g)].map(([, prop]): [string, string] => [prop!, effect!]);
  });

test("the table has every prop once", () => {
  expect(rows.map(([prop]) => prop).sort()).toEqual(Object.keys(AURORA_CHANGES).sort());
});

test.each(rows)("%s: %s", (prop, effect) => {
  expect(effect).toBe(AURORA_CHANGES[prop as keyof typeof AURORA_CHANGES].effect);
});
