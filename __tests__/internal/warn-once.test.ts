import { Annotations, Testing, TerraformStack } from "cdktf";
import { warnOnce } from "../../src/internal/warn-once";

function warningsOf(stack: TerraformStack): unknown[] {
  return stack.node.metadata.map(({ data }) => data);
}

test("a warning is said once, and another one besides", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  for (const warning of ["one", "two", "one"]) warnOnce(stack, warning);
  expect(warningsOf(stack)).toEqual(["one", "two"]);
});

test("a warning that a construct has from elsewhere isn't said again", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  Annotations.of(stack).addWarning("one");
  warnOnce(stack, "one");
  expect(warningsOf(stack)).toEqual(["one"]);
});
