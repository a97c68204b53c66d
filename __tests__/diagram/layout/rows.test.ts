/** Which parts stand over, under and beside each other. */
import { boxOf } from "../../../src/diagram/layout/boxes";
import { ranks, rowsOf } from "../../../src/diagram/layout/rows";
import { Architecture, Part } from "../../../src/diagram/types";
import { flow, made, part, vpc } from "../made";

/** Names of parts that have one rank, from the top. */
function ranked(architecture: Architecture): string[] {
  const rows: string[] = [];
  for (const [id, rank] of ranks(architecture)) rows[rank] = rows[rank] === undefined ? id : `${rows[rank]} ${id}`;
  return rows;
}

const within = (id: string, frame: string, tier: Part["tier"]): Part => part(id, { vpc: frame, tier });

test("from the top are the internet, the edge, each VPC with its tiers, what is in no VPC that is drawn, and what is in none at all", () => {
  const architecture = made(
    [
      part("regional"),
      part("vpc not drawn", { tier: "vpc", vpc: "none" }),
      part("private not drawn", { tier: "private" }),
      within("two: public", "two", "public"),
      within("one: as a whole", "one", "vpc"),
      within("one: isolated", "one", "isolated"),
      within("one: private", "one", "private"),
      within("one: public", "one", "public"),
      part("edge", { tier: "edge" }),
      part("internet", { tier: "internet" }),
    ],
    [],
    [vpc("one"), vpc("two")],
  );
  expect(ranked(architecture)).toEqual([
    "internet",
    "edge",
    "one: public",
    "one: private",
    "one: isolated",
    "one: as a whole",
    "two: public",
    "private not drawn",
    "vpc not drawn",
    "regional",
  ]);
});

test("what is regional, or at the edge, is in no frame, whatever VPC it has", () => {
  const parts = [within("table", "one", "regional"), within("instance", "one", "private"), within("name", "one", "edge")];
  expect(ranked(made(parts, [], [vpc("one")]))).toEqual(["name", "instance", "table"]);
});

describe("within a place", () => {
  const abc = ["c", "b", "a"].map((id) => part(id));

  test("what nothing leads to is first, and each other part under all that leads to it", () => {
    expect(ranked(made(abc, []))).toEqual(["c b a"]);
    expect(ranked(made(abc, [flow("a", "b")]))).toEqual(["c a", "b"]);
    expect(ranked(made(abc, [flow("a", "c"), flow("a", "b"), flow("b", "c")]))).toEqual(["a", "b", "c"]);
    expect(ranked(made(abc, [flow("a", "c"), flow("b", "c")]))).toEqual(["b a", "c"]);
  });

  test("a circle begins with what is led to from outside of it, or else with the first part", () => {
    expect(ranked(made(abc, [flow("a", "b"), flow("b", "a")]))).toEqual(["c b", "a"]);
    expect(ranked(made(abc, [flow("b", "c"), flow("c", "b"), flow("a", "b")]))).toEqual(["a", "b", "c"]);
  });

  test("what leads to another place counts for nothing", () => {
    const parts = [part("edge", { tier: "edge" }), part("a"), part("b")];
    expect(ranked(made(parts, [flow("edge", "b"), flow("edge", "a"), flow("a", "edge")]))).toEqual(["edge", "a b"]);
  });
});

/** Each row's frame or `-`, whether that begins with it, its tier and its parts. */
function rowsIn(architecture: Architecture, columns: number): string[] {
  const boxes = new Map(architecture.parts.map((each) => [each.id, boxOf(each, columns, [])]));
  return rowsOf(architecture, boxes, columns).map(({ vpc: frame, header, tier, boxes: own }) =>
    [frame ?? "-", ...(header ? ["begins"] : []), tier, ...own.map((box) => box.part.id)].join(" "),
  );
}

test("a row has as many boxes as there are columns", () => {
  const four = ["a", "b", "c", "d"].map((id) => part(id));
  expect(rowsIn(made(four), 2)).toEqual(["- regional a b", "- regional c d"]);
  expect(rowsIn(made(four), 3)).toEqual(["- regional a b c", "- regional d"]);
});

test("a wide box takes two of them", () => {
  const parts = [part("a", { label: "0".repeat(13) }), part("b"), part("c")];
  expect(rowsIn(made(parts), 3)).toEqual(["- regional a b", "- regional c"]);
  expect(rowsIn(made(parts), 2)).toEqual(["- regional a", "- regional b c"]);
});

test("what arrows reach, or leave, is first, then the rest by name, and last what others stand on", () => {
  const parts = [
    part("d"),
    part("c"),
    part("key", { supporting: true }),
    part("a", { supporting: true }),
    part("f"),
    part("topic", { supporting: true }),
  ];
  const edge = [part("e", { tier: "edge" })];
  expect(rowsIn(made([...parts, ...edge], [flow("e", "f"), flow("topic", "e")]), 8)).toEqual(["- edge e", "- regional f topic c d a key"]);
});

test("each VPC begins with its header, in the tier of its first part, and its tiers have rows of their own", () => {
  const parts = [
    within("b", "one", "isolated"),
    within("a", "one", "private"),
    within("c", "two", "public"),
    part("d"),
    within("e", "one", "private"),
  ];
  expect(rowsIn(made(parts, [], [vpc("one"), vpc("two")]), 3)).toEqual([
    "one begins private",
    "one private a e",
    "one isolated b",
    "two begins public",
    "two public c",
    "- regional d",
  ]);
});

test("what leads to another stands in a row over it", () => {
  expect(rowsIn(made([part("a"), part("b")], [flow("b", "a")]), 3)).toEqual(["- regional b", "- regional a"]);
});
