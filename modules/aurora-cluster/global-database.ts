import { RdsGlobalCluster } from "@cdktf/provider-aws/lib/rds-global-cluster";
import { Construct } from "constructs";
import { Removal } from "../../src/core";
import { physicalName } from "../../src/internal/names";
import { PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine, DEFAULT_ENGINE, ENGINE, checkEngine, resolveEngine } from "./engine";
import { CLUSTER_IDENTIFIER } from "./identifiers";

/** The choices for a global database. */
export interface AuroraGlobalDatabaseProps {
  /** The database engine of all its clusters. A change replaces the global database. @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /** The version that its clusters have unless they say otherwise: a full one, or a major one for its release with long-term support. @default - "16", "8.0" for MySQL */
  readonly engineVersion?: string;
  /** Fixed identifier, up to 63 characters, unique in the account over all regions. A change replaces the global database. @default - the construct's path */
  readonly globalClusterIdentifier?: string;
  /** What happens to the global database when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<AuroraGlobalDatabaseProps> = {
  engine: optional(ENGINE),
  engineVersion: optional(STRING),
  globalClusterIdentifier: optional(STRING),
  removal: REMOVAL,
};

/** What identifies a global database that exists already. */
export interface AuroraGlobalDatabaseAttributes {
  /** The identifier of the global cluster. */
  readonly globalClusterIdentifier: string;
  /** The database engine. @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /** The full version that its clusters have. */
  readonly engineVersion: string;
}

const ATTRIBUTES: PropTypes<AuroraGlobalDatabaseAttributes> = {
  globalClusterIdentifier: STRING,
  engine: optional(ENGINE),
  engineVersion: STRING,
};

/** A global database, made here or elsewhere. */
export interface IAuroraGlobalDatabase {
  /** The identifier of the global cluster. */
  readonly globalClusterIdentifier: string;
  /** The database engine of all its clusters. */
  readonly engine: AuroraEngine;
  /** The full version that its clusters have unless they say otherwise. */
  readonly engineVersion: string;
}

/** The prop type of global databases. */
export const GLOBAL_DATABASE = like<IAuroraGlobalDatabase>(
  "an AuroraGlobalDatabase",
  ["globalClusterIdentifier", "engine", "engineVersion"],
  "AuroraGlobalDatabase.fromAttributes",
);

/**
 * An Aurora global database: clusters in up to six regions, of which the primary one takes writes and the others follow it within a second. Clusters join it by their prop `globalDatabase`.
 *
 * The version is only given to it at its creation. RDS upgrades minor versions cluster by cluster, the primary one last, and refuses them of the global database, which has the
 * primary's afterwards; a major version is an operation on all clusters at once, outside of Terraform (Aurora User Guide, "Upgrading an Amazon Aurora global database").
 */
export class AuroraGlobalDatabase extends Construct implements IAuroraGlobalDatabase {
  /**
   * A global database that exists already, which clusters of this app join as secondary ones.
   *
   * @throws ValidationError for an attribute that no global database has
   */
  public static fromAttributes(scope: Construct, id: string, attributes: AuroraGlobalDatabaseAttributes): IAuroraGlobalDatabase {
    const construct = new Construct(scope, id);
    new Validator(construct).props(attributes, ATTRIBUTES).throwIfInvalid();
    return { ...attributes, engine: attributes.engine ?? DEFAULT_ENGINE };
  }

  /** The database engine of all its clusters. */
  public readonly engine: AuroraEngine;
  /** The full version that its clusters have unless they say otherwise. */
  public readonly engineVersion: string;
  /** The identifier of the global cluster. */
  public readonly globalClusterIdentifier: string;
  /** What happens to the global database when it leaves the configuration. */
  public readonly removal: Removal;
  /** The global cluster. */
  public readonly resource: RdsGlobalCluster;

  /** @throws ValidationError for a value that RDS refuses */
  constructor(scope: Construct, id: string, props: AuroraGlobalDatabaseProps = {}) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS).known("engineVersion", props.engineVersion);
    validator.throwIfInvalid();
    checkEngine(validator, props);
    validator.format("globalClusterIdentifier", props.globalClusterIdentifier, CLUSTER_IDENTIFIER).throwIfInvalid();
    const { engine, fullVersion } = resolveEngine(props);
    this.engine = engine;
    this.engineVersion = fullVersion;
    this.removal = removalOf(this, props.removal);
    this.resource = new RdsGlobalCluster(this, "Resource", {
      globalClusterIdentifier: props.globalClusterIdentifier ?? physicalName(this, { maxLength: MAX_LENGTH, capitals: false }),
      engine,
      engineVersion: fullVersion,
      storageEncrypted: true,
      deletionProtection: this.removal === "protect",
      // A version that is sent later is refused: of a minor one, by RDS; and its clusters would be changed behind Terraform's back.
      lifecycle: { ...removalLifecycle(this.removal), ignoreChanges: ["engine_version"] },
    });
    this.globalClusterIdentifier = this.resource.id;
  }
}

/** RDS' limit for identifiers of global clusters, in characters. */
const MAX_LENGTH = 63;
