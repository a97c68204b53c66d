/** Where lines meet boxes. A line takes 22 pixels at a side, and its label what its text takes and 4 more: five digits of 15 pixels are 48 wide. */
import { Arrival } from "../../../src/diagram/layout/boxes";
import { Line, PlacedBox, endsIn, linesOf } from "../../../src/diagram/layout/ports";
import { arrival, line, placed } from "./lines";

function linesBetween(boxes: readonly PlacedBox[], arrivals: readonly Arrival[], headers: readonly number[] = []): Line[] {
  return linesOf(arrivals, new Map(boxes.map((box) => [box.part.id, box])), (row) => headers.includes(row));
}
/** Each line's start and end. */
const xs = (boxes: readonly PlacedBox[], arrivals: readonly Arrival[], headers: readonly number[] = []): number[][] =>
  linesBetween(boxes, arrivals, headers).map(({ start, end }) => [start.x, end.x]);

test("a line between two boxes goes from the lower side of the one to the upper side of the other, and the other way round", () => {
  const [a, b] = [placed("a", 0, 0), placed("b", 1, 0)];
  const [down, up] = [arrival(["a"], "b"), arrival(["b"], "a", "", "bottom")];
  expect(linesBetween([a, b], [down])).toEqual([
    { arrival: down, from: a, to: b, start: { id: "a", side: "bottom", x: 98 }, end: { id: "b", side: "top", arrival: down, x: 98 } },
  ]);
  expect(linesBetween([a, b], [up])).toEqual([
    { arrival: up, from: b, to: a, start: { id: "b", side: "top", x: 98 }, end: { id: "a", side: "bottom", arrival: up, x: 98 } },
  ]);
});

test("what says one thing and comes from several boxes has a line from each, and one end", () => {
  const boxes = [placed("a", 0, 0), placed("b", 0, 226), placed("c", 1, 113)];
  const lines = linesBetween(boxes, [arrival(["a", "b", "a"], "c")]);
  expect(lines.map(({ from }) => from.part.id)).toEqual(["a", "b"]);
  expect(lines[1]!.end).toBe(lines[0]!.end);
});

describe("ends at one side of a box", () => {
  /** The ends of lines from boxes far to the left, with these widths of the box and these labels. */
  const ends = (width: number, ...labels: readonly string[]): number[] => {
    const sources = labels.map((_, index) => placed(`s${index}`, 0, 1000 * index - 9000));
    const arrivals = labels.map((label, index) => arrival([`s${index}`], "it", label));
    return xs([...sources, placed("it", 1, 0, width)], arrivals).map(([, end]) => end!);
  };

  test.each([
    [196, [""], [98]],
    [61, [""], [31]],
    [196, ["", ""], [49, 147]],
    [200, ["", "", "", ""], [25, 75, 125, 175]],
    // 74 for the label and 22: each has half of the other 100 besides. The label ends at the end of what it has.
    [196, ["00000", ""], [61, 160]],
    [196, ["", "00000"], [36, 133]],
    // 16 digits are 154 wide: 196 - 154 - 4 - 11.
    [196, ["0".repeat(16)], [27]],
    // 66 are needed: each has 20 of the 60, and 11 to its right.
    [60, ["", "", ""], [9, 29, 49]],
  ])("%i wide with the labels %j are at %j", (width, labels, expected) => {
    expect(ends(width, ...labels)).toEqual(expected);
  });

  test("are in the order of what is at the other ends: of several boxes, of their mean", () => {
    const boxes = [placed("a", 0, -1000), placed("b", 0, 900), placed("c", 0, 0), placed("it", 1, 0)];
    // The mean of a and b is 48, c is at 98.
    expect(xs(boxes, [arrival(["c"], "it", "0"), arrival(["a", "b"], "it", "1")]).map(([, end]) => end)).toEqual([147, 49, 49]);
    const others = [placed("a", 0, -1000), placed("b", 0, 1100), placed("c", 0, 0), placed("it", 1, 0)];
    expect(xs(others, [arrival(["c"], "it", "0"), arrival(["a", "b"], "it", "1")]).map(([, end]) => end)).toEqual([49, 147, 147]);
  });

  test("of lines that leave a box are in the order of where they go", () => {
    const boxes = [placed("it", 0, 0), placed("right", 1, 900), placed("left", 1, -900)];
    expect(xs(boxes, [arrival(["it"], "right"), arrival(["it"], "left")]).map(([start]) => start)).toEqual([147, 49]);
  });
});

describe("the start of a line", () => {
  test.each([
    [60, 158],
    [61, 98],
    [-60, 38],
    [-61, 98],
  ])("that is %i pixels from over the end is at %i: up to 60 it is moved there", (x, start) => {
    expect(xs([placed("a", 0, 0), placed("b", 1, x)], [arrival(["a"], "b")])).toEqual([[start, x + 98]]);
  });

  test.each([
    [16, 46],
    [17, 30],
    [-16, 14],
    [-17, 30],
  ])("keeps 14 pixels from the corners of its box: an end at 30 and %i leaves it at %i", (x, start) => {
    expect(xs([placed("a", 0, 0, 60), placed("b", 1, x, 60)], [arrival(["a"], "b")])).toEqual([[start, x + 30]]);
  });

  test.each<readonly [number, number, readonly number[], number]>([
    [0, 2, [1], 108],
    [0, 2, [], 98],
    [0, 3, [1], 98],
    [2, 0, [1], 108],
    [2, 0, [], 98],
    [0, 1, [], 108],
    [1, 0, [], 108],
  ])("from row %i to row %i, with headers in %j, is moved where no boxes are between: %i", (from, to, headers, start) => {
    const arrivals = [arrival(["a"], "b", "", from < to ? "top" : "bottom")];
    expect(xs([placed("a", from, 0), placed("b", to, 10)], arrivals, headers)).toEqual([[start, 108]]);
  });

  test.each([
    [63, 63],
    [64, 25],
  ])("keeps 12 pixels from the next one at 75: with an end at %i it is at %i", (end, start) => {
    const boxes = [placed("a", 0, 0, 100), placed("b", 1, end - 30, 60), placed("c", 1, 900)];
    expect(xs(boxes, [arrival(["a"], "b"), arrival(["a"], "c")])[0]).toEqual([start, end]);
  });

  test.each([
    [37, 37],
    [36, 75],
  ])("keeps 12 pixels from the one before it at 25: with an end at %i it is at %i", (end, start) => {
    const boxes = [placed("a", 0, 0, 100), placed("b", 1, -900), placed("c", 1, end - 30, 60)];
    expect(xs(boxes, [arrival(["a"], "b"), arrival(["a"], "c")])[1]).toEqual([start, end]);
  });

  test.each([
    [125, 125],
    [124, 160],
  ])("keeps 12 pixels from a label that stands from 61 to 113: with an end at %i it is at %i", (end, start) => {
    const boxes = [placed("a", 0, 0), placed("below", 1, -900), placed("c", 1, end - 98)];
    expect(xs(boxes, [arrival(["below"], "a", "00000", "bottom"), arrival(["a"], "c")])[1]).toEqual([start, end]);
  });

  /** The start of a line at 98, or in a narrow box at 20, while ends of other lines in the channel that it begins in are at these places. */
  const besides = (others: readonly number[], width = 196): number => {
    const boxes = others.flatMap((x, index) => [placed(`from${index}`, 0, 5000 + 400 * index), placed(`to${index}`, 1, x - 98)]);
    const arrivals = others.map((_, index) => arrival([`from${index}`], `to${index}`));
    return xs([placed("a", 0, 0, width), placed("b", 1, 2000), ...boxes], [arrival(["a"], "b"), ...arrivals])[0]![0]!;
  };

  test.each<readonly [readonly number[], number]>([
    [[86, 110], 98],
    [[98], 110],
    [[87], 110],
    [[109], 86],
    [[87, 109], 122],
    [[98, 122], 110],
    [[98, 121], 86],
    [[98, 110], 86],
    [[98, 110, 86], 122],
    [[98, 110, 86, 122], 74],
    [[98, 110, 86, 122, 74], 134],
    [[98, 110, 86, 122, 74, 134], 62],
    [[98, 110, 86, 122, 74, 134, 62], 146],
    [[98, 110, 86, 122, 74, 134, 62, 146], 50],
    [[98, 110, 86, 122, 74, 134, 62, 146, 50], 158],
    [[98, 110, 86, 122, 74, 134, 62, 146, 50, 158], 38],
    [[98, 110, 86, 122, 74, 134, 62, 146, 50, 158, 38], 98],
  ])("at 98 is moved by steps of 12, up to five, away from what ends under it at %j: to %i", (others, start) => {
    expect(besides(others)).toBe(start);
  });

  test("isn't moved out of its box", () => {
    expect(besides([20], 40)).toBe(20);
  });

  test("is moved where it goes up, too", () => {
    const boxes = [placed("a", 1, 0), placed("b", 0, 2000), placed("up", 1, 5000), placed("over", 0, 0)];
    expect(xs(boxes, [arrival(["a"], "b", "", "bottom"), arrival(["up"], "over", "", "bottom")])[0]![0]).toBe(110);
  });

  test("isn't moved for a line that has the same end", () => {
    const boxes = [placed("a", 0, 0), placed("x", 2, 0), placed("b", 1, 2000)];
    expect(xs(boxes, [{ ...arrival(["a", "x"], "b"), side: "top" }])[0]![0]).toBe(98);
  });
});

test.each([
  ["down", line([0, 10], [2, 20]), [[10], [20], []]],
  ["down to the next row", line([0, 10], [1, 20]), [[10, 20], [], []]],
  ["up", line([2, 10], [0, 20]), [[20], [10], []]],
] as const)("a line that goes %s has its ends in the channels below the rows above them", (_, one, expected) => {
  expect([0, 1, 2].map((channel) => endsIn(one, channel).map(({ x }) => x))).toEqual(expected);
});
