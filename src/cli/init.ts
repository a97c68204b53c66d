import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Failure } from "./failure";

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
export class InitError extends Failure {
  constructor(message: string) {
    super(message, 2);
  }
}

/** The template's own name, as it stands in its files and their names. */
const TEMPLATE_NAME = "orders";

/** npm never packs a file of this name. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: ".gitignore" };

/** Names whose class or whose names in AWS can't be. */
const RESERVED: Readonly<Record<string, string>> = {
  default: "ElastiCache has a user of that name in each cache",
  rdsadmin: "Aurora has a user of that name in each cluster",
  sg: "the name of a security group can't begin with sg-",
  sthree: "the name of a bucket can't begin with sthree-",
  terraform: "TerraformStack is a class of the framework",
};

/**
 * Writes a stack of one's own, with its test, plan command and workflow.
 *
 * @returns the files that were written, from the folder on
 * @throws InitError for a name that AWS or TypeScript would refuse, or where a file exists already: then nothing is written
 */
export function init({ folder, name, esm }: InitOptions): string[] {
  checkName(name);
  const project = resolve(folder);
  const ownRepository = repositoryOf(project);
  const repository = ownRepository ?? project;
  const place = relative(repository, project).split(sep).join("/");
  checkPlace(place);

  const template = join(packageFolder(), "templates/start");
  const files = filesIn(template).map((file) => {
    // GitHub looks for workflows in the root of a repository alone.
    const path = join(file.startsWith(".github") ? repository : project, renamed(RENAMED[file] ?? file, name));
    return { source: join(template, file), path, target: relative(project, path) };
  });
  checkTargets(folder, name, files, ownRepository !== undefined);

  for (const { source, path, target } of files) {
    mkdirSync(dirname(path), { recursive: true });
    const text = renamed(readFileSync(source, "utf8"), name);
    writeFileSync(path, target === "package.json" ? manifest(text, esm) : isWorkflow(target) ? workflow(text, place, name) : text);
  }
  return files.map(({ target }) => target);
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9]{0,19}$/.test(name)) {
    throw new InitError(`--name must be 1 to 20 lower-case letters and digits, a letter first; received "${name}".`);
  }
  const reason = RESERVED[name];
  if (reason) throw new InitError(`--name can't be ${name}: ${reason}. Use another name.`);
}

/** A workflow names its folder, without quotes. */
function checkPlace(place: string): void {
  if (!/^[\p{L}\p{N}_ ./-]*$/u.test(place)) {
    throw new InitError(
      `In a Git repository a folder's name must consist of letters, digits, spaces and _ . -, since the workflow names it; received "${place}".`,
    );
  }
}

function checkTargets(folder: string, name: string, files: readonly { path: string; target: string }[], isRepository: boolean): void {
  const existing = files.filter(({ path }) => existsSync(path)).map(({ target }) => target);
  if (existing.length > 0) {
    const exist = `${existing.join(", ")} exist${existing.length === 1 ? "s" : ""} already`;
    throw new InitError(`Nothing was written: ${exist}. ${advice(folder, name, existing, isRepository)}`);
  }
  for (const { path } of files) {
    const above = existingAbove(path);
    if (!statSync(above).isDirectory()) throw new InitError(`Nothing was written: ${above} is a file, not a folder.`);
  }
}

/** All folders of a repository share its workflows: there an empty folder doesn't help where the workflow exists, another name does. */
function advice(folder: string, name: string, existing: readonly string[], isRepository: boolean): string {
  const hasWorkflow = isRepository && existing.some(isWorkflow);
  const hasOthers = existing.some((target) => !hasWorkflow || !isWorkflow(target));
  const other = `${name.slice(0, 19)}2`;
  const uses = [...(hasOthers ? ["an empty folder"] : []), ...(hasWorkflow ? ["another name"] : [])].join(" and ");
  const place = hasOthers ? join(folder, hasWorkflow ? other : name) : folder;
  return `Use ${uses}, for example:\n  npx cdktf-trading-platform init ${place}${hasWorkflow ? ` --name ${other}` : ""}`;
}

function isWorkflow(target: string): boolean {
  return target.endsWith(".yml");
}

/** The nearest folder above a path that is there, or the file that stands in its way. */
function existingAbove(path: string): string {
  const above = dirname(path);
  return existsSync(above) ? above : existingAbove(above);
}

/** The root of the Git repository that a folder is in; undefined where it is in none. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder));
}

function packageFolder(): string {
  return dirname(require.resolve("cdktf-trading-platform/package.json"));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)).map((file) => join(entry.name, file)) : [entry.name]))
    .sort();
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

/** The template's workflow for a project in a folder of the repository: changes of the folder alone start it. */
function workflow(text: string, place: string, name: string): string {
  if (place === "") return text;
  const paths = `    paths: [${place}/**, .github/workflows/${name}-infrastructure.yml]\n`;
  return text
    .replace("  pull_request:\n", `$&${paths}`)
    .replace("    branches: [main]\n", `$&${paths}`)
    .replace("working-directory: .", `working-directory: ${place}`)
    .replaceAll("package-lock.json", `${place}/package-lock.json`)
    .replaceAll("cdktf.out", `${place}/cdktf.out`);
}
