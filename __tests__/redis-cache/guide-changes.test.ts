/** The guide's table of what a change does says of every prop what the provider plans (integration/cache-changes.test.ts). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REDIS_CHANGES } from "../support/redis-changes";

const GUIDE = readFileSync(join(__dirname, "../../docs/guides/redis-cache.md"), "utf8");
const HEADING = "## What each change does\n";

/** The props of each row, with the row's effect. */
const rows = GUIDE.slice(GUIDE.indexOf(HEADING) + HEADING.length)
  .split("\n## ")[0]!
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => {
    const [props, effect] = line.slice(2).split(" | ");
    return [...props!.matchAll(/`(\w+)`/g)].map(([, prop]): [string, string] => [prop!, effect!]);
  });

test("the table has every prop once", () => {
  expect(rows.map(([prop]) => prop).sort()).toEqual(Object.keys(REDIS_CHANGES).sort());
});

test.each(rows)("%s: %s", (prop, effect) => {
  expect(effect).toBe(REDIS_CHANGES[prop as keyof typeof REDIS_CHANGES].effect);
});
