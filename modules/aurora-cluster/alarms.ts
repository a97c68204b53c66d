import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition, AlarmOverrides } from "../../src/core/alarm";
import { isKnown } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";
import { SERVERLESS_CLASS, defaultMaxConnections, instanceMemoryGib } from "./instance-class";
import { Member } from "./instances";
import { MAIN_INSTANCE } from "./readers";
import { AuroraServerlessCapacity, GIB_PER_ACU } from "./serverless";

/**
 * The recommended alarms of a cluster. Those of the readers watch the readers that auto scaling adds too, and aren't there for a cluster that never has one.
 *
 * - `writerCpu`, `readerCpu`: the writer, or a reader, has little CPU left
 * - `writerMemory`, `readerMemory`: the writer, or a reader, has little memory left
 * - `writerConnections`, `readerConnections`: the writer, or a reader, has most of the connections that it accepts
 * - `replicaLag`: a reader is behind the writer
 * - `globalLag`: the cluster is behind the primary one of its global database
 * - `deadlocks`: transactions block each other
 * - `volume`: the cluster's volume is close to Aurora's limit
 */
export type AuroraAlarm =
  | "writerCpu"
  | "readerCpu"
  | "writerMemory"
  | "readerMemory"
  | "writerConnections"
  | "readerConnections"
  | "replicaLag"
  | "globalLag"
  | "deadlocks"
  | "volume";

/** What an instance is at a time: Aurora's dimension for metrics, which follows a failover. */
type Role = "WRITER" | "READER";

/** What thresholds depend on. */
export interface AuroraSizing {
  readonly clusterIdentifier: string;
  readonly engine: AuroraEngine;
  readonly members: readonly Member[];
  readonly serverless?: AuroraServerlessCapacity;
  /** The parameter `max_connections`, where it is set. */
  readonly maxConnections?: number;
  /** Whether there ever is a reader, of `readers` or of auto scaling. */
  readonly hasReaders: boolean;
  /** Whether the cluster is in a global database. @default false */
  readonly isGlobal?: boolean;
}

const BYTES_PER_GIB = 1024 ** 3;
const BYTES_PER_TIB = 1024 ** 4;
/** Aurora's limit for the volume of a cluster is 128 TiB, and 256 TiB for the newest engine versions (Aurora User Guide, "Amazon Aurora size limits"). */
const VOLUME_ALARM_TIB = 100;
/** For classes whose memory isn't known at synthesis. */
const ASSUMED_MEMORY_GIB = 16;
/** Of an instance's memory: less is left to connections and sorts than swaps (Aurora User Guide, "Troubleshooting out-of-memory issues"). */
const LEAST_FREE_MEMORY = 0.05;
const MOST_CONNECTIONS = 0.8;

/** The recommended alarms of a cluster, those of the readers only where there may be one. Pure. */
export function auroraAlarms(sizing: AuroraSizing): Record<AuroraAlarm, AlarmDefinition> {
  const metric = metricsOf(sizing.clusterIdentifier);
  const [writer, readers] = [roleAlarms(sizing, "WRITER"), roleAlarms(sizing, "READER")];
  const ofReaders = {
    readerCpu: readers.cpu,
    readerMemory: readers.memory,
    readerConnections: readers.connections,
    replicaLag: {
      metric: metric("AuroraReplicaLagMaximum", "Maximum"),
      description: "A reader is more than two seconds behind: reads are stale. Look at the writer's load and at the reader's size.",
      threshold: 2000,
      missingData: "notBreaching",
    },
  } as const;
  const ofAll = {
    writerCpu: writer.cpu,
    writerMemory: writer.memory,
    writerConnections: writer.connections,
    deadlocks: {
      // Of the writer alone: readers, which have none, would halve the cluster's average.
      metric: metric("Deadlocks", "Average", "WRITER"),
      description: "Transactions block each other several times a minute. Look at the database's log for the statements.",
      threshold: 0.1,
      evaluationPeriods: 3,
      missingData: "notBreaching",
    },
    volume: {
      metric: { ...metric("VolumeBytesUsed", "Maximum"), periodSeconds: 3600 },
      description:
        "The cluster's volume nears 128 TiB, the limit of most engine versions (256 TiB of the newest). Archive, or split the data.",
      threshold: VOLUME_ALARM_TIB * BYTES_PER_TIB,
      evaluationPeriods: 1,
      missingData: "notBreaching",
    },
  } as const;
  const ofMembers = {
    globalLag: {
      // In the secondary cluster's region. A primary cluster has no such metric, until a switchover makes it a secondary one.
      metric: metric("AuroraGlobalDBReplicationLag", "Maximum"),
      description:
        "The cluster is more than five seconds behind its primary one: a failover to it would lose them. Look at the primary's load.",
      threshold: 5000,
      missingData: "notBreaching",
    },
  } as const;
  const alarms = { ...ofAll, ...(sizing.hasReaders ? ofReaders : {}), ...(sizing.isGlobal ? ofMembers : {}) };
  return alarms as Record<AuroraAlarm, AlarmDefinition>;
}

const READER_ALARMS: readonly string[] = ["readerCpu", "readerMemory", "readerConnections", "replicaLag"];

/** Changes of the alarms that there are: an environment without a reader may be given those of one with. Pure. */
export function changesOf(overrides: AlarmOverrides<AuroraAlarm>, hasReaders: boolean): AlarmOverrides<AuroraAlarm> {
  if (hasReaders) return overrides;
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => !READER_ALARMS.includes(name)));
}

/** The alarms of one role: whatever instance has it, and however many (Aurora User Guide, "Creating CloudWatch alarms to monitor Amazon Aurora"). */
function roleAlarms(sizing: AuroraSizing, role: Role): Record<"cpu" | "memory" | "connections", AlarmDefinition> {
  const metric = metricsOf(sizing.clusterIdentifier);
  const { memoryGib, connections } = leastOf(sizing, role);
  const instance = role === "WRITER" ? "The database's writer" : "A reader of the database";
  const missingData = role === "WRITER" ? "missing" : "notBreaching";
  return {
    cpu: {
      metric: metric("CPUUtilization", "Maximum", role),
      description: `${instance} is at its limit. Look at the top queries; then resize, or add readers.`,
      threshold: 85,
      evaluationPeriods: 10,
      missingData,
    },
    memory: {
      metric: metric("FreeableMemory", "Minimum", role),
      description: `${instance} has little memory left and will soon swap. Look at connections and large queries; then resize.`,
      // A serverless instance counts the memory that it may still grow to as free (Aurora User Guide, "Performance and scaling for Aurora Serverless v2").
      threshold: Math.round(memoryGib * LEAST_FREE_MEMORY * BYTES_PER_GIB),
      comparison: "<=",
      evaluationPeriods: 10,
      missingData,
    },
    connections: {
      metric: metric("DatabaseConnections", "Maximum", role),
      description: `${instance} runs out of connections. Look for services that open too many, or put a proxy between.`,
      threshold: Math.floor(connections * MOST_CONNECTIONS),
      missingData: "notBreaching",
    },
  };
}

/** The memory and the connections of the smallest instance that may have a role. Pure. */
function leastOf({ engine, members, serverless, maxConnections }: AuroraSizing, role: Role): { memoryGib: number; connections: number } {
  const sizes = (role === "WRITER" ? candidates(members) : members).map(({ instanceClass }) => {
    const capacity = instanceClass === SERVERLESS_CLASS ? serverless : undefined;
    const memoryGib = (capacity ? serverlessMemoryGib(capacity) : instanceMemoryGib(instanceClass)) ?? ASSUMED_MEMORY_GIB;
    return { memoryGib, connections: maxConnections ?? defaultMaxConnections(engine, memoryGib, capacity?.minCapacityAcu) };
  });
  return { memoryGib: Math.min(...sizes.map((size) => size.memoryGib)), connections: Math.min(...sizes.map((size) => size.connections)) };
}

/** What is, or becomes, the writer: the main instance and the readers that Aurora promotes first. Pure. */
function candidates(members: readonly Member[]): readonly Member[] {
  const isMain = ({ name }: Member) => name === MAIN_INSTANCE;
  const first = Math.min(...members.filter((member) => !isMain(member)).map(({ promotionTier }) => promotionTier));
  return members.filter((member) => isMain(member) || member.promotionTier === first);
}

function serverlessMemoryGib({ maxCapacityAcu }: AuroraServerlessCapacity): number | undefined {
  return isKnown(maxCapacityAcu) ? maxCapacityAcu * GIB_PER_ACU : undefined;
}

/** The charts of a cluster, in the order in which a person looks at them. Pure. */
export function auroraWidgets(clusterIdentifier: string): readonly DashboardWidget[] {
  const metric = metricsOf(clusterIdentifier);
  const both = (name: string, statistic: string) => [metric(name, statistic, "WRITER"), metric(name, statistic, "READER")];
  return [
    { title: "CPU in percent: writer, readers", metrics: both("CPUUtilization", "Maximum") },
    { title: "Connections: writer, busiest reader", metrics: both("DatabaseConnections", "Maximum") },
    { title: "Freeable memory in bytes: writer, readers", metrics: both("FreeableMemory", "Minimum") },
    { title: "Replica lag in milliseconds", metrics: [metric("AuroraReplicaLagMaximum", "Maximum")] },
    { title: "Deadlocks per second", metrics: [metric("Deadlocks", "Average", "WRITER")] },
    { title: "Commit latency in milliseconds", metrics: [metric("CommitLatency", "Average", "WRITER")] },
  ];
}

function metricsOf(clusterIdentifier: string): (metricName: string, statistic: string, role?: Role) => Metric {
  return (metricName, statistic, role) => ({
    namespace: "AWS/RDS",
    metricName,
    statistic,
    dimensions: { DBClusterIdentifier: clusterIdentifier, ...(role ? { Role: role } : {}) },
  });
}
