"""RDS: what is refused of Aurora clusters and instances, as the API reference and the Aurora User Guide have it."""

import pytest
from botocore.exceptions import ClientError

from helpers import add_instance, code_of

GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide"


def message_of(caught):
    return caught.value.response["Error"]["Message"]


def refused(call, code, *words):
    with pytest.raises(ClientError) as caught:
        call()
    assert code_of(caught) == code, message_of(caught)
    for word in words:
        assert word in message_of(caught)


def show(rds, name):
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


# ---- versions: /Aurora.VersionPolicy.Versioning.html


@pytest.mark.parametrize(("engine", "major"), [("aurora-postgresql", "16"), ("aurora-postgresql", "17"), ("aurora-mysql", "8.0")])
def test_a_major_version_becomes_a_full_one(rds, cluster, name, engine, major):
    shown = cluster(Engine=engine, EngineVersion=major)
    assert shown["EngineVersion"].startswith(f"{major}.")
    assert shown["DBClusterParameterGroup"] == f"default.{engine}{major}"


def test_a_version_follows_where_none_is_named(rds, name, cluster):
    assert cluster(EngineVersion="17")["EngineVersion"].startswith("17.")


@pytest.mark.parametrize(
    ("engine", "version"),
    [
        *(("aurora-postgresql", version) for version in ("16.99", "16.5", "99")),
        *(("aurora-mysql", version) for version in ("8.0.mysql_aurora.3.99.0", "16.9")),
    ],
)
def test_a_version_must_exist(cluster, engine, version):
    refused(lambda: cluster(Engine=engine, EngineVersion=version), "InvalidParameterCombination", f"Cannot find version {version} for {engine}")


def test_a_version_goes_up_alone(rds, cluster, name):
    cluster(EngineVersion="17.5")
    refused(
        lambda: rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="17.4", ApplyImmediately=True),
        "InvalidParameterCombination",
        "Cannot upgrade aurora-postgresql from 17.5 to 17.4",
    )
    refused(
        lambda: rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="16.9", AllowMajorVersionUpgrade=True, ApplyImmediately=True),
        "InvalidParameterCombination",
        "Cannot upgrade aurora-postgresql from 17.5 to 16.9",
    )
    rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="17.6", ApplyImmediately=True)
    assert show(rds, name)["EngineVersion"] == "17.6"


# /USER_UpgradeDBInstance.PostgreSQL.MajorVersion.html


def test_a_major_upgrade_needs_its_flag(rds, cluster, name):
    cluster(EngineVersion="16.9")
    upgrade = {"DBClusterIdentifier": name, "EngineVersion": "17.5", "ApplyImmediately": True}
    refused(lambda: rds.modify_db_cluster(**upgrade), "InvalidParameterCombination", "AllowMajorVersionUpgrade")
    rds.modify_db_cluster(**upgrade, AllowMajorVersionUpgrade=True)
    assert (show(rds, name)["EngineVersion"], show(rds, name)["DBClusterParameterGroup"]) == ("17.5", "default.aurora-postgresql17")


def test_a_major_upgrade_needs_groups_of_its_family(rds, cluster, name):
    for family in ("16", "17"):
        rds.create_db_cluster_parameter_group(
            DBClusterParameterGroupName=f"{name}-{family}", DBParameterGroupFamily=f"aurora-postgresql{family}", Description="d"
        )
        rds.create_db_parameter_group(DBParameterGroupName=f"{name}-{family}", DBParameterGroupFamily=f"aurora-postgresql{family}", Description="d")
    cluster(EngineVersion="16.9", DBClusterParameterGroupName=f"{name}-16")
    add_instance(rds, name, "writer", DBParameterGroupName=f"{name}-16")
    upgrade = {"DBClusterIdentifier": name, "EngineVersion": "17.5", "AllowMajorVersionUpgrade": True, "ApplyImmediately": True}
    refused(lambda: rds.modify_db_cluster(**upgrade), "InvalidParameterCombination", f"The current DB cluster parameter group {name}-16 is custom")
    upgrade["DBClusterParameterGroupName"] = f"{name}-16"
    upgrade["DBInstanceParameterGroupName"] = f"{name}-17"
    refused(lambda: rds.modify_db_cluster(**upgrade), "InvalidParameterCombination", "DBParameterGroupFamily aurora-postgresql17")
    upgrade["DBClusterParameterGroupName"] = f"{name}-17"
    del upgrade["DBInstanceParameterGroupName"]
    refused(lambda: rds.modify_db_cluster(**upgrade), "InvalidParameterCombination", f"The current DB instance parameter group {name}-16 is custom")
    rds.modify_db_cluster(**upgrade, DBInstanceParameterGroupName=f"{name}-17")
    (instance,) = rds.describe_db_instances(DBInstanceIdentifier=f"{name}-writer")["DBInstances"]
    assert (instance["EngineVersion"], instance["DBParameterGroups"][0]["DBParameterGroupName"]) == ("17.5", f"{name}-17")


# ---- what a cluster is made with: /API_CreateDBCluster.html


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"MasterUsername": "admin"}, "InvalidParameterValue"),
        ({"MasterUsername": "1st"}, "InvalidParameterValue"),
        ({"DatabaseName": "db"}, "InvalidParameterValue"),
        ({"MasterUserPassword": "long-enough"}, "InvalidParameterCombination"),
        ({"BackupRetentionPeriod": 0}, "InvalidParameterValue"),
        ({"BackupRetentionPeriod": 36}, "InvalidParameterValue"),
        ({"Port": 80}, "InvalidParameterValue"),
        ({"StorageType": "gp3"}, "InvalidParameterCombination"),
        ({"StorageEncrypted": True, "KmsKeyId": "00000000-0000-0000-0000-000000000000"}, "KMSKeyNotAccessibleFault"),
        ({"StorageEncrypted": True, "KmsKeyId": "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000"}, "KMSKeyNotAccessibleFault"),
        ({"VpcSecurityGroupIds": ["sg-00000000"]}, "InvalidParameterValue"),
        ({"EnableCloudwatchLogsExports": ["audit"]}, "InvalidParameterCombination"),
        ({"DBClusterParameterGroupName": "default.aurora-postgresql15"}, "InvalidParameterCombination"),
        ({"DBSubnetGroupName": "nobody"}, "DBSubnetGroupNotFoundFault"),
    ],
)
def test_a_cluster_is_made_of_what_is_valid(cluster, given, code):
    refused(lambda: cluster(**given), code)


@pytest.mark.parametrize("identifier", ["1st", "two--hyphens", "ends-", "under_score", "a" * 64])
def test_a_cluster_has_an_identifier(cluster, identifier):
    refused(lambda: cluster(DBClusterIdentifier=identifier), "InvalidParameterValue")


def test_a_key_must_be_enabled(cluster, client, key):
    client("kms").disable_key(KeyId=key)
    refused(lambda: cluster(StorageEncrypted=True, KmsKeyId=key), "KMSKeyNotAccessibleFault", key)


def test_a_key_is_shown_by_its_arn(cluster, key):
    assert cluster(StorageEncrypted=True, KmsKeyId=key.split("/")[-1])["KmsKeyId"] == key


def test_a_security_group_is_of_the_clusters_vpc(rds, cluster, client, vpc, name):
    ec2 = client("ec2")
    other = ec2.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(VpcId=other, GroupName=name, Description="d")["GroupId"]
    cluster(VpcSecurityGroupIds=[vpc["security_group"]])
    refused(lambda: rds.modify_db_cluster(DBClusterIdentifier=name, VpcSecurityGroupIds=[group]), "InvalidVPCNetworkStateFault", other, vpc["id"])


@pytest.mark.parametrize("engine", ["aurora-postgresql", "aurora-mysql"])
def test_logs_are_those_of_the_engine(rds, cluster, name, engine):
    own, other = ("postgresql", "slowquery") if engine == "aurora-postgresql" else ("slowquery", "postgresql")
    cluster(Engine=engine, EngineVersion="16" if engine == "aurora-postgresql" else "8.0", EnableCloudwatchLogsExports=[own, "instance", "iam-db-auth-error"])
    change = {"EnableLogTypes": [other]}
    refused(lambda: rds.modify_db_cluster(DBClusterIdentifier=name, CloudwatchLogsExportConfiguration=change), "InvalidParameterCombination", other)


# ---- windows: /Aurora.Managing.Backups.html#Aurora.Managing.Backups.BackupWindow


@pytest.mark.parametrize(
    "given",
    [
        {"PreferredBackupWindow": "2:00-3:00"},
        {"PreferredBackupWindow": "02:00-02:29"},
        {"PreferredBackupWindow": "24:00-25:00"},
        {"PreferredMaintenanceWindow": "04:00-05:00"},
        {"PreferredMaintenanceWindow": "day:04:00-day:05:00"},
        {"PreferredMaintenanceWindow": "sun:04:00-sun:04:29"},
        {"PreferredMaintenanceWindow": "sun:04:00-tue:04:00"},
        {"PreferredBackupWindow": "02:00-03:00", "PreferredMaintenanceWindow": "sun:02:30-sun:03:30"},
        {"PreferredBackupWindow": "23:30-00:30", "PreferredMaintenanceWindow": "mon:00:00-mon:01:00"},
    ],
)
def test_windows_are_well_formed_long_enough_and_apart(cluster, given):
    refused(lambda: cluster(**given), "InvalidParameterValue")


def test_windows_that_only_touch_are_apart_and_days_are_in_lower_case(rds, cluster, name):
    shown = cluster(PreferredBackupWindow="02:00-03:00", PreferredMaintenanceWindow="Sun:03:00-Sun:04:00")
    assert shown["PreferredMaintenanceWindow"] == "sun:03:00-sun:04:00"
    refused(lambda: rds.modify_db_cluster(DBClusterIdentifier=name, PreferredBackupWindow="03:30-04:30"), "InvalidParameterValue")


# ---- Serverless v2: /aurora-serverless-v2-administration.html, /aurora-serverless-v2-auto-pause.html


@pytest.mark.parametrize(
    "scaling",
    [
        {"MinCapacity": 0.7, "MaxCapacity": 4},
        {"MinCapacity": 0.5, "MaxCapacity": 256.5},
        {"MinCapacity": 0.5, "MaxCapacity": 0.5},
        {"MinCapacity": 8, "MaxCapacity": 4},
        {"MinCapacity": 0, "MaxCapacity": 4, "SecondsUntilAutoPause": 299},
        {"MinCapacity": 0, "MaxCapacity": 4, "SecondsUntilAutoPause": 86401},
    ],
)
def test_capacity_has_steps_and_bounds(cluster, scaling):
    refused(lambda: cluster(ServerlessV2ScalingConfiguration=scaling), "InvalidParameterValue")


def test_capacity_depends_on_the_version(cluster):
    old = {"Engine": "aurora-mysql", "EngineVersion": "8.0.mysql_aurora.3.04.4"}
    refused(lambda: cluster(**old, ServerlessV2ScalingConfiguration={"MinCapacity": 0, "MaxCapacity": 4}), "InvalidParameterValue")


def test_an_older_version_reaches_half_the_capacity(cluster):
    old = {"Engine": "aurora-mysql", "EngineVersion": "8.0.mysql_aurora.3.04.4"}
    refused(lambda: cluster(**old, ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 129}), "InvalidParameterValue")


def test_a_serverless_instance_needs_a_capacity_range(rds, cluster, name):
    cluster()
    instance = {"DBInstanceIdentifier": f"{name}-w", "DBClusterIdentifier": name, "Engine": "aurora-postgresql", "DBInstanceClass": "db.serverless"}
    refused(lambda: rds.create_db_instance(**instance), "InvalidDBClusterStateFault")
    rds.modify_db_cluster(DBClusterIdentifier=name, ServerlessV2ScalingConfiguration={"MinCapacity": 0, "MaxCapacity": 4})
    assert rds.create_db_instance(**instance)["DBInstance"]["DBInstanceClass"] == "db.serverless"


# ---- insights and monitoring: /USER_DatabaseInsights.html, /USER_Monitoring.OS.Enabling.html


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"DatabaseInsightsMode": "advanced"}, "InvalidParameterCombination"),
        ({"DatabaseInsightsMode": "advanced", "EnablePerformanceInsights": True}, "InvalidParameterCombination"),
        ({"DatabaseInsightsMode": "advanced", "EnablePerformanceInsights": True, "PerformanceInsightsRetentionPeriod": 31}, "InvalidParameterCombination"),
        ({"EnablePerformanceInsights": True, "PerformanceInsightsRetentionPeriod": 94}, "InvalidParameterValue"),
        ({"EnablePerformanceInsights": True, "PerformanceInsightsKMSKeyId": "none"}, "KMSKeyNotAccessibleFault"),
        ({"MonitoringInterval": 60}, "InvalidParameterCombination"),
        ({"MonitoringInterval": 45, "MonitoringRoleArn": "arn:aws:iam::123456789012:role/nobody"}, "InvalidParameterValue"),
        ({"MonitoringInterval": 60, "MonitoringRoleArn": "arn:aws:iam::123456789012:role/nobody"}, "InvalidParameterValue"),
    ],
)
def test_insights_and_monitoring_need_what_they_use(cluster, given, code):
    refused(lambda: cluster(**given), code)


def test_the_monitoring_role_trusts_enhanced_monitoring(rds, cluster, name, role):
    wrong, right = role("rds.amazonaws.com"), role("monitoring.rds.amazonaws.com")
    cluster()
    refused(lambda: add_instance(rds, name, "a", MonitoringInterval=60, MonitoringRoleArn=wrong), "InvalidParameterValue", "ENHANCED_MONITORING")
    add_instance(rds, name, "a", MonitoringInterval=60, MonitoringRoleArn=right)


def test_advanced_insights_stay_as_long_as_their_data_does(rds, cluster, name):
    cluster(DatabaseInsightsMode="advanced", EnablePerformanceInsights=True, PerformanceInsightsRetentionPeriod=465)
    refused(lambda: rds.modify_db_cluster(DBClusterIdentifier=name, PerformanceInsightsRetentionPeriod=7), "InvalidParameterCombination")


# ---- instances: /Concepts.DBInstanceClass.SupportAurora.html


@pytest.mark.parametrize("instance_class", ["db.r99g.large", "db.r7g.nano", "db.t3.micro", "db.m7g.large", "r7g.large"])
def test_an_instance_class_must_be_one_of_auroras(rds, cluster, name, instance_class):
    cluster()
    given = {"DBInstanceIdentifier": f"{name}-w", "DBClusterIdentifier": name, "Engine": "aurora-postgresql", "DBInstanceClass": instance_class}
    combination = f"DBInstanceClass={instance_class}, Engine=aurora-postgresql, EngineVersion=16.9"
    refused(lambda: rds.create_db_instance(**given), "InvalidParameterCombination", combination)


def test_an_old_version_does_not_run_on_new_classes(rds, cluster, name):
    cluster(EngineVersion="14.6")
    refused(lambda: add_instance(rds, name, "w"), "InvalidParameterCombination", "DBInstanceClass=db.r7g.large")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"Engine": "aurora-mysql"}, "InvalidParameterCombination"),
        ({"EngineVersion": "15.10"}, "InvalidParameterCombination"),
        ({"PromotionTier": 16}, "InvalidParameterValue"),
        ({"CACertificateIdentifier": "rds-ca-1999"}, "CertificateNotFound"),
        ({"DBParameterGroupName": "nobody"}, "DBParameterGroupNotFound"),
        ({"DBParameterGroupName": "default.aurora-postgresql15"}, "InvalidParameterCombination"),
        ({"PreferredMaintenanceWindow": "sun:04:00-sun:04:10"}, "InvalidParameterValue"),
        ({"DBInstanceIdentifier": "two--hyphens"}, "InvalidParameterValue"),
        ({"DBClusterIdentifier": "nobody"}, "DBClusterNotFoundFault"),
    ],
)
def test_an_instance_is_made_of_what_is_valid(rds, cluster, name, given, code):
    cluster()
    usual = {"DBInstanceIdentifier": f"{name}-w", "DBClusterIdentifier": name, "Engine": "aurora-postgresql", "DBInstanceClass": "db.r7g.large"}
    refused(lambda: rds.create_db_instance(**{**usual, **given}), code)


# /Aurora.Replication.html: up to 15 Aurora Replicas


def test_a_cluster_has_15_readers_at_most(rds, cluster, name):
    cluster()
    for number in range(16):
        add_instance(rds, name, f"i{number}")
    refused(lambda: add_instance(rds, name, "one-more"), "InvalidDBClusterStateFault", "15")


@pytest.mark.parametrize("given", [{"EngineVersion": "16.10"}, {"BackupRetentionPeriod": 7}, {"MasterUserPassword": "long-enough"}])
def test_what_is_the_clusters_is_not_changed_at_an_instance(rds, cluster, name, given):
    cluster()
    add_instance(rds, name, "w")
    refused(lambda: rds.modify_db_instance(DBInstanceIdentifier=f"{name}-w", **given), "InvalidParameterCombination", "ModifyDbCluster")


# ---- deletion: /USER_DeleteCluster.html


def test_a_cluster_is_not_deleted_with_instances_protection_or_without_a_word_on_its_snapshot(rds, cluster, name):
    cluster(DeletionProtection=True)
    # As Application Auto Scaling would: it is in nobody's state.
    add_instance(rds, name, "application-autoscaling-1")
    refused(lambda: rds.delete_db_cluster(DBClusterIdentifier=name), "InvalidParameterCombination", "FinalDBSnapshotIdentifier")
    both = {"SkipFinalSnapshot": True, "FinalDBSnapshotIdentifier": f"{name}-f"}
    refused(lambda: rds.delete_db_cluster(DBClusterIdentifier=name, **both), "InvalidParameterCombination")
    refused(lambda: rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True), "InvalidParameterCombination", "deletion protection")
    rds.modify_db_cluster(DBClusterIdentifier=name, DeletionProtection=False)
    refused(lambda: rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True), "InvalidDBClusterStateFault", "still contains DB instances")
    refused(
        lambda: rds.delete_db_instance(DBInstanceIdentifier=f"{name}-application-autoscaling-1", FinalDBSnapshotIdentifier=f"{name}-i"),
        "InvalidParameterCombination",
    )
    rds.delete_db_instance(DBInstanceIdentifier=f"{name}-application-autoscaling-1")
    rds.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=f"{name}-f")
    refused(lambda: rds.delete_db_cluster(DBClusterIdentifier=name, FinalDBSnapshotIdentifier=f"{name}-f"), "DBClusterSnapshotAlreadyExistsFault", f"{name}-f")
    rds.delete_db_cluster(DBClusterIdentifier=name, FinalDBSnapshotIdentifier=f"{name}-last")


# ---- restores


def test_a_restore_needs_its_snapshot_and_a_version_that_is_not_older(rds, cluster, name):
    cluster(EngineVersion="16.9")
    rds.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=f"{name}-s")
    restore = {"DBClusterIdentifier": f"{name}-r", "Engine": "aurora-postgresql", "DBSubnetGroupName": name}
    refused(lambda: rds.restore_db_cluster_from_snapshot(**restore, SnapshotIdentifier="nobody"), "DBClusterSnapshotNotFoundFault")
    refused(
        lambda: rds.restore_db_cluster_from_snapshot(**restore, SnapshotIdentifier=f"{name}-s", EngineVersion="16.8"),
        "InvalidParameterCombination",
        "Cannot upgrade aurora-postgresql from 16.9 to 16.8",
    )
    refused(
        lambda: rds.restore_db_cluster_from_snapshot(**restore, SnapshotIdentifier=f"{name}-s", DBClusterParameterGroupName="default.aurora-postgresql17"),
        "InvalidParameterCombination",
    )
    rds.restore_db_cluster_from_snapshot(**restore, SnapshotIdentifier=f"{name}-s")
    assert show(rds, f"{name}-r")["EngineVersion"] == "16.9"


# ---- parameter groups: /AuroraPostgreSQL.Reference.ParameterGroups.html, /AuroraMySQL.Reference.ParameterGroups.html


def set_parameter(rds, name, of_cluster, parameter, value, method="pending-reboot"):
    given = [{"ParameterName": parameter, "ParameterValue": value, "ApplyMethod": method}]
    if of_cluster:
        return rds.modify_db_cluster_parameter_group(DBClusterParameterGroupName=name, Parameters=given)
    return rds.modify_db_parameter_group(DBParameterGroupName=name, Parameters=given)


@pytest.fixture
def groups(rds, name):
    """Makes a cluster's and an instances' parameter group of a family."""

    def create(family):
        rds.create_db_cluster_parameter_group(DBClusterParameterGroupName=name, DBParameterGroupFamily=family, Description="d")
        rds.create_db_parameter_group(DBParameterGroupName=name, DBParameterGroupFamily=family, Description="d")

    return create


@pytest.mark.parametrize("family", ["aurora-postgresql99", "aurora-postgresql", "aurora-mysql8"])
def test_a_family_must_exist(rds, groups, name, family):
    refused(lambda: groups(family), "InvalidParameterValue", family)
    given = {"DBParameterGroupName": name, "DBParameterGroupFamily": family, "Description": "d"}
    refused(lambda: rds.create_db_parameter_group(**given), "InvalidParameterValue", family)


@pytest.mark.parametrize(
    ("family", "of_cluster", "parameter", "value", "method", "code"),
    [
        ("aurora-postgresql16", True, "rds.force_tls", "1", "pending-reboot", "InvalidParameterValue"),
        ("aurora-postgresql16", False, "rds.force_ssl", "1", "pending-reboot", "InvalidParameterValue"),
        ("aurora-postgresql16", True, "rds.force_ssl", "on", "immediate", "InvalidParameterValue"),
        ("aurora-postgresql16", True, "log_statement", "everything", "immediate", "InvalidParameterValue"),
        ("aurora-postgresql16", True, "log_min_duration_statement", "-2", "immediate", "InvalidParameterValue"),
        ("aurora-postgresql16", True, "pgaudit.log", "ddl,selects", "immediate", "InvalidParameterValue"),
        ("aurora-postgresql16", True, "shared_preload_libraries", "pgaudit", "immediate", "InvalidParameterCombination"),
        ("aurora-postgresql16", False, "max_connections", "100", "immediate", "InvalidParameterCombination"),
        ("aurora-postgresql16", True, "port", "5433", "pending-reboot", "InvalidParameterValue"),
        ("aurora-mysql8.0", True, "require_secure_transport", "1", "immediate", "InvalidParameterValue"),
        ("aurora-mysql8.0", True, "server_audit_events", "CONNECT,EVERYTHING", "immediate", "InvalidParameterValue"),
        ("aurora-mysql8.0", False, "require_secure_transport", "ON", "immediate", "InvalidParameterValue"),
        ("aurora-mysql8.0", False, "query_cache_size", "1", "immediate", "InvalidParameterValue"),
        ("aurora-mysql8.0", True, "binlog_format", "ROW", "immediate", "InvalidParameterCombination"),
    ],
)
def test_a_parameter_must_exist_and_take_its_value(rds, groups, name, family, of_cluster, parameter, value, method, code):
    groups(family)
    refused(lambda: set_parameter(rds, name, of_cluster, parameter, value, method), code)


@pytest.mark.parametrize(
    ("family", "of_cluster", "parameter", "value", "method"),
    [
        ("aurora-postgresql16", True, "rds.force_ssl", "1", "immediate"),
        ("aurora-postgresql16", True, "shared_preload_libraries", "pg_stat_statements,pgaudit", "pending-reboot"),
        ("aurora-postgresql16", True, "pgaudit.log", "ddl,role", "immediate"),
        ("aurora-postgresql16", False, "max_connections", "LEAST({DBInstanceClassMemory/9531392},5000)", "pending-reboot"),
        ("aurora-postgresql16", False, "pg_stat_statements.track", "all", "immediate"),
        ("aurora-postgresql17", True, "transaction_timeout", "60000", "immediate"),
        ("aurora-mysql8.0", True, "require_secure_transport", "ON", "immediate"),
        ("aurora-mysql8.0", True, "server_audit_events", "CONNECT,QUERY_DCL,QUERY_DDL", "immediate"),
        ("aurora-mysql8.0", False, "performance_schema_max_digest_length", "4096", "pending-reboot"),
        ("aurora-mysql5.7", False, "query_cache_size", "1", "immediate"),
    ],
)
def test_a_parameter_that_is_valid_is_set(rds, groups, name, family, of_cluster, parameter, value, method):
    groups(family)
    set_parameter(rds, name, of_cluster, parameter, value, method)


def test_twenty_parameters_are_set_at_once_and_defaults_never(rds, groups, name):
    groups("aurora-postgresql16")
    many = [{"ParameterName": "work_mem", "ParameterValue": "65536", "ApplyMethod": "immediate"}] * 21
    refused(lambda: rds.modify_db_parameter_group(DBParameterGroupName=name, Parameters=many), "InvalidParameterValue", "20")
    refused(lambda: set_parameter(rds, "default.aurora-postgresql16", True, "work_mem", "65536"), "InvalidDBParameterGroupState")


# ---- subnet groups: /API_CreateDBSubnetGroup.html


def test_a_subnet_group_has_subnets_of_one_vpc_in_two_zones(rds, client, name, vpc):
    ec2 = client("ec2")
    other = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_subnet(VpcId=other, CidrBlock="10.7.0.0/24", AvailabilityZone="us-east-1b")["Subnet"]["SubnetId"]

    def create(*subnets):
        return rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="d", SubnetIds=list(subnets))

    refused(lambda: create("subnet-00000000"), "InvalidParameterValue", "subnet-00000000")
    refused(lambda: create(vpc["subnets"][0]), "DBSubnetGroupDoesNotCoverEnoughAZs", "us-east-1a")
    refused(lambda: create(vpc["subnets"][0], stranger), "InvalidSubnet")
    create(*vpc["subnets"])
    refused(lambda: create(*vpc["subnets"]), "DBSubnetGroupAlreadyExists")


def test_the_subnet_of_an_instance_stays(rds, client, cluster, name, vpc):
    block = f"10.9.{int(name[1:3], 16) % 200 + 20}.0/24"
    third = client("ec2").create_subnet(VpcId=vpc["id"], CidrBlock=block, AvailabilityZone="us-east-1c")["Subnet"]["SubnetId"]
    cluster()
    add_instance(rds, name, "w")
    refused(lambda: rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=[vpc["subnets"][1], third]), "SubnetAlreadyInUse", vpc["subnets"][0])
