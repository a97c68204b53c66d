"""RDS Data API: statements of clusters that have it, by a secret that exists. There is no database: what is answered is moto's queue of results.

    POST /moto-api/static/rds-data/statement-results   moto's own: the answers of the next statements, the last one first; then they have no records
    GET  /moto-api/rds-data/statements                 what has been run: cluster, secret, database and SQL of each

https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto.moto_api._internal import urls
from moto.rds.models import rds_backends
from moto.rdsdata.models import rdsdata_backends
from moto.rdsdata.responses import RDSDataServiceResponse
from moto.secretsmanager.models import secretsmanager_backends

from ._support import Extension, ServiceError

ext = Extension()
install = ext.install


def cluster_by_arn(backend: Any, arn: str) -> Any:
    cluster = next((cluster for cluster in rds_backends[backend.account_id][backend.region_name].clusters.values() if cluster.arn == arn), None)
    if cluster is None:
        raise ServiceError("DatabaseNotFoundException", f"The resource {arn} was not found.")
    return cluster


def check_secret(backend: Any, secret_id: str) -> None:
    secrets = secretsmanager_backends[backend.account_id][backend.region_name].secrets
    if not any(secret_id in (secret.arn, secret.name) for secret in secrets.values()):
        raise ServiceError("SecretsErrorException", f"The secret {secret_id} was not found.")


def statements_of(backend: Any) -> list[dict[str, Any]]:
    return backend.__dict__.setdefault("_statements", [])


@ext.around(RDSDataServiceResponse)
def execute_statement(original: Callable[..., Any], self: Any) -> Any:
    given, backend = json.loads(self.body), self.rdsdata_backend
    cluster = cluster_by_arn(backend, given["resourceArn"])
    if not cluster.enable_http_endpoint:
        raise ServiceError("HttpEndpointNotEnabledException", f"HttpEndpoint is not enabled for resource {given['resourceArn']}")
    if not cluster.members:
        raise ServiceError("DatabaseUnavailableException", "The writer instance in the DB cluster isn't available.")
    check_secret(backend, given["secretArn"])
    statements_of(backend).append({name: given.get(name) for name in ("resourceArn", "secretArn", "database", "sql")})
    # moto would answer a statement as it did the last time.
    backend.sql_results.clear()
    return original(self)


def show(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    """A handler of moto's."""
    shown = [statement for regions in rdsdata_backends.values() for backend in regions.values() for statement in statements_of(backend)]
    return 200, {"content-type": "application/json"}, json.dumps(shown)


ext.url(urls, "{0}/moto-api/rds-data/statements", show)
