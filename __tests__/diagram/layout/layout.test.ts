/**
 * Small pictures whose every place is reckoned by hand. A picture has 24 pixels around it and 46 for its title: the first row begins at 70. A box without lines
 * is 46 high, a column 196 wide and 30 from the next. Around a row are 14 pixels, where labels stand 32; lines that turn take 12, the legend of arrows 34.
 */
import { DrawnFrame, Layout, layout, sharedStart } from "../../../src/diagram/layout/layout";
import { Part, VpcFrame } from "../../../src/diagram/types";
import { flow, made, part, vpc } from "../made";

const boxesOf = ({ boxes }: Layout): unknown[] => boxes.map(({ part: { id }, x, y, width, height }) => [id, x, y, width, height]);
const sizeOf = ({ width, height }: Layout): number[] => [width, height];
const pointsOf = ({ arrows }: Layout): unknown[] => arrows.map(({ from, to, points }) => [from, to, ...points]);

const EDGE = part("e", { tier: "edge" });
const [A, B] = [part("a"), part("b")];

test("one box", () => {
  const one = part("a", { caption: "one line" });
  expect(layout(made([one]))).toEqual({
    // Two columns: 422 and twice 24.
    width: 470,
    // The box ends at 136, and has 24 below it.
    height: 160,
    boxes: [{ part: one, label: "a", lines: ["one line"], x: 24, y: 70, width: 196, height: 66 }],
    arrows: [],
    labels: [],
    frames: [],
  });
});

test("nothing", () => {
  expect(layout(made([]))).toEqual({ width: 470, height: 80, boxes: [], arrows: [], labels: [], frames: [] });
});

test.each([
  [1, 470],
  [2, 470],
  [3, 696],
  [4, 696],
])("%i boxes of one kind are in a picture of %i pixels: of two columns, or of three", (count, width) => {
  expect(layout(made(Array.from({ length: count }, (_, index) => part(`p${index}`)))).width).toBe(width);
});

test("a row is as high as its highest box", () => {
  expect(boxesOf(layout(made([part("a", { caption: "one line" }), B])))).toEqual([
    ["a", 24, 70, 196, 66],
    ["b", 250, 70, 196, 66],
  ]);
});

test("an arrow down, with a label beside its end", () => {
  const drawn = layout(made([EDGE, A], [flow("e", "a", "00000", "data")]));
  // 14 under the first row and 32 over the second: from 116 to 162. That ends at 208.
  expect(boxesOf(drawn)).toEqual([
    ["e", 24, 70, 196, 46],
    ["a", 24, 162, 196, 46],
  ]);
  expect(drawn.arrows).toEqual([
    {
      from: "e",
      to: "a",
      kind: "data",
      points: [
        [122, 116],
        [122, 162],
      ],
    },
  ]);
  expect(drawn.labels).toEqual([{ text: "00000", kind: "data", x: 130, y: 146, width: 48 }]);
  expect(sizeOf(drawn)).toEqual([470, 208 + 24 + 34]);
});

test("an arrow up, with a label beside its end", () => {
  const drawn = layout(made([EDGE, A], [flow("a", "e", "00000")]));
  expect(boxesOf(drawn)).toEqual([
    ["e", 24, 70, 196, 46],
    ["a", 24, 162, 196, 46],
  ]);
  expect(pointsOf(drawn)).toEqual([["a", "e", [122, 162], [122, 116]]]);
  expect(drawn.labels).toEqual([{ text: "00000", kind: "connection", x: 130, y: 132, width: 48 }]);
});

test("an arrow that says nothing has no label", () => {
  expect(layout(made([EDGE, A], [flow("e", "a")])).labels).toEqual([]);
});

test("two arrows from one box: one straight, and one that turns", () => {
  const drawn = layout(made([EDGE, A, B], [flow("e", "a"), flow("e", "b")]));
  // They would begin at 49 and 147 of the box; the first is moved over its end. The second turns 6 under what is 14 below the row.
  expect(pointsOf(drawn)).toEqual([
    ["e", "a", [122, 116], [122, 174]],
    ["e", "b", [171, 116], [171, 136], [348, 136], [348, 174]],
  ]);
  expect(sizeOf(drawn)).toEqual([470, 174 + 46 + 24 + 34]);
});

test("an arrow past a box has a lane 14 pixels beside it, for which the picture is wider", () => {
  const drawn = layout(made([part("i", { tier: "internet" }), EDGE, A], [flow("i", "a")]));
  expect(boxesOf(drawn)).toEqual([
    ["i", 38, 70, 196, 46],
    ["e", 38, 156, 196, 46],
    ["a", 38, 260, 196, 46],
  ]);
  expect(pointsOf(drawn)).toEqual([["i", "a", [136, 116], [136, 136], [24, 136], [24, 222], [136, 222], [136, 260]]]);
  expect(sizeOf(drawn)).toEqual([484, 364]);
});

test("the same arrow up", () => {
  const drawn = layout(made([part("i", { tier: "internet" }), EDGE, A], [flow("a", "i")]));
  // The label's 32 are under the first row, so that it turns there at 116 + 32 + 6; below, at 14 + 6 under the second.
  expect(pointsOf(drawn)).toEqual([["a", "i", [136, 260], [136, 240], [24, 240], [24, 154], [136, 154], [136, 116]]]);
});

test("arrows from and to what isn't drawn, and those that end where they begin, are left out", () => {
  const flows = [flow("e", "gone"), flow("gone", "a"), flow("a", "a")];
  expect(layout(made([EDGE, A], flows))).toEqual(layout(made([EDGE, A])));
});

describe("a box is as wide as what is at its sides: 188 of its 196 pixels", () => {
  const widthOf = (drawn: Layout, id: string): number => drawn.boxes.find((box) => box.part.id === id)!.width;

  // 16 digits and a letter are 162 and 163 wide, and a line's 26.
  test.each([
    [`${"0".repeat(16)}c`, 196],
    [`${"0".repeat(16)}o`, 422],
  ])("where an arrow that says %s ends, it has %i", (label, width) => {
    expect(widthOf(layout(made([EDGE, A], [flow("e", "a", label)])), "a")).toBe(width);
  });

  test.each([
    [11, 196],
    [12, 422],
  ])("where %i arrows of 16 pixels begin, it has %i", (count, width) => {
    const targets = Array.from({ length: count }, (_, index) => part(`t${index}`));
    expect(
      widthOf(
        layout(
          made(
            [EDGE, ...targets],
            targets.map(({ id }) => flow("e", id)),
          ),
        ),
        "e",
      ),
    ).toBe(width);
  });

  // 14 digits and a letter are 146 and 147 wide: with the line's 26 and the 16 of the one that begins, 188 and 189.
  test.each([
    [`${"0".repeat(14)}G`, 196],
    [`${"0".repeat(14)}w`, 422],
  ])("where one begins and one that says %s ends, it has %i", (label, width) => {
    expect(widthOf(layout(made([EDGE, A], [flow("e", "a"), flow("a", "e", label)])), "e")).toBe(width);
  });

  test("and labels that have no room in the picture's width, less 8, are counted", () => {
    const say = (...labels: readonly string[]): string[] => {
      const sources = labels.map((_, index) => part(`e${index}`, { tier: "edge" }));
      return layout(
        made(
          [...sources, A],
          labels.map((label, index) => flow(`e${index}`, "a", label)),
        ),
      ).labels.map(({ text }) => text);
    };
    // 18 digits and `s` or `z` are 181 wide, with `c` 182: with 26 each, two have the 414 pixels, or one more.
    const [one, other, wider] = ["s", "z", "c"].map((letter) => `${"0".repeat(18)}${letter}`) as [string, string, string];
    expect(say(one, other)).toEqual([one, other]);
    expect(say(one, wider)).toEqual(["2 kinds"]);
  });
});

describe("a VPC's frame", () => {
  const [P, Q] = [part("p", { tier: "public", vpc: "n" }), part("q", { tier: "private", vpc: "n" })];
  const INTERNET = part("i", { tier: "internet" });

  test("is around its rows, with a header of 26 and a band for each tier", () => {
    const drawn = layout(made([INTERNET, P, Q], [flow("i", "p")], [vpc("n", { zones: ["00"] })]));
    // To the left 14 and a strip of 34, which has 24 beside it: boxes begin at 72. To the right 14.
    expect(boxesOf(drawn)).toEqual([
      ["i", 72, 70, 196, 46],
      ["p", 72, 198, 196, 46],
      ["q", 72, 272, 196, 46],
    ]);
    expect(drawn.frames).toEqual([
      {
        vpc: vpc("n", { zones: ["00"] }),
        label: "n",
        zones: "00",
        x: 24,
        y: 136,
        width: 484,
        height: 202,
        bands: [
          { tier: "public", y: 170, height: 84 },
          { tier: "private", y: 262, height: 66 },
        ],
      },
    ]);
    expect(pointsOf(drawn)).toEqual([["i", "p", [170, 116], [170, 198]]]);
    expect(sizeOf(drawn)).toEqual([532, 388]);
  });

  test("lets arrows pass between its name and its zones", () => {
    // 15 bold digits are 158 wide and end at 124 of the boxes' 0: a line from 98 has to pass 14 beside that.
    const label = "0".repeat(15);
    const drawn = layout(made([INTERNET, P], [flow("i", "p")], [vpc("n", { label })]));
    expect(pointsOf(drawn)).toEqual([["i", "p", [170, 116], [170, 136], [210, 136], [210, 184], [170, 184], [170, 222]]]);
    // 31 digits of zones are 298 wide, and begin at 124: a line at 98 has 14 more to their left.
    const zones = ["0".repeat(31)];
    expect(pointsOf(layout(made([INTERNET, P], [flow("i", "p")], [vpc("n", { zones })])))).toEqual([["i", "p", [170, 116], [170, 198]]]);
    const wider = layout(made([INTERNET, P], [flow("i", "p")], [vpc("n", { zones: ["0".repeat(33)] })]));
    // 33 are 317, and begin at 105: 7 to the left of the line's 98.
    expect(pointsOf(wider)).toEqual([["i", "p", [170, 116], [170, 136], [163, 136], [163, 184], [170, 184], [170, 222]]]);
  });

  test("keeps arrows past it 14 pixels from its sides", () => {
    const drawn = layout(made([INTERNET, P, part("r")], [flow("i", "r")], [vpc("n")]));
    const [, , , , [x]] = pointsOf(drawn)[0] as [string, string, unknown, unknown, [number, number]];
    // The box of the VPC ends at 196, and 14 beside that is nearer than what is left of the strip.
    expect(x).toBe(210 + drawn.boxes[0]!.x);
  });

  test("of a VPC that has no part isn't drawn", () => {
    expect(layout(made([A], [], [vpc("n")]))).toEqual(layout(made([A])));
  });

  test("of two VPCs are under each other, with 12 more under the first", () => {
    const frames = layout(made([P, part("o", { tier: "isolated", vpc: "o" })], [], [vpc("n"), vpc("o")])).frames;
    expect(frames.map(({ vpc: { id }, y, height, bands }) => [id, y, height, bands])).toEqual([
      ["n", 66, 110, [{ tier: "public", y: 100, height: 66 }]],
      ["o", 188, 110, [{ tier: "isolated", y: 222, height: 66 }]],
    ]);
  });

  const texts = (more: Partial<VpcFrame>): Pick<DrawnFrame, "label" | "zones"> => {
    const [{ label, zones }] = layout(made([P], [], [vpc("n", more)])).frames as [DrawnFrame];
    return { label, zones };
  };
  const digits = (count: number): string => "0".repeat(count);

  test("says the VPC's name and range, and its zones by what tells them apart", () => {
    expect(texts({ range: "10.0.0.0/16", zones: ["eu-central-1a", "eu-central-1b"] })).toEqual({
      label: "n · 10.0.0.0/16",
      zones: "eu-central-1a, b",
    });
    expect(texts({ range: undefined, zones: [] })).toEqual({ label: "n", zones: "" });
  });

  // Each has 200 pixels and what the other leaves: bold digits are 10.5 wide, others 9.6, and `…` 16.5.
  test.each([
    [digits(36), [], digits(36), ""],
    [digits(39), [], `${digits(36)}…`, ""],
    [digits(36), ["00"], digits(36), "00"],
    [digits(37), ["00"], `${digits(34)}…`, "00"],
    ["n", [digits(40)], "n", digits(40)],
    ["n", [digits(41)], "n", `${digits(38)}…`],
    [digits(37), [digits(41)], `${digits(17)}…`, `${digits(19)}…`],
  ])("says %s and %j as %s and %s", (label, zones, shownLabel, shownZones) => {
    expect(texts({ label, zones })).toEqual({ label: shownLabel, zones: shownZones });
  });
});

test.each([
  [[], ""],
  [["a"], ""],
  [["eu-central-1a"], "eu-central-1"],
  [["ab", "ac"], "a"],
  [["ab", "ab"], "a"],
  [["abc", "ab"], "a"],
  [["abcd", "abce", "abx"], "ab"],
  [["xa", "ya"], ""],
])("%j begin with %j, and have a character more each", (names, shared) => {
  expect(sharedStart(names)).toBe(shared);
});

test("boxes without arrows are in the order of their parts' names, those of a tier each in their rows", () => {
  const parts: Part[] = [part("z"), part("y", { tier: "edge" }), part("x"), part("w", { tier: "edge" })];
  expect(boxesOf(layout(made(parts)))).toEqual([
    ["w", 24, 70, 196, 46],
    ["y", 250, 70, 196, 46],
    ["x", 24, 144, 196, 46],
    ["z", 250, 144, 196, 46],
  ]);
});
