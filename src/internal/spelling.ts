/** The name that a misspelt one was likely meant to be; undefined where none is near. Pure. */
export function closestTo(misspelt: string, names: readonly string[]): string | undefined {
  const distances = names.map((name) => ({ name, letters: levenshteinDistance(name.toLowerCase(), misspelt.toLowerCase()) }));
  const near = distances.filter(({ letters }) => letters <= Math.max(1, misspelt.length / 4));
  return near.sort((a, b) => a.letters - b.letters)[0]?.name;
}

/** The one name that has all words of another, or that lacks some of its words, as `provider` of `globalProvider`; undefined where several do. Pure. */
export function sameButWords(given: string, names: readonly string[]): string | undefined {
  const alike = names.filter((name) => inWords(given).includes(inWords(name)) || inWords(name).includes(inWords(given)));
  return alike.length === 1 ? alike[0] : undefined;
}

/** `-global-provider-` of `globalProvider`. */
function inWords(name: string): string {
  return `-${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}-`;
}

/** How many letters have to be changed, added or removed to make one text of another. */
function levenshteinDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const above = row;
    row = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (letter === b[j - 1] ? 0 : 1)));
    }
  }
  return row[b.length]!;
}
