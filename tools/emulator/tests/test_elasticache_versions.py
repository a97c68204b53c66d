"""ElastiCache: engines and versions. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html, VersionManagement.HowTo.html and
VersionManagement.html; messages as the provider's and other controllers' users report them, where a test names a repository."""

import json
import urllib.request

import pytest

from edge import refused
from helpers import make_user_group

VALUE, COMBINATION = "InvalidParameterValue", "InvalidParameterCombination"


@pytest.fixture
def cache(client):
    return client("elasticache")


@pytest.fixture
def group(cache, name):
    """Makes caches of two shards, Redis OSS 7.1 unless the argument says otherwise."""

    def create(**more):
        usual = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "redis", "EngineVersion": "7.1"}
        shape = {"CacheNodeType": "cache.r7g.large", "NumNodeGroups": 2, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": True}
        return cache.create_replication_group(**{**usual, **shape, "TransitEncryptionEnabled": True, **more})["ReplicationGroup"]

    return create


@pytest.fixture
def modify(cache, name):
    return lambda **given: cache.modify_replication_group(ReplicationGroupId=name, **{"ApplyImmediately": True, **given})["ReplicationGroup"]


@pytest.fixture
def upgrade(endpoint):
    def send(**given):
        request = urllib.request.Request(f"{endpoint}/moto-api/minor-upgrade", data=json.dumps({"service": "elasticache", **given}).encode(), method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["version"]

    return send


def member(cache, name):
    return cache.describe_cache_clusters(CacheClusterId=f"{name}-0001-001")["CacheClusters"][0]


def parameters(cache, name, family):
    cache.create_cache_parameter_group(CacheParameterGroupName=name, CacheParameterGroupFamily=family, Description="d")
    clustered = [{"ParameterName": "cluster-enabled", "ParameterValue": "yes"}]
    cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=clustered)
    return name


# ---- replication groups


@pytest.mark.parametrize(
    ("engine", "versions"),
    [("valkey", ["9.1", "9.0", "8.2", "8.1", "8.0", "7.2"]), ("redis", ["7.1", "7.0", "6.2", "6.0", "5.0.6", "4.0.10"])],
)
def test_the_versions_of_an_engine(cache, engine, versions):
    shown = cache.describe_cache_engine_versions(Engine=engine)["CacheEngineVersions"]
    assert [version["EngineVersion"] for version in shown] == versions


@pytest.mark.parametrize(
    ("engine", "version", "shown"),
    [("redis", "7.0", "7.0.7"), ("redis", "6.x", "6.2.6"), ("valkey", "7.2", "7.2.6"), ("valkey", "8.0", "8.0.1")],
)
def test_a_node_shows_the_patch_of_its_version(cache, group, name, engine, version, shown):
    group(Engine=engine, EngineVersion=version)
    assert member(cache, name)["EngineVersion"] == shown


def test_a_version_goes_up_alone(cache, group, modify, name):
    group(Engine="valkey", EngineVersion="8.1")
    refused(VALUE, modify, EngineVersion="8.0", message="Cannot downgrade cache engine version from 8.1 to 8.0.")
    refused(COMBINATION, modify, EngineVersion="8.99")
    modify(Engine="valkey", EngineVersion="8.2")
    assert member(cache, name)["EngineVersion"] == "8.2.0"


def test_what_is_so_already_is_no_modification(group, modify):
    # hashicorp/terraform-provider-aws, internal/service/elasticache/replication_group.go
    group(Engine="valkey", EngineVersion="8.1")
    for given in ({}, {"EngineVersion": "8.1"}, {"CacheNodeType": "cache.r7g.large"}):
        refused(COMBINATION, modify, **given, message="No modifications were requested")


def test_a_version_that_elasticache_has_moved_itself_goes_on_from_there(cache, group, modify, upgrade, name):
    group(Engine="valkey", EngineVersion="8.0", AutoMinorVersionUpgrade=True)
    assert upgrade(id=name, version="8.1") == "8.1"
    refused(VALUE, modify, EngineVersion="8.0")
    refused(COMBINATION, modify, EngineVersion="8.1", message="No modifications were requested")


def test_redis_becomes_valkey_in_place_with_the_default_parameter_group(cache, group, modify, name):
    arn = group()["ARN"]
    refused(COMBINATION, modify, Engine="valkey", message="EngineVersion must be specified")
    assert modify(Engine="valkey", EngineVersion="8.0")["ARN"] == arn
    shown = member(cache, name)
    assert (shown["Engine"], shown["EngineVersion"]) == ("valkey", "8.0.1")
    assert shown["CacheParameterGroup"]["CacheParameterGroupName"] == "default.valkey8.cluster.on"


def test_redis_becomes_valkey_with_a_parameter_group_of_ones_own(cache, group, modify, name):
    group(CacheParameterGroupName=parameters(cache, f"{name}-redis", "redis7"))
    wanted = parameters(cache, f"{name}-valkey", "valkey8")
    # aws-controllers-k8s/community, issue 2299
    refused(COMBINATION, modify, CacheParameterGroupName=wanted, message="valkey parameter group is not applicable to engine redis")
    refused(COMBINATION, modify, Engine="valkey", EngineVersion="8.0", message="redis parameter group is not applicable to engine valkey")
    modify(Engine="valkey", EngineVersion="8.0", CacheParameterGroupName=wanted)
    assert member(cache, name)["CacheParameterGroup"]["CacheParameterGroupName"] == wanted


def test_an_upgrade_that_waits_for_the_window_needs_its_parameter_group_too(cache, group, modify, name):
    group(Engine="valkey", EngineVersion="7.2", CacheParameterGroupName=parameters(cache, f"{name}-7", "valkey7"))
    # aws-samples/dify-self-hosted-on-aws, issue 24
    message = "Expected a parameter group of family valkey8 but found one of family valkey7"
    refused(COMBINATION, modify, EngineVersion="8.0", ApplyImmediately=False, message=message)
    modify(EngineVersion="8.0", CacheParameterGroupName=parameters(cache, f"{name}-8", "valkey8"), ApplyImmediately=False)


def test_a_parameter_group_is_of_the_versions_family(cache, group, modify, name):
    group(Engine="valkey", EngineVersion="8.0")
    parameters(cache, f"{name}-7", "valkey7")
    refused(COMBINATION, modify, CacheParameterGroupName=f"{name}-7", message="Expected a parameter group of family valkey8")
    refused(COMBINATION, modify, CacheParameterGroupName="default.valkey7.cluster.on", message="found one of family valkey7")


def test_valkey_goes_back_to_redis_from_7_2_to_7_1_alone(cache, group, modify, name):
    make_user_group(cache, name)
    group(UserGroupIds=[name])
    modify(Engine="valkey", EngineVersion="7.2")
    refused(COMBINATION, modify, Engine="redis", EngineVersion="7.0", message="Cannot modify engine from valkey to redis.")
    modify(Engine="redis", EngineVersion="7.1")
    assert member(cache, name)["EngineVersion"] == "7.1.0"
    modify(Engine="valkey", EngineVersion="8.0")
    refused(COMBINATION, modify, Engine="redis", EngineVersion="7.1", message="Cannot modify engine from valkey to redis.")


# ---- serverless


@pytest.fixture
def serverless(cache, name):
    def create(**given):
        return cache.create_serverless_cache(ServerlessCacheName=name, **given)["ServerlessCache"]

    return create


@pytest.fixture
def modify_serverless(cache, name):
    return lambda **given: cache.modify_serverless_cache(ServerlessCacheName=name, **given)["ServerlessCache"]


def test_a_serverless_cache_gets_a_newer_major_version_in_place(serverless, modify_serverless):
    arn = serverless(Engine="valkey", MajorEngineVersion="7")["ARN"]
    changed = modify_serverless(MajorEngineVersion="8")
    assert (changed["ARN"], changed["FullEngineVersion"]) == (arn, "8.0")
    refused(VALUE, modify_serverless, MajorEngineVersion="7")


def test_a_serverless_cache_of_redis_becomes_valkey_in_place(serverless, modify_serverless):
    arn = serverless(Engine="redis")["ARN"]
    changed = modify_serverless(Engine="valkey", MajorEngineVersion="8")
    assert (changed["ARN"], changed["Engine"], changed["MajorEngineVersion"]) == (arn, "valkey", "8")
    refused(COMBINATION, modify_serverless, Engine="redis", MajorEngineVersion="7", message="Cannot modify engine from valkey to redis.")


def test_the_engine_that_a_serverless_cache_has_is_no_modification(serverless, modify_serverless):
    # hashicorp/terraform-provider-aws, issue 39711
    serverless(Engine="redis", MajorEngineVersion="7")
    message = "This API supports only cross-engine upgrades to Valkey engine currently"
    refused(VALUE, modify_serverless, Engine="redis", MajorEngineVersion="7", message=message)


def test_elasticache_moves_the_minor_version_of_a_serverless_cache(cache, serverless, upgrade, name):
    serverless(Engine="valkey", MajorEngineVersion="8")
    assert upgrade(id=name) == "8.1"
    (shown,) = cache.describe_serverless_caches(ServerlessCacheName=name)["ServerlessCaches"]
    assert (shown["MajorEngineVersion"], shown["FullEngineVersion"]) == ("8", "8.1")
