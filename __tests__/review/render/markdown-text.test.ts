/** What a value may be, and what Markdown makes of it: read by a parser of CommonMark with HTML, tables, strikethrough and links of bare addresses, as GitHub has them. */
import { code, commented, fenced, htmlCode, inline } from "../../../src/review/render/markdown-text";
import { visible } from "../../../src/review/render/visible";
import fc, { character } from "../../support/fast-check";
import { markdownParser } from "./markdown-parser";

const parser = markdownParser();

/** The text that a reader sees of HTML without other elements than those that are told. */
function seen(html: string): string {
  return html
    .replace(/<!-- -->/g, "")
    .replace(/<\/?(?:p|ul|li|code|span|strong)>/g, "")
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .trim();
}

const HOSTILE = [
  "a | b",
  "`code` and ``more``",
  "<script>alert(1)</script>",
  "<!-- not a comment",
  "--> ends",
  "[link](https://example.com) ![image](x)",
  "*bold* __bold__ ~~struck~~",
  "# heading",
  "- item",
  "+ item",
  "1. item",
  "1) item",
  "> quote",
  "    indented",
  "line\nfeed\r\nagain",
  "https://example.com www.example.com a@example.com",
  "&amp; &lt; &#35;",
  "\\",
  "[^1] [x] [ ]",
  "=== --- ***",
  "$a$ ${aws:username}",
];
/** Pieces of what means something to Markdown, in any order. */
const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE, ..."`*_[]()<>|~\\&#@$!-+=:.\n "), fc.string({ unit: character, maxLength: 4 })), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(""));
const blanks = (value: string): string => value.replace(/\s+/g, " ").trim();

test.each(HOSTILE)("%j shows as it is in a list's item, and nothing comes of it", (value) => {
  expect(seen(parser.render(`- ${inline(value)}`))).toBe(visible(value).trim());
});

test("any text shows as it is, with nothing but its own characters", () => {
  fc.assert(
    fc.property(text, (value) => expect(blanks(seen(parser.render(`- **x** ${inline(value)}`)))).toBe(blanks(`x ${visible(value)}`))),
  );
});

// https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
// GitHub makes links of what is left in texts once Markdown is done: a text ends where an element or a comment is.
test.each([
  ["@octocat", /@\w/],
  ["see #26", /#\d/],
  ["octo-org/octo-repo#26", /#\d/],
  ["GH-26", /GH-\d/],
  ["https://github.com/octo/repo/issues/26", /https:\/\//],
  ["ftp://host", /ftp:\/\//],
  ["www.example.com", /www\./],
  [":white_check_mark:", /:\w+:/],
  ["$\\sqrt{3}$", /\$\\/],
])("%s is no mention, reference, link, emoji or formula", (value, linked) => {
  const html = parser.renderInline(inline(value));
  expect(html).not.toMatch(linked);
  expect(seen(html)).toBe(value);
});

test("any value is a code span by itself", () => {
  fc.assert(
    fc.property(text, (value) => {
      const html = parser.renderInline(`a ${code(value)} b`);
      expect(html).toMatch(/^a <code>[^<]*<\/code> b$/);
      expect(blanks(seen(html))).toBe(blanks(`a ${visible(value)} b`));
    }),
  );
});

test("any lines stay in their block", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (values) => {
      const lines = values.map((value) => `+ ${visible(value)}`);
      const html = parser.render(`${fenced("diff", lines)}\n\nafter`);
      expect(html.startsWith('<pre><code class="language-diff">')).toBe(true);
      expect(html.endsWith("</code></pre>\n<p>after</p>\n")).toBe(true);
    }),
  );
});

test("any name stays in its code in HTML", () => {
  fc.assert(fc.property(text, (value) => expect(htmlCode(value)).toMatch(/^<code>[^<>"'`\n]*<\/code>$/)));
});

// https://html.spec.whatwg.org/multipage/syntax.html#comments
test("any name stays in its comment", () => {
  fc.assert(fc.property(text, (value) => expect(`<!-- ${commented(value)} -->`).toMatch(/^<!-- (?:(?!--)[^<>\s])* -->$/)));
});

test("characters that can't be seen are shown by their codes: a color of terminals, an order of reading, half of a character", () => {
  expect(visible("a\u001b[31mb\u202ec\u200bd\ud800")).toBe("a\\u001b[31mb\\u202ec\\u200bd\ufffd");
});

// CommonMark 0.31, "Code spans": a blank at both ends is taken away, and a run of backticks needs a longer fence.
test.each([
  ["a", "`a`"],
  [" a", "`  a `"],
  ["a ", "` a  `"],
  ["a`b", "`` a`b ``"],
  ["``", "``` `` ```"],
  ["", "`   `"],
])("the text %j is the code span %j", (value, span) => {
  expect(code(value)).toBe(span);
});
