import { numbered, visible } from "../visible";

/** HTML that may be written as it is: what `h` makes, which escapes every text that it is given. */
export class Markup {
  public constructor(public readonly text: string) {}
}

/** What stands in a template: markup as it is, texts escaped, lists one after the other, nothing where there is nothing. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/** A piece of HTML; texts that it is given can't become markup, neither between tags nor in an attribute with quotes. Pure. */
export function h(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, string, index) => `${text}${written(contents[index - 1])}${string}`));
}

/** The text of contents as a page has it. */
export function written(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return (content as readonly Content[]).map(written).join("");
  return content === undefined || content === false ? "" : escaped(String(content as string | number));
}

/** A text for HTML, which keeps its lines and shows everything else that is in it. */
function escaped(text: string): string {
  const lines = text.split(/\r?\n/).map(visible).join("\n");
  return lines.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** How much of a page something may take, in characters: a browser has to open it. */
export class Budget {
  public constructor(private left: number) {}

  /** Makes something where there is room, and counts it. */
  public spend(make: () => Markup): Markup | undefined {
    if (this.left <= 0) return undefined;
    const markup = make();
    this.left -= markup.text.length;
    return markup;
  }
}

/** As many as there is room for. The rest is said with its number. */
export function capped<T>(items: readonly T[], budget: Budget, make: (item: T, index: number) => Markup): [shown: Markup[], left: number] {
  const shown: Markup[] = [];
  for (const [index, item] of items.entries()) {
    const markup = budget.spend(() => make(item, index));
    if (markup === undefined) break;
    shown.push(markup);
  }
  return [shown, items.length - shown.length];
}

/** Says what a page leaves out. */
export function leftOut(left: number, one: string, many?: string): Markup | undefined {
  if (left === 0) return undefined;
  return h`<p class="left">${numbered(left)} further ${left === 1 ? one : (many ?? `${one}s`)} left out of this page: the JSON has everything.</p>`;
}

/** What a page is divided in. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** @default - it isn't counted */
  readonly count?: number;
  readonly content: Content;
}
