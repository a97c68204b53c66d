import { coversPattern, matchesPattern } from "../../src/internal/wildcards";
import fc from "../support/fast-check";

/** CloudFront Developer Guide, "Path pattern": `*` matches zero or more characters, `?` exactly one; paths are case-sensitive. */
test.each([
  ["/static/*", "/static/", true],
  ["/static/*", "/static/js/app.js", true],
  ["/static/*", "/static", false],
  ["/static/*", "/Static/app.js", false],
  ["/*.jpg", "/a/b.jpg", true],
  ["/a??.jpg", "/ant.jpg", true],
  ["/a??.jpg", "/abcd.jpg", false],
  ["/a.b", "/axb", false],
  ["*", "/", true],
])("the pattern %s and the path %s: %s", (pattern, path, matches) => expect(matchesPattern(pattern, path)).toBe(matches));

const LETTERS = fc.constantFrom("a", "b", "/");
const PATTERN = fc.array(fc.oneof(LETTERS, fc.constantFrom("*", "?")), { maxLength: 6 }).map((parts) => `/${parts.join("")}`);
const PATH = fc.array(LETTERS, { maxLength: 8 }).map((parts) => `/${parts.join("")}`);

test("a pattern that covers another matches each path that the other matches", () => {
  fc.assert(
    fc.property(PATTERN, PATTERN, PATH, (pattern, other, path) => {
      fc.pre(coversPattern(pattern, other) && matchesPattern(other, path));
      return matchesPattern(pattern, path);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["/api/*", "/api/orders/*", true],
  ["/api/orders/*", "/api/*", false],
  ["/a?", "/a*", false],
  ["/*", "/static/*", true],
])("%s covers %s: %s", (pattern, other, covers) => expect(coversPattern(pattern, other)).toBe(covers));
