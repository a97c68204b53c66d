import { IEncryptionKey, INetwork, Removal } from "../../src/core";
import { AuroraEngine, AuroraLogType, AuroraParameter } from "./aurora-engine";

export interface AuroraServerlessCapacity {
  /** Least Aurora capacity units (about 2 GiB of memory each), 0 to 256 in steps of 0.5; 0 lets idle instances pause. */
  readonly minCapacityAcu: number;
  /** Most Aurora capacity units, 1 to 256 in steps of 0.5. */
  readonly maxCapacityAcu: number;
  /** Idle time before instances pause, 300 to 86400 seconds; only with a minimum of 0. @default - 300, as Aurora has it */
  readonly secondsUntilAutoPause?: number;
}

export interface AuroraReaderProps {
  /** @default - the cluster's `instanceClass` */
  readonly instanceClass?: string;
  /** Order of failover, 0 (first) to 15. Serverless readers in tiers 0 and 1 keep to the writer's size. @default 1 */
  readonly promotionTier?: number;
}

export interface AuroraReaderAutoScaling {
  /** Fewest readers, 0 to 15, those in `readers` counted. @default - as many as in `readers`, at least 1 */
  readonly min?: number;
  /** Most readers, 1 to 15, those in `readers` counted. */
  readonly max: number;
  /** Average CPU of the readers to hold, 1 to 100 percent. @default 60, unless `targetConnections` is given */
  readonly targetCpuPercent?: number;
  /** Average connections of a reader to hold, instead of CPU. @default - CPU is held */
  readonly targetConnections?: number;
  /** Pause after readers were added, in seconds; a new one takes minutes to start. @default 300 */
  readonly scaleOutCooldownSeconds?: number;
  /** Pause after readers were removed, in seconds. @default 600 */
  readonly scaleInCooldownSeconds?: number;
  /**
   * Removes every reader that auto scaling has added and adds none. Terraform doesn't know these readers and Aurora
   * deletes no cluster that has any: apply this before you destroy the cluster or take auto scaling away.
   *
   * @default false
   */
  readonly drain?: boolean;
}

export interface AuroraCustomEndpoint {
  /** `READER` leaves the writer out even if a member becomes it; `ANY` doesn't. @default "READER" */
  readonly type?: "READER" | "ANY";
  /** Names from `readers`, or `writer`. */
  readonly members: readonly string[];
}

/** Where a new cluster's data comes from. A change after the creation does nothing: restore into a new construct. */
export type AuroraRestore =
  | {
      /** Identifier or ARN of a cluster snapshot. */
      readonly snapshotIdentifier: string;
    }
  | {
      /** Identifier of a cluster of this account and region, or its ARN. */
      readonly sourceClusterIdentifier: string;
      /** UTC time such as `2026-03-01T08:30:00Z`. @default - the latest restorable time */
      readonly restoreToTime?: string;
      /** `copy-on-write` clones in minutes and shares unchanged pages. @default "full-copy" */
      readonly restoreType?: "full-copy" | "copy-on-write";
    };

export interface AuroraClusterProps {
  readonly network: INetwork;
  /** Encrypts storage, snapshots, logs, insights and the master user's secret. A change replaces the cluster. */
  readonly encryptionKey: IEncryptionKey;
  /** A change replaces the cluster. @default "aurora-postgresql" */
  readonly engine?: AuroraEngine;
  /**
   * A major version such as `16`, whose minor versions RDS chooses, or a full one such as `16.8`. A new major version needs `allowMajorVersionUpgrade`.
   *
   * @default "16", "8.0" for MySQL
   */
  readonly engineVersion?: string;
  /** @default false */
  readonly allowMajorVersionUpgrade?: boolean;
  /** Whether RDS applies minor versions in the maintenance window. @default - true, unless `engineVersion` names a minor version */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Fixed identifier, up to 63 characters: it names the log groups as well. A change replaces the cluster. @default - the construct's path */
  readonly clusterIdentifier?: string;
  /** The first database. A change replaces the cluster. @default "app", or what the restored data has */
  readonly databaseName?: string;
  /** The master user, whose password RDS makes and rotates. A change replaces the cluster. @default "platform_admin", or what the restored data has */
  readonly masterUsername?: string;
  /** Class of the writer, and of readers without one of their own; `db.serverless` for Serverless v2. @default - "db.serverless" with `serverless`, else "db.r7g.large" */
  readonly instanceClass?: string;
  /** Capacity of the instances of class `db.serverless`. @default - none: every instance is provisioned */
  readonly serverless?: AuroraServerlessCapacity;
  /** Readers by name (lower-case letters, digits and dashes). Without one, a failed writer is out for minutes. @default - one, named `a` */
  readonly readers?: Readonly<Record<string, AuroraReaderProps>>;
  /** Adds and removes further readers by load. @default - none */
  readonly readerAutoScaling?: AuroraReaderAutoScaling;
  /** Further endpoints by name, such as one for reports. @default - none */
  readonly customEndpoints?: Readonly<Record<string, AuroraCustomEndpoint>>;
  /**
   * `io-optimized` charges more for storage and instances and nothing for I/O; Aurora takes the change to it once in 30 days.
   *
   * @default "standard"; to come back from `io-optimized`, say so
   */
  readonly storageType?: "standard" | "io-optimized";
  /** Parameters of the cluster, by name; a plain value takes effect at the next reboot. @default - TLS forced; for MySQL also the audit and slow query log */
  readonly parameters?: Readonly<Record<string, AuroraParameter>>;
  /** Parameters of the instances, by name; a plain value takes effect at the next reboot. @default - none */
  readonly instanceParameters?: Readonly<Record<string, AuroraParameter>>;
  /** Days of continuous backup, 1 to 35. @default 14 */
  readonly backupRetentionDays?: number;
  /** Daily window in UTC, at least 30 minutes. @default "02:00-03:00" */
  readonly backupWindow?: string;
  /** Weekly window in UTC, at least 30 minutes, apart from the backup window. @default "sun:03:30-sun:04:30" */
  readonly maintenanceWindow?: string;
  /** Logs sent to CloudWatch. @default - `postgresql`; `audit`, `error` and `slowquery` for MySQL */
  readonly logExports?: readonly AuroraLogType[];
  /** Days that CloudWatch keeps the logs. @default 365 */
  readonly logRetentionDays?: number;
  /** `standard` keeps 7 days of load data and costs nothing; `advanced` keeps 15 months. @default "standard" */
  readonly databaseInsights?: "standard" | "advanced";
  /** Seconds between samples of the operating system: 0 (off), 1, 5, 10, 15, 30 or 60. @default 60 */
  readonly monitoringIntervalSeconds?: number;
  /**
   * Streams every statement to Kinesis, under the key, where nobody who administers the database can change it: `async` favours the database,
   * `sync` the stream.
   *
   * @default - none
   */
  readonly activityStream?: "async" | "sync";
  /** Certificate authority of the server certificates. @default "rds-ca-rsa2048-g1" */
  readonly caCertificateIdentifier?: string;
  /** Whether changes happen with the apply rather than in the maintenance window; until then a plan shows them again. @default true */
  readonly applyImmediately?: boolean;
  /** @default - the data begins empty */
  readonly restoreFrom?: AuroraRestore;
  /** Name of the snapshot taken when the cluster is deleted under `protect`; must be free then. @default - "<cluster identifier>-final" */
  readonly finalSnapshotIdentifier?: string;
  /** @default "protect" */
  readonly removal?: Removal;
}
