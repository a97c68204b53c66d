import { ITerraformDependable } from "cdktf";
import { IConnectable, IGrantable } from "../../src/core";
import { like } from "../../src/internal/prop-types";
import { AuroraEngine } from "./engine";

/** An Aurora cluster, made here or elsewhere. */
export interface IAuroraCluster extends IConnectable {
  /** The database engine. */
  readonly engine: AuroraEngine;
  /** The writer endpoint: it follows the writer through a failover. */
  readonly endpoint: string;
  /** The reader endpoint: it spreads connections over the readers, or leads to the writer where there is no reader. */
  readonly readerEndpoint: string;
  /** The port of both endpoints. */
  readonly port: number;
  /** The cluster's identifier. */
  readonly clusterIdentifier: string;
  /** What IAM authentication names the cluster by: `cluster-…`, another one after a restore. */
  readonly clusterResourceId: string;
  /** The instances that must be created before a proxy has a target; empty where they exist already. */
  readonly instances: readonly ITerraformDependable[];
  /**
   * Lets a role connect as a database user with a token instead of a password.
   *
   * The user itself is made in the database: by `addUser`, or by hand with the SQL of `databaseUserScript`
   * (Aurora User Guide, "Creating a database account using IAM authentication").
   *
   * @param databaseUser the user's exact name, without wildcards
   * @throws ValidationError for a name that holds a wildcard or is longer than the engine allows
   */
  grantConnect(grantee: IGrantable, databaseUser: string): void;
}

/** The prop type of clusters. */
export const AURORA_CLUSTER = like<IAuroraCluster>("an AuroraCluster", ["clusterIdentifier", "engine", "port", "connections", "instances"]);
