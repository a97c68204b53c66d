/** Prop sets of AuroraCluster. */
import { AuroraCluster } from "../../../modules/aurora-cluster";
import { bool, byName, databaseRemoval, int, pick, props, ref, someOf } from "./arbitraries";
import { Exceptions, Subjects } from "./run";

const INSTANCE_CLASS = pick("db.r7g.large", "db.r7g.2xlarge", "db.serverless", "db.t4g.medium", "db.r6i.xlarge");
const ZONE = pick("eu-central-1a", "eu-central-1b", "eu-central-1c");
const READERS = ["a", "b", "reports"];
const member = props({}, { instanceClass: INSTANCE_CLASS, promotionTier: int(0, 15), availabilityZone: ZONE });
const restoreToTime = pick("2026-03-01T08:30:00Z");
const POSTGRESQL_PARAMETERS = ["work_mem", "log_min_duration_statement", "shared_preload_libraries", "rds.force_ssl", "max_connections"];
const MYSQL_PARAMETERS = ["binlog_format", "long_query_time", "require_secure_transport", "max_connections"];
const parameter = (values: ReturnType<typeof pick>) => props({ value: values }, { applyMethod: pick("immediate", "pending-reboot") });
const parameters = byName(
  pick(0, 1, 100, "250", "ROW").chain((value) => parameter(pick(value)).chain((setting) => pick(value, setting))),
  [...POSTGRESQL_PARAMETERS, ...MYSQL_PARAMETERS],
  1,
);

export const aurora: Subjects = {
  AuroraCluster: {
    props: props(
      { network: ref("network"), encryptionKey: ref("key") },
      {
        engine: pick("aurora-postgresql", "aurora-mysql"),
        engineVersion: pick("15", "16", "17", "8.0", "16.8", "8.0.mysql_aurora.3.10.3"),
        allowMajorVersionUpgrade: bool,
        autoMinorVersionUpgrade: bool,
        engineLifecycleSupport: pick("extended", "standard"),
        instanceClass: INSTANCE_CLASS,
        serverless: props(
          { minCapacityAcu: pick(0, 0.5, 2, 8), maxCapacityAcu: pick(8, 16, 256) },
          { secondsUntilAutoPause: int(300, 86400) },
        ),
        writer: member,
        readers: byName(member, READERS),
        readerAutoScaling: props(
          { max: int(3, 15) },
          {
            min: int(0, 3),
            targetCpuPercent: int(1, 100),
            targetConnections: int(1, 16000),
            scaleOutCooldownSeconds: int(0, 86400),
            scaleInCooldownSeconds: int(0, 86400),
            schedules: byName(
              props(
                { recurrence: pick("30 8 * * MON-FRI", "0 18 * * 1-5", "0 0 1 * *"), min: int(0, 3) },
                { timeZone: pick("Europe/Berlin", "UTC") },
              ),
              ["open", "close"],
              1,
            ),
            drain: bool,
          },
        ),
        customEndpoints: byName(props({ members: someOf(["main", "a"], 1) }, { type: pick("READER", "ANY") }), ["reports", "batch"], 1),
        caCertificateIdentifier: pick("rds-ca-rsa2048-g1", "rds-ca-ecc384-g1"),
        parameters,
        instanceParameters: parameters,
        backupRetentionDays: int(1, 35),
        backupWindow: pick("02:00-03:00", "23:45-00:15", "04:00-06:00"),
        maintenanceWindow: pick("sun:03:30-sun:04:30", "sat:23:30-sun:00:30", "mon:06:00-mon:06:30"),
        finalSnapshotIdentifier: pick("orders-final", "a"),
        logExports: someOf(["postgresql", "audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"]),
        logRetentionDays: pick(7, 30, 365, 400),
        databaseInsights: pick("standard", "advanced"),
        monitoringIntervalSeconds: pick(0, 1, 5, 10, 15, 30, 60),
        dataApi: bool,
        clusterIdentifier: pick("orders", "x".repeat(63)),
        databaseName: pick("orders", "app_1"),
        masterUsername: pick("administrator", "root_user"),
        port: pick(5432, 3306, 1150, 65535),
        storageType: pick("standard", "io-optimized"),
        activityStream: pick("async", "sync"),
        applyImmediately: bool,
        restoreFrom: pick("snapshot", "time", "deleted").chain((source) =>
          source === "snapshot"
            ? props({ snapshotIdentifier: pick("orders-2026-03-01") })
            : source === "time"
              ? props({ sourceClusterIdentifier: pick("orders") }, { restoreToTime, restoreType: pick("full-copy", "copy-on-write") })
              : props({ sourceClusterResourceId: pick("cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ") }, { restoreToTime }),
        ),
        globalDatabase: props(
          { database: ref("globalDatabase"), role: pick("primary", "secondary") },
          { masterPassword: ref("text"), masterPasswordVersion: int(1, 3), writeForwarding: bool },
        ),
        removal: databaseRemoval,
      },
    ),
    build: (scope, id, given) => new AuroraCluster(scope, id, given),
    excepted: {
      "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy" || chosen === "snapshot",
      "rds-deletion-protection": ({ removal: chosen }) => chosen === "destroy" || chosen === "snapshot",
      "rds-final-snapshot": ({ removal: chosen }) => chosen === "destroy",
      "rds-minor-version-upgrades": ({ autoMinorVersionUpgrade, allowMajorVersionUpgrade, engineVersion = "", globalDatabase }) =>
        globalDatabase !== undefined ||
        autoMinorVersionUpgrade === false ||
        allowMajorVersionUpgrade === true ||
        /\d\.[1-9]/.test(engineVersion),
      "rds-enhanced-monitoring": ({ monitoringIntervalSeconds }) => monitoringIntervalSeconds === 0,
      "rds-several-zones": ({ readers = { a: {} } }) => Object.keys(readers).length === 0,
      "rds-log-exports": ({ logExports }) => logExports !== undefined,
      "rds-backup-retention": ({ backupRetentionDays }) => backupRetentionDays < 7,
      "cloudwatch-log-retention": ({ logRetentionDays }) => logRetentionDays < 365,
      // Another port hides nothing from whoever can connect, and there is no prop for the rewinding of MySQL.
      "rds-default-port": () => true,
      "rds-backtrack": ({ engine }) => engine === "aurora-mysql",
    } satisfies Exceptions,
  },
};
