import { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { DatabaseRemoval } from "../../src/core";
import { finalSnapshotName } from "../../src/internal/final-snapshot";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { checkWindows } from "../../src/internal/windows";

/** When a replication group takes snapshots and is maintained. */
export interface SnapshotSettings {
  readonly snapshotRetentionDays: number;
  readonly snapshotWindow: string;
  readonly maintenanceWindow: string;
}

/** What a cache is restored from. */
export interface RedisRestoreProps {
  /** The name of a snapshot that the cache is restored from when it is created; a later change has no effect. @default - it is created empty */
  readonly snapshotName?: string;
  /**
   * ARNs of RDB files in S3 that the cache is filled from when it is created: `arn:aws:s3:::trading-imports/books.rdb`, in a bucket of the cache's region that lets ElastiCache read
   * them. A later change has no effect (ElastiCache User Guide, "Seeding a new node-based cluster with an externally created backup").
   *
   * @default - it is created empty
   */
  readonly snapshotArns?: readonly string[];
}

export const RESTORE_PROPS: PropTypes<RedisRestoreProps> = { snapshotName: optional(STRING), snapshotArns: optional(STRINGS) };

/** What matters when a cache is created: the provider would replace one that exists. */
export const RESTORE_ARGUMENTS: readonly string[] = ["snapshot_name", "snapshot_arns"];

/** Records files that ElastiCache can't read a cache from, and two sources of one cache. */
export function checkRestore(validator: Validator, { snapshotName, snapshotArns }: RedisRestoreProps): void {
  const arns = snapshotArns ?? [];
  arns.forEach((arn, index) =>
    validator.matches(
      `snapshotArns[${index}]`,
      arn,
      // "The Amazon S3 object name in the ARN cannot contain any commas" (ElastiCache API Reference, CreateReplicationGroup).
      /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}\/[^,]+\.rdb$/,
      "must be the ARN of an RDB file in S3, without commas",
      'Write it as "arn:aws:s3:::trading-imports/books.rdb".',
    ),
  );
  const [, behind] = /^arn:\S*:snapshot:(\S+)$/.exec(snapshotName ?? "") ?? [];
  validator
    .matches(
      "snapshotName",
      snapshotName,
      /^(?!arn:)[A-Za-z0-9._:-]+$/,
      "must be a snapshot's name, without spaces, and not its ARN",
      `Write it as "${behind ?? "books-before-upgrade"}".`,
    )
    .check("snapshotArns", arns, new Set(arns).size === arns.length, "must each be named once", "Remove the duplicate.")
    .check("snapshotArns", arns, !isGiven(snapshotName) || arns.length === 0, "can't be given with snapshotName", "Keep one of them.");
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
