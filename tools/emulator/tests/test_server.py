"""The server itself: start, health, refusal of a port in use, stop, unknown operations, reset."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from conftest import SERVER


def start(tmp_path: Path, *arguments: str) -> tuple[subprocess.Popen[str], dict]:
    ready = tmp_path / "ready.json"
    process = subprocess.Popen(
        [sys.executable, str(SERVER), "--ready-file", str(ready), *arguments], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not ready.exists():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return process, json.loads(ready.read_text())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_cleanly_and_removes_its_ready_file(tmp_path, number):
    process, ready = start(tmp_path, "--port", "0")
    assert ready["pid"] == process.pid
    with urllib.request.urlopen(ready["url"] + "/moto-api/") as answer:
        assert answer.status == 200
    process.send_signal(number)
    assert process.wait(timeout=10) == 0
    assert not (tmp_path / "ready.json").exists()


def test_refuses_a_port_in_use_in_one_sentence(endpoint):
    port = endpoint.rsplit(":", 1)[1]
    refused = subprocess.run([sys.executable, str(SERVER), "--port", port], capture_output=True, text=True, timeout=60)
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        f"emulator: port {port} on 127.0.0.1 is in use: stop the program that uses it, or choose another port with --port."
    )


def test_refuses_a_port_out_of_range():
    refused = subprocess.run([sys.executable, str(SERVER), "--port", "70000"], capture_output=True, text=True, timeout=60)
    assert refused.returncode == 2
    assert "--port must be between 0 and 65535, got 70000" in refused.stderr


def test_an_operation_it_lacks_is_answered_501_and_not_tried_again(client):
    with pytest.raises(ClientError) as caught:
        client("rds").describe_source_regions()
    error = caught.value.response
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert error["ResponseMetadata"]["RetryAttempts"] == 0
    assert error["Error"] == {"Code": "NotImplemented", "Message": "The emulator has no rds:DescribeSourceRegions.", "Type": "Sender"}


def create_user(endpoint: str, name: str, call: str) -> int:
    """One attempt of an SDK's call to IAM; the status of the answer."""
    authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=x"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": authorization, "amz-sdk-invocation-id": call}
    body = f"Action=CreateUser&Version=2010-05-08&UserName={name}".encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(endpoint, body, headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_second_attempt_of_a_call_gets_the_first_ones_answer(endpoint, name):
    assert create_user(endpoint, name, call="one") == 200
    assert create_user(endpoint, name, call="one") == 200
    assert create_user(endpoint, name, call="two") == 409


def create_key_pairs(endpoint, invocations, name):
    """Asks for a key pair once per invocation id, as an SDK does that sends a request again under the same id."""
    answers = []
    for invocation in invocations:
        request = urllib.request.Request(
            endpoint,
            data=f"Action=CreateKeyPair&Version=2016-11-15&KeyName={name}".encode(),
            headers={
                "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=x",
                "amz-sdk-invocation-id": invocation,
            },
        )
        try:
            with urllib.request.urlopen(request) as answer:
                answers.append((answer.status, answer.read()))
        except urllib.error.HTTPError as error:
            answers.append((error.code, error.read()))
    return answers


def test_a_request_that_is_sent_again_is_answered_as_before(endpoint, name):
    first, second = create_key_pairs(endpoint, [name, name], name)
    assert first == second
    assert first[0] == 200


def test_another_request_for_the_same_is_served_itself(endpoint, name):
    first, second = create_key_pairs(endpoint, [f"{name}-1", f"{name}-2"], name)
    assert (first[0], second[0]) == (200, 400)
    assert b"InvalidKeyPair.Duplicate" in second[1]


def test_a_request_that_failed_is_served_again(endpoint, client, name):
    client("ec2").create_key_pair(KeyName=name)
    (refused,) = create_key_pairs(endpoint, [name], name)
    assert refused[0] == 400
    client("ec2").delete_key_pair(KeyName=name)
    (served,) = create_key_pairs(endpoint, [name], name)
    assert served[0] == 200


def test_the_account_is_motos_default(client):
    assert client("sts").get_caller_identity()["Account"] == "123456789012"


def test_managed_policies_exist(client):
    policy = client("iam").get_policy(PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
    assert policy["Policy"]["PolicyName"] == "AmazonSSMManagedInstanceCore"


def test_the_cloudfront_prefix_list_exists_also_after_a_reset(tmp_path):
    import boto3

    process, ready = start(tmp_path, "--port", "0")
    try:
        ec2 = boto3.client("ec2", region_name="us-east-1", endpoint_url=ready["url"], aws_access_key_id="x", aws_secret_access_key="x")
        wanted = [{"Name": "prefix-list-name", "Values": ["com.amazonaws.global.cloudfront.origin-facing"]}]
        assert len(ec2.describe_managed_prefix_lists(Filters=wanted)["PrefixLists"]) == 1
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
        urllib.request.urlopen(urllib.request.Request(ready["url"] + "/moto-api/reset", method="POST")).close()
        assert len(ec2.describe_managed_prefix_lists(Filters=wanted)["PrefixLists"]) == 1
        assert [vpc["IsDefault"] for vpc in ec2.describe_vpcs()["Vpcs"]] == [True]
    finally:
        process.terminate()
        process.wait(timeout=10)
