"""RDS: Aurora clusters, their instances and endpoints."""

import json

import pytest
from botocore.exceptions import ClientError

from helpers import add_instance, code_of

MONITORING = "monitoring.rds.amazonaws.com"


def show(rds, name):
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


# ---- clusters


def test_a_cluster_keeps_insights_monitoring_and_data_api(rds, cluster, name, role):
    monitoring = role(MONITORING)
    cluster(
        EnablePerformanceInsights=True,
        PerformanceInsightsRetentionPeriod=465,
        DatabaseInsightsMode="advanced",
        MonitoringInterval=60,
        MonitoringRoleArn=monitoring,
        EnableHttpEndpoint=True,
    )
    shown = show(rds, name)
    assert (shown["PerformanceInsightsEnabled"], shown["PerformanceInsightsRetentionPeriod"]) == (True, 465)
    assert shown["DatabaseInsightsMode"] == "advanced"
    assert (shown["MonitoringInterval"], shown["MonitoringRoleArn"]) == (60, monitoring)
    assert shown["HttpEndpointEnabled"] is True


@pytest.mark.parametrize(("given", "shown"), [("aurora-iopt1", "aurora-iopt1"), ("aurora", None), (None, None)])
def test_storage_is_named_only_where_it_is_io_optimized(rds, cluster, name, given, shown):
    cluster(**({"StorageType": given} if given else {}))
    assert show(rds, name).get("StorageType") == shown


def test_storage_changes_in_place(rds, cluster, name):
    cluster()
    add_instance(rds, name, "writer")
    rds.modify_db_cluster(DBClusterIdentifier=name, StorageType="aurora-iopt1")
    assert show(rds, name)["StorageType"] == "aurora-iopt1"
    instance = rds.describe_db_instances(DBInstanceIdentifier=f"{name}-writer")["DBInstances"][0]
    assert instance["StorageType"] == "aurora-iopt1"
    rds.modify_db_cluster(DBClusterIdentifier=name, StorageType="aurora")
    assert "StorageType" not in show(rds, name)


def test_a_cluster_is_modified_in_place(rds, cluster, name, key):
    cluster(EnableCloudwatchLogsExports=["postgresql"], ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 4})
    before = show(rds, name)
    rds.modify_db_cluster(
        DBClusterIdentifier=name,
        EnableIAMDatabaseAuthentication=True,
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["instance"], "DisableLogTypes": ["postgresql"]},
        EnablePerformanceInsights=True,
        PerformanceInsightsKMSKeyId=key,
        PerformanceInsightsRetentionPeriod=465,
        DatabaseInsightsMode="advanced",
        BackupRetentionPeriod=35,
        DeletionProtection=True,
        ServerlessV2ScalingConfiguration={"MinCapacity": 0, "MaxCapacity": 8, "SecondsUntilAutoPause": 600},
        ManageMasterUserPassword=True,
        ApplyImmediately=True,
    )
    after = show(rds, name)
    assert after["IAMDatabaseAuthenticationEnabled"] is True
    assert after["EnabledCloudwatchLogsExports"] == ["instance"]
    assert (after["PerformanceInsightsEnabled"], after["PerformanceInsightsKMSKeyId"]) == (True, key)
    assert after["PerformanceInsightsRetentionPeriod"] == 465
    assert after["DatabaseInsightsMode"] == "advanced"
    assert (after["BackupRetentionPeriod"], after["DeletionProtection"]) == (35, True)
    assert after["ServerlessV2ScalingConfiguration"] == {"MinCapacity": 0.0, "MaxCapacity": 8.0, "SecondsUntilAutoPause": 600}
    assert after["DbClusterResourceId"] == before["DbClusterResourceId"]
    assert after["MasterUserSecret"]["SecretArn"] == before["MasterUserSecret"]["SecretArn"]
    rds.modify_db_cluster(DBClusterIdentifier=name, EnablePerformanceInsights=False, DatabaseInsightsMode="standard", DeletionProtection=False)
    assert show(rds, name)["PerformanceInsightsEnabled"] is False


def test_the_data_api_is_switched_by_arn(rds, cluster, name):
    arn = cluster()["DBClusterArn"]
    assert show(rds, name)["HttpEndpointEnabled"] is False
    rds.enable_http_endpoint(ResourceArn=arn)
    assert show(rds, name)["HttpEndpointEnabled"] is True
    rds.disable_http_endpoint(ResourceArn=arn)
    assert show(rds, name)["HttpEndpointEnabled"] is False


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, "open-source-rds-extended-support"),
        ({"EngineLifecycleSupport": "open-source-rds-extended-support-disabled"}, "open-source-rds-extended-support-disabled"),
    ],
)
def test_extended_support_is_on_unless_told_otherwise(rds, cluster, name, given, shown):
    cluster(**given)
    assert show(rds, name)["EngineLifecycleSupport"] == shown


def test_an_activity_stream_is_started_once_and_stopped(rds, cluster, name):
    arn = cluster()["DBClusterArn"]
    stream = {"ResourceArn": arn, "Mode": "async", "KmsKeyId": "key", "ApplyImmediately": True}
    with pytest.raises(ClientError) as caught:
        rds.start_activity_stream(**stream)
    assert code_of(caught) == "InvalidDBClusterStateFault"
    add_instance(rds, name, "writer")
    started = rds.start_activity_stream(**stream)
    shown = show(rds, name)
    assert (shown["ActivityStreamStatus"], shown["ActivityStreamMode"], shown["ActivityStreamKmsKeyId"]) == ("started", "async", "key")
    assert shown["ActivityStreamKinesisStreamName"] == started["KinesisStreamName"]
    with pytest.raises(ClientError) as caught:
        rds.start_activity_stream(**stream)
    assert code_of(caught) == "InvalidDBClusterStateFault"
    rds.stop_activity_stream(ResourceArn=arn)
    assert show(rds, name)["ActivityStreamStatus"] == "stopped"


def test_a_provisioned_cluster_has_no_serverless_v1_scaling(rds, cluster, name):
    cluster()
    assert "ScalingConfigurationInfo" not in show(rds, name)


def test_the_managed_password_is_a_secret_under_the_given_key(rds, cluster, name, client, key):
    cluster(MasterUserSecretKmsKeyId=key)
    secret = show(rds, name)["MasterUserSecret"]
    assert secret["KmsKeyId"] == key
    assert set(json.loads(client("secretsmanager").get_secret_value(SecretId=secret["SecretArn"])["SecretString"])) == {"username", "password"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"DBSubnetGroupName": "none"}, "DBSubnetGroupNotFoundFault"),
        ({"DBClusterParameterGroupName": "none"}, "DBClusterParameterGroupNotFound"),
    ],
)
def test_a_cluster_needs_what_it_names(cluster, given, code):
    with pytest.raises(ClientError) as caught:
        cluster(**given)
    assert code_of(caught) == code


def test_a_cluster_that_does_not_exist_is_not_modified(rds):
    with pytest.raises(ClientError) as caught:
        rds.modify_db_cluster(DBClusterIdentifier="nobody")
    assert code_of(caught) == "DBClusterNotFoundFault"


def test_two_clusters_cannot_have_one_name(rds, cluster, name):
    cluster()
    with pytest.raises(ClientError) as caught:
        rds.create_db_cluster(DBClusterIdentifier=name, Engine="aurora-postgresql", MasterUsername="a", MasterUserPassword="password")
    assert code_of(caught) == "DBClusterAlreadyExistsFault"


def test_a_cluster_with_a_managed_password_is_restored_from_its_snapshot(rds, cluster, name):
    cluster(DatabaseName="trading")
    rds.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=f"{name}-s")
    rds.restore_db_cluster_from_snapshot(
        DBClusterIdentifier=f"{name}-r", SnapshotIdentifier=f"{name}-s", Engine="aurora-postgresql", DBSubnetGroupName=name
    )
    restored = show(rds, f"{name}-r")
    assert restored["DatabaseName"] == "trading"
    assert "MasterUserSecret" not in restored
    rds.modify_db_cluster(DBClusterIdentifier=f"{name}-r", ManageMasterUserPassword=True)
    assert show(rds, f"{name}-r")["MasterUserSecret"]["SecretArn"] != show(rds, name)["MasterUserSecret"]["SecretArn"]


def test_a_cluster_with_a_managed_password_is_restored_to_a_point_in_time(rds, cluster, name):
    cluster(DatabaseName="trading", StorageType="aurora-iopt1")
    rds.restore_db_cluster_to_point_in_time(
        DBClusterIdentifier=f"{name}-r", SourceDBClusterIdentifier=name, UseLatestRestorableTime=True, DBSubnetGroupName=name
    )
    assert show(rds, f"{name}-r")["DatabaseName"] == "trading"


def restore(rds, name, kind, **given):
    """A cluster restored from a snapshot of `name`, or to a point in time of it."""
    given = {"DBClusterIdentifier": f"{name}-r", "DBSubnetGroupName": name, **given}
    if kind == "snapshot":
        rds.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=f"{name}-s")
        rds.restore_db_cluster_from_snapshot(SnapshotIdentifier=f"{name}-s", Engine="aurora-postgresql", **given)
    else:
        rds.restore_db_cluster_to_point_in_time(SourceDBClusterIdentifier=name, UseLatestRestorableTime=True, **given)
    return show(rds, f"{name}-r")


# API_RestoreDBClusterFromSnapshot, API_RestoreDBClusterToPointInTime: what is off unless the restore says otherwise, or has no member there.
SETTINGS = {
    "EnableIAMDatabaseAuthentication": True,
    "EnablePerformanceInsights": True,
    "PerformanceInsightsRetentionPeriod": 465,
    "DatabaseInsightsMode": "advanced",
    "EnableHttpEndpoint": True,
    "EnableCloudwatchLogsExports": ["postgresql"],
    "CopyTagsToSnapshot": True,
}


@pytest.mark.parametrize("kind", ["snapshot", "point in time"])
def test_a_restored_cluster_has_not_the_settings_of_its_source(rds, cluster, name, kind):
    cluster(**SETTINGS)
    shown = restore(rds, name, kind)
    names = ("IAMDatabaseAuthenticationEnabled", "PerformanceInsightsEnabled", "HttpEndpointEnabled", "CopyTagsToSnapshot", "DeletionProtection")
    assert [bool(shown.get(setting)) for setting in names] == [False] * len(names)
    assert shown["DatabaseInsightsMode"] == "standard"
    assert not shown.get("EnabledCloudwatchLogsExports")
    assert "PerformanceInsightsRetentionPeriod" not in shown


@pytest.mark.parametrize("kind", ["snapshot", "point in time"])
def test_a_restored_cluster_has_the_settings_that_the_restore_gives(rds, cluster, name, kind):
    cluster()
    given = {"EnableIAMDatabaseAuthentication": True, "EnableCloudwatchLogsExports": ["postgresql"], "CopyTagsToSnapshot": True}
    shown = restore(rds, name, kind, **given)
    assert shown["IAMDatabaseAuthenticationEnabled"] and shown["CopyTagsToSnapshot"]
    assert shown["EnabledCloudwatchLogsExports"] == ["postgresql"]


@pytest.mark.parametrize(("given", "left"), [({}, 0), ({"DeleteAutomatedBackups": False}, 1)])
def test_automated_backups_go_with_their_cluster_unless_they_are_kept(rds, cluster, name, given, left):
    cluster()
    rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True, **given)
    found = rds.describe_db_cluster_snapshots(SnapshotType="automated")["DBClusterSnapshots"]
    assert len([snapshot for snapshot in found if snapshot["DBClusterIdentifier"] == name]) == left


# ---- instances


def test_an_instance_keeps_insights_monitoring_and_certificate(rds, cluster, name, role, key):
    cluster()
    monitoring = role(MONITORING)
    shown = add_instance(
        rds,
        name,
        "writer",
        EnablePerformanceInsights=True,
        PerformanceInsightsKMSKeyId=key,
        PerformanceInsightsRetentionPeriod=465,
        MonitoringInterval=60,
        MonitoringRoleArn=monitoring,
        CACertificateIdentifier="rds-ca-ecc384-g1",
    )
    assert (shown["PerformanceInsightsEnabled"], shown["PerformanceInsightsRetentionPeriod"]) == (True, 465)
    assert shown["PerformanceInsightsKMSKeyId"] == key
    assert (shown["MonitoringInterval"], shown["MonitoringRoleArn"]) == (60, monitoring)
    assert shown["EnhancedMonitoringResourceArn"].endswith(shown["DbiResourceId"])
    assert shown["CACertificateIdentifier"] == shown["CertificateDetails"]["CAIdentifier"] == "rds-ca-ecc384-g1"


def test_an_instance_changes_class_tier_insights_and_monitoring_in_place(rds, cluster, name, role):
    cluster()
    before = add_instance(rds, name, "writer", MonitoringInterval=60, MonitoringRoleArn=role(MONITORING))
    rds.modify_db_instance(
        DBInstanceIdentifier=f"{name}-writer",
        DBInstanceClass="db.r7g.xlarge",
        PromotionTier=5,
        EnablePerformanceInsights=True,
        MonitoringInterval=0,
        CACertificateIdentifier="rds-ca-rsa4096-g1",
        ApplyImmediately=True,
    )
    after = rds.describe_db_instances(DBInstanceIdentifier=f"{name}-writer")["DBInstances"][0]
    assert (after["DBInstanceClass"], after["PromotionTier"]) == ("db.r7g.xlarge", 5)
    assert (after["PerformanceInsightsEnabled"], after["PerformanceInsightsRetentionPeriod"]) == (True, 7)
    assert after["MonitoringInterval"] == 0
    assert "MonitoringRoleArn" not in after
    assert after["CertificateDetails"]["CAIdentifier"] == "rds-ca-rsa4096-g1"
    assert after["DbiResourceId"] == before["DbiResourceId"]


def test_monitoring_needs_a_role(rds, cluster, name):
    cluster()
    add_instance(rds, name, "writer")
    with pytest.raises(ClientError) as caught:
        rds.modify_db_instance(DBInstanceIdentifier=f"{name}-writer", MonitoringInterval=60)
    assert code_of(caught) == "InvalidParameterCombination"


def test_instances_have_their_own_resource_id_and_spread_over_the_zones(rds, cluster, name):
    cluster()
    instances = [add_instance(rds, name, suffix) for suffix in ("a", "b", "c")]
    assert len({instance["DbiResourceId"] for instance in instances}) == 3
    assert [instance["AvailabilityZone"] for instance in instances] == ["us-east-1a", "us-east-1b", "us-east-1a"]
    assert show(rds, name)["MultiAZ"] is True


# ---- cluster endpoints


def test_a_custom_endpoint_lives_with_its_cluster(rds, cluster, name):
    cluster()
    add_instance(rds, name, "writer")
    add_instance(rds, name, "reader")
    made = rds.create_db_cluster_endpoint(
        DBClusterIdentifier=name,
        DBClusterEndpointIdentifier=f"{name}-e",
        EndpointType="READER",
        StaticMembers=[f"{name}-reader"],
        Tags=[{"Key": "a", "Value": "1"}],
    )
    assert made["Status"] == "available"
    assert rds.list_tags_for_resource(ResourceName=made["DBClusterEndpointArn"])["TagList"] == [{"Key": "a", "Value": "1"}]
    rds.modify_db_cluster_endpoint(DBClusterEndpointIdentifier=f"{name}-e", EndpointType="ANY", ExcludedMembers=[f"{name}-writer"])
    (shown,) = rds.describe_db_cluster_endpoints(DBClusterEndpointIdentifier=f"{name}-e")["DBClusterEndpoints"]
    assert (shown["CustomEndpointType"], shown["StaticMembers"], shown["ExcludedMembers"]) == ("ANY", [], [f"{name}-writer"])
    all_of_it = rds.describe_db_cluster_endpoints(DBClusterIdentifier=name)["DBClusterEndpoints"]
    assert [endpoint["EndpointType"] for endpoint in all_of_it] == ["WRITER", "READER", "CUSTOM"]
    assert show(rds, name)["CustomEndpoints"] == [made["Endpoint"]]
    rds.delete_db_instance(DBInstanceIdentifier=f"{name}-writer", SkipFinalSnapshot=True)
    (shown,) = rds.describe_db_cluster_endpoints(Filters=[{"Name": "db-cluster-endpoint-id", "Values": [f"{name}-e"]}])["DBClusterEndpoints"]
    assert shown["ExcludedMembers"] == []
    rds.delete_db_instance(DBInstanceIdentifier=f"{name}-reader", SkipFinalSnapshot=True)
    rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)
    assert rds.describe_db_cluster_endpoints(DBClusterEndpointIdentifier=f"{name}-e")["DBClusterEndpoints"] == []


def test_a_custom_endpoint_is_deleted_by_name(rds, cluster, name):
    cluster()
    rds.create_db_cluster_endpoint(DBClusterIdentifier=name, DBClusterEndpointIdentifier=f"{name}-e", EndpointType="READER")
    rds.delete_db_cluster_endpoint(DBClusterEndpointIdentifier=f"{name}-e")
    with pytest.raises(ClientError) as caught:
        rds.delete_db_cluster_endpoint(DBClusterEndpointIdentifier=f"{name}-e")
    assert code_of(caught) == "DBClusterEndpointNotFoundFault"


def test_a_custom_endpoint_takes_only_instances_of_its_cluster(rds, cluster, name):
    cluster()
    with pytest.raises(ClientError) as caught:
        rds.create_db_cluster_endpoint(
            DBClusterIdentifier=name, DBClusterEndpointIdentifier=f"{name}-e", EndpointType="READER", StaticMembers=["stranger"]
        )
    assert code_of(caught) == "DBInstanceNotFound"
