/**
 * A line of a service's log for a person: level, message, and the reason where there is one. What is no such line stays as it is. Pure.
 */
export function readableLine(line: string): string {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof entry !== "object" || entry === null || !("msg" in entry)) return line;
  const { level, msg, err } = entry as { readonly level?: unknown; readonly msg: unknown; readonly err?: { readonly message?: unknown } };
  return `${String(level)}: ${String(msg)}${err?.message === undefined ? "" : ` (${String(err.message)})`}`;
}
