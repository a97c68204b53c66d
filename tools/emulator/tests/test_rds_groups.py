"""RDS: parameter groups, subnet groups and event subscriptions."""

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


def test_an_event_subscription_is_modified_in_place(rds, name):
    topic = "arn:aws:sns:us-east-1:123456789012:t"
    rds.create_event_subscription(SubscriptionName=name, SnsTopicArn=topic, SourceType="db-cluster", SourceIds=["a"], EventCategories=["failover"])
    rds.modify_event_subscription(SubscriptionName=name, EventCategories=["failure"], Enabled=True)
    rds.add_source_identifier_to_subscription(SubscriptionName=name, SourceIdentifier="b")
    rds.remove_source_identifier_from_subscription(SubscriptionName=name, SourceIdentifier="a")
    (shown,) = rds.describe_event_subscriptions(SubscriptionName=name)["EventSubscriptionsList"]
    assert (shown["EventCategoriesList"], shown["SourceIdsList"], shown["Enabled"]) == (["failure"], ["b"], True)
    with pytest.raises(ClientError) as caught:
        rds.remove_source_identifier_from_subscription(SubscriptionName=name, SourceIdentifier="a")
    assert code_of(caught) == "SourceNotFound"
