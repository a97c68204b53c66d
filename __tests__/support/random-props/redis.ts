/** Prop sets of RedisCache and ServerlessRedisCache. */
import { RedisCache, ServerlessRedisCache } from "../../../modules/redis-cache";
import { bool, byName, databaseRemoval, int, pick, props, ref, removal, someOf } from "./arbitraries";
import { Exceptions, Subjects } from "./run";

const schedules = byName(
  props({ recurrence: pick("30 6 * * MON-FRI", "0 18 * * 1-5", "0 0 1 * *"), min: int(1, 5) }, { timeZone: pick("Europe/Berlin", "UTC") }),
  ["open", "close"],
  1,
);
const scaling = {
  targetEngineCpuPercent: int(35, 70),
  scaleOutCooldownSeconds: int(0, 86400),
  scaleInCooldownSeconds: int(0, 86400),
  disableScaleIn: bool,
  schedules,
};

const EXCEPTED: Exceptions = {
  "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy" || chosen === "snapshot",
  "elasticache-several-zones": ({ replicasPerShard }) => replicasPerShard === 0,
  "elasticache-minor-version-upgrades": ({ autoMinorVersionUpgrade, engineVersion = "" }) =>
    autoMinorVersionUpgrade === false || engineVersion.includes("."),
  "elasticache-backups": ({ snapshotRetentionDays }) => snapshotRetentionDays === 0,
  "cloudwatch-log-retention": ({ logRetentionDays }) => logRetentionDays < 365,
  "elasticache-final-snapshot": ({ removal: chosen }) => chosen === "destroy",
};

export const redis: Subjects = {
  RedisCache: {
    props: props(
      { network: ref("network"), encryptionKey: ref("key") },
      {
        engine: pick("valkey", "redis"),
        engineVersion: pick("7", "8", "9", "7.1", "7.2", "8.0"),
        autoMinorVersionUpgrade: bool,
        userGroupEngine: pick("valkey", "redis"),
        clusterMode: bool,
        shards: pick(1, 2, 3, 15, 90, 500),
        replicasPerShard: int(0, 5),
        nodeType: pick(
          "cache.r7g.large",
          "cache.r7g.2xlarge",
          "cache.t4g.micro",
          "cache.t4g.small",
          "cache.r6gd.xlarge",
          "cache.m7g.large",
          "cache.c7gn.large",
        ),
        replicationGroupId: pick("order-books", "a", "x".repeat(40)),
        snapshotRetentionDays: int(0, 35),
        snapshotWindow: pick("02:00-03:00", "23:30-00:30", "03:00-05:00"),
        maintenanceWindow: pick("sun:03:30-sun:04:30", "sat:23:30-sun:00:30", "mon:05:00-mon:06:00"),
        notificationTopic: ref("eventTopic"),
        shardAutoScaling: props({ min: int(1, 3), max: int(3, 20) }, { ...scaling, targetMemoryPercent: int(35, 70) }),
        replicaAutoScaling: props({ min: int(1, 2), max: int(2, 5) }, scaling),
        applyImmediately: bool,
        globalDatastore: props({ datastore: ref("globalDatastore"), role: pick("primary", "secondary") }),
        removal: databaseRemoval,
        maxmemoryPolicy: pick("volatile-lru", "allkeys-lru", "noeviction", "volatile-ttl", "allkeys-lfu"),
        reservedMemoryPercent: int(0, 99),
        parameters: byName(
          pick("yes", "no", 100, 10000, "KEA"),
          ["slowlog-log-slower-than", "notify-keyspace-events", "databases", "timeout", "activedefrag"],
          1,
        ),
        logs: someOf(["slow-log", "engine-log"]),
        logRetentionDays: pick(7, 30, 365, 400),
        snapshotName: pick("orders-2026-03-01"),
        snapshotArns: someOf(["arn:aws:s3:::trading-imports/books.rdb", "arn:aws:s3:::trading-imports/more.rdb"], 1),
      },
    ),
    build: (scope, id, given) => new RedisCache(scope, id, given),
    excepted: EXCEPTED,
  },
  ServerlessRedisCache: {
    props: props(
      {
        network: ref("network"),
        encryptionKey: ref("key"),
        maxDataGb: pick(1, 10, 100, 5000),
        maxEcpuPerSecond: pick(1000, 50000, 15000000),
      },
      {
        engine: pick("valkey", "redis"),
        majorEngineVersion: pick("7", "8", "9"),
        minDataGb: pick(1, 5, 50),
        minEcpuPerSecond: pick(1000, 10000),
        cacheName: pick("sessions", "x".repeat(40)),
        snapshotRetentionDays: int(0, 35),
        snapshotTime: pick("02:00", "23:59"),
        snapshotArn: pick("arn:aws:elasticache:eu-central-1:111122223333:serverlesscachesnapshot:sessions-1"),
        removal,
      },
    ),
    build: (scope, id, given) => new ServerlessRedisCache(scope, id, given),
    excepted: EXCEPTED,
  },
};
