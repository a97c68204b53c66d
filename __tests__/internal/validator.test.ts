import { Lazy, Token } from "cdktf";
import { ValidationError } from "../../src/core";
import { Validator, isKnown } from "../../src/internal/validator";
import { messageOf, testStack } from "../support/synth";

describe("Validator", () => {
  test("raises one error with every broken rule, each with prop, rule, value and fix", () => {
    const validator = new Validator(testStack())
      .integerBetween("retentionDays", 99, 1, 35, "days")
      .oneOf("engine", "oracle", ["mysql", "postgresql"])
      .matches("name", "A", /^[a-z]$/, "must be a small letter", "Write it small.");
    expect(messageOf(() => validator.throwIfInvalid())).toBe(
      [
        "trading-test: 3 invalid inputs",
        "  - retentionDays: must be a whole number from 1 to 35 days; received 99. Give a value from 1 to 35.",
        '  - engine: must be one of mysql, postgresql; received "oracle". Use one of these.',
        '  - name: must be a small letter; received "A". Write it small.',
      ].join("\n"),
    );
  });

  test("names the construct path and the violations on the error itself", () => {
    const validator = new Validator(testStack()).integerBetween("days", 0, 1, 2, "days");
    try {
      validator.throwIfInvalid();
      throw new Error("no error");
    } catch (error) {
      expect(error).toBeInstanceOf(ValidationError);
      expect((error as ValidationError).constructPath).toBe("trading-test");
      expect((error as ValidationError).violations.map(({ prop }) => prop)).toEqual(["days"]);
    }
  });

  test("lets undefined values and values that hold pass", () => {
    const validator = new Validator(testStack()).integerBetween("days", undefined, 1, 2, "days").integerBetween("days", 2, 1, 2, "days");
    expect(() => validator.oneOf("mode", undefined, ["a"]).matches("name", undefined, /a/, "", "").throwIfInvalid()).not.toThrow();
  });

  test.each([
    ["a number", Token.asNumber("${aws_x.y.z}")],
    ["a string", Token.asString(Lazy.stringValue({ produce: () => "later" }))],
    ["a text with a token inside", `prefix-${Token.asString("${aws_x.y.z}")}`],
    ["a list with a token inside", ["a", Token.asString({ ref: 1 })]],
    ["a list", Token.asList("${aws_x.y.z}")],
    ["the entry of a list", Token.asList("${aws_x.y.z}")[0]],
  ])("lets %s that only Terraform knows pass", (_, token) => {
    expect(isKnown(token)).toBe(false);
    expect(() => new Validator(testStack()).check("prop", token, false, "never holds", "").throwIfInvalid()).not.toThrow();
  });

  test.each([
    ["a number", Token.asNumber("${aws_x.y.z}")],
    ["a string", Token.asString("${aws_x.y.z}")],
    ["a list", Token.asList("${aws_x.y.z}")],
    ["an object", { resolve: () => "later", creationStack: [], toString: () => "later" }],
  ])("refuses %s that only Terraform knows where the value decides what is created", (_, token) => {
    expect(messageOf(() => new Validator(testStack()).known("prop", token).throwIfInvalid())).toBe(
      "trading-test: invalid input\n  - prop: must be known at synthesis; " +
        'received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    );
  });

  test("lets a list with entries that only Terraform knows pass where its length decides what is created", () => {
    const validator = new Validator(testStack()).known("prop", ["a", Token.asString("${aws_x.y.z}")]).known("prop", undefined);
    expect(() => validator.throwIfInvalid()).not.toThrow();
  });

  test("refuses a fraction where a whole number is meant", () => {
    const validator = new Validator(testStack()).integerBetween("days", 1.5, 1, 2, "days");
    expect(messageOf(() => validator.throwIfInvalid())).toContain("days: must be a whole number from 1 to 2 days; received 1.5");
  });
});
