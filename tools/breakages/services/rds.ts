import { Breakage, UNKNOWN_KEY, because, wrong } from "../breakage";

export const RDS: readonly Breakage[] = [
  wrong(
    "engine-version",
    "The database has a version that Aurora doesn't have.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterCombination: Cannot find version 16\.99 for aurora-postgresql/,
    (r) => {
      r.engine_version = "16.99";
    },
  ),
  because(
    "parameter-family",
    "The parameters are of another major version.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterCombination: .*DBParameterGroupFamily aurora-postgresql15 can't be used for this instance/,
    (stack) => {
      stack.resource("aws_rds_cluster_parameter_group", "Database_ClusterParameterGroup").family = "aurora-postgresql15";
    },
  ),
  wrong(
    "unknown-parameter",
    "A parameter is set that the engine doesn't have.",
    ["aws_rds_cluster_parameter_group", "Database_ClusterParameterGroup"],
    /InvalidParameterValue: Could not find parameter with name: rds\.force_tls/,
    (r) => {
      r.parameter[0].name = "rds.force_tls";
    },
  ),
  wrong(
    "overlapping-windows",
    "Backup and maintenance windows overlap.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterValue: The backup window and maintenance window must not overlap/,
    (r) => {
      r.preferred_maintenance_window = "sun:02:15-sun:03:15";
    },
  ),
  wrong(
    "backup-days",
    "Backups are kept for longer than RDS keeps any.",
    ["aws_rds_cluster", "Database"],
    /expected backup_retention_period to be at most \(35\)/,
    (r) => {
      r.backup_retention_period = 36;
    },
  ),
  wrong(
    "database-under-unknown-key",
    "The database is under a key that doesn't exist.",
    ["aws_rds_cluster", "Database"],
    /KMSKeyNotAccessibleFault/,
    (r) => {
      r.kms_key_id = UNKNOWN_KEY;
    },
  ),
  wrong(
    "instance-class",
    "An instance is of a class that Aurora doesn't have.",
    ["aws_rds_cluster_instance", "Database_Instances_main"],
    /InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=db\.r7z\.large/,
    (r) => {
      r.instance_class = "db.r7z.large";
    },
  ),
  because(
    "data-in-one-zone",
    "The database's subnets are in one AZ.",
    ["aws_db_subnet_group", "Network_DatabaseSubnetGroup"],
    /DBSubnetGroupDoesNotCoverEnoughAZs/,
    (stack) => {
      const group = stack.resource("aws_db_subnet_group", "Network_DatabaseSubnetGroup");
      group.subnet_ids = group.subnet_ids.slice(0, 1);
    },
  ),
  wrong(
    "log-type",
    "The database exports a log of another engine.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterCombination: You cannot use the log types 'slowquery'/,
    (r) => {
      r.enabled_cloudwatch_logs_exports = ["slowquery"];
    },
  ),
  because(
    "monitoring-role",
    "Enhanced monitoring has a role that trusts another service.",
    ["aws_rds_cluster_instance", "Database_Instances_a"],
    /InvalidParameterValue: IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING/,
    (stack) =>
      stack.replaceInPolicy(
        "aws_iam_role",
        "Database_MonitoringRole",
        "monitoring.rds.amazonaws.com",
        "ec2.amazonaws.com",
        "assume_role_policy",
      ),
  ),
];
