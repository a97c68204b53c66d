"""ElastiCache: what is refused, as the API reference and the ElastiCache User Guide have it."""

import pytest
from botocore.exceptions import ClientError

from helpers import code_of


def refused(call, code, *words):
    with pytest.raises(ClientError) as caught:
        call()
    message = caught.value.response["Error"]["Message"]
    assert code_of(caught) == code, message
    for word in words:
        assert word in message


@pytest.fixture
def cache(client):
    return client("elasticache")


@pytest.fixture
def group(cache, name):
    """Makes Valkey groups of two shards with a replica each; the argument is what differs from that."""

    def create(**more):
        usual = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "valkey", "EngineVersion": "8.0"}
        shape = {"CacheNodeType": "cache.r7g.large", "NumNodeGroups": 2, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": True}
        given = {**usual, **shape, "TransitEncryptionEnabled": True, **more}
        return cache.create_replication_group(**{key: value for key, value in given.items() if value is not None})["ReplicationGroup"]

    return create


def parameter_group(cache, name, family, **values):
    cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily=family, Description="d")
    given = [{"ParameterName": key.replace("_", "-"), "ParameterValue": value} for key, value in values.items()]
    if given:
        cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=given)


# ---- engines and node types: /engine-versions.html, /CacheNodes.SupportedTypes.html, /data-tiering.html


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"EngineVersion": "8.99"}, "InvalidParameterCombination"),
        ({"Engine": "redis", "EngineVersion": "8.0"}, "InvalidParameterCombination"),
        ({"Engine": "keydb"}, "InvalidParameterValue"),
        ({"CacheNodeType": "cache.r99g.large"}, "InvalidParameterValue"),
        ({"CacheNodeType": "cache.r7g.micro"}, "InvalidParameterValue"),
        ({"CacheNodeType": "db.r7g.large"}, "InvalidParameterValue"),
        ({"Engine": "redis", "EngineVersion": "4.0.10", "CacheNodeType": "cache.r7g.large"}, "InvalidParameterCombination"),
        ({"CacheNodeType": "cache.r6gd.xlarge"}, "InvalidParameterCombination"),
        ({"DataTieringEnabled": True}, "InvalidParameterCombination"),
        ({"Engine": "redis", "EngineVersion": "6.0", "CacheNodeType": "cache.r6gd.xlarge", "DataTieringEnabled": True}, "InvalidParameterCombination"),
    ],
)
def test_an_engine_and_its_nodes_must_exist(group, given, code):
    refused(lambda: group(**given), code)


def test_a_tiered_group_stays_on_its_nodes(cache, group, name):
    group(CacheNodeType="cache.r6gd.xlarge", DataTieringEnabled=True)
    change = {"ReplicationGroupId": name, "CacheNodeType": "cache.r7g.xlarge", "ApplyImmediately": True}
    refused(lambda: cache.modify_replication_group(**change), "InvalidParameterCombination", "r6gd")


# ---- windows: "The minimum maintenance window is a 60 minute period."


@pytest.mark.parametrize(
    "given",
    [
        {"SnapshotWindow": "5:00-6:00"},
        {"SnapshotWindow": "05:00-05:59"},
        {"PreferredMaintenanceWindow": "sun:05:00-sun:05:30"},
        {"PreferredMaintenanceWindow": "sunday:05:00-sunday:06:00"},
        {"SnapshotWindow": "05:00-06:00", "PreferredMaintenanceWindow": "sun:05:30-sun:06:30"},
        {"SnapshotRetentionLimit": 36},
    ],
)
def test_windows_are_well_formed_long_enough_and_apart(group, given):
    refused(lambda: group(**given), "InvalidParameterValue")


def test_windows_are_shown_in_lower_case_and_stay_apart(cache, group, name):
    group(PreferredMaintenanceWindow="Sun:05:00-Sun:06:00", SnapshotWindow="06:00-07:00")
    assert cache.describe_cache_clusters(CacheClusterId=f"{name}-0001-001")["CacheClusters"][0]["PreferredMaintenanceWindow"] == "sun:05:00-sun:06:00"
    refused(lambda: cache.modify_replication_group(ReplicationGroupId=name, SnapshotWindow="05:30-06:30"), "InvalidParameterValue", "overlap")


# ---- what a group names


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"SecurityGroupIds": ["sg-00000000"]}, "InvalidParameterValue"),
        ({"AtRestEncryptionEnabled": True, "KmsKeyId": "00000000-0000-0000-0000-000000000000"}, "InvalidParameterValue"),
        ({"SnapshotName": "nobody"}, "SnapshotNotFoundFault"),
        ({"AuthToken": "short"}, "InvalidParameterValue"),
        ({"AuthToken": "with@sign@with@sign@"}, "InvalidParameterValue"),
    ],
)
def test_a_group_needs_what_it_names(group, given, code):
    refused(lambda: group(**given), code)


def test_a_key_is_for_encryption_at_rest_and_enabled(group, client, key):
    refused(lambda: group(KmsKeyId=key), "InvalidParameterCombination")
    client("kms").disable_key(KeyId=key)
    refused(lambda: group(KmsKeyId=key, AtRestEncryptionEnabled=True), "InvalidParameterValue", key)


def test_a_security_group_is_of_the_subnets_vpc(cache, group, client, vpc, name):
    ec2 = client("ec2")
    other = ec2.create_vpc(CidrBlock="10.6.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_security_group(VpcId=other, GroupName=name, Description="d")["GroupId"]
    cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    refused(lambda: group(CacheSubnetGroupName=name, SecurityGroupIds=[stranger]), "InvalidVPCNetworkStateFault", other)
    group(CacheSubnetGroupName=name, SecurityGroupIds=[vpc["security_group"]])
    refused(lambda: cache.modify_replication_group(ReplicationGroupId=name, SecurityGroupIds=[stranger]), "InvalidVPCNetworkStateFault", other)


def test_logs_need_a_version_that_writes_them(group):
    where = {"DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "l"}}}
    log = {"LogType": "engine-log", "LogFormat": "json", **where}
    refused(lambda: group(Engine="redis", EngineVersion="6.0", LogDeliveryConfigurations=[log]), "InvalidParameterCombination", "engine-log")


def test_a_final_snapshot_has_a_name_of_its_own(cache, group, name):
    group()
    cache.create_snapshot(SnapshotName=f"{name}-s", ReplicationGroupId=name)
    refused(lambda: cache.delete_replication_group(ReplicationGroupId=name, FinalSnapshotIdentifier=f"{name}-s"), "SnapshotAlreadyExistsFault")


# ---- encryption in transit: /in-transit-encryption-enable.html, /in-transit-encryption-disable.html


@pytest.mark.parametrize(
    "given",
    [
        {"TransitEncryptionEnabled": None},
        {"TransitEncryptionEnabled": False, "TransitEncryptionMode": "preferred"},
        {"TransitEncryptionEnabled": False, "AuthToken": "a-long-enough-token"},
    ],
    ids=["valkey says nothing", "a mode of nothing", "a token in the clear"],
)
def test_encryption_in_transit_is_said_and_holds(group, given):
    refused(lambda: group(**given), "InvalidParameterCombination")


def test_encryption_in_transit_changes_step_by_step(cache, group, name):
    group(TransitEncryptionEnabled=False)

    def change(**given):
        return cache.modify_replication_group(ReplicationGroupId=name, ApplyImmediately=True, **given)

    refused(lambda: change(TransitEncryptionEnabled=True), "InvalidParameterCombination", "preferred")
    refused(lambda: change(TransitEncryptionEnabled=True, TransitEncryptionMode="required"), "InvalidParameterCombination", "preferred")
    change(TransitEncryptionEnabled=True, TransitEncryptionMode="preferred")
    change(TransitEncryptionMode="required")
    refused(lambda: change(TransitEncryptionEnabled=False), "InvalidParameterCombination", "preferred")


# ---- cluster mode: /modify-cluster-mode.html


def test_cluster_mode_is_that_of_the_parameter_group(cache, group, name):
    parameter_group(cache, f"{name}-no", "valkey8", cluster_enabled="no")
    parameter_group(cache, f"{name}-yes", "valkey8", cluster_enabled="yes")
    refused(lambda: group(CacheParameterGroupName=f"{name}-no"), "InvalidParameterCombination", "cluster-enabled")
    group(CacheParameterGroupName=f"{name}-yes")
    change = {"ReplicationGroupId": name, "CacheParameterGroupName": f"{name}-no"}
    refused(lambda: cache.modify_replication_group(**change), "InvalidParameterCombination", "cluster-enabled")


# ---- parameter groups: /ParameterGroups.Engine.html


@pytest.mark.parametrize("family", ["redis8", "redis7.1", "valkey", "postgres16"])
def test_a_family_must_exist(cache, name, family):
    refused(lambda: parameter_group(cache, name, family), "InvalidParameterValue", family)


@pytest.mark.parametrize(
    ("family", "parameter", "value"),
    [
        ("redis7", "maxmemory-policy", "oldest-first"),
        ("redis7", "max-memory-policy", "allkeys-lru"),
        ("redis7", "hash-max-ziplist-entries", "512"),
        ("redis6.x", "hash-max-listpack-entries", "512"),
        ("redis7", "appendonly", "yes"),
        ("redis7", "cluster-enabled", "true"),
        ("valkey8", "reserved-memory-percent", "101"),
        ("valkey8", "timeout", "5"),
        ("valkey8", "notify-keyspace-events", "ABC"),
        ("redis7", "extended-redis-compatibility", "yes"),
        ("valkey7", "extended-redis-compatibility", "yes"),
        ("valkey8", "lazyfree-lazy-expire", "yes"),
        ("valkey8", "maxmemory-samples", "65"),
        ("valkey8", "search-fanout-target-mode", "all"),
        ("valkey8", "cluster-databases", "16"),
    ],
)
def test_a_parameter_must_exist_and_take_its_value(cache, name, family, parameter, value):
    parameter_group(cache, name, family)
    given = [{"ParameterName": parameter, "ParameterValue": value}]
    refused(lambda: cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=given), "InvalidParameterValue", parameter)


@pytest.mark.parametrize(
    ("family", "parameter", "value"),
    [
        ("redis7", "maxmemory-policy", "volatile-lfu"),
        ("redis6.x", "hash-max-ziplist-entries", "512"),
        ("valkey8", "timeout", "300"),
        ("valkey8", "notify-keyspace-events", "AKE"),
        ("valkey8", "slowlog-log-slower-than", "-1"),
        ("valkey8", "extended-redis-compatibility", "yes"),
        ("valkey7", "lazyfree-lazy-expire", "yes"),
        ("valkey8", "maxmemory-samples", "64"),
        ("valkey9", "cluster-databases", "16"),
        ("redis7", "acllog-max-len", "128"),
    ],
)
def test_a_parameter_that_is_valid_is_set(cache, name, family, parameter, value):
    parameter_group(cache, name, family, **{parameter: value})


def test_names_of_groups_are_in_lower_case(cache, name, vpc):
    parameter_group(cache, name.upper(), "valkey8")
    assert cache.describe_cache_parameter_groups(CacheParameterGroupName=name)["CacheParameterGroups"][0]["CacheParameterGroupName"] == name
    cache.create_cache_subnet_group(CacheSubnetGroupName=name.upper(), CacheSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    assert cache.describe_cache_subnet_groups(CacheSubnetGroupName=name)["CacheSubnetGroups"][0]["CacheSubnetGroupName"] == name


# ---- subnet groups: /API_CreateCacheSubnetGroup.html


def test_a_subnet_group_has_subnets_of_one_vpc(cache, client, name, vpc):
    ec2 = client("ec2")
    other = ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_subnet(VpcId=other, CidrBlock="10.5.0.0/24")["Subnet"]["SubnetId"]
    for subnets in (["subnet-00000000"], [vpc["subnets"][0], stranger]):
        refused(lambda: cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="d", SubnetIds=subnets), "InvalidSubnet")


def test_the_subnet_of_a_node_stays(cache, group, name, vpc):
    cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
    group(CacheSubnetGroupName=name)
    refused(lambda: cache.modify_cache_subnet_group(CacheSubnetGroupName=name, SubnetIds=vpc["subnets"][:1]), "SubnetInUse")


# ---- serverless: /API_CreateServerlessCache.html


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"MajorEngineVersion": "99"}, "InvalidParameterValue"),
        ({"CacheUsageLimits": {"DataStorage": {"Maximum": 5001, "Unit": "GB"}}}, "InvalidParameterValue"),
        ({"CacheUsageLimits": {"ECPUPerSecond": {"Maximum": 999}}}, "InvalidParameterValue"),
        ({"CacheUsageLimits": {"ECPUPerSecond": {"Minimum": 5000, "Maximum": 1000}}}, "InvalidParameterValue"),
        ({"SnapshotRetentionLimit": 36}, "InvalidParameterValue"),
        ({"DailySnapshotTime": "5am"}, "InvalidParameterValue"),
        ({"SecurityGroupIds": ["sg-00000000"]}, "InvalidParameterValue"),
        ({"SubnetIds": ["subnet-00000000", "subnet-00000001"]}, "InvalidParameterValue"),
        ({"KmsKeyId": "00000000-0000-0000-0000-000000000000"}, "InvalidParameterValue"),
        ({"UserGroupId": "nobody"}, "UserGroupNotFound"),
    ],
)
def test_a_serverless_cache_is_made_of_what_is_valid(cache, name, given, code):
    refused(lambda: cache.create_serverless_cache(**{"ServerlessCacheName": name, "Engine": "valkey", **given}), code)


def test_a_serverless_cache_is_in_two_zones_and_stays_valkey(cache, name, vpc):
    refused(lambda: cache.create_serverless_cache(ServerlessCacheName=name, Engine="valkey", SubnetIds=vpc["subnets"][:1]), "InvalidParameterValue")
    cache.create_serverless_cache(ServerlessCacheName=name, Engine="valkey", SubnetIds=vpc["subnets"])
    refused(lambda: cache.modify_serverless_cache(ServerlessCacheName=name, MajorEngineVersion="7"), "InvalidParameterValue")
    refused(lambda: cache.modify_serverless_cache(ServerlessCacheName=name, Engine="redis", MajorEngineVersion="7"), "InvalidParameterCombination")
