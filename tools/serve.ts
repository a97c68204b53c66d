/** Runs the platform's services on this machine, with a local edge in front of them. */
import { readableLine } from "./serve/log-line";
import { Owned } from "./serve/owned";
import { ServeOptions, ServedPlatform, startPlatform } from "./serve/platform";
import { parseCacheUrl, parseDatabaseUrl } from "./serve/urls";
import { readArguments } from "./support/arguments";
import { onDownload } from "./support/databases/downloads";
import { parsePort } from "./support/emulator/endpoint";
import { Failure, runTool } from "./support/failure";
import { formatTable } from "./support/table";

const USAGE = `Usage: npm run serve [-- options]

Runs the services of examples/trading-stack on this machine: PostgreSQL, Valkey, two processes of each service with the environment of the stack's launch templates, and in front of them an edge
that routes by the stack's distribution, web ACL and listener rules. No account, no Terraform. Ctrl-C ends everything, and nothing is left.

  --port PORT          port of the edge on 127.0.0.1 (default: a free one)
  --database-url URL   your own PostgreSQL in place of an embedded one: postgres://user:password@host:port/database
  --cache-url URL      your own Redis or Valkey in place of an embedded one: redis://host:port
  --processes N        processes of each service (default: 2)
  --accounts N         demo accounts that are opened (default: 10)
  --verbose            show every line that the services log, as they log it; otherwise warnings and errors, in short
  --help               this text

Services that aren't built are built first. The embedded servers are downloaded once, into .cache/databases/.`;

const PROCESSES = { least: 1, most: 16, usual: 2 };
const ACCOUNTS = { least: 1, most: 10_000, usual: 10 };

function readOptions(): ServeOptions {
  const text = { type: "string" } as const;
  const { values, positionals } = readArguments(USAGE, {
    ...{ port: text, "database-url": text, "cache-url": text, processes: text, accounts: text },
    verbose: { type: "boolean" },
  });
  if (positionals.length > 0) throw new Failure(`npm run serve takes no ${positionals.join(" ")}.\n\n${USAGE}`, 2);
  const given = values as Readonly<Record<string, string | undefined>>;
  const { port, processes, accounts, "database-url": databaseUrl, "cache-url": cacheUrl } = given;
  return {
    port: port === undefined ? 0 : parsePort(port),
    ...(databaseUrl !== undefined && { database: parseDatabaseUrl(databaseUrl) }),
    ...(cacheUrl !== undefined && { cache: parseCacheUrl(cacheUrl) }),
    processesPerService: parseCount("--processes", processes, PROCESSES),
    demoAccounts: parseCount("--accounts", accounts, ACCOUNTS),
    logLevel: values.verbose === true ? "info" : "warn",
    print,
    printLog: (name, line) => print(`${name} | ${values.verbose === true ? line : readableLine(line)}`),
  };
}

function parseCount(option: string, text: string | undefined, { least, most, usual }: typeof PROCESSES): number {
  const count = text === undefined ? usual : /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(count >= least && count <= most)) throw new Failure(`${option} needs a number from ${least} to ${most}, got "${text}".`, 2);
  return count;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** npm passes on the signal that a terminal has sent to everybody: what comes so soon is the same Ctrl-C. */
const SAME_SIGNAL_MILLISECONDS = 1000;

/** What comes to pass with the first signal; each later one calls `again`. */
async function signalled(again: () => void): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const received = (): void => {
      if (first !== undefined && Date.now() - first > SAME_SIGNAL_MILLISECONDS) again();
      first ??= Date.now();
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, received);
  });
}

async function serve(options: ServeOptions): Promise<void> {
  const began = Date.now();
  const owned = new Owned();
  let platform: ServedPlatform | undefined;
  // Who presses Ctrl-C twice doesn't want to wait for requests.
  const signal = signalled(() => platform?.services.forEach(({ processes }) => processes.forEach((one) => one.kill())));
  onDownload((line) => print(`  ${line}`));
  try {
    print("starting PostgreSQL, Valkey and the services");
    platform = await Promise.race([startPlatform(options, owned), signal.then(() => undefined)]);
    if (platform) {
      show(platform, options, (Date.now() - began) / 1000);
      await signal;
    }
  } finally {
    if (platform) print("\nstopping: requests that run are finished first");
    await owned.stop();
    if (platform) print("Everything has ended, nothing is left.");
  }
}

function show({ url, services, database, cache, servers }: ServedPlatform, { demoAccounts }: ServeOptions, seconds: number): void {
  const rows = services.flatMap(({ service: { unit, targetGroup }, processes }) =>
    processes.length === 0
      ? [[unit, targetGroup, "it isn't in services/dist: 503"]]
      : processes.map(({ name, port }) => [name, targetGroup, `http://127.0.0.1:${port}`]),
  );
  const kind = (server: unknown): string => (server ? "of its own, gone with it" : "yours");
  const own = [
    ["PostgreSQL", kind(servers.database), `${database.host}:${database.port}/${database.name}`],
    [cache.clusterMode ? "cache, a cluster" : "cache", kind(servers.cache), `${cache.host}:${cache.port}`],
  ];
  const differences = services.flatMap(({ service: { unit }, environment }) =>
    environment
      ? [
          `  ${unit}: ${environment.replaced.join(", ") || "nothing"} replaced`,
          ...(environment.leftOut.length > 0 ? [`    left out, as AWS alone has it: ${environment.leftOut.join(", ")}`] : []),
          ...(environment.added.length > 0 ? [`    added: ${environment.added.join(", ")}`] : []),
        ]
      : [],
  );
  print(`
${formatTable(["process", "target group", "where"], [...rows, ...own])}

The environment is the launch templates', but for
${differences.join("\n")}

Accounts ${demoAccounts === 1 ? "demo-1" : `demo-1 to demo-${demoAccounts}`} trade BTC-EUR and ETH-EUR. Place an order:
  curl -i ${url}/api/orders -H 'content-type: application/json' -H 'idempotency-key: first' \\
    -d '{"account":"demo-1","instrument":"BTC-EUR","side":"buy","quantity":"1.5","price":"101.25"}'
  curl ${url}/api/book/BTC-EUR

${url} answers after ${seconds.toFixed(1)} seconds: open it in a browser. Ctrl-C ends everything.`);
}

void runTool(async () => serve(readOptions()));
