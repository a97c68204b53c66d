import { existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Browser } from "../../tools/site/browser";
import { pages } from "../../tools/site/pages";
import { CACHE, PROJECT } from "../../tools/support/paths";
import { run } from "../../tools/support/process";

// Each test looks at the site that is built before the first one, in the tab that is opened there.
const SITE = join(CACHE, "site/html");
const WIDTHS = [390, 1280] as const;
let browser: Browser;

beforeAll(async () => {
  rmSync(SITE, { recursive: true, force: true });
  const { status, stdout, stderr } = await run({ program: "npm", args: ["run", "docs", "--", "--out", SITE], cwd: PROJECT });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  browser = await Browser.start();
});

afterAll(() => browser?.close());

/** All HTML files of the site. */
function htmlFiles(): readonly string[] {
  return readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
}

/** The front page, every document, and of the reference the longest pages of each kind. */
function lookedAt(): readonly string[] {
  const longest = (folder: string): readonly string[] =>
    readdirSync(join(SITE, folder))
      .map((name) => `${folder}/${name}`)
      .sort((one, other) => statSync(join(SITE, other)).size - statSync(join(SITE, one)).size)
      .slice(0, 4);
  const documents = pages().map(({ path }) => `${path}.html`);
  return ["index.html", ...documents, ...["modules", "classes", "interfaces", "functions", "types"].flatMap(longest)];
}

async function open(file: string, anchor?: string): Promise<void> {
  await browser.open(join(SITE, file), anchor);
  // The page shows itself half a second later.
  await browser.evaluate("window.app?.showPage()");
}

/** Text with something else over it: blocks that follow each other, and the columns of the page. */
const OVERLAPPING = `(() => {
  const box = (element) => element.getBoundingClientRect();
  const isShown = (element) => box(element).width > 0 && box(element).height > 0;
  const meet = (one, other) => box(one).left < box(other).right - 1 && box(other).left < box(one).right - 1
    && box(one).top < box(other).bottom - 1 && box(other).top < box(one).bottom - 1;
  const name = (element) => element.tagName + " " + element.textContent.trim().slice(0, 40);
  const followers = [...document.querySelectorAll(".tsd-typography > *, .tsd-typography li > *, .tsd-panel > *")]
    .filter((element) => element.nextElementSibling && getComputedStyle(element).display !== "inline")
    .map((element) => [element, element.nextElementSibling])
    .filter(([, next]) => getComputedStyle(next).display !== "inline" && getComputedStyle(next).position === "static");
  const columns = [...document.querySelectorAll(".col-content, .page-menu, .site-menu")].filter(
    (element) => isShown(element) && !element.closest(".col-sidebar")?.matches("[style*=fixed]") && getComputedStyle(element.parentElement).position !== "fixed");
  const pairs = columns.flatMap((one, index) => columns.slice(index + 1).map((other) => [one, other]));
  return [...followers, ...pairs].filter(([one, other]) => isShown(one) && isShown(other) && meet(one, other)).map(([one, other]) => name(one) + " / " + name(other));
})()`;

const TOO_WIDE = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [scrollWidth + " in " + clientWidth] : [];
})()`;

const UNSHOWN_IMAGES = `[...document.images]
  .filter((image) => !image.complete || image.naturalWidth === 0 || image.getBoundingClientRect().width === 0)
  .map((image) => image.src)`;

const UNNAMED_HEADINGS = `[...document.querySelectorAll(".tsd-page-navigation a")].filter((link) => link.textContent.trim() === "").map((link) => link.href)`;

describe.each(WIDTHS)("in a window of %d px", (width) => {
  /** What is wrong, by page, of each kind. */
  const wrong: Record<"wide" | "overlapping" | "images" | "headings", Record<string, readonly string[]>> = {
    wide: {},
    overlapping: {},
    images: {},
    headings: {},
  };

  beforeAll(async () => {
    await browser.resize(width);
    for (const file of lookedAt()) {
      await open(file);
      const found = await browser.evaluate<Record<keyof typeof wrong, readonly string[]>>(
        `({ wide: ${TOO_WIDE}, overlapping: ${OVERLAPPING}, images: ${UNSHOWN_IMAGES}, headings: ${UNNAMED_HEADINGS} })`,
      );
      for (const [kind, list] of Object.entries(found)) if (list.length > 0) wrong[kind as keyof typeof wrong][file] = list;
    }
  });

  test("no page is wider than the window", () => expect(wrong.wide).toEqual({}));
  test("nothing overlaps", () => expect(wrong.overlapping).toEqual({}));
  test("every image is shown", () => expect(wrong.images).toEqual({}));
  test("each heading has its name in the page's contents", () => expect(wrong.headings).toEqual({}));
});

test("every link leads to a page of the site, and to a place on it", () => {
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (file: string): ReadonlySet<string> => {
    if (!ids.has(file)) ids.set(file, new Set([...readFileSync(file, "utf8").matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!)));
    return ids.get(file)!;
  };
  const dead = htmlFiles().flatMap((file) => {
    const full = join(SITE, file);
    const links = [...readFileSync(full, "utf8").matchAll(/<(?:a|img|link|script)\b[^>]*?\b(?:href|src)="([^"]+)"/g)];
    const inside = links.map(([, target]) => target!.replaceAll("&amp;", "&")).filter((target) => !/^[a-z]+:/.test(target));
    return inside
      .filter((target) => {
        const [path, anchor] = target.split("#", 2) as [string, string?];
        const named = path === "" ? full : join(dirname(full), decodeURIComponent(path.replace(/\?.*/, "")));
        if (!existsSync(named) || !statSync(named).isFile()) return true;
        return anchor !== undefined && anchor !== "" && !idsOf(named).has(decodeURIComponent(anchor));
      })
      .map((target) => `${file}: ${target}`);
  });
  expect([...new Set(dead)]).toEqual([]);
});

test("the navigation leads to every document, and to nothing that isn't there", async () => {
  await browser.resize(1280);
  await open("index.html");
  await browser.evaluate(`document.querySelectorAll("#tsd-nav-container details").forEach((details) => (details.open = true))`);
  const links = await browser.evaluate<string[]>(`[...document.querySelectorAll("#tsd-nav-container a")].map((a) => a.href)`);
  const files = links.map((link) => relative(SITE, fileURLToPath(link.replace(/#.*/, ""))));
  expect(files.filter((file) => !existsSync(join(SITE, file)))).toEqual([]);
  expect(pages().filter(({ path }) => !files.includes(`${path}.html`))).toEqual([]);
});

test("everything that the package exports has a page", () => {
  const text = ["index.ts", "testing/index.ts"].map((file) => readFileSync(join(PROJECT, "src", file), "utf8")).join("\n");
  const names = [...text.matchAll(/export \{([^}]*)\}/g)].flatMap(([, list]) => list!.split(","));
  const exported = names
    .map((name) =>
      name
        .replace(/\btype\b/, "")
        .replace(/.*\bas\b/, "")
        .trim(),
    )
    .filter((name) => name !== "");
  const named = new Set(
    htmlFiles().map((file) =>
      file
        .replace(/\.html$/, "")
        .split(".")
        .at(-1),
    ),
  );
  expect(exported.length).toBeGreaterThan(300);
  expect(exported.filter((name) => !named.has(name))).toEqual([]);
});

test.each(WIDTHS)("the keyboard reaches search, navigation and text in a window of %d px, and shows where it is", async (width) => {
  await browser.resize(width);
  await open("guides/network.html");
  const reached: { name: string; outline: boolean }[] = [];
  for (let count = 0; count < 12; count++) {
    await browser.press("Tab");
    reached.push(
      await browser.evaluate(`(() => {
        const focused = document.activeElement;
        const outlined = [focused, ...focused.querySelectorAll("svg")].some((element) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
        });
        focused.dataset.reached ??= focused.tagName + " " + document.querySelectorAll("[data-reached]").length;
        return { name: focused.dataset.reached, outline: outlined };
      })()`),
    );
  }
  expect(reached.filter(({ outline }) => !outline)).toEqual([]);
  expect(new Set(reached.map(({ name }) => name)).size).toBeGreaterThan(8);
});

test("the site is dark where the reader's system is, and as the reader chose", async () => {
  const background = `getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)`;
  await browser.resize(1280, "dark");
  await open("guides/network.html");
  expect(await browser.evaluate<number>(background)).toBeLessThan(200);
  await browser.evaluate(`(() => {
    const theme = document.getElementById("tsd-theme");
    theme.value = "light";
    theme.dispatchEvent(new Event("change"));
  })()`);
  await open("guides/storage.html");
  expect(await browser.evaluate<number>(background)).toBeGreaterThan(600);
  await browser.evaluate(`localStorage.clear()`);
});

test.each([
  ["natGateways", "NetworkProps"],
  ["runbook", "Operations"],
])("a search for %s finds %s", async (words, found) => {
  await browser.resize(1280);
  await open("index.html");
  await browser.evaluate(`document.getElementById("tsd-search-trigger").click()`);
  const results = await browser.evaluate<string>(`new Promise((resolve, reject) => {
    const field = document.getElementById("tsd-search-input");
    const results = document.getElementById("tsd-search-results");
    const started = Date.now();
    (function look() {
      field.value = ${JSON.stringify(words)};
      field.dispatchEvent(new Event("input"));
      if (results.textContent.includes(${JSON.stringify(found)})) resolve(results.textContent);
      else if (Date.now() - started > 10000) reject(new Error("found: " + results.textContent));
      else setTimeout(look, 250);
    })();
  })`);
  expect(results).toContain(found);
});
