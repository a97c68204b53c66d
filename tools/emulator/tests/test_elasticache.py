import pytest
from botocore.exceptions import ClientError

from helpers import code_of, make_user_group


@pytest.fixture
def cache(client):
    return client("elasticache")


@pytest.fixture
def group(cache, name):
    """Makes replication groups of the test's own name; the argument is what differs from the usual."""

    def create(**more):
        usual = {
            "ReplicationGroupId": name,
            "ReplicationGroupDescription": "d",
            "Engine": "redis",
            "EngineVersion": "7.1",
            "CacheNodeType": "cache.r7g.large",
            "NumNodeGroups": 2,
            "ReplicasPerNodeGroup": 1,
            "AutomaticFailoverEnabled": True,
        }
        return cache.create_replication_group(**{**usual, **more})["ReplicationGroup"]

    return create


def show(cache, name):
    return cache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]


def clustered(cache, name):
    """Lets a parameter group be of clusters."""
    cache.modify_cache_parameter_group(
        CacheParameterGroupName=name, ParameterNameValues=[{"ParameterName": "cluster-enabled", "ParameterValue": "yes"}]
    )


# ---- parameter and subnet groups


def test_parameters_are_set_and_reset(cache, name):
    cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily="redis7", Description="d")
    lru = {"ParameterName": "maxmemory-policy", "ParameterValue": "volatile-lru"}
    cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=[lru])
    assert cache.describe_cache_parameters(CacheParameterGroupName=name, Source="user")["Parameters"] == [{**lru, "Source": "user"}]
    cache.reset_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=[lru])
    assert cache.describe_cache_parameters(CacheParameterGroupName=name)["Parameters"] == []
    cache.delete_cache_parameter_group(CacheParameterGroupName=name)
    with pytest.raises(ClientError) as caught:
        cache.describe_cache_parameter_groups(CacheParameterGroupName=name)
    assert code_of(caught) == "CacheParameterGroupNotFound"


def test_groups_in_use_are_not_deleted(cache, group, name, vpc):
    cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily="redis7", Description="d")
    clustered(cache, name)
    cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    make_user_group(cache, name)
    group(CacheParameterGroupName=name, CacheSubnetGroupName=name, UserGroupIds=[name], TransitEncryptionEnabled=True)
    deletions = [
        (lambda: cache.delete_cache_parameter_group(CacheParameterGroupName=name), "InvalidCacheParameterGroupState"),
        (lambda: cache.delete_cache_subnet_group(CacheSubnetGroupName=name), "CacheSubnetGroupInUse"),
        (lambda: cache.delete_user_group(UserGroupId=name), "InvalidUserGroupState"),
    ]
    for delete, code in deletions:
        with pytest.raises(ClientError) as caught:
            delete()
        assert code_of(caught) == code
    cache.delete_replication_group(ReplicationGroupId=name)
    for delete, _ in deletions:
        delete()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"CacheParameterGroupName": "none"}, "CacheParameterGroupNotFound"),
        ({"CacheSubnetGroupName": "none"}, "CacheSubnetGroupNotFoundFault"),
        ({"UserGroupIds": ["none"]}, "UserGroupNotFound"),
    ],
)
def test_a_replication_group_needs_what_it_names(group, given, code):
    with pytest.raises(ClientError) as caught:
        group(**given)
    assert code_of(caught) == code


# ---- replication groups


def test_cluster_mode_has_shards_a_configuration_endpoint_and_members(cache, group, name):
    shown = group()
    assert (shown["ClusterEnabled"], shown["ClusterMode"]) == (True, "enabled")
    assert [node_group["NodeGroupId"] for node_group in shown["NodeGroups"]] == ["0001", "0002"]
    assert shown["MemberClusters"] == [f"{name}-0001-001", f"{name}-0001-002", f"{name}-0002-001", f"{name}-0002-002"]
    assert shown["ConfigurationEndpoint"]["Port"] == 6379
    assert shown["NodeGroups"][0]["Slots"] == "0-8191"
    assert shown["NodeGroups"][1]["Slots"] == "8192-16383"
    (member,) = cache.describe_cache_clusters(CacheClusterId=f"{name}-0002-001")["CacheClusters"]
    assert (member["ReplicationGroupId"], member["EngineVersion"], member["CacheNodeType"]) == (name, "7.1.0", "cache.r7g.large")


def test_without_cluster_mode_there_are_a_primary_and_a_reader_endpoint(group):
    shown = group(NumNodeGroups=1, ReplicasPerNodeGroup=2)
    (node_group,) = shown["NodeGroups"]
    assert (shown["ClusterEnabled"], "ConfigurationEndpoint" in shown) == (False, False)
    assert node_group["PrimaryEndpoint"]["Address"] != node_group["ReaderEndpoint"]["Address"]
    assert [member["CurrentRole"] for member in node_group["NodeGroupMembers"]] == ["primary", "replica", "replica"]


def test_one_shard_is_a_cluster_where_the_parameter_group_says_so(cache, group, name):
    cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily="redis7", Description="d")
    clustered(cache, name)
    assert group(NumNodeGroups=1, CacheParameterGroupName=name)["ClusterEnabled"] is True


def test_the_nodes_of_a_shard_are_in_different_zones(cache, group, name, vpc):
    cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    for node_group in group(CacheSubnetGroupName=name)["NodeGroups"]:
        assert {member["PreferredAvailabilityZone"] for member in node_group["NodeGroupMembers"]} == {"us-east-1a", "us-east-1b"}


def test_node_type_shards_and_replicas_change_in_place(cache, group, name, key):
    before = group(KmsKeyId=key, AtRestEncryptionEnabled=True)
    cache.modify_replication_group(ReplicationGroupId=name, CacheNodeType="cache.r7g.xlarge", ApplyImmediately=True)
    cache.modify_replication_group_shard_configuration(ReplicationGroupId=name, NodeGroupCount=3, ApplyImmediately=True)
    cache.increase_replica_count(ReplicationGroupId=name, NewReplicaCount=2, ApplyImmediately=True)
    after = show(cache, name)
    assert (after["CacheNodeType"], len(after["NodeGroups"]), len(after["MemberClusters"])) == ("cache.r7g.xlarge", 3, 9)
    assert (after["ARN"], after["KmsKeyId"]) == (before["ARN"], key)
    assert {c["CacheNodeType"] for c in cache.describe_cache_clusters()["CacheClusters"] if c.get("ReplicationGroupId") == name} == {"cache.r7g.xlarge"}
    cache.modify_replication_group_shard_configuration(
        ReplicationGroupId=name, NodeGroupCount=2, ApplyImmediately=True, NodeGroupsToRemove=["0003"]
    )
    cache.decrease_replica_count(ReplicationGroupId=name, NewReplicaCount=1, ApplyImmediately=True)
    assert len(show(cache, name)["MemberClusters"]) == 4


def test_settings_change_in_place(cache, group, name, vpc):
    cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    group(CacheSubnetGroupName=name, LogDeliveryConfigurations=[{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "LogFormat": "json",
                                      "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "slow"}}}])
    cache.modify_replication_group(
        ReplicationGroupId=name,
        SnapshotRetentionLimit=7,
        SnapshotWindow="02:00-03:00",
        PreferredMaintenanceWindow="sun:06:00-sun:07:00",
        SecurityGroupIds=[vpc["security_group"]],
        MultiAZEnabled=True,
        LogDeliveryConfigurations=[{"LogType": "slow-log", "Enabled": False}],
        ApplyImmediately=True,
    )
    shown = show(cache, name)
    assert (shown["SnapshotRetentionLimit"], shown["SnapshotWindow"], shown["MultiAZ"]) == (7, "02:00-03:00", "enabled")
    assert shown["LogDeliveryConfigurations"] == []
    (member,) = cache.describe_cache_clusters(CacheClusterId=f"{name}-0001-001")["CacheClusters"]
    assert member["PreferredMaintenanceWindow"] == "sun:06:00-sun:07:00"
    assert member["SecurityGroups"] == [{"SecurityGroupId": vpc["security_group"], "Status": "active"}]


@pytest.mark.parametrize(
    "given",
    [
        {"NumNodeGroups": 1, "ReplicasPerNodeGroup": 0},
        {"AutomaticFailoverEnabled": False},
        {"ReplicasPerNodeGroup": 0, "MultiAZEnabled": True},
        {"AuthToken": "a-long-enough-token", "TransitEncryptionEnabled": True, "UserGroupIds": ["users"]},
        {"UserGroupIds": ["users"]},
        {"Engine": "valkey", "EngineVersion": "8.0", "TransitEncryptionEnabled": True, "CacheParameterGroupName": "parameters"},
    ],
    ids=["failover alone", "cluster without failover", "zones without replica", "token and users", "users without TLS", "another family"],
)
def test_refuses_what_cannot_be_together(cache, group, name, given):
    if "UserGroupIds" in given:
        make_user_group(cache, name)
        given = {**given, "UserGroupIds": [name]}
    if "CacheParameterGroupName" in given:
        cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily="redis7", Description="d")
        clustered(cache, name)
        given = {**given, "CacheParameterGroupName": name}
    with pytest.raises(ClientError) as caught:
        group(**given)
    assert code_of(caught) == "InvalidParameterCombination"
    with pytest.raises(ClientError) as caught:
        show(cache, name)
    assert code_of(caught) == "ReplicationGroupNotFoundFault"


def test_a_refused_modification_changes_nothing(cache, group, name):
    group(NumNodeGroups=1, ReplicasPerNodeGroup=1, MultiAZEnabled=True)
    with pytest.raises(ClientError):
        cache.modify_replication_group(ReplicationGroupId=name, CacheNodeType="cache.r7g.xlarge", AutomaticFailoverEnabled=False)
    assert show(cache, name)["CacheNodeType"] == "cache.r7g.large"
    with pytest.raises(ClientError):
        cache.decrease_replica_count(ReplicationGroupId=name, NewReplicaCount=0, ApplyImmediately=True)
    assert len(show(cache, name)["MemberClusters"]) == 2


def test_cluster_mode_is_not_enabled_in_one_step(cache, group, name):
    group(NumNodeGroups=1)
    with pytest.raises(ClientError) as caught:
        cache.modify_replication_group(ReplicationGroupId=name, ClusterMode="enabled")
    assert code_of(caught) == "InvalidParameterValue"
    cache.modify_replication_group(ReplicationGroupId=name, ClusterMode="compatible")
    cache.modify_replication_group(ReplicationGroupId=name, ClusterMode="enabled")
    assert show(cache, name)["ClusterEnabled"] is True


def test_a_final_snapshot_outlives_its_group(cache, group, name):
    group()
    cache.delete_replication_group(ReplicationGroupId=name, FinalSnapshotIdentifier=f"{name}-final")
    (snapshot,) = cache.describe_snapshots(SnapshotName=f"{name}-final")["Snapshots"]
    assert (snapshot["ReplicationGroupId"], snapshot["NumNodeGroups"], snapshot["CacheNodeType"]) == (name, 2, "cache.r7g.large")
    with pytest.raises(ClientError) as caught:
        show(cache, name)
    assert code_of(caught) == "ReplicationGroupNotFoundFault"


def test_a_replication_group_keeps_its_tags(cache, group):
    arn = group(Tags=[{"Key": "a", "Value": "1"}])["ARN"]
    cache.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "b", "Value": "2"}])
    cache.remove_tags_from_resource(ResourceName=arn, TagKeys=["a"])
    assert cache.list_tags_for_resource(ResourceName=arn)["TagList"] == [{"Key": "b", "Value": "2"}]


def test_lists_come_in_pages(cache, group, name):
    group(NumNodeGroups=8, ReplicasPerNodeGroup=3)
    seen = [c["CacheClusterId"] for page in cache.get_paginator("describe_cache_clusters").paginate(PaginationConfig={"PageSize": 20}) for c in page["CacheClusters"]]
    assert len([member for member in seen if member.startswith(f"{name}-")]) == 32
    assert len(seen) == len(set(seen))


def test_engine_versions_name_their_family(cache):
    (newest,) = cache.describe_cache_engine_versions(Engine="valkey", DefaultOnly=True)["CacheEngineVersions"]
    assert newest["CacheParameterGroupFamily"] == "valkey8"
    (old,) = cache.describe_cache_engine_versions(EngineVersion="6.2")["CacheEngineVersions"]
    assert old["CacheParameterGroupFamily"] == "redis6.x"


# ---- serverless


def test_a_minimum_of_a_serverless_cache_stays_until_another_is_named(cache, name, vpc):
    limits = {"ECPUPerSecond": {"Minimum": 2000, "Maximum": 5000}}
    cache.create_serverless_cache(ServerlessCacheName=name, Engine="valkey", SubnetIds=vpc["subnets"], CacheUsageLimits=limits)
    for given, shown in (({"Maximum": 9000}, 2000), ({"Minimum": 1000, "Maximum": 9000}, 1000)):
        cache.modify_serverless_cache(ServerlessCacheName=name, CacheUsageLimits={"ECPUPerSecond": given})
        (found,) = cache.describe_serverless_caches(ServerlessCacheName=name)["ServerlessCaches"]
        assert found["CacheUsageLimits"]["ECPUPerSecond"] == {"Minimum": shown, "Maximum": 9000}


def test_a_serverless_cache_is_made_changed_and_deleted(cache, name, vpc):
    limits = {"DataStorage": {"Maximum": 10, "Unit": "GB"}, "ECPUPerSecond": {"Maximum": 5000}}
    made = cache.create_serverless_cache(
        ServerlessCacheName=name,
        Engine="valkey",
        MajorEngineVersion="8",
        SubnetIds=vpc["subnets"],
        CacheUsageLimits=limits,
        Tags=[{"Key": "a", "Value": "1"}],
    )["ServerlessCache"]
    assert (made["Status"], made["FullEngineVersion"], made["CacheUsageLimits"]) == ("available", "8.0", limits)
    assert cache.list_tags_for_resource(ResourceName=made["ARN"])["TagList"] == [{"Key": "a", "Value": "1"}]
    limits["ECPUPerSecond"]["Maximum"] = 9000
    cache.modify_serverless_cache(ServerlessCacheName=name, CacheUsageLimits=limits, SnapshotRetentionLimit=7)
    (shown,) = cache.describe_serverless_caches(ServerlessCacheName=name)["ServerlessCaches"]
    assert (shown["CacheUsageLimits"], shown["SnapshotRetentionLimit"], shown["ARN"]) == (limits, 7, made["ARN"])
    cache.delete_serverless_cache(ServerlessCacheName=name)
    with pytest.raises(ClientError) as caught:
        cache.describe_serverless_caches(ServerlessCacheName=name)
    assert code_of(caught) == "ServerlessCacheNotFoundFault"
