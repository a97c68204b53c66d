import { visible } from "./visible";

/** What GitHub makes a link or a picture of once Markdown is done, so that a backslash doesn't help: a comment that shows nothing parts it. */
const APART = "<!-- -->";

/** Characters of Markdown; of HTML; a formula's; and what a mention, a reference, an address or an emoji begins with. */
const SPECIAL = /[\\`*_[\]|~]|[&<>]|\$|@|#(?=\d)|\bGH(?=-\d)|:(?=\/\/|[\w+-]+:)|www(?=\.)/gi;

/**
 * A text in one line of GitHub's Markdown that shows as it is: no emphasis, link, HTML, formula, mention (`@name`), reference (`#1`, `GH-1`), address or emoji (`:key:`) comes of it. Pure.
 * https://github.github.com/gfm/ https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
export function inline(text: string): string {
  return visible(text)
    .trim()
    .replace(SPECIAL, (special) => {
      if ("&<>".includes(special)) return `&#${special.charCodeAt(0)};`;
      if (special === "$") return "<span>$</span>";
      return /^[@#:\w]/.test(special) && special !== "_" ? `${special}${APART}` : `\\${special}`;
    })
    .replace(/^(?=[-+=#])/, "\\")
    .replace(/^(\d+)(?=[.)])/, "$1\\");
}

/** A text as a code span: nothing in it is Markdown, a mention or a link. Pure. */
export function code(text: string): string {
  const shown = visible(text) || " ";
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || shown.startsWith(" ") || shown.endsWith(" ") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A text as code in HTML, as in a `summary`, where there is no Markdown. Pure. */
export function htmlCode(text: string): string {
  return `<code>${visible(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** Lines as they are, in a block that none of them can end. Pure. */
export function fenced(language: string, lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines.join("\n")}\n${fence}`;
}

/** What is in a comment of HTML may neither end it nor hold what can't be seen. Pure. */
export function commented(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, "\ufffd")).replace(/--/g, "-%2D");
}
