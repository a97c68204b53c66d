"""ElastiCache: quotas of the account in a region, which a test can raise, lower, or have held.

    POST /moto-api/elasticache-quotas    {"nodesPerCluster": 500, "region": "eu-central-1"}

Answers with all that are held there from now on. Without a region: us-east-1. Reset with everything else.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html, …/general/latest/gr/elasticache-service.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.elasticache.models import elasticache_backends
from moto.moto_api._internal import urls

from ._elasticache import bad_value, numbers, store
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

ACCOUNT = "123456789012"
#: What an account has from the start. Of nodes and serverless caches there are 300 and 40 in a region: held only where a test says how many.
DEFAULTS: dict[str, int | None] = {"nodesPerCluster": 90, "usersPerUserGroup": 100, "users": 2000, "userGroups": 200, "nodes": None, "serverlessCaches": None}
MOST_REPLICAS = 5
#: What no request for more raises: 500 nodes; 250 before Redis OSS 5.0.6 (API_CreateReplicationGroup.html).
MOST_NODES, MOST_NODES_BEFORE_5_0_6 = 500, 250


def quota(backend: Any, name: str) -> int | None:
    return {**DEFAULTS, **store(backend, "quotas")}[name]


def check_count(backend: Any, name: str, count: int, code: str, what: str) -> None:
    most = quota(backend, name)
    if most is not None and count > most:
        raise ServiceError(code, f"The request cannot be processed because it would exceed the allowed number of {what} ({most}).")


def check_shape(backend: Any, engine: str, version: str, shards: int, replicas: int, now: int = 0) -> None:
    """Refuses more nodes than a cluster, or all clusters of the region, may have; `now` are those that the cluster has."""
    if not 0 <= replicas <= MOST_REPLICAS:
        raise bad_value(f"The number of replicas per node group must be between 0 and {MOST_REPLICAS}, got {replicas}.")
    if shards < 1:
        raise bad_value("The number of node groups must be at least 1.")
    hard = MOST_NODES_BEFORE_5_0_6 if engine == "redis" and numbers(version) < (5, 0, 6) else MOST_NODES
    most, nodes = min(quota(backend, "nodesPerCluster") or hard, hard), shards * (replicas + 1)
    if shards > most:
        message = f"it would exceed the maximum allowed number of node groups ({most}) in a single replication group."
        raise ServiceError("NodeGroupsPerReplicationGroupQuotaExceeded", f"The request cannot be processed because {message}")
    if nodes > most:
        message = f"it would exceed the allowed number of cache nodes ({most}) in a single cluster."
        raise ServiceError("NodeQuotaForClusterExceeded", f"The request cannot be processed because {message}")
    others = sum(len(group["MemberClusters"]) for group in backend.replication_groups.values()) - now
    check_count(backend, "nodes", others + nodes, "NodeQuotaForCustomerExceeded", "cache nodes per customer")


def change(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    given = json.loads(request.get_data() or b"{}")
    backend = elasticache_backends[ACCOUNT][given.pop("region", "us-east-1")]
    unknown = sorted(set(given) - set(DEFAULTS))
    if unknown:
        return 400, {}, json.dumps({"error": f"{unknown[0]} is none of {', '.join(DEFAULTS)}"})
    if (given.get("nodesPerCluster") or 0) > MOST_NODES:
        return 400, {}, json.dumps({"error": f"no cluster can have more than {MOST_NODES} nodes"})
    store(backend, "quotas").update(given)
    return 200, {"content-type": "application/json"}, json.dumps({**DEFAULTS, **store(backend, "quotas")})


ext.url(urls, "{0}/moto-api/elasticache-quotas", change)
