import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** What a new stack is made with. */
export interface InitOptions {
  /** The folder that is written to; it is created where it doesn't exist. */
  readonly folder: string;
  /** The name of the stack: of its class, its files, its package. */
  readonly name: string;
  /** Whether the project consists of ES modules. */
  readonly esm: boolean;
}

/** A problem that the user can solve. */
export class InitError extends Error {}

/** The template's own name, as it stands in its files and their names. */
const TEMPLATE_NAME = "orders";

/** npm never packs a file of this name. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: ".gitignore" };

/**
 * Writes a stack of one's own, with its test, plan command and workflow.
 *
 * @returns the files that were written, from the folder on
 * @throws InitError for a name that AWS or TypeScript would refuse, or where a file exists already: then nothing is written
 */
export function init({ folder, name, esm }: InitOptions): string[] {
  if (!/^[a-z][a-z0-9]{0,19}$/.test(name)) {
    throw new InitError(`--name must be 1 to 20 lower-case letters and digits, a letter first; received "${name}".`);
  }
  const template = join(packageFolder(), "templates/start");
  const files = filesIn(template).map((file) => ({ source: join(template, file), target: targetOf(file, name) }));
  const existing = files.map(({ target }) => target).filter((target) => existsSync(join(folder, target)));
  if (existing.length > 0) {
    throw new InitError(
      `Nothing was written: ${existing.join(", ")} exist${existing.length === 1 ? "s" : ""} already. Use an empty folder.`,
    );
  }
  for (const { source, target } of files) {
    const path = join(folder, target);
    mkdirSync(dirname(path), { recursive: true });
    const text = renamed(readFileSync(source, "utf8"), name);
    writeFileSync(path, target === "package.json" ? manifest(text, esm) : text);
  }
  return files.map(({ target }) => target);
}

function packageFolder(): string {
  return dirname(require.resolve("cdktf-trading-platform/package.json"));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function targetOf(file: string, name: string): string {
  return renamed(RENAMED[file] ?? file, name);
}

function renamed(text: string, name: string): string {
  const capitalized = (word: string) => word[0]!.toUpperCase() + word.slice(1);
  return text.replaceAll(TEMPLATE_NAME, name).replaceAll(capitalized(TEMPLATE_NAME), capitalized(name));
}

/** The template's package.json with the version of the package that writes it. */
function manifest(text: string, esm: boolean): string {
  const {
    name,
    private: isPrivate,
    ...rest
  } = JSON.parse(text) as { name: string; private: boolean; dependencies: Record<string, string> };
  const { version } = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string };
  const dependencies = { ...rest.dependencies, "cdktf-trading-platform": version };
  return `${JSON.stringify({ name, private: isPrivate, ...(esm && { type: "module" }), ...rest, dependencies }, undefined, 2)}\n`;
}
