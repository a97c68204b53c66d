import { Construct } from "constructs";
import { EncryptionKey, Removal, useRemoval } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

function preventDestroy(stack: ReturnType<typeof testStack>, id: string): boolean {
  return synth(stack).resource("aws_kms_key", `${id}_`).lifecycle?.prevent_destroy ?? false;
}

describe("useRemoval", () => {
  test("says for everything below a stack what happens to it", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    new EncryptionKey(new Construct(stack, "Part"), "Key");
    expect(preventDestroy(stack, "Part_Key")).toBe(false);
  });

  test("leaves a construct's own removal as it is", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    new EncryptionKey(stack, "Key", { removal: "protect" });
    expect(preventDestroy(stack, "Key")).toBe(true);
  });

  test("holds for the nearest scope that says something", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    const data = new Construct(stack, "Data");
    useRemoval(data, "protect");
    new EncryptionKey(data, "Key");
    expect(preventDestroy(stack, "Data_Key")).toBe(true);
  });

  test("protects where nothing is said", () => {
    const stack = testStack();
    new EncryptionKey(stack, "Key");
    expect(preventDestroy(stack, "Key")).toBe(true);
  });

  test("is refused once a construct below the scope has been made without a removal of its own", () => {
    const stack = testStack();
    new EncryptionKey(stack, "Key");
    expect(messageOf(() => useRemoval(stack, "destroy"))).toBe(
      'trading-test: invalid input\n  - removal: must be set before the constructs that it is for, and trading-test/Key has been made; received "destroy". Call useRemoval before it.',
    );
  });

  test("is refused with a second value for a scope, and taken with the same one again", () => {
    const stack = testStack();
    useRemoval(stack, "protect");
    expect(() => useRemoval(stack, "protect")).not.toThrow();
    expect(messageOf(() => useRemoval(stack, "destroy"))).toBe(
      'trading-test: invalid input\n  - removal: must have one value in a scope, and "protect" is set there; received "destroy". Leave one of them out.',
    );
  });

  test("is refused for a word that there isn't", () => {
    expect(messageOf(() => useRemoval(testStack(), "retain" as Removal))).toBe(
      'trading-test: invalid input\n  - removal: must be one of protect, destroy; received "retain". Use one of these.',
    );
  });
});
