/** What `plan --against` resolves by itself is what Terraform says of the same expressions. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { referenceResolver } from "../../src/cli/against/references";

const LOCALS = {
  name: "orders",
  empty: "",
  script: '#!/bin/bash\nimds=$${IMDS:-http://169.254.169.254}/latest # 100 %%{ <&>\u2028\t"quoted" \\ größer ${local.name}',
  zones: ["eu-central-1b", "eu-central-1a", "", "eu-central-1a"],
  numbers: [3, 1, 2],
  tags: { Name: "orders", "with space": "x", Zone: "a", _: "b", größer: "c" },
  rules: [
    { port: 443, cidrs: ["10.0.0.0/16"], open: true },
    { port: 80, cidrs: [], open: false },
  ],
};

const EXPRESSIONS = [
  "local.script",
  '"a $${b} %%{c} ${local.name} \\t\\u00e9 \\" \\\\ "',
  'jsonencode({"b" = local.script, a : [1, true, null, {}], (local.name) = local.tags})',
  "jsonencode(local.rules)",
  "base64encode(local.script)",
  "substr(sha256(local.script), 0, 10)",
  'substr("sg-0123456789", 3, -1)',
  'substr("abc", -2, 1)',
  'substr("abc", 1, 99)',
  'substr("abc", 0, 0)',
  "md5(local.script)",
  "sha1(local.script)",
  "sha512(local.script)",
  "base64sha256(local.script)",
  "[for r in local.rules : r.port if r.open][0]",
  "[for i, r in local.rules : i + r.port * 2]",
  "{for r in local.rules : r.port => length(r.cidrs)}",
  '{for k, v in local.tags : lower(k) => "${k}=${v}" if k != "größer"}',
  "local.rules[*].port",
  "local.rules.*.cidrs[0]",
  "one(local.rules[0].cidrs[*])",
  "one([])",
  'local.name == "orders" ? local.numbers[0] - 5 : 0',
  '!(1 > 2) && (3 >= 3 || false) && local.name != "x"',
  "7 % 4 + 6 / 3",
  'coalesce(local.empty, "b")',
  "compact(local.zones)",
  "distinct(local.zones)",
  "sort(local.zones)",
  "toset(local.zones)",
  "reverse(local.numbers)",
  "concat(local.numbers, [local.name], [])",
  "contains(local.zones, local.name)",
  "element(local.zones, 5)",
  "slice(local.numbers, 1, 3)",
  "keys(local.tags)",
  "values(local.tags)",
  "length(local.tags)",
  "length(local.name)",
  'lookup(local.tags, "Name", "none")',
  'lookup(local.tags, "name", "none")',
  'merge(local.tags, {Name = "other"}, {})',
  'join(",", local.numbers)',
  'join(",", [], local.zones)',
  'split(",", "a,,b")',
  'split(",", "")',
  'replace("a.b.c", ".", "$&")',
  'trimprefix("*.example.com", "*.")',
  'trimsuffix("example.com.", ".")',
  'trimsuffix("example.com", "")',
  'trimspace("  a \\n")',
  'startswith("abc", "ab")',
  'endswith("abc", "")',
  'strcontains("abc", "d")',
  'upper("aZ1-")',
  "max(3, 1, 2)",
  "min(3, 1, 2)",
  "tostring(12)",
  "tostring(true)",
  "tonumber(3)",
  "tolist(local.numbers)",
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "console-"));
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ locals: LOCALS }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `terraform console` answers to all of them at once, as JSON in Base64, which no setting of a terminal changes. */
function consoleAnswers(): unknown[] {
  const input = `base64encode(jsonencode([${EXPRESSIONS.join(", ")}]))\n`;
  const { status, stdout, stderr } = spawnSync("terraform", ["console"], { cwd: folder, encoding: "utf8", input });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(Buffer.from(JSON.parse(stdout) as string, "base64").toString("utf8")) as unknown[];
}

test("each expression comes to what Terraform itself says", () => {
  const answers = consoleAnswers();
  expect(answers).toHaveLength(EXPRESSIONS.length);
  const resolve = referenceResolver({ attribute: () => undefined, locals: LOCALS });
  expect(EXPRESSIONS.map((expression) => [expression, resolve(`\${${expression}}`)])).toEqual(
    EXPRESSIONS.map((expression, index) => [expression, answers[index]]),
  );
});
