import { environments } from "../../examples/trading-stack/environments";
import { ViewerRequest, simulateRequest } from "../../src/testing";
import { layeredStacks, tradingStack } from "../support/platforms";

const environment = environments.prod!;

// One of the three has the distribution, and another the bucket of the assets.
describe("three stacks answer a request as one does", () => {
  const three = layeredStacks();
  const one = tradingStack("prod");
  const url = (path: string): string => `https://${environment.domainName}${path}`;

  test.each<readonly [string, ViewerRequest]>([
    ["an asset", { url: url("/static/app.js"), headers: { "Accept-Encoding": "br" } }],
    ["a missing asset", { url: url("/static/none.js"), objectMissing: true }],
    ["the API", { url: url("/api/orders?open=true"), method: "POST", bodyBytes: 512, cookies: { session: "a" } }],
    ["a WebSocket", { url: `wss://${environment.domainName}/ws/book` }],
    ["a page", { url: url("/portfolio"), response: { status: 404 } }],
  ])("%s", (_, request) => {
    const [apart, together] = [three, one].map((stacks) => simulateRequest(stacks, request));
    expect(apart!.response).toEqual(together!.response);
    expect(apart!.cachedSeconds).toBe(together!.cachedSeconds);
    expect(apart!.loadBalancer?.targets.flatMap(({ services }) => services)).toEqual(
      together!.loadBalancer?.targets.flatMap(({ services }) => services),
    );
    expect(apart!.origin?.name).toBe(together!.origin?.name);
  });
});
