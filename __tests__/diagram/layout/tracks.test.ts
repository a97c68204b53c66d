/** On which heights lines turn between two rows. */
import { Hop } from "../../../src/diagram/layout/lanes";
import { tracksIn } from "../../../src/diagram/layout/tracks";
import { line } from "./lines";

const hop = (above: number, below: number): Hop => ({ line: line([0, above], [1, below]), channel: 0, above, below });
/** Each hop's track, and how many there are. */
function tracks(...hops: readonly Hop[]): readonly [(number | undefined)[], number] {
  const { of, count } = tracksIn(hops);
  return [hops.map((each) => of.get(each)), count];
}

test("a line that doesn't turn needs none", () => {
  expect(tracks(hop(10, 10))).toEqual([[undefined], 0]);
});

test("a line that turns needs one, which another may have that is 12 pixels beside it", () => {
  expect(tracks(hop(0, 100))).toEqual([[0], 1]);
  expect(tracks(hop(0, 100), hop(112, 200))).toEqual([[0, 0], 1]);
  expect(tracks(hop(0, 100), hop(111, 200))).toEqual([[0, 1], 2]);
  expect(tracks(hop(112, 200), hop(0, 100))).toEqual([[0, 0], 1]);
  expect(tracks(hop(200, 111), hop(100, 0))).toEqual([[1, 0], 2]);
});

test("a line that comes down where another goes down turns under it, unless they are 6 pixels apart", () => {
  expect(tracks(hop(0, 100), hop(100, 200))).toEqual([[1, 0], 2]);
  expect(tracks(hop(0, 100), hop(105, 200))).toEqual([[1, 0], 2]);
  expect(tracks(hop(0, 100), hop(106, 200))).toEqual([[0, 1], 2]);
  expect(tracks(hop(105, 200), hop(0, 100), hop(205, 300))).toEqual([[1, 2, 0], 3]);
});

test("of lines that must lie under each other the first from the left, and the longest of those, is first", () => {
  expect(tracks(hop(100, 0), hop(0, 100))).toEqual([[0, 1], 2]);
  expect(tracks(hop(0, 50), hop(0, 100))).toEqual([[1, 0], 2]);
  expect(tracks(hop(10, 100), hop(0, 50))).toEqual([[1, 0], 2]);
});

describe("lines that end in one place", () => {
  const joined = (channel: number, rows: readonly [number, number]): Hop[] => {
    const one = line([rows[0], 0], [rows[1], 100]);
    const other = line([rows[0], 200], [rows[1], 100], one.end);
    return [
      { line: one, channel, above: 0, below: 100 },
      { line: other, channel, above: 200, below: 100 },
    ];
  };

  test.each<readonly [number, readonly [number, number], number]>([
    [0, [0, 1], 1],
    [1, [0, 2], 1],
    [0, [0, 2], 2],
    [0, [1, 0], 1],
    [0, [2, 0], 1],
    [1, [2, 0], 2],
  ])("turn in channel %i, between the rows %j, on %i tracks: on one where they end", (channel, rows, count) => {
    expect(tracksIn(joined(channel, rows)).count).toBe(count);
  });

  test("take what both take", () => {
    expect(tracks(...joined(0, [0, 1]), hop(-100, -12))).toEqual([[0, 0, 0], 1]);
    expect(tracks(...joined(0, [0, 1]), hop(-100, -11))).toEqual([[1, 1, 0], 2]);
    expect(tracks(...joined(0, [0, 1]), hop(212, 300))).toEqual([[0, 0, 0], 1]);
    expect(tracks(...joined(0, [0, 1]), hop(211, 300))).toEqual([[0, 0, 1], 2]);
  });
});
