/** Texts that are compared as they are, whatever the language of the machine. Pure. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
