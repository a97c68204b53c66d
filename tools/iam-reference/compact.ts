/** The forms in which the lists stand in `src/testing/permissions`: small to publish, and readable where a renewal changes them. Pure. */

/** How wide lists are, as Prettier has the sources. */
const WIDTH = 150;

/** `CreateBucket`, `DeleteBucket` and `DeleteObject` as `Create Delete:Bucket` and `Delete:Object`; names without a verb of their own behind a colon alone. */
export function compactActions(names: readonly string[]): string {
  const verbsOf = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const [, verb = "", noun = name] = /^([A-Z][a-z]+)([A-Z].*)$/.exec(name) ?? [];
    verbsOf.set(noun, [...(verbsOf.get(noun) ?? []), verb]);
  }
  const nounsOf = new Map<string, string[]>();
  for (const [noun, verbs] of [...verbsOf].sort(byName)) {
    const key = verbs.join(" ");
    nounsOf.set(key, [...(nounsOf.get(key) ?? []), noun]);
  }
  const groups = [...nounsOf].sort(byName);
  return groups.map(([verbs, nouns]) => wrapped(`${verbs}:${nouns.join(" ")}`)).join("\n");
}

/** Lines of words. */
export function wrapped(text: string, width = WIDTH): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || `${line} ${word}`.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join("\n");
}

/** Without a locale: the same on each machine. */
function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
