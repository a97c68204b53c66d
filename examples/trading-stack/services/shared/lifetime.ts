import { Logger } from "./logger";

/** How long the process has to finish what runs: less than systemd waits before it kills (90 s), and than a target's deregistration. */
const STOP_MILLISECONDS = 25_000;

/** Something that a process stops before it ends. */
export type Stop = () => Promise<void>;

/**
 * On SIGTERM or SIGINT stops one part after the other, and ends the process: with 0, or with 1 where a part failed or it took too long. A part that fails
 * keeps none from being stopped.
 */
export function stopOnSignal(logger: Logger, parts: readonly (readonly [name: string, stop: Stop])[]): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => end(logger, "what runs didn't end in time", 1), STOP_MILLISECONDS).unref();
    let code = 0;
    for (const [name, stopPart] of parts) {
      await stopPart().catch((error: unknown) => {
        code = 1;
        logger.error({ err: error }, `${name} can't be stopped`);
      });
    }
    end(logger, "stopped", code);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, (received) => void stop(received));
}

function end(logger: Logger, message: string, code: number): void {
  logger.info({ code }, message);
  process.exit(code);
}
