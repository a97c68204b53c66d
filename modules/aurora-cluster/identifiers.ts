import { Construct } from "constructs";
import { Format } from "../../src/internal/formats";
import { fitName, physicalName } from "../../src/internal/names";
import { Validator, isKnown } from "../../src/internal/validator";

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

/** The names that a user may fix. */
interface Identifiers {
  readonly clusterIdentifier?: string;
  readonly databaseName?: string;
  readonly masterUsername?: string;
}

/** Records names that RDS refuses (RDS API reference, CreateDBCluster). */
export function checkIdentifiers(validator: Validator, identifiers: Identifiers): void {
  validator
    .format("clusterIdentifier", identifiers.clusterIdentifier, CLUSTER_IDENTIFIER)
    .matches(
      "databaseName",
      identifiers.databaseName,
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
      "must be 1 to 63 letters, digits and underscores, beginning with a letter",
      'Write it as "trading".',
    )
    .matches(
      "masterUsername",
      identifiers.masterUsername,
      /^(?!(admin|postgres|root|rdsadmin)$)[A-Za-z][A-Za-z0-9_]{0,15}$/,
      "must be 1 to 16 letters, digits and underscores, beginning with a letter, and none of the well-known admin, postgres, root, rdsadmin",
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
  return fitName([clusterIdentifier, name], { maxLength: IDENTIFIER_MAX_LENGTH, capitals: false });
}
