/** Loads the platform of `npm run serve`, and checks that nothing that clients were told is lost. */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { Owned } from "../../serve/owned";
import { Failure, runTool } from "../../support/failure";
import { LOAD_RESULTS, writePage } from "../write-page";
import { LoadOptions, readLoadOptions } from "./options";
import { eventReport, runReport, saturationReport } from "./report";
import { LoadResults, SaturationResult, SteadyResult, TroubleResult } from "./results";
import { freshPlatform, run } from "./run";
import { saturate } from "./saturation";
import { TROUBLES, troubled } from "./trouble";

const WARM_UP_SECONDS = 10;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whatever happens, nothing that was started is left. */
async function owning<T>(work: (owned: Owned) => Promise<T>): Promise<T> {
  const owned = new Owned();
  let interrupt: (() => void) | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = () => reject(new Failure("Interrupted: nothing is written."));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  });
  try {
    return await Promise.race([work(owned), interrupted]);
  } finally {
    await owned.stop();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, interrupt!);
  }
}

async function steady({ rate, sockets, seed, seconds }: LoadOptions): Promise<SteadyResult> {
  print(`steady: ${rate} requests/s and ${sockets} WebSockets for ${seconds.steady} s`);
  return owning(async (owned) => {
    const platform = await freshPlatform(2, owned, print);
    const { result } = await run(
      platform,
      { rate, sockets, seed, seconds: seconds.steady, warmUpSeconds: WARM_UP_SECONDS },
      "steady",
      owned,
      print,
    );
    print(`${runReport(result)}\n`);
    return result;
  });
}

async function saturation({ seed, seconds }: LoadOptions): Promise<SaturationResult> {
  print(`saturation: one process of the trading API, without WebSockets, ${seconds.saturation} s each`);
  return owning(async (owned) => {
    const platform = await freshPlatform(1, owned, print);
    const result = await saturate(platform, seconds.saturation, seed, owned, print);
    print(`${saturationReport(result)}\n`);
    return result;
  });
}

async function trouble({ rate, sockets, seed, seconds }: LoadOptions): Promise<TroubleResult> {
  print(`trouble: ${rate} requests/s and ${sockets} WebSockets for ${seconds.trouble} s`);
  return owning(async (owned) => {
    const platform = await freshPlatform(2, owned, print);
    const { result } = await troubled(
      platform,
      TROUBLES,
      { rate, sockets, seed, seconds: seconds.trouble, warmUpSeconds: WARM_UP_SECONDS },
      owned,
      print,
    );
    print(`${[runReport(result), ...result.events.map(eventReport)].join("\n")}\n`);
    return result;
  });
}

async function benchLoad(): Promise<void> {
  const options = readLoadOptions();
  // Of the minutes before, so that the benchmark doesn't see itself.
  const loadAverage = Math.round(loadavg()[1]! * 10) / 10;
  const measured: { steady?: SteadyResult; saturation?: SaturationResult; trouble?: TroubleResult } = {};
  if (options.parts.includes("steady")) measured.steady = await steady(options);
  if (options.parts.includes("saturation")) measured.saturation = await saturation(options);
  if (options.parts.includes("trouble")) measured.trouble = await trouble(options);
  const findings = [measured.steady, measured.trouble].flatMap((each) => each?.check.findings ?? []);
  if (findings.length > 0) throw new Failure(`What was found above doesn't hold (${findings.length} in all): nothing is written.`);
  if (!options.isWhole) return;
  const machine = { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, loadAverage };
  const { steady: first, saturation: second, trouble: third } = measured;
  const results: LoadResults = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    steady: first!,
    saturation: second!,
    trouble: third!,
  };
  writeFileSync(LOAD_RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
  writePage();
  print("bench/load.json and docs/guides/performance.md are written.");
}

void runTool(benchLoad);
