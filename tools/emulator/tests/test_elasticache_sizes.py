"""ElastiCache: node types, shards, replicas and quotas. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html,
CacheNodes.SupportedTypes.html, data-tiering.html and the API reference of each operation."""

import json
import urllib.error
import urllib.request

import pytest

from edge import refused

VALUE, COMBINATION = "InvalidParameterValue", "InvalidParameterCombination"
SHARDS, NODES = "NodeGroupsPerReplicationGroupQuotaExceeded", "NodeQuotaForClusterExceeded"
TIERED = {"CacheNodeType": "cache.r6gd.xlarge", "DataTieringEnabled": True}


@pytest.fixture
def cache(client):
    return client("elasticache", "eu-north-1")


@pytest.fixture
def group(cache, name):
    """Makes Valkey caches of two shards with a replica each; the argument is what differs from that."""

    def create(**more):
        usual = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "valkey", "EngineVersion": "8.0"}
        shape = {"CacheNodeType": "cache.r7g.large", "NumNodeGroups": 2, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": True}
        given = {**usual, **shape, "TransitEncryptionEnabled": True, **more}
        return cache.create_replication_group(**{key: value for key, value in given.items() if value is not None})["ReplicationGroup"]

    return create


@pytest.fixture
def quotas(endpoint):
    """Sets quotas of the tests' region, and takes them back."""

    def send(**given):
        request = urllib.request.Request(f"{endpoint}/moto-api/elasticache-quotas", data=json.dumps({"region": "eu-north-1", **given}).encode(), method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    usual = send()
    yield send
    send(**usual)


@pytest.fixture
def change(name):
    return {"ReplicationGroupId": name, "ApplyImmediately": True}


# ---- quotas


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ReplicasPerNodeGroup": 6}, VALUE),
        ({"NumNodeGroups": 91, "ReplicasPerNodeGroup": 0, "AutomaticFailoverEnabled": True}, SHARDS),
        ({"NumNodeGroups": 46, "ReplicasPerNodeGroup": 1}, NODES),
        ({"NumNodeGroups": None, "ReplicasPerNodeGroup": None, "NumCacheClusters": 7}, VALUE),
        ({"NumCacheClusters": 2}, COMBINATION),
    ],
)
def test_a_group_has_so_many_shards_replicas_and_nodes(group, given, code):
    refused(code, group, **given)


def test_a_group_grows_to_the_same_bounds(cache, group, change):
    group()
    resharded = cache.modify_replication_group_shard_configuration
    refused(VALUE, cache.increase_replica_count, **change, NewReplicaCount=6)
    refused(NODES, resharded, **change, NodeGroupCount=46)
    refused("NodeGroupNotFoundFault", resharded, **change, NodeGroupCount=1, NodeGroupsToRemove=["0009"])
    change["ApplyImmediately"] = False
    refused(VALUE, cache.increase_replica_count, **change, NewReplicaCount=2, message="ApplyImmediately")
    refused(VALUE, resharded, **change, NodeGroupCount=3, message="ApplyImmediately")


def test_a_raised_quota_lets_a_cluster_have_500_nodes_and_no_more(group, quotas):
    quotas(nodesPerCluster=500)
    refused(NODES, group, NumNodeGroups=84, ReplicasPerNodeGroup=5, message="500")
    refused(SHARDS, group, NumNodeGroups=501, ReplicasPerNodeGroup=0)
    old = {"Engine": "redis", "EngineVersion": "4.0.10", "CacheNodeType": "cache.r5.large"}
    refused(NODES, group, **old, NumNodeGroups=126, ReplicasPerNodeGroup=1, message="250")
    assert len(group(NumNodeGroups=500, ReplicasPerNodeGroup=0)["MemberClusters"]) == 500
    with pytest.raises(urllib.error.HTTPError):
        quotas(nodesPerCluster=501)


def test_a_region_has_so_many_nodes_users_and_caches_as_the_test_says(cache, group, quotas, name, change):
    group(NumNodeGroups=1, ClusterMode="enabled")
    nodes = sum(len(each["MemberClusters"]) for each in cache.describe_replication_groups()["ReplicationGroups"])
    quotas(nodes=nodes, users=0, userGroups=0, serverlessCaches=0)
    refused("NodeQuotaForCustomerExceeded", cache.modify_replication_group_shard_configuration, **change, NodeGroupCount=2)
    user = {"UserId": name, "UserName": name, "Engine": "valkey", "AccessString": "on ~* +@all", "AuthenticationMode": {"Type": "iam"}}
    refused("UserQuotaExceeded", cache.create_user, **user)
    refused("UserGroupQuotaExceeded", cache.create_user_group, UserGroupId=name, Engine="valkey")
    refused("ServerlessCacheQuotaForCustomerExceededFault", cache.create_serverless_cache, ServerlessCacheName=name, Engine="valkey")


def test_a_user_group_has_so_many_users(cache, quotas, name):
    assert quotas()["usersPerUserGroup"] == 100
    quotas(usersPerUserGroup=1)
    users = [f"{name}-a", f"{name}-b"]
    for user in users:
        cache.create_user(UserId=user, UserName=user, Engine="valkey", AccessString="on ~* +@all", AuthenticationMode={"Type": "iam"})
    refused(VALUE, cache.create_user_group, UserGroupId=name, Engine="valkey", UserIds=users, message="users in a user group (1)")
    cache.create_user_group(UserGroupId=name, Engine="valkey", UserIds=users[:1])


# ---- replicas


def test_as_many_replicas_as_there_are_is_no_operation(cache, group, change):
    group()
    for call in (cache.increase_replica_count, cache.decrease_replica_count):
        refused("NoOperationFault", call, **change, NewReplicaCount=1)
    refused(VALUE, cache.decrease_replica_count, **change, NewReplicaCount=2)
    refused(VALUE, cache.increase_replica_count, **change, NewReplicaCount=0)


@pytest.mark.parametrize("shards", [1, 2])
def test_multi_az_keeps_a_replica(cache, group, change, shards):
    group(NumNodeGroups=shards, MultiAZEnabled=True)
    refused(COMBINATION, cache.decrease_replica_count, **change, NewReplicaCount=0)


def test_cluster_mode_without_multi_az_can_go_without_replicas(cache, group, change, name):
    group()
    assert len(cache.decrease_replica_count(**change, NewReplicaCount=0)["ReplicationGroup"]["MemberClusters"]) == 2


# ---- node types


def test_a_cluster_is_scaled_to_what_is_listed(cache, group, name, change):
    group()
    listed = cache.list_allowed_node_type_modifications(ReplicationGroupId=name)
    up, down = listed["ScaleUpModifications"], listed["ScaleDownModifications"]
    assert ("cache.r7g.xlarge" in up, "cache.m7g.large" in down, "cache.r7g.large" in [*up, *down]) == (True, True, False)
    assert [each for each in [*up, *down] if "r6gd" in each or "t2" in each] == []
    assert cache.list_allowed_node_type_modifications(CacheClusterId=f"{name}-0001-001")["ScaleUpModifications"] == up
    refused("ReplicationGroupNotFoundFault", cache.list_allowed_node_type_modifications, ReplicationGroupId="nobody")
    refused(COMBINATION, cache.list_allowed_node_type_modifications)
    refused(COMBINATION, cache.modify_replication_group, **change, CacheNodeType="cache.r6gd.xlarge", message="data tiering")


def test_a_tiered_cluster_is_scaled_to_tiered_nodes_alone(cache, group, name, change):
    group(**TIERED)
    listed = cache.list_allowed_node_type_modifications(ReplicationGroupId=name)
    assert listed["ScaleUpModifications"] == [f"cache.r6gd.{size}" for size in ("12xlarge", "16xlarge", "2xlarge", "4xlarge", "8xlarge")]
    assert listed["ScaleDownModifications"] == []
    refused(COMBINATION, cache.modify_replication_group, **change, CacheNodeType="cache.r7g.xlarge", message="r6gd")


@pytest.mark.parametrize("node_type", ["cache.r6gd.large", "cache.r7g.3xlarge", "cache.t2.micro"])
def test_a_node_type_must_be_one_that_new_clusters_are_made_of(group, node_type):
    refused(VALUE, group, CacheNodeType=node_type, message=node_type)


def test_data_tiering_supports_three_policies(cache, group, name):
    cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily="valkey8", Description="d")
    values = {"cluster-enabled": "yes", "maxmemory-policy": "allkeys-lfu"}
    given = [{"ParameterName": key, "ParameterValue": value} for key, value in values.items()]
    cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=given)
    refused(COMBINATION, group, **TIERED, CacheParameterGroupName=name, message="allkeys-lfu")
    group(CacheParameterGroupName=name)


def test_a_snapshot_of_tiered_nodes_is_restored_to_tiered_nodes_alone(cache, group, name):
    group(**TIERED)
    cache.create_snapshot(SnapshotName=f"{name}-s", ReplicationGroupId=name)
    refused(COMBINATION, group, ReplicationGroupId=f"{name}-b", SnapshotName=f"{name}-s", message="data tiering")
    group(**TIERED, ReplicationGroupId=f"{name}-b", SnapshotName=f"{name}-s")
