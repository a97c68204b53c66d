import { createRequire } from "node:module";

/** As much of markdown-it as the tests ask for. */
export interface MarkdownParser {
  readonly render: (text: string) => string;
  readonly renderInline: (text: string) => string;
  readonly linkify: { readonly set: (options: object) => { readonly add: (schema: string, rule: null) => void } };
}

/** The parser of CommonMark that TypeDoc, which makes the documentation's site, brings along: with HTML, and links of bare addresses. */
export function markdownParser(): MarkdownParser {
  const Parser = createRequire(require.resolve("typedoc"))("markdown-it") as new (options: object) => MarkdownParser;
  const parser = new Parser({ html: true, linkify: true });
  // GitHub makes links of addresses with http, https or ftp, of `www.` and of e-mail addresses; not of what only looks like a host's name.
  parser.linkify.set({ fuzzyLink: false }).add("//", null);
  return parser;
}
