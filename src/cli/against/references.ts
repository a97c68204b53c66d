import { evaluate } from "./expressions/evaluate";
import { NotUnderstood, parseTemplate } from "./expressions/syntax";
import { Resolve } from "./fill";

/**
 * Resolves what the configuration says in expressions, as far as it is understood: each that isn't costs Terraform a round.
 *
 * @param attribute the attribute of the resource at an address; undefined where it has none
 * @param locals the configuration's. @default - none
 */
export function referenceResolver(
  attribute: (address: string, name: string) => unknown,
  locals: Readonly<Record<string, unknown>> = {},
): Resolve {
  const scope = { attribute, local: (name: string) => (Object.hasOwn(locals, name) ? resolve(locals[name]) : undefined) };

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
