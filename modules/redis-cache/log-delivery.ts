import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheReplicationGroupLogDeliveryConfiguration } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { IEncryptionKey, DatabaseRemoval } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";

const LOG_TYPES = ["slow-log", "engine-log"] as const;
/** A log of a cache, as ElastiCache calls it. */
export type RedisLogType = "slow-log" | "engine-log";

/** The log groups, by the log that is delivered to each. */
type LogGroups = Readonly<Record<RedisLogType, CloudwatchLogGroup>>;

/** What the log groups are made with. */
interface LogDeliverySettings {
  readonly replicationGroupId: string;
  readonly retentionDays: number;
  readonly encryptionKey: IEncryptionKey;
  readonly removal: DatabaseRemoval;
}

/** A log group for each log, which exists before ElastiCache delivers to it. */
export function createLogGroups(scope: Construct, settings: LogDeliverySettings): LogGroups {
  const { replicationGroupId, ...others } = settings;
  const create = (type: RedisLogType): CloudwatchLogGroup =>
    createLogGroup(scope, `LogGroup-${type}`, { ...others, name: `/aws/elasticache/${replicationGroupId}/${type}` });
  return { "slow-log": create("slow-log"), "engine-log": create("engine-log") };
}

/** The delivery to the log groups in the provider's terms. Pure. */
export function logDeliveries(logGroups: LogGroups): ElasticacheReplicationGroupLogDeliveryConfiguration[] {
  return LOG_TYPES.map((logType) => ({
    logType,
    logFormat: "json",
    destinationType: "cloudwatch-logs",
    destination: logGroups[logType].name,
  }));
}
