/** What is quick must be the same: every value of whole platforms, by CDKTF's own way and by the short one. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, Lazy, TerraformElement, TerraformStack, Testing, Token } from "cdktf";
import { DefaultTokenResolver, StringConcat } from "cdktf/lib/tokens";
import { examples } from "../../examples/gallery/examples";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Resolve, plainFirst } from "./plain-values";

const own = jest.requireActual<{ resolve: Resolve }>("cdktf/lib/tokens/private/resolve").resolve;
const quick = plainFirst(own);

function outcome(resolve: Resolve, scope: TerraformStack, value: unknown): unknown {
  const options = { scope, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) };
  try {
    return { value: resolve(value, options) };
  } catch (error) {
    return { error: (error as Error).message.replace(/\n[^]*/, "") };
  }
}

function expectTheSame(stack: TerraformStack, value: unknown): void {
  expect(outcome(quick, stack, value)).toStrictEqual(outcome(own, stack, value));
}

test.each([
  ["the trading platform", () => new TradingStack(Testing.app(), "trading-prod", environments.prod!)] as const,
  ...Object.entries(examples).map(([name, make]) => [`the gallery's ${name}`, () => new make(Testing.app(), name)] as const),
])("what is synthesized of %s is the same", (_, make) => {
  const stack = make();
  stack.ensureBackendExists();
  const elements = stack.node.findAll().filter(TerraformElement.isTerraformElement);
  expect(elements.length).toBeGreaterThan(3);
  for (const element of elements) {
    expectTheSame(stack, element.toTerraform());
    expectTheSame(stack, element.toMetadata());
  }
});

describe("the same, or the same error", () => {
  const stack = new TerraformStack(Testing.app(), "values");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  const bucket = new S3Bucket(stack, "Bucket", {});
  const circle: Record<string, unknown> = {};
  circle.again = circle;

  test.each([
    ["nothing", { a: undefined, b: null, c: [undefined, 1, null], d: [], e: {} }],
    ["texts", ["", "2e5", "1.5e-3", "-e-", "${aws_vpc.main.id}", "$${escaped}", "eu-west-1", "String Map Token Value of a kind"]],
    ["numbers", [0, 1.5, -1, 1e300, Number.NaN, Number.POSITIVE_INFINITY, -123456788]],
    ["a date", { at: new Date(0) }],
    ["a text with a token", { a: [{ b: `${bucket.arn}/*` }], c: bucket.id }],
    ["a token as a key", { [bucket.arn]: 1, other: { [`${bucket.id}-x`]: 2 } }],
    [
      "a list that is a token",
      { list: Token.asList(bucket.fqn), more: [...Token.asList(bucket.fqn), "x"], nested: [Token.asList(bucket.fqn)] },
    ],
    [
      "a number that is a token",
      { number: Token.asNumber(bucket.fqn), list: [Token.asNumber(bucket.fqn), 1], text: `${Token.asNumber(bucket.fqn)}` },
    ],
    ["a list of numbers that is a token", { list: Token.asNumberList(bucket.fqn) }],
    [
      "a map that is a token",
      { map: Token.asStringMap(bucket.fqn), numbers: Token.asNumberMap(bucket.fqn), any: Token.asAnyMap(bucket.fqn) },
    ],
    ["what a map's token has for a value", ["String Map Token Value"]],
    ["what a map's token has for any value", { a: "Any Map Token Value" }],
    ["what a map's token has for a number", { a: -123456789 }],
    [
      "what is known later",
      { a: Lazy.stringValue({ produce: () => "later" }), b: Lazy.anyValue({ produce: () => ({ c: bucket.arn, d: [undefined] }) }) },
    ],
    ["a function's call", { a: Fn.join("-", ["a", bucket.id]), b: Fn.merge([{ a: "${x}" }, Token.asStringMap(bucket.fqn)]) }],
    ["a construct", { a: [bucket] }],
    ["a stack", { a: stack }],
    ["a function", { a: { b: () => 1 } }],
    [
      "an instance",
      {
        a: new Map([["a", 1]]),
        b: new (class {
          public readonly c = bucket.arn;
        })(),
      },
    ],
    ["a circle", circle],
  ])("of %s", (_, value) => expectTheSame(stack, value));
});
