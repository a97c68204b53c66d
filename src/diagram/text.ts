/** From the space to `~`: how wide each character is, in hundredths of an em. Of DejaVu Sans, as measured: other fonts that pictures ask for are narrower. */
const REGULAR =
  "32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84";
const BOLD =
  "35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84";
const widths = (text: string): readonly number[] => text.split(" ").map((width) => Number(width) / 100);
const TABLES = { regular: widths(REGULAR), bold: widths(BOLD) };
/** The space's code. */
const FIRST = 32;
/** What the tables don't have: `×` and `–` are narrower, characters of other scripts as wide as high. */
const WIDEST = 1.1;

/** How wide a text is at most, in pixels. Pure. */
export function textWidth(text: string, size: number, bold = false): number {
  const table = bold ? TABLES.bold : TABLES.regular;
  const ems = [...text].reduce((sum, character) => sum + (table[character.codePointAt(0)! - FIRST] ?? WIDEST), 0);
  return Math.ceil(ems * size);
}

/** As much of a text as fits, with `…` for the rest. Pure. */
export function fitted(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join("")}…`, size, bold) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** A text for XML, without what XML has no way to write. Pure. */
export function xml(text: string): string {
  // eslint-disable-next-line no-control-regex
  const known = text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "\ufffd",
  );
  return known.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
