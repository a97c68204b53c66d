/** An expression of Terraform's language. https://developer.hashicorp.com/terraform/language/expressions */
export type Node =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Node[] }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "attribute"; readonly of: Node; readonly name: string }
  | { readonly kind: "index"; readonly of: Node; readonly key: Node }
  | { readonly kind: "splat"; readonly of: Node; readonly each: Node }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: "tuple"; readonly elements: readonly Node[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [key: Node, value: Node])[] }
  | {
      readonly kind: "for";
      readonly of: Node;
      readonly names: readonly string[];
      readonly key?: Node;
      readonly value: Node;
      readonly condition?: Node;
    }
  | { readonly kind: "conditional"; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Node };

/** What an element of a splat is called while it is looked at; no variable can have that name. */
export const ELEMENT = "*";

/** What isn't understood: Terraform understands more. */
export class NotUnderstood extends Error {}

/** From those that bind least; before a sign those that begin with it. https://developer.hashicorp.com/terraform/language/expressions/operators */
const OPERATORS: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!="], [">=", "<=", ">", "<"], ["+", "-"], ["*", "/", "%"]];

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const CONSTANTS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/**
 * A string of a JSON configuration, which is a template.
 *
 * @throws NotUnderstood for directives, here documents, the expansion of arguments, and what isn't Terraform's language
 */
export function parseTemplate(text: string): Node {
  return new Parser(text).template(undefined);
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  /**
   * Text with expressions in it.
   *
   * @param quote what ends it, where it stands in an expression: there the text has escapes. @default - the end of the text
   */
  public template(quote: '"' | undefined): Node {
    const parts: Node[] = [];
    let literal = "";
    const finishLiteral = (): void => {
      if (literal !== "") parts.push({ kind: "literal", value: literal });
      literal = "";
    };
    for (;;) {
      if (this.at >= this.text.length || (quote !== undefined && this.text[this.at] === quote)) break;
      if (this.takes("$${") || this.takes("%%{")) {
        literal += `${this.text[this.at - 3]}{`;
      } else if (this.takes("${")) {
        finishLiteral();
        parts.push(this.expression());
        this.expect("}");
      } else if (this.text.startsWith("%{", this.at)) {
        throw this.notUnderstood();
      } else {
        literal += quote !== undefined && this.text[this.at] === "\\" ? this.escape() : this.text[this.at++];
      }
    }
    finishLiteral();
    if (quote !== undefined && !this.takes(quote)) throw this.notUnderstood();
    const [only] = parts;
    if (parts.length === 0) return { kind: "literal", value: "" };
    // An expression alone keeps its type.
    return parts.length === 1 ? only! : { kind: "template", parts };
  }

  private escape(): string {
    const [code] = /^(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/.exec(this.text.slice(this.at + 1)) ?? [];
    const character =
      code === undefined ? ESCAPES[this.text.charAt(this.at + 1)] : String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (character === undefined) throw this.notUnderstood();
    this.at += 1 + (code?.length ?? 1);
    return character;
  }

  private expression(): Node {
    const condition = this.binary(0);
    if (!this.sign("?")) return condition;
    const then = this.expression();
    this.expect(":");
    return { kind: "conditional", condition, then, otherwise: this.expression() };
  }

  private binary(level: number): Node {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.sign(each));
      if (operator === undefined) return left;
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Node {
    const operator = ["-", "!"].find((each) => this.sign(each));
    return operator === undefined ? this.postfix(this.primary()) : { kind: "unary", operator, operand: this.unary() };
  }

  /** Attributes, indexes and splats. */
  private postfix(of: Node): Node {
    if (this.sign("[*]")) return { kind: "splat", of, each: this.postfix({ kind: "variable", name: ELEMENT }) };
    if (this.sign("[")) {
      const key = this.expression();
      this.expect("]");
      return this.postfix({ kind: "index", of, key });
    }
    if (this.match(/\.(?!\.)/y) === undefined) return of;
    if (this.sign("*")) return this.postfix({ kind: "splat", of, each: this.attributes({ kind: "variable", name: ELEMENT }) });
    return this.postfix(this.attribute(of));
  }

  /** After `.*`, which takes attributes alone into the splat. */
  private attributes(of: Node): Node {
    return this.match(/\.(?=[\p{ID_Start}_])/uy) === undefined ? of : this.attributes(this.attribute(of));
  }

  private attribute(of: Node): Node {
    const index = this.match(/\d+/y);
    if (index !== undefined) return { kind: "index", of, key: { kind: "literal", value: Number(index) } };
    return { kind: "attribute", of, name: this.name() };
  }

  private primary(): Node {
    if (this.takes('"')) return this.template('"');
    if (this.sign("(")) return this.closed(this.expression(), ")");
    if (this.sign("[")) return this.tuple();
    if (this.sign("{")) return this.object();
    const number = this.match(/\d+(\.\d+)?([eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    const name = this.name();
    if (this.sign("(")) return { kind: "call", name, args: this.list(")") };
    return Object.hasOwn(CONSTANTS, name) ? { kind: "literal", value: CONSTANTS[name]! } : { kind: "variable", name };
  }

  private closed(node: Node, sign: string): Node {
    this.expect(sign);
    return node;
  }

  private tuple(): Node {
    return this.isFor() ? this.closed(this.forValues(false), "]") : { kind: "tuple", elements: this.list("]") };
  }

  private object(): Node {
    if (this.isFor()) return this.closed(this.forValues(true), "}");
    const members: [Node, Node][] = [];
    while (!this.sign("}")) {
      const key = this.key();
      if (!this.sign("=") && !this.sign(":")) throw this.notUnderstood();
      members.push([key, this.expression()]);
      // Lines separate members as well.
      this.sign(",");
    }
    return { kind: "object", members };
  }

  /** A name stands for itself; what is in parentheses is computed. */
  private key(): Node {
    if (this.takes('"')) return this.template('"');
    if (this.sign("(")) return this.closed(this.expression(), ")");
    return { kind: "literal", value: this.name() };
  }

  private isFor(): boolean {
    return this.match(/for(?=\s)/y) !== undefined;
  }

  private forValues(hasKeys: boolean): Node {
    const names = [this.name()];
    if (this.sign(",")) names.push(this.name());
    if (this.match(/in(?=\W)/y) === undefined) throw this.notUnderstood();
    const of = this.expression();
    this.expect(":");
    const first = this.expression();
    if (hasKeys) this.expect("=>");
    const value = hasKeys ? this.expression() : first;
    const condition = this.match(/if(?=\W)/y) === undefined ? undefined : this.expression();
    return { kind: "for", of, names, value, ...(hasKeys && { key: first }), ...(condition && { condition }) };
  }

  private list(end: string): Node[] {
    const elements: Node[] = [];
    while (!this.sign(end)) {
      elements.push(this.expression());
      if (!this.sign(",")) {
        this.expect(end);
        break;
      }
    }
    return elements;
  }

  private name(): string {
    const name = this.match(/[\p{ID_Start}_][\p{ID_Continue}-]*/uy);
    if (name === undefined) throw this.notUnderstood();
    return name;
  }

  private notUnderstood(): NotUnderstood {
    return new NotUnderstood(this.text);
  }

  private space(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  private match(pattern: RegExp): string | undefined {
    this.space();
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    this.at += found?.length ?? 0;
    return found;
  }

  /** Whether the next sign is this one, which is taken then. */
  private sign(sign: string): boolean {
    this.space();
    return this.takes(sign);
  }

  private takes(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private expect(sign: string): void {
    if (!this.sign(sign)) throw this.notUnderstood();
  }
}
