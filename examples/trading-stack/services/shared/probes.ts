import { FastifyInstance } from "fastify";
import { ServiceConfig } from "./config";
import { Problem } from "./problem";

/** What a service can't work without, by name. Each rejects while it doesn't answer. */
export type Dependencies = Readonly<Record<string, () => Promise<void>>>;

const ANSWER_MILLISECONDS = 2000;

/**
 * `health` says that the process answers: what a target group asks, since no instance gets better by being replaced when the database is out. `ready` logs
 * in to what the service needs. `version` says what runs. Each below `prefix`.
 */
export function probeRoutes(app: FastifyInstance, prefix: string, { name, version }: ServiceConfig, dependencies: Dependencies): void {
  // They come every few seconds, from every zone.
  const options = { logLevel: "error" } as const;
  app.get(`${prefix}/health`, options, async () => ({ status: "healthy" }));
  app.get(`${prefix}/version`, options, async () => ({ service: name, version }));
  app.get(`${prefix}/ready`, options, async () => {
    const checks = Object.entries(dependencies).map(async ([dependency, ping]) => ((await answers(ping)) ? [] : [dependency]));
    const missing = (await Promise.all(checks)).flat();
    if (missing.length === 0) return { status: "ready" };
    throw new Problem(503, "not-ready", "The service isn't ready", `No answer from: ${missing.join(", ")}.`, { retryAfterSeconds: 2 });
  });
}

async function answers(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ANSWER_MILLISECONDS)));
  const answered = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
