/** Features of the modules that no example has: what AWS services ask for is allowed by what the modules write. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AuroraBackupPlan, AuroraCluster, AuroraProxy, BackupVault, RestoreDrill } from "../../../../modules/aurora-cluster";
import { HostedZone } from "../../../../modules/edge";
import { Network } from "../../../../modules/network";

import { Bucket, BucketAuditTrail, LogBucket, NotificationQueue, NotificationTopic } from "../../../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../../../src/core";
import { permissions } from "../../../../src/testing";
import { network } from "../../../support/network";
import { ACCOUNT_ID, REGION, synth, testStack } from "../../../support/synth";

type Stack = ReturnType<typeof testStack>;

const FEATURES: readonly (readonly [string, string, (stack: Stack, key: EncryptionKey, logs: LogBucket) => void])[] = [
  [
    "a network's flow logs in a bucket, with Hive-compatible prefixes",
    "flow-logs",
    (stack, _, logs) =>
      new Network(stack, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones: [`${REGION}a`, `${REGION}b`], flowLogs: logs }),
  ],
  [
    "a network's Resolver query logs in a bucket",
    "resolver-query-logs",
    (stack, encryptionKey, logs) =>
      new Network(stack, "Network", {
        cidrBlock: "10.0.0.0/16",
        availabilityZones: [`${REGION}a`, `${REGION}b`],
        encryptionKey,
        resolverQueryLogs: logs,
      }),
  ],
  [
    "an inventory",
    "s3-inventory",
    (stack, encryptionKey, logs) => new Bucket(stack, "Records", { encryptionKey, accessLogs: logs, inventory: { destination: logs } }),
  ],
  [
    "a trail of data events, under a key",
    "cloudtrail",
    (stack, encryptionKey, logs) => {
      const records = new Bucket(stack, "Records", { encryptionKey, accessLogs: logs });
      new BucketAuditTrail(stack, "Audit", { buckets: [records], destination: logs, encryptionKey });
    },
  ],
  [
    "event notifications to an encrypted queue and an encrypted topic",
    "s3-notifications",
    (stack, encryptionKey, logs) => {
      const records = new Bucket(stack, "Records", { encryptionKey, accessLogs: logs });
      records.addNotification("arrived", {
        target: new NotificationQueue(stack, "Arrivals", { encryptionKey }),
        events: ["s3:ObjectCreated:*"],
      });
      records.addNotification("removed", {
        target: new NotificationTopic(stack, "Removals", { encryptionKey }),
        events: ["s3:ObjectRemoved:*"],
      });
    },
  ],
  [
    "a topic's messages to an encrypted queue",
    "sns-subscriptions",
    (stack, encryptionKey) => {
      const changes = new NotificationTopic(stack, "Changes", { encryptionKey });
      changes.addSubscription("settlement", { endpoint: new NotificationQueue(stack, "Settlement", { encryptionKey }) });
    },
  ],
  ["query logs of a zone", "dns-query-logs", (stack) => zone(stack, { queryLogs: {} })],
  ["a signed zone", "dnssec", (stack) => zone(stack, { dnssec: true })],
  [
    "a proxy of a cluster",
    "rds-proxies",
    (stack, encryptionKey) => {
      const database = new AuroraCluster(stack, "Database", { network, encryptionKey });
      const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT_ID}:secret:api-AbCdEf`;
      new AuroraProxy(stack, "Proxy", { network, database, encryptionKey, userSecretArns: { trading_api: secret } });
    },
  ],
  [
    "a cluster that imports from a bucket",
    "rds-roles",
    (stack, encryptionKey, logs) => {
      const database = new AuroraCluster(stack, "Database", { network, encryptionKey });
      database.grantImportFrom(new Bucket(stack, "Records", { encryptionKey, accessLogs: logs }));
    },
  ],
  [
    "backups of a cluster",
    "backup",
    (stack, encryptionKey) => {
      const database = new AuroraCluster(stack, "Database", { network, encryptionKey });
      new AuroraBackupPlan(stack, "Backups", { database, vault: new BackupVault(stack, "Vault", { encryptionKey }) });
    },
  ],
  [
    "a drill of a cluster's backups, by the clock",
    "event-schedules",
    (stack, encryptionKey) => {
      const database = new AuroraCluster(stack, "Database", { network, encryptionKey });
      new RestoreDrill(stack, "Drill", { database, network, check: "true" });
    },
  ],
  [
    "events of a cluster, to an encrypted topic",
    "rds-event-notifications",
    (stack, encryptionKey) => {
      const database = new AuroraCluster(stack, "Database", { network, encryptionKey });
      database.addEventNotifications(new AlarmTopic(stack, "Alarms", { encryptionKey }));
    },
  ],
];

function zone(stack: Stack, settings: object): void {
  const globalProvider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
  new HostedZone(stack, "Zone", { zoneName: "example.com", globalProvider, ...settings });
}

test.each(FEATURES)("%s: %s", (_, need, make) => {
  const stack = testStack();
  make(stack, new EncryptionKey(stack, "Key"), new LogBucket(stack, "Logs"));
  const all = permissions(synth(stack)).services();
  expect(all.map((access) => access.need)).toContain(need);
  expect(all.filter(({ verdict }) => verdict !== "allowed").map(({ explanation }) => explanation)).toEqual([]);
});
