import { visible } from "./visible";

/** How a piece of text looks on a terminal: "Select Graphic Rendition" of ECMA-48. */
const STYLES = { bold: "1", dim: "2", red: "1;31", yellow: "33", cyan: "36", green: "32" } as const;
export type Style = keyof typeof STYLES;

export interface Indented {
  /** What stands in front of the first line. @default - nothing */
  readonly first?: string;
  /** What stands in front of each further line. @default - as many blanks */
  readonly rest?: string;
  readonly style?: Style;
}

/** Lines of a terminal of so many columns. */
export class TerminalLines {
  private readonly lines: string[] = [];

  public constructor(
    private readonly width: number,
    private readonly hasColor: boolean,
  ) {}

  public get text(): string {
    return `${this.lines.join("\n")}\n`;
  }

  /** Adds a text, broken between words; a longer word, such as an ARN, stays whole, so that it can be copied. What can't be seen in it is shown. */
  public add(text: string, { first = "", rest = " ".repeat(first.length), style }: Indented = {}): void {
    let line = first;
    let isEmpty = true;
    for (const word of visible(text).split(" ")) {
      if (!isEmpty && length(line) + 1 + length(word) > this.width) {
        this.push(line, style);
        line = rest;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    this.push(line, style);
  }

  /** An empty line, unless there is one already. */
  public gap(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== "") this.lines.push("");
  }

  private push(line: string, style: Style | undefined): void {
    const plain = line.trimEnd();
    this.lines.push(style === undefined || !this.hasColor || plain === "" ? plain : `\u001b[${STYLES[style]}m${plain}\u001b[0m`);
  }
}

/** In characters, not in halves of them. */
function length(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}
