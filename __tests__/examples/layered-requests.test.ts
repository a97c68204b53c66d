import { Testing } from "cdktf";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { SynthesizedStack, ViewerRequest, simulateRequest, synthesize } from "../../src/testing";

const environment = environments.prod!;

/** The platform in three stacks, of which one has the distribution and another the bucket of the assets. */
function layered(): readonly SynthesizedStack[] {
  const app = Testing.app();
  const network = new NetworkStack(app, "network-prod", environment);
  const data = new DataStack(app, "data-prod", environment, network);
  const services = new ServicesStack(app, "services-prod", environment, network, data);
  return [network, data, services].map((stack) => synthesize(stack));
}

describe("three stacks answer a request as one does", () => {
  const three = layered();
  const one = synthesize(new TradingStack(Testing.app(), "trading-prod", environment));
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
