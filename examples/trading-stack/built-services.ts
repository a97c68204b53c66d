import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, isCurrent } from "./services/sources";

export const SERVICES = join(__dirname, "services");
const VERSION_LENGTH = 12;
/** Of what the bundler says: its end has the reason. */
const LINES = 20;

/** A program in one file. */
export interface BuiltService {
  readonly file: string;
  /** Changes with what is in the file. */
  readonly version: string;
}

/** What is deployed of the services. */
export interface BuiltServices {
  readonly tradingApi: BuiltService;
  readonly webFrontend: BuiltService;
  /** What the page loads. */
  readonly assets: { readonly script: string; readonly style: string; readonly icon: string };
}

/**
 * The services, bundled where their sources have changed since the last time: the same sources are the same bundles, byte by byte.
 *
 * @throws Error with what the bundler says
 */
export function builtServices(folder = SERVICES): BuiltServices {
  buildServices(folder);
  const dist = join(folder, DIST);
  const { script, style, icon } = JSON.parse(readFileSync(join(dist, "web-assets.json"), "utf8")) as BuiltServices["assets"];
  const asset = (name: string): string => join(dist, "static", name);
  return {
    tradingApi: builtService(join(dist, "trading-api.cjs")),
    webFrontend: builtService(join(dist, "web-frontend.cjs")),
    assets: { script: asset(script), style: asset(style), icon: asset(icon) },
  };
}

function builtService(file: string): BuiltService {
  return { file, version: createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, VERSION_LENGTH) };
}

function buildServices(folder: string): void {
  if (isCurrent(folder)) return;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ["--import", "tsx", "build.ts"], { cwd: folder, encoding: "utf8" });
  if (status === 0) return;
  const reason = (error?.message ?? (stderr || stdout)).trim().split("\n").slice(-LINES).join("\n");
  throw new Error(`The services can't be built (npm run build --workspace trading-services): ${reason}`);
}
