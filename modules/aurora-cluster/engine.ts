import { BOOLEAN, PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";

/** The values of `AuroraEngine`. */
const AURORA_ENGINES = ["aurora-postgresql", "aurora-mysql"] as const;
/** The database engine: Aurora PostgreSQL or Aurora MySQL. */
export type AuroraEngine = "aurora-postgresql" | "aurora-mysql";

/** The prop type of an engine. */
export const ENGINE = oneOf(AURORA_ENGINES);
export const DEFAULT_ENGINE: AuroraEngine = "aurora-postgresql";

/** The values of `AuroraEngineLifecycleSupport`. */
const LIFECYCLE_SUPPORTS = ["extended", "standard"] as const;
/**
 * What happens when the engine's standard support ends: `extended` goes on, with RDS Extended Support and its charges for each vCPU; with `standard`, RDS upgrades the cluster
 * to the next major version by itself.
 */
export type AuroraEngineLifecycleSupport = "extended" | "standard";

/** The database engine, its version, and how that changes. */
export interface AuroraEngineProps {
  /** The database engine. A change replaces the cluster. @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /**
   * A major version (`15`, `16` or `17`; `8.0` of MySQL), or a full one such as `16.8`. With a major version the cluster is created with the minor one that has long-term support, and
   * RDS upgrades minor versions from then on. A full one is yours: an upgrade is a change of this value.
   *
   * @default - "16", "8.0" for MySQL
   */
  readonly engineVersion?: string;
  /**
   * Whether `engineVersion`, which must be a full version then, may be another major version than the cluster has. For the upgrade alone: while it is true, RDS upgrades no minor
   * version.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
  /** Whether RDS upgrades minor versions in the maintenance window. Terraform then leaves the version alone. @default - true where `engineVersion` is a major version */
  readonly autoMinorVersionUpgrade?: boolean;
  /** What happens when the engine's standard support ends. Decided when the cluster is created: a change does nothing. @default "extended" */
  readonly engineLifecycleSupport?: AuroraEngineLifecycleSupport;
}

export const ENGINE_PROPS: PropTypes<AuroraEngineProps> = {
  engine: optional(ENGINE),
  engineVersion: optional(STRING),
  allowMajorVersionUpgrade: optional(BOOLEAN),
  autoMinorVersionUpgrade: optional(BOOLEAN),
  engineLifecycleSupport: optional(oneOf(LIFECYCLE_SUPPORTS)),
};

interface EngineTraits {
  readonly port: number;
  readonly defaultVersion: string;
  /** How many parts of a version are the major one. */
  readonly majorParts: number;
  /**
   * The minor version that a cluster of a major one is created with: those with long-term support, which RDS offers for three years at least and which run on every instance class
   * (Aurora User Guide, "Amazon Aurora version support"; release notes, "long-term support").
   */
  readonly createdWith: Readonly<Record<string, string>>;
  readonly fullVersion: RegExp;
  readonly example: string;
}

const TRAITS: Readonly<Record<AuroraEngine, EngineTraits>> = {
  "aurora-postgresql": {
    port: 5432,
    defaultVersion: "16",
    majorParts: 1,
    createdWith: { "15": "15.10", "16": "16.8", "17": "17.7" },
    fullVersion: /^(1[3-9]|2\d)\.\d{1,2}(\.\d{1,2})?$/,
    example: "16.8",
  },
  "aurora-mysql": {
    port: 3306,
    defaultVersion: "8.0",
    majorParts: 2,
    createdWith: { "8.0": "8.0.mysql_aurora.3.10.3" },
    fullVersion: /^8\.\d\.mysql_aurora\.\d+(\.\d+){2}$/,
    example: "8.0.mysql_aurora.3.10.3",
  },
};

/** The port that a cluster of the engine listens on by default. Pure. */
export function defaultPort(engine: AuroraEngine): number {
  return TRAITS[engine].port;
}

/** The engine with its defaults resolved. */
export interface ResolvedEngine extends Required<AuroraEngineProps> {
  /** The major version, such as `16` or `8.0`. */
  readonly majorVersion: string;
  /** The version that a new cluster is created with, such as `16.8`. */
  readonly fullVersion: string;
}

/** The engine with its defaults resolved. Pure. */
export function resolveEngine(props: AuroraEngineProps): ResolvedEngine {
  const engine = props.engine ?? DEFAULT_ENGINE;
  const { defaultVersion, createdWith } = TRAITS[engine];
  const engineVersion = props.engineVersion ?? defaultVersion;
  const allowMajorVersionUpgrade = props.allowMajorVersionUpgrade ?? false;
  const created = createdWith[engineVersion];
  return {
    engine,
    engineVersion,
    majorVersion: majorOf(engine, engineVersion),
    fullVersion: created ?? engineVersion,
    allowMajorVersionUpgrade,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? created !== undefined,
    engineLifecycleSupport: props.engineLifecycleSupport ?? "extended",
  };
}

function majorOf(engine: AuroraEngine, version: string): string {
  return version.split(".").slice(0, TRAITS[engine].majorParts).join(".");
}

/** Records a version of another engine, and an upgrade that doesn't say where to. */
export function checkEngine(validator: Validator, props: AuroraEngineProps): void {
  const engine = props.engine ?? DEFAULT_ENGINE;
  const { engineVersion, allowMajorVersionUpgrade, autoMinorVersionUpgrade } = props;
  const { createdWith, fullVersion, example } = TRAITS[engine];
  const majors = Object.keys(createdWith).join(", ");
  const isFull = isGiven(engineVersion) && fullVersion.test(engineVersion);
  validator
    .check(
      "engineVersion",
      engineVersion,
      !isGiven(engineVersion) || isFull || engineVersion in createdWith,
      `must be a full version of ${engine}, or a major one of ${majors}`,
      `Write it as "${example}".`,
    )
    .check(
      "allowMajorVersionUpgrade",
      engineVersion,
      allowMajorVersionUpgrade !== true || isFull,
      "must come with a full engineVersion: RDS upgrades to some of them alone, depending on the one that the cluster has",
      "Name one that `aws rds describe-db-engine-versions` lists in ValidUpgradeTarget of the cluster's version.",
    )
    .check(
      "autoMinorVersionUpgrade",
      autoMinorVersionUpgrade,
      allowMajorVersionUpgrade !== true || autoMinorVersionUpgrade !== true,
      "must not be true with allowMajorVersionUpgrade: RDS would move the version that Terraform is to upgrade",
      "Leave it out until the upgrade is done.",
    );
}

/** The parameter group family of a major version, such as `aurora-postgresql16` or `aurora-mysql8.0`. Pure. */
export function parameterGroupFamily({ engine, majorVersion }: Pick<ResolvedEngine, "engine" | "majorVersion">): string {
  return `${engine}${majorVersion}`;
}

/**
 * The version in the provider's terms. Pure.
 *
 * The provider sends `engine_version` with every modification of a cluster that has another one by now (`resourceClusterUpdate` of aws_rds_cluster), and RDS takes it for an upgrade:
 * at once, or refused as a downgrade. So it is always a full one, and it is ignored where RDS upgrades minor versions. Another major version isn't ignored silently: the plan fails.
 *
 * @param restored whether restored data decides
 */
export function versionArguments(engine: ResolvedEngine, restored: boolean) {
  const { autoMinorVersionUpgrade, allowMajorVersionUpgrade, majorVersion, fullVersion, engineVersion } = engine;
  return {
    // A restore to an older version than the data's is refused.
    engineVersion: restored && engineVersion !== fullVersion ? undefined : fullVersion,
    // The instances' group goes with an upgrade alone; taken away, it would be sent as an empty name.
    ignored: [
      ...(autoMinorVersionUpgrade ? ["engine_version"] : []),
      ...(allowMajorVersionUpgrade ? [] : ["db_instance_parameter_group_name"]),
    ],
    postcondition: allowMajorVersionUpgrade
      ? undefined
      : [
          {
            // Of a cluster whose creation was interrupted, the state has no version yet.
            condition: `\${startswith(coalesce(self.engine_version_actual, "${majorVersion}."), "${majorVersion}.")}`,
            errorMessage: `The cluster doesn't have version ${majorVersion} of ${engine.engine}. To upgrade it, give a full engineVersion with allowMajorVersionUpgrade; else give the major version that it has.`,
          },
        ],
  };
}

/** The provider's words for what happens at the end of standard support. */
export const LIFECYCLE_SUPPORT_ARGUMENTS: Readonly<Record<AuroraEngineLifecycleSupport, string>> = {
  extended: "open-source-rds-extended-support",
  standard: "open-source-rds-extended-support-disabled",
};
