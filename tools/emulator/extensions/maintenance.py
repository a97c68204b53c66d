"""What AWS does by itself to databases and caches, when a test asks for it.

    POST /moto-api/maintenance-window    {"service": "rds" | "elasticache", "id": "…"}
    POST /moto-api/minor-upgrade         {"service": "rds" | "elasticache", "id": "…", "version": "16.15"}

The first makes the changes that wait for the maintenance window; without an id those of everything, without a service of both. The second
moves a cluster or cache to a newer minor version, the newest without a version. Both answer with what has changed, or 400 with a reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto.moto_api._internal import urls

from . import elasticache_pending, rds_pending
from ._support import Extension

ext = Extension()
install = ext.install

SERVICES: dict[str, Any] = {"rds": rds_pending, "elasticache": elasticache_pending}

Answer = tuple[int, dict[str, str], str]


def answer(status: int, **content: Any) -> Answer:
    return status, {"content-type": "application/json"}, json.dumps(content)


def switch(action: Callable[[dict[str, Any]], Answer]) -> Callable[..., Answer]:
    """A handler of moto's: a POST with a JSON object."""

    def handle(request: Any, full_url: str, headers: Any) -> Answer:
        if request.method != "POST":
            return answer(405, error="send a POST")
        try:
            given = json.loads(request.get_data() or b"{}")
            if given.get("service", "rds") not in SERVICES:
                raise ValueError(f"service must be one of {', '.join(SERVICES)}")
            return action(given)
        except (ValueError, KeyError, AttributeError) as error:
            return answer(400, error=str(error))

    return handle


def run_window(given: dict[str, Any]) -> Answer:
    services = [given["service"]] if "service" in given else list(SERVICES)
    return answer(200, changed={service: SERVICES[service].run_window(given.get("id")) for service in services})


def upgrade_minor(given: dict[str, Any]) -> Answer:
    return answer(200, version=SERVICES[given["service"]].upgrade_minor(given["id"], given.get("version")))


ext.url(urls, "{0}/moto-api/maintenance-window", switch(run_window))
ext.url(urls, "{0}/moto-api/minor-upgrade", switch(upgrade_minor))
