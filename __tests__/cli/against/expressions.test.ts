/** What Terraform's expressions come to, by the examples of its documentation: https://developer.hashicorp.com/terraform/language */
import { referenceResolver } from "../../../src/cli/against/references";

const ATTRIBUTES: Record<string, unknown> = {
  "aws_vpc.main.id": "vpc-1",
  "aws_lb.main.port": 443,
  'aws_subnet.each["a.b"].id': "subnet-a",
  "aws_subnet.many[1].id": "subnet-1",
  "aws_rds_cluster.main.master_user_secret": [{ secret_arn: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a" }],
  "aws_acm_certificate.main.domain_validation_options": [
    { domain_name: "example.com", resource_record_name: "_1" },
    { domain_name: "*.example.com", resource_record_name: "_2" },
  ],
};
const resolve = referenceResolver({
  attribute: (address, name) => ATTRIBUTES[`${address}.${name}`],
  data: new Map([["aws_partition.current", { partition: "aws" }]]),
  locals: { Zones: ["a", "b"], Name: "orders" },
});
const valueOf = (expression: string): unknown => resolve(`\${${expression}}`);

describe("a template", () => {
  // Strings and Templates, "Escape Sequences" and "String Templates".
  test.each([
    [
      "escapes what looks like an expression",
      "$${IMDS:-http://169.254.169.254}/latest %%{if}",
      "${IMDS:-http://169.254.169.254}/latest %{if}",
    ],
    ["escapes beside an expression", "${aws_vpc.main.id} $${x}", "vpc-1 ${x}"],
    ["has numbers as text", "port ${aws_lb.main.port}", "port 443"],
    ["is itself the value of an expression alone", "${aws_lb.main.port}", 443],
    ["stands in an expression too", '${"a-${local.Name}"}', "a-orders"],
  ])("%s", (_, text, value) => {
    expect(resolve(text)).toBe(value);
  });

  test.each([
    ["a directive", "%{ if true }a%{ endif }"],
    ["a mark that strips spaces", "a ${~ local.Name }"],
    ["nothing in a text", "a ${null}"],
    ["what isn't an expression", "${local.}"],
  ])("is Terraform's to resolve with %s", (_, text) => {
    expect(resolve(text)).toBeUndefined();
  });
});

describe("a reference", () => {
  test.each([
    ['aws_subnet.each["a.b"].id', "subnet-a"],
    ["aws_subnet.many[1].id", "subnet-1"],
    ["aws_rds_cluster.main.master_user_secret[0].secret_arn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a"],
    ["aws_rds_cluster.main.master_user_secret.0.secret_arn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a"],
    ["aws_acm_certificate.main.domain_validation_options[*].resource_record_name", ["_1", "_2"]],
    ["aws_acm_certificate.main.domain_validation_options.*.resource_record_name", ["_1", "_2"]],
    ["local.Zones[1]", "b"],
    ["data.aws_partition.current.partition", "aws"],
  ])("%s is found", (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });

  test.each([
    "data.aws_region.current.name",
    "var.size",
    "each.value",
    "module.a.id",
    "self.id",
    "path.module",
    "aws_vpc.main",
    "aws_vpc.other.id",
  ])("%s is Terraform's to resolve", (expression) => {
    expect(valueOf(expression)).toBeUndefined();
  });
});

// Operators; Conditional Expressions; For Expressions.
test.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["-3 + 10 % 4", -1],
  ["1 < 2 && !(2 >= 3) || false", true],
  ['local.Name == "orders" ? "yes" : "no"', "yes"],
  ['local.Name != "orders" ? "yes" : "no"', "no"],
  ['[for s in ["a", "b"] : upper(s)]', ["A", "B"]],
  ['[for i, s in ["a", "b"] : "${i} is ${s}"]', ["0 is a", "1 is b"]],
  ['{for s in ["a", ""] : s => upper(s) if s != ""}', { a: "A" }],
  [
    '[for o in aws_acm_certificate.main.domain_validation_options : o.resource_record_name if trimprefix(o.domain_name, "*.") == "example.com"][0]',
    "_1",
  ],
  ['{"b" = 1, a : 2, (local.Name) = [true, null]}', { b: 1, a: 2, orders: [true, null] }],
])("%s", (expression, value) => {
  expect(valueOf(expression)).toEqual(value);
});

// Each function's page, its examples.
test.each([
  ['base64encode("Hello World")', "SGVsbG8gV29ybGQ="],
  ['sha256("hello world")', "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"],
  ['md5("hello world")', "5eb63bbbe01eeed093cb22bb8f5acdc3"],
  ['sha1("hello world")', "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"],
  ['base64sha256("hello world")', "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="],
  ['substr("hello world", 1, 4)', "ello"],
  ['substr("hello world", -5, -1)', "world"],
  ['substr("hello world", 6, 10)', "world"],
  ['jsonencode({"hello"="world"})', '{"hello":"world"}'],
  ['join("-", ["foo", "bar", "baz"])', "foo-bar-baz"],
  ['split(",", "foo,bar,baz")', ["foo", "bar", "baz"]],
  ['split(",", "")', [""]],
  ['replace("1 + 2 + 3", "+", "-")', "1 - 2 - 3"],
  ['trimsuffix("helloworld", "world")', "hello"],
  ['trimprefix("helloworld", "hello")', "world"],
  ['coalesce("", "b")', "b"],
  ['compact(["a", "", "b"])', ["a", "b"]],
  ['concat(["a", ""], ["b", "c"])', ["a", "", "b", "c"]],
  ['element(["a", "b", "c"], 3)', "a"],
  ['lookup({a="ay", b="bee"}, "c", "what?")', "what?"],
  ['keys({"c"=1, "a"=2})', ["a", "c"]],
  ["values({a=3, c=2, d=1})", [3, 2, 1]],
  ['merge({a="b", c="d"}, {e="f", c="z"})', { a: "b", c: "z", e: "f" }],
  ['startswith("hello world", "hello")', true],
  ["tostring(1)", "1"],
  ["max(12, 54, 3)", 54],
  ['slice(["a", "b", "c", "d"], 1, 3)', ["b", "c"]],
])("%s is as Terraform's documentation has it", (expression, value) => {
  expect(valueOf(expression)).toEqual(value);
});

test("jsonencode sorts members, and escapes what a page would misread", () => {
  expect(valueOf('jsonencode({b = "<&>", a = [1, true, null]})')).toBe('{"a":[1,true,null],"b":"\\u003c\\u0026\\u003e"}');
});

test.each([
  'substr("größer", 0, 3)',
  'upper("größer")',
  'replace("a1", "/\\\\d/", "")',
  'substr("abc", 5, 1)',
  'timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:00Z")',
  "1 / 3",
  '1 == "1"',
  "concat([1]...)",
])("%s is Terraform's to resolve", (expression) => {
  expect(valueOf(expression)).toBeUndefined();
});
