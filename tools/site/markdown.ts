/** A link or a picture of a Markdown page. */
export interface MarkdownLink {
  /** As it is written: `network.md#costs`, `https://…`, `#costs`. */
  readonly target: string;
  readonly image: boolean;
  /** Counted from 1. */
  readonly line: number;
  /** Where the target begins in the text. */
  readonly offset: number;
}

const INLINE = /(!?)\[((?:[^[\]]|!?\[[^\]]*\](?:\([^)]*\))?)*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/dg;
const DEFINITION = /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?/dgm;
const BLOCK = /^( *)(`{3,}|~{3,})[\s\S]*?^ *\2[`~]* *$/gm;
const AUTOMATIC = /<(https?:\/\/[^\s>]+)>/dg;

/** The links and pictures of a page, in order. What stands in code is none. */
export function links(text: string): readonly MarkdownLink[] {
  const prose = withoutCode(text);
  const found: MarkdownLink[] = [];
  const add = (offset: number, target: string, image: boolean): void => {
    found.push({ target, image, offset, line: prose.slice(0, offset).split("\n").length });
  };
  for (const match of prose.matchAll(INLINE)) {
    const start = match.indices![3]![0];
    add(start, match[3]!, match[1] === "!");
    // A picture that is a link's text.
    const label = match.indices![2]![0];
    for (const inner of match[2]!.matchAll(INLINE)) add(label + inner.indices![3]![0], inner[3]!, inner[1] === "!");
  }
  for (const match of prose.matchAll(DEFINITION)) add(match.indices![1]![0], match[1]!, false);
  for (const match of prose.matchAll(AUTOMATIC)) add(match.indices![1]![0], match[1]!, false);
  return found.sort((one, other) => one.offset - other.offset);
}

/** The text with other targets of its links and pictures. */
export function withTargets(text: string, change: (target: string, image: boolean) => string): string {
  // From the last on, so that offsets stay.
  return [...links(text)]
    .reverse()
    .reduce((page, { target, image, offset }) => page.slice(0, offset) + change(target, image) + page.slice(offset + target.length), text);
}

/** What a link can name on a page after `#`: its headings, as GitHub names them. */
export function anchors(text: string): ReadonlySet<string> {
  const named = new Map<string, number>();
  const all = new Set<string>();
  for (const [, heading] of withoutBlocks(text).matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = anchor(heading!);
    const before = named.get(slug) ?? 0;
    named.set(slug, before + 1);
    all.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return all;
}

function anchor(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** The first heading of a page, without what makes it bold or code. */
export function title(text: string): string | undefined {
  return /^# +(.+)$/m.exec(withoutBlocks(text))?.[1]?.replace(/[`*]/g, "").trim();
}

/** The text with code in its headings as HTML: TypeDoc leaves Markdown's out of a page's contents and of the anchor. */
export function plainHeadings(text: string): string {
  const prose = withoutBlocks(text);
  return text.replace(/^#{2,6} .*$/gm, (heading, offset: number) => {
    if (!prose.startsWith("#", offset)) return heading;
    return heading.replace(/`([^`]+)`/g, (_code, content: string) => `<code>${content.replace(/[\\`*_{}[\]<>#|&!@~]/g, "\\$&")}</code>`);
  });
}

/** The text with blocks of no language as plain text: TypeDoc takes them for TypeScript. */
export function plainBlocks(text: string): string {
  return text.replace(BLOCK, (block, indent: string, fence: string) => {
    const start = indent.length + fence.length;
    return block[start] === "\n" ? `${block.slice(0, start)}text${block.slice(start)}` : block;
  });
}

/** The text with all code blanked out, so that offsets stay. */
function withoutCode(text: string): string {
  return withoutBlocks(text).replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, blank);
}

function withoutBlocks(text: string): string {
  return text.replace(BLOCK, blank);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
