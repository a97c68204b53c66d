import { cpus } from "node:os";
import { environments } from "../../../examples/trading-stack/environments";
import { Owned } from "../../serve/owned";
import { ServedPlatform } from "../../serve/platform";
import { ServiceProcess } from "../../serve/service-process";
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

/** What a step is measured with. */
interface Ramp {
  readonly process: ServiceProcess;
  readonly seconds: number;
  readonly seed: number;
  readonly owned: Owned;
}

/** Asks one process, by itself, for more and more until it doesn't keep up, twice: once may be the fault of something else on the machine. */
export async function saturate(
  { services }: ServedPlatform,
  seconds: number,
  seed: number,
  owned: Owned,
  print: Print,
): Promise<SaturationResult> {
  const [process] = services.find(({ service }) => service.unit === SERVICE)?.processes ?? [];
  if (!process) throw new Failure(`${SERVICE} isn't served.`);
  const steps: SaturationStep[] = [];
  let asked = 0;
  const ask = async (rate: number): Promise<SaturationStep> => {
    const step = await measured({ process, seconds, seed: seed + asked, owned }, rate, `ramp-${asked}`);
    asked++;
    const used = step.processor === undefined ? "" : `, ${step.processor.toFixed(0)} % of a core`;
    print(`  ${rate} requests/s: p99 ${step.latency.p99} ms${used}${step.limit === undefined ? "" : `: too much, by ${step.limit}`}`);
    return step;
  };
  print("  warming up");
  await ask(FIRST_RATE);
  for (let rate = FIRST_RATE; steps.length < MOST_STEPS; rate = Math.round(rate * FACTOR)) {
    let step = await ask(rate);
    if (step.limit) step = await ask(rate);
    steps.push(step);
    if (step.limit) break;
  }
  return saturationOf(steps, seconds);
}

async function measured({ process, seconds, seed, owned }: Ramp, rate: number, name: string): Promise<SaturationStep> {
  const before = machineTimes();
  const { load, processors } = await drive(
    {
      load: { url: `http://127.0.0.1:${process.port}`, rate, seconds, accounts: ACCOUNTS, seed, name },
      measured: [{ name: process.name, pid: () => process.pid }],
      progress: () => undefined,
    },
    owned,
  );
  const latencies = allLatencies(load);
  const step = {
    rate,
    // What comes at random is a little more or less than the rate.
    due: tenth(load.scheduled / seconds),
    answered: tenth(latencies.length / Math.max(seconds, load.lastedSeconds)),
    latency: percentiles(latencies),
    failures: load.failures.length,
    ...(processors[process.name] !== undefined && { processor: processors[process.name]! }),
    machine: busyPercent(before, machineTimes()),
  };
  const limit = limitOf(step);
  return { ...step, ...(limit && { limit }) };
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
