import { Arguments } from "../synthesized-stack";

/** Blocks that may stand more than once, whether they are written as one or as a list. */
export function blocks(args: Arguments | undefined, name: string): readonly Arguments[] {
  return [(args?.[name] ?? []) as Arguments | readonly Arguments[]].flat();
}

/** A block that may stand once. */
export function block(args: Arguments | undefined, name: string): Arguments | undefined {
  return blocks(args, name)[0];
}

/** The block that is given, with its name, of several of which only one may be: a statement of a web ACL's rule, or the field that it inspects. */
export function onlyBlock(args: Arguments | undefined): readonly [name: string | undefined, block: Arguments] {
  const given = Object.entries(args ?? {}).find(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return given ? [given[0], [given[1]].flat()[0] as Arguments] : [undefined, {}];
}

/** A list of texts, or one in place of it. */
export function texts(value: unknown): readonly string[] {
  return [value ?? []].flat().map(String);
}

/** A list of texts within a block, which is how CloudFront's policies write theirs: `headers { items = […] }`. */
export function items(args: Arguments | undefined, name: string): readonly string[] {
  return texts(block(args, name)?.items);
}

/** A text that only Terraform knows. */
export function isUnknown(value: string): boolean {
  return value.includes("${");
}

/** Booleans of some arguments are texts. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
