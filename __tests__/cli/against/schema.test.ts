import { resourceShapes, shapeKey } from "../../../src/cli/against/schema";

/** The shape of one attribute or block of a type. */
function shapeOf(block: object): unknown {
  const schemas = { provider_schemas: { aws: { resource_schemas: { aws_thing: { version: 2, block } } } } };
  const shapes = resourceShapes(schemas as never, [{ provider_name: "aws", type: "aws_thing" }]);
  return shapes.get(shapeKey("aws", "aws_thing"))!.shape.members!.it;
}

// https://developer.hashicorp.com/terraform/internals/json-format, and "terraform providers schema".
test.each<readonly [unknown, object]>([
  ["string", { kind: "string" }],
  ["number", { kind: "number" }],
  ["bool", { kind: "bool" }],
  ["dynamic", { kind: "dynamic" }],
  [undefined, { kind: "dynamic" }],
  [["list", "string"], { kind: "list", element: { kind: "string" } }],
  [["set", "number"], { kind: "set", element: { kind: "number" } }],
  [["map", "bool"], { kind: "map", element: { kind: "bool" } }],
  [["object", { a: "string" }], { kind: "object", members: { a: { kind: "string" } } }],
  [
    ["list", ["object", { a: ["set", "string"] }]],
    { kind: "list", element: { kind: "object", members: { a: { kind: "set", element: { kind: "string" } } } } },
  ],
  [["tuple", ["string"]], { kind: "dynamic" }],
])("an attribute of the type %j", (type, shape) => {
  expect(shapeOf({ attributes: { it: { type, computed: true } } })).toEqual({ ...shape, settable: false });
});

test.each([
  [{ optional: true }, true],
  [{ required: true }, true],
  [{ optional: true, computed: true }, true],
  [{ computed: true }, false],
])("an attribute with %j may be set: %s", (settings, settable) => {
  expect(shapeOf({ attributes: { it: { type: "string", ...settings } } })).toEqual({ kind: "string", settable });
});

const member = { attributes: { a: { type: "string", required: true } } };
const object = { kind: "object", members: { a: { kind: "string", settable: true } } };

test.each([
  ["list", { kind: "list", element: object }],
  ["set", { kind: "set", element: object }],
  ["map", { kind: "map", element: object }],
  ["single", object],
])("a block, and an attribute with members, nested as %s", (mode, shape) => {
  expect(shapeOf({ block_types: { it: { nesting_mode: mode, block: member } } })).toEqual({ ...shape, settable: true });
  expect(shapeOf({ attributes: { it: { nested_type: { nesting_mode: mode, attributes: member.attributes } } } })).toEqual({
    ...shape,
    settable: false,
  });
});

test("a type that the schemas don't have has no shape", () => {
  expect([...resourceShapes({}, [{ provider_name: "aws", type: "aws_thing" }])]).toEqual([]);
});

test("each type has the version of its schema", () => {
  const schemas = {
    provider_schemas: { aws: { resource_schemas: { aws_thing: { version: 2, block: {} }, aws_other: { version: 0, block: {} } } } },
  };
  const asked = ["aws_thing", "aws_thing", "aws_other"].map((type) => ({ provider_name: "aws", type }));
  expect([...resourceShapes(schemas, asked)].map(([key, { version }]) => [key, version])).toEqual([
    ["aws aws_thing", 2],
    ["aws aws_other", 0],
  ]);
});
