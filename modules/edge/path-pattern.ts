import { Validator } from "../../src/internal/validator";
import { coversPattern } from "../../src/internal/wildcards";

/** CloudFront Developer Guide, "Path pattern": letters, digits and these; `*` stands for any characters, `?` for one. */
const PATH_PATTERN = /^[/*][\w\-.*$/~"'@:+?&]{0,254}$/;

/**
 * Records patterns that CloudFront refuses, or that no request gets to: it takes the first that matches.
 *
 * @param propOf what the pattern at an index is called
 */
export function checkPathPatterns(validator: Validator, patterns: readonly string[], propOf: (index: number) => string): void {
  patterns.forEach((pattern, index) => {
    const prop = propOf(index);
    const covering = patterns.slice(0, index).find((earlier) => coversPattern(earlier, pattern));
    validator
      .matches(
        prop,
        pattern,
        PATH_PATTERN,
        "must be a path pattern that begins with a slash, up to 255 letters, digits and _-.*$/~\"'@:+?&",
        'Write it as "/static/*".',
      )
      .check(
        prop,
        pattern,
        covering === undefined,
        `must not come behind ${covering}, which matches all that it matches: CloudFront takes the first`,
        "Put it before, or leave it out.",
      );
  });
}
