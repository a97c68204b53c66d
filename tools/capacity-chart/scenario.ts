import { Testing } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { ScalingStep, Traffic, UnservedTraffic, scalingService, simulateScaling, synthesize, trafficOf } from "../../src/testing";

/** What an instance of the example does: `requestsPerSecondPerInstance` is what its plans count with. */
const MEASURED = { requestsPerSecondPerInstance: 100, startupSeconds: 120 };
const SERVICES = ["TradingApi", "WebFrontend"] as const;

/** A thing that happens in the scenario. */
export interface Mark {
  readonly minute: number;
  readonly label: string;
}

/** A Monday at a quarter past eight in Frankfurt: the market opens at nine. */
const STARTS_AT = "2026-03-02T07:15:00Z";

export const MARKS: readonly Mark[] = [
  { minute: 15, label: "session is prepared" },
  { minute: 45, label: "market opens" },
  { minute: 65, label: "an AZ fails" },
  { minute: 80, label: "it recovers" },
  { minute: 95, label: "a release" },
  { minute: 130, label: "flash crowd" },
];

/** The example with so many requests per second, and what its services do in the scenario. */
export interface Scenario {
  readonly requestsPerSecond: number;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Both services together. */
  readonly steps: readonly ScalingStep[];
  readonly unserved: readonly UnservedTraffic[];
}

/** A morning: quiet, the opening auction at the planned peak, the loss of an AZ and a release there, and a crowd of twice the peak. */
function morning(peak: number): Traffic {
  const traffic = trafficOf(
    peak / 5,
    { minutes: 45 },
    { minutes: 1 / 6, to: peak },
    { minutes: 84 + 5 / 6 },
    { minutes: 10, to: 2 * peak },
    { minutes: 10 },
    { minutes: 10, to: peak },
    { minutes: 10 },
  );
  return { ...traffic, startsAt: STARTS_AT, lostZones: [{ atSeconds: 65 * 60, untilSeconds: 80 * 60 }], releases: [95 * 60] };
}

/** What the production environment does with so many times its load. */
export function scenarioOf(times: number): Scenario {
  const env = enlarged(environments.prod!, times);
  const stack = synthesize(new TradingStack(Testing.app(), "prod", env));
  const loads = { TradingApi: env.tradingApi.load, WebFrontend: env.webFrontend.load };
  const services = SERVICES.map((name) => scalingService(stack, name, MEASURED));
  const simulations = services.map((service) =>
    simulateScaling(service, morning(loads[service.name as keyof typeof loads].requestsPerSecond)),
  );
  const [first, ...others] = simulations.map(({ steps }) => steps);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    requestsPerSecond: sum(Object.values(loads).map(({ requestsPerSecond }) => requestsPerSecond)),
    minCapacity: sum(services.map(({ minCapacity }) => minCapacity)),
    maxCapacity: sum(services.map(({ maxCapacity }) => maxCapacity)),
    steps: first!.map((step, index) => others.reduce((total, steps) => added(total, steps[index]!), step)),
    unserved: simulations.flatMap(({ unserved }) => unserved),
  };
}

function enlarged(env: TradingEnvironment, times: number): TradingEnvironment {
  const more = ({ load, compute }: TradingEnvironment["tradingApi"]): TradingEnvironment["tradingApi"] => ({
    load: { ...load, requestsPerSecond: load.requestsPerSecond * times },
    compute,
  });
  return { ...env, tradingApi: more(env.tradingApi), webFrontend: more(env.webFrontend) };
}

function added(a: ScalingStep, b: ScalingStep): ScalingStep {
  return {
    seconds: a.seconds,
    offered: a.offered + b.offered,
    served: a.served + b.served,
    capacity: a.capacity + b.capacity,
    inService: a.inService + b.inService,
    desiredCapacity: a.desiredCapacity + b.desiredCapacity,
  };
}
