import { Testing } from "cdktf";
import { environments } from "../../../examples/trading-stack/environments";
import { TradingStack } from "../../../examples/trading-stack/trading-stack";
import { BREAKAGES, sampleOf } from "../../../tools/breakages/breakages";
import { StackEditor } from "../../../tools/breakages/stack-editor";

const ids = BREAKAGES.map(({ id }) => id);

test("breaks have ids of their own", () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe("in the example", () => {
  const original = Testing.synth(new TradingStack(Testing.app(), "trading-local", environments.local));

  test.each(BREAKAGES)("$id finds what it breaks and what is refused for it", (breakage) => {
    const editor = new StackEditor(JSON.parse(original));
    breakage.break(editor);
    expect(editor.json).not.toEqual(JSON.parse(original));
    expect(editor.address(...breakage.target)).toContain(`${breakage.target[0]}.`);
  });
});

describe("a sample", () => {
  const all = Array.from({ length: 87 }, (_, index) => index);

  test("is spread over the table", () => {
    expect(sampleOf(all, 4, 0)).toEqual([0, 22, 44, 66]);
  });

  test("is another one each day, until all had their turn", () => {
    const days = Array.from({ length: 22 }, (_, day) => sampleOf(all, 4, 20_000 + day));
    expect(days.flat().sort((a, b) => a - b)).toEqual(all);
  });

  test("is never longer than the table", () => {
    expect(sampleOf(all, 100, 1)).toEqual(all);
  });
});
