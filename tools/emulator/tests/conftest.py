"""Starts the emulator once for the whole test run and gives boto3 clients for it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

SERVER = Path(__file__).resolve().parent.parent / "server.py"


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of an emulator of this test run's own, on a free port of the loopback interface."""
    folder = tmp_path_factory.mktemp("emulator")
    ready = folder / "ready.json"
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen([sys.executable, str(SERVER), "--port", "0", "--ready-file", str(ready)], stderr=log)
        try:
            deadline = time.monotonic() + 60
            while not ready.exists():
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    pytest.fail(f"the emulator didn't start:\n{log.read()}")
                time.sleep(0.05)
            yield json.loads(ready.read_text())["url"]
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def client(endpoint: str) -> Callable[..., Any]:
    """`client("rds")`, `client("s3", "eu-west-1")`: a boto3 client of the emulator, the same one each time it is asked for."""
    made: dict[tuple[str, str], Any] = {}

    def get(service: str, region: str = "us-east-1") -> Any:
        if (service, region) not in made:
            made[service, region] = boto3.client(
                service,
                region_name=region,
                endpoint_url=endpoint,
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
            )
        return made[service, region]

    return get


@pytest.fixture
def name() -> str:
    """A name that no other test uses: the emulator is shared."""
    return f"t{uuid.uuid4().hex[:12]}"


@pytest.fixture(scope="session")
def vpc(client: Callable[..., Any]) -> dict[str, Any]:
    """A VPC with two subnets (zones a and b) and a security group: `id`, `subnets`, `security_group`."""
    ec2 = client("ec2")
    vpc_id = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    subnets = [
        ec2.create_subnet(VpcId=vpc_id, CidrBlock=f"10.9.{index}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]["SubnetId"]
        for index, zone in enumerate("ab")
    ]
    group = ec2.create_security_group(VpcId=vpc_id, GroupName="tests", Description="tests")["GroupId"]
    return {"id": vpc_id, "subnets": subnets, "security_group": group}


@pytest.fixture
def rds(client: Callable[..., Any]) -> Any:
    return client("rds")


@pytest.fixture
def cluster(rds: Any, name: str, vpc: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Makes Aurora clusters of the test's own name; the argument is what differs from the usual."""

    def create(**more: Any) -> dict[str, Any]:
        rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="d", SubnetIds=vpc["subnets"])
        usual = {
            "DBClusterIdentifier": name,
            "Engine": "aurora-postgresql",
            "EngineVersion": "16.9",
            "MasterUsername": "dbadmin",
            "ManageMasterUserPassword": True,
            "DBSubnetGroupName": name,
        }
        return rds.create_db_cluster(**{**usual, **more})["DBCluster"]

    return create


@pytest.fixture
def role(client: Callable[..., Any], name: str) -> Callable[[str], str]:
    """`role("monitoring.rds.amazonaws.com")`: the ARN of a role that the service can assume."""

    def create(service: str) -> str:
        statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        return client("iam").create_role(RoleName=f"{name}-{service.split('.')[0]}", AssumeRolePolicyDocument=document)["Role"]["Arn"]

    return create


@pytest.fixture
def key(client: Callable[..., Any]) -> str:
    """The ARN of a key."""
    return client("kms").create_key()["KeyMetadata"]["Arn"]
