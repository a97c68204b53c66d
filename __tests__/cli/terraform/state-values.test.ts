import { stateOutputs, typeOf } from "../../../src/cli/terraform/state-values";

// https://developer.hashicorp.com/terraform/language/expressions/types, in the words of a state file.
test.each([
  ["a", "string"],
  [1.5, "number"],
  [true, "bool"],
  [null, "dynamic"],
  [undefined, "dynamic"],
  [
    ["a", 1],
    ["tuple", ["string", "number"]],
  ],
  [{ a: [true], b: {} }, ["object", { a: ["tuple", ["bool"]], b: ["object", {}] }]],
])("the type of %j is %j", (value, type) => {
  expect(typeOf(value)).toEqual(type);
});

test("an output is marked where it is sensitive, and only there", () => {
  const outputs = new Map([
    ["a", { value: 1, sensitive: false }],
    ["b", { value: "x", sensitive: true }],
  ]);
  expect(stateOutputs(outputs)).toStrictEqual({ a: { value: 1, type: "number" }, b: { value: "x", type: "string", sensitive: true } });
});
