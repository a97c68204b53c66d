"""ElastiCache: what can be tagged, and is listed by its tags."""

from __future__ import annotations

import re
from typing import Any

from moto.elasticache.models import ElastiCacheBackend

from ._support import Extension

ext = Extension()
install = ext.install


@ext.around(ElastiCacheBackend, "__init__")
def create_backend(original: Any, self: Any, *args: Any, **kwargs: Any) -> None:
    """moto knows fewer kinds of ARNs than there are."""
    original(self, *args, **kwargs)
    kinds = "cluster|snapshot|subnetgroup|replicationgroup|user|parametergroup|usergroup|serverlesscache"
    self.arn_regex = re.compile(rf"^arn:aws[a-z-]*:elasticache:.*:[0-9]*:({kinds}):.*$")


@ext.around(ElastiCacheBackend)
def iter_tagged_resources(original: Any, self: Any) -> Any:
    """Replication groups are dictionaries here, which moto's own iteration doesn't expect."""
    groups, self.replication_groups = self.replication_groups, {}
    try:
        return list(original(self))
    finally:
        self.replication_groups = groups
