import json

import pytest
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::123456789012:role/anything"


@pytest.fixture
def rds(client):
    return client("rds")


def code_of(caught):
    return caught.value.response["Error"]["Code"]


@pytest.fixture
def cluster(rds, name, vpc):
    """Makes Aurora clusters of the test's own name; the argument is what differs from the usual."""

    def create(**more):
        rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
        usual = {
            "DBClusterIdentifier": name,
            "Engine": "aurora-postgresql",
            "EngineVersion": "16.6",
            "MasterUsername": "dbadmin",
            "ManageMasterUserPassword": True,
            "DBSubnetGroupName": name,
        }
        return rds.create_db_cluster(**{**usual, **more})["DBCluster"]

    return create


def show(rds, name):
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


def add_instance(rds, cluster, suffix, **more):
    given = {"DBInstanceIdentifier": f"{cluster}-{suffix}", "DBClusterIdentifier": cluster, "Engine": "aurora-postgresql"}
    return rds.create_db_instance(**given, DBInstanceClass="db.r7g.large", **more)["DBInstance"]


# ---- clusters


def test_a_cluster_keeps_insights_monitoring_and_data_api(rds, cluster, name):
    cluster(
        EnablePerformanceInsights=True,
        PerformanceInsightsRetentionPeriod=465,
        DatabaseInsightsMode="advanced",
        MonitoringInterval=60,
        MonitoringRoleArn=ROLE,
        EnableHttpEndpoint=True,
    )
    shown = show(rds, name)
    assert (shown["PerformanceInsightsEnabled"], shown["PerformanceInsightsRetentionPeriod"]) == (True, 465)
    assert shown["DatabaseInsightsMode"] == "advanced"
    assert (shown["MonitoringInterval"], shown["MonitoringRoleArn"]) == (60, ROLE)
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


def test_a_cluster_is_modified_in_place(rds, cluster, name):
    cluster(EnableCloudwatchLogsExports=["postgresql"], ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 4})
    before = show(rds, name)
    rds.modify_db_cluster(
        DBClusterIdentifier=name,
        EnableIAMDatabaseAuthentication=True,
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["instance"], "DisableLogTypes": ["postgresql"]},
        EnablePerformanceInsights=True,
        PerformanceInsightsKMSKeyId="key",
        DatabaseInsightsMode="advanced",
        BackupRetentionPeriod=35,
        DeletionProtection=True,
        ServerlessV2ScalingConfiguration={"MinCapacity": 0, "MaxCapacity": 8, "SecondsUntilAutoPause": 600},
        ManageMasterUserPassword=True,
    )
    after = show(rds, name)
    assert after["IAMDatabaseAuthenticationEnabled"] is True
    assert after["EnabledCloudwatchLogsExports"] == ["instance"]
    assert (after["PerformanceInsightsEnabled"], after["PerformanceInsightsKMSKeyId"]) == (True, "key")
    assert after["PerformanceInsightsRetentionPeriod"] == 7
    assert after["DatabaseInsightsMode"] == "advanced"
    assert (after["BackupRetentionPeriod"], after["DeletionProtection"]) == (35, True)
    assert after["ServerlessV2ScalingConfiguration"] == {"MinCapacity": 0.0, "MaxCapacity": 8.0, "SecondsUntilAutoPause": 600}
    assert after["DbClusterResourceId"] == before["DbClusterResourceId"]
    assert after["MasterUserSecret"]["SecretArn"] == before["MasterUserSecret"]["SecretArn"]
    rds.modify_db_cluster(DBClusterIdentifier=name, EnablePerformanceInsights=False, DeletionProtection=False)
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


def test_the_managed_password_is_a_secret_under_the_given_key(rds, cluster, name, client):
    key = client("kms").create_key()["KeyMetadata"]["Arn"]
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


# ---- instances


def test_an_instance_keeps_insights_monitoring_and_certificate(rds, cluster, name):
    cluster()
    shown = add_instance(
        rds,
        name,
        "writer",
        EnablePerformanceInsights=True,
        PerformanceInsightsKMSKeyId="key",
        PerformanceInsightsRetentionPeriod=465,
        MonitoringInterval=60,
        MonitoringRoleArn=ROLE,
        CACertificateIdentifier="rds-ca-ecc384-g1",
    )
    assert (shown["PerformanceInsightsEnabled"], shown["PerformanceInsightsRetentionPeriod"]) == (True, 465)
    assert shown["PerformanceInsightsKMSKeyId"] == "key"
    assert (shown["MonitoringInterval"], shown["MonitoringRoleArn"]) == (60, ROLE)
    assert shown["EnhancedMonitoringResourceArn"].endswith(shown["DbiResourceId"])
    assert shown["CACertificateIdentifier"] == shown["CertificateDetails"]["CAIdentifier"] == "rds-ca-ecc384-g1"


def test_an_instance_changes_class_tier_insights_and_monitoring_in_place(rds, cluster, name):
    cluster()
    before = add_instance(rds, name, "writer", MonitoringInterval=60, MonitoringRoleArn=ROLE)
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


# ---- parameter and subnet groups


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
    rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=vpc["subnets"][:1])
    (group,) = rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"]
    assert [subnet["SubnetIdentifier"] for subnet in group["Subnets"]] == vpc["subnets"][:1]


# ---- proxies


@pytest.fixture
def proxy(rds, name, vpc):
    auth = [{"AuthScheme": "SECRETS", "IAMAuth": "REQUIRED", "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:s"}]
    rds.create_db_proxy(DBProxyName=name, EngineFamily="POSTGRESQL", Auth=auth, RoleArn=ROLE, VpcSubnetIds=vpc["subnets"], RequireTLS=True)
    return name


def test_a_proxy_is_modified_in_place(rds, proxy):
    rds.modify_db_proxy(DBProxyName=proxy, IdleClientTimeout=600, DebugLogging=True, SecurityGroups=["sg-1"])
    (shown,) = rds.describe_db_proxies(DBProxyName=proxy)["DBProxies"]
    assert (shown["IdleClientTimeout"], shown["DebugLogging"], shown["RequireTLS"]) == (600, True, True)
    assert shown["VpcSecurityGroupIds"] == ["sg-1"]


def test_a_proxys_endpoint_lives_with_it(rds, proxy, vpc):
    made = rds.create_db_proxy_endpoint(
        DBProxyName=proxy,
        DBProxyEndpointName=f"{proxy}-ro",
        VpcSubnetIds=vpc["subnets"],
        TargetRole="READ_ONLY",
        Tags=[{"Key": "a", "Value": "1"}],
    )["DBProxyEndpoint"]
    assert (made["Status"], made["TargetRole"], made["VpcId"]) == ("available", "READ_ONLY", vpc["id"])
    assert rds.list_tags_for_resource(ResourceName=made["DBProxyEndpointArn"])["TagList"] == [{"Key": "a", "Value": "1"}]
    rds.modify_db_proxy_endpoint(DBProxyEndpointName=f"{proxy}-ro", VpcSecurityGroupIds=["sg-1"])
    (shown,) = rds.describe_db_proxy_endpoints(DBProxyName=proxy)["DBProxyEndpoints"]
    assert shown["VpcSecurityGroupIds"] == ["sg-1"]
    rds.delete_db_proxy(DBProxyName=proxy)
    with pytest.raises(ClientError) as caught:
        rds.describe_db_proxy_endpoints(DBProxyEndpointName=f"{proxy}-ro")
    assert code_of(caught) == "DBProxyEndpointNotFoundFault"


def test_a_proxys_targets_exist_and_are_registered_once(rds, cluster, proxy, name):
    cluster()
    rds.register_db_proxy_targets(DBProxyName=proxy, DBClusterIdentifiers=[name])
    (target,) = rds.describe_db_proxy_targets(DBProxyName=proxy)["Targets"]
    assert (target["RdsResourceId"], target["Type"]) == (name, "TRACKED_CLUSTER")
    for targets, code in (([name], "DBProxyTargetAlreadyRegisteredFault"), (["nobody"], "DBClusterNotFoundFault")):
        with pytest.raises(ClientError) as caught:
            rds.register_db_proxy_targets(DBProxyName=proxy, DBClusterIdentifiers=targets)
        assert code_of(caught) == code
    rds.deregister_db_proxy_targets(DBProxyName=proxy, DBClusterIdentifiers=[name])
    assert rds.describe_db_proxy_targets(DBProxyName=proxy)["Targets"] == []


@pytest.mark.parametrize("operation", ["describe_db_proxy_targets", "describe_db_proxy_target_groups", "delete_db_proxy", "modify_db_proxy"])
def test_a_proxy_that_does_not_exist_is_not_found(rds, operation):
    with pytest.raises(ClientError) as caught:
        getattr(rds, operation)(DBProxyName="nobody")
    assert code_of(caught) == "DBProxyNotFoundFault"


# ---- event subscriptions


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
