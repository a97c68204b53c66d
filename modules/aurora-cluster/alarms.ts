import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { isKnown } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";
import { SERVERLESS_CLASS, defaultMaxConnections, instanceMemoryGib } from "./instance-class";
import { AuroraServerlessCapacity, GIB_PER_ACU } from "./serverless";

/**
 * The recommended alarms of a cluster.
 *
 * - `cpu`: an instance has little CPU left
 * - `freeableMemory`: an instance has little memory left
 * - `connections`: an instance has most of the connections that the writer's size accepts
 * - `replicaLag`: a reader is behind the writer
 * - `deadlocks`: transactions block each other
 * - `volume`: the cluster's volume is close to Aurora's limit
 */
export type AuroraAlarm = "cpu" | "freeableMemory" | "connections" | "replicaLag" | "deadlocks" | "volume";

/** What thresholds depend on. */
interface AuroraSizing {
  readonly clusterIdentifier: string;
  readonly engine: AuroraEngine;
  /** The writer's class. */
  readonly instanceClass: string;
  readonly serverless?: AuroraServerlessCapacity;
}

const BYTES_PER_GIB = 1024 ** 3;
const BYTES_PER_TIB = 1024 ** 4;
/** Aurora's limit for the volume of a cluster is 128 TiB (Aurora User Guide, "Amazon Aurora size limits"). */
const VOLUME_ALARM_TIB = 100;
/** For classes whose memory isn't known at synthesis. */
const ASSUMED_MEMORY_GIB = 16;

/** The recommended alarms of a cluster. Pure. */
export function auroraAlarms(sizing: AuroraSizing): Record<AuroraAlarm, AlarmDefinition> {
  const { clusterIdentifier, engine, instanceClass, serverless } = sizing;
  const capacity = instanceClass === SERVERLESS_CLASS ? serverless : undefined;
  const memoryGib = (capacity ? serverlessMemoryGib(capacity) : instanceMemoryGib(instanceClass)) ?? ASSUMED_MEMORY_GIB;
  const metric = metricsOf(clusterIdentifier);
  return {
    cpu: {
      metric: metric("CPUUtilization", "Maximum"),
      description: "An instance of the database is at its limit. Look at the top queries; then resize the writer, or add readers.",
      threshold: 85,
      evaluationPeriods: 10,
      missingData: "missing",
    },
    freeableMemory: {
      metric: metric("FreeableMemory", "Minimum"),
      description:
        "An instance of the database has little memory left and will soon swap. Look at connections and large queries; then resize.",
      // A serverless instance counts the memory that it may still grow to as free (Aurora User Guide, "Performance and scaling for Aurora Serverless v2").
      threshold: Math.round(memoryGib * 0.05 * BYTES_PER_GIB),
      comparison: "<=",
      evaluationPeriods: 10,
      missingData: "missing",
    },
    connections: {
      metric: metric("DatabaseConnections", "Maximum"),
      description: "The database runs out of connections. Look for services that open too many, or put a proxy between.",
      threshold: Math.floor(defaultMaxConnections(engine, memoryGib, capacity?.minCapacityAcu) * 0.8),
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    replicaLag: {
      metric: metric("AuroraReplicaLagMaximum", "Maximum"),
      description: "A reader is more than two seconds behind: reads are stale. Look at the writer's load and at the reader's size.",
      threshold: 2000,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    deadlocks: {
      metric: metric("Deadlocks", "Average"),
      description: "Transactions block each other several times a minute. Look at the database's log for the statements.",
      threshold: 0.1,
      evaluationPeriods: 3,
      missingData: "notBreaching",
    },
    volume: {
      metric: { ...metric("VolumeBytesUsed", "Maximum"), periodSeconds: 3600 },
      description: "The cluster's volume nears Aurora's limit of 128 TiB. Archive, or split the data.",
      threshold: VOLUME_ALARM_TIB * BYTES_PER_TIB,
      evaluationPeriods: 1,
      missingData: "notBreaching",
    },
  };
}

function serverlessMemoryGib({ maxCapacityAcu }: AuroraServerlessCapacity): number | undefined {
  return isKnown(maxCapacityAcu) ? maxCapacityAcu * GIB_PER_ACU : undefined;
}

/** The charts of a cluster, in the order in which a person looks at them. Pure. */
export function auroraWidgets(clusterIdentifier: string): readonly DashboardWidget[] {
  const metric = metricsOf(clusterIdentifier);
  return [
    { title: "CPU in percent", metrics: [metric("CPUUtilization", "Maximum"), metric("CPUUtilization", "Average")] },
    { title: "Connections", metrics: [metric("DatabaseConnections", "Sum")] },
    { title: "Freeable memory in bytes", metrics: [metric("FreeableMemory", "Minimum")] },
    { title: "Replica lag in milliseconds", metrics: [metric("AuroraReplicaLagMaximum", "Maximum")] },
    { title: "Deadlocks per second", metrics: [metric("Deadlocks", "Average")] },
    { title: "Commit latency in milliseconds", metrics: [metric("CommitLatency", "Average")] },
  ];
}

function metricsOf(clusterIdentifier: string): (metricName: string, statistic: string) => Metric {
  return (metricName, statistic) => ({
    namespace: "AWS/RDS",
    metricName,
    statistic,
    dimensions: { DBClusterIdentifier: clusterIdentifier },
  });
}
