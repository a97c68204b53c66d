import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Connections, IConnectable, IGrantable, Port } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine, DEFAULT_ENGINE, ENGINE, defaultPort } from "./engine";
import { grantLogin } from "./iam-login";
import { CLUSTER_IDENTIFIER } from "./identifiers";

/** What identifies a cluster that exists already. */
export interface AuroraClusterAttributes {
  /** The cluster's identifier. */
  readonly clusterIdentifier: string;
  /** `cluster-…`, as the console's configuration tab shows it. */
  readonly clusterResourceId: string;
  /** The writer endpoint, without a port. */
  readonly endpoint: string;
  /** The reader endpoint, without a port. */
  readonly readerEndpoint: string;
  /** The security group that rules are added to. */
  readonly securityGroupId: string;
  /** The database engine. @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /** The port of both endpoints, 1150 to 65535. @default - the engine's: 5432, or 3306 for MySQL */
  readonly port?: number;
}

const ATTRIBUTES: PropTypes<AuroraClusterAttributes> = {
  clusterIdentifier: STRING,
  clusterResourceId: STRING,
  endpoint: STRING,
  readerEndpoint: STRING,
  securityGroupId: STRING,
  engine: optional(ENGINE),
  port: optional(NUMBER),
};

/** A cluster that exists: `AuroraCluster.fromAttributes`. */
export class ImportedAuroraCluster extends Construct implements IConnectable {
  /** The cluster's identifier. */
  public readonly clusterIdentifier: string;
  /** What IAM authentication names the cluster by: `cluster-…`. */
  public readonly clusterResourceId: string;
  /** The writer endpoint. */
  public readonly endpoint: string;
  /** The reader endpoint. */
  public readonly readerEndpoint: string;
  /** The database engine. */
  public readonly engine: AuroraEngine;
  /** The port of both endpoints. */
  public readonly port: number;
  /** What may connect to the cluster. */
  public readonly connections: Connections;
  /** None: the instances exist already. */
  public readonly instances: readonly ITerraformDependable[] = [];

  /** @throws ValidationError for an attribute that no cluster of Aurora has */
  constructor(scope: Construct, id: string, attributes: AuroraClusterAttributes) {
    super(scope, id);
    checkAttributes(new Validator(this), attributes);
    this.clusterIdentifier = attributes.clusterIdentifier;
    this.clusterResourceId = attributes.clusterResourceId;
    this.endpoint = attributes.endpoint;
    this.readerEndpoint = attributes.readerEndpoint;
    this.engine = attributes.engine ?? DEFAULT_ENGINE;
    this.port = attributes.port ?? defaultPort(this.engine);
    this.connections = new Connections(this, { securityGroupId: attributes.securityGroupId, defaultPort: Port.tcp(this.port) });
  }

  /**
   * Lets a role connect as a database user with a token instead of a password; the cluster must have IAM authentication on.
   *
   * @param databaseUser the user's exact name, without wildcards
   * @throws ValidationError for a name that holds a wildcard or is longer than the engine allows
   */
  public grantConnect(grantee: IGrantable, databaseUser: string): void {
    grantLogin(this, grantee, { resourceId: this.clusterResourceId, engine: this.engine, databaseUser });
  }
}

function checkAttributes(validator: Validator, attributes: AuroraClusterAttributes): void {
  validator
    .props(attributes, ATTRIBUTES)
    .known("engine", attributes.engine)
    .format("clusterIdentifier", attributes.clusterIdentifier, CLUSTER_IDENTIFIER)
    .matches(
      "clusterResourceId",
      attributes.clusterResourceId,
      /^cluster-[A-Z0-9]+$/,
      "must be a cluster's resource id, not its name",
      'Copy the one that begins with "cluster-".',
    )
    .format("endpoint", attributes.endpoint, FORMATS.domainName)
    .format("readerEndpoint", attributes.readerEndpoint, FORMATS.domainName)
    .format("securityGroupId", attributes.securityGroupId, FORMATS.securityGroupId)
    .integerBetween("port", attributes.port, 1150, 65_535)
    .throwIfInvalid();
}
