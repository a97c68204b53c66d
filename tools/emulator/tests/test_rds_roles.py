"""RDS: the roles of Aurora clusters."""

import pytest
from botocore.exceptions import ClientError

from helpers import code_of
from test_rds import show

ROLE = "arn:aws:iam::123456789012:role/import"


def refusal(call):
    with pytest.raises(ClientError) as caught:
        call()
    return code_of(caught)


def add(rds, name, role=ROLE, **given):
    return rds.add_role_to_db_cluster(DBClusterIdentifier=name, RoleArn=role, **given)


def test_a_role_is_associated_for_a_feature_and_taken_away(rds, cluster, name):
    cluster()
    add(rds, name, FeatureName="s3Import")
    assert show(rds, name)["AssociatedRoles"] == [{"RoleArn": ROLE, "Status": "ACTIVE", "FeatureName": "s3Import"}]
    rds.remove_role_from_db_cluster(DBClusterIdentifier=name, RoleArn=ROLE, FeatureName="s3Import")
    assert show(rds, name)["AssociatedRoles"] == []


def test_a_feature_and_a_role_are_associated_once(rds, cluster, name):
    cluster()
    add(rds, name, FeatureName="s3Import")
    assert refusal(lambda: add(rds, name, FeatureName="s3Export")) == "DBClusterRoleAlreadyExists"
    assert refusal(lambda: add(rds, name, f"{ROLE}-2", FeatureName="s3Import")) == "DBClusterRoleAlreadyExists"


@pytest.mark.parametrize("given", [{}, {"FeatureName": "s3import"}, {"FeatureName": "S3_INTEGRATION"}])
def test_postgresql_names_the_feature(rds, cluster, name, given):
    cluster()
    assert refusal(lambda: add(rds, name, **given)) == "InvalidParameterValue"


def test_mysql_has_up_to_five_roles_without_a_feature(rds, cluster, name):
    cluster(Engine="aurora-mysql", EngineVersion="8.0")
    for number in range(5):
        add(rds, name, f"{ROLE}-{number}")
    assert len(show(rds, name)["AssociatedRoles"]) == 5
    assert refusal(lambda: add(rds, name, f"{ROLE}-5")) == "DBClusterRoleQuotaExceeded"


def test_mysql_knows_no_feature_for_s3(rds, cluster, name):
    cluster(Engine="aurora-mysql", EngineVersion="8.0")
    assert refusal(lambda: add(rds, name, FeatureName="s3Export")) == "InvalidParameterValue"


def test_only_an_associated_role_is_taken_away(rds, cluster, name):
    cluster()
    assert refusal(lambda: rds.remove_role_from_db_cluster(DBClusterIdentifier=name, RoleArn=ROLE)) == "DBClusterRoleNotFound"
