import { readArguments } from "../../support/arguments";
import { Failure } from "../../support/failure";

export const PARTS = ["steady", "saturation", "trouble"] as const;
export type Part = (typeof PARTS)[number];

export interface LoadOptions {
  readonly parts: readonly Part[];
  /** Requests per second. */
  readonly rate: number;
  readonly sockets: number;
  readonly seed: number;
  /** Of each part; a step of saturation has at most so many. */
  readonly seconds: Readonly<Record<Part, number>>;
  /** Whether this is what is written down: everything, as it is by itself. */
  readonly isWhole: boolean;
}

const SECONDS: LoadOptions["seconds"] = { steady: 120, saturation: 8, trouble: 75 };
const NUMBERS = {
  seconds: { least: 5, most: 600, usual: undefined },
  rate: { least: 1, most: 5000, usual: 500 },
  sockets: { least: 0, most: 2000, usual: 200 },
  seed: { least: 0, most: 2 ** 31 - 2, usual: 1 },
} as const;

export const USAGE = `Usage: npm run bench:load [-- options]

Loads the platform that npm run serve runs, with a mix of 70 % reads of a book, 20 % orders and cancellations and 10 % reads of an account, whose arrivals don't wait for answers, and with
WebSockets. It measures a steady load, the rate at which one process of the trading API doesn't keep up any more, and what clients see while a process is killed and the database and the
cache are restarted; at the end of a load, everything that clients were told is compared with what is stored. It writes bench/load.json and docs/guides/performance.md, and ends with status 1
where an order was lost or anything else doesn't hold.

  --only PART     steady, saturation or trouble alone; may be given twice
  --seconds N     of the steady load and of that with troubles (default: ${SECONDS.steady} and ${SECONDS.trouble})
  --rate N        requests a second of both (default: ${NUMBERS.rate.usual})
  --sockets N     WebSockets (default: ${NUMBERS.sockets.usual})
  --seed N        of what is drawn at random (default: ${NUMBERS.seed.usual})
  --help          this text

With any of these options nothing is written. Needs no account and no Terraform. Under eight minutes.`;

/**
 * Reads the options of the benchmark.
 *
 * @throws Failure for one that doesn't exist, or a value that is none
 */
export function readLoadOptions(argv?: readonly string[]): LoadOptions {
  const text = { type: "string" } as const;
  const { values, positionals } = readArguments(
    USAGE,
    { only: { type: "string", multiple: true }, seconds: text, rate: text, sockets: text, seed: text },
    argv && [...argv],
  );
  if (positionals.length > 0) throw new Failure(`npm run bench:load takes no ${positionals.join(" ")}.\n\n${USAGE}`, 2);
  const only = values.only as readonly string[] | undefined;
  const unknown = only?.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Failure(`--only needs one of ${PARTS.join(", ")}, got "${unknown}".`, 2);
  const seconds = numberOf("seconds", values.seconds as string | undefined);
  return {
    parts: PARTS.filter((part) => only === undefined || only.includes(part)),
    rate: numberOf("rate", values.rate as string | undefined)!,
    sockets: numberOf("sockets", values.sockets as string | undefined)!,
    seed: numberOf("seed", values.seed as string | undefined)!,
    seconds: seconds === undefined ? SECONDS : { steady: seconds, trouble: seconds, saturation: Math.min(seconds, SECONDS.saturation) },
    isWhole: Object.keys(values).length === 0,
  };
}

function numberOf(name: keyof typeof NUMBERS, given: string | undefined): number | undefined {
  const { least, most, usual } = NUMBERS[name];
  if (given === undefined) return usual;
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(value >= least && value <= most)) throw new Failure(`--${name} needs a number from ${least} to ${most}, got "${given}".`, 2);
  return value;
}
