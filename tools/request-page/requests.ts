import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { RequestSimulation, ViewerRequest, simulateRequest, synthesize } from "../../src/testing";

/** A request of the page. */
interface Example {
  readonly title: string;
  /** What to see in it. */
  readonly text: string;
  readonly request: ViewerRequest;
}

/** An example, simulated. */
export interface SimulatedExample extends Example {
  readonly simulation: RequestSimulation;
}

const ENVIRONMENT = environments.prod!;
const SITE = `https://${ENVIRONMENT.domainName}`;
/** A viewer in Germany, with an address of a range for documentation (RFC 5737). */
const VIEWER = { ip: "203.0.113.7", country: "DE", headers: { "User-Agent": "Mozilla/5.0", "Accept-Encoding": "gzip, deflate, br" } };
const TRADER = { ...VIEWER, headers: { ...VIEWER.headers, Authorization: "Bearer …" }, cookies: { session: "…" } };

const EXAMPLES: readonly Example[] = [
  {
    title: "A static asset",
    text: "It is read from the bucket once, and served from the edge's cache until it expires: everybody who asks for the path shares it.",
    request: { ...VIEWER, url: `${SITE}/static/app.js?v=3`, cookies: { session: "…" } },
  },
  {
    title: "An asset that isn't there",
    text: "A request under the assets' path never reaches the services.",
    request: { ...VIEWER, url: `${SITE}/static/none.js`, objectMissing: true },
  },
  {
    title: "The API is read",
    text: "The service sees the viewer's headers, cookies and query, and nothing is cached.",
    request: { ...TRADER, url: `${SITE}/api/orders?open=true` },
  },
  {
    title: "The API is written to",
    text: "All methods pass.",
    request: { ...TRADER, url: `${SITE}/api/orders`, method: "POST", bodyBytes: 512, response: { status: 201 } },
  },
  {
    title: "A large body",
    text: "AWS's core rule set blocks bodies over 8,192 bytes; for the API the example allows 16,384, which an order for many instruments may need.",
    request: { ...TRADER, url: `${SITE}/api/orders/import`, method: "POST", bodyBytes: 50_000, response: { status: 202 } },
  },
  {
    title: "A WebSocket",
    text: "Its handshake is a GET request whose headers reach the service, which then switches protocols.",
    request: { ...TRADER, url: `${SITE.replace("https", "wss")}/ws/book` },
  },
  {
    title: "The API is overloaded",
    text: "The service's own answer reaches the client, and isn't kept for the next one.",
    request: { ...TRADER, url: `${SITE}/api/orders`, response: { status: 503, headers: { "Retry-After": "1" } } },
  },
  {
    title: "A page of the frontend",
    text: "What has no other path belongs to the web frontend, which answers for paths that there aren't as well.",
    request: { ...VIEWER, url: `${SITE}/portfolio`, response: { headers: { "Content-Type": "text/html" } } },
  },
  {
    title: "A path that there isn't",
    text: "The frontend's 404 reaches the viewer as it is.",
    request: { ...VIEWER, url: `${SITE}/wp-login.php`, response: { status: 404 } },
  },
  {
    title: "Plain HTTP",
    text: "CloudFront redirects to HTTPS by itself.",
    request: { ...VIEWER, url: `${SITE.replace("https", "http")}/portfolio?id=7` },
  },
  {
    title: "A method that assets don't have",
    text: "CloudFront refuses it before the bucket is asked.",
    request: { ...VIEWER, url: `${SITE}/static/app.js`, method: "PUT", bodyBytes: 100 },
  },
  {
    title: "A foreign host",
    text: "A name that points at CloudFront and isn't among the distribution's.",
    request: { ...VIEWER, url: "https://trading.example.net/" },
  },
];

/** What happens to each in the production environment. */
export function simulatedExamples(): readonly SimulatedExample[] {
  const stack = synthesize(new TradingStack(Testing.app(), "trading-prod", ENVIRONMENT));
  return EXAMPLES.map((example) => ({ ...example, simulation: simulateRequest(stack, example.request) }));
}
