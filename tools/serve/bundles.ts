import { existsSync } from "node:fs";
import { join } from "node:path";
import { SERVICES, builtServices } from "../../examples/trading-stack/built-services";
import { DIST } from "../../examples/trading-stack/services/sources";
import { Failure } from "../support/failure";

/** The folder that stands for the assets' bucket: `static/` is in it. */
export const ASSETS = join(SERVICES, DIST);

/**
 * Bundles the services where their sources have changed.
 *
 * @throws Failure with what the bundler says
 */
export function buildServices(folder = SERVICES): void {
  try {
    builtServices(folder);
  } catch (error) {
    throw new Failure((error as Error).message);
  }
}

/** The program of a service; undefined where there is none. */
export function bundleOf(unit: string, folder = SERVICES): string | undefined {
  const file = join(folder, DIST, `${unit}.cjs`);
  return existsSync(file) ? file : undefined;
}
