/**
 * Characters that show nothing, that move the cursor or color what follows, or that change the order in which others are shown (Unicode Technical Report 36, "Bidirectional Text
 * Spoofing"): a reviewer has to see them. Joiners stay, since scripts and pictograms need them.
 */
// eslint-disable-next-line no-control-regex, no-misleading-character-class
const UNSEEN = /[\0-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Halves of characters, which no encoding can write. */
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text in one line that shows everything that is in it: line ends as ↵, what can't be seen by its code. Pure. */
export function visible(text: string): string {
  return text
    .replace(HALVES, "\ufffd")
    .replace(/\r?\n/g, "↵")
    .replace(/\t/g, " ")
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A text of so many characters at most; what is cut is said by its number. Whole characters stay whole. Pure. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
  return `${start}… (${counted(text.length - start.length, "character")} more)`;
}

/** `1 change`, `1,200 changes`. Pure. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbered(count)} ${count === 1 ? one : many}`;
}

/** A number with its thousands apart, the same on every machine. Pure. */
export function numbered(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
