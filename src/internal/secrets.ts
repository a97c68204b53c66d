/** What a message shows in place of a value that may be a secret. */
export const NOT_SHOWN = "a value that isn't shown";

/** Names of what holds a secret, in the words of AWS's and the provider's APIs. An access string may hold a password. */
const NAMES = /pass(word|phrase|wd)|secret|token|credential|access_?string|private_?key/i;

/** What a name stands under where it isn't the key itself: variables of ECS and parameters of RDS are lists of `{ name, value }`. */
const NAME_KEYS = /^(name|key|id|(variable|parameter|attribute|header)_?name)$/i;

/** Where tokens are had is no secret. */
const ADDRESSES = /(endpoint|url)$/i;

/** Whether a value, or something in it, has the name of a secret. Pure. */
export function holdsSecret(name: string, value: unknown): boolean {
  return isSecretName(name) || hasSecretWithin(value, new Set());
}

/** Whether a prop, as messages name it, has the name of a secret: `environment["DB_PASSWORD"]`, `options.passwords[0]`. Pure. */
export function isSecretProp(prop: string): boolean {
  return isSecretName(/([\w$-]+)(?:"\])?(?:\[\d+\])*$/.exec(prop)?.[1] ?? prop);
}

function isSecretName(name: string): boolean {
  return NAMES.test(name) && !ADDRESSES.test(name);
}

/** Whatever its class: what a class holds is shown as well. A value that holds itself is gone through once. */
function hasSecretWithin(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== "object" || value === null || seen.has(value) || isConstruct(value)) return false;
  seen.add(value);
  return Object.entries(value).some(([name, inner]) => {
    const named = NAME_KEYS.test(name) && typeof inner === "string" ? inner : name;
    return (isSecretName(named) && !isHarmless(inner)) || hasSecretWithin(inner, seen);
  });
}

/** What is absent, and true and false, give nothing away. */
function isHarmless(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "boolean";
}

/** A construct, which messages show by its path alone. */
export function isConstruct(value: unknown): value is { readonly node: { readonly path: string } } {
  if (typeof value !== "object" || value === null) return false;
  const { node } = value as { readonly node?: { readonly path?: unknown } };
  return typeof node === "object" && node !== null && typeof node.path === "string";
}
