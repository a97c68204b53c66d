/** The example's own stack: what its distribution, web ACL and listener rules say of a request. */
import { SynthesizedStack } from "../../../src/testing";
import { EdgeRequest, Router } from "../../../tools/serve/routing";
import { synthesizeEnvironment } from "../../../tools/serve/synthesis";
import { messageOf } from "../../support/synth";

const router = new Router(synthesizeEnvironment("local"));
const request = (url: string, more: Partial<EdgeRequest> = {}): EdgeRequest => ({
  method: "GET",
  url,
  isWebSocket: false,
  bodyBytes: 0,
  ...more,
});

test.each([
  ["/api/orders?account=demo-1", false, "TradingApi/TargetGroup"],
  ["/ws/book/BTC-EUR", true, "TradingApi/TargetGroup"],
  ["/", false, "WebFrontend/TargetGroup"],
  ["/API/orders", false, "WebFrontend/TargetGroup"],
])("%s goes to the target group that the listener rules name", (url, isWebSocket, targetGroup) => {
  const groups = [expect.objectContaining({ targetGroup, percent: 100 })];
  expect(router.route(request(url, { isWebSocket }))).toEqual({ to: "targets", groups, url, timeoutSeconds: 30 });
});

test("assets come from the bucket, by their key", () => {
  expect(router.route(request("/static/app%20x.js?v=1"))).toEqual({ to: "assets", key: "static/app x.js", missingStatus: 404 });
});

test("a method that the cache behavior doesn't allow is refused (CloudFront Developer Guide, Allowed HTTP methods)", () => {
  expect(router.route(request("/static/app.js", { method: "POST" }))).toMatchObject({ to: "nobody", status: 403, from: "CloudFront" });
  expect(router.route(request("/api/orders", { method: "TRACE" }))).toMatchObject({ to: "nobody", status: 403 });
});

test("a body that the web ACL blocks reaches no process", () => {
  expect(router.route(request("/api/orders", { method: "POST", bodyBytes: 20_000 }))).toMatchObject({
    ...{ to: "nobody", status: 403, from: "web ACL" },
  });
  expect(router.route(request("/api/orders", { method: "POST", bodyBytes: 15_000 })).to).toBe("targets");
});

test("what is no path is refused", () => {
  expect(router.route(request("http://other.example.com/"))).toMatchObject({ to: "nobody", status: 400 });
});

test("the response headers policy adds its headers, and replaces where it overrides", () => {
  const headers = router.headers(request("/"), { "content-security-policy": "default-src 'none'", "x-frame-options": "SAMEORIGIN" });
  expect(headers).toMatchObject({
    ...{ "content-security-policy": "default-src 'none'", "x-frame-options": "DENY", "x-content-type-options": "nosniff" },
  });
});

test("a stack without a distribution is refused", () => {
  expect(messageOf(() => new Router(new SynthesizedStack({})))).toBe("The stack has no distribution with an alternate domain name.");
});
