"""RDS Proxy."""

import pytest
from botocore.exceptions import ClientError

from helpers import code_of


@pytest.fixture
def given(client, name, vpc, role):
    """What CreateDBProxy is given as a rule."""
    secret = client("secretsmanager").create_secret(Name=name, SecretString="{}")["ARN"]
    auth = [{"AuthScheme": "SECRETS", "IAMAuth": "REQUIRED", "SecretArn": secret}]
    common = {"DBProxyName": name, "EngineFamily": "POSTGRESQL", "RequireTLS": True}
    return {**common, "Auth": auth, "RoleArn": role("rds.amazonaws.com"), "VpcSubnetIds": vpc["subnets"]}


@pytest.fixture
def proxy(rds, given):
    rds.create_db_proxy(**given)
    return given["DBProxyName"]


def test_a_proxy_is_modified_in_place(rds, proxy, vpc):
    rds.modify_db_proxy(DBProxyName=proxy, IdleClientTimeout=600, DebugLogging=True, SecurityGroups=[vpc["security_group"]])
    (shown,) = rds.describe_db_proxies(DBProxyName=proxy)["DBProxies"]
    assert (shown["IdleClientTimeout"], shown["DebugLogging"], shown["RequireTLS"]) == (600, True, True)
    assert shown["VpcSecurityGroupIds"] == [vpc["security_group"]]


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
    rds.modify_db_proxy_endpoint(DBProxyEndpointName=f"{proxy}-ro", VpcSecurityGroupIds=[vpc["security_group"]])
    (shown,) = rds.describe_db_proxy_endpoints(DBProxyName=proxy)["DBProxyEndpoints"]
    assert shown["VpcSecurityGroupIds"] == [vpc["security_group"]]
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


# ---- refusals: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-creating.html


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"RoleArn": "arn:aws:iam::123456789012:role/nobody"}, "InvalidParameterValue"),
        ({"Auth": [{"AuthScheme": "SECRETS", "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:none-a1b2c3"}]}, "InvalidParameterValue"),
        ({"VpcSubnetIds": ["subnet-00000000", "subnet-00000001"]}, "InvalidSubnet"),
        ({"VpcSecurityGroupIds": ["sg-00000000"]}, "InvalidParameterValue"),
    ],
    ids=["role", "secret", "subnets", "security group"],
)
def test_a_proxy_needs_what_it_names(rds, given, wrong, code):
    with pytest.raises(ClientError) as caught:
        rds.create_db_proxy(**{**given, **wrong})
    assert code_of(caught) == code


def test_a_proxy_needs_a_role_that_rds_can_assume_and_two_zones(rds, given, role, vpc):
    for wrong, code in (({"RoleArn": role("ec2.amazonaws.com")}, "InvalidParameterValue"), ({"VpcSubnetIds": vpc["subnets"][:1]}, "InvalidSubnet")):
        with pytest.raises(ClientError) as caught:
            rds.create_db_proxy(**{**given, **wrong})
        assert code_of(caught) == code


def test_a_proxy_takes_targets_of_its_engine_family_alone(rds, cluster, given, name):
    cluster()
    rds.create_db_proxy(**{**given, "EngineFamily": "MYSQL"})
    with pytest.raises(ClientError) as caught:
        rds.register_db_proxy_targets(DBProxyName=name, DBClusterIdentifiers=[name])
    assert code_of(caught) == "InvalidParameterValue"


@pytest.mark.parametrize(
    "pool", [{"MaxConnectionsPercent": 101}, {"MaxConnectionsPercent": 50, "MaxIdleConnectionsPercent": 51}, {"ConnectionBorrowTimeout": 301}]
)
def test_a_connection_pool_has_bounds(rds, proxy, pool):
    with pytest.raises(ClientError) as caught:
        rds.modify_db_proxy_target_group(DBProxyName=proxy, TargetGroupName="default", ConnectionPoolConfig=pool)
    assert code_of(caught) == "InvalidParameterValue"
