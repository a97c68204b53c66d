/**
 * A review's page in a browser. The plan was made by the real provider: the reference platform in production, whose change renames the database's cluster, takes protection away, lets
 * the frontend reach the database and delete assets, and adds a queue of reports.
 *
 * `REVIEW_PICTURES=write` writes the pictures of the guide.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { architecture } from "../../src/diagram/architecture";
import { withChanges } from "../../src/diagram/statuses";
import { svg } from "../../src/diagram/svg";
import { html } from "../../src/review/render/html/html";
import { Action, Review } from "../../src/review/review";
import { synthesize } from "../../src/testing";
import { SynthesizedStack } from "../../src/testing/synthesized-stack";
import { IMAGES } from "../../tools/diagrams/pictures";
import { Browser } from "../../tools/site/browser";
import { PROJECT } from "../../tools/support/paths";
import { attribute, change, everything, finding, review } from "../review/render/html/review-fixture";
import { SERVICES } from "./support/local-site";

const WIDTHS = [390, 1280] as const;
const THEMES = ["light", "dark"] as const;
// eslint-disable-next-line @typescript-eslint/no-require-imports
const axeSource = (): string => readFileSync(require.resolve("axe-core/axe.min.js", { paths: [SERVICES] }), "utf8");

/** As long as names get, without a space. */
const LONG = `${"module.network_of_the_trading_platform.".repeat(6)}aws_vpc_security_group_ingress_rule.${"a".repeat(120)}`;
/** What a page must not take for its own. */
const HOSTILE = `</td></style></svg><script>document.title = "taken over"</script><img src=x onerror="document.title = 'taken over'">`;

const PAGES: Readonly<Record<string, () => string>> = {
  platform: () => platformPage(),
  everything: () => html(everything()),
  nothing: () => html(review()),
  long: () =>
    html(
      review({
        stack: LONG,
        findings: [finding({ path: LONG, address: LONG, sentence: LONG, reasons: [LONG], fix: LONG })],
        policies: [{ path: LONG, address: LONG, attribute: LONG, removed: [LONG], added: [LONG] }],
        capacity: [{ path: LONG, address: LONG, sentence: LONG }],
        changes: [change("replace", LONG, { address: LONG, type: LONG, attributes: [attribute(LONG, LONG, LONG, true)] })],
        outputs: [attribute(LONG, LONG, LONG)],
        warnings: [LONG],
      }),
      { diagram: diagram(review()) },
    ),
  hostile: () => {
    const text = JSON.stringify(everything(), (key, value: unknown) =>
      typeof value === "string" && !["kind", "severity", "action", "gate", "type", "order"].includes(key) ? HOSTILE : value,
    );
    return html(JSON.parse(text) as Review, { title: HOSTILE });
  },
  large: () => html(largeReview()),
};

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "review-page-"));
  for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(folder, `${name}.html`), page());
  browser = await Browser.start();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function diagram(of: Pick<Review, "changes">): string {
  const { architecture: changed, statuses } = withChanges(architecture(changedPlatform()), of.changes);
  return svg(changed, { statuses });
}

/** What the change makes of the platform, as far as a picture shows it. */
function changedPlatform(): SynthesizedStack {
  const stack = synthesize(new TradingStack(Testing.app(), "trading-prod", environments.prod!));
  const json = structuredClone(stack.json) as { resource: Record<string, Record<string, Record<string, unknown>>> };
  const add = (type: string, path: string, name: string, values: Readonly<Record<string, unknown>>): void => {
    (json.resource[type] ??= {})[name] = { "//": { metadata: { path: `trading-prod/${path}` } }, ...values };
  };
  const [web, database] = ["WebFrontend_SecurityGroup_707B108A", "Database_SecurityGroup_5C91FDCB"].map(
    (name) => `\${aws_security_group.${name}.id}`,
  );
  const rule = { ip_protocol: "tcp", from_port: 5432, to_port: 5432 };
  const [ingress, egress] = ["Database/SecurityGroup/IngressFrom-WebFrontend", "WebFrontend/SecurityGroup/EgressTo-Database"] as const;
  const from = { security_group_id: database, referenced_security_group_id: web };
  const to = { security_group_id: web, referenced_security_group_id: database };
  add("aws_vpc_security_group_ingress_rule", ingress, "FromWeb", { ...rule, ...from });
  add("aws_vpc_security_group_egress_rule", egress, "ToDatabase", { ...rule, ...to });
  add("aws_sqs_queue", "Reports/Queue/Resource", "Reports_Queue_1F0B6E55", { name: "trading-prod-reports" });
  json.resource.aws_elasticache_replication_group!.Cache_18F6EE16!.node_type = "cache.r7g.xlarge";
  return new SynthesizedStack(json, [], "trading-prod");
}

function platformPage(): string {
  const changed = JSON.parse(readFileSync(join(PROJECT, "__tests__/review/render/html/trading-prod.json"), "utf8")) as Review;
  return html(changed, { diagram: diagram(changed) });
}

function largeReview(): Review {
  const actions: readonly Action[] = ["create", "update", "delete", "replace"];
  return review({
    changes: Array.from({ length: 10_000 }, (_, index) =>
      change(actions[index % 4]!, `Part${index % 40}/${index}`, {
        attributes: Array.from({ length: 8 }, (__, each) => attribute(`name_${each}`, "an old value ".repeat(9), "a new value ".repeat(9))),
      }),
    ),
  });
}

async function open(name: string, width: number, theme: "light" | "dark" = "light"): Promise<void> {
  await browser.resize(width, theme);
  await browser.visit("about:blank");
  browser.errors.length = 0;
  await browser.open(join(folder, `${name}.html`));
}

const unfold = `document.querySelectorAll("details").forEach((each) => (each.open = true))`;

/** Presses a key until an element has the focus. */
async function tabTo(selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await browser.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    await browser.press("Tab");
  }
  throw new Error(`${selector} isn't reached by keyboard.`);
}

describe.each(WIDTHS)("in a window of %d px", (width) => {
  test.each(["platform", "everything", "long", "nothing"])(
    "nothing of the page %s has to be scrolled sideways, folded or not",
    async (name) => {
      await open(name, width);
      const tooWide = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;
      expect(await browser.evaluate(tooWide)).toBe(0);
      await browser.evaluate(unfold);
      expect(await browser.evaluate(tooWide)).toBe(0);
    },
  );

  test.each(THEMES)("axe finds nothing in the %s theme", async (theme) => {
    for (const name of ["platform", "everything", "nothing"]) {
      await open(name, width, theme);
      await browser.evaluate(unfold);
      await browser.evaluate(axeSource());
      const found = await browser.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, ...nodes.map(({ target }) => String(target))]))",
      );
      expect([name, found]).toEqual([name, []]);
    }
  });
});

test("the verdict, each gate and the first finding are on the first screen", async () => {
  await open("platform", 1280);
  const bottoms = await browser.evaluate<number[]>(
    `[".verdict", ".tiles li:last-child", ".totals", ".card h3"].map((each) => document.querySelector(each).getBoundingClientRect().bottom)`,
  );
  expect(Math.max(...bottoms)).toBeLessThan(900);
});

test("the picture says what becomes of each part", async () => {
  await open("platform", 1280);
  const marked = (status: string): string =>
    `[...document.querySelectorAll("svg g.${status} .label")].map(({ textContent }) => textContent)`;
  expect(await browser.evaluate(marked("replaced"))).toEqual(["Database"]);
  expect(await browser.evaluate(marked("created"))).toEqual(["Reports"]);
});

test("a fold is opened and closed by keyboard alone, after a link past what is above", async () => {
  await open("platform", 1280);
  await browser.press("Tab");
  expect(await browser.evaluate("document.activeElement.className")).toBe("skip");
  await browser.press("Enter");
  await tabTo("#changes summary");
  for (const isOpen of [true, false]) {
    await browser.press("Enter");
    expect(await browser.evaluate("document.activeElement.parentElement.open")).toBe(isOpen);
  }
});

test("a finding leads to its change, and what is folded around it opens", async () => {
  await open("platform", 1280);
  const target = await browser.evaluate<string>(`document.querySelector(".card .place a").getAttribute("href")`);
  const isVisible = `document.querySelector("${target}").checkVisibility()`;
  expect(await browser.evaluate(isVisible)).toBe(false);
  await tabTo(".card .place a");
  await browser.press("Enter");
  expect(await browser.evaluate(isVisible)).toBe(true);
});

test("headings go down one level at a time, from one of the first", async () => {
  await open("everything", 1280);
  const levels = await browser.evaluate<number[]>(`[...document.querySelectorAll("h1,h2,h3,h4")].map(({ tagName }) => Number(tagName[1]))`);
  expect(levels.filter((level) => level === 1)).toEqual([1]);
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
});

test("on paper everything is there that is folded on a screen, and nothing to press", async () => {
  await open("everything", 1280);
  const unseen = `[...document.querySelectorAll("main :is(td, th, li, p, h3)")].filter((each) => !each.checkVisibility()).length`;
  expect(await browser.evaluate(unseen)).toBeGreaterThan(10);
  await browser.print();
  expect(await browser.evaluate(unseen)).toBe(0);
  expect(await browser.evaluate(`document.querySelector("nav").checkVisibility()`)).toBe(false);
});

test("values that would be markup are read as they are, and nothing of theirs runs or is asked for", async () => {
  await open("hostile", 1280);
  await browser.evaluate(unfold);
  const seen = await browser.evaluate(
    `[document.title, document.querySelectorAll("script, img").length, document.querySelector("h1").textContent]`,
  );
  expect(seen).toEqual([`Plan review: ${HOSTILE}`, 0, HOSTILE]);
  expect(browser.errors).toEqual([]);
});

test("what would run all the same is refused by the page's policy", async () => {
  await open("everything", 1280);
  await browser.evaluate(
    `document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'taken over'" }))`,
  );
  expect(await browser.evaluate("document.title")).toBe("Plan review: orders-prod");
  expect(browser.errors.map(({ source }) => source)).toEqual(["security"]);
});

test("a page of 10,000 changes is opened within seconds", async () => {
  const started = performance.now();
  await open("large", 1280);
  expect(await browser.evaluate(`document.querySelectorAll("#changes details").length`)).toBeGreaterThan(100);
  expect(performance.now() - started).toBeLessThan(20_000);
});

/** What the guide shows: a window, and what of the page is in its middle. */
const PICTURES = [
  { name: "review-page", width: 1100, height: 900, theme: "light", at: "header" },
  { name: "review-page-picture", width: 1100, height: 900, theme: "dark", at: "svg .replaced" },
  { name: "review-page-phone", width: 390, height: 844, theme: "light", at: "article:nth-of-type(2)" },
] as const;

if (process.env.REVIEW_PICTURES === "write") {
  test.each(PICTURES)("$name is written for the guide", async ({ name, width, height, theme, at }) => {
    await open("platform", width, theme);
    await browser.resize(width, theme, height);
    await browser.evaluate(`document.documentElement.style.scrollbarWidth = "none"`);
    await browser.evaluate(`document.querySelector("${at}").scrollIntoView({ block: "center" })`);
    writeFileSync(join(PROJECT, IMAGES, `${name}.png`), await browser.screenshot());
  });
}

// The test of what needs no scripts is the last: the browser keeps that it forbids them.
test("without scripts a fold opens by keyboard", async () => {
  await browser.forbidScripts();
  await open("platform", 1280);
  for (let presses = 0; presses < 3; presses++) await browser.press("Tab");
  await tabTo("#changes summary");
  await browser.press("Enter");
  expect(await browser.evaluate(`document.querySelector("#changes details").open`)).toBe(true);
});
