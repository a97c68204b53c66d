import { Construct } from "constructs";
import { BOOLEAN, PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { warnOnce } from "../../src/internal/warn-once";

/** The values of `RedisEngine`. */
const REDIS_ENGINES = ["valkey", "redis"] as const;
/** An engine of ElastiCache: Valkey, or Redis OSS. */
export type RedisEngine = "valkey" | "redis";

/** The prop type of an engine. */
export const ENGINE = oneOf(REDIS_ENGINES);
export const DEFAULT_ENGINE: RedisEngine = "valkey";

/** The engine of a cache, its version, and how that changes. */
export interface RedisEngineProps {
  /**
   * The engine. A change from `redis` to `valkey` is an update in place, with a full `engineVersion` and `userGroupEngine: "redis"`; there is no way back: from `valkey` to `redis`
   * replaces the cache.
   *
   * @default "valkey"
   */
  readonly engine?: RedisEngine;
  /**
   * A major version (`7`, `8` or `9`; `7` of Redis OSS), or a full one such as `8.0`. With a major version the cache is created with one of its minor versions (7.2, 8.0, 9.0; 7.1
   * of Redis OSS), and ElastiCache upgrades them from then on. A full one is yours: an upgrade is a change of this value, an older one replaces the cache.
   *
   * @default - "8", "7" for redis
   */
  readonly engineVersion?: string;
  /** Whether ElastiCache upgrades minor versions in the maintenance window. Terraform then leaves the version alone. @default - true where `engineVersion` is a major version */
  readonly autoMinorVersionUpgrade?: boolean;
  /**
   * The engine of the user group and of the users that grants make. A Valkey cache accepts a user group of Redis OSS, a Redis OSS cache none of Valkey, and the user group is changed
   * before the cache: to move from `redis` to `valkey`, set this to `redis` (ElastiCache User Guide, "Role-Based Access Control (RBAC)").
   *
   * @default - `engine`
   */
  readonly userGroupEngine?: RedisEngine;
}

export const ENGINE_PROPS: PropTypes<RedisEngineProps> = {
  engine: optional(ENGINE),
  engineVersion: optional(STRING),
  autoMinorVersionUpgrade: optional(BOOLEAN),
  userGroupEngine: optional(ENGINE),
};

/** What differs between the engines. */
interface EngineTraits {
  readonly defaultVersion: string;
  /** The minor version that a cache of a major one is created with: one that every region has. */
  readonly createdWith: Readonly<Record<string, string>>;
  readonly fullVersion: RegExp;
  readonly example: string;
  /** The versions of serverless caches. */
  readonly serverlessVersions: readonly string[];
  /** Whether a user group must hold a user whose name is `default` (ElastiCache User Guide, "Role-Based Access Control (RBAC)"). */
  readonly needsDefaultUser: boolean;
}

/** Versions: ElastiCache User Guide, "Supported engines and versions". IAM authentication begins with Redis OSS 7.0. */
const TRAITS: Readonly<Record<RedisEngine, EngineTraits>> = {
  valkey: {
    defaultVersion: "8",
    createdWith: { "7": "7.2", "8": "8.0", "9": "9.0" },
    fullVersion: /^(7\.2|[89]\.\d)$/,
    example: "8.0",
    serverlessVersions: ["7", "8", "9"],
    needsDefaultUser: false,
  },
  redis: {
    defaultVersion: "7",
    createdWith: { "7": "7.1" },
    fullVersion: /^7\.[01]$/,
    example: "7.1",
    serverlessVersions: ["7"],
    needsDefaultUser: true,
  },
};

/** The engine with its defaults resolved. */
export interface ResolvedEngine extends Required<RedisEngineProps> {
  /** The major version, such as `8`. */
  readonly majorVersion: string;
  /** The version that a new cache is created with, such as `8.0`. */
  readonly fullVersion: string;
}

/** The engine with its defaults resolved. Pure. */
export function resolveEngine(props: RedisEngineProps): ResolvedEngine {
  const engine = props.engine ?? DEFAULT_ENGINE;
  const engineVersion = props.engineVersion ?? TRAITS[engine].defaultVersion;
  const { createdWith } = TRAITS[engine];
  const created = Object.hasOwn(createdWith, engineVersion) ? createdWith[engineVersion] : undefined;
  return {
    engine,
    engineVersion,
    majorVersion: engineVersion.split(".")[0]!,
    fullVersion: created ?? engineVersion,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? created !== undefined,
    userGroupEngine: props.userGroupEngine ?? engine,
  };
}

/** The version that a serverless cache has by default; empty for something that is no engine. Pure. */
export function defaultMajorEngineVersion(engine: RedisEngine): string {
  return traitsOf(engine)?.defaultVersion ?? "";
}

/** The parameter group family of a version, such as `valkey8` or `redis7`. Pure. */
export function parameterGroupFamily({ engine, majorVersion }: Pick<ResolvedEngine, "engine" | "majorVersion">): string {
  return `${engine}${majorVersion}`;
}

/** Whether a user group of the engine must hold a user whose name is `default`. Pure. */
export function needsDefaultUser(engine: RedisEngine): boolean {
  return TRAITS[engine].needsDefaultUser;
}

/** Records a version that the engine doesn't have, and a user group that it refuses. */
export function checkEngine(validator: Validator, props: RedisEngineProps): void {
  const engine = props.engine ?? DEFAULT_ENGINE;
  const traits = traitsOf(engine);
  const { engineVersion } = props;
  if (traits && engineVersion) {
    const majors = Object.keys(traits.createdWith).join(", ");
    validator.check(
      "engineVersion",
      engineVersion,
      traits.fullVersion.test(engineVersion) || Object.hasOwn(traits.createdWith, engineVersion),
      `must be a full version of ${engine}, or a major one of ${majors}${engine === "redis" ? ": earlier versions don't support IAM authentication" : ""}`,
      isOfRedis(engine, engineVersion)
        ? `That is one of Redis OSS: give engine "redis" with it, or write "${traits.example}".`
        : `Write it as "${traits.example}".`,
    );
  }
  validator.check(
    "userGroupEngine",
    props.userGroupEngine,
    engine !== "redis" || (props.userGroupEngine ?? engine) === "redis",
    "must be redis for an engine that is redis",
    "Leave it out.",
  );
}

function isOfRedis(engine: RedisEngine, version: string): boolean {
  return engine === "valkey" && TRAITS.redis.fullVersion.test(version);
}

/** Full versions (ElastiCache User Guide, "Supported engines and versions", 2026). */
const KNOWN_VERSIONS: readonly string[] = ["7.0", "7.1", "7.2", "8.0", "8.1", "8.2", "9.0"];

/** Warns of a version that is newer than those known here: ElastiCache refuses what it doesn't have. */
export function warnOfVersion(scope: Construct, { fullVersion }: ResolvedEngine): void {
  if (!isKnown(fullVersion) || KNOWN_VERSIONS.includes(fullVersion)) return;
  warnOnce(
    scope,
    `Version ${fullVersion} is newer than those known here: look it up in "Supported engines and versions" before you deploy.`,
  );
}

/** Records an engine that is a token, and a version that serverless caches of the engine don't have. */
export function checkMajorEngineVersion(validator: Validator, engine: RedisEngine, majorEngineVersion: string): void {
  const traits = traitsOf(engine);
  validator.known("engine", engine);
  if (traits) validator.oneOf("majorEngineVersion", majorEngineVersion, traits.serverlessVersions);
}

/**
 * The version in the provider's terms. Pure.
 *
 * The provider replaces a cache whose configuration names an older version than it has (`engineVersionForceNewOnDowngrade` of aws_elasticache_replication_group), and ElastiCache applies
 * minor versions by itself: so the version is ignored where it does. Another major version isn't ignored silently: the plan fails.
 */
export function versionArguments({ engine, majorVersion, fullVersion, autoMinorVersionUpgrade }: ResolvedEngine) {
  if (!autoMinorVersionUpgrade) return { engineVersion: fullVersion, ignored: [], postcondition: undefined };
  const postcondition = {
    // Of a cache whose creation was interrupted, the state has no version yet.
    condition: `\${startswith(coalesce(self.engine_version_actual, "${majorVersion}."), "${majorVersion}.")}`,
    errorMessage: `The cache doesn't have version ${majorVersion} of ${engine}. To upgrade it, give a full engineVersion; else give the major version that it has.`,
  };
  return { engineVersion: fullVersion, ignored: ["engine_version"], postcondition: [postcondition] };
}

/** Undefined for something that is no engine, which the props' types refuse. */
function traitsOf(engine: RedisEngine): EngineTraits | undefined {
  return REDIS_ENGINES.includes(engine) ? TRAITS[engine] : undefined;
}
