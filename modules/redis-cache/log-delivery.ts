import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheReplicationGroupLogDeliveryConfiguration } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { IEncryptionKey, DatabaseRemoval } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { NUMBER, PropType, PropTypes, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

const LOG_TYPES = ["slow-log", "engine-log"] as const;
/** A log of a cache, as ElastiCache calls it. */
export type RedisLogType = "slow-log" | "engine-log";

/** The logs that are delivered to CloudWatch Logs. */
export interface RedisLogProps {
  /**
   * Logs that are delivered, each to a log group of its own. ElastiCache makes a change at once, and refuses it with `applyImmediately: false` (ElastiCache User Guide, "Log
   * delivery").
   *
   * @default - the slow log and the engine log
   */
  readonly logs?: readonly RedisLogType[];
  /** Days that CloudWatch Logs keeps them. @default 365 */
  readonly logRetentionDays?: number;
}

export const LOG_PROPS: PropTypes<RedisLogProps> = {
  logs: optional(STRINGS as PropType<readonly RedisLogType[]>),
  logRetentionDays: optional(NUMBER),
};

/** The logs with their defaults resolved. Pure. */
export function resolveLogs(props: RedisLogProps): Required<RedisLogProps> {
  return { logs: props.logs ?? LOG_TYPES, logRetentionDays: props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS };
}

/** Records logs that ElastiCache doesn't write, and a retention that CloudWatch Logs doesn't know. */
export function checkLogs(validator: Validator, { logs, logRetentionDays }: Required<RedisLogProps>): void {
  for (const log of logs) validator.known("logs", log).oneOf("logs", log, LOG_TYPES);
  validator.check("logs", logs, new Set(logs).size === logs.length, "must each be named once", "Remove the duplicate.");
  checkLogRetention(validator, "logRetentionDays", logRetentionDays);
}

/** The log groups, by the log that is delivered to each. */
type LogGroups = Readonly<Partial<Record<RedisLogType, CloudwatchLogGroup>>>;

/** What the log groups are made with. */
interface LogDeliverySettings extends Required<RedisLogProps> {
  readonly replicationGroupId: string;
  readonly encryptionKey: IEncryptionKey;
  readonly removal: DatabaseRemoval;
}

/** A log group for each log, which exists before ElastiCache delivers to it. */
export function createLogGroups(scope: Construct, settings: LogDeliverySettings): LogGroups {
  const { logs, replicationGroupId, logRetentionDays: retentionDays, encryptionKey, removal } = settings;
  const groups = logs.map((log): [RedisLogType, CloudwatchLogGroup] => [
    log,
    createLogGroup(scope, `LogGroup-${log}`, {
      name: `/aws/elasticache/${replicationGroupId}/${log}`,
      retentionDays,
      encryptionKey,
      removal,
    }),
  ]);
  return Object.fromEntries(groups);
}

/** The delivery to the log groups in the provider's terms, in whatever order they were named. Pure. */
export function logDeliveries(logGroups: LogGroups): ElasticacheReplicationGroupLogDeliveryConfiguration[] {
  return LOG_TYPES.flatMap((logType) => {
    const logGroup = logGroups[logType];
    return logGroup ? [{ logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: logGroup.name }] : [];
  });
}
