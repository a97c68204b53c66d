/** What Terraform's strings are made of (Terraform, "Strings and Templates": interpolation sequences, and `$${` for a literal `${`). */
import { endOfString, pieces } from "../../../src/testing/permissions/expressions";

test.each<readonly [text: string, expected: ReturnType<typeof pieces>]>([
  ["plain", [{ text: "plain" }]],
  ["a${x}b", [{ text: "a" }, { expression: "x" }, { text: "b" }]],
  ["${x}${y}", [{ text: "" }, { expression: "x" }, { text: "" }, { expression: "y" }, { text: "" }]],
  ['${jsonencode({a = {b = "c"}})}/*', [{ text: "" }, { expression: 'jsonencode({a = {b = "c"}})' }, { text: "/*" }]],
  ['${join("}", [x])}z', [{ text: "" }, { expression: 'join("}", [x])' }, { text: "z" }]],
  ['${f("${g("}")}")}z', [{ text: "" }, { expression: 'f("${g("}")}")' }, { text: "z" }]],
  ["$${aws:username}", [{ text: "${aws:username}" }]],
])("%s", (text, expected) => {
  expect(pieces(text)).toEqual(expected);
});

test.each([
  ['abc" d', 3],
  ['a\\"b" d', 4],
  ['${f("x")}" d', 9],
  ['$${"', 3],
  ["never", 5],
])("a string of %s ends at %i", (text, end) => {
  expect(endOfString(text, 0)).toBe(end);
});
