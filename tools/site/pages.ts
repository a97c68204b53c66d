import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { PROJECT } from "../support/paths";
import { links, plainBlocks, plainHeadings, title, withTargets } from "./markdown";

/** A Markdown file that is a page of the site. */
export interface Page {
  /** From the project's folder: `docs/guides/network.md`. */
  readonly file: string;
  /** The heading under which the navigation lists it. */
  readonly group: string;
  /** Its address on the site without `.html`: `guides/network`. */
  readonly path: string;
}

/** The page that the site opens with. */
export const FRONT = "README.md";
/** Lists the guides, in the order in which a reader meets them. */
export const GUIDES = "docs/guides/README.md";

/** The navigation's headings, in order. */
export const GROUPS = { guides: "Guides", examples: "Examples", decisions: "Decisions", project: "Project" } as const;

/** All pages but the front page, in the order of the navigation. */
export function pages(): readonly Page[] {
  const architecture = "docs/architecture.md";
  return [
    ...[GUIDES, ...guides().filter((file) => file !== architecture), architecture].map((file) => page(file, GROUPS.guides)),
    ...readmes("examples").map((file) => page(file, GROUPS.examples)),
    ...markdownOf("docs/adr").map((file) => page(file, GROUPS.decisions)),
    ...["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].map((file) => page(file, GROUPS.project)),
  ];
}

function page(file: string, group: string): Page {
  return {
    file,
    group,
    path: file
      .replace(/^docs\//, "")
      .replace(/(\/README)?\.md$/, "")
      .toLowerCase(),
  };
}

/** Those that the list of guides names, then those that it forgot. */
function guides(): readonly string[] {
  const listed = links(read(GUIDES)).map(({ target }) => posix.join(dirname(GUIDES), target.replace(/#.*/, "")));
  const all = markdownOf("docs/guides").filter((file) => file !== GUIDES);
  return [...new Set([...listed.filter((file) => all.includes(file)), ...all])];
}

function markdownOf(folder: string): readonly string[] {
  return readdirSync(join(PROJECT, folder))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function readmes(folder: string): readonly string[] {
  return readdirSync(join(PROJECT, folder))
    .sort()
    .map((name) => `${folder}/${name}/README.md`)
    .filter((file) => existsSync(join(PROJECT, file)));
}

/** Where the project's files can be read that are no page of the site. */
export function repositoryUrl(): string {
  const { repository } = JSON.parse(read("package.json")) as { repository: { url: string } };
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/**
 * A page as the site's generator takes it: with its title, its group and its address before the text. A link to a folder leads
 * to the page about it, one to a file that is no page to the repository.
 *
 * @param folder where it will be read from, as the file's own folder is to the project
 */
export function sitePage({ file, group, path }: Page, folder: string): string {
  const text = siteText(file, folder);
  const head = Object.entries({ title: title(text) ?? file, group, path }).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ["---", ...head, "---", "", text].join("\n");
}

/** The front page as the generator takes it: without the first heading, which the generator writes. */
export function siteFront(folder: string): string {
  return siteText(FRONT, folder).replace(/^# .*\n/m, "");
}

/** The text of a page, with links as the site needs them. */
function siteText(file: string, folder: string): string {
  const known = new Set([FRONT, ...pages().map((each) => each.file)]);
  const text = withTargets(read(file), (target) => siteTarget(file, target, known, folder));
  return plainBlocks(plainHeadings(text));
}

function siteTarget(file: string, target: string, known: ReadonlySet<string>, folder: string): string {
  if (isExternal(target) || target.startsWith("#")) return target;
  const [path, fragment] = target.split("#", 2) as [string, string?];
  const named = posix.join(dirname(file), path).replace(/\/$/, "");
  const suffix = fragment === undefined ? "" : `#${fragment}`;
  const readme = posix.join(named, "README.md");
  if (known.has(named)) return target;
  if (known.has(readme)) return `${relative(dirname(file), readme)}${suffix}`;
  if (/\.(svg|png|jpe?g|gif|webp)$/.test(named)) return relative(join(folder, dirname(file)), join(PROJECT, named));
  const full = resolve(PROJECT, named);
  const kind = existsSync(full) && statSync(full).isDirectory() ? "tree" : "blob";
  return `${repositoryUrl()}/${kind}/main/${named}${suffix}`;
}

/** Whether a link leads out of the project. */
export function isExternal(target: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(target);
}

function read(file: string): string {
  return readFileSync(join(PROJECT, file), "utf8");
}
