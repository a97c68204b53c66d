export { type AuroraActivityStreamMode } from "./activity-stream";
export { type AuroraAlarm } from "./alarms";
export { AuroraBackupPlan, type AuroraBackupPlanProps, type AuroraBackupRule, type IBackedUpCluster } from "./aurora-backup-plan";
export { AuroraCluster } from "./aurora-cluster";
export { type AuroraClusterProps } from "./aurora-cluster-props";
export { type IAuroraCluster } from "./interfaces";
export { AuroraProxy, type AuroraProxyProps } from "./aurora-proxy";
export { type AuroraBackupProps } from "./backup";
export { BackupVault, type BackupVaultProps, type IBackupVault } from "./backup-vault";
export { type AuroraStorageType } from "./cluster";
export { type AuroraCustomEndpoint } from "./custom-endpoints";
export { type AuroraDataApiProps } from "./data-api";
export { type AuroraUserAccess } from "./database-user-sql";
export { type AuroraUserProps, type AuroraUserScriptProps, type AuroraUsers, databaseUserScript } from "./database-users";
export { type AuroraEngine, type AuroraEngineLifecycleSupport, type AuroraEngineProps } from "./engine";
export { type AuroraEventSubscriptions, type IAuroraEventTopic } from "./event-notifications";
export {
  AuroraGlobalDatabase,
  type AuroraGlobalDatabaseAttributes,
  type AuroraGlobalDatabaseProps,
  type IAuroraGlobalDatabase,
} from "./global-database";
export { type AuroraGlobalMembership } from "./global-membership";
export { type AuroraClusterAttributes, type ImportedAuroraCluster } from "./imported-aurora-cluster";
export { type AuroraInstanceProps } from "./instances";
export { type AuroraLogProps, type AuroraLogType } from "./log-exports";
export { type AuroraDatabaseInsights, type AuroraMonitoringProps } from "./monitoring";
export { type AuroraParameter, type AuroraParameterProps, type AuroraParameterSetting } from "./parameters";
export { type AuroraReaderAutoScaling, type AuroraReaderScaling } from "./reader-auto-scaling";
export { type AuroraReaderSchedule } from "./reader-schedules";
export { type AuroraReader, type AuroraWriter } from "./readers";
export { type AuroraDeletedClusterRestore, type AuroraPointInTimeRestore, type AuroraRestore, type AuroraSnapshotRestore } from "./restore";
export { type IRestorableCluster, RestoreDrill, type RestoreDrillAlarm, type RestoreDrillProps } from "./restore-drill";
export { type AuroraServerlessCapacity } from "./serverless";
