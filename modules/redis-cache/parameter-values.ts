import { closestTo } from "../../src/internal/spelling";

/**
 * What a parameter's value may be, as ElastiCache's DescribeCacheParameters writes it in `AllowedValues`: words and whole numbers with commas between them, and
 * ranges such as `1-75`, `0-` and, for any whole number, `-`. Undefined allows any text.
 */
export type AllowedValues = string | undefined;

type Table = Readonly<Record<string, AllowedValues>>;

const YES_NO = "yes,no";

/**
 * What one can change in every family here (ElastiCache User Guide, "Valkey and Redis OSS parameters"; AWS CLI Command Reference, "elasticache
 * describe-cache-parameters").
 */
const EVERYWHERE: Table = {
  "acl-pubsub-default": "resetchannels,allchannels",
  "acllog-max-len": "1-10000",
  "active-defrag-cycle-max": "1-75",
  "active-defrag-cycle-min": "1-75",
  "active-defrag-ignore-bytes": "1048576-",
  "active-defrag-max-scan-fields": "1-1000000",
  "active-defrag-threshold-lower": "1-100",
  "active-defrag-threshold-upper": "1-100",
  "active-expire-effort": "1-10",
  activedefrag: YES_NO,
  "client-output-buffer-limit-normal-hard-limit": "0-",
  "client-output-buffer-limit-normal-soft-limit": "0-",
  "client-output-buffer-limit-normal-soft-seconds": "0-",
  "client-output-buffer-limit-pubsub-hard-limit": "0-",
  "client-output-buffer-limit-pubsub-soft-limit": "0-",
  "client-output-buffer-limit-pubsub-soft-seconds": "0-",
  "client-query-buffer-limit": "1048576-1073741824",
  "close-on-replica-write": YES_NO,
  "cluster-allow-pubsubshard-when-down": YES_NO,
  "cluster-allow-reads-when-down": YES_NO,
  "cluster-preferred-endpoint-type": "ip,tls-dynamic",
  "cluster-require-full-coverage": YES_NO,
  databases: "1-1200000",
  "hash-max-listpack-entries": "0-",
  "hash-max-listpack-value": "0-",
  "hll-sparse-max-bytes": "1-16000",
  "latency-tracking": YES_NO,
  "lfu-decay-time": "0-",
  "lfu-log-factor": "1-",
  "list-compress-depth": "0-",
  "list-max-listpack-size": "-5,-4,-3,-2,-1,1-",
  "maxmemory-samples": "1-",
  "min-replicas-max-lag": "0-",
  "min-replicas-to-write": "0-",
  "notify-keyspace-events": undefined,
  "proto-max-bulk-len": "1048576-536870912",
  "rename-commands": undefined,
  "repl-backlog-size": "16384-",
  "repl-backlog-ttl": "0-",
  "set-max-intset-entries": "0-",
  "slowlog-log-slower-than": "-",
  "slowlog-max-len": "0-",
  "stream-node-max-bytes": "0-",
  "stream-node-max-entries": "0-",
  "tcp-keepalive": "0-",
  timeout: "0,20-",
  "tracking-table-max-keys": "1-100000000",
  "zset-max-listpack-entries": "0-",
  "zset-max-listpack-value": "0-",
};

/** What Valkey 8 has no longer. */
const UNTIL_8: Table = {
  "lazyfree-lazy-eviction": YES_NO,
  "lazyfree-lazy-expire": YES_NO,
  "lazyfree-lazy-server-del": YES_NO,
  "lazyfree-lazy-user-del": YES_NO,
};

/** What Valkey 8.0, 8.1 and 8.2 have added or changed. */
const FROM_8: Table = {
  "commandlog-large-reply-max-len": "0-1024",
  "commandlog-large-request-max-len": "0-1024",
  "commandlog-reply-larger-than": "-",
  "commandlog-request-larger-than": "-",
  "extended-redis-compatibility": YES_NO,
  "maxmemory-samples": "1-64",
  "search-default-timeout-ms": "1-60000",
  "search-enable-partial-results": YES_NO,
  "search-fanout-target-mode": "client,throughput",
};

const FROM_9: Table = { "cluster-databases": "1-10000" };

/** What one can change, by family. */
export const FAMILIES: Readonly<Record<string, Table>> = {
  redis7: { ...EVERYWHERE, ...UNTIL_8 },
  valkey7: { ...EVERYWHERE, ...UNTIL_8 },
  valkey8: { ...EVERYWHERE, ...FROM_8 },
  valkey9: { ...EVERYWHERE, ...FROM_8, ...FROM_9 },
};

/** "Modifiable: No" on the same page. */
export const FIXED: readonly string[] = [
  "activerehashing",
  "appendfsync",
  "appendonly",
  "client-output-buffer-limit-replica-hard-limit",
  "client-output-buffer-limit-replica-soft-limit",
  "client-output-buffer-limit-replica-soft-seconds",
  "lua-time-limit",
  "maxclients",
  "maxmemory",
  "repl-timeout",
  "replica-allow-chaining",
  "replica-ignore-maxmemory",
  "replica-lazy-flush",
];

/** What the engines have and that page doesn't name: none of them is a misspelt one of those above. */
const ENGINE_ALONE: readonly string[] = [
  "commandlog-execution-slower-than",
  "commandlog-slow-execution-max-len",
  "lazyfree-lazy-user-flush",
  "set-max-listpack-entries",
  "set-max-listpack-value",
];

/** The props that set a parameter, by its name. */
export const SET_BY_PROPS: Readonly<Record<string, string>> = {
  "cluster-enabled": "clusterMode",
  "maxmemory-policy": "maxmemoryPolicy",
  "reserved-memory-percent": "reservedMemoryPercent",
  // In bytes: it and the percentage exclude each other.
  "reserved-memory": "reservedMemoryPercent",
};

/** What is known of a parameter's name in a family. */
export type KnownName =
  | { readonly is: "modifiable"; readonly allowed: AllowedValues }
  | { readonly is: "fixed" }
  /** One of another family, or one that is written nearly so. */
  | { readonly is: "another"; readonly meant?: string }
  /** The family, or the parameter, is newer than these tables. */
  | { readonly is: "unknown" };

/** What is known of a name in a parameter group's family. Pure. */
export function knownName(family: string, name: string): KnownName {
  const table = FAMILIES[family];
  if (table === undefined) return { is: "unknown" };
  if (Object.hasOwn(table, name)) return { is: "modifiable", allowed: table[name] };
  if (FIXED.includes(name)) return { is: "fixed" };
  if (ENGINE_ALONE.includes(name)) return { is: "unknown" };
  // What Redis OSS called them before version 7.
  const today = name.replace("ziplist", "listpack").replace("slave", "replica");
  const meant = today in table ? today : closestTo(name, [...Object.keys(table), ...Object.keys(SET_BY_PROPS)]);
  const isOfAnother = Object.values(FAMILIES).some((other) => name in other);
  if (isOfAnother) return { is: "another" };
  return meant === undefined ? { is: "unknown" } : { is: "another", meant };
}

/** Whether a value is allowed. Pure. */
export function allows(allowed: AllowedValues, value: string): boolean {
  return allowed === undefined || allowed.split(",").some((part) => isAmong(part, value));
}

function isAmong(part: string, value: string): boolean {
  const range = rangeOf(part);
  if (range === undefined) return part === value;
  return /^-?\d+$/.test(value) && (range.from ?? -Infinity) <= Number(value) && Number(value) <= (range.to ?? Infinity);
}

/** The bounds of `1-75`, `0-` and `-`; undefined for a word and a single number. */
function rangeOf(part: string): { readonly from?: number; readonly to?: number } | undefined {
  const [, from, to] = /^(\d*)-(\d*)$/.exec(part) ?? [];
  if (from === undefined || (from === "" && to !== "")) return undefined;
  return { from: from === "" ? undefined : Number(from), to: to === "" ? undefined : Number(to) };
}

/** Allowed values in words: `yes or no`, `0 or a whole number from 20 on`. Pure. */
export function allowedInWords(allowed: string): string {
  return allowed
    .split(",")
    .map((part) => {
      const range = rangeOf(part);
      if (range === undefined) return part;
      if (range.from === undefined) return "a whole number";
      return `a whole number from ${range.from} ${range.to === undefined ? "on" : `to ${range.to}`}`;
    })
    .join(" or ");
}
