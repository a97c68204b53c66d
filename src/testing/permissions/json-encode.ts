import { endOfString } from "./expressions";

/** A value that an expression writes out; references within it as texts: `${aws_s3_bucket.Logs.arn}`. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [name: string]: Literal };

const SPACE = /\s|,/;

/**
 * What `jsonencode` of an expression gives, as far as it is written out (Terraform, "Types and Values"); undefined for an expression that calls for more, such as
 * `merge` or `for`. Pure.
 */
export function readLiteral(expression: string): Literal | undefined {
  const reader = new LiteralReader(expression);
  const value = reader.value();
  return reader.isAtEnd && !reader.isLost ? value : undefined;
}

class LiteralReader {
  /** Whether something came that isn't a literal. */
  public isLost = false;
  private at = 0;

  constructor(private readonly text: string) {}

  public get isAtEnd(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  public value(): Literal {
    this.skip();
    switch (this.text[this.at]) {
      case "{":
        return this.object();
      case "[":
        return this.list();
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private object(): Literal {
    const members: Record<string, Literal> = {};
    this.at++;
    while (!this.closes("}")) {
      const name = this.value();
      this.skip();
      if (typeof name !== "string" || !/[=:]/.test(this.text.charAt(this.at))) this.isLost = true;
      if (this.isLost) return members;
      this.at++;
      members[name as string] = this.value();
    }
    return members;
  }

  private list(): Literal {
    const items: Literal[] = [];
    this.at++;
    while (!this.closes("]") && !this.isLost) items.push(this.value());
    return items;
  }

  private string(): string {
    const end = endOfString(this.text, this.at + 1);
    const quoted = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return quoted.replace(/\\(["\\])/g, "$1").replace(/\\n/g, "\n");
  }

  /** A number, a boolean, null, the name of a member, or an expression. */
  private word(): Literal {
    const [word = ""] = /^[^\s,=:{}[\]"]+(?:\[[^\]]*\][^\s,=:{}[\]"]*)*/.exec(this.text.slice(this.at)) ?? [];
    this.at += word.length;
    if (word === "" || word.includes("(")) this.isLost = true;
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
    return word.includes(".") ? `\${${word}}` : word;
  }

  private closes(bracket: string): boolean {
    this.skip();
    if (this.text[this.at] !== bracket) return this.isLost;
    this.at++;
    return true;
  }

  private skip(): void {
    while (SPACE.test(this.text.charAt(this.at))) this.at++;
  }
}
