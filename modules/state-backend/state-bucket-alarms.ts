import { AlarmDefinition } from "../../src/core/alarm";
import { MonitoredReplication, replicationFailures, replicationLatency } from "../../src/internal/s3/replication-metrics";
import { Validator } from "../../src/internal/validator";

/**
 * The recommended alarms of a state bucket with a replica.
 *
 * - `replicationFailures`: a state was not replicated; of the bucket
 * - `replicationLatency`: the replica is behind; of the replica
 */
export type StateBucketAlarm = "replicationFailures" | "replicationLatency";

/** The replications of a state bucket: to its replica, and the one that makes it a replica. */
interface MonitoredStates {
  readonly outgoing?: MonitoredReplication;
  readonly incoming?: MonitoredReplication;
}

/** Records a state bucket without a replication: S3 measures nothing else of it that could be in ALARM. */
export function checkStateBucketAlarms(validator: Validator, { outgoing, incoming }: MonitoredStates): void {
  validator.check(
    "replica",
    undefined,
    outgoing !== undefined || incoming !== undefined,
    "must be given for alarms: of a state bucket without one, S3 reports no metric that could be in ALARM",
    "Give a replica, or leave the alarms out.",
  );
}

/** The recommended alarms of what is measured. Pure. */
export function stateBucketAlarms({ outgoing, incoming }: MonitoredStates): Partial<Record<StateBucketAlarm, AlarmDefinition>> {
  return {
    ...(outgoing && { replicationFailures: replicationFailures(outgoing) }),
    ...(incoming && { replicationLatency: replicationLatency(incoming) }),
  };
}
