"""RDS: Aurora global databases, over two regions."""

import pytest
from botocore.exceptions import ClientError

from helpers import add_instance

ENGINE = "aurora-postgresql"
HOME, AWAY = "us-east-1", "eu-west-1"


@pytest.fixture
def away(client):
    return client("rds", AWAY)


@pytest.fixture
def key(client):
    return client("kms", AWAY).create_key()["KeyMetadata"]["Arn"]


@pytest.fixture
def world(rds, name):
    """Makes a global database with a primary cluster and its writer."""

    def create(version="16.9"):
        rds.create_global_cluster(GlobalClusterIdentifier=name, Engine=ENGINE, EngineVersion=version, StorageEncrypted=True)
        made = rds.create_db_cluster(**primary(name, version))["DBCluster"]
        add_instance(rds, f"{name}-home", "main")
        return made

    return create


def primary(name, version="16.9", **more):
    given = {"DBClusterIdentifier": f"{name}-home", "Engine": ENGINE, "EngineVersion": version, "GlobalClusterIdentifier": name}
    return {**given, "MasterUsername": "boss", "MasterUserPassword": "a-long-password", "StorageEncrypted": True, **more}


def secondary(name, key, version="16.9", **more):
    given = {"DBClusterIdentifier": f"{name}-away", "Engine": ENGINE, "EngineVersion": version, "GlobalClusterIdentifier": name}
    return {**given, "StorageEncrypted": True, "KmsKeyId": key, **more}


def refusal(call):
    with pytest.raises(ClientError) as caught:
        call()
    return caught.value.response["Error"]["Message"]


def members(rds, name):
    found = rds.describe_global_clusters(GlobalClusterIdentifier=name)["GlobalClusters"][0]
    return {member["DBClusterArn"].split(":")[3]: member["IsWriter"] for member in found["GlobalClusterMembers"]}


def test_the_first_cluster_is_the_primary_and_others_read_from_it(rds, away, world, name, key):
    source = world()["DBClusterArn"]
    made = away.create_db_cluster(**secondary(name, key))["DBCluster"]
    assert members(rds, name) == {HOME: True, AWAY: False}
    assert away.describe_db_clusters(DBClusterIdentifier=f"{name}-away")["DBClusters"][0]["ReplicationSourceIdentifier"] == source
    by_member = away.describe_global_clusters(Filters=[{"Name": "db-cluster-id", "Values": [made["DBClusterArn"]]}])["GlobalClusters"]
    assert [each["GlobalClusterIdentifier"] for each in by_member] == [name]


def test_a_member_has_no_password_of_secrets_manager(rds, name):
    rds.create_global_cluster(GlobalClusterIdentifier=name, Engine=ENGINE)
    given = primary(name, ManageMasterUserPassword=True)
    del given["MasterUserPassword"]
    assert "isn't supported for DB clusters that are part of an Aurora global database" in refusal(lambda: rds.create_db_cluster(**given))


@pytest.mark.parametrize("more", [{"MasterUsername": "boss", "MasterUserPassword": "a-long-password"}, {"DatabaseName": "app"}])
def test_a_secondary_has_its_primarys_user_and_databases(away, world, name, key, more):
    world()
    assert "can't be specified for a secondary cluster" in refusal(lambda: away.create_db_cluster(**secondary(name, key, **more)))


def test_a_secondary_needs_a_key_of_its_region_and_a_region_of_its_own(rds, away, world, name, key):
    world()
    without = secondary(name, key)
    del without["KmsKeyId"]
    assert "A KmsKeyId" in refusal(lambda: away.create_db_cluster(**without))
    assert "already" in refusal(lambda: rds.create_db_cluster(**secondary(name, key)))


def test_there_are_no_burstable_classes(rds, world, name):
    world()
    assert "db.t4g.medium isn't supported" in refusal(
        lambda: rds.create_db_instance(
            DBInstanceIdentifier=f"{name}-t", DBClusterIdentifier=f"{name}-home", Engine=ENGINE, DBInstanceClass="db.t4g.medium"
        )
    )


def test_minor_versions_go_to_the_secondaries_first(rds, away, world, name, key):
    world()
    away.create_db_cluster(**secondary(name, key))
    assert "doesn't support minor version upgrades" in refusal(
        lambda: rds.modify_global_cluster(GlobalClusterIdentifier=name, EngineVersion="16.10")
    )
    upgrade = {"EngineVersion": "16.10", "ApplyImmediately": True}
    assert "Please upgrade global replicas first" in refusal(lambda: rds.modify_db_cluster(DBClusterIdentifier=f"{name}-home", **upgrade))
    away.modify_db_cluster(DBClusterIdentifier=f"{name}-away", **upgrade)
    rds.modify_db_cluster(DBClusterIdentifier=f"{name}-home", **upgrade)
    assert rds.describe_global_clusters(GlobalClusterIdentifier=name)["GlobalClusters"][0]["EngineVersion"] == "16.10"


def test_a_major_version_is_that_of_all(rds, away, world, name, key):
    world()
    away.create_db_cluster(**secondary(name, key))
    rds.modify_global_cluster(GlobalClusterIdentifier=name, EngineVersion="17.5", AllowMajorVersionUpgrade=True)
    for where, suffix in ((rds, "home"), (away, "away")):
        assert where.describe_db_clusters(DBClusterIdentifier=f"{name}-{suffix}")["DBClusters"][0]["EngineVersion"] == "17.5"


def test_members_leave_before_they_are_deleted_the_primary_last(rds, away, world, name, key):
    home = world()["DBClusterArn"]
    arn = away.create_db_cluster(**secondary(name, key))["DBCluster"]["DBClusterArn"]
    gone = {"DBClusterIdentifier": f"{name}-away", "SkipFinalSnapshot": True}
    assert "please remove it from globalcluster first" in refusal(lambda: away.delete_db_cluster(**gone))
    assert "is not empty" in refusal(lambda: rds.delete_global_cluster(GlobalClusterIdentifier=name))
    assert "secondary clusters" in refusal(lambda: rds.remove_from_global_cluster(GlobalClusterIdentifier=name, DbClusterIdentifier=home))
    away.remove_from_global_cluster(GlobalClusterIdentifier=name, DbClusterIdentifier=arn)
    away.delete_db_cluster(**gone)
    rds.remove_from_global_cluster(GlobalClusterIdentifier=name, DbClusterIdentifier=home)
    rds.delete_global_cluster(GlobalClusterIdentifier=name)
    assert "not found" in refusal(lambda: rds.describe_global_clusters(GlobalClusterIdentifier=name))


def test_a_switchover_changes_who_follows_whom(rds, away, world, name, key):
    home = world()["DBClusterArn"]
    arn = away.create_db_cluster(**secondary(name, key))["DBCluster"]["DBClusterArn"]
    rds.switchover_global_cluster(GlobalClusterIdentifier=name, TargetDbClusterIdentifier=arn)
    assert members(rds, name) == {HOME: False, AWAY: True}
    assert rds.describe_db_clusters(DBClusterIdentifier=f"{name}-home")["DBClusters"][0]["ReplicationSourceIdentifier"] == arn
    with pytest.raises(ClientError):
        rds.failover_global_cluster(GlobalClusterIdentifier=name, TargetDbClusterIdentifier=f"{home}-2")


def test_a_protected_global_cluster_stays(rds, name):
    rds.create_global_cluster(GlobalClusterIdentifier=name, Engine=ENGINE, DeletionProtection=True)
    assert "protected" in refusal(lambda: rds.delete_global_cluster(GlobalClusterIdentifier=name))
    rds.modify_global_cluster(GlobalClusterIdentifier=name, DeletionProtection=False)
    rds.delete_global_cluster(GlobalClusterIdentifier=name)
