import { isExpression, shown, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** The logs that the controls ask for, by engine. */
const LOGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(aurora-postgresql|postgres)$/, ["postgresql"]],
  [/^(aurora|aurora-mysql)$/, ["audit"]],
  [/^mysql$/, ["audit", "error", "general", "slowquery"]],
  [/^mariadb$/, ["audit", "error"]],
  [/^sqlserver-/, ["agent", "error"]],
];

export const RDS_LOG_EXPORTS: PolicyRule = {
  id: "rds-log-exports",
  sentence: "A database publishes the logs that tell who did what to CloudWatch Logs.",
  severity: "medium",
  fix: "Name the logs in enabled_cloudwatch_logs_exports.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.9, RDS.34, RDS.36, RDS.37, RDS.40 and RDS.42',
  fsbp: ["RDS.9", "RDS.34", "RDS.36", "RDS.37", "RDS.40", "RDS.42"],
  scanners: ["CKV_AWS_129", "CKV_AWS_324", "CKV_AWS_325"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(["aws_rds_cluster", "aws_db_instance"], ({ args }) => {
    const [, logs = []] = LOGS.find(([engine]) => engine.test(String(args.engine))) ?? [];
    const given = values(args.enabled_cloudwatch_logs_exports);
    if (given.some(isExpression) || args.engine_mode === "serverless") return undefined;
    const missing = logs.filter((log) => !given.includes(log));
    return missing.length > 0 && `enabled_cloudwatch_logs_exports lacks ${missing.map(shown).join(" and ")}`;
  }),
};
