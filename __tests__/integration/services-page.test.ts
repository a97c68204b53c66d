/** The page in a browser, through an edge as it stands before it, with both services as instances run them, a real PostgreSQL and a real Valkey. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Browser } from "../../tools/site/browser";
import { CACHE } from "../../tools/support/paths";
import { DIST, LocalSite, SERVICES } from "./support/local-site";

const WIDTHS = [390, 1280] as const;
const THEMES = ["light", "dark"] as const;
const WAIT_MILLISECONDS = 30_000;
const PICTURES = join(CACHE, "services-page");
// eslint-disable-next-line @typescript-eslint/no-require-imports
const axeSource = (): string => readFileSync(require.resolve("axe-core/axe.min.js", { paths: [SERVICES] }), "utf8");

const TRADERS = { buy: "buyer", sell: "seller" } as const;

let site: LocalSite;
let browser: Browser;
let other: Browser;

beforeAll(async () => {
  site = await LocalSite.start({
    seller: { BTC: "100", ETH: "100" },
    buyer: { EUR: "1000000" },
    keys: { EUR: "1000" },
    long: { BTC: "90000000", EUR: "1" },
  });
  [browser, other] = await Promise.all([Browser.start(), Browser.start()]);
});
afterAll(() => Promise.all([browser?.close(), other?.close(), site?.stop()]));

/** Opens the page for an account, and waits until it hears of the book. */
async function open(tab: Browser, account = "buyer", hash = ""): Promise<void> {
  await tab.visit("about:blank");
  tab.errors.length = 0;
  await tab.visit(`${site.url}/${hash}`);
  await fill(tab, { account });
  await eventually(tab, text("#connection"), "Live");
}

const text = (selector: string): string => `document.querySelector(${JSON.stringify(selector)})?.textContent.trim()`;
const texts = (selector: string): string =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.textContent.trim())`;

/** Asks the page until the answer is as expected, for what comes a moment later. */
async function eventually(tab: Browser, expression: string, expected: unknown, milliseconds = WAIT_MILLISECONDS): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (JSON.stringify(await tab.evaluate(expression)) === JSON.stringify(expected)) return;
  }
  expect(await tab.evaluate(expression)).toEqual(expected);
}

async function fill(tab: Browser, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) {
    await tab.evaluate(`(() => {
      const field = document.getElementById("${id}");
      field.value = ${JSON.stringify(value)};
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    })()`);
  }
}

async function submit(tab: Browser, side: "buy" | "sell", quantity: string, price: string): Promise<void> {
  await tab.evaluate(`document.querySelector("[name=side][value=${side}]").click()`);
  await fill(tab, { quantity, price });
  await tab.evaluate(`document.getElementById("place").click()`);
}

/** Presses a key until an element has the focus. */
async function tabTo(tab: Browser, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await tab.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    await tab.press("Tab");
  }
  throw new Error(`${selector} isn't reached by keyboard.`);
}

async function type(tab: Browser, keys: string): Promise<void> {
  for (const key of keys) await tab.press(key);
}

test("the page loads what was built with it, by names that change with the content", async () => {
  const assets = Object.values(JSON.parse(readFileSync(join(DIST, "web-assets.json"), "utf8")) as Record<string, string>);
  const html = await (await fetch(site.url)).text();
  const loaded = [...html.matchAll(/\/static\/([^"]+)/g)].map(([, name]) => name!);
  expect(loaded.sort()).toEqual([...assets].sort());
  expect(readdirSync(join(DIST, "static")).sort()).toEqual([...assets].sort());
  expect(assets.every((name) => /^[a-z]+\.[0-9A-Z]{8}\.(js|css|svg)$/.test(name))).toBe(true);
});

// WAI-ARIA 1.2: status, alert and log are live; so is HTML's output element, which has the role status.
test("only the connection and what becomes of orders is read out by itself", async () => {
  await open(browser);
  const live = `[...document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log], output")].map(({ id }) => id)`;
  expect(await browser.evaluate(live)).toEqual(["connection", "order-result", "order-problem"]);
});

test("the page offers what the API trades, also what the page's own server doesn't know of", async () => {
  await site.trade("SOL-EUR");
  await open(browser);
  const { instruments } = (await (await fetch(`${site.url}/api/instruments`)).json()) as { instruments: string[] };
  expect(instruments).toEqual(["BTC-EUR", "ETH-EUR", "SOL-EUR"]);
  await eventually(browser, texts("#instrument option"), instruments, 10_000);
  expect(await browser.evaluate(`document.getElementById("instrument").value`)).toBe("BTC-EUR");
});

test("an order that is placed in one tab is in the book of another, and its trade is in the charts of both", async () => {
  await Promise.all([open(browser, "seller"), open(other, "buyer")]);
  await submit(browser, "sell", "2", "101.25");
  await eventually(browser, text("#order-result"), "Order placed: Sell 2 BTC at 101.25 EUR.");
  await eventually(other, texts("#asks td"), ["101.25", "2"]);
  await submit(other, "buy", "0.5", "102");
  for (const tab of [browser, other]) {
    await eventually(tab, texts("#asks td"), ["101.25", "1.5"]);
    await eventually(tab, texts("#trades tr td:not(:first-child)"), ["Buy", "0.5", "101.25"]);
    await eventually(tab, text("#last-price"), "101.25");
  }
  expect(await browser.evaluate(text("#chart-title"))).toBe("Prices of BTC-EUR trades: lowest 101.25, highest 101.25, last 101.25");
  expect(await browser.evaluate(`document.getElementById("chart-line").getTotalLength() > 0`)).toBe(true);
  expect([browser.errors, other.errors]).toEqual([[], []]);
});

test("an account's orders show what remains of them, and can be cancelled", async () => {
  await open(browser, "seller");
  const shown = `${texts("#orders tr:first-child td")}.slice(0, 4)`;
  await eventually(browser, shown, ["Sell BTC-EUR", "1.5 of 2", "101.25", "Open Cancel"]);
  await browser.evaluate(`document.querySelector("#orders button").click()`);
  await eventually(browser, shown, ["Sell BTC-EUR", "1.5 of 2", "101.25", "Cancelled"]);
  await eventually(browser, text("#asks"), "No orders");
  await eventually(browser, text("#balances"), "Available: 99.5 BTC, 100 ETH, 50.625 EUR");
  expect(browser.errors).toEqual([]);
});

test("an order is placed and cancelled by keyboard alone", async () => {
  await open(browser, "keys");
  await tabTo(browser, "a.skip");
  await browser.press("Enter");
  await tabTo(browser, "#quantity");
  await type(browser, "1.5");
  await tabTo(browser, "#price");
  await type(browser, "20");
  expect(await browser.evaluate(text("#total"))).toBe("30 EUR");
  await browser.press("Enter");
  await eventually(browser, text("#order-result"), "Order placed: Buy 1.5 BTC at 20 EUR.");
  await eventually(browser, text("#orders button"), "Cancel");
  await tabTo(browser, "#orders button");
  expect(await browser.evaluate("document.activeElement.ariaLabel")).toBe("Cancel buy 1.5 BTC-EUR at 20");
  await browser.press("Enter");
  await eventually(browser, text("#orders tr:first-child td:nth-child(4)"), "Cancelled");
  // The button is gone; the focus isn't.
  expect(await browser.evaluate("document.activeElement.id")).toBe("orders-title");
});

test("what is wrong with an order is said in words at its fields, and the first has the focus", async () => {
  await open(browser);
  await submit(browser, "buy", "1,5", "0");
  expect(await browser.evaluate(texts("#account-error, #quantity-error, #price-error"))).toEqual([
    "",
    "Write decimals with a point, as 1.5.",
    "Enter more than 0.",
  ]);
  expect(await browser.evaluate(`[document.activeElement.id, document.activeElement.ariaInvalid]`)).toEqual(["quantity", "true"]);
  await fill(browser, { quantity: "1.5" });
  expect(await browser.evaluate(text("#quantity-error"))).toBe("");
});

test("a refusal of the API is shown as its problem details say it", async () => {
  await open(browser, "keys");
  await submit(browser, "buy", "1000", "1000");
  await eventually(browser, texts("#order-problem > *"), [
    "Insufficient funds",
    "Account keys has less available than the order may cost.",
  ]);
});

test("another instrument has its own book, and the address names it", async () => {
  await open(browser, "buyer", "#ETH-EUR");
  expect(await browser.evaluate(`[document.getElementById("instrument").value, document.title]`)).toEqual(["ETH-EUR", "ETH-EUR – Trading"]);
  await submit(browser, "buy", "3", "7");
  await eventually(browser, texts("#bids td"), ["7", "3"]);
  await fill(browser, { instrument: "BTC-EUR" });
  await eventually(browser, text("#bids"), "No orders");
  expect(await browser.evaluate("location.hash")).toBe("#BTC-EUR");
});

test("a server that restarts is said to, and the page finds the next by itself, with what it missed", async () => {
  await open(browser, "buyer");
  await browser.evaluate(`window.states = []; new MutationObserver(() => states.push(document.getElementById("connection").textContent)).observe(
    document.getElementById("connection"), { subtree: true, childList: true, characterData: true })`);
  await site.stopApi();
  const missed = ["Server restarts, reconnecting", "Connection lost, reconnecting"];
  await eventually(browser, "states", missed);
  await site.startApi();
  await site.place({ account: "seller", side: "sell", quantity: "4", price: "300" });
  await eventually(browser, text("#connection"), "Live");
  await eventually(browser, texts("#asks td"), ["300", "4"]);
  // Each state was said once, however often it was tried.
  expect(await browser.evaluate("states")).toEqual([...missed, "Live"]);
  expect(browser.errors.filter(({ source }) => source !== "network")).toEqual([]);
});

test("an order whose answer never came is not placed twice when it is placed again", async () => {
  await open(browser, "keys");
  site.loseAnswers = true;
  await submit(browser, "buy", "1", "12");
  await eventually(browser, text("#order-problem strong"), "No answer");
  site.loseAnswers = false;
  await browser.evaluate(`document.getElementById("place").click()`);
  await eventually(browser, text("#order-result"), "Order placed: Buy 1 BTC at 12 EUR.");
  const prices = `${texts("#orders tr td:nth-child(3)")}.filter((price) => price === "12")`;
  await eventually(browser, prices, ["12"]);
});

test("SIGTERM ends the process of the frontend with 0", async () => {
  expect(await site.stopWeb()).toBe(0);
  await site.startWeb();
});

describe("a market with orders and trades", () => {
  beforeAll(async () => {
    // Prices that go up and down, then orders that wait around the last of them.
    for (let number = 0; number < 40; number++) {
      const price = (300 + 12 * Math.sin(number / 5) + 4 * Math.sin(number * 2)).toFixed(2);
      const sides = number % 3 === 0 ? (["buy", "sell"] as const) : (["sell", "buy"] as const);
      for (const side of sides) {
        await site.place({ account: TRADERS[side], instrument: "ETH-EUR", side, quantity: `0.${1 + (number % 9)}`, price });
      }
    }
    for (let number = 1; number <= 8; number++) {
      const quantity = `${1 + ((number * 7) % 5)}.${number}`;
      await site.place({ account: "buyer", instrument: "ETH-EUR", side: "buy", quantity, price: (285 - number * 1.25).toFixed(2) });
      await site.place({ account: "seller", instrument: "ETH-EUR", side: "sell", quantity, price: (318 + number * 1.75).toFixed(2) });
    }
    // As long as numbers get.
    for (const side of ["buy", "sell"] as const) {
      const price = side === "buy" ? "0.00000001" : "89999999.12345678";
      await site.place({ account: "long", side, quantity: "89999999.12345678", price });
    }
  });

  describe.each(WIDTHS)("in a window of %d px", (width) => {
    test("nothing has to be scrolled sideways, however long numbers are", async () => {
      await browser.resize(width);
      await open(browser, "long");
      await fill(browser, { quantity: "89999999.12345678", price: "89999999.12345678" });
      await eventually(browser, `${texts("#asks td")}.slice(0, 2)`, ["89,999,999.12345678", "89,999,999.12345678"]);
      await eventually(browser, `${texts("#orders tr td:nth-child(2)")}[0]`, "89,999,999.12345678 of 89,999,999.12345678");
      expect(await browser.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`)).toBe(0);
    });

    test.each(THEMES)("axe finds nothing in the %s theme", async (theme) => {
      await browser.resize(width, theme);
      await open(browser, "buyer", "#ETH-EUR");
      await eventually(browser, `${texts("#trades tr")}.length`, 20);
      await eventually(browser, text("#orders button"), "Cancel");
      mkdirSync(PICTURES, { recursive: true });
      writeFileSync(join(PICTURES, `${width}-${theme}.png`), await browser.screenshot(true));
      await browser.evaluate(axeSource());
      const found = await browser.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, ...nodes.map(({ target }) => String(target))]))",
      );
      expect(found).toEqual([]);
    });
  });
});
