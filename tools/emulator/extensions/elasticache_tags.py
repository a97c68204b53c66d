"""ElastiCache: the nodes of a replication group have its tags, those that are added later as well.

https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.elasticache.models import ElastiCacheBackend

from ._support import Extension

ext = Extension()
install = ext.install


@ext.around(ElastiCacheBackend)
def list_tags_for_resource(original: Callable[..., Any], self: Any, arn: str) -> Any:
    kind, _, name = arn.split(":", 5)[-1].partition(":")
    owners = [group for group in self.replication_groups.values() if kind == "cluster" and name in group["MemberClusters"]]
    return original(self, owners[0]["ARN"] if owners else arn)
