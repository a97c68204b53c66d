import { Filling, fill } from "../../../src/cli/against/fill";
import { referenceResolver } from "../../../src/cli/against/references";
import { Shape } from "../../../src/cli/against/schema";

const ATTRIBUTES: Record<string, unknown> = { "aws_vpc.main.id": "vpc-1", "aws_subnet.a.id": "subnet-1", "aws_lb.main.port": 443 };
const resolve = referenceResolver({ attribute: (address, name) => ATTRIBUTES[`${address}.${name}`] });
const STRING: Shape = { kind: "string" };
const FILLING: Filling = {
  owner: {
    address: "aws_x.y",
    type: "aws_x",
    region: "eu-central-1",
    accountId: "123456789012",
    known: {},
    isReferenced: () => false,
  },
  resolve,
};

describe("a planned value that isn't known", () => {
  test("is what the configuration refers to", () => {
    expect(fill(undefined, true, STRING, "vpc_id", { ...FILLING, configured: "${aws_vpc.main.id}" })).toBe("vpc-1");
  });

  test("is what was there, where only Terraform can resolve the configuration", () => {
    const filling = { ...FILLING, configured: "${timestamp()}", previous: "vpc-0" };
    expect(fill(undefined, true, STRING, "vpc_id", filling)).toBe("vpc-0");
  });

  test("is found in the block that it stands in, and leaves the rest of it", () => {
    const shape: Shape = { kind: "list", element: { kind: "object", members: { vpc: STRING, name: STRING } } };
    const filling = { ...FILLING, configured: { vpc: "${aws_vpc.main.id}", name: "a" } };
    expect(fill([{ name: "a" }], [{ vpc: true }], shape, "block", filling)).toEqual([{ name: "a", vpc: "vpc-1" }]);
  });
});

// https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
test.each([
  ["string", "${aws_lb.main.port}", "443"],
  ["number", "${aws_lb.main.port}0", 4430],
  ["bool", "${aws_lb.main.port == 443}", true],
] as const)("an expression is converted to what its attribute is, such as a %s", (kind, configured, value) => {
  expect(fill(undefined, true, { kind }, "x", { ...FILLING, configured })).toBe(value);
});

test.each([
  ["what only Terraform can resolve", "${timestamp()}", 1],
  ["what is resolved", "${aws_vpc.main.id}", 0],
  ["what AWS decides", undefined, 0],
])("a value is guessed for %s: %s", (_, configured, times) => {
  const guessed = jest.fn();
  fill(undefined, true, STRING, "x", { ...FILLING, configured, guessed });
  expect(guessed).toHaveBeenCalledTimes(times);
});

// A text that isn't a number, or isn't a truth value, is Terraform's to refuse.
test.each([
  ["string", "${true}", "true"],
  ["number", '${"12"}', 12],
  ["number", '${"12.5"}', "12.5"],
  ["number", '${""}', ""],
  ["bool", '${"true"}', true],
  ["bool", '${"false"}', false],
  ["bool", '${"yes"}', "yes"],
] as const)("of a %s the expression %s is %j", (kind, configured, value) => {
  expect(fill(undefined, true, { kind }, "x", { ...FILLING, configured })).toBe(value);
});

describe("in a list", () => {
  const LIST: Shape = { kind: "list", element: { kind: "string", settable: true } };
  const previous = ["p0", "p1"];

  test("what isn't known is what was there, in its place", () => {
    expect(fill(["a", undefined], [false, true], LIST, "x", { ...FILLING, previous })).toEqual(["a", "p1"]);
  });

  test("of another length, what was there says nothing", () => {
    expect(fill([], [true, true, true], LIST, "dns_name", { ...FILLING, previous })).toEqual([
      expect.stringMatching(/\.example\.com$/),
      expect.stringMatching(/\.example\.com$/),
      expect.stringMatching(/\.example\.com$/),
    ]);
  });

  test("a block that is written without its list is its first element", () => {
    const configured = "${aws_vpc.main.id}";
    expect(fill(undefined, [true, true], LIST, "x", { ...FILLING, configured })).toEqual([
      "vpc-1",
      expect.stringMatching(/^x-[0-9a-f]{8}$/),
    ]);
  });

  test("an expression for each is resolved in its place", () => {
    const configured = ["${aws_subnet.a.id}", "${aws_vpc.main.id}"];
    expect(fill(undefined, [true, true], LIST, "x", { ...FILLING, configured })).toEqual(["subnet-1", "vpc-1"]);
  });

  test("each value that is made up is another one", () => {
    const [a, b] = fill(undefined, [true, true], LIST, "dns_name", FILLING) as string[];
    expect(a).not.toBe(b);
  });
});

test("in a map what isn't known is what was there by its name", () => {
  const shape: Shape = { kind: "map", element: STRING };
  const filling = { ...FILLING, previous: { a: "was", c: "gone" } };
  expect(fill({ b: "known" }, { a: true }, shape, "tags", filling)).toEqual({ b: "known", a: "was" });
});

test("in a map, as in a list of objects, an expression is converted to what an element is", () => {
  const shape: Shape = { kind: "map", element: { kind: "number" } };
  const configured = { a: '${"12"}' };
  expect(fill({}, { a: true }, shape, "sizes", { ...FILLING, configured })).toEqual({ a: 12 });
  const list: Shape = { kind: "list", element: { kind: "object", members: { a: { kind: "number" } } } };
  expect(fill([{}], [{ a: true }], list, "sizes", { ...FILLING, configured: [configured] })).toEqual([{ a: 12 }]);
});

test("what isn't known of nothing is made up, and makes it something", () => {
  expect(fill(null, { arn: true }, { kind: "object", members: { arn: STRING } }, "x", FILLING)).toEqual({
    arn: expect.stringMatching(/^arn:aws:x:/),
  });
});

test("what there isn't and isn't unknown is left out", () => {
  expect(Object.keys(fill({ b: 1 }, { a: false }, { kind: "object" }, "x", FILLING) as object)).toEqual(["b"]);
});

test("an element of what nobody knows is of any type", () => {
  const made = fill(undefined, [true, { a: true }], { kind: "dynamic" }, "x", FILLING);
  const placeholder = expect.stringMatching(/^placeholder-[0-9a-f]{8}$/);
  expect(made).toEqual([placeholder, { a: placeholder }]);
});

test("nothing stays nothing where nothing of it is unknown", () => {
  expect(fill(null, {}, { kind: "object" }, "x", FILLING)).toBeNull();
  expect(fill(undefined, false, STRING, "x", FILLING)).toBeUndefined();
});

test("a known value stays", () => {
  expect(fill({ a: null, b: 1 }, { a: false }, { kind: "object" }, "x", FILLING)).toEqual({ a: null, b: 1 });
});

describe("references", () => {
  test.each([
    ["an attribute alone keeps its type", "${aws_lb.main.port}", 443],
    ["text around it is kept", "port ${aws_lb.main.port} of ${aws_vpc.main.id}", "port 443 of vpc-1"],
    ["those of a list are resolved each", ["${aws_subnet.a.id}", "b"], ["subnet-1", "b"]],
    ["those of a map are resolved each", { VpcId: "${aws_vpc.main.id}" }, { VpcId: "vpc-1" }],
    ["what is no text is itself", [443, true, null, { a: null }], [443, true, null, { a: null }]],
    ["a text without one is itself", "$5 or 5%", "$5 or 5%"],
  ])("%s", (_, expression, value) => {
    expect(resolve(expression)).toEqual(value);
  });

  test.each([
    ["a function of the time", "${timestamp()}"],
    ["a reference beside such a function", "${aws_vpc.main.id}-${timestamp()}"],
    ["what doesn't stand", "${aws_vpc.other.id}"],
    ["a list with an element of these", ["${aws_vpc.main.id}", "${aws_vpc.other.id}"]],
    ["a map with a member of these", { a: "${aws_vpc.main.id}", b: "${aws_vpc.other.id}" }],
    ["a data source that wasn't read", "${data.aws_partition.current.partition}"],
  ])("%s is Terraform's to resolve", (_, expression) => {
    expect(resolve(expression)).toBeUndefined();
  });
});

// The example of Terraform's documentation of base64encode.
test("a local value is what it refers to, and a launch template's user data the same in Base64", () => {
  const withLocals = referenceResolver({
    attribute: () => "World",
    locals: { Greeting: "Hello ${aws_thing.x.name}", Odd: "${timestamp()}" },
  });
  expect(["${local.Greeting}", "${base64encode(local.Greeting)}", "${local.Odd}", "${local.Missing}"].map(withLocals)).toEqual([
    "Hello World",
    "SGVsbG8gV29ybGQ=",
    undefined,
    undefined,
  ]);
});
