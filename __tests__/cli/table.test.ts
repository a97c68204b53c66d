import { formatTable } from "../../src/cli/table";

test("columns are as wide as what is widest in them, with a line below the heads", () => {
  const rows = [
    ["network", "18"],
    ["edge", "", "72 %"],
  ];
  expect(formatTable(["part", "tried", "rate"], rows).split("\n")).toEqual([
    "part     tried  rate",
    "───────  ─────  ────",
    "network  18",
    "edge            72 %",
  ]);
});
