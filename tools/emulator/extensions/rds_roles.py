"""RDS: the roles of Aurora clusters: removed again, one for each feature, named as the engine names it."""

from __future__ import annotations

from typing import Any

from moto.rds.models import AssociatedRole, RDSBackend
from moto.rds.responses import RDSResponse

from ._support import Extension, ServiceError, params, result
from .rds import cluster_of

ext = Extension()
install = ext.install

#: "SupportedFeatureNames" of DescribeDBEngineVersions. Aurora MySQL finds its roles for S3 and Lambda by cluster parameters.
FEATURES = {
    "aurora-postgresql": {"Bedrock", "Comprehend", "Lambda", "SageMaker", "s3Export", "s3Import"},
    "aurora-mysql": {"Bedrock"},
}
#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.Authorizing.IAM.AddRoleToDBCluster.html
QUOTA = 5


def check_feature(engine: str, feature: str | None) -> None:
    if feature and feature not in FEATURES.get(engine, set()):
        raise ServiceError("InvalidParameterValue", f"The feature-name parameter must be valid for the {engine} engine: {feature}")
    if not feature and engine == "aurora-postgresql":
        raise ServiceError(
            "InvalidParameterValue",
            "The feature-name parameter must be provided with the current operation for the Aurora (PostgreSQL) engine.",
        )


@ext.around(RDSBackend)
def add_role_to_db_cluster(original: Any, self: Any, db_cluster_identifier: str, role_arn: str, feature_name: str | None) -> None:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_AddRoleToDBCluster.html"""
    cluster = cluster_of(self, db_cluster_identifier)
    check_feature(cluster.engine, feature_name)
    roles = cluster._associated_roles
    if any(role.role_arn == role_arn or (feature_name and role.feature_name == feature_name) for role in roles):
        raise ServiceError("DBClusterRoleAlreadyExists", f"The role {role_arn} is already associated with the DB cluster {db_cluster_identifier}")
    if len(roles) >= QUOTA:
        raise ServiceError("DBClusterRoleQuotaExceeded", f"A DB cluster can have at most {QUOTA} roles")
    roles.append(AssociatedRole(role_arn=role_arn, feature_name=feature_name or ""))


@ext.extend(RDSResponse)
class _Roles:
    def remove_role_from_db_cluster(self: Any) -> Any:
        given = params(self)
        cluster = cluster_of(self.backend, given["DBClusterIdentifier"])
        kept = [role for role in cluster._associated_roles if role.role_arn != given["RoleArn"]]
        if len(kept) == len(cluster._associated_roles):
            raise ServiceError("DBClusterRoleNotFound", f"The role {given['RoleArn']} isn't associated with the DB cluster")
        cluster._associated_roles = kept
        return result()
