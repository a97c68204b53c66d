import { Assets } from "./assets";
import { WebFrontendConfig } from "./config";

/**
 * The page, without what its script fills in. Nothing in it is a script or a style: the policy of the edge allows files alone.
 *
 * Live regions are three: how the connection is, what became of an order, and what is wrong with one. Books and trades change too often to be read out.
 */
export function indexPage(
  { instruments, demoAccount = "" }: Pick<WebFrontendConfig, "instruments" | "demoAccount">,
  { script, style, icon }: Assets,
): string {
  const options = instruments.map((name) => `<option>${name}</option>`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Order book, trades and orders of the trading platform">
<title>Trading</title>
<link rel="icon" type="image/svg+xml" href="/static/${icon}">
<link rel="stylesheet" href="/static/${style}">
<script type="module" src="/static/${script}"></script>
</head>
<body>
<a class="skip" href="#order-form">Skip to the order form</a>
<header>
<h1>Trading</h1>
<div class="field inline"><label for="instrument">Instrument</label><select id="instrument" autocomplete="off">${options}</select></div>
<p class="last">Last price <strong id="last-price">–</strong></p>
<p id="connection" class="connection" role="status" data-state="connecting"><span id="connection-text">Connecting</span></p>
</header>
<noscript><p class="notice">This page needs JavaScript.</p></noscript>
<main>
${bookSection()}
${tradesSection()}
${orderSection(demoAccount)}
${ordersSection()}
</main>
</body>
</html>
`;
}

function bookSection(): string {
  const side = (id: string, caption: string): string => `<table class="levels ${id}">
<caption>${caption}</caption>
<thead><tr><th scope="col">Price</th><th scope="col">Quantity</th></tr></thead>
<tbody id="${id}"><tr><td colspan="2" class="empty">Loading</td></tr></tbody>
</table>`;
  return `<section class="book" aria-labelledby="book-title">
<div class="title"><h2 id="book-title">Order book</h2><p class="aside">Sequence <span id="sequence">–</span></p></div>
${side("asks", "Asks")}
<p class="spread">Spread <span id="spread">–</span></p>
${side("bids", "Bids")}
</section>`;
}

function tradesSection(): string {
  return `<section class="trades" aria-labelledby="trades-title">
<h2 id="trades-title">Trades</h2>
<svg id="chart" class="chart" role="img" aria-labelledby="chart-title" viewBox="0 0 640 220" preserveAspectRatio="none"><title id="chart-title">No trades yet</title><path id="chart-area" class="area"/><path id="chart-line" class="line"/></svg>
<p class="range"><span id="chart-low">–</span><span id="chart-high">–</span></p>
<div class="scroll" role="group" aria-labelledby="trades-title" tabindex="0">
<table>
<caption class="hidden">The latest trades, the newest first</caption>
<thead><tr><th scope="col">Time</th><th scope="col">Taker</th><th scope="col">Quantity</th><th scope="col">Price</th></tr></thead>
<tbody id="trades"><tr><td colspan="4" class="empty">No trades yet</td></tr></tbody>
</table>
</div>
</section>`;
}

function orderSection(account: string): string {
  const field = (id: string, label: string, attributes: string): string => `<div class="field">
<label for="${id}">${label}</label>
<input id="${id}" name="${id}" aria-describedby="${id}-error" ${attributes}>
<p id="${id}-error" class="error"></p>
</div>`;
  return `<section class="order" aria-labelledby="order-title">
<h2 id="order-title">New order</h2>
<form id="order-form" novalidate tabindex="-1" aria-labelledby="order-title">
${field("account", "Account", `spellcheck="false" autocapitalize="none" value="${account}"`)}
<p id="balances" class="aside"></p>
<fieldset>
<legend>Side</legend>
<label><input type="radio" name="side" value="buy" checked> Buy</label>
<label><input type="radio" name="side" value="sell"> Sell</label>
</fieldset>
${field("quantity", `Quantity <span id="quantity-unit" class="unit"></span>`, `inputmode="decimal" autocomplete="off"`)}
${field("price", `Limit price <span id="price-unit" class="unit"></span>`, `inputmode="decimal" autocomplete="off"`)}
<p class="aside">Total <span id="total">–</span></p>
<button type="submit" id="place">Place order</button>
<p id="order-result" class="result" role="status"></p>
<div id="order-problem" class="problem" role="alert"></div>
</form>
</section>`;
}

function ordersSection(): string {
  return `<section class="orders" aria-labelledby="orders-title">
<h2 id="orders-title" tabindex="-1">Orders<span id="orders-account"></span></h2>
<div class="scroll" role="group" aria-labelledby="orders-title" tabindex="0">
<table>
<thead><tr><th scope="col">Order</th><th scope="col">Remaining</th><th scope="col">Price</th><th scope="col">Status</th></tr></thead>
<tbody id="orders"><tr><td colspan="4" class="empty">Enter an account to see its orders</td></tr></tbody>
</table>
</div>
</section>`;
}
