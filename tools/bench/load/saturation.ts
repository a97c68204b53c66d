import { cpus } from "node:os";
import { environments } from "../../../examples/trading-stack/environments";
import { Owned } from "../../serve/owned";
import { ServedPlatform } from "../../serve/platform";
import { Failure } from "../../support/failure";
import { drive } from "./drive";
import { percentiles, tenth } from "./figures";
import { allLatencies } from "./load";
import { Limit, SaturationResult, SaturationStep } from "./results";
import { ACCOUNTS, Print } from "./run";
import { LIMITS } from "./saturation-limits";

/** Whose plan the figure stands beside. */
const ENVIRONMENT = "prod";
export const SERVICE = "trading-api";

/** Rates: each step asks for so much more than the one before. */
const [FIRST_RATE, FACTOR, MOST_STEPS] = [100, 1.4, 14];

/** The first reason why a process doesn't keep up; undefined where it does. Pure. */
export function limitOf({ due, answered, latency, failures, processor }: Omit<SaturationStep, "limit">): Limit | undefined {
  if (failures > 0) return "failures";
  if (answered < due * LIMITS.answeredPart) return "answers";
  if (processor !== undefined && processor >= LIMITS.processorPercent) return "processor time";
  return latency.p99 > LIMITS.p99Milliseconds ? "p99" : undefined;
}

/** What the steps say together. Pure. */
export function saturationOf(steps: readonly SaturationStep[], seconds: number): SaturationResult {
  const kept = steps.filter(({ limit }) => limit === undefined).at(-1);
  const { load, compute } = environments[ENVIRONMENT]!.tradingApi;
  const { requestsPerSecondPerInstance } = load;
  return {
    seconds,
    steps,
    sustained: kept?.rate ?? 0,
    ...(kept?.processor !== undefined && kept.processor > 0 && { coreFullAt: Math.round((kept.answered * 100) / kept.processor) }),
    planned: { environment: ENVIRONMENT, instanceType: String(compute.instanceType), requestsPerSecondPerInstance },
  };
}

/** Asks one process, by itself, for more and more until it doesn't keep up. */
export async function saturate(
  { services }: ServedPlatform,
  seconds: number,
  seed: number,
  owned: Owned,
  print: Print,
): Promise<SaturationResult> {
  const [served] = services.find(({ service }) => service.unit === SERVICE)?.processes ?? [];
  if (!served) throw new Failure(`${SERVICE} isn't served.`);
  const steps: SaturationStep[] = [];
  for (let rate = FIRST_RATE; steps.length < MOST_STEPS; rate = Math.round(rate * FACTOR)) {
    const busy = machineTimes();
    const plan = { url: `http://127.0.0.1:${served.port}`, rate, seconds, accounts: ACCOUNTS, seed: seed + steps.length };
    const { load, processors } = await drive(
      {
        load: { ...plan, name: `ramp-${steps.length}` },
        measured: [{ name: served.name, pid: () => served.pid }],
        progress: () => undefined,
      },
      owned,
    );
    const latencies = allLatencies(load);
    const measured = {
      rate,
      // What comes at random is a little more or less than the rate.
      due: tenth(load.scheduled / seconds),
      answered: tenth(latencies.length / Math.max(seconds, load.lastedSeconds)),
      latency: percentiles(latencies),
      failures: load.failures.length,
      ...(processors[served.name] !== undefined && { processor: processors[served.name]! }),
      machine: busyPercent(busy, machineTimes()),
    };
    const limit = limitOf(measured);
    steps.push({ ...measured, ...(limit && { limit }) });
    const used = measured.processor === undefined ? "" : `, ${measured.processor.toFixed(0)} % of a core`;
    print(`  ${rate} requests/s: p99 ${measured.latency.p99} ms${used}${limit === undefined ? "" : `: too much, by ${limit}`}`);
    if (limit) break;
  }
  return saturationOf(steps, seconds);
}

interface Times {
  readonly idle: number;
  readonly all: number;
}

function machineTimes(): Times {
  const times = cpus().map(({ times: each }) => each);
  const all = times.reduce((sum, each) => sum + Object.values(each).reduce((part, value) => part + value, 0), 0);
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all };
}

function busyPercent(before: Times, after: Times): number {
  return Math.round(100 * (1 - (after.idle - before.idle) / Math.max(1, after.all - before.all)));
}
