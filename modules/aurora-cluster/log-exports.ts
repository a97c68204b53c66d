import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { DatabaseRemoval, IEncryptionKey } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { NUMBER, PropType, PropTypes, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";

/** What RDS can export to CloudWatch Logs: `postgresql` of PostgreSQL, `audit`, `error`, `general` and `slowquery` of MySQL, the others of both. */
export type AuroraLogType = "postgresql" | "audit" | "error" | "general" | "slowquery" | "instance" | "iam-db-auth-error";

/** The logs that are published to CloudWatch Logs. */
export interface AuroraLogProps {
  /** Logs that are published, each to a log group of its own. @default - `postgresql`; `audit`, `error` and `slowquery` for MySQL */
  readonly logExports?: readonly AuroraLogType[];
  /** Days that CloudWatch Logs keeps them. @default 365 */
  readonly logRetentionDays?: number;
}

export const LOG_PROPS: PropTypes<AuroraLogProps> = {
  logExports: optional(STRINGS as PropType<readonly AuroraLogType[]>),
  logRetentionDays: optional(NUMBER),
};

/** Aurora User Guide, "Publishing database logs to Amazon CloudWatch Logs". */
const LOG_TYPES_OF: Readonly<Record<AuroraEngine, readonly AuroraLogType[]>> = {
  "aurora-postgresql": ["postgresql", "instance", "iam-db-auth-error"],
  "aurora-mysql": ["audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"],
};

const DEFAULT_LOG_EXPORTS: Readonly<Record<AuroraEngine, readonly AuroraLogType[]>> = {
  "aurora-postgresql": ["postgresql"],
  "aurora-mysql": ["audit", "error", "slowquery"],
};

/** The logs with their defaults resolved. Pure. */
export function resolveLogs(props: AuroraLogProps, engine: AuroraEngine): Required<AuroraLogProps> {
  return {
    logExports: props.logExports ?? DEFAULT_LOG_EXPORTS[engine],
    logRetentionDays: props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
  };
}

/** Records logs that the engine doesn't write, and a retention that CloudWatch Logs doesn't know. */
export function checkLogExports(validator: Validator, { logExports, logRetentionDays }: AuroraLogProps, engine: AuroraEngine): void {
  if (isGiven(logExports)) checkTypes(validator, logExports, engine);
  checkLogRetention(validator, "logRetentionDays", logRetentionDays);
}

function checkTypes(validator: Validator, logExports: readonly AuroraLogType[], engine: AuroraEngine): void {
  const types = LOG_TYPES_OF[engine];
  for (const type of logExports) {
    validator
      .known("logExports", type)
      .check("logExports", type, types.includes(type), `must be logs of ${engine}`, `Use some of ${types.join(", ")}.`);
  }
  validator.check(
    "logExports",
    logExports,
    new Set(logExports).size === logExports.length,
    "must each be named once",
    "Remove the duplicate.",
  );
}

/** What the log groups of a cluster are made of. */
interface LogGroupsSettings extends Required<AuroraLogProps> {
  readonly clusterIdentifier: string;
  readonly encryptionKey: IEncryptionKey;
  readonly removal: DatabaseRemoval;
}

/** The log groups, keyed by the logs' types. RDS would create them by itself, unencrypted and kept forever. */
export function createLogGroups(scope: Construct, settings: LogGroupsSettings): Record<string, CloudwatchLogGroup> {
  const { logExports, logRetentionDays: retentionDays, clusterIdentifier, encryptionKey, removal } = settings;
  const groups = logExports.map((type): [string, CloudwatchLogGroup] => [
    type,
    createLogGroup(scope, `LogGroup-${type}`, {
      name: `/aws/rds/cluster/${clusterIdentifier}/${type}`,
      retentionDays,
      encryptionKey,
      removal,
    }),
  ]);
  return Object.fromEntries(groups);
}
