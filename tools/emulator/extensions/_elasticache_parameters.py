"""The parameters of Valkey and Redis OSS in ElastiCache: families, names, values.

https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
"""

from __future__ import annotations

import re

from ._elasticache import ENGINE_VERSIONS, bad_value, family_of

#: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html
FAMILIES = {
    *(family_of(engine, version) for engine, versions in ENGINE_VERSIONS.items() for version in versions),
    *("redis2.6", "redis2.8", "redis3.2", "memcached1.4", "memcached1.5", "memcached1.6"),
}

YES_NO = "yes,no"
COUNT = "0-9223372036854775807"
POLICIES = "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction"

#: Permitted values: words or a range; None where any text is. By the first Redis OSS version of a parameter (Valkey counts as the newest).
PARAMETERS: dict[str, tuple[float, str | None]] = {
    **{name: (0, YES_NO) for name in ("activerehashing", "cluster-enabled", "cluster-require-full-coverage")},
    **{f"lazyfree-lazy-{when}": (0, YES_NO) for when in ("eviction", "expire", "server-del")},
    "activedefrag": (5, YES_NO),
    **{name: (5, COUNT) for name in ("active-defrag-ignore-bytes", "active-defrag-max-scan-fields", "stream-node-max-bytes", "stream-node-max-entries")},
    **{name: (5, "1-75") for name in ("active-defrag-cycle-max", "active-defrag-cycle-min")},
    **{name: (5, "1-100") for name in ("active-defrag-threshold-lower", "active-defrag-threshold-upper")},
    "acllog-max-len": (6, "1-10000"),
    "acl-pubsub-default": (6, "allchannels,resetchannels"),
    "active-expire-effort": (6, "1-10"),
    "cluster-allow-reads-when-down": (6, YES_NO),
    "lazyfree-lazy-user-del": (6, YES_NO),
    "lazyfree-lazy-user-flush": (6, YES_NO),
    "tracking-table-max-keys": (6, "1-100000000"),
    "cluster-allow-pubsubshard-when-down": (7, YES_NO),
    "cluster-preferred-endpoint-type": (7, "ip,tls-dynamic"),
    "latency-tracking": (7, YES_NO),
    **{name: (7, COUNT) for name in ("hash-max-listpack-entries", "hash-max-listpack-value", "zset-max-listpack-entries", "zset-max-listpack-value")},
    **{f"client-output-buffer-limit-{kind}-{limit}": (0, COUNT) for kind in ("normal", "pubsub") for limit in ("hard-limit", "soft-limit", "soft-seconds")},
    "client-query-buffer-limit": (5, "1048576-1073741824"),
    "close-on-replica-write": (5, YES_NO),
    "close-on-slave-write": (0, YES_NO),
    "databases": (0, "1-1200000"),
    "hll-sparse-max-bytes": (0, "1-16000"),
    "lfu-decay-time": (0, COUNT),
    "lfu-log-factor": (0, "1-2147483647"),
    "list-compress-depth": (0, COUNT),
    "list-max-listpack-size": (7, None),
    "list-max-ziplist-size": (0, None),
    "maxmemory-policy": (0, POLICIES),
    "maxmemory-samples": (0, "1-2147483647"),
    **{name: (0, COUNT) for name in ("min-replicas-max-lag", "min-replicas-to-write", "min-slaves-max-lag", "min-slaves-to-write")},
    "notify-keyspace-events": (0, "/[KEg$lshzxeAtdmn]*/"),
    "proto-max-bulk-len": (5, "1048576-536870912"),
    "rename-commands": (5, None),
    "repl-backlog-size": (0, "16384-9223372036854775807"),
    "repl-backlog-ttl": (0, COUNT),
    "reserved-memory": (0, COUNT),
    "reserved-memory-percent": (0, "0-100"),
    "set-max-intset-entries": (0, COUNT),
    **{f"{kind}-max-ziplist-{limit}": (0, COUNT) for kind in ("hash", "zset") for limit in ("entries", "value")},
    "slowlog-log-slower-than": (0, "-1-9223372036854775807"),
    "slowlog-max-len": (0, COUNT),
    "tcp-keepalive": (0, COUNT),
    "timeout": (0, "/0|[2-9][0-9]|[1-9][0-9]{2,}/"),
}
#: Those of Valkey alone, by its first version.
OF_VALKEY: dict[str, tuple[float, str | None]] = {
    "extended-redis-compatibility": (8, YES_NO),
    "set-max-listpack-entries": (7, COUNT),
    "set-max-listpack-value": (7, COUNT),
    **{f"commandlog-{name}": (8, None) for name in ("execution-slower-than", "request-larger-than", "reply-larger-than")},
    **{f"commandlog-{name}-max-len": (8, "0-1024") for name in ("slow-execution", "large-request", "large-reply")},
    "search-default-timeout-ms": (8, "1-60000"),
    "search-enable-partial-results": (8, YES_NO),
    "search-fanout-target-mode": (8, "client,throughput"),
    "maxmemory-samples": (8, "1-64"),
    "cluster-databases": (9, "1-10000"),
}
#: No longer there: (parameter, the first version without it).
GONE = {
    **{f"{kind}-max-ziplist-{limit}": 7 for kind in ("hash", "zset") for limit in ("entries", "value")},
    "list-max-ziplist-size": 7,
    "close-on-slave-write": 5,
}
#: The same of Valkey.
GONE_IN_VALKEY = {f"lazyfree-lazy-{when}": 8 for when in ("eviction", "expire", "server-del", "user-del")}
#: "Modifiable: No".
FIXED = {
    *("appendfsync", "appendonly", "lua-time-limit", "maxclients", "maxmemory", "repl-timeout", "slave-allow-chaining", "replica-allow-chaining"),
    *("replica-ignore-maxmemory", "replica-lazy-flush"),
    *(f"client-output-buffer-limit-{kind}-{limit}" for kind in ("slave", "replica") for limit in ("hard-limit", "soft-limit", "soft-seconds")),
}


def allows(permitted: str, value: str) -> bool:
    if permitted.startswith("/"):
        return bool(re.fullmatch(permitted[1:-1], value))
    bounds = re.fullmatch(r"(-?\d+)-(\d+)", permitted)
    if bounds:
        return bool(re.fullmatch(r"-?\d+", value)) and int(bounds.group(1)) <= int(value) <= int(bounds.group(2))
    return value in permitted.split(",")


def known(family: str) -> dict[str, str | None] | None:
    """Names and permitted values of a family; None for Memcached's, of which nothing is known here."""
    match = re.fullmatch(r"(redis|valkey)(\d+)(?:\.(?:x|\d+))?", family)
    if not match:
        return None
    valkey, version = match.group(1) == "valkey", int(match.group(2))
    gone = {name for name, without in GONE.items() if valkey or version >= without}
    gone |= {name for name, without in GONE_IN_VALKEY.items() if valkey and version >= without}
    found = {name: values for name, (first, values) in PARAMETERS.items() if (valkey or first <= version) and name not in gone}
    return found | {name: values for name, (first, values) in OF_VALKEY.items() if valkey and first <= version}


def check(family: str, name: str, value: str | None) -> None:
    """Refuses a parameter that the family doesn't have, that can't be changed, or not to this."""
    parameters = known(family)
    if parameters is None:
        return
    if name in FIXED:
        raise bad_value(f"The parameter {name} cannot be modified.")
    if name not in parameters:
        raise bad_value(f"Invalid parameter name: {name} is not a parameter of {family}.")
    permitted = parameters[name]
    if permitted and not allows(permitted, value or ""):
        raise bad_value(f"Invalid value for parameter {name}: {value}. Permitted values: {permitted.strip('/')}.")
