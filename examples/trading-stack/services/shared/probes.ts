import { FastifyInstance } from "fastify";
import { ServiceConfig } from "./config";
import { Problem } from "./problem";

/** A dependency answers, and can't be used: the message is a sentence that says why. */
export class NotReadyError extends Error {
  public override readonly name = "NotReadyError";
}

/** What a service can't work without, by name. Each rejects while it doesn't answer, and with a `NotReadyError` while it can't be used. */
export type Dependencies = Readonly<Record<string, () => Promise<void>>>;

const ANSWER_MILLISECONDS = 2000;

/**
 * `health` says that the process answers: what a target group asks, since no instance gets better by being replaced when the database is out. `ready` logs
 * in to what the service needs, and says what of it is missing. `version` says what runs. Each below `prefix`.
 */
export function probeRoutes(app: FastifyInstance, prefix: string, { name, version }: ServiceConfig, dependencies: Dependencies): void {
  // They come every few seconds, from every zone.
  const options = { logLevel: "error" } as const;
  app.get(`${prefix}/health`, options, async () => ({ status: "healthy" }));
  app.get(`${prefix}/version`, options, async () => ({ service: name, version }));
  app.get(`${prefix}/ready`, options, async () => {
    const names = Object.keys(dependencies);
    const states = await Promise.all(names.map(async (dependency) => stateOf(dependencies[dependency]!)));
    const silent = names.filter((_, index) => states[index] === "silent");
    const reasons = states.flatMap((state) => (state instanceof NotReadyError ? [state.message] : []));
    if (silent.length > 0) reasons.unshift(`No answer from: ${silent.join(", ")}.`);
    if (reasons.length === 0) return { status: "ready" };
    throw new Problem(503, "not-ready", "The service isn't ready", reasons.join(" "), { retryAfterSeconds: 2 });
  });
}

async function stateOf(ping: () => Promise<void>): Promise<"ready" | "silent" | NotReadyError> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"silent">((resolve) => (timer = setTimeout(() => resolve("silent"), ANSWER_MILLISECONDS)));
  const answered = ping().then(
    () => "ready" as const,
    (error: unknown) => (error instanceof NotReadyError ? error : "silent"),
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
