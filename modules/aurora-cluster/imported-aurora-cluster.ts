import { Construct } from "constructs";
import { Connections, IGrantable, Port } from "../../src/core";
import { Validator } from "../../src/internal/validator";
import { IAuroraCluster, connectStatement } from "./aurora-cluster-interface";
import { AURORA_ENGINES, AuroraEngine } from "./aurora-engine";

export interface AuroraClusterAttributes {
  readonly clusterIdentifier: string;
  /** `cluster-…`, as the console's configuration tab shows it. */
  readonly clusterResourceId: string;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  /** The security group that rules are added to. */
  readonly securityGroupId: string;
  /** @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /** @default - the engine's: 5432, or 3306 for MySQL */
  readonly port?: number;
}

/** A cluster that exists: `AuroraCluster.fromAttributes`. */
export class ImportedAuroraCluster extends Construct implements IAuroraCluster {
  public readonly clusterIdentifier: string;
  public readonly clusterResourceId: string;
  public readonly endpoint: string;
  public readonly readerEndpoint: string;
  public readonly port: number;
  public readonly connections: Connections;
  private readonly maxUserNameLength: number;

  constructor(scope: Construct, id: string, attributes: AuroraClusterAttributes) {
    super(scope, id);
    const engine = attributes.engine ?? "aurora-postgresql";
    new Validator(this)
      .oneOf("engine", engine, Object.keys(AURORA_ENGINES) as AuroraEngine[])
      .matches(
        "clusterResourceId",
        attributes.clusterResourceId,
        /^cluster-[A-Z0-9]+$/,
        "must be a cluster's resource id, not its name",
        'Copy the one that begins with "cluster-".',
      )
      .throwIfInvalid();
    this.clusterIdentifier = attributes.clusterIdentifier;
    this.clusterResourceId = attributes.clusterResourceId;
    this.endpoint = attributes.endpoint;
    this.readerEndpoint = attributes.readerEndpoint;
    this.port = attributes.port ?? AURORA_ENGINES[engine].port;
    this.maxUserNameLength = AURORA_ENGINES[engine].maxUserNameLength;
    this.connections = new Connections(this, { securityGroupId: attributes.securityGroupId, defaultPort: Port.tcp(this.port) });
  }

  public grantConnect(grantee: IGrantable, databaseUser: string): void {
    grantee.role.grant(connectStatement(this, this.clusterResourceId, databaseUser, this.maxUserNameLength));
  }
}
