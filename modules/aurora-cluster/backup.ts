import { DatabaseRemoval } from "../../src/core";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { checkWindows } from "../../src/internal/windows";

/** When a cluster is backed up and maintained, and what is kept. */
export interface AuroraBackupProps {
  /** Days that automated backups are kept, 1 to 35. @default 14 */
  readonly backupRetentionDays?: number;
  /** Daily window in UTC, at least 30 minutes. @default "02:00-03:00" */
  readonly backupWindow?: string;
  /** Weekly window in UTC, at least 30 minutes, apart from the backup window. @default "sun:03:30-sun:04:30" */
  readonly maintenanceWindow?: string;
  /** Name of the snapshot that is taken when the cluster is deleted, unless it is to be destroyed; must be free then. @default - one of its own for each cluster that is created */
  readonly finalSnapshotIdentifier?: string;
}

export const BACKUP_PROPS: PropTypes<AuroraBackupProps> = {
  backupRetentionDays: optional(NUMBER),
  backupWindow: optional(STRING),
  maintenanceWindow: optional(STRING),
  finalSnapshotIdentifier: optional(STRING),
};

/** The shortest window that RDS accepts. */
const LEAST_WINDOW_MINUTES = 30;

/** Backups with their defaults resolved. Pure. */
export function resolveBackup(props: AuroraBackupProps) {
  return {
    backupRetentionDays: props.backupRetentionDays ?? 14,
    backupWindow: props.backupWindow ?? "02:00-03:00",
    maintenanceWindow: props.maintenanceWindow ?? "sun:03:30-sun:04:30",
  };
}

/** Records a retention, windows and a snapshot's name that RDS refuses. */
export function checkBackup(validator: Validator, props: AuroraBackupProps): void {
  const { backupRetentionDays, backupWindow, maintenanceWindow } = resolveBackup(props);
  validator
    .integerBetween("backupRetentionDays", backupRetentionDays, 1, 35, "days")
    .matches(
      "finalSnapshotIdentifier",
      props.finalSnapshotIdentifier,
      /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,254}(?<!-)$/,
      "must be 1 to 255 letters, digits and single dashes, beginning with a letter",
      'Write it as "trading-prod-final".',
    );
  checkWindows(
    validator,
    { prop: "backupWindow", value: backupWindow },
    { prop: "maintenanceWindow", value: maintenanceWindow },
    LEAST_WINDOW_MINUTES,
  );
}

/** What happens when the cluster is deleted, in the provider's terms. Pure. */
export function deletionArguments(removal: DatabaseRemoval, finalSnapshotIdentifier: string) {
  const destroy = removal === "destroy";
  return {
    deletionProtection: removal === "protect",
    deleteAutomatedBackups: destroy,
    skipFinalSnapshot: destroy,
    finalSnapshotIdentifier: destroy ? undefined : finalSnapshotIdentifier,
  };
}
