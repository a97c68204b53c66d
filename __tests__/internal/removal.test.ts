import { Token } from "cdktf";
import { Construct } from "constructs";
import { REMOVAL, removalLifecycle, removalOf, removalReader, setDefaultRemoval } from "../../src/internal/removal";
import { messageOf, testStack } from "../support/synth";

describe("the removal of a construct", () => {
  test("is its own where it has one, whatever the stack's is", () => {
    const stack = testStack();
    setDefaultRemoval(stack, "destroy");
    expect(removalOf(new Construct(stack, "Key"), "protect")).toBe("protect");
    expect(removalReader(stack)).toBeUndefined();
  });

  test.each([undefined, null])("is that of the nearest scope where its own is %s", (own) => {
    const stack = testStack();
    const data = new Construct(stack, "Data");
    setDefaultRemoval(stack, "destroy");
    setDefaultRemoval(data, "protect");
    expect(removalOf(new Construct(data, "Key"), own as undefined)).toBe("protect");
    expect(removalOf(new Construct(stack, "Key"), own as undefined)).toBe("destroy");
  });

  test("is protect where nobody says anything", () => expect(removalOf(new Construct(testStack(), "Key"), undefined)).toBe("protect"));

  test("that comes from its scopes is remembered there, by the first that asked", () => {
    const stack = testStack();
    removalOf(new Construct(stack, "First"), undefined);
    removalOf(new Construct(stack, "Second"), undefined);
    expect(removalReader(stack)).toBe("trading-test/First");
  });

  // Terraform, "The lifecycle meta-argument": prevent_destroy rejects every plan that would destroy the object.
  test("is Terraform's prevent_destroy under protect, and nothing under destroy", () => {
    expect(removalLifecycle("protect")).toEqual({ preventDestroy: true });
    expect(removalLifecycle("destroy")).toBeUndefined();
  });

  test("may be left out, and is one of two words", () => {
    expect(REMOVAL).toMatchObject({ optional: true, rule: "must be one of protect, destroy" });
  });

  // An app may load the library twice, as when two of its packages bring a copy each.
  test("is the same to every copy of the library", () => {
    const stack = testStack();
    setDefaultRemoval(stack, "destroy");
    removalOf(new Construct(stack, "Key"), undefined);
    const values = stack as unknown as Record<symbol, string>;
    expect(values[Symbol.for("cdktf-trading-platform/removal")]).toBe("destroy");
    expect(values[Symbol.for("cdktf-trading-platform/removal-reader")]).toBe("trading-test/Key");
  });
});

test("a removal that only Terraform knows is refused, since it comes too late to protect anything", () => {
  const removal = Token.asString("${var.removal}") as unknown as "protect";
  expect(messageOf(() => removalOf(new Construct(testStack(), "Key"), removal))).toBe(
    'trading-test/Key: invalid input\n  - removal: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
  );
});
