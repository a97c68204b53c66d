/** The two Aurora engines. */
export type AuroraEngine = "aurora-postgresql" | "aurora-mysql";

/** What RDS can export to CloudWatch Logs from either engine. */
export type AuroraLogType = "postgresql" | "audit" | "error" | "general" | "slowquery" | "instance" | "iam-db-auth-error";

/** A database parameter: its value, or the value and when it takes effect. */
export type AuroraParameter = string | { readonly value: string; readonly applyMethod: "immediate" | "pending-reboot" };

/** What differs between the engines. */
export interface AuroraEngineTraits {
  /** A major version alone, so that RDS can apply minor ones without Terraform wanting the old one back. */
  readonly defaultVersion: string;
  readonly versionPattern: RegExp;
  /** A version that names its minor version. */
  readonly fullVersionPattern: RegExp;
  readonly versionExample: string;
  readonly port: number;
  readonly logTypes: readonly AuroraLogType[];
  readonly defaultLogTypes: readonly AuroraLogType[];
  /** Cluster parameters that hold unless the caller sets them: TLS for every connection, and what the exported logs need. */
  readonly clusterParameters: Readonly<Record<string, AuroraParameter>>;
  /** Those of `clusterParameters` that a caller can't set to anything else. */
  readonly lockedParameters: readonly string[];
  readonly maxUserNameLength: number;
}

const immediate = (value: string): AuroraParameter => ({ value, applyMethod: "immediate" });

export const AURORA_ENGINES: Readonly<Record<AuroraEngine, AuroraEngineTraits>> = {
  "aurora-postgresql": {
    defaultVersion: "16",
    versionPattern: /^\d{2}(\.\d+){0,2}$/,
    fullVersionPattern: /^\d{2}\.\d/,
    versionExample: "16.8",
    port: 5432,
    logTypes: ["postgresql", "instance", "iam-db-auth-error"],
    defaultLogTypes: ["postgresql"],
    clusterParameters: { "rds.force_ssl": immediate("1") },
    lockedParameters: ["rds.force_ssl"],
    maxUserNameLength: 63,
  },
  "aurora-mysql": {
    defaultVersion: "8.0",
    fullVersionPattern: /mysql_aurora/,
    versionPattern: /^8\.\d(\.mysql_aurora\.[\d.]*\d)?$/,
    versionExample: "8.0.mysql_aurora.3.10.3",
    port: 3306,
    logTypes: ["audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"],
    defaultLogTypes: ["audit", "error", "slowquery"],
    clusterParameters: {
      require_secure_transport: immediate("ON"),
      server_audit_logging: immediate("1"),
      server_audit_events: immediate("CONNECT,QUERY_DCL,QUERY_DDL"),
      slow_query_log: immediate("1"),
    },
    lockedParameters: ["require_secure_transport"],
    maxUserNameLength: 32,
  },
};

/** The parameter group family of a version, such as `aurora-postgresql16` or `aurora-mysql8.0`. */
export function parameterGroupFamily(engine: AuroraEngine, engineVersion: string): string {
  const [major = "", minor = ""] = engineVersion.split(".");
  return engine === "aurora-postgresql" ? `aurora-postgresql${major}` : `aurora-mysql${major}.${minor}`;
}

/** Memory of the smallest size of a family, in GiB; each further size has its multiple. */
const LARGE_MEMORY_GIB: Readonly<Record<string, number>> = { r: 16, x: 32 };
const BURSTABLE_MEMORY_GIB: Readonly<Record<string, number>> = { small: 2, medium: 4, large: 8 };
/** Aurora Serverless v2 gives about 2 GiB for each capacity unit (Aurora User Guide, "How Aurora Serverless v2 works"). */
export const GIB_PER_ACU = 2;

/** Memory of a provisioned instance class in GiB; undefined for `db.serverless` and classes that don't follow the scheme. */
export function instanceMemoryGib(instanceClass: string): number | undefined {
  const match = /^db\.([a-z])[0-9a-z]*\.([0-9]*)([a-z]+)$/.exec(instanceClass);
  if (!match) return undefined;
  const [, family = "", multiple = "", size = ""] = match;
  if (family === "t") return multiple === "" ? BURSTABLE_MEMORY_GIB[size] : undefined;
  const large = LARGE_MEMORY_GIB[family];
  if (large === undefined) return undefined;
  if (size === "large" && multiple === "") return large;
  return size === "xlarge" ? large * 2 * Number(multiple || "1") : undefined;
}

/**
 * About how many connections an instance accepts by the engine's default formula
 * (Aurora User Guide, "Maximum connections" of either engine): for thresholds, not for sizing.
 */
export function defaultMaxConnections(engine: AuroraEngine, memoryGib: number, minCapacityAcu?: number): number {
  // A serverless instance that may shrink to next to nothing has a lower limit, whatever its maximum.
  const limit = engine === "aurora-postgresql" && minCapacityAcu !== undefined && minCapacityAcu <= 0.5 ? 2000 : 5000;
  if (engine === "aurora-postgresql") return Math.min(limit, Math.floor((memoryGib * 1024 ** 3 * 0.9) / 9_531_392));
  return memoryGib < 16 ? Math.floor(45 * Math.log2(memoryGib)) : 1000 * Math.floor(Math.log2(memoryGib / 8));
}
