import { SynthesizedStack } from "../../src/testing";
import { DatabaseServer, freePort } from "../support/databases/server";
import { Failure } from "../support/failure";
import { sleep } from "../support/process";
import { ASSETS, buildServices, bundleOf } from "./bundles";
import { stackCacheUsers } from "./cache-users";
import { stackCluster } from "./database-users";
import { PreparedDatabase, askCache, makeCacheUsers, makeUsers, ownPostgres, ownValkey, prepareSchema } from "./databases";
import { Edge } from "./edge";
import { StackService, stackServices } from "./launch-templates";
import { LocalCache, LocalDatabase, LocalEnvironment, localEnvironment } from "./local-environment";
import { Owned } from "./owned";
import { Router } from "./routing";
import { ServiceProcess } from "./service-process";
import { synthesizeEnvironment } from "./synthesis";
import { TargetGroup } from "./target-group";

/** The environment whose stack is served. */
const ENVIRONMENT = "local";

const READY_SECONDS = 5;
const POLL_MILLISECONDS = 100;

export interface ServeOptions {
  /** The edge's port; 0 is a free one. */
  readonly port: number;
  /** @default - a PostgreSQL of the tool's own */
  readonly database?: LocalDatabase;
  /** @default - a Valkey of the tool's own */
  readonly cache?: Omit<LocalCache, "clusterMode">;
  readonly processesPerService: number;
  readonly demoAccounts: number;
  readonly logLevel: string;
  /** Gets what happens to processes. */
  readonly print: (line: string) => void;
  /** Gets each line that a process writes. */
  readonly printLog: (name: string, line: string) => void;
}

/** A service of the stack, and what runs of it. */
export interface ServedService {
  readonly service: StackService;
  /** Empty where there is no program of it yet. */
  readonly processes: readonly ServiceProcess[];
  readonly environment?: LocalEnvironment;
}

/** The platform as it runs. */
export interface ServedPlatform {
  readonly url: string;
  readonly services: readonly ServedService[];
  /** As the services reach it. */
  readonly database: LocalDatabase;
  readonly cache: LocalCache;
  /** The servers of the tool's own, which may be restarted; undefined where the user has given one. */
  readonly servers: { readonly database?: DatabaseServer; readonly cache?: DatabaseServer };
}

/**
 * Starts the platform's services on this machine, as the synthesized stack has them.
 *
 * @param owned stops everything, also what a failure leaves half started
 * @throws Failure for what the user can mend: a port in use, a database that can't be had, a service that doesn't start
 */
export async function startPlatform(options: ServeOptions, owned: Owned): Promise<ServedPlatform> {
  const edge = await owned.start(Edge.listen(options.port), (started) => started.destroy());
  const starting = Promise.all([startDatabase(options, owned), startCache(options, owned)]);
  // Where synthesis fails, that is what is told.
  starting.catch(() => undefined);
  // Synthesis takes the processor, while the others wait for their servers.
  buildServices();
  const stack = synthesizeEnvironment(ENVIRONMENT);
  const [database, startedCache] = await starting;
  const prepared = await database.prepare(stack);
  const cache = await startedCache.prepare(stack);
  await prepareSchema(prepared, options.demoAccounts);

  const targetGroups = new Map<string, TargetGroup>();
  const services: ServedService[] = [];
  for (const service of stackServices(stack)) {
    const group = new TargetGroup(service.targetGroup, service.healthCheck);
    targetGroups.set(group.name, group);
    services.push(await processesOf(service, group, { database: prepared.database, cache }, options, owned));
  }
  await startAll(services);
  edge.open({ router: new Router(stack), targetGroups, assetsFolder: ASSETS });
  // The edge is the first that stops taking requests, and its connections are the last that end.
  await owned.start(Promise.resolve(edge), (opened) => opened.close());
  const servers = { database: database.server, cache: startedCache.server };
  return { url: edge.url, services, database: prepared.database, cache, servers };
}

interface StartedDatabase {
  readonly server?: DatabaseServer;
  /** Makes the users that the stack says. */
  prepare(stack: SynthesizedStack): Promise<PreparedDatabase>;
}

async function startDatabase({ database }: ServeOptions, owned: Owned): Promise<StartedDatabase> {
  // One user of the user's own server is everybody.
  if (database) return { prepare: async () => ({ database, owner: database }) };
  const server = await owned.start(ownPostgres(), async (started) => started.stop());
  return { server, prepare: async (stack) => makeUsers(server, stackCluster(stack)) };
}

interface StartedCache {
  readonly server?: DatabaseServer;
  /** Makes the users that the stack says. */
  prepare(stack: SynthesizedStack): Promise<LocalCache>;
}

async function startCache({ cache }: ServeOptions, owned: Owned): Promise<StartedCache> {
  if (cache) {
    const asked = await askCache(cache);
    return { prepare: async () => asked };
  }
  const server = await owned.start(ownValkey(), async (started) => started.stop());
  return { server, prepare: async (stack) => makeCacheUsers(server, stackCacheUsers(stack)) };
}

async function processesOf(
  service: StackService,
  targetGroup: TargetGroup,
  servers: { readonly database: LocalDatabase; readonly cache: LocalCache },
  { processesPerService, logLevel, print, printLog }: ServeOptions,
  owned: Owned,
): Promise<ServedService> {
  const { unit, restartSeconds } = service;
  const program = bundleOf(unit);
  if (program === undefined) return { service, processes: [] };
  const processes: ServiceProcess[] = [];
  let environment: LocalEnvironment | undefined;
  for (let number = 1; number <= processesPerService; number++) {
    const port = await freePort();
    environment = localEnvironment(service, { ...servers, port, logLevel });
    const { variables } = environment;
    const name = `${unit} ${number}`;
    processes.push(
      new ServiceProcess({ name, port, program, variables, restartSeconds, targetGroup, print, printLog: (line) => printLog(name, line) }),
    );
  }
  // All of a service end at once: each may take half a minute.
  await owned.start(Promise.resolve(), async () => void (await Promise.all(processes.map(async (one) => one.stop()))));
  return { service, processes, environment };
}

async function startAll(services: readonly ServedService[]): Promise<void> {
  const processes = services.flatMap((one) => one.processes);
  const failures = await Promise.all(processes.map(async (one) => ({ name: one.name, failure: await one.start() })));
  const failed = failures.find(({ failure }) => failure !== undefined);
  if (failed) throw new Failure(`${failed.name} doesn't start: ${failed.failure}`);
  await Promise.all(processes.map(async ({ port }) => untilReady(port)));
}

/**
 * Waits until a process has reached its database and its cache, which it says at a path of its own and no load balancer asks for: whoever sees the URL may trade. One that takes longer is no
 * failure.
 */
async function untilReady(port: number): Promise<void> {
  for (const end = Date.now() + READY_SECONDS * 1000; Date.now() < end; await sleep(POLL_MILLISECONDS)) {
    const status = await fetch(`http://127.0.0.1:${port}/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
  }
}
