import { createServer } from "../../examples/trading-stack/services/shared/http-server";
import { WebFrontendConfig, webFrontendConfig } from "../../examples/trading-stack/services/web-frontend/config";
import { addWebFrontend } from "../../examples/trading-stack/services/web-frontend/server";
import { DEFAULT_CONTENT_SECURITY_POLICY } from "../../modules/edge/content-security-policy";

const ASSETS = { script: "page.ABC.js", style: "style.DEF.css", icon: "icon.GHI.svg" };

const started: ReturnType<typeof createServer>[] = [];

/** A frontend that listens; its address. */
async function start(config: Partial<WebFrontendConfig> = {}): Promise<string> {
  const all = { ...webFrontendConfig({ SERVICE_VERSION: "1.2.3", LOG_LEVEL: "silent" }), ...config };
  const app = createServer(all.service);
  started.push(app);
  addWebFrontend(app, all, ASSETS);
  return app.listen({ host: "127.0.0.1", port: 0 });
}

async function page(config?: Partial<WebFrontendConfig>): Promise<string> {
  return (await fetch(await start(config))).text();
}

afterEach(async () => {
  for (const app of started.splice(0)) await app.close();
});

test("the page is HTML that browsers ask for anew each time, with the policy that the edge sends", async () => {
  const { status, headers } = await fetch(await start());
  expect([status, ...["content-type", "cache-control", "content-security-policy"].map((name) => headers.get(name))]).toEqual([
    200,
    "text/html; charset=utf-8",
    "no-cache",
    DEFAULT_CONTENT_SECURITY_POLICY,
  ]);
});

test("a browser that has the page is told so, and one that has another release's gets this one's", async () => {
  const url = await start();
  const headers = { "if-none-match": (await fetch(url)).headers.get("etag")! };
  const again = await fetch(url, { headers });
  expect([again.status, await again.text(), again.headers.get("cache-control")]).toEqual([304, "", "no-cache"]);
  expect((await fetch(await start({ instruments: ["SOL-EUR"] }), { headers })).status).toBe(200);
});

test("the page loads its assets by the names that were built, below /static/", async () => {
  const html = await page();
  expect(html).toContain('<script type="module" src="/static/page.ABC.js"></script>');
  expect(html).toContain('<link rel="stylesheet" href="/static/style.DEF.css">');
  expect(html).toContain('href="/static/icon.GHI.svg"');
});

test("on AWS the page names the versions that it was deployed with", async () => {
  const html = await page(webFrontendConfig({ LOG_LEVEL: "silent", ASSET_SCRIPT: "page.js?versionId=3HL4kqtJvjVBH40Nrjfkd" }));
  expect(html).toContain('<script type="module" src="/static/page.js?versionId=3HL4kqtJvjVBH40Nrjfkd"></script>');
  expect(html).toContain('<link rel="stylesheet" href="/static/style.DEF.css">');
});

test("an asset that HTML would read otherwise is refused", () => {
  expect(() => webFrontendConfig({ ASSET_STYLE: 'style.css" onload="x' })).toThrow(
    'ASSET_STYLE must be a file\'s name as page.js?versionId=…, not "style.css" onload="x".',
  );
});

test("nothing in the page is a script or a style of its own", async () => {
  expect(await page()).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]* src=)/i);
});

test("the page offers the instruments and, on a laptop, an account", async () => {
  const html = await page({ instruments: ["SOL-EUR", "BTC-EUR"], demoAccount: "demo-1" });
  expect(html).toContain("<option>SOL-EUR</option><option>BTC-EUR</option>");
  expect(html).toContain('value="demo-1"');
});

test.each([
  ["/health", { status: "healthy" }],
  ["/ready", { status: "ready" }],
  ["/version", { service: "web-frontend", version: "1.2.3" }],
])("%s answers", async (path, answer) => {
  expect(await (await fetch(`${await start()}${path}`)).json()).toEqual(answer);
});

test("any other path is a problem, not the page", async () => {
  const { status, headers } = await fetch(`${await start()}/other`);
  expect([status, headers.get("content-type")]).toEqual([404, "application/problem+json"]);
});

test("an environment that can't be used is said in one sentence", () => {
  expect(() => webFrontendConfig({ INSTRUMENTS: "BTC-EUR,<b>", DEMO_ACCOUNT: '"' })).toThrow(
    'The service can\'t start: INSTRUMENTS must be names as BTC-EUR, separated by commas: "<b>" is none. DEMO_ACCOUNT must be an account\'s id, not """.',
  );
});
