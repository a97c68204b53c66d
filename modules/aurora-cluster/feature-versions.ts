import { isKnown } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";

/** An engine in a version. */
export interface EngineVersion {
  readonly engine: AuroraEngine;
  readonly engineVersion: string;
}

/** The first minor version that has a feature: of each major version of Aurora PostgreSQL, and of Aurora MySQL version 3. */
export type FirstVersions = Readonly<Record<AuroraEngine, Readonly<Record<string, number>>>>;

/** The major and the minor version: of Aurora MySQL those behind `mysql_aurora`. */
const VERSION: Readonly<Record<AuroraEngine, RegExp>> = {
  "aurora-postgresql": /^(\d+)\.(\d+)/,
  "aurora-mysql": /mysql_aurora\.(\d+)\.(\d+)/,
};

/** The first version of the same major version that has a feature, for a version before it. Pure. */
export function laterVersionOf(firstVersions: FirstVersions, { engine, engineVersion }: EngineVersion): string | undefined {
  const [, major = "", minor = ""] = (isKnown(engineVersion) && VERSION[engine].exec(engineVersion)) || [];
  const first = firstVersions[engine][major];
  if (first === undefined || Number(minor) >= first) return undefined;
  return engine === "aurora-postgresql" ? `${major}.${first}` : `8.0.mysql_aurora.${major}.${String(first).padStart(2, "0")}.0`;
}
