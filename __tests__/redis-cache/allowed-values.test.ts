import { knownName } from "../../modules/redis-cache/parameter-values";

const YES_NO = "yes,no";

/** AWS CLI Command Reference, "elasticache describe-engine-default-parameters": what is modifiable, with its AllowedValues. */
const DESCRIBED: readonly (readonly [name: string, allowed: string | undefined])[] = [
  ["activedefrag", YES_NO],
  ["active-defrag-cycle-max", "1-75"],
  ["active-defrag-cycle-min", "1-75"],
  ["active-defrag-ignore-bytes", "1048576-"],
  ["active-defrag-max-scan-fields", "1-1000000"],
  ["active-defrag-threshold-lower", "1-100"],
  ["active-defrag-threshold-upper", "1-100"],
  ["client-output-buffer-limit-normal-hard-limit", "0-"],
  ["client-output-buffer-limit-normal-soft-limit", "0-"],
  ["client-output-buffer-limit-normal-soft-seconds", "0-"],
  ["client-output-buffer-limit-pubsub-hard-limit", "0-"],
  ["client-output-buffer-limit-pubsub-soft-limit", "0-"],
  ["client-output-buffer-limit-pubsub-soft-seconds", "0-"],
  ["client-query-buffer-limit", "1048576-1073741824"],
  ["close-on-replica-write", YES_NO],
  ["cluster-require-full-coverage", YES_NO],
  ["hll-sparse-max-bytes", "1-16000"],
  ["lazyfree-lazy-eviction", YES_NO],
  ["lazyfree-lazy-expire", YES_NO],
  ["lazyfree-lazy-server-del", YES_NO],
  ["lfu-decay-time", "0-"],
  ["lfu-log-factor", "1-"],
  ["list-compress-depth", "0-"],
  ["maxmemory-samples", "1-"],
  ["min-replicas-max-lag", "0-"],
  ["min-replicas-to-write", "0-"],
  ["notify-keyspace-events", undefined],
  ["proto-max-bulk-len", "1048576-536870912"],
  ["repl-backlog-size", "16384-"],
  ["repl-backlog-ttl", "0-"],
  ["set-max-intset-entries", "0-"],
  ["slowlog-log-slower-than", "-"],
  ["slowlog-max-len", "0-"],
  ["stream-node-max-bytes", "0-"],
  ["stream-node-max-entries", "0-"],
  ["tcp-keepalive", "0-"],
  ["timeout", "0,20-"],
  // By the names of today: there they end with -ziplist-entries and -ziplist-value.
  ["hash-max-listpack-entries", "0-"],
  ["hash-max-listpack-value", "0-"],
  ["zset-max-listpack-entries", "0-"],
  ["zset-max-listpack-value", "0-"],
];

test.each(DESCRIBED)("%s takes what ElastiCache describes: %s", (name, allowed) => {
  expect(knownName("redis7", name)).toEqual({ is: "modifiable", allowed });
});

/** ElastiCache User Guide, "Valkey and Redis OSS parameters": Redis OSS 6.x and 7 parameter changes. */
test.each([
  ["acl-pubsub-default", "resetchannels,allchannels"],
  ["acllog-max-len", "1-10000"],
  ["active-expire-effort", "1-10"],
  ["cluster-allow-pubsubshard-when-down", YES_NO],
  ["cluster-allow-reads-when-down", YES_NO],
  ["cluster-preferred-endpoint-type", "ip,tls-dynamic"],
  ["databases", "1-1200000"],
  ["latency-tracking", YES_NO],
  ["list-max-listpack-size", "-5,-4,-3,-2,-1,1-"],
  ["lazyfree-lazy-user-del", YES_NO],
  ["rename-commands", undefined],
  ["tracking-table-max-keys", "1-100000000"],
])("%s takes what the User Guide permits: %s", (name, allowed) => {
  expect(knownName("redis7", name)).toEqual({ is: "modifiable", allowed });
  expect(knownName("valkey7", name)).toEqual({ is: "modifiable", allowed });
});

/** The same page: Valkey 8.1 and 8.2 parameter changes. */
test.each([
  ["commandlog-large-reply-max-len", "0-1024"],
  ["commandlog-large-request-max-len", "0-1024"],
  ["commandlog-reply-larger-than", "-"],
  ["commandlog-request-larger-than", "-"],
  ["extended-redis-compatibility", YES_NO],
  ["maxmemory-samples", "1-64"],
  ["search-default-timeout-ms", "1-60000"],
  ["search-enable-partial-results", YES_NO],
  ["search-fanout-target-mode", "client,throughput"],
])("%s of Valkey takes what the User Guide permits: %s", (name, allowed) => {
  expect(knownName("valkey8", name)).toEqual({ is: "modifiable", allowed });
  expect(knownName("valkey9", name)).toEqual({ is: "modifiable", allowed });
});

test("cluster-databases of Valkey 9 takes what the User Guide permits: 1-10000", () => {
  expect(knownName("valkey9", "cluster-databases")).toEqual({ is: "modifiable", allowed: "1-10000" });
});

/** AWS CLI Command Reference, "elasticache describe-engine-default-parameters": IsModifiable is false. */
test.each([
  ...["activerehashing", "appendfsync", "appendonly", "lua-time-limit", "maxclients", "maxmemory", "repl-timeout"],
  ...["hard-limit", "soft-limit", "soft-seconds"].map((limit) => `client-output-buffer-limit-replica-${limit}`),
  ...["replica-allow-chaining", "replica-ignore-maxmemory", "replica-lazy-flush"],
])("%s is ElastiCache's to set", (name) => {
  expect(knownName("valkey8", name)).toEqual({ is: "fixed" });
});
