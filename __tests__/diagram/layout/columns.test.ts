/** In which columns boxes stand: three have their middles at 113, 339 and 565. */
import { boxOf } from "../../../src/diagram/layout/boxes";
import { columnsOf } from "../../../src/diagram/layout/columns";
import { Row } from "../../../src/diagram/layout/rows";
import { Flow } from "../../../src/diagram/types";
import { flow, part } from "../made";

/** A row of boxes by name; `AA` takes two columns, `AAA` three. */
const row = (...ids: readonly string[]): Row => ({
  tier: "regional",
  header: false,
  boxes: ids.map((id) => boxOf(part(id), 3, [id.length * 226 - 38])),
});
const HEADER: Row = { tier: "private", vpc: "vpc", header: true, boxes: [] };

/** Each row's boxes at their columns; `.` where none begins. */
function stand(rows: readonly Row[], flows: readonly Flow[], columns = 3): string[] {
  const found = columnsOf(rows, flows, columns);
  return rows.map(({ boxes }) =>
    Array.from({ length: columns }, (_, column) => boxes.find(({ part: { id } }) => found.get(id) === column)?.part.id ?? ".").join(" "),
  );
}
const times = (count: number, one: Flow): Flow[] => Array.from({ length: count }, () => one);

test("what no arrow reaches stands in order from the left", () => {
  expect(stand([row("a", "b"), row("AA", "c"), row("d")], [])).toEqual(["a b .", "AA . c", "d . ."]);
});

test("two that are alone in their rows stand in the middle, or in the left one of two columns", () => {
  expect(stand([row("a"), row("b")], [flow("a", "b")])).toEqual([". a .", ". b ."]);
  expect(stand([row("a"), row("b")], [flow("a", "b")], 2)).toEqual(["a .", "b ."]);
});

test("each stands under what leads to it", () => {
  const flows = [flow("a", "f"), flow("b", "e"), flow("c", "d")];
  expect(stand([row("a", "b", "c"), row("d", "e", "f")], flows)).toEqual(["a b c", "f e d"]);
  expect(stand([row("a", "b"), row("c", "d")], [flow("a", "d"), flow("b", "c")], 2)).toEqual(["a b", "d c"]);
});

test("two of a row have the middle between them, where that lengthens no arrow", () => {
  expect(stand([row("a", "b"), row("c", "d")], [flow("a", "d"), flow("b", "c")])).toEqual(["a . b", "d . c"]);
  expect(stand([row("AAA"), HEADER, row("b", "c")], [flow("AAA", "b")])).toEqual(["AAA . .", ". . .", "b . c"]);
});

test("two of a row are in their order, where either is as near", () => {
  expect(stand([row("AAA"), row("a", "b")], times(3, flow("AAA", "a")))).toEqual(["AAA . .", ". a b"]);
});

test("rows above are set anew when what is below has its place", () => {
  const flows = [flow("c", "d"), flow("d", "g"), flow("b", "e")];
  expect(stand([row("a", "b", "c"), row("d"), row("e", "f", "g")], flows)).toEqual(["b c a", ". d .", "e g f"]);
});

test("an arrow to the side costs its length: two are shorter than the way of a row from its middle, three aren't", () => {
  // At the side a row of one box is 226 from the middle, which costs 2.2 and 0.05 times that: 508.5. Two arrows to its side are 452 long, three 678.
  const rows = [row("a", "x", "y"), row("b")];
  expect(stand(rows, times(2, flow("a", "b")))).toEqual(["x a y", ". b ."]);
  expect(stand(rows, times(3, flow("a", "b")))).toEqual(["a x y", "b . ."]);
});

test("wide boxes are reached at their middles", () => {
  expect(stand([row("AA"), row("b")], [flow("AA", "b")])).toEqual(["AA . .", ". b ."]);
  expect(stand([row("AA", "a"), row("b")], [flow("a", "b")])).toEqual(["AA . a", ". b ."]);
  expect(stand([row("AA", "a"), row("b")], times(3, flow("a", "b")))).toEqual(["AA . a", ". . b"]);
});
