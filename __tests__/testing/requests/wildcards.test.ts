import { matchesPathPattern, normalizedPath } from "../../../src/testing/requests/cache-behavior";
import { aliasCovers, certificateCovers, matchesPattern } from "../../../src/testing/requests/wildcards";
import fc from "../../support/fast-check";

/** Another way to match: for each beginning of the text, whether the pattern's beginning matches it. */
function matchesByTable(pattern: string, text: string): boolean {
  const characters = [...pattern];
  let row = Array.from({ length: text.length + 1 }, (_, length) => length === 0);
  for (const character of characters) {
    const next = row.map(() => false);
    for (let length = 0; length <= text.length; length += 1) {
      const before = length > 0;
      if (character === "*") next[length] = row[length]! || (before && next[length - 1]!);
      else next[length] = before && row[length - 1]! && (character === "?" || character === text[length - 1]);
    }
    row = next;
  }
  return row[text.length]!;
}

const ALPHABET = ["a", "b", "/", ".", "*", "?", "+", "(", "["];
const short = (characters: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(""));

describe("wildcards", () => {
  test("match as a table of beginnings does", () => {
    fc.assert(
      fc.property(short(ALPHABET), short(["a", "b", "/", ".", "+", "("]), (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(matchesByTable(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  test("match every text that is made from the pattern: any characters for *, exactly one for ?", () => {
    const part = fc.oneof(
      short(["a", "b", "/"]).map((text) => ["*", text] as const),
      fc.constantFrom("a", "/", ".").map((text) => ["?", text] as const),
      fc.constantFrom("a", "b", "/", ".", "$", "|").map((text) => [text, text] as const),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        expect(matchesPattern(parts.map(([pattern]) => pattern).join(""), parts.map(([, text]) => text).join(""))).toBe(true);
      }),
    );
  });

  test("are characters of their own after a backslash, in conditions on the query (QueryStringConditionConfig)", () => {
    expect(matchesPattern("a\\*b\\?", "a*b?", { escapes: true })).toBe(true);
    expect(matchesPattern("a\\*b", "axb", { escapes: true })).toBe(false);
  });

  test("stay what they are after a backslash in conditions on a header (HttpHeaderConditionConfig)", () => {
    expect(matchesPattern("C:\\*", "C:\\temp")).toBe(true);
  });
});

/** CloudFront Developer Guide, "Cache behavior settings", path pattern: the examples of its table and text. */
describe("a path pattern of CloudFront", () => {
  test.each([
    ["*.jpg", "/logo.jpg", true],
    ["*.jpg", "/images/product1/logo.jpg", true],
    ["*.jpg", "/LOGO.JPG", false],
    ["images/*.jpg", "/images/sample.jpg", true],
    ["images/*.jpg", "/images/product1/sample.jpg", true],
    ["images/*.jpg", "/images/sample.gif", false],
    ["a*.jpg", "/apple.jpg", true],
    ["a*.jpg", "/appalachian_trail_2012_05_21.jpg", true],
    ["a??.jpg", "/ant.jpg", true],
    ["a??.jpg", "/abe.jpg", true],
    ["a??.jpg", "/apple.jpg", false],
    ["*.doc*", "/letter.doc", true],
    ["*.doc*", "/letter.docx", true],
    ["*.doc?", "/letter.doc", false],
    ["/images/*", "/images/a", true],
    ["/images/*", "/images", false],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(matchesPathPattern(pattern, path)).toBe(expected);
  });

  test("is the same with or without the leading slash", () => {
    fc.assert(
      fc.property(short(["a", "*", "?", "."]), short(["a", ".", "/"]), (pattern, path) => {
        expect(matchesPathPattern(`/${pattern}`, `/${path}`)).toBe(matchesPathPattern(pattern.replace(/^\//, ""), `/${path}`));
      }),
    );
  });

  test.each([
    ["/a/b/..", "/a/"],
    ["/a/./b", "/a/b"],
    ["/a/b/.", "/a/b/"],
    ["//a///b", "/a/b"],
    ["/../a", "/a"],
    ["/a/", "/a/"],
    ["/", "/"],
    ["/a/%2e%2e/b", "/a/%2e%2e/b"],
  ])("is compared with the path after its normalization by RFC 3986: %s is %s", (path, normalized) => {
    expect(normalizedPath(path)).toBe(normalized);
  });
});

describe("a wildcard name", () => {
  test.each([
    ["*.example.com", "www.example.com", true],
    ["*.example.com", "example.com", false],
    ["*.example.com", "a.b.example.com", false],
    ["Example.com", "example.COM", true],
    ["*.example.com", "wwwexample.com", false],
  ])("of a certificate stands for one label (RFC 6125): %s for %s is %s", (name, host, expected) => {
    expect(certificateCovers(name, host)).toBe(expected);
  });

  test.each([
    ["*.example.com", "www.example.com", true],
    ["*.example.com", "marketing.product-name.example.com", true],
    ["*.example.com", "example.com", false],
    ["*.example.com", ".example.com", false],
    ["WWW.example.com", "www.example.com", true],
  ])("of a distribution stands for one label or more (Use custom URLs): %s for %s is %s", (alias, host, expected) => {
    expect(aliasCovers(alias, host)).toBe(expected);
  });
});
