import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, DatabaseRemoval, IEncryptionKey, INetwork, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { NETWORK } from "../../src/core/interfaces";
import { BOOLEAN, NUMBER, PropTypes, STRING, oneOf, optional, record } from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { DATABASE_REMOVAL, removalOf } from "../../src/internal/removal";
import { Validator, isGiven } from "../../src/internal/validator";
import { ACTIVITY_STREAM_MODES, AuroraActivityStreamMode, checkActivityStream } from "./activity-stream";
import { AuroraBackupProps, BACKUP_PROPS, checkBackup } from "./backup";
import { AuroraStorageType, STORAGE_TYPES } from "./cluster";
import { AuroraDataApiProps, DATA_API_PROPS, checkDataApi } from "./data-api";
import { AuroraEngineProps, DEFAULT_ENGINE, ENGINE_PROPS, checkEngine, resolveEngine } from "./engine";
import { AuroraGlobalMembership, checkGlobalMembership } from "./global-membership";
import { checkIdentifiers } from "./identifiers";
import { AuroraInstanceProps, INSTANCE_PROPS, checkInstances, resolveInstances, warnWithoutReader } from "./instances";
import { AuroraLogProps, LOG_PROPS, checkLogExports } from "./log-exports";
import { AuroraMonitoringProps, MONITORING_PROPS } from "./monitoring";
import { AuroraParameterProps, PARAMETER_PROPS, checkParameters } from "./parameters";
import { AuroraRestore, checkRestore } from "./restore";
import { checkPause, checkReach } from "./serverless";

/** The choices for an Aurora cluster. */
export interface AuroraClusterProps
  extends
    AuroraEngineProps,
    AuroraInstanceProps,
    AuroraParameterProps,
    AuroraBackupProps,
    AuroraLogProps,
    AuroraMonitoringProps,
    AuroraDataApiProps {
  /** Where the cluster is placed: in its `dataSubnets`. */
  readonly network: INetwork;
  /** Encrypts storage, snapshots, logs, database load and the master user's secret. A change replaces the cluster. */
  readonly encryptionKey: IEncryptionKey;
  /** Fixed identifier, up to 63 characters: it names the log groups as well. A change replaces the cluster. @default - the construct's path */
  readonly clusterIdentifier?: string;
  /** The name of the first database. A change replaces the cluster. @default - "app", or what the restored data has */
  readonly databaseName?: string;
  /** The name of the master user, whose password RDS generates and rotates. A change replaces the cluster. @default - "platform_admin", or what the restored data has */
  readonly masterUsername?: string;
  /**
   * The port of all endpoints, 1150 to 65535. A change restarts the instances.
   *
   * @default - the engine's: 5432, or 3306 for MySQL
   */
  readonly port?: number;
  /** A cluster can be switched to `io-optimized` once every 30 days. @default - standard; to switch back from `io-optimized`, say `standard` */
  readonly storageType?: AuroraStorageType;
  /** Streams every statement to Kinesis, under the key, out of reach of whoever administers the database. @default - none */
  readonly activityStream?: AuroraActivityStreamMode;
  /** Whether changes are applied immediately rather than in the maintenance window; until then a plan shows them again. @default true */
  readonly applyImmediately?: boolean;
  /** Where the data comes from. @default - the cluster is created empty */
  readonly restoreFrom?: AuroraRestore;
  /** The cluster's part in a global database, for good. @default - none */
  readonly globalDatabase?: AuroraGlobalMembership;
  /** What happens to the database when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: DatabaseRemoval;
}

const PROPS: PropTypes<AuroraClusterProps> = {
  ...ENGINE_PROPS,
  ...INSTANCE_PROPS,
  ...PARAMETER_PROPS,
  ...BACKUP_PROPS,
  ...LOG_PROPS,
  ...MONITORING_PROPS,
  ...DATA_API_PROPS,
  network: NETWORK,
  encryptionKey: ENCRYPTION_KEY,
  clusterIdentifier: optional(STRING),
  databaseName: optional(STRING),
  masterUsername: optional(STRING),
  port: optional(NUMBER),
  storageType: optional(oneOf(STORAGE_TYPES)),
  activityStream: optional(oneOf(ACTIVITY_STREAM_MODES)),
  applyImmediately: optional(BOOLEAN),
  restoreFrom: optional(record()),
  globalDatabase: optional(record()),
  removal: DATABASE_REMOVAL,
};

/** Least and greatest port (RDS API Reference, CreateDBCluster). */
const PORTS = [1150, 65_535] as const;

/** What decides which resources are created, and how. */
const KNOWN_AT_SYNTHESIS = [
  "engine",
  "engineVersion",
  "allowMajorVersionUpgrade",
  "autoMinorVersionUpgrade",
  "writer",
  "serverless",
  "readers",
  "readerAutoScaling",
  "customEndpoints",
  "parameters",
  "instanceParameters",
  "logExports",
  "databaseInsights",
  "dataApi",
  "activityStream",
  "storageType",
  "restoreFrom",
  "globalDatabase",
  "removal",
] as const;

/** Records what Aurora refuses. */
export function checkCluster(scope: Construct, props: AuroraClusterProps): void {
  const validator = new Validator(scope).props(props, PROPS);
  for (const prop of KNOWN_AT_SYNTHESIS) validator.known(prop, props[prop]);
  validator.throwIfInvalid();
  const engine = props.engine ?? DEFAULT_ENGINE;
  checkKeyRegion(validator, props.encryptionKey, AwsEnvironment.of(scope).region);
  checkEngine(validator, props);
  checkIdentifiers(validator, props);
  validator.integerBetween("port", props.port, ...PORTS);
  checkInstances(validator, props, engine, props.network);
  checkParameters(validator, props);
  checkLogExports(validator, props, engine);
  checkBackup(validator, props);
  checkRestore(validator, props.restoreFrom, props);
  const instanceClasses = resolveInstances(props).members.map(({ instanceClass }) => instanceClass);
  checkActivityStream(validator, props.activityStream, { engine, network: props.network, instanceClasses });
  const version = resolveEngine(props);
  if (isGiven(props.serverless)) {
    checkPause(validator, props.serverless, version);
    checkReach(validator, props.serverless, version);
  }
  checkGlobalMembership(validator, props, instanceClasses);
  checkDataApi(validator, props.dataApi, { ...version, instanceClasses });
  validator.throwIfInvalid();
}

/** Warns of what Aurora accepts and what hurts all the same. */
export function warnOfCluster(scope: Construct, props: AuroraClusterProps): void {
  warnWithoutReader(scope, props);
  const { removal } = props.encryptionKey as { removal?: Removal };
  if (props.removal === "snapshot" && removal === "destroy") {
    Annotations.of(scope).addWarning(
      "The final snapshot can't be restored once its key is deleted, and the key's removal is \"destroy\": protect the key.",
    );
  }
  if (isGiven(props.finalSnapshotIdentifier) && removalOf(scope, props.removal) === "destroy") {
    Annotations.of(scope).addWarning(
      'No final snapshot is taken, whatever finalSnapshotIdentifier says: removal is "destroy". Set it to "snapshot".',
    );
  }
}
