import { FORMATS, Format } from "../../src/internal/formats";
import { PropType, PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";

const RESTORE_TYPES = ["full-copy", "copy-on-write"] as const;

/** A DB cluster snapshot that a cluster is restored from. */
export interface AuroraSnapshotRestore {
  /** Identifier or ARN of the DB cluster snapshot. */
  readonly snapshotIdentifier: string;
}

/** A point in time of another cluster that a cluster is restored to, or a clone of it as it is. */
export interface AuroraPointInTimeRestore {
  /** Identifier of a cluster of this account and region, or the ARN of a cluster. */
  readonly sourceClusterIdentifier: string;
  /** UTC time such as `2026-03-01T08:30:00Z`; not for a clone. @default - the latest restorable time */
  readonly restoreToTime?: string;
  /** `copy-on-write` clones in minutes and shares unchanged pages. @default "full-copy" */
  readonly restoreType?: "full-copy" | "copy-on-write";
}

/** A point in time of a cluster that has been deleted, whose automated backups were kept. */
export interface AuroraDeletedClusterRestore {
  /** Resource id of the deleted cluster, `cluster-…`: `aws rds describe-db-cluster-automated-backups` lists it. */
  readonly sourceClusterResourceId: string;
  /** UTC time such as `2026-03-01T08:30:00Z`. @default - the latest restorable time */
  readonly restoreToTime?: string;
}

/** Where a new cluster's data comes from. A change after the creation does nothing: restore into a new construct. */
export type AuroraRestore = AuroraSnapshotRestore | AuroraPointInTimeRestore | AuroraDeletedClusterRestore;

/** All kinds at once, as plain JavaScript may hand them in. */
type Restore = Partial<AuroraSnapshotRestore & AuroraPointInTimeRestore & AuroraDeletedClusterRestore>;

/** What a snapshot is given by; RDS' and AWS Backup's own have a prefix (RDS API Reference, RestoreDBClusterFromSnapshot). */
const SNAPSHOT: Format = {
  rule: "must be the identifier or the ARN of a snapshot",
  fix: 'Write it as "trading-prod-final", or copy the ARN.',
  holds: (text) => /^(arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:(cluster-)?snapshot:\S+|((rds|awsbackup):)?[A-Za-z][A-Za-z0-9-]*)$/.test(text),
  fixOf: (text) =>
    text.includes(":recovery-point:") ? "Give the snapshot itself: its ARN holds :cluster-snapshot:awsbackup:." : undefined,
};

/** Somebody may hand in a Date. */
const TIME: PropType<string> = {
  ...STRING,
  fixOf: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? `Write it as "${value.toISOString().slice(0, 19)}Z".` : undefined,
};

const RESTORE: PropTypes<Restore> = {
  snapshotIdentifier: optional(STRING),
  sourceClusterIdentifier: optional(STRING),
  sourceClusterResourceId: optional(STRING),
  restoreToTime: optional(TIME),
  restoreType: optional(oneOf(RESTORE_TYPES)),
};

const SOURCES = "snapshotIdentifier, sourceClusterIdentifier or sourceClusterResourceId";

/** The names that a restored cluster has. */
interface RestoredNames {
  readonly clusterIdentifier?: string;
  readonly databaseName?: string;
  readonly masterUsername?: string;
}

/** Records a restore without a source, with two, of itself, or with choices that its source doesn't have (RDS API Reference, RestoreDBClusterToPointInTime). */
export function checkRestore(validator: Validator, restore: AuroraRestore | undefined, names: RestoredNames): void {
  if (!isGiven(restore)) return;
  const { snapshotIdentifier, sourceClusterIdentifier, sourceClusterResourceId, restoreToTime, restoreType }: Restore = restore;
  const sources = [snapshotIdentifier, sourceClusterIdentifier, sourceClusterResourceId].filter(isGiven);
  validator
    .props(restore as Restore, RESTORE, "restoreFrom")
    .check("restoreFrom", restore, sources.length > 0, "must have a source", `Give ${SOURCES}.`)
    .check("restoreFrom", restore, sources.length < 2, "must have one source", `Give one of ${SOURCES}.`);
  for (const [prop, value] of Object.entries({ restoreToTime, restoreType })) {
    validator.check(
      `restoreFrom.${prop}`,
      value,
      !isGiven(value) || !isGiven(snapshotIdentifier),
      "must come with a source cluster: a snapshot is restored as it is",
      "Leave it out.",
    );
  }
  validator
    .check(
      "restoreFrom.restoreType",
      restoreType,
      restoreType !== "copy-on-write" || !isGiven(sourceClusterResourceId),
      "must be full-copy for a cluster that has been deleted: there are no pages to share",
      "Leave it out.",
    )
    .check(
      "restoreFrom.restoreToTime",
      restoreToTime,
      restoreType !== "copy-on-write" || !isGiven(restoreToTime),
      "must be left out for a clone, which is made of the cluster as it is",
      'Leave it out, or set restoreType to "full-copy".',
    )
    .format("restoreFrom.snapshotIdentifier", snapshotIdentifier, SNAPSHOT)
    .matches(
      "restoreFrom.sourceClusterIdentifier",
      sourceClusterIdentifier,
      /^(arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:cluster:)?[A-Za-z](-?[A-Za-z0-9])*$/,
      "must be the identifier or the ARN of a cluster",
      'Write it as "trading-prod", or copy the ARN.',
    )
    .check(
      "restoreFrom.sourceClusterIdentifier",
      sourceClusterIdentifier,
      !isGiven(sourceClusterIdentifier) || sourceClusterIdentifier !== names.clusterIdentifier,
      "must be another cluster",
      "Restore into a new construct, with an identifier of its own.",
    )
    .format("restoreFrom.restoreToTime", restoreToTime, FORMATS.timestamp)
    .matches(
      "restoreFrom.sourceClusterResourceId",
      sourceClusterResourceId,
      /^cluster-[A-Z0-9]+$/,
      "must be a cluster's resource id, not its name",
      'Copy the one that begins with "cluster-".',
    );
  // RDS keeps the source's, and the next plan would replace the cluster for another one.
  for (const prop of ["databaseName", "masterUsername"] as const) {
    validator.check(prop, names[prop], !isGiven(names[prop]), "must be left out: restored data has the source's", "Leave it out.");
  }
}

/** The restore in the provider's terms. Pure. */
export function restoreArguments(restore: AuroraRestore | undefined) {
  const { snapshotIdentifier, sourceClusterIdentifier, sourceClusterResourceId, restoreToTime, restoreType }: Restore = restore ?? {};
  if (isGiven(snapshotIdentifier) || !isGiven(restore)) return { snapshotIdentifier };
  return {
    restoreToPointInTime: {
      sourceClusterIdentifier,
      sourceClusterResourceId,
      restoreType: restoreType ?? "full-copy",
      ...(isGiven(restoreToTime) ? { restoreToTime } : { useLatestRestorableTime: true }),
    },
  };
}
