"""RDS Proxy."""

import pytest
from botocore.exceptions import ClientError

from helpers import ROLE, code_of


@pytest.fixture
def proxy(rds, name, vpc):
    auth = [{"AuthScheme": "SECRETS", "IAMAuth": "REQUIRED", "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:s"}]
    rds.create_db_proxy(DBProxyName=name, EngineFamily="POSTGRESQL", Auth=auth, RoleArn=ROLE, VpcSubnetIds=vpc["subnets"], RequireTLS=True)
    return name


def test_a_proxy_is_modified_in_place(rds, proxy):
    rds.modify_db_proxy(DBProxyName=proxy, IdleClientTimeout=600, DebugLogging=True, SecurityGroups=["sg-1"])
    (shown,) = rds.describe_db_proxies(DBProxyName=proxy)["DBProxies"]
    assert (shown["IdleClientTimeout"], shown["DebugLogging"], shown["RequireTLS"]) == (600, True, True)
    assert shown["VpcSecurityGroupIds"] == ["sg-1"]


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
    rds.modify_db_proxy_endpoint(DBProxyEndpointName=f"{proxy}-ro", VpcSecurityGroupIds=["sg-1"])
    (shown,) = rds.describe_db_proxy_endpoints(DBProxyName=proxy)["DBProxyEndpoints"]
    assert shown["VpcSecurityGroupIds"] == ["sg-1"]
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
