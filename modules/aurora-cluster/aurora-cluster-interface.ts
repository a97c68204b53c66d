import { Construct } from "constructs";
import { AwsEnvironment, IConnectable, IGrantable, PolicyStatement } from "../../src/core";
import { pascalCase } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** An Aurora cluster, made here or elsewhere. */
export interface IAuroraCluster extends IConnectable {
  /** Name of the writer: the one endpoint for writes, whichever instance is the writer. */
  readonly endpoint: string;
  /** Name that spreads connections over the readers; the writer answers it as well where there is no reader. */
  readonly readerEndpoint: string;
  readonly port: number;
  readonly clusterIdentifier: string;
  /** What IAM authentication names the cluster by: `cluster-…`, another one after a restore. */
  readonly clusterResourceId: string;
  /**
   * Lets a role connect as a database user with a token instead of a password.
   *
   * The user itself is made in the database, once: `CREATE USER "trading_api"; GRANT rds_iam TO "trading_api";` on
   * PostgreSQL, `CREATE USER 'trading_api' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';` on MySQL
   * (Aurora User Guide, "Creating a database account using IAM authentication").
   *
   * @param databaseUser the user's exact name, without wildcards
   * @throws ValidationError for a name that holds a wildcard or is longer than the engine allows
   */
  grantConnect(grantee: IGrantable, databaseUser: string): void;
}

/**
 * The statement behind `grantConnect`.
 *
 * @throws ValidationError for a name that IAM or the engine would take for something else
 */
export function connectStatement(scope: Construct, clusterResourceId: string, databaseUser: string, maxLength: number): PolicyStatement {
  new Validator(scope)
    .check(
      "databaseUser",
      databaseUser,
      /^[A-Za-z0-9_.$-]+$/.test(databaseUser) && databaseUser.length <= maxLength,
      `must be one user's name of at most ${maxLength} letters, digits and _.$-`,
      'Write it as "trading_api".',
    )
    .throwIfInvalid();
  return {
    sid: `${scope.node.id}ConnectAs${pascalCase(databaseUser)}`,
    actions: ["rds-db:connect"],
    resources: [AwsEnvironment.of(scope).arn("rds-db", `dbuser:${clusterResourceId}/${databaseUser}`)],
  };
}
