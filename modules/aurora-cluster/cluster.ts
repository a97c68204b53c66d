import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { DatabaseRemoval, IEncryptionKey, INetwork, SecurityGroup } from "../../src/core";
import { removalLifecycle } from "../../src/internal/removal";
import { isGiven } from "../../src/internal/validator";
import { AuroraBackupProps, deletionArguments } from "./backup";
import { LIFECYCLE_SUPPORT_ARGUMENTS, ResolvedEngine, versionArguments } from "./engine";
import { AuroraGlobalMembership, membershipArguments, passwordArguments } from "./global-membership";
import { AuroraLogType } from "./log-exports";
import { AuroraDatabaseInsights, insightsArguments } from "./monitoring";
import { AuroraRestore, restoreArguments } from "./restore";
import { AuroraServerlessCapacity, scalingConfiguration } from "./serverless";

/** The values of `AuroraStorageType`. */
export const STORAGE_TYPES = ["standard", "io-optimized"] as const;
/** The storage configuration: Aurora Standard, or Aurora I/O-Optimized. */
export type AuroraStorageType = "standard" | "io-optimized";

const PROVIDER_STORAGE_TYPES: Readonly<Record<AuroraStorageType, string>> = { standard: "aurora", "io-optimized": "aurora-iopt1" };

/** What a cluster is made of: its choices with their defaults resolved, and what it uses. */
interface ClusterSettings extends ResolvedEngine, Required<AuroraBackupProps> {
  readonly identifier: string;
  readonly port: number;
  readonly encryptionKey: IEncryptionKey;
  readonly network: INetwork;
  readonly securityGroup: SecurityGroup;
  readonly clusterParameterGroup: RdsClusterParameterGroup;
  /** The instances', which a major version upgrade changes with the cluster's. */
  readonly instanceParameterGroup: DbParameterGroup;
  /** Undefined where restored data decides. */
  readonly databaseName?: string;
  /** Undefined where restored data decides. */
  readonly masterUsername?: string;
  /** Of the two names those that the caller doesn't give: they are history once the cluster exists, as where its data came from is. */
  readonly unnamed: readonly ("database_name" | "master_username")[];
  /** Undefined where the provider keeps what the cluster has: only the word itself switches it back to standard. */
  readonly storageType?: AuroraStorageType;
  readonly serverless?: AuroraServerlessCapacity;
  readonly logExports: readonly AuroraLogType[];
  /** Log groups that RDS would create by itself if it found none. */
  readonly logGroups: readonly ITerraformDependable[];
  readonly databaseInsights: AuroraDatabaseInsights;
  readonly dataApi: boolean;
  readonly applyImmediately: boolean;
  readonly restoreFrom?: AuroraRestore;
  readonly globalDatabase?: AuroraGlobalMembership;
  readonly removal: DatabaseRemoval;
}

/** The cluster itself, without an instance. */
export function createCluster(scope: Construct, settings: ClusterSettings): RdsCluster {
  const { identifier, encryptionKey, storageType, serverless, removal, restoreFrom } = settings;
  const version = versionArguments(settings, isGiven(restoreFrom));
  const { ignored, ...membership } = membershipArguments(settings.globalDatabase);
  return new RdsCluster(scope, "Resource", {
    clusterIdentifier: identifier,
    engine: settings.engine,
    engineVersion: version.engineVersion,
    engineLifecycleSupport: LIFECYCLE_SUPPORT_ARGUMENTS[settings.engineLifecycleSupport],
    engineMode: "provisioned",
    allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
    databaseName: settings.databaseName,
    masterUsername: settings.masterUsername,
    ...passwordArguments(settings.globalDatabase, encryptionKey.keyArn),
    ...membership,
    iamDatabaseAuthenticationEnabled: true,
    port: settings.port,
    dbSubnetGroupName: settings.network.databaseSubnetGroupName,
    vpcSecurityGroupIds: [settings.securityGroup.securityGroupId],
    storageEncrypted: true,
    storageType: storageType ? PROVIDER_STORAGE_TYPES[storageType] : undefined,
    kmsKeyId: encryptionKey.keyArn,
    dbClusterParameterGroupName: settings.clusterParameterGroup.name,
    dbInstanceParameterGroupName: settings.allowMajorVersionUpgrade ? settings.instanceParameterGroup.name : undefined,
    enabledCloudwatchLogsExports: [...settings.logExports],
    databaseInsightsMode: settings.databaseInsights,
    ...insightsArguments(settings.databaseInsights, encryptionKey),
    enableHttpEndpoint: settings.dataApi,
    backupRetentionPeriod: settings.backupRetentionDays,
    preferredBackupWindow: settings.backupWindow,
    preferredMaintenanceWindow: settings.maintenanceWindow,
    copyTagsToSnapshot: true,
    applyImmediately: settings.applyImmediately,
    ...deletionArguments(removal, settings.finalSnapshotIdentifier),
    serverlessv2ScalingConfiguration: serverless && scalingConfiguration(serverless),
    ...restoreArguments(restoreFrom),
    dependsOn: [...settings.logGroups],
    lifecycle: {
      ...removalLifecycle(removal),
      // Where the data came from is history once the cluster exists, and the provider never changes what the end of support means.
      ignoreChanges: [
        "snapshot_identifier",
        "restore_to_point_in_time",
        "engine_lifecycle_support",
        ...settings.unnamed,
        ...version.ignored,
        ...ignored,
      ],
      postcondition: version.postcondition,
    },
  });
}
