/** Trades on a platform of `npm run serve`, and takes the README's picture of its page. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Browser } from "./site/browser";
import { readArguments } from "./support/arguments";
import { Failure, runTool } from "./support/failure";
import { PROJECT } from "./support/paths";

const PICTURE = "docs/guides/images/trading-page.png";
const USAGE = `Usage: node --import tsx tools/page-picture.ts URL

URL is what a fresh npm run serve has printed: what was traded before is in the picture too. Writes ${PICTURE}.`;

const INSTRUMENT = "BTC-EUR";
const TRADES = 40;
const LEVELS = 7;
const WAIT_MILLISECONDS = 30_000;
/** In pixels: down to the end of book, trades and form. The account's orders are below. */
const WINDOW = { width: 1280, height: 812 };

type Side = "buy" | "sell";

async function main(): Promise<void> {
  const { positionals } = readArguments(USAGE, {});
  const [url] = positionals;
  if (url === undefined || positionals.length > 1) throw new Failure(USAGE, 2);
  await trade(url);
  const browser = await Browser.start();
  try {
    await browser.resize(WINDOW.width, "light", WINDOW.height);
    await browser.visit(`${url}/#${INSTRUMENT}`);
    const expression = `document.querySelectorAll("#trades tr").length >= 20 && document.querySelectorAll("#asks tr").length >= ${LEVELS}`;
    const end = Date.now() + WAIT_MILLISECONDS;
    while (!(await browser.evaluate<boolean>(expression))) {
      if (Date.now() > end) throw new Failure(`The page at ${url} doesn't show what was traded.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await browser.evaluate(`document.querySelectorAll("*").forEach(({ style }) => { style.scrollbarWidth = "none"; })`);
    writeFileSync(join(PROJECT, PICTURE), await browser.screenshot());
  } finally {
    await browser.close();
  }
  process.stdout.write(`${PICTURE} is written.\n`);
}

/** Prices that rise and fall, then a book on both sides of the last one. */
async function trade(url: string): Promise<void> {
  for (let number = 0; number < TRADES; number++) {
    const price = (101 + 2 * Math.sin(number / 6) + 0.4 * Math.sin(number * 1.7)).toFixed(2);
    const sides: readonly Side[] = number % 3 === 0 ? ["buy", "sell"] : ["sell", "buy"];
    for (const side of sides) await place(url, side, `0.${1 + ((number * 7) % 9)}`, price);
  }
  for (let level = LEVELS; level >= 1; level--) {
    const quantity = `${1 + ((level * 5) % 4)}.${1 + ((level * 3) % 8)}`;
    await place(url, "buy", quantity, (100.5 - 0.15 * level).toFixed(2));
    await place(url, "sell", quantity, (101.6 + 0.2 * level).toFixed(2));
  }
}

async function place(url: string, side: Side, quantity: string, price: string): Promise<void> {
  const account = side === "buy" ? "demo-1" : "demo-2";
  const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const body = JSON.stringify({ account, instrument: INSTRUMENT, side, quantity, price });
  const answer = await fetch(`${url}/api/orders`, { method: "POST", headers, body });
  if (answer.status !== 201) throw new Failure(`An order was answered with ${answer.status}: ${await answer.text()}`);
}

void runTool(main);
