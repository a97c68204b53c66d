/** What Terraform's strings are made of (Terraform, "Strings and Templates": interpolation sequences, and `$${` for a literal `${`). */
import { endOfString, pieces } from "../../../src/testing/permissions/expressions";
import { unknownPart } from "../../../src/testing/permissions/patterns";

test.each<readonly [text: string, expected: ReturnType<typeof pieces>]>([
  ["plain", [{ text: "plain" }]],
  ["a${x}b", [{ text: "a" }, { expression: "x" }, { text: "b" }]],
  ["${x}${y}", [{ text: "" }, { expression: "x" }, { text: "" }, { expression: "y" }, { text: "" }]],
  ['${jsonencode({a = {b = "c"}})}/*', [{ text: "" }, { expression: 'jsonencode({a = {b = "c"}})' }, { text: "/*" }]],
  ['${join("}", [x])}z', [{ text: "" }, { expression: 'join("}", [x])' }, { text: "z" }]],
  ['${f("${g("}")}")}z', [{ text: "" }, { expression: 'f("${g("}")}")' }, { text: "z" }]],
  ["$${aws:username}", [{ text: "${aws:username}" }]],
  ["${aws:username}/${x}", [{ text: "${aws:username}/" }, { expression: "x" }, { text: "" }]],
  ["a$${b}c${ d }", [{ text: "a${b}c" }, { expression: "d" }, { text: "" }]],
  ["${aws:PrincipalTag/team, 'none'}", [{ text: "${aws:PrincipalTag/team, 'none'}" }]],
  ["${*}${?}${$}", [{ text: "${*}${?}${$}" }]],
  ["${f({a = {}})}b", [{ text: "" }, { expression: "f({a = {}})" }, { text: "b" }]],
  ["${never", [{ text: "" }, { expression: "never" }, { text: "" }]],
])("%s", (text, expected) => {
  expect(pieces(text)).toEqual(expected);
});

// It stands within JSON, and within the marks of such a part.
test.each([
  ['join("\\n", [var.a])', "⟪join('n', [var.a])⟫"],
  ["f(\n⟪x⟫)", "⟪f(x)⟫"],
  ["var.account", "⟪var.account⟫"],
])("a part that only Terraform knows, %j, is marked as %s", (expression, marked) => {
  expect(unknownPart(expression)).toBe(marked);
  expect(JSON.parse(`{"a":"${marked}"}`)).toEqual({ a: marked });
});

test.each([
  ['abc" d', 3],
  ['a\\"b" d', 4],
  ['${f("x")}" d', 9],
  ['$${"', 3],
  ['$${a}"', 5],
  ['\\\\" d', 2],
  ['${a}${b}" d', 8],
  ["never", 5],
])("a string of %s ends at %i", (text, end) => {
  expect(endOfString(text, 0)).toBe(end);
});
