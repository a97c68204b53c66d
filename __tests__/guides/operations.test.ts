/** The runbook has a row for every alarm that the modules recommend, in the section of its module, and none for an alarm that there isn't. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadBalancerAlarms } from "../../modules/alb-asg/load-balancer-alarms";
import { serviceAlarms } from "../../modules/alb-asg/service-alarms";
import { RestoreDrillAlarm } from "../../modules/aurora-cluster";
import { auroraAlarms } from "../../modules/aurora-cluster/alarms";
import { edgeAlarms } from "../../modules/edge/edge-alarms";
import { natGatewayAlarms } from "../../modules/network/nat-alarms";
import { redisAlarms } from "../../modules/redis-cache/alarms";
import { serverlessRedisAlarms } from "../../modules/redis-cache/serverless-alarms";
import { stateBucketAlarms } from "../../modules/state-backend/state-bucket-alarms";
import { bucketAlarms } from "../../modules/storage/bucket-alarms";
import { queueAlarms } from "../../modules/storage/queue-alarms";
import { certificateAlarms } from "../../src/core/certificate-alarms";

const RUNBOOK = readFileSync(join(__dirname, "../../docs/guides/operations.md"), "utf8");

/** The alarms that a section's tables have a row for, some of several. */
function rowsOf(heading: string): string[] {
  const [section] = RUNBOOK.split(`\n### ${heading}\n`)[1]!.split(/\n###? /);
  const rows = section!.split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => [...row.split(" | ")[0]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
}

const replication = { replication: {}, sourceBucketName: "a", destinationBucketName: "b", destinationRegion: "eu-west-1" } as never;
const replicated = { bucketName: "a", requestMetrics: true, outgoing: replication, incoming: replication };
const cluster = { clusterIdentifier: "a", engine: "aurora-postgresql", hasReaders: true, isGlobal: true } as const;
const member = { name: "main", instanceClass: "db.r7g.large", promotionTier: 0 } as never;
const cache = { replicationGroupId: "a", globalDatastore: {} };
const drill: Record<RestoreDrillAlarm, true> = { failed: true, overdue: true };

test.each<[heading: string, alarms: readonly object[]]>([
  ["Edge", [edgeAlarms({ distributionId: "a", certificateArn: "b", webAclName: "c", healthCheckId: "d" })]],
  [
    "Load balancer and services",
    [loadBalancerAlarms("a", "b"), serviceAlarms({ loadBalancer: "a", targetGroup: "b", autoScalingGroup: "c" })],
  ],
  ["Aurora", [auroraAlarms({ ...cluster, members: [member] }), drill]],
  [
    "Cache",
    [
      redisAlarms({ ...cache, nodeType: "cache.t4g.small" } as never),
      serverlessRedisAlarms("a", { maxDataGb: 1, maxEcpuPerSecond: 1000 } as never),
    ],
  ],
  ["Network", [natGatewayAlarms("a")]],
  ["Storage and state", [bucketAlarms(replicated), stateBucketAlarms(replicated), queueAlarms("a", "b"), certificateAlarms("a")]],
])("%s", (heading, alarms) => {
  const recommended = new Set(alarms.flatMap((group) => Object.keys(group)));
  expect(rowsOf(heading).sort()).toEqual([...recommended].sort());
});
