import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Row } from "../../../tools/bench/measure";
import { performancePage } from "../../../tools/bench/page";
import { pageOfResults } from "../../../tools/bench/write-page";
import { PROJECT } from "../../../tools/support/paths";

const ROWS: readonly Row[] = [
  { name: "load", what: "load of the root", bar: 1.2, unit: "×", how: "By require.", because: "It checks more." },
  { name: "tarball", what: "package, packed", bar: 550, unit: "kB", how: "By npm pack." },
];

function page(load: number, loadAverage = 0.1): string {
  return performancePage(
    {
      date: "2026-01-31",
      machine: { cores: 2, memoryGb: 8, node: "v20.0.0", loadAverage },
      rows: [
        { name: "load", value: load, bar: 1.2, unit: "×", detail: "2 ms against 1 ms" },
        { name: "tarball", value: 540, bar: 550, unit: "kB", detail: "" },
      ],
    },
    ROWS,
  );
}

test("each row has its figure beside its bar", () => {
  expect(page(1.1)).toContain("| load of the root | 1.10 × | ≤ 1.2 × | 2 ms against 1 ms |\n| package, packed | 540 kB | ≤ 550 kB |  |");
});

test("a bar that is missed is explained", () => {
  expect(page(1.3)).toContain("## Bars that were missed\n\n- **load of the root**: It checks more.\n");
  expect(page(1.1)).toContain("## Bars that were missed\n\nNone.\n");
});

test("the page says so where the machine was busy", () => {
  expect(page(1.1, 12)).toContain("The machine was busy (load 12)");
  expect(page(1.1, 0.1)).toContain("The load was 0.1.");
});

test("the page of performance is of the results that are there: else npm run bench -- --page writes it anew", () => {
  expect(readFileSync(join(PROJECT, "docs/guides/performance.md"), "utf8")).toBe(pageOfResults());
});
