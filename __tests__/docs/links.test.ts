import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { anchors, links } from "../../tools/site/markdown";
import { FRONT, GUIDES, isExternal, pages } from "../../tools/site/pages";
import { PROJECT } from "../../tools/support/paths";

const FILES = [FRONT, ...pages().map(({ file }) => file), "tools/emulator/README.md"];
const read = (file: string): string => readFileSync(join(PROJECT, file), "utf8");

/** The links of a page that lead into the project: `line: target` → file and anchor. */
function internalLinks(file: string): readonly { name: string; path: string; anchor?: string }[] {
  return links(read(file))
    .filter(({ target }) => !isExternal(target))
    .map(({ target, line }) => {
      const [path, anchor] = target.split("#", 2) as [string, string?];
      return { name: `${line}: ${target}`, path: path === "" ? file : posix.join(dirname(file), path), anchor };
    });
}

test.each(FILES)("what %s links to and shows exists", (file) => {
  const dead = internalLinks(file).filter(({ path }) => !existsSync(join(PROJECT, path)));
  expect(dead.map(({ name }) => name)).toEqual([]);
});

test.each(FILES)("each anchor that %s links to is a heading", (file) => {
  const dead = internalLinks(file).filter(({ path, anchor }) => {
    if (anchor === undefined || !existsSync(join(PROJECT, path))) return false;
    const page = statSync(join(PROJECT, path)).isDirectory() ? `${path}/README.md` : path;
    return page.endsWith(".md") && !anchors(read(page)).has(anchor);
  });
  expect(dead.map(({ name }) => name)).toEqual([]);
});

test.each(FILES)("what %s links to outside of the project is a whole https address", (file) => {
  const outside = links(read(file)).filter(({ target }) => isExternal(target) && !target.startsWith("mailto:"));
  const wrong = outside.filter(({ target }) => !URL.canParse(target) || !/^https:\/\/[a-z0-9.-]+\.[a-z]+(\/|$|#|\?)/.test(target));
  expect(wrong.map(({ target, line }) => `${line}: ${target}`)).toEqual([]);
});

test("the list of guides names every guide", () => {
  const listed = links(read(GUIDES)).map(({ target }) => posix.join(dirname(GUIDES), target));
  const guides = pages().filter(({ file }) => file.startsWith("docs/guides/") && file !== GUIDES);
  expect(guides.map(({ file }) => file).filter((file) => !listed.includes(file))).toEqual([]);
});

test("every page of the site has an address of its own", () => {
  const paths = pages().map(({ path }) => path);
  expect(paths).toEqual([...new Set(paths)]);
});
