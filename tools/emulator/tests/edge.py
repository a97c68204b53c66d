"""What the tests of load balancers, distributions and what belongs to them make."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError


def refused(code: str, call: Callable[..., Any], *args: Any, message: str = "", **given: Any) -> None:
    """The call is answered with that code, and a message that has the words."""
    with pytest.raises(ClientError) as caught:
        call(*args, **given)
    error = caught.value.response["Error"]
    assert (error["Code"], message in error["Message"]) == (code, True), error


def wait_until(holds: Callable[[], bool], seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def make_zone(client: Any, domain: str) -> str:
    return client("route53").create_hosted_zone(Name=domain, CallerReference=uuid.uuid4().hex)["HostedZone"]["Id"].rpartition("/")[2]


def change(client: Any, zone: str, action: str, **record: Any) -> Any:
    """One change of one record of a hosted zone."""
    batch = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
    return client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)


def validate(client: Any, arn: str, zone: str) -> None:
    """Writes the records that ACM asks for."""
    certificate = client("acm", arn.split(":")[3]).describe_certificate(CertificateArn=arn)["Certificate"]
    for option in certificate["DomainValidationOptions"]:
        record = option["ResourceRecord"]
        change(client, zone, "UPSERT", Name=record["Name"], Type=record["Type"], TTL=300, ResourceRecords=[{"Value": record["Value"]}])


def issued_certificate(client: Any, domain: str, region: str = "us-east-1") -> str:
    """A certificate of the domain and its subdomains that is issued, validated in a hosted zone of the domain's."""
    given = {"DomainName": domain, "SubjectAlternativeNames": [f"*.{domain}"], "ValidationMethod": "DNS"}
    arn = client("acm", region).request_certificate(**given)["CertificateArn"]
    validate(client, arn, make_zone(client, domain))
    return arn


def make_vpc(client: Any, cidr: str = "10.40.0.0/16", gateway: bool = True, region: str = "us-east-1", bits: int = 24) -> dict[str, Any]:
    """A VPC with a subnet in each of two zones, a security group, and an internet gateway."""
    ec2 = client("ec2", region)
    vpc_id = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    base = cidr.rpartition(".")[0].rpartition(".")[0]
    subnets = [
        ec2.create_subnet(VpcId=vpc_id, CidrBlock=f"{base}.{index}.0/{bits}", AvailabilityZone=f"{region}{zone}")["Subnet"]["SubnetId"]
        for index, zone in enumerate("ab")
    ]
    group = ec2.create_security_group(VpcId=vpc_id, GroupName=uuid.uuid4().hex, Description="tests")["GroupId"]
    if gateway:
        ec2.attach_internet_gateway(VpcId=vpc_id, InternetGatewayId=ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"])
    return {"id": vpc_id, "subnets": subnets, "security_group": group}


def make_balancer(client: Any, network: dict[str, Any], name: str, region: str = "us-east-1", **more: Any) -> dict[str, Any]:
    usual = {"Name": name, "Subnets": network["subnets"], "SecurityGroups": [network["security_group"]], "Scheme": "internal"}
    return client("elbv2", region).create_load_balancer(**{**usual, **more})["LoadBalancers"][0]


def make_target_group(client: Any, network: dict[str, Any], name: str) -> str:
    given = {"Name": name, "Protocol": "HTTP", "Port": 8080, "VpcId": network["id"], "TargetType": "instance"}
    return client("elbv2").create_target_group(**given)["TargetGroups"][0]["TargetGroupArn"]


def make_listener(client: Any, balancer: str, port: int = 80, **more: Any) -> str:
    usual = {"Protocol": "HTTP", "DefaultActions": [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]}
    return client("elbv2").create_listener(LoadBalancerArn=balancer, Port=port, **{**usual, **more})["Listeners"][0]["ListenerArn"]


def make_replication_group(client: Any, name: str, **more: Any) -> str:
    """A Redis cache with two shards that can be scaled."""
    shape = {"CacheNodeType": "cache.r7g.large", "NumNodeGroups": 2, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": True}
    given = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "redis", "EngineVersion": "7.1"}
    client("elasticache").create_replication_group(**{**given, **shape, **more})
    return name
