import { AuroraClusterProps } from "../../modules/aurora-cluster";
import { IEncryptionKey, INetwork } from "../../src/core";

/** What a change of a prop does to a running cluster, in the words of the guide's table. */
export type AuroraEffect =
  | "in place"
  | "all instances restart"
  | "instances restart one by one"
  | "the instance is replaced"
  | "the cluster is replaced"
  | "nothing";

/** The props of a cluster but its membership in a global database, which is for good. */
export type ChangeableProp = Exclude<keyof AuroraClusterProps, "globalDatabase">;

/** What else a change may be made to, beside plain values. */
export interface OtherPlace {
  readonly network: INetwork;
  readonly encryptionKey: IEncryptionKey;
}

interface AuroraChange {
  readonly effect: AuroraEffect;
  /** The prop's other value. */
  readonly to: (other: OtherPlace) => Partial<AuroraClusterProps>;
  /** Whether it doesn't go with the other changes of its kind. */
  readonly apart?: boolean;
  /** What the provider plans, resource by resource: attributes that change, or that force a replacement; none for what is created or deleted. */
  readonly plan: Readonly<Record<string, readonly string[]>>;
}

/** The cluster that is changed. */
export const BEFORE_CHANGES: Partial<AuroraClusterProps> = {
  engineVersion: "16.8",
  instanceClass: "db.r7g.large",
  writer: { availabilityZone: "eu-central-1a" },
  readers: {},
  removal: "destroy",
};

const change = (
  effect: AuroraEffect,
  to: Partial<AuroraClusterProps> | AuroraChange["to"],
  plan: AuroraChange["plan"] = {},
): AuroraChange => ({ effect, to: typeof to === "function" ? to : () => to, plan });

const cluster = (...attributes: string[]) => ({ Resource: attributes });
const main = (...attributes: string[]) => ({ "Instances/main": attributes });

/**
 * A change of every prop but the membership in a global database, which is for good. The effect on clients is AWS's (Aurora User Guide, "Settings for Amazon Aurora" of "Modifying an Amazon Aurora DB cluster"); what is planned is the
 * provider's.
 */
export const AURORA_CHANGES: Readonly<Record<ChangeableProp, AuroraChange>> = {
  engine: change("the cluster is replaced", { engine: "aurora-mysql", engineVersion: "8.0" }, cluster("engine")),
  engineVersion: change("all instances restart", { engineVersion: "16.9" }, cluster("engine_version")),
  allowMajorVersionUpgrade: change(
    "in place",
    { allowMajorVersionUpgrade: true },
    cluster("allow_major_version_upgrade", "db_instance_parameter_group_name"),
  ),
  autoMinorVersionUpgrade: {
    ...change("in place", { autoMinorVersionUpgrade: true }, main("auto_minor_version_upgrade")),
    apart: true,
  },
  engineLifecycleSupport: change("nothing", { engineLifecycleSupport: "standard" }),
  instanceClass: change("instances restart one by one", { instanceClass: "db.r7g.xlarge" }, main("instance_class")),
  serverless: {
    ...change(
      "in place",
      { serverless: { minCapacityAcu: 1, maxCapacityAcu: 16 }, readers: { a: { instanceClass: "db.serverless" } } },
      { ...cluster("serverlessv2_scaling_configuration"), "Instances/a": [] },
    ),
    apart: true,
  },
  writer: change("the instance is replaced", { writer: { availabilityZone: "eu-central-1b" } }, main("availability_zone")),
  readers: change("in place", { readers: { a: {} } }, { "Instances/a": [] }),
  readerAutoScaling: change(
    "in place",
    { readerAutoScaling: { max: 4 } },
    { "ReaderAutoScaling/Target": [], "ReaderAutoScaling/Policy": [] },
  ),
  customEndpoints: change("in place", { customEndpoints: { reports: { members: ["a"] } } }, { "Endpoints/reports": [] }),
  caCertificateIdentifier: change("in place", { caCertificateIdentifier: "rds-ca-ecc384-g1" }, main("ca_cert_identifier")),
  parameters: change("in place", { parameters: { statement_timeout: 30_000 } }, { ClusterParameterGroup: ["parameter"] }),
  instanceParameters: change("in place", { instanceParameters: { work_mem: 65_536 } }, { InstanceParameterGroup: ["parameter"] }),
  backupRetentionDays: change("in place", { backupRetentionDays: 21 }, cluster("backup_retention_period")),
  backupWindow: change("in place", { backupWindow: "00:00-01:00" }, cluster("preferred_backup_window")),
  maintenanceWindow: change(
    "in place",
    { maintenanceWindow: "sat:03:30-sat:04:30" },
    { ...cluster("preferred_maintenance_window"), ...main("preferred_maintenance_window") },
  ),
  finalSnapshotIdentifier: change("in place", { finalSnapshotIdentifier: "orders-final" }, cluster("final_snapshot_identifier")),
  logExports: change(
    "in place",
    { logExports: ["postgresql", "instance"] },
    { ...cluster("enabled_cloudwatch_logs_exports"), "LogGroup-instance": [] },
  ),
  logRetentionDays: change("in place", { logRetentionDays: 731 }, { "LogGroup-postgresql": ["retention_in_days"] }),
  databaseInsights: change(
    "in place",
    { databaseInsights: "advanced" },
    { ...cluster("database_insights_mode", "performance_insights_retention_period"), ...main("performance_insights_retention_period") },
  ),
  monitoringIntervalSeconds: change("in place", { monitoringIntervalSeconds: 15 }, main("monitoring_interval")),
  dataApi: change("in place", { dataApi: true }, cluster("enable_http_endpoint")),
  network: change("the cluster is replaced", ({ network }) => ({ network }), cluster("db_subnet_group_name")),
  encryptionKey: change("the cluster is replaced", ({ encryptionKey }) => ({ encryptionKey }), cluster("kms_key_id")),
  clusterIdentifier: change("the cluster is replaced", { clusterIdentifier: "other" }, cluster("cluster_identifier")),
  databaseName: change("the cluster is replaced", { databaseName: "other" }, cluster("database_name")),
  masterUsername: change("the cluster is replaced", { masterUsername: "other" }, cluster("master_username")),
  port: change("all instances restart", { port: 6432 }, cluster("port")),
  storageType: change("in place", { storageType: "io-optimized" }, cluster("storage_type")),
  activityStream: change("in place", { activityStream: "async" }, { ActivityStream: [] }),
  applyImmediately: change("in place", { applyImmediately: false }, { ...cluster("apply_immediately"), ...main("apply_immediately") }),
  restoreFrom: change(
    "nothing",
    { restoreFrom: { snapshotIdentifier: "orders" } },
    // Sets what the cluster has already.
    Object.fromEntries(["Document", "Resource", "Role/Grants", "Role/Resource"].map((id) => [`RestoredSettings/${id}`, []])),
  ),
  removal: change(
    "in place",
    { removal: "protect" },
    {
      ...cluster("deletion_protection", "delete_automated_backups", "final_snapshot_identifier", "skip_final_snapshot"),
      "LogGroup-postgresql": ["skip_destroy"],
    },
  ),
};
