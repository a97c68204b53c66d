"""RDS: parameter groups and subnet groups."""

import pytest
from botocore.exceptions import ClientError

from helpers import add_instance, code_of


def test_parameters_are_the_users_and_can_be_reset(rds, name):
    rds.create_db_parameter_group(DBParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql16", Description="d")
    slow = {"ParameterName": "log_min_duration_statement", "ParameterValue": "1000", "ApplyMethod": "immediate"}
    rds.modify_db_parameter_group(DBParameterGroupName=name, Parameters=[slow])
    shown = rds.describe_db_parameters(DBParameterGroupName=name, Source="user")["Parameters"]
    assert shown == [{**slow, "Source": "user"}]
    rds.reset_db_parameter_group(DBParameterGroupName=name, Parameters=[slow])
    assert rds.describe_db_parameters(DBParameterGroupName=name)["Parameters"] == []


def test_cluster_parameters_are_the_users_and_can_be_reset(rds, name):
    rds.create_db_cluster_parameter_group(DBClusterParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql16", Description="d")
    tls = {"ParameterName": "rds.force_ssl", "ParameterValue": "1", "ApplyMethod": "pending-reboot"}
    rds.modify_db_cluster_parameter_group(DBClusterParameterGroupName=name, Parameters=[tls])
    assert rds.describe_db_cluster_parameters(DBClusterParameterGroupName=name)["Parameters"] == [{**tls, "Source": "user"}]
    assert rds.describe_db_cluster_parameters(DBClusterParameterGroupName=name, Source="engine-default")["Parameters"] == []
    rds.reset_db_cluster_parameter_group(DBClusterParameterGroupName=name, ResetAllParameters=True)
    assert rds.describe_db_cluster_parameters(DBClusterParameterGroupName=name)["Parameters"] == []


def test_an_apply_method_changes_with_the_value_alone(rds, name):
    rds.create_db_cluster_parameter_group(DBClusterParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql16", Description="d")

    def shown(value, method):
        parameter = {"ParameterName": "log_min_duration_statement", "ParameterValue": value, "ApplyMethod": method}
        rds.modify_db_cluster_parameter_group(DBClusterParameterGroupName=name, Parameters=[parameter])
        return rds.describe_db_cluster_parameters(DBClusterParameterGroupName=name)["Parameters"][0]["ApplyMethod"]

    assert shown("1000", "pending-reboot") == "pending-reboot"
    assert shown("1000", "immediate") == "pending-reboot"
    assert shown("500", "immediate") == "immediate"


def test_what_the_default_group_has_is_pending_a_reboot(rds, name):
    rds.create_db_cluster_parameter_group(DBClusterParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql17", Description="d")
    tls = {"ParameterName": "rds.force_ssl", "ParameterValue": "1", "ApplyMethod": "immediate"}
    rds.modify_db_cluster_parameter_group(DBClusterParameterGroupName=name, Parameters=[tls])
    assert rds.describe_db_cluster_parameters(DBClusterParameterGroupName=name)["Parameters"][0]["ApplyMethod"] == "pending-reboot"


def test_groups_in_use_are_not_deleted(rds, cluster, name):
    rds.create_db_cluster_parameter_group(DBClusterParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql16", Description="d")
    rds.create_db_parameter_group(DBParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql16", Description="d")
    cluster(DBClusterParameterGroupName=name)
    add_instance(rds, name, "writer", DBParameterGroupName=name)
    deletions = [
        (lambda: rds.delete_db_cluster_parameter_group(DBClusterParameterGroupName=name), "InvalidDBParameterGroupState"),
        (lambda: rds.delete_db_parameter_group(DBParameterGroupName=name), "InvalidDBParameterGroupState"),
        (lambda: rds.delete_db_subnet_group(DBSubnetGroupName=name), "InvalidDBSubnetGroupStateFault"),
    ]
    for delete, code in deletions:
        with pytest.raises(ClientError) as caught:
            delete()
        assert code_of(caught) == code
    rds.delete_db_instance(DBInstanceIdentifier=f"{name}-writer", SkipFinalSnapshot=True)
    rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)
    for delete, _ in deletions:
        delete()


def test_a_subnet_group_survives_its_modification(rds, name, vpc):
    rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=vpc["subnets"][::-1])
    (group,) = rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"]
    assert [subnet["SubnetIdentifier"] for subnet in group["Subnets"]] == vpc["subnets"][::-1]
