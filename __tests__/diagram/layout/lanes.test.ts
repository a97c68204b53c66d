/** How lines pass rows: in one straight lane, 14 pixels from boxes and 12 from each other. */
import { Obstacle, hopsOf } from "../../../src/diagram/layout/lanes";
import { Line } from "../../../src/diagram/layout/ports";
import { line, placed } from "./lines";

/** Each line's hops: in which channel, and from where to where. */
function hops(
  lines: readonly Line[],
  obstacles: readonly Obstacle[] = [],
  boxes: readonly (readonly [row: number, x: number])[] = [],
): string[] {
  const found = hopsOf(
    lines,
    boxes.map(([row, x]) => placed("", row, x)),
    obstacles,
  );
  return found.map((hop) => `${lines.indexOf(hop.line)}: ${hop.channel} ${hop.above}–${hop.below}`);
}
const wall = (left: number, right: number, row = 1): Obstacle => ({ row, left, right });

test("a line to the next row has one hop, and one up has it from its end to its start", () => {
  expect(hops([line([0, 10], [1, 50])])).toEqual(["0: 0 10–50"]);
  expect(hops([line([1, 10], [0, 50])])).toEqual(["0: 0 50–10"]);
});

test("a line over rows has a hop in each channel, and turns in one of them where nothing is in its way", () => {
  expect(hops([line([0, 10], [2, 50])])).toEqual(["0: 0 10–10", "0: 1 10–50"]);
  expect(hops([line([2, 10], [0, 50])])).toEqual(["0: 0 50–50", "0: 1 50–10"]);
  expect(hops([line([1, 10], [4, 50])])).toEqual(["0: 1 10–10", "0: 2 10–10", "0: 3 10–50"]);
});

test.each<readonly [Obstacle, number]>([
  [wall(50, 150), 36],
  [wall(40, 120), 134],
  [wall(112, 300), 98],
  [wall(111, 300), 97],
  [wall(-100, 84), 98],
  [wall(-100, 85), 99],
  [wall(50, 150, 0), 98],
  [wall(50, 150, 2), 98],
])("from 98 to 98 past %j it is at %i, as near as it may be", (obstacle, x) => {
  expect(hops([line([0, 98], [2, 98])], [obstacle])).toEqual([`0: 0 98–${x}`, `0: 1 ${x}–98`]);
});

test("boxes are in the way as well, and a lane passes between two that have 28 pixels between them", () => {
  expect(hops([line([0, 98], [2, 98])], [], [[1, 0]])).toEqual(["0: 0 98–-14", "0: 1 -14–98"]);
  expect(
    hops(
      [line([0, 300], [2, 98])],
      [],
      [
        [1, 0],
        [1, 224],
      ],
    ),
  ).toEqual(["0: 0 300–210", "0: 1 210–98"]);
  expect(
    hops(
      [line([0, 300], [2, 98])],
      [],
      [
        [1, 0],
        [1, 223],
      ],
    ),
  ).not.toEqual(["0: 0 300–210", "0: 1 210–98"]);
});

test("the nearest place to both ends is taken, where both ends are closed", () => {
  expect(hops([line([0, 0], [2, 100])], [wall(-20, 10), wall(70, 120)])).toEqual(["0: 0 0–24", "0: 1 24–100"]);
});

describe("next to another line one", () => {
  test("keeps 12 pixels from a lane that it shares a channel with, and the shorter one is first", () => {
    // Both would be at 50, the end of neither: ends have a place of their own.
    const walls = [1, 2].map((row) => wall(-1000, 36, row));
    const [short, long] = [line([0, 0], [2, 1]), line([0, 20], [3, 21])];
    expect(hops([long, short], walls)).toEqual(["1: 0 0–50", "1: 1 50–1", "0: 0 20–62", "0: 1 62–62", "0: 2 62–21"]);
  });

  test.each<readonly [number, number, number]>([
    [1, 3, 62],
    [2, 4, 50],
  ])("from row %i to row %i, after one from row 0 to row 2, passes at %i", (from, to, x) => {
    const walls = [1, 2, 3].map((row) => wall(-1000, 36, row));
    expect(hops([line([0, 0], [2, 1]), line([from, -80], [to, -79])], walls)).toContain(`1: ${from} -80–${x}`);
  });

  test("from row 2 to row 0 or from row 4 to row 2 meets it, or not, in the same way", () => {
    const walls = [1, 2, 3].map((row) => wall(-1000, 36, row));
    expect(hops([line([1, 0], [3, 1]), line([2, -80], [0, -79])], walls)).toContain("1: 0 -79–62");
    expect(hops([line([2, 0], [4, 1]), line([2, -80], [0, -79])], walls)).toContain("1: 0 -79–50");
  });

  test.each<readonly [start: readonly [number, number], number]>([
    [[0, 98], 86],
    [[0, 109], 97],
    [[0, 110], 98],
    [[0, 86], 98],
    [[0, 87], 99],
    [[2, 98], 98],
    [[1, 98], 86],
    [[3, 98], 98],
  ])("that begins in the first of its channels or the last, at %j, is left 12 pixels: a line from 98 to 98 passes at %i", (start, x) => {
    const other = line(start, [start[0] + 1, 5000]);
    expect(hops([line([0, 98], [2, 98]), other])).toContain(`0: 0 98–${x}`);
  });
});
