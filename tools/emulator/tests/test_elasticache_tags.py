"""The tags of nodes (ElastiCache User Guide, "Tagging your ElastiCache resources")."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of

TAGS = [{"Key": "ReplicationGroupId", "Value": "books"}]


@pytest.fixture
def elasticache(client):
    return client("elasticache")


@pytest.fixture
def group(elasticache, name):
    made = elasticache.create_replication_group(
        ReplicationGroupId=name[:40].lower(),
        ReplicationGroupDescription="books",
        Engine="valkey",
        CacheNodeType="cache.r7g.large",
        ClusterMode="enabled",
        CacheParameterGroupName="default.valkey8.cluster.on",
        NumNodeGroups=1,
        ReplicasPerNodeGroup=1,
        AutomaticFailoverEnabled=True,
        TransitEncryptionEnabled=True,
        Tags=TAGS,
    )
    return made["ReplicationGroup"]


def tags_of(elasticache, node: str) -> list[dict[str, str]]:
    return elasticache.list_tags_for_resource(ResourceName=f"arn:aws:elasticache:us-east-1:{ACCOUNT}:cluster:{node}")["TagList"]


def test_nodes_have_the_tags_of_their_group(elasticache, group):
    assert [tags_of(elasticache, node) for node in group["MemberClusters"]] == [TAGS, TAGS]


@pytest.mark.parametrize(
    "add",
    [
        lambda api, name: api.modify_replication_group_shard_configuration(ReplicationGroupId=name, NodeGroupCount=2, ApplyImmediately=True),
        lambda api, name: api.increase_replica_count(ReplicationGroupId=name, NewReplicaCount=2, ApplyImmediately=True),
    ],
    ids=["shards", "replicas"],
)
def test_nodes_that_are_added_have_them_too(elasticache, group, add):
    add(elasticache, group["ReplicationGroupId"])
    (now,) = elasticache.describe_replication_groups(ReplicationGroupId=group["ReplicationGroupId"])["ReplicationGroups"]
    added = set(now["MemberClusters"]) - set(group["MemberClusters"])
    assert added and all(tags_of(elasticache, node) == TAGS for node in added)


def test_tags_that_are_added_to_the_group_are_added_to_its_nodes(elasticache, group):
    elasticache.add_tags_to_resource(ResourceName=group["ARN"], Tags=[{"Key": "Team", "Value": "markets"}])
    assert {"Key": "Team", "Value": "markets"} in tags_of(elasticache, group["MemberClusters"][0])


def test_a_replication_group_by_its_own_arn(elasticache, group):
    assert elasticache.list_tags_for_resource(ResourceName=group["ARN"])["TagList"] == TAGS


def test_something_that_is_no_arn(elasticache):
    with pytest.raises(ClientError) as caught:
        elasticache.list_tags_for_resource(ResourceName="books")
    assert code_of(caught) == "InvalidARN"
