import { SHAPE_PATHS } from "../../src/diagram/shapes";
import { fitted, textWidth, xml } from "../../src/diagram/text";

// Advance widths of DejaVu Sans and DejaVu Sans Bold, of 2048 units an em; others as wide as 1.1 em.
test.each([
  [" ", 651, 713],
  ["0", 1303, 1425],
  ["@", 2048, 2048],
  ["A", 1401, 1585],
  ["W", 2025, 2259],
  ["i", 569, 702],
  ["m", 1995, 2134],
  ["~", 1716, 1716],
])("%j has %i units, and %i in bold", (character, regular, bold) => {
  expect(Math.abs(textWidth(character, 10_000) - (10_000 * regular) / 2048)).toBeLessThan(51);
  expect(Math.abs(textWidth(character, 10_000, true) - (10_000 * bold) / 2048)).toBeLessThan(51);
});

test.each(["é", "界", "😀", "\t"])("%j, which isn't in the tables, has 1.1 em", (character) => {
  expect(textWidth(character, 10)).toBe(11);
});

test("a text is as wide as its characters, in whole pixels", () => {
  expect(textWidth("", 15)).toBe(0);
  expect(textWidth("00000", 15)).toBe(48);
  expect(textWidth("0", 15)).toBe(10);
});

// Digits of 15 pixels are 9.6 wide, `…` 16.5.
test.each([
  ["00000", 48, "00000"],
  ["00000", 47, "000…"],
  ["0".repeat(20), 65, "00000…"],
  ["0".repeat(20), 64, "0000…"],
  ["00 00000000", 45, "00…"],
  ["00", 17, "…"],
  ["00", 5, "…"],
  ["", 0, ""],
])("of %j %i pixels show %j", (text, width, shown) => {
  expect(fitted(text, width, 15)).toBe(shown);
});

// XML 1.0, "Characters" and "Predefined entities".
test.each([
  [`<a b="c" d='e'>&`, "&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;"],
  ["a\u0000b\u001fc", "a\ufffdb\ufffdc"],
  ["a\tb\nc\rd", "a\tb\nc\rd"],
  ["\ud800a\udc00", "\ufffda\ufffd"],
  ["😀", "😀"],
  ["\ufffe\uffff", "\ufffd\ufffd"],
])("%j is written as %j", (text, written) => {
  expect(xml(text)).toBe(written);
});

// SVG 2, "Path data": a path begins with a move, and has commands and numbers alone.
test.each(Object.entries(SHAPE_PATHS))("the symbol of %s is a path", (_, path) => {
  expect(path).toMatch(/^M[\d.]+ [\d.]+([MmLlHhVvAaCcQqZz](-?(\d+(\.\d+)?|\.\d+) ?(?=[-\d.MmLlHhVvAaCcQqZz]|$))*)+$/);
});
