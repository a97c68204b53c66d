import { Scope, evaluate } from "./expressions/evaluate";
import { NotUnderstood, parseTemplate } from "./expressions/syntax";
import { Resolve } from "./fill";

export interface Referred {
  /** The attribute of the resource at an address; undefined where it has none. */
  readonly attribute: (address: string, name: string) => unknown;
  /** What data sources have read, by `<type>.<name>`. @default - nothing */
  readonly data?: ReadonlyMap<string, unknown>;
  /** The configuration's. @default - none */
  readonly locals?: Readonly<Record<string, unknown>>;
}

/** Resolves what the configuration says in expressions, as far as it is understood: each that isn't costs Terraform a round. */
export function referenceResolver({ attribute, data, locals = {} }: Referred): Resolve {
  const scope: Scope = {
    attribute,
    data: (address) => data?.get(address),
    local: (name) => (Object.hasOwn(locals, name) ? resolve(locals[name]) : undefined),
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) {
      const elements = value.map(resolve);
      return elements.includes(undefined) ? undefined : elements;
    }
    if (typeof value === "string") return resolveText(value);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([name, each]) => [name, resolve(each)] as const);
    return members.some(([, each]) => each === undefined) ? undefined : Object.fromEntries(members);
  }

  function resolveText(text: string): unknown {
    if (!/[$%]\{/.test(text)) return text;
    try {
      return evaluate(parseTemplate(text), scope);
    } catch (error) {
      if (error instanceof NotUnderstood) return undefined;
      throw error;
    }
  }

  return resolve;
}
