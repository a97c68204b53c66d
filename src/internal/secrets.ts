/** What a message shows in place of a value that may be a secret. */
export const NOT_SHOWN = "a value that isn't shown";

/** Names of what holds a secret, in the words of AWS's and the provider's APIs. An access string may hold a password. */
const NAMES = /pass(word|phrase|wd)|secret|token|credential|access_?string|private_?key/i;

/** Whether a value, or something in it, has the name of a secret. Pure. */
export function holdsSecret(name: string, value: unknown): boolean {
  if (NAMES.test(name)) return true;
  return isWrittenOut(value) && Object.entries(value).some(([inner, each]) => holdsSecret(inner, each));
}

/** A list, or an object that isn't of a class: constructs are shown by their path. */
function isWrittenOut(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || [null, Object.prototype].includes(Object.getPrototypeOf(value) as object | null);
}
