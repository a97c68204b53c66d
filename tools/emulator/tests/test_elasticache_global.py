"""ElastiCache: global datastores, over three regions."""

import pytest
from botocore.exceptions import ClientError

from helpers import code_of

HOME, AWAY, FAR = "us-east-1", "eu-west-1", "eu-central-1"


@pytest.fixture
def home(client):
    return client("elasticache", HOME)


@pytest.fixture
def away(client):
    return client("elasticache", AWAY)


@pytest.fixture
def far(client):
    return client("elasticache", FAR)


@pytest.fixture
def primary(home, name):
    """Makes the replication group that becomes the primary one; the argument is what differs from the usual."""

    def create(**more):
        usual = {
            "ReplicationGroupId": name,
            "ReplicationGroupDescription": "d",
            "Engine": "valkey",
            "EngineVersion": "8.0",
            "CacheNodeType": "cache.r7g.large",
            "NumNodeGroups": 2,
            "ReplicasPerNodeGroup": 1,
            "AutomaticFailoverEnabled": True,
            "TransitEncryptionEnabled": True,
        }
        return home.create_replication_group(**{**usual, **more})["ReplicationGroup"]

    return create


@pytest.fixture
def world(home, name, primary):
    """Makes a global datastore of a new primary replication group; its id."""

    def create(**more):
        primary(**more)
        made = home.create_global_replication_group(GlobalReplicationGroupIdSuffix=name, PrimaryReplicationGroupId=name)
        return made["GlobalReplicationGroup"]["GlobalReplicationGroupId"]

    return create


def secondary(cache, name, world, **more):
    given = {"ReplicationGroupDescription": "d", "GlobalReplicationGroupId": world, "ReplicasPerNodeGroup": 1, **more}
    return cache.create_replication_group(ReplicationGroupId=f"{name}-2", **given)["ReplicationGroup"]


def show(cache, name):
    return cache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]


def world_of(cache, world):
    return cache.describe_global_replication_groups(GlobalReplicationGroupId=world, ShowMemberInfo=True)["GlobalReplicationGroups"][0]


def roles(cache, world):
    return {member["ReplicationGroupRegion"]: member["Role"] for member in world_of(cache, world)["Members"]}


def node(cache, group):
    return cache.describe_cache_clusters(CacheClusterId=group["MemberClusters"][0])["CacheClusters"][0]


def refusal(call):
    """Code and message of what is refused."""
    with pytest.raises(ClientError) as caught:
        call()
    return code_of(caught), caught.value.response["Error"]["Message"]


def test_its_id_has_the_prefix_of_its_region_and_it_has_a_primary_only(home, away, world, name):
    made = world()
    assert made == f"ldgnf-{name}"
    found = world_of(away, made)
    assert (found["Status"], found["CacheNodeType"], found["Engine"], found["EngineVersion"]) == ("primary-only", "cache.r7g.large", "valkey", "8.0.1")
    assert [shard["GlobalNodeGroupId"] for shard in found["GlobalNodeGroups"]] == [f"{made}-0001", f"{made}-0002"]
    assert show(home, name)["GlobalReplicationGroupInfo"] == {"GlobalReplicationGroupId": made, "GlobalReplicationGroupMemberRole": "PRIMARY"}
    assert "Members" not in home.describe_global_replication_groups(GlobalReplicationGroupId=made)["GlobalReplicationGroups"][0]


def test_a_secondary_has_its_primarys_settings_and_its_own_replicas(home, away, world, name):
    made = world()
    group = secondary(away, name, made, ReplicasPerNodeGroup=2)
    assert (group["CacheNodeType"], group["Engine"], len(group["NodeGroups"])) == ("cache.r7g.large", "valkey", 2)
    assert (group["AutomaticFailover"], group["MultiAZ"], group["TransitEncryptionEnabled"]) == ("enabled", "disabled", True)
    assert len(group["NodeGroups"][0]["NodeGroupMembers"]) == 3
    assert node(away, group)["EngineVersion"] == "8.0.1"
    assert roles(home, made) == {HOME: "PRIMARY", AWAY: "SECONDARY"}
    assert world_of(home, made)["Status"] == "available"


@pytest.mark.parametrize(
    "more",
    [
        {"CacheNodeType": "cache.r7g.large"},
        {"Engine": "valkey"},
        {"EngineVersion": "8.0"},
        {"NumNodeGroups": 2},
        {"TransitEncryptionEnabled": True},
        {"AtRestEncryptionEnabled": True},
        {"AutomaticFailoverEnabled": True},
        {"SnapshotName": "s"},
        {"CacheParameterGroupName": "default.valkey8"},
    ],
)
def test_a_secondary_says_nothing_of_what_it_has_from_its_primary(away, world, name, more):
    code, message = refusal(lambda: secondary(away, name, world(), **more))
    assert code == "InvalidParameterCombination"
    assert message == "Cannot use the given parameters when creating new replication group in an existing global replication group."


def test_a_secondary_needs_a_replica_where_its_primary_fails_over(away, world, name):
    made = world(ReplicasPerNodeGroup=1, MultiAZEnabled=True)
    assert refusal(lambda: secondary(away, name, made, ReplicasPerNodeGroup=0))[0] == "InvalidParameterCombination"


def test_two_secondaries_at_most_each_in_a_region_of_its_own(client, home, away, far, world, name):
    made = world()
    assert "in us-east-1 already" in refusal(lambda: secondary(home, name, made))[1]
    secondary(away, name, made)
    secondary(far, name, made)
    assert "has 2 secondary" in refusal(lambda: secondary(client("elasticache", "eu-west-2"), name, made))[1]


@pytest.mark.parametrize("node_type", ["cache.t4g.medium", "cache.r4.large"])
def test_small_and_old_nodes_are_in_none(home, primary, name, node_type):
    primary(CacheNodeType=node_type)
    made = {"GlobalReplicationGroupIdSuffix": name, "PrimaryReplicationGroupId": name}
    assert refusal(lambda: home.create_global_replication_group(**made))[0] == "InvalidParameterValue"


def test_each_member_has_a_parameter_group_of_its_own_which_changes_in_all(home, away, world, name):
    home.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily="valkey8", Description="d")
    lru = {"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}
    on = {"ParameterName": "cluster-enabled", "ParameterValue": "yes"}
    home.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=[lru, on])
    made = world(CacheParameterGroupName=name)
    group = secondary(away, name, made)
    own = node(away, group)["CacheParameterGroup"]["CacheParameterGroupName"]
    at_home = node(home, show(home, name))["CacheParameterGroup"]["CacheParameterGroupName"]
    assert own.startswith(f"global-datastore-{name}-2-") and at_home.startswith(f"global-datastore-{name}-")
    assert away.describe_cache_parameter_groups(CacheParameterGroupName=own)["CacheParameterGroups"][0]["IsGlobal"]
    assert {**lru, "Source": "user"} in away.describe_cache_parameters(CacheParameterGroupName=own)["Parameters"]
    lfu = {**lru, "ParameterValue": "allkeys-lfu"}
    home.modify_cache_parameter_group(CacheParameterGroupName=at_home, ParameterNameValues=[lfu])
    assert {**lfu, "Source": "user"} in away.describe_cache_parameters(CacheParameterGroupName=own)["Parameters"]


def test_node_type_version_and_shards_are_changed_in_all_by_it_alone(home, away, world, name):
    made = world()
    secondary(away, name, made)
    for cache, group in ((home, name), (away, f"{name}-2")):
        for change in ({"CacheNodeType": "cache.r7g.xlarge"}, {"EngineVersion": "8.1"}, {"AutomaticFailoverEnabled": False}):
            given = {"ReplicationGroupId": group, "ApplyImmediately": True, **change}
            assert refusal(lambda given=given, cache=cache: cache.modify_replication_group(**given))[0] == "InvalidParameterCombination"
        given = {"ReplicationGroupId": group, "ApplyImmediately": True, "NodeGroupCount": 3}
        assert refusal(lambda given=given, cache=cache: cache.modify_replication_group_shard_configuration(**given))[0] == "InvalidReplicationGroupState"
    home.modify_global_replication_group(GlobalReplicationGroupId=made, ApplyImmediately=True, CacheNodeType="cache.r7g.xlarge")
    home.modify_global_replication_group(GlobalReplicationGroupId=made, ApplyImmediately=True, EngineVersion="8.1")
    home.increase_node_groups_in_global_replication_group(GlobalReplicationGroupId=made, ApplyImmediately=True, NodeGroupCount=3)
    for cache, group in ((home, name), (away, f"{name}-2")):
        found = show(cache, group)
        assert (found["CacheNodeType"], len(found["NodeGroups"]), node(cache, found)["EngineVersion"]) == ("cache.r7g.xlarge", 3, "8.1.0")
    kept = [f"{made}-0001"]
    home.decrease_node_groups_in_global_replication_group(
        GlobalReplicationGroupId=made, ApplyImmediately=True, NodeGroupCount=1, GlobalNodeGroupsToRetain=kept
    )
    assert len(show(away, f"{name}-2")["NodeGroups"]) == 1


def test_replicas_are_each_members_own(away, world, name):
    secondary(away, name, world())
    away.increase_replica_count(ReplicationGroupId=f"{name}-2", ApplyImmediately=True, NewReplicaCount=2)
    assert len(show(away, f"{name}-2")["NodeGroups"][0]["NodeGroupMembers"]) == 3


def test_a_major_version_needs_a_parameter_group_which_no_other_change_takes(home, away, world, name):
    made = world(EngineVersion="7.2")
    secondary(away, name, made)
    change = {"GlobalReplicationGroupId": made, "ApplyImmediately": True}
    assert "must be specified" in refusal(lambda: home.modify_global_replication_group(**change, EngineVersion="8.0"))[1]
    assert "only when" in refusal(lambda: home.modify_global_replication_group(**change, CacheParameterGroupName="default.valkey7.cluster.on"))[1]
    home.modify_global_replication_group(**change, EngineVersion="8.0", CacheParameterGroupName="default.valkey8.cluster.on")
    own = node(away, show(away, f"{name}-2"))["CacheParameterGroup"]["CacheParameterGroupName"]
    assert away.describe_cache_parameter_groups(CacheParameterGroupName=own)["CacheParameterGroups"][0]["CacheParameterGroupFamily"] == "valkey8"
    assert "downgrade" in refusal(lambda: home.modify_global_replication_group(**change, EngineVersion="7.2"))[1]


def test_it_is_changed_at_once_or_not(home, world):
    made = world()
    code, _ = refusal(lambda: home.modify_global_replication_group(GlobalReplicationGroupId=made, ApplyImmediately=False, CacheNodeType="cache.r7g.xlarge"))
    assert code == "InvalidParameterValue"


def test_a_failover_by_hand_changes_who_follows_whom(home, away, world, name):
    made = world()
    target = {"GlobalReplicationGroupId": made, "PrimaryRegion": AWAY, "PrimaryReplicationGroupId": f"{name}-2"}
    assert refusal(lambda: home.failover_global_replication_group(**target))[0] == "InvalidGlobalReplicationGroupState"
    secondary(away, name, made)
    home.failover_global_replication_group(**target)
    assert roles(away, made) == {HOME: "SECONDARY", AWAY: "PRIMARY"}
    assert show(home, name)["GlobalReplicationGroupInfo"]["GlobalReplicationGroupMemberRole"] == "SECONDARY"
    assert refusal(lambda: home.failover_global_replication_group(**target))[0] == "InvalidParameterValue"


def test_secondaries_leave_before_they_and_the_global_datastore_are_deleted_the_primary_stays(home, away, world, name):
    made = world()
    secondary(away, name, made)
    assert refusal(lambda: away.delete_replication_group(ReplicationGroupId=f"{name}-2"))[0] == "InvalidReplicationGroupState"
    gone = {"GlobalReplicationGroupId": made, "RetainPrimaryReplicationGroup": True}
    assert refusal(lambda: home.delete_global_replication_group(**gone))[0] == "InvalidGlobalReplicationGroupState"
    at_home = {"GlobalReplicationGroupId": made, "ReplicationGroupId": name, "ReplicationGroupRegion": HOME}
    assert refusal(lambda: home.disassociate_global_replication_group(**at_home))[0] == "InvalidParameterValue"
    there = {"GlobalReplicationGroupId": made, "ReplicationGroupId": f"{name}-2", "ReplicationGroupRegion": AWAY}
    away.disassociate_global_replication_group(**there)
    code, message = refusal(lambda: away.disassociate_global_replication_group(**there))
    assert code == "InvalidParameterValue" and "is not associated with Global Replication Group" in message
    assert "GlobalReplicationGroupInfo" not in show(away, f"{name}-2")
    away.delete_replication_group(ReplicationGroupId=f"{name}-2")
    assert refusal(lambda: home.delete_replication_group(ReplicationGroupId=name))[0] == "InvalidReplicationGroupState"
    home.delete_global_replication_group(**gone)
    assert refusal(lambda: world_of(home, made))[0] == "GlobalReplicationGroupNotFoundFault"
    home.delete_replication_group(ReplicationGroupId=name)
