import { messageOf, synth, testStack } from "../support/synth";
import { ServiceFixture, loadBalancer } from "./fixture";

describe("the routes of one load balancer", () => {
  test("must have unique priorities", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    expect(messageOf(() => fixture.service({ route: { priority: 10, paths: ["/*"] } }, "WebFrontend"))).toBe(
      "trading-test/WebFrontend: invalid input\n  - route.priority: must be unique in LoadBalancer; received 10. TradingApi has it: use another.",
    );
  });

  test("must have different conditions", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    expect(messageOf(() => fixture.service({ route: { priority: 20, paths: ["/ws/*", "/api/*"] } }, "WebFrontend"))).toBe(
      "trading-test/WebFrontend: invalid input\n" +
        '  - route: must have other conditions than every other service\'s route; received {"priority":20,"paths":["/ws/*","/api/*"]}. TradingApi has the same ones: change a condition.',
    );
  });

  test("may be those of another load balancer", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    const other = loadBalancer(fixture.stack, { network: fixture.network, accessLogs: fixture.logs }, "Other");
    expect(() => fixture.service({ loadBalancer: other }, "WebFrontend")).not.toThrow();
  });

  test("must not be behind one that gets all of their requests, whatever the order in which they are made", () => {
    const fixture = new ServiceFixture();
    fixture.service({ route: { priority: 20, paths: ["/api/*"] } });
    fixture.service({ route: { priority: 10, paths: ["/*"] } }, "WebFrontend");
    expect(messageOf(() => synth(fixture.stack))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        '  - route: must match a request that no route of a lower priority number matches: WebFrontend gets all of them; received {"priority":20,"paths":["/api/*"]}. Give it a number below 10, or narrow that route.',
    );
  });

  test("may overlap with an earlier one that leaves them requests", () => {
    const fixture = new ServiceFixture();
    fixture.service({ route: { priority: 10, paths: ["/api/*"] } });
    fixture.service({ route: { priority: 20, paths: ["/*"] } }, "WebFrontend");
    expect(() => synth(fixture.stack)).not.toThrow();
  });

  test("are validated where they are added by something else than a service", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    expect(messageOf(() => origin.addRoute(stack, { priority: 0, paths: ["/*"] }))).toContain("route.priority: must be a whole number");
  });
});
