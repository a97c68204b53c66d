import { inspect } from "node:util";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ValidationError } from "../../src/core";
import { testStack } from "../support/synth";

/** What a message shows of a value. */
function shown(received: unknown): string {
  const { message } = new ValidationError("subject", [{ prop: "prop", rule: "must hold", received, fix: "Mend it." }]);
  return message.replace("subject: invalid input\n  - prop: must hold; received ", "").replace(/\. Mend it\.$/, "");
}

describe("A ValidationError", () => {
  const violation = { prop: "size", rule: "must be positive", received: -1, fix: "Give 1 or more." };

  test("says where, what was broken, what was received and what to do", () => {
    expect(new ValidationError("stack/Database", [violation]).message).toBe(
      "stack/Database: invalid input\n  - size: must be positive; received -1. Give 1 or more.",
    );
  });

  test("counts the broken rules where there are several, each on a line of its own", () => {
    expect(new ValidationError("stack/Database", [violation, { ...violation, prop: "count" }]).message).toBe(
      [
        "stack/Database: 2 invalid inputs",
        "  - size: must be positive; received -1. Give 1 or more.",
        "  - count: must be positive; received -1. Give 1 or more.",
      ].join("\n"),
    );
  });

  test("is told apart from other errors by its name, and holds what it says", () => {
    expect(new ValidationError("stack/Database", [violation])).toMatchObject({
      name: "ValidationError",
      constructPath: "stack/Database",
      violations: [violation],
    });
  });

  test.each([
    ["nothing", undefined, "nothing"],
    ["null", null, "nothing"],
    ["a text", "a", '"a"'],
    ["a number", 1.5, "1.5"],
    ["a number that JSON doesn't have", Number.NaN, "NaN"],
    ["a big integer", 5n, "5"],
    ["a symbol", Symbol("x"), "Symbol(x)"],
    ["a function", () => 1, "a function"],
    ["an object", { a: [1, "b"] }, '{"a":[1,"b"]}'],
    ["an object that holds null", { a: null }, '{"a":null}'],
    ["an object with a node of another kind", { node: 1 }, '{"node":1}'],
    ["an object whose node has no path", { node: { id: "x" } }, '{"node":{"id":"x"}}'],
    ["an object without a node", { node: null }, '{"node":null}'],
    ["a list of what JSON doesn't have", [Symbol("x"), 5n], '["Symbol(x)","5"]'],
    ["a token", Token.asString({ later: true }), "a value that only Terraform knows"],
    ["a token of a number", Token.asNumber({ later: true }), "a value that only Terraform knows"],
    ["a token within a list", ["a", Token.asNumber({ later: true })], '["a","a value that only Terraform knows"]'],
    ["a token within an object", { a: Token.asAny({ later: true }) }, '{"a":"a value that only Terraform knows"}'],
    ["a token of a list", Token.asList({ later: true }), "a value that only Terraform knows"],
  ])("shows %s", (_, received, text) => expect(shown(received)).toBe(text));

  test("shows no private key, wherever it stands, and doesn't hold it either", () => {
    const pem = `-----BEGIN RSA PRIVATE KEY-----\n${"k".repeat(64)}\n-----END RSA PRIVATE KEY-----\n`;
    for (const received of [pem, { name: "n".repeat(300), keys: [pem] }]) {
      expect(shown(received)).toBe('"a private key, which isn\'t shown"');
      expect(JSON.stringify(new ValidationError("subject", [{ ...violation, received }]))).not.toContain("kkkk");
    }
  });

  test("shows a construct by its class and path, also in a list, and not all that it holds", () => {
    const bucket = new Construct(testStack(), "Bucket");
    expect(shown(bucket)).toBe("the Construct trading-test/Bucket");
    expect(shown([bucket])).toBe('["Construct trading-test/Bucket"]');
  });

  // Node.js prints an uncaught error with its enumerable properties.
  test("is printed without the tree of a construct that was received", () => {
    const printed = inspect(new ValidationError("subject", [{ ...violation, received: new Construct(testStack(), "Bucket") }]));
    expect(printed).toContain("received the Construct trading-test/Bucket");
    expect(printed).not.toContain("TerraformStack {");
    expect(printed).not.toContain("violations");
  });

  test("shows the first 200 characters of what is longer", () => {
    expect(shown("x".repeat(198))).toBe(`"${"x".repeat(198)}"`);
    expect(shown("x".repeat(199))).toBe(`"${"x".repeat(199)}…`);
  });
});

test("a ValidationError names a token within the name of a prop as one, since its text is another at each synthesis", () => {
  const prop = `behaviors["${Token.asString({ later: true })}"]`;
  expect(new ValidationError("subject", [{ prop, rule: "must hold", received: 1, fix: "Mend it." }]).message).toBe(
    'subject: invalid input\n  - behaviors["a value that only Terraform knows"]: must hold; received 1. Mend it.',
  );
});
