import { Construct } from "constructs";
import { Format } from "../../src/internal/formats";
import { fitName, physicalName } from "../../src/internal/names";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { AuroraEngine, DEFAULT_ENGINE } from "./engine";

/** RDS' limit for identifiers of clusters, instances and endpoints, in characters. */
const IDENTIFIER_MAX_LENGTH = 63;
/** Room for `-reader-<name>` within an instance's identifier. */
const CLUSTER_IDENTIFIER_MAX_LENGTH = 45;

/** How RDS writes a name in identifiers, which it keeps in lower case. */
export const RDS_NAME = /^(?!.*--)[a-z][a-z0-9-]*(?<!-)$/;

/** The identifier of a cluster. */
export const CLUSTER_IDENTIFIER: Format = {
  rule: `must be 1 to ${IDENTIFIER_MAX_LENGTH} lower-case letters, digits and single dashes, beginning with a letter`,
  fix: 'Write it as "trading-prod".',
  holds: (text) => RDS_NAME.test(text) && text.length <= IDENTIFIER_MAX_LENGTH,
};

/**
 * What no database can be called: "Can't be a word reserved by the database engine" (RDS API Reference, CreateDBInstance, "DBName"). Of PostgreSQL the words that
 * Appendix C of its documentation calls reserved, without those that can be functions or types; of MySQL the schemas of its own.
 */
const RESERVED: Readonly<Record<AuroraEngine, readonly string[]>> = {
  "aurora-postgresql": (
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role " +
    "current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in " +
    "initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select " +
    "session_user some symmetric system_user table then to trailing true union unique user using variadic when where window with"
  ).split(" "),
  "aurora-mysql": ["information_schema", "mysql", "performance_schema", "sys"],
};

const OWN_DATABASES = ["template0", "template1", "rdsadmin"];

/** "Can't be a reserved word for the chosen database engine" (RDS API Reference, CreateDBCluster, "MasterUsername"); roles of `pg_` are PostgreSQL's, of `rds` RDS'. */
function isReservedUser(engine: AuroraEngine, name: string): boolean {
  const lower = name.toLowerCase();
  return /^rds/.test(lower) || (engine === "aurora-postgresql" && (/^pg_/.test(lower) || RESERVED[engine].includes(lower)));
}

/** The names that a user may fix. */
interface Identifiers {
  readonly engine?: AuroraEngine;
  readonly clusterIdentifier?: string;
  readonly databaseName?: string;
  readonly masterUsername?: string;
}

/** Records names that RDS refuses (RDS API reference, CreateDBCluster). */
export function checkIdentifiers(validator: Validator, identifiers: Identifiers): void {
  const engine = identifiers.engine ?? DEFAULT_ENGINE;
  validator
    .format("clusterIdentifier", identifiers.clusterIdentifier, CLUSTER_IDENTIFIER)
    .matches(
      "databaseName",
      identifiers.databaseName,
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
      "must be 1 to 63 letters, digits and underscores, beginning with a letter",
      'Write it as "trading".',
    )
    .check(
      "databaseName",
      identifiers.databaseName,
      !isGiven(identifiers.databaseName) ||
        !isKnown(identifiers.databaseName) ||
        !RESERVED[engine].includes(identifiers.databaseName.toLowerCase()),
      `must not be a word that ${engine === "aurora-mysql" ? "MySQL" : "PostgreSQL"} reserves`,
      'Write it as "trading".',
    )
    .matches(
      "masterUsername",
      identifiers.masterUsername,
      /^(?!(admin|postgres|root|rdsadmin)$)[A-Za-z][A-Za-z0-9_]{0,15}$/,
      "must be 1 to 16 letters, digits and underscores, beginning with a letter, and none of the well-known admin, postgres, root, rdsadmin",
      'Write it as "platform_admin".',
    )
    .check(
      "databaseName",
      identifiers.databaseName,
      engine !== "aurora-postgresql" || !OWN_DATABASES.includes(identifiers.databaseName ?? ""),
      `must be none of the databases that PostgreSQL and RDS have: ${OWN_DATABASES.join(", ")}`,
      'Write it as "trading".',
    )
    .check(
      "masterUsername",
      identifiers.masterUsername,
      !isKnown(identifiers.masterUsername) || !isReservedUser(engine, identifiers.masterUsername ?? ""),
      `must be no name that ${engine === "aurora-mysql" ? "MySQL" : "PostgreSQL"} or RDS keeps for itself`,
      'Write it as "platform_admin".',
    );
}

/** The identifier of a cluster by its path: known before the cluster is, since its log groups are named after it and created first. */
export function defaultClusterIdentifier(scope: Construct): string {
  return physicalName(scope, { maxLength: CLUSTER_IDENTIFIER_MAX_LENGTH, capitals: false });
}

/** The identifier of an instance or an endpoint of a cluster. Pure. */
export function memberIdentifier(clusterIdentifier: string, name: string): string {
  if (!isKnown(clusterIdentifier)) return `${clusterIdentifier}-${name}`;
  return fitName([clusterIdentifier, name], { maxLength: IDENTIFIER_MAX_LENGTH });
}
