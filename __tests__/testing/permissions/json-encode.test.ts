/** What is written out within `jsonencode` (Terraform, "Types and Values"). */
import { Literal, readLiteral } from "../../../src/testing/permissions/json-encode";

test.each<readonly [expression: string, value: Literal]>([
  ['{a = 1, "b" : "c"}', { a: 1, b: "c" }],
  ["{\n  a = {}\n  b = []\n}", { a: {}, b: [] }],
  ["[1, -2.5, true, false, null]", [1, -2.5, true, false, null]],
  ['"a\\nb"', "a\nb"],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ["aws_s3_bucket.Logs.arn", "${aws_s3_bucket.Logs.arn}"],
  ['[aws_s3_bucket.Logs["x y"].arn]', ['${aws_s3_bucket.Logs["x y"].arn}']],
  [" { a = x } ", { a: "x" }],
])("%j is %j", (expression, value) => {
  expect(readLiteral(expression)).toEqual(value);
});

test.each(["", "{a b}", '{a "b"}', "{a", "{a =", "{a = 1", "{a = }", "[1", "[1}", "merge({}, {})", "{a = f(1)}", "[] []", "]"])(
  "%j is none that is written out",
  (expression) => {
    expect(readLiteral(expression)).toBeUndefined();
  },
);
