"""What waits for the maintenance window of a database or a cache, and the switches that run it."""

import json
import urllib.error
import urllib.request

import pytest

from helpers import add_instance


@pytest.fixture
def switch(endpoint):
    """Sends a POST to one of the emulator's own addresses: `switch("minor-upgrade", service="rds", id="…")`."""

    def send(path, **given):
        request = urllib.request.Request(f"{endpoint}/moto-api/{path}", data=json.dumps(given).encode(), method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    return send


@pytest.fixture
def cache(client):
    return client("elasticache")


def show(rds, name):
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


def instance(rds, name):
    return rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]


# ---- RDS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html


def test_a_clusters_version_and_login_wait_for_the_window(rds, cluster, name, switch):
    cluster(EngineVersion="16.9")
    rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="16.10", EnableIAMDatabaseAuthentication=True, BackupRetentionPeriod=7)
    shown = show(rds, name)
    assert (shown["EngineVersion"], shown["IAMDatabaseAuthenticationEnabled"], shown["BackupRetentionPeriod"]) == ("16.9", False, 7)
    assert shown["PendingModifiedValues"] == {"EngineVersion": "16.10", "IAMDatabaseAuthenticationEnabled": True}
    assert switch("maintenance-window", service="rds", id=name) == {"changed": {"rds": [name]}}
    shown = show(rds, name)
    assert (shown["EngineVersion"], shown["IAMDatabaseAuthenticationEnabled"]) == ("16.10", True)
    assert "PendingModifiedValues" not in shown


def test_a_major_upgrade_that_waits_takes_its_groups_along(rds, cluster, name, switch):
    cluster(EngineVersion="16.9")
    add_instance(rds, name, "w")
    rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="17.5", AllowMajorVersionUpgrade=True)
    assert show(rds, name)["DBClusterParameterGroup"] == "default.aurora-postgresql16"
    switch("maintenance-window", service="rds", id=name)
    assert (show(rds, name)["EngineVersion"], show(rds, name)["DBClusterParameterGroup"]) == ("17.5", "default.aurora-postgresql17")
    assert instance(rds, f"{name}-w")["DBParameterGroups"][0]["DBParameterGroupName"] == "default.aurora-postgresql17"


def test_an_instances_class_waits_for_the_window_and_its_monitoring_does_not(rds, cluster, name, switch):
    cluster()
    add_instance(rds, name, "w")
    rds.modify_db_instance(DBInstanceIdentifier=f"{name}-w", DBInstanceClass="db.r7g.xlarge", CACertificateIdentifier="rds-ca-ecc384-g1", PromotionTier=3)
    shown = instance(rds, f"{name}-w")
    assert (shown["DBInstanceClass"], shown["PromotionTier"]) == ("db.r7g.large", 3)
    assert shown["PendingModifiedValues"] == {"DBInstanceClass": "db.r7g.xlarge", "CACertificateIdentifier": "rds-ca-ecc384-g1"}
    switch("maintenance-window", service="rds", id=f"{name}-w")
    shown = instance(rds, f"{name}-w")
    assert (shown["DBInstanceClass"], shown["CACertificateIdentifier"]) == ("db.r7g.xlarge", "rds-ca-ecc384-g1")
    assert not shown.get("PendingModifiedValues")


def test_what_is_pending_is_applied_with_what_is_applied_immediately(rds, cluster, name):
    cluster()
    add_instance(rds, name, "w")
    rds.modify_db_instance(DBInstanceIdentifier=f"{name}-w", DBInstanceClass="db.r7g.xlarge")
    rds.modify_db_instance(DBInstanceIdentifier=f"{name}-w", PromotionTier=2, ApplyImmediately=True)
    shown = instance(rds, f"{name}-w")
    assert (shown["DBInstanceClass"], shown["PromotionTier"]) == ("db.r7g.xlarge", 2)
    assert not shown.get("PendingModifiedValues")


def test_a_change_that_is_taken_back_is_no_longer_pending(rds, cluster, name):
    cluster()
    add_instance(rds, name, "w")
    for instance_class in ("db.r7g.xlarge", "db.r7g.large"):
        rds.modify_db_instance(DBInstanceIdentifier=f"{name}-w", DBInstanceClass=instance_class)
    assert not instance(rds, f"{name}-w").get("PendingModifiedValues")


def test_rds_moves_the_minor_version(rds, cluster, name, switch):
    before = cluster(EngineVersion="16")["EngineVersion"]
    add_instance(rds, name, "w")
    after = switch("minor-upgrade", service="rds", id=name)["version"]
    assert after != before
    assert (show(rds, name)["EngineVersion"], instance(rds, f"{name}-w")["EngineVersion"]) == (after, after)


@pytest.mark.parametrize("given", [{"service": "rds", "id": "nobody"}, {"service": "s3", "id": "a"}, {"service": "rds"}])
def test_a_switch_says_what_it_cannot_do(switch, given):
    with pytest.raises(urllib.error.HTTPError) as caught:
        switch("minor-upgrade", **given)
    assert (caught.value.code, "error" in json.load(caught.value)) == (400, True)


def test_rds_leaves_a_cluster_whose_instances_do_not_want_it(rds, cluster, name, switch):
    cluster(EngineVersion="16.9")
    add_instance(rds, name, "w", AutoMinorVersionUpgrade=False)
    with pytest.raises(urllib.error.HTTPError):
        switch("minor-upgrade", service="rds", id=name)
    assert show(rds, name)["EngineVersion"] == "16.9"


# ---- ElastiCache: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html


@pytest.fixture
def group(cache, name):
    usual = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "valkey", "EngineVersion": "8.0"}
    more = {"CacheNodeType": "cache.r7g.large", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": True}
    cache.create_replication_group(**usual, **more, TransitEncryptionEnabled=True)
    return name


def member(cache, group):
    return cache.describe_cache_clusters(CacheClusterId=f"{group}-001")["CacheClusters"][0]


def node_type(cache, group):
    return cache.describe_replication_groups(ReplicationGroupId=group)["ReplicationGroups"][0]["CacheNodeType"]


def test_a_groups_node_type_and_version_wait_for_the_window(cache, group, switch):
    cache.modify_replication_group(ReplicationGroupId=group, CacheNodeType="cache.r7g.xlarge", EngineVersion="8.1", SnapshotRetentionLimit=5)
    shown = member(cache, group)
    assert (node_type(cache, group), shown["EngineVersion"], shown["SnapshotRetentionLimit"]) == ("cache.r7g.large", "8.0.1", 5)
    assert shown["PendingModifiedValues"] == {"CacheNodeType": "cache.r7g.xlarge", "EngineVersion": "8.1"}
    assert switch("maintenance-window", service="elasticache", id=group) == {"changed": {"elasticache": [group]}}
    shown = member(cache, group)
    assert (node_type(cache, group), shown["EngineVersion"]) == ("cache.r7g.xlarge", "8.1.0")
    assert not shown.get("PendingModifiedValues")


def test_a_groups_pending_changes_are_applied_with_immediate_ones(cache, group):
    cache.modify_replication_group(ReplicationGroupId=group, CacheNodeType="cache.r7g.xlarge")
    cache.modify_replication_group(ReplicationGroupId=group, SnapshotRetentionLimit=5, ApplyImmediately=True)
    assert node_type(cache, group) == "cache.r7g.xlarge"


def test_elasticache_moves_the_minor_version(cache, group, switch):
    assert switch("minor-upgrade", service="elasticache", id=group, version="8.1") == {"version": "8.1"}
    assert member(cache, group)["EngineVersion"] == "8.1.0"
    cache.modify_replication_group(ReplicationGroupId=group, AutoMinorVersionUpgrade=False)
    with pytest.raises(urllib.error.HTTPError):
        switch("minor-upgrade", service="elasticache", id=group)
