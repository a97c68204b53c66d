import { Fn, Token } from "cdktf";
import { BOOLEAN, PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** The values of `AuroraEngine`. */
const AURORA_ENGINES = ["aurora-postgresql", "aurora-mysql"] as const;
/** The database engine: Aurora PostgreSQL or Aurora MySQL. */
export type AuroraEngine = "aurora-postgresql" | "aurora-mysql";

/** The prop type of an engine. */
export const ENGINE = oneOf(AURORA_ENGINES);
export const DEFAULT_ENGINE: AuroraEngine = "aurora-postgresql";

/** The database engine, its version, and how that changes. */
export interface AuroraEngineProps {
  /** The database engine. A change replaces the cluster. @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /** A major version such as `16`, whose minor versions RDS chooses, or a full one such as `16.8`. @default - "16", "8.0" for MySQL */
  readonly engineVersion?: string;
  /** Whether `engineVersion` may be changed to another major version. @default false */
  readonly allowMajorVersionUpgrade?: boolean;
  /** Whether RDS upgrades minor versions in the maintenance window. @default - true, unless `engineVersion` names a minor version */
  readonly autoMinorVersionUpgrade?: boolean;
}

export const ENGINE_PROPS: PropTypes<AuroraEngineProps> = {
  engine: optional(ENGINE),
  engineVersion: optional(STRING),
  allowMajorVersionUpgrade: optional(BOOLEAN),
  autoMinorVersionUpgrade: optional(BOOLEAN),
};

interface EngineTraits {
  readonly port: number;
  /** A major version alone, so that RDS can upgrade minor versions without Terraform wanting the old one back. */
  readonly defaultVersion: string;
  readonly versionPattern: RegExp;
  readonly minorVersionPattern: RegExp;
  readonly versionExample: string;
}

const TRAITS: Readonly<Record<AuroraEngine, EngineTraits>> = {
  "aurora-postgresql": {
    port: 5432,
    defaultVersion: "16",
    versionPattern: /^\d{2}(\.\d+){0,2}$/,
    minorVersionPattern: /^\d{2}\.\d/,
    versionExample: "16.8",
  },
  "aurora-mysql": {
    port: 3306,
    defaultVersion: "8.0",
    versionPattern: /^8\.\d(\.mysql_aurora\.[\d.]*\d)?$/,
    minorVersionPattern: /mysql_aurora/,
    versionExample: "8.0.mysql_aurora.3.10.3",
  },
};

/** The port that a cluster of the engine listens on by default. Pure. */
export function defaultPort(engine: AuroraEngine): number {
  return TRAITS[engine].port;
}

/** The engine with its defaults resolved. Pure. */
export function resolveEngine(props: AuroraEngineProps): Required<AuroraEngineProps> {
  const engine = props.engine ?? DEFAULT_ENGINE;
  const engineVersion = props.engineVersion ?? TRAITS[engine].defaultVersion;
  return {
    engine,
    engineVersion,
    allowMajorVersionUpgrade: props.allowMajorVersionUpgrade ?? false,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? !TRAITS[engine].minorVersionPattern.test(engineVersion),
  };
}

/** Records a version of another engine. */
export function checkEngine(validator: Validator, props: AuroraEngineProps): void {
  const engine = props.engine ?? DEFAULT_ENGINE;
  if (!AURORA_ENGINES.includes(engine)) return;
  const { versionPattern, versionExample } = TRAITS[engine];
  validator.matches(
    "engineVersion",
    props.engineVersion,
    versionPattern,
    `must be a version of ${engine}`,
    `Write it as "${versionExample}".`,
  );
}

/** The parameter group family of a version, such as `aurora-postgresql16` or `aurora-mysql8.0`. Pure. */
export function parameterGroupFamily(engine: AuroraEngine, engineVersion: string): string {
  const parts = engine === "aurora-postgresql" ? 1 : 2;
  if (isKnown(engineVersion)) return `${engine}${engineVersion.split(".").slice(0, parts).join(".")}`;
  return `${engine}${Token.asString(Fn.join(".", Fn.slice(Fn.split(".", engineVersion), 0, parts)))}`;
}
