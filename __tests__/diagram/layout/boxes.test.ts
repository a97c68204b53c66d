/** What boxes and arrows' ends take. Widths of texts are those of DejaVu Sans: a digit of 15 pixels has 9.6, a bold one of 18 has 12.6, and `…` 1.1 em. */
import { Arrival, arrivalsOf, boxOf, labelSpace, widthOf } from "../../../src/diagram/layout/boxes";
import { flow, part } from "../made";

test.each([
  [1, 196],
  [2, 422],
  [3, 648],
])("%i columns are %i pixels wide, with the gaps between them", (span, width) => {
  expect(widthOf(span)).toBe(width);
});

test("a line without a label takes 22 pixels at a side, and a label 26 more than its text", () => {
  expect(labelSpace("")).toBe(22);
  // Five digits: 48.
  expect(labelSpace("00000")).toBe(48 + 26);
});

describe("a box", () => {
  test.each([
    [1, 3, 188],
    [2, 3, 189],
    [2, 3, 414],
    [3, 3, 415],
    [2, 2, 415],
    [3, 3, 641],
  ])("has %i of at most %i columns for lines that take %i pixels at a side", (span, columns, side) => {
    expect(boxOf(part(""), columns, [0, side])).toMatchObject({ span, width: widthOf(span) });
  });

  test.each([
    ["Orders oooooo", 1],
    ["Orders sssssss", 2],
  ])("called %s has %i columns: its name is 150 or 151 wide, and a symbol of 26 and twice 10 of space are beside it", (label, span) => {
    const box = boxOf(part("it", { label }), 3, []);
    expect([box.span, box.label]).toEqual([span, label]);
  });

  test.each([
    ["Ledger ooooooooooooo", 1],
    ["000000000000000000i", 2],
  ])("that says %s has %i columns: the line is 176 or 177 wide, and twice 10 of space are beside it", (line, span) => {
    for (const more of [{ caption: line }, { details: ["x", line] }]) {
      const box = boxOf(part("it", more), 3, []);
      expect(box.span).toBe(span);
      expect(box.lines).toContain(line);
    }
  });

  test("in a picture of one column says as much of its texts as fits into it", () => {
    const [name, line] = ["0".repeat(13), "0".repeat(20)];
    // 10 bold digits and `…`: 126 + 19.8 of 150. 16 digits and `…`: 153.6 + 16.5 of 176.
    expect(boxOf(part("it", { label: name, caption: line }), 1, [])).toMatchObject({
      width: 196,
      label: `${"0".repeat(10)}…`,
      lines: [`${"0".repeat(16)}…`],
    });
  });

  test.each([
    [{}, 46],
    [{ caption: "one" }, 66],
    [{ caption: "", details: ["one"] }, 66],
    [{ caption: "one", details: ["two", "", "three"] }, 106],
    [{ zones: ["a"] }, 72],
    [{ caption: "one", zones: ["a", "b"] }, 92],
  ])("with %j is %i pixels high: 20 for each line that isn't empty, and 26 for zones", (more, height) => {
    expect(boxOf(part("it", more), 3, []).height).toBe(height);
  });
});

describe("what arrives at a side of a part", () => {
  /** Names are in the order of the alphabet, from the top. */
  const isAbove = (one: string, other: string): boolean => one < other;
  const arrived = (flows: readonly Arrival["flows"][number][], room = 1000): Arrival[] => arrivalsOf(flows, isAbove, room);
  const said = (arrivals: readonly Arrival[]): unknown[] =>
    arrivals.map(({ to, side, kind, label, flows }) => [to, side, kind, label, flows.map(({ from }) => from).join()]);

  test("is one where it says the same, and comes from the same side", () => {
    const flows = [flow("a", "m", "reads", "data"), flow("b", "m", "reads", "data")];
    expect(arrived(flows)).toEqual([{ to: "m", side: "top", kind: "data", label: "reads", flows }]);
  });

  test("is told apart by part, side, kind and label", () => {
    const flows = [
      flow("a", "m", "reads"),
      flow("b", "n", "reads"),
      flow("x", "m", "reads"),
      flow("c", "m", "reads", "data"),
      flow("d", "m", "writes"),
    ];
    expect(said(arrived(flows))).toEqual([
      ["m", "top", "connection", "reads", "a"],
      ["m", "top", "data", "reads", "c"],
      ["m", "top", "connection", "writes", "d"],
      ["n", "top", "connection", "reads", "b"],
      ["m", "bottom", "connection", "reads", "x"],
    ]);
  });

  test.each([
    ["Orders ssssssssssssssssss", "Orders ssssssssssssssssss"],
    ["00000000000000000000i", "000000000000000000…"],
  ])("says %s, of 196 or 197 pixels, as %s: no more than a column's width", (label, shown) => {
    expect(said(arrived([flow("a", "m", label)]))).toEqual([["m", "top", "connection", shown, "a"]]);
  });

  // Two digits take 20 and a line's 26: 46 each.
  const THREE = [flow("a", "m", "10"), flow("b", "m", "20", "data"), flow("c", "m", "30")];

  test.each<readonly [number, readonly unknown[]]>([
    [
      138,
      [
        ["10", "a"],
        ["20", "b"],
        ["30", "c"],
      ],
    ],
    [
      137,
      [
        ["10", "a"],
        ["2 kinds", "b,c"],
      ],
    ],
    [90, [["3 kinds", "a,b,c"]]],
    [0, [["3 kinds", "a,b,c"]]],
  ])("is counted where %i pixels have no room for all of it: %j", (room, expected) => {
    expect(arrived(THREE, room).map(({ label, flows }) => [label, flows.map(({ from }) => from).join()])).toEqual(expected);
  });

  test("has the kind of the first where two are counted as one", () => {
    expect(said(arrived(THREE.slice(0, 2), 91))).toEqual([["m", "top", "connection", "2 kinds", "a,b"]]);
  });

  test("keeps its label where both kinds say the same", () => {
    const flows = [flow("a", "m", "10"), flow("b", "m", "10", "data")];
    expect(said(arrived(flows, 91))).toEqual([["m", "top", "connection", "10", "a,b"]]);
  });

  test("has the room of its own side, and of its own part", () => {
    expect(arrived([flow("a", "m", "10"), flow("x", "m", "20"), flow("a", "n", "30")], 46)).toHaveLength(3);
  });
});
