import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";

const RESTORE_TYPES = ["full-copy", "copy-on-write"] as const;

/** A DB cluster snapshot that a cluster is restored from. */
export interface AuroraSnapshotRestore {
  /** Identifier or ARN of the DB cluster snapshot. */
  readonly snapshotIdentifier: string;
}

/** A point in time of another cluster that a cluster is restored to. */
export interface AuroraPointInTimeRestore {
  /** Identifier of a cluster of this account and region, or the ARN of a cluster. */
  readonly sourceClusterIdentifier: string;
  /** UTC time such as `2026-03-01T08:30:00Z`. @default - the latest restorable time */
  readonly restoreToTime?: string;
  /** `copy-on-write` clones in minutes and shares unchanged pages. @default "full-copy" */
  readonly restoreType?: "full-copy" | "copy-on-write";
}

/** Where a new cluster's data comes from. A change after the creation does nothing: restore into a new construct. */
export type AuroraRestore = AuroraSnapshotRestore | AuroraPointInTimeRestore;

/** Both kinds at once, as plain JavaScript may hand them in. */
type Restore = Partial<AuroraSnapshotRestore & AuroraPointInTimeRestore>;

const RESTORE: PropTypes<Restore> = {
  snapshotIdentifier: optional(STRING),
  sourceClusterIdentifier: optional(STRING),
  restoreToTime: optional(STRING),
  restoreType: optional(oneOf(RESTORE_TYPES)),
};

/** Records a restore without a source, with two, or with choices that its source doesn't have. */
export function checkRestore(validator: Validator, restore: AuroraRestore | undefined): void {
  if (!isGiven(restore)) return;
  const { snapshotIdentifier, sourceClusterIdentifier, restoreToTime, restoreType }: Restore = restore;
  const sources = [snapshotIdentifier, sourceClusterIdentifier].filter(isGiven);
  validator
    .props(restore as Restore, RESTORE, "restoreFrom")
    .check("restoreFrom", restore, sources.length > 0, "must have a source", "Give snapshotIdentifier or sourceClusterIdentifier.")
    .check(
      "restoreFrom",
      restore,
      sources.length < 2,
      "must have one source",
      "Give snapshotIdentifier or sourceClusterIdentifier, not both.",
    );
  for (const [prop, value] of Object.entries({ restoreToTime, restoreType })) {
    validator.check(
      `restoreFrom.${prop}`,
      value,
      !isGiven(value) || !isGiven(snapshotIdentifier),
      "must come with sourceClusterIdentifier: a snapshot is restored as it is",
      "Leave it out.",
    );
  }
  validator.format("restoreFrom.restoreToTime", restoreToTime, FORMATS.timestamp);
}

/** The restore in the provider's terms. Pure. */
export function restoreArguments(restore: AuroraRestore | undefined) {
  const { snapshotIdentifier, sourceClusterIdentifier, restoreToTime, restoreType }: Restore = restore ?? {};
  if (!isGiven(sourceClusterIdentifier)) return { snapshotIdentifier };
  return {
    restoreToPointInTime: {
      sourceClusterIdentifier,
      restoreType: restoreType ?? "full-copy",
      ...(isGiven(restoreToTime) ? { restoreToTime } : { useLatestRestorableTime: true }),
    },
  };
}
