import { Owned } from "../../serve/owned";
import { ServedPlatform } from "../../serve/platform";
import { Failure } from "../../support/failure";
import { sleep } from "../../support/process";
import { recoveryOf, tenth } from "./figures";
import { LoadOutcome } from "./messages";
import { TroubleEvent, TroubleResult } from "./results";
import { Print, Ran, Size, run } from "./run";
import { SERVICE } from "./saturation";

/** Something that happens to a platform while it is loaded. */
export interface Trouble {
  readonly what: string;
  /** Part of the run's time after which it happens. */
  readonly after: number;
  /** Resolves when what it was is there again; with false where the platform starts it again by itself. */
  readonly happen: (platform: ServedPlatform) => Promise<void | false>;
}

/** A process ends without a word, as with its instance; it starts again as systemd would have it. */
export const KILLED_PROCESS: Trouble = {
  what: `SIGKILL of one of the processes of ${SERVICE}`,
  after: 0.15,
  happen: async ({ services }) => {
    const [process] = services.find(({ service }) => service.unit === SERVICE)?.processes ?? [];
    if (!process) throw new Failure(`${SERVICE} isn't served.`);
    process.kill();
    return false;
  },
};

/** What `pg_ctl stop -m immediate` sends: no transaction is ended in order, and the start recovers from the write-ahead log (PostgreSQL documentation, "Shutting Down the Server"). */
export const RESTARTED_DATABASE: Trouble = {
  what: "PostgreSQL stopped as `-m immediate` does, and started",
  after: 0.4,
  happen: async ({ servers }) => servers.database!.restart("SIGQUIT"),
};

/** A cache without persistence has lost everything then. */
export const RESTARTED_CACHE: Trouble = {
  what: "SIGKILL of Valkey, which has lost its books then, and started",
  after: 0.65,
  happen: async ({ servers }) => servers.cache!.restart("SIGKILL"),
};

export const TROUBLES: readonly Trouble[] = [KILLED_PROCESS, RESTARTED_DATABASE, RESTARTED_CACHE];

const POLL_MILLISECONDS = 50;

interface Happened {
  readonly what: string;
  readonly at: number;
  readonly downSeconds?: number;
}

/** Loads a platform and lets things happen to it meanwhile. */
export async function troubled(
  platform: ServedPlatform,
  troubles: readonly Trouble[],
  size: Size,
  owned: Owned,
  print: Print,
): Promise<Ran & { readonly result: TroubleResult }> {
  let happening: Promise<readonly Happened[]> | undefined;
  let isOver = false;
  const onStart = (): void => {
    happening = happen(platform, troubles, size.seconds, print, () => isOver);
    // Who awaits it comes later.
    happening.catch(() => undefined);
  };
  const ran = await run(platform, size, "trouble", owned, print, onStart).finally(() => (isOver = true));
  const happened = await happening!;
  const events = happened.map(({ what, at, downSeconds }, index): TroubleEvent => {
    const until = happened[index + 1]?.at ?? Infinity;
    return {
      what,
      atSeconds: tenth((at - ran.load.startedAt) / 1000),
      ...(downSeconds !== undefined && { downSeconds }),
      recovery: recoveryOf(ran.load.failures, at, until),
      longestMilliseconds: longestBetween(ran.load, at, until),
    };
  });
  return { ...ran, result: { ...ran.result, events } };
}

/** The second in which something happens belongs to it. */
function longestBetween({ startedAt, longestBySecond }: LoadOutcome, from: number, until: number): number {
  const [first, last] = [from, until].map((at) => Math.floor((at - startedAt) / 1000)) as [number, number];
  return Math.round(Math.max(0, ...longestBySecond.slice(first, last).map((longest) => longest ?? 0)));
}

/** @param isOver after a load that was interrupted nothing is started any more */
async function happen(
  platform: ServedPlatform,
  troubles: readonly Trouble[],
  seconds: number,
  print: Print,
  isOver: () => boolean,
): Promise<readonly Happened[]> {
  const began = Date.now();
  const happened: Happened[] = [];
  for (const { what, after, happen: cause } of troubles) {
    for (const end = began + after * seconds * 1000; Date.now() < end && !isOver(); await sleep(POLL_MILLISECONDS));
    if (isOver()) break;
    const at = Date.now();
    print(`  ${what}`);
    const isBack = (await cause(platform)) !== false;
    happened.push({ what, at, ...(isBack && { downSeconds: tenth((Date.now() - at) / 1000) }) });
  }
  return happened;
}
