/** Unit tests resolve faster than CDKTF does: what they get has to be what CDKTF gives. */
import { DefaultTokenResolver, Fn, IResolveContext, Lazy, StringConcat, TerraformStack, Testing, Token } from "cdktf";
import { resolve } from "cdktf/lib/tokens/private/resolve";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import fc from "./fast-check";
import { quickResolve } from "./quick-resolve";

const { resolve: cdktfs } = jest.requireActual<{ resolve: typeof resolve }>("cdktf/lib/tokens/private/resolve");

const scope = new TerraformStack(Testing.app(), "stack");
const resolver = new DefaultTokenResolver(new StringConcat());

/** What a value resolves to, and which; or why it doesn't. */
function outcome(by: typeof resolve, value: unknown, prefix?: string[]): unknown {
  try {
    return { is: by(value, { scope, resolver, preparing: false, prefix }) };
  } catch (error) {
    return { throws: (error as Error).message };
  }
}

/** What the token `telling` is told. */
const told: string[] = [];
const telling = {
  creationStack: [],
  resolve: (context: IResolveContext) => {
    told.push(JSON.stringify([context.scope.node.path, context.preparing, context.suppressBraces, context.ignoreEscapes]));
    return context.resolve({ list: ["told", undefined] });
  },
  toString: () => "telling",
};
const circle: Record<string, unknown> = {};
circle.again = circle;
const deep = (levels: number): unknown => (levels === 0 ? "end" : { in: deep(levels - 1) });

const TOKENS: readonly (readonly [string, () => unknown])[] = [
  ["a text with a token", () => `a ${Token.asString({ of: "b" })} c`],
  ["a token of a text", () => Lazy.stringValue({ produce: () => "text" })],
  ["a token of a list", () => Lazy.listValue({ produce: () => ["a", "b"] })],
  ["a list of a token and more", () => [...Lazy.listValue({ produce: () => ["a", "b"] }), "c"]],
  ["a token of a number", () => Lazy.numberValue({ produce: () => 5 })],
  ["a list of a token of a number", () => [Lazy.numberValue({ produce: () => 5 }), 6]],
  ["a token of a list of numbers", () => Token.asNumberList(Lazy.anyValue({ produce: () => [1, 2] }))],
  ["a text with a number's token", () => `port ${Lazy.numberValue({ produce: () => 5 })}`],
  ["a token of a map", () => Token.asStringMap(Lazy.anyValue({ produce: () => ({ a: "b" }) }))],
  ["a token as a key", () => ({ [Token.asString("key")]: 1, other: 2 })],
  ["a token of what isn't there", () => Lazy.anyValue({ produce: () => undefined })],
  ["a token of a token", () => Lazy.anyValue({ produce: () => ({ a: [Lazy.stringValue({ produce: () => "b" })] }) })],
  ["a function of Terraform", () => Fn.join("-", ["a", Lazy.stringValue({ produce: () => "${b}" })])],
  ["what says what it is told", () => telling],
];

const PLAIN: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["members that are nothing", { a: undefined, b: null, c: [undefined, null], d: {}, e: [] }],
  ["a text that looks like a number", ["1e5", "-1.5e+3", "10.0.0.0/8", "e", "1e"]],
  ["an expression", { vpc: "${aws_vpc.Main.id}", "a-1e5": true }],
  ["numbers", [0, -1, 1.5, 1e21, -1e300, Infinity, NaN]],
  ["a date", { at: new Date(0) }],
  ["a function", { f: () => 1 }],
  [
    "an instance of a class",
    new (class {
      public readonly a = 1;
    })(),
  ],
  ["what has no prototype", Object.assign(Object.create(null) as object, { a: 1 })],
  ["a construct", { scope }],
  ["a circle", circle],
  ["as deep as can be", deep(200)],
  ["too deep", deep(201)],
];

describe.each([
  ["by itself", (value: unknown) => value],
  ["in a list", (value: unknown) => [1, value, "b"]],
  ["in a map in a list", (value: unknown) => ({ a: [{ b: value }], c: "d" })],
])("%s", (_, around) => {
  test.each(PLAIN)("%s is what CDKTF makes of it", (_name, value) => {
    expect(outcome(quickResolve(cdktfs), around(value))).toStrictEqual(outcome(cdktfs, around(value)));
  });

  test.each(TOKENS)("%s is what CDKTF makes of it, which is told the same", (_name, make) => {
    const value = around(make());
    told.length = 0;
    const [was, toldWas] = [outcome(cdktfs, value), told.splice(0)];
    expect([outcome(quickResolve(cdktfs), value), told]).toStrictEqual([was, toldWas]);
  });
});

test("any document is what CDKTF makes of it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(outcome(quickResolve(cdktfs), value)).toStrictEqual(outcome(cdktfs, value));
    }),
    { numRuns: 200 },
  );
});

test("an error says where, as CDKTF's does", () => {
  const message = outcome(quickResolve(cdktfs), { a: [{ b: () => 1 }] }, ["top"]);
  expect(message).toMatchObject({ throws: expect.stringContaining("/top/a/0/b") });
  expect(message).toEqual(outcome(cdktfs, { a: [{ b: () => 1 }] }, ["top"]));
});

test("the example's platform is what CDKTF makes of it, element by element", () => {
  const stack = new TradingStack(Testing.app(), "trading-prod", environments.prod!);
  stack.prepareStack();
  const elements = stack.node
    .findAll()
    .filter((each): each is typeof each & { toTerraform(): unknown } => "toTerraform" in each && each !== stack);
  expect(elements.length).toBeGreaterThan(100);
  for (const each of elements) {
    const options = { scope: each, resolver, preparing: false };
    expect(quickResolve(cdktfs)(each.toTerraform(), options)).toStrictEqual(cdktfs(each.toTerraform(), options));
  }
});

test("unit tests resolve by it", () => {
  expect(resolve).not.toBe(cdktfs);
});
