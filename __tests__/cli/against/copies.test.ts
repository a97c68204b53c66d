/** What is left out of a stack so that Terraform shows what it would refuse. https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle */
import { preventsDestroy, showable } from "../../../src/cli/against/copies";

test.each<readonly [string, object]>([
  ["prevent_destroy", { prevent_destroy: true }],
  ["a condition before", { precondition: [{ condition: "${false}" }] }],
  ["a condition after", { postcondition: [{ condition: "${false}" }] }],
])("of a resource and a data source %s is left out, and the rest stays", (_, refusing) => {
  const rest = { create_before_destroy: true, ignore_changes: ["tags"] };
  const [body, kept] = [{ ...rest, ...refusing }, rest].map((lifecycle) => ({ aws_thing: { a: { name: "a", lifecycle } } }));
  expect(showable({ resource: body!, data: body! })).toStrictEqual({ resource: kept, data: kept });
  const [alone, none] = [{ name: "a", lifecycle: [refusing] }, { name: "a" }].map((each) => ({ aws_thing: { a: each } }));
  expect(showable({ resource: alone!, data: alone! })).toStrictEqual({ resource: none, data: none });
});

test("imports, checks and conditions of outputs are left out, and everything else stays", () => {
  const [terraform, provider, locals] = [{ required_version: ">= 1.10" }, { aws: [{ region: "eu-central-1" }] }, { a: 1 }];
  const output = { url: { value: "a", precondition: [{ condition: "${false}" }], sensitive: true } };
  const stack = { terraform, provider, locals, output, import: [{ to: "aws_thing.a", id: "a" }], check: { health: {} } };
  expect(showable(stack)).toStrictEqual({ terraform, provider, locals, output: { url: { value: "a", sensitive: true } } });
  expect(showable({})).toStrictEqual({});
});

test("what prevents its destruction is found by its address, in one block of a lifecycle or in several", () => {
  const resource = {
    aws_thing: {
      a: { lifecycle: { prevent_destroy: true } },
      b: { lifecycle: [{ create_before_destroy: true }, { prevent_destroy: true }] },
      c: { lifecycle: { prevent_destroy: false } },
      d: {},
    },
    aws_other: { a: { lifecycle: { prevent_destroy: true } } },
  };
  expect([...preventsDestroy({ resource })]).toEqual(["aws_thing.a", "aws_thing.b", "aws_other.a"]);
  expect([...preventsDestroy({})]).toEqual([]);
});
