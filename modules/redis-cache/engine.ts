import { Validator } from "../../src/internal/validator";

/** The values of `RedisEngine`. */
export const REDIS_ENGINES = ["valkey", "redis"] as const;
/** An engine of ElastiCache: Valkey, or Redis OSS. */
export type RedisEngine = "valkey" | "redis";

/** What differs between the engines. */
interface EngineTraits {
  readonly defaultVersion: string;
  readonly versionPattern: RegExp;
  readonly versionRule: string;
  /** The versions of serverless caches. */
  readonly majorVersions: readonly string[];
  /** Whether a user group must hold a user whose name is `default` (ElastiCache User Guide, "Role-Based Access Control (RBAC)"). */
  readonly needsDefaultUser: boolean;
}

const TRAITS: Readonly<Record<RedisEngine, EngineTraits>> = {
  valkey: {
    defaultVersion: "8.0",
    versionPattern: /^(7\.2|8\.\d)$/,
    versionRule: "must be 7.2 or a version of 8",
    majorVersions: ["7", "8"],
    needsDefaultUser: false,
  },
  redis: {
    defaultVersion: "7.1",
    versionPattern: /^7\.[01]$/,
    versionRule: "must be 7.0 or 7.1: earlier versions don't support IAM authentication",
    majorVersions: ["7"],
    needsDefaultUser: true,
  },
};

/** The engines of a replication group and of its user group. */
interface EngineSettings {
  readonly engine: RedisEngine;
  readonly engineVersion: string;
  readonly userGroupEngine: RedisEngine;
}

/** The version that a replication group has by default; empty for something that is no engine. Pure. */
export function defaultEngineVersion(engine: RedisEngine): string {
  return traitsOf(engine)?.defaultVersion ?? "";
}

/** The version that a serverless cache has by default; empty for something that is no engine. Pure. */
export function defaultMajorEngineVersion(engine: RedisEngine): string {
  return major(defaultEngineVersion(engine));
}

/** The parameter group family of a version, such as `valkey8` or `redis7`. Pure. */
export function parameterGroupFamily(engine: RedisEngine, engineVersion: string): string {
  return `${engine}${major(engineVersion)}`;
}

/** Whether a user group of the engine must hold a user whose name is `default`. Pure. */
export function needsDefaultUser(engine: RedisEngine): boolean {
  return TRAITS[engine].needsDefaultUser;
}

/** Records an engine or a version that decides on what is created and is a token, and a version that the engine doesn't have. */
export function checkEngine(validator: Validator, { engine, engineVersion, userGroupEngine }: EngineSettings): void {
  const traits = traitsOf(engine);
  validator.known("engine", engine).known("engineVersion", engineVersion);
  if (traits) {
    validator.matches("engineVersion", engineVersion, traits.versionPattern, traits.versionRule, `Write it as "${traits.defaultVersion}".`);
  }
  if (userGroupEngine !== engine) validator.known("userGroupEngine", userGroupEngine);
  validator.check(
    "userGroupEngine",
    userGroupEngine,
    engine !== "redis" || userGroupEngine === "redis",
    "must be redis for an engine that is redis",
    "Leave it out.",
  );
}

/** Records an engine that is a token, and a version that serverless caches of the engine don't have. */
export function checkMajorEngineVersion(validator: Validator, engine: RedisEngine, majorEngineVersion: string): void {
  const traits = traitsOf(engine);
  validator.known("engine", engine);
  if (traits) validator.oneOf("majorEngineVersion", majorEngineVersion, traits.majorVersions);
}

/** Undefined for something that is no engine, which the props' types refuse. */
function traitsOf(engine: RedisEngine): EngineTraits | undefined {
  return REDIS_ENGINES.includes(engine) ? TRAITS[engine] : undefined;
}

function major(version: string): string {
  return version.split(".")[0]!;
}
