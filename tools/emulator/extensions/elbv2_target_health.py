"""Elastic Load Balancing: targets that never get healthy, when a test asks for them.

    POST /moto-api/unhealthy-targets    {"healthCheckPath": "/never"}

The targets of every target group with that path fail their health checks from now on (Application Load Balancers guide, "Target health status").
"""

from __future__ import annotations

import json
from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeHealthStatus
from moto.moto_api._internal import urls

from ._support import Extension

ext = Extension()
install = ext.install

FAILING_PATHS: set[str] = set()


@ext.around(ELBv2Backend)
def describe_target_health(original: Any, self: Any, target_group_arn: str, targets: list[dict[str, Any]]) -> list[FakeHealthStatus]:
    found: list[FakeHealthStatus] = original(self, target_group_arn, targets)
    if self.target_groups[target_group_arn].health_check_path in FAILING_PATHS:
        for target in found:
            if target.status == "healthy":
                target.status = "unhealthy"
                target.reason, target.description = "Target.FailedHealthChecks", "Health checks failed"
    return found


def fail(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    path = json.loads(request.get_data() or b"{}").get("healthCheckPath", "")
    if not path.startswith("/"):
        return 400, {}, json.dumps({"error": "healthCheckPath must be a path"})
    FAILING_PATHS.add(path)
    return 200, {}, "{}"


ext.url(urls, "{0}/moto-api/unhealthy-targets", fail)
