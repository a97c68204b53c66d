import { environments } from "../../examples/trading-stack/environments";
import { Traffic, openingAuction, scalingService, simulateScaling, trafficOf } from "../../src/testing";
import { tradingStack } from "../support/platforms";

const SERVICES = [
  ["local", "TradingApi"],
  ["local", "WebFrontend"],
  ["dev", "TradingApi"],
  ["dev", "WebFrontend"],
  ["prod", "TradingApi"],
  ["prod", "WebFrontend"],
] as const;

/** What isn't served of traffic that is made for a service's own peak, but for what is sent to an AZ that has just failed. */
function missed(environment: string, name: "TradingApi" | "WebFrontend", trafficFor: (peak: number) => Traffic) {
  const { tradingApi, webFrontend } = environments[environment]!;
  const { load } = name === "TradingApi" ? tradingApi : webFrontend;
  const service = scalingService(tradingStack(environment), name, {
    requestsPerSecondPerInstance: load.requestsPerSecondPerInstance,
    startupSeconds: 120,
  });
  return simulateScaling(service, trafficFor(load.requestsPerSecond)).unserved.filter(({ reason }) => reason !== "failedTargets");
}

describe.each(SERVICES)("in %s, %s serves", (environment, name) => {
  test("an opening auction at its peak, on a Monday", () => {
    const auction = (peak: number): Traffic => ({ ...openingAuction({ quiet: peak / 10, peak }), startsAt: "2026-03-02T06:40:00Z" });
    expect(missed(environment, name, auction)).toEqual([]);
  });

  test("its peak while an AZ is lost and comes back", () => {
    const loss = (peak: number): Traffic => ({ ...trafficOf(peak, { minutes: 90 }), lostZones: [{ atSeconds: 900, untilSeconds: 2700 }] });
    expect(missed(environment, name, loss)).toEqual([]);
  });

  test("its peak while a release replaces every instance", () => {
    expect(missed(environment, name, (peak) => ({ ...trafficOf(peak, { minutes: 90 }), releases: [900] }))).toEqual([]);
  });
});
