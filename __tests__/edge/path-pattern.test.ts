import { checkPathPatterns } from "../../modules/edge/path-pattern";
import { Validator } from "../../src/internal/validator";

function check(...patterns: string[]): void {
  const validator = new Validator("trading-test/Site");
  checkPathPatterns(validator, patterns, (index) => `patterns[${index}]`);
  validator.throwIfInvalid();
}

/** CloudFront Developer Guide, "Cache behavior settings", path pattern: up to 255 of these characters, case by case. */
describe("a path pattern", () => {
  test("has up to 255 characters", () => {
    expect(() => check(`/${"a".repeat(254)}`)).not.toThrow();
    expect(() => check(`/${"a".repeat(255)}`)).toThrow("patterns[0]: must be a path pattern");
  });

  test.each(["/AZaz09", "/a_b-c.d", "/a*b$c/d~e", `/a"b'c`, "/a@b:c+d", "/a&b", "*.jpg", "/a??.jpg"])("may be %s", (pattern) => {
    expect(() => check(pattern)).not.toThrow();
  });

  test.each(["/a b", "/a,b", "/a#b", "/a;b", "/a(b)", "/ä", "/a%20b", ""])("can't be %j", (pattern) => {
    expect(() => check(pattern)).toThrow("patterns[0]: must be a path pattern");
  });

  // CloudFront takes the first that matches, in the order in which they are listed.
  test.each([
    ["/api/*", "/api/v1/*"],
    ["*", "/a"],
    ["/a?", "/ab"],
    ["*.js", "/static/*.js"],
  ])("%s is refused before %s, which no request would get to, and not behind it", (wide, narrow) => {
    expect(() => check(wide, narrow)).toThrow(`must not come behind ${wide}`);
    expect(() => check(narrow, wide)).not.toThrow();
  });

  test.each([
    ["/api/*", "/API/*"],
    ["/a?", "/a*"],
    ["/a/*", "/a"],
  ])("%s doesn't match all that %s matches", (first, second) => expect(() => check(first, second)).not.toThrow());
});
