import { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { DatabaseRemoval } from "../../src/core";
import { finalSnapshotName } from "../../src/internal/final-snapshot";
import { FORMATS } from "../../src/internal/formats";
import { Validator } from "../../src/internal/validator";
import { checkWindows } from "../../src/internal/windows";

/** When a replication group takes snapshots and is maintained. */
export interface SnapshotSettings {
  readonly snapshotRetentionDays: number;
  readonly snapshotWindow: string;
  readonly maintenanceWindow: string;
}

/** When a serverless cache takes snapshots, and what it is restored from. */
interface ServerlessSnapshotSettings {
  readonly snapshotRetentionDays: number;
  readonly snapshotTime: string;
  readonly snapshotArn?: string;
}

const MAX_RETENTION_DAYS = 35;
/** The shortest snapshot and maintenance windows that ElastiCache accepts (ElastiCache API Reference, CreateReplicationGroup). */
const MIN_WINDOW_MINUTES = 60;

/** Records a retention or a window that ElastiCache refuses. */
export function checkSnapshots(validator: Validator, settings: SnapshotSettings): void {
  checkRetention(validator, settings.snapshotRetentionDays);
  checkWindows(
    validator,
    { prop: "snapshotWindow", value: settings.snapshotWindow },
    { prop: "maintenanceWindow", value: settings.maintenanceWindow },
    MIN_WINDOW_MINUTES,
  );
}

/** Records a retention, a time or a snapshot that ElastiCache refuses for a serverless cache. */
export function checkServerlessSnapshots(validator: Validator, settings: ServerlessSnapshotSettings): void {
  checkRetention(validator, settings.snapshotRetentionDays);
  validator
    .format("snapshotTime", settings.snapshotTime, FORMATS.timeOfDay)
    .format("snapshotArn", settings.snapshotArn, FORMATS.cacheSnapshotArn);
}

function checkRetention(validator: Validator, days: number): void {
  validator.integerBetween("snapshotRetentionDays", days, 0, MAX_RETENTION_DAYS, "days");
}

/** Snapshots and windows in the provider's terms; a final snapshot is left unless the cache is to be destroyed. */
export function snapshotArguments(
  settings: SnapshotSettings,
  deletion: { readonly replicationGroupId: string; readonly securityGroupId: string; readonly removal: DatabaseRemoval },
): Pick<ElasticacheReplicationGroupConfig, "snapshotRetentionLimit" | "snapshotWindow" | "maintenanceWindow" | "finalSnapshotIdentifier"> {
  const { replicationGroupId, securityGroupId, removal } = deletion;
  return {
    snapshotRetentionLimit: settings.snapshotRetentionDays,
    snapshotWindow: settings.snapshotWindow,
    maintenanceWindow: settings.maintenanceWindow,
    finalSnapshotIdentifier: removal === "destroy" ? undefined : finalSnapshotName(replicationGroupId, securityGroupId),
  };
}
