import { Lazy, Token } from "cdktf";
import { ValidationError } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, optional, secret, STRING } from "../../src/internal/prop-types";
import { Validator, isKnown, validateAtSynthesis } from "../../src/internal/validator";
import { messageOf, synth, testStack } from "../support/synth";

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

  describe("of props", () => {
    const refusal = (props: { readonly removal?: string; readonly retentionDays?: number }): string => {
      const validator = new Validator("subject").props(props, { removal: optional(STRING), retentionDays: optional(NUMBER) });
      return messageOf(() => validator.throwIfInvalid());
    };

    test("refuses a name that is written wrongly, and says which was meant", () => {
      expect(refusal({ removel: "destroy" } as never)).toBe(
        'subject: invalid input\n  - removel: must be a prop that there is; received "destroy". Did you mean removal?',
      );
    });

    test("refuses a name that is written wrongly in a part, and says where", () => {
      const validator = new Validator("subject").props({ day: 1 } as object, { days: optional(NUMBER) } as never, "rules[0]");
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        "subject: invalid input\n  - rules[0].day: must be a prop that there is; received 1. Did you mean days?",
      );
    });

    test("refuses a name that is like no other", () => {
      expect(refusal({ colour: "red" } as never)).toBe(
        'subject: invalid input\n  - colour: must be a prop that there is; received "red". Leave it out. The props are removal, retentionDays.',
      );
    });

    test.each([
      ["retentionday", "retentionDays"],
      ["rententionDayz", "retentionDays"],
      ["RETENTIONDAYS", "retentionDays"],
      ["emoval", "removal"],
      ["xremoval", "removal"],
      ["removla", undefined],
      ["remove", undefined],
      ["rentionDa", undefined],
    ])("takes %s for %s: a letter in four may be wrong, added or missing", (misspelt, meant) => {
      const fix = meant === undefined ? "Leave it out. The props are removal, retentionDays." : `Did you mean ${meant}?`;
      expect(refusal({ [misspelt]: 1 })).toBe(`subject: invalid input\n  - ${misspelt}: must be a prop that there is; received 1. ${fix}`);
    });

    test("shows no value of a name that is written wrongly beside a secret, which it may be", () => {
      const validator = new Validator("subject").props(
        { logn: 5 } as object,
        { header: secret(optional(STRING)), login: optional(NUMBER) } as never,
      );
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        'subject: invalid input\n  - logn: must be a prop that there is; received "a value that isn\'t shown". Did you mean login?',
      );
    });

    test("takes a short name for the nearest, by one letter", () => {
      const validator = new Validator("subject").props({ ix: 1 } as object, { id: optional(NUMBER), port: optional(NUMBER) } as never);
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        "subject: invalid input\n  - ix: must be a prop that there is; received 1. Did you mean id?",
      );
    });

    test.each([
      ["globalProvider", ["provider", "removal"], "Did you mean provider?"],
      ["provider", ["globalProvider", "removal"], "Did you mean globalProvider?"],
      ["interval", ["intervalSeconds", "path"], "Did you mean intervalSeconds?"],
      ["timeoutSeconds", ["timeout", "path"], "Did you mean timeout?"],
      ["name", ["domainName", "zoneName"], "Leave it out. The props are domainName, zoneName."],
      ["id", ["void", "idle"], "Leave it out. The props are void, idle."],
      ["size", [], "Leave it out."],
      ["size", ["unit"], "Leave it out. The only prop is unit."],
      ["interval", ["requestIntervalSeconds", "path"], "Did you mean requestIntervalSeconds?"],
    ])("takes %s for the one of %j that has words more or less", (given, names, fix) => {
      const types = Object.fromEntries(names.map((name) => [name, optional(NUMBER)]));
      const validator = new Validator("subject").props({ [given]: 1 } as object, types as never);
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        `subject: invalid input\n  - ${given}: must be a prop that there is; received 1. ${fix}`,
      );
    });

    test("says of a text what its format knows of the mistake", () => {
      const validator = new Validator("subject").format("country", "UK", FORMATS.countryCode);
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        'subject: invalid input\n  - country: must be a country\'s ISO 3166 code of two capital letters; received "UK". Did you mean GB?',
      );
    });

    test("names each value of an object whose names are the user's own", () => {
      const values = { "/a/*": 1, b: "x", c: undefined } as never;
      expect(messageOf(() => new Validator("subject").values("paths", values, STRING))).toBe(
        "subject: 2 invalid inputs\n" +
          '  - paths["/a/*"]: must be a string; received 1. Put it in quotes.\n' +
          '  - paths["c"]: must be a string; received nothing. It is required.',
      );
    });

    test("refuses a list in place of an object whose names are the user's own", () => {
      expect(messageOf(() => new Validator("subject").values("paths", ["/a/*"] as never, STRING))).toBe(
        'subject: invalid input\n  - paths: must be an object; received ["/a/*"]. Write it as { … }.',
      );
    });

    test("lets another rule speak of a name that it knows", () => {
      const validator = new Validator("subject").props({ size: 1 } as object, {});
      validator.check("size", 1, false, "must not be given without a unit", "Write sizeGb.");
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        "subject: invalid input\n  - size: must not be given without a unit; received 1. Write sizeGb.",
      );
    });

    test("takes objects of a class, which have members of their own", () => {
      const validator = new Validator("subject").props(
        new (class {
          public readonly other = 1;
        })() as object,
        {},
      );
      expect(() => validator.throwIfInvalid()).not.toThrow();
    });
  });

  describe("of texts that may be settled later", () => {
    const later = (region: () => string): string => Lazy.stringValue({ produce: region });
    const rule = (validator: Validator, text: string): Validator => validator.check("region", text, text === "a", "must be a", "Write a.");

    test("checks known ones at once", () => {
      const validator = new Validator(testStack()).onceKnown(["b"], rule);
      expect(messageOf(() => validator.throwIfInvalid())).toBe(
        'trading-test: invalid input\n  - region: must be a; received "b". Write a.',
      );
    });

    test("checks the others at synthesis, with what they are by then", () => {
      const stack = testStack();
      let region = "a";
      new Validator(stack).onceKnown([later(() => region)], rule).throwIfInvalid();
      expect(() => synth(stack)).not.toThrow();
      region = "b";
      expect(messageOf(() => synth(stack))).toBe('trading-test: invalid input\n  - region: must be a; received "b". Write a.');
    });

    test("lets pass what only Terraform knows, and what isn't given", () => {
      const stack = testStack();
      new Validator(stack).onceKnown(["${data.aws_region.x.name}"], rule).onceKnown([undefined], rule).throwIfInvalid();
      expect(() => synth(stack)).not.toThrow();
    });
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

  test.each([1, 2])("takes %i between 1 and 2, both included", (days) => {
    expect(() => new Validator("subject").integerBetween("days", days, 1, 2, "days").throwIfInvalid()).not.toThrow();
  });

  test.each([0, 3, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d between 1 and 2", (days) => {
    expect(messageOf(() => new Validator("subject").integerBetween("days", days, 1, 2).throwIfInvalid())).toBe(
      `subject: invalid input\n  - days: must be a whole number from 1 to 2; received ${days}. Give a value from 1 to 2.`,
    );
  });

  test("takes null, which settings read from JSON hold, as left out", () => {
    const none = null as never;
    const validator = new Validator("subject").integerBetween("a", none, 1, 2).oneOf("b", none, ["x"]).matches("c", none, /x/, "", "");
    expect(() => validator.format("d", none, FORMATS.region).throwIfInvalid()).not.toThrow();
  });

  test.each([null, ["a"], 1])("refuses %j in place of a part's props", (part) => {
    expect(messageOf(() => new Validator("subject").props(part as never, { a: STRING } as never, "part"))).toBe(
      `subject: invalid input\n  - part: must be an object; received ${part === null ? "nothing. It is required" : `${JSON.stringify(part)}. Write it as { … }`}.`,
    );
  });

  test("says of a part that only Terraform knows nothing but that, where it must be known", () => {
    const part = Token.asAny("${var.part}") as unknown as { a: string };
    expect(messageOf(() => new Validator("subject").known("part", part).props(part, { a: STRING }, "part"))).toBe(
      `subject: invalid input\n  - part: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.`,
    );
  });

  test("refuses a fraction where a whole number is meant", () => {
    const validator = new Validator(testStack()).integerBetween("days", 1.5, 1, 2, "days");
    expect(messageOf(() => validator.throwIfInvalid())).toBe(
      "trading-test: invalid input\n  - days: must be a whole number from 1 to 2 days; received 1.5. Give a value from 1 to 2.",
    );
  });
});

describe("what is known only once every construct has been made", () => {
  const wrong = (validator: Validator, text: string) =>
    validator.check("region", text, text === "eu-west-1", "must be eu-west-1", "Move it.");

  test("is checked at once where it is known already", () => {
    const validator = new Validator(testStack()).onceKnown(["eu-central-1"], (collected, region) => wrong(collected, region!));
    expect(messageOf(() => validator.throwIfInvalid())).toBe(
      'trading-test: invalid input\n  - region: must be eu-west-1; received "eu-central-1". Move it.',
    );
  });

  test("is checked at synthesis where it is settled until then", () => {
    const stack = testStack();
    const later = Lazy.stringValue({ produce: () => "eu-central-1" });
    expect(() => new Validator(stack).onceKnown([later], (collected, region) => wrong(collected, region!)).throwIfInvalid()).not.toThrow();
    expect(messageOf(() => synth(stack))).toBe(
      'trading-test: invalid input\n  - region: must be eu-west-1; received "eu-central-1". Move it.',
    );
  });

  test.each([
    ["is left out", undefined],
    ["only Terraform knows", Token.asString("${var.region}")],
  ])("is not checked where %s", (_, text) => {
    const stack = testStack();
    new Validator(stack).onceKnown([text], (collected) => collected.check("region", "x", false, "never holds", "")).throwIfInvalid();
    expect(() => synth(stack)).not.toThrow();
  });

  test("is not checked for a function, which is called once", () => {
    const later = Lazy.stringValue({ produce: () => "eu-central-1" });
    expect(() => new Validator("planCapacity").onceKnown([later], () => undefined).throwIfInvalid()).not.toThrow();
  });

  test("raises what it says at synthesis, and nothing where every rule holds", () => {
    const [broken, whole] = [testStack(), testStack()];
    validateAtSynthesis(broken, (validator) => validator.check("grants", 9, false, "must fit", "Grant less."));
    validateAtSynthesis(whole, (validator) => validator.check("grants", 9, true, "must fit", "Grant less."));
    expect(messageOf(() => synth(broken))).toBe("trading-test: invalid input\n  - grants: must fit; received 9. Grant less.");
    expect(() => synth(whole)).not.toThrow();
  });
});

test("no rule of how a text is written is asked of a reference, whose type may be another", () => {
  const reference = Token.asNumber("${var.name}") as unknown as string;
  const holds = (): boolean => reference.startsWith("a");
  const validator = new Validator("subject").format("prop", reference, { holds, rule: "must hold", fix: "Mend it." });
  expect(() => validator.throwIfInvalid()).not.toThrow();
});
