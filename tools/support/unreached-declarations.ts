import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The declaration files below a folder that no entry point's declarations lead to: compilers and editors of users never read them. */
export function unreachedDeclarations(folder: string, entryPoints: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    importedBy(file).forEach(visit);
  };
  entryPoints.forEach((path) => visit(resolve(folder, path)));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".d.ts"))
    .map((path) => resolve(folder, path))
    .filter((file) => !reached.has(file))
    .sort();
}

function importedBy(file: string): string[] {
  const paths = [...readFileSync(file, "utf8").matchAll(/(?:\bfrom |\bimport\()"(\.[^"]*)"/g)].map((match) =>
    resolve(dirname(file), match[1]!),
  );
  return paths.map((path) => (existsSync(`${path}.d.ts`) ? `${path}.d.ts` : join(path, "index.d.ts")));
}
