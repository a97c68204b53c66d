"""RDS: what a restored cluster doesn't take from its source, and automated backups that go with their cluster.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterFromSnapshot.html
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterToPointInTime.html
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.rds.responses import RDSResponse

from ._support import Extension, params, result

ext = Extension()
install = ext.install

#: What is off unless the restore says otherwise: its member, and the cluster's attribute.
OFF_UNLESS_GIVEN = {
    "EnableIAMDatabaseAuthentication": "iam_auth",
    "DeletionProtection": "deletion_protection",
    "CopyTagsToSnapshot": "copy_tags_to_snapshot",
    "EnablePerformanceInsights": "performance_insights_enabled",
}


def forget(response: Any) -> Any:
    """The cluster that has just been restored, without its source's choices. Neither restore has a member for the Data API and Database Insights."""
    given = params(response)
    cluster = response.backend.clusters[given["DBClusterIdentifier"]]
    for member, attribute in OFF_UNLESS_GIVEN.items():
        setattr(cluster, attribute, bool(given.get(member)))
    cluster.enabled_cloudwatch_logs_exports = list(given.get("EnableCloudwatchLogsExports") or [])
    if not cluster.performance_insights_enabled:
        cluster.performance_insights_kms_key_id = cluster.performance_insights_retention_period = None
    cluster.database_insights_mode = "standard"
    cluster.enable_http_endpoint = False
    return result(DBCluster=cluster)


@ext.around(RDSResponse)
def restore_db_cluster_from_snapshot(original: Callable[..., Any], self: Any) -> Any:
    original(self)
    return forget(self)


@ext.around(RDSResponse)
def restore_db_cluster_to_point_in_time(original: Callable[..., Any], self: Any) -> Any:
    original(self)
    return forget(self)


@ext.around(RDSResponse)
def delete_db_cluster(original: Callable[..., Any], self: Any) -> Any:
    """Unless told otherwise, the automated backups are deleted as well."""
    given, snapshots = params(self), self.backend.cluster_snapshots
    name = given["DBClusterIdentifier"]
    answer = original(self)
    if given.get("DeleteAutomatedBackups", True):
        automated = [key for key, found in snapshots.items() if found.snapshot_type == "automated" and found.cluster.db_cluster_identifier == name]
        for key in automated:
            del snapshots[key]
    return answer
