import { posix } from "node:path";

const IMPORT = /(?:\bfrom|\bimport\(|\brequire\()\s*"(\.[^"]*)"/g;

/**
 * A file and every other that imports it, itself or by way of others. Pure.
 *
 * @param sources TypeScript by path
 */
export function dependentsOf(file: string, sources: ReadonlyMap<string, string>): string[] {
  const importers = new Map<string, string[]>();
  for (const [path, source] of sources) {
    for (const [, specifier] of source.matchAll(IMPORT)) {
      const target = posix.join(posix.dirname(path), specifier!);
      for (const imported of [`${target}.ts`, `${target}/index.ts`].filter((name) => sources.has(name))) {
        importers.set(imported, [...(importers.get(imported) ?? []), path]);
      }
    }
  }
  const found = new Set([file]);
  for (const path of found) importers.get(path)?.forEach((importer) => found.add(importer));
  return [...found];
}
