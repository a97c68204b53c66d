"""CloudFront: functions, key value stores, public keys, key groups and real-time logs."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from distributions import CACHING_DISABLED, custom_origin
from edge import refused, wait_until

CODE = b"function handler(event) { return event.request; }"
CONFIG = {"Comment": "c", "Runtime": "cloudfront-js-2.0"}
PEM = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyMPXqVIGiIBPUEFAkZBxTi5rDKQg
kqDHrAnBcpMEMIHTSgZSXS6TvNgV1bXDBHxHyvmJYWNXIvRZfGiXJFxCLg==
-----END PUBLIC KEY-----
"""


@pytest.fixture
def cloudfront(client):
    return client("cloudfront")


def key(name: str, **more: Any) -> dict[str, Any]:
    return {"CallerReference": uuid.uuid4().hex, "Name": name, "EncodedKey": PEM, **more}


def distribution(**behavior: Any) -> dict[str, Any]:
    """Enabled never: it can be deleted at once."""
    usual = {"TargetOriginId": "custom", "ViewerProtocolPolicy": "https-only", "CachePolicyId": CACHING_DISABLED}
    return {
        "CallerReference": uuid.uuid4().hex,
        "Comment": "tests",
        "Enabled": False,
        "Origins": {"Quantity": 1, "Items": [custom_origin()]},
        "DefaultCacheBehavior": {**usual, **behavior},
    }


def remove(cloudfront: Any, made: Any) -> None:
    distribution_id = made["Distribution"]["Id"]
    wait_until(lambda: cloudfront.get_distribution(Id=distribution_id)["Distribution"]["Status"] == "Deployed")
    cloudfront.delete_distribution(Id=distribution_id, IfMatch=made["ETag"])


def test_a_function_is_developed_and_then_live(cloudfront, name):
    made = cloudfront.create_function(Name=name, FunctionConfig=CONFIG, FunctionCode=CODE)
    assert made["FunctionSummary"]["FunctionMetadata"]["Stage"] == "DEVELOPMENT"
    refused("NoSuchFunctionExists", cloudfront.describe_function, Name=name, Stage="LIVE")
    cloudfront.publish_function(Name=name, IfMatch=made["ETag"])
    changed = cloudfront.update_function(Name=name, IfMatch=made["ETag"], FunctionConfig=CONFIG, FunctionCode=CODE + b"\n")
    assert cloudfront.get_function(Name=name, Stage="LIVE")["FunctionCode"].read() == CODE
    assert cloudfront.get_function(Name=name)["FunctionCode"].read() == CODE + b"\n"
    etag = cloudfront.describe_function(Name=name)["ETag"]
    assert changed["FunctionSummary"]["FunctionConfig"] == CONFIG
    cloudfront.delete_function(Name=name, IfMatch=etag)
    refused("NoSuchFunctionExists", cloudfront.describe_function, Name=name)


def test_a_function_is_refused_that_is_too_large_there_already_or_of_another_version(cloudfront, name):
    given = {"Name": name, "FunctionConfig": CONFIG}
    refused("FunctionSizeLimitExceeded", cloudfront.create_function, **given, FunctionCode=CODE.ljust(10 * 1024 + 1))
    cloudfront.create_function(**given, FunctionCode=CODE.ljust(10 * 1024))
    refused("FunctionAlreadyExists", cloudfront.create_function, **given, FunctionCode=CODE)
    refused("PreconditionFailed", cloudfront.publish_function, Name=name, IfMatch="old")


def test_a_behavior_names_live_functions_alone_which_then_stay(cloudfront, name):
    made = cloudfront.create_function(Name=name, FunctionConfig=CONFIG, FunctionCode=CODE)
    arn = made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]
    associations = {"Quantity": 1, "Items": [{"EventType": "viewer-request", "FunctionARN": arn}]}
    config = distribution(FunctionAssociations=associations)
    refused("InvalidFunctionAssociation", cloudfront.create_distribution, DistributionConfig=config)
    cloudfront.publish_function(Name=name, IfMatch=made["ETag"])
    standing = cloudfront.create_distribution(DistributionConfig=config)
    refused("FunctionInUse", cloudfront.delete_function, Name=name, IfMatch=made["ETag"])
    remove(cloudfront, standing)
    cloudfront.delete_function(Name=name, IfMatch=made["ETag"])


def test_a_key_value_store_is_ready_a_moment_after_it_is_made(cloudfront, name):
    made = cloudfront.create_key_value_store(Name=name, Comment="c")["KeyValueStore"]
    assert made["Status"] == "PROVISIONING"
    wait_until(lambda: cloudfront.describe_key_value_store(Name=name)["KeyValueStore"]["Status"] == "READY")
    refused("EntityAlreadyExists", cloudfront.create_key_value_store, Name=name)


def test_a_key_value_store_stays_while_a_function_reads_it(cloudfront, name):
    arn = cloudfront.create_key_value_store(Name=name)["KeyValueStore"]["ARN"]
    config = {**CONFIG, "KeyValueStoreAssociations": {"Quantity": 1, "Items": [{"KeyValueStoreARN": arn}]}}
    missing = {**CONFIG, "KeyValueStoreAssociations": {"Quantity": 1, "Items": [{"KeyValueStoreARN": arn[:-4] + "0000"}]}}
    refused("InvalidArgument", cloudfront.create_function, Name=name, FunctionConfig=missing, FunctionCode=CODE)
    function = cloudfront.create_function(Name=name, FunctionConfig=config, FunctionCode=CODE)
    etag = cloudfront.describe_key_value_store(Name=name)["ETag"]
    refused("CannotDeleteEntityWhileInUse", cloudfront.delete_key_value_store, Name=name, IfMatch=etag)
    cloudfront.delete_function(Name=name, IfMatch=function["ETag"])
    cloudfront.delete_key_value_store(Name=name, IfMatch=etag)
    refused("EntityNotFound", cloudfront.describe_key_value_store, Name=name)


def test_a_public_key_keeps_its_comment_and_stays_while_a_group_has_it(cloudfront, name):
    made = cloudfront.create_public_key(PublicKeyConfig=key(name, Comment="of 2026"))
    key_id, etag = made["PublicKey"]["Id"], made["ETag"]
    assert cloudfront.get_public_key_config(Id=key_id)["PublicKeyConfig"]["Comment"] == "of 2026"
    group = cloudfront.create_key_group(KeyGroupConfig={"Name": name, "Items": [key_id], "Comment": "c"})
    refused("PublicKeyInUse", cloudfront.delete_public_key, Id=key_id, IfMatch=etag)
    cloudfront.delete_key_group(Id=group["KeyGroup"]["Id"], IfMatch=group["ETag"])
    cloudfront.delete_public_key(Id=key_id, IfMatch=etag)
    refused("NoSuchPublicKey", cloudfront.get_public_key, Id=key_id)


def test_a_public_key_is_refused_under_a_name_in_use_and_as_anything_but_a_public_key(cloudfront, name):
    made = cloudfront.create_public_key(PublicKeyConfig=key(name))
    refused("PublicKeyAlreadyExists", cloudfront.create_public_key, PublicKeyConfig=key(name))
    refused("InvalidArgument", cloudfront.create_public_key, PublicKeyConfig=key(f"{name}-2", EncodedKey="ssh-rsa AAAA"))
    config = {**made["PublicKey"]["PublicKeyConfig"], "Name": f"{name}-3"}
    refused("CannotChangeImmutablePublicKeyFields", cloudfront.update_public_key, Id=made["PublicKey"]["Id"], IfMatch=made["ETag"], PublicKeyConfig=config)


def test_a_key_group_is_changed_in_place_and_stays_while_a_behavior_trusts_it(cloudfront, name):
    first, second = (cloudfront.create_public_key(PublicKeyConfig=key(f"{name}-{index}"))["PublicKey"]["Id"] for index in (1, 2))
    made = cloudfront.create_key_group(KeyGroupConfig={"Name": name, "Items": [first]})
    group_id = made["KeyGroup"]["Id"]
    refused("KeyGroupAlreadyExists", cloudfront.create_key_group, KeyGroupConfig={"Name": name, "Items": [first]})
    refused("InvalidArgument", cloudfront.create_key_group, KeyGroupConfig={"Name": f"{name}-2", "Items": ["K1"]})
    changed = cloudfront.update_key_group(Id=group_id, IfMatch=made["ETag"], KeyGroupConfig={"Name": name, "Items": [first, second]})
    assert cloudfront.get_key_group_config(Id=group_id)["KeyGroupConfig"]["Items"] == [first, second]
    trusted = {"Enabled": True, "Quantity": 1, "Items": [group_id]}
    standing = cloudfront.create_distribution(DistributionConfig=distribution(TrustedKeyGroups=trusted))
    refused("ResourceInUse", cloudfront.delete_key_group, Id=group_id, IfMatch=changed["ETag"])
    remove(cloudfront, standing)
    cloudfront.delete_key_group(Id=group_id, IfMatch=changed["ETag"])
    refused("NoSuchResource", cloudfront.get_key_group, Id=group_id)
    missing = distribution(TrustedKeyGroups=trusted)
    refused("TrustedKeyGroupDoesNotExist", cloudfront.create_distribution, DistributionConfig=missing)


@pytest.fixture
def stream(client, name):
    client("kinesis", "eu-central-1").create_stream(StreamName=name, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
    role = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    arn = client("kinesis", "eu-central-1").describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamARN"]
    return {"StreamType": "Kinesis", "KinesisStreamConfig": {"RoleARN": role, "StreamARN": arn}}


def test_a_real_time_log_is_changed_in_place_and_stays_while_a_behavior_has_it(cloudfront, name, stream):
    given = {"Name": name, "EndPoints": [stream], "Fields": ["timestamp", "sc-status"], "SamplingRate": 100}
    made = cloudfront.create_realtime_log_config(**given)["RealtimeLogConfig"]
    refused("RealtimeLogConfigAlreadyExists", cloudfront.create_realtime_log_config, **given)
    cloudfront.update_realtime_log_config(**{**given, "SamplingRate": 5})
    assert cloudfront.get_realtime_log_config(ARN=made["ARN"])["RealtimeLogConfig"]["SamplingRate"] == 5
    standing = cloudfront.create_distribution(DistributionConfig=distribution(RealtimeLogConfigArn=made["ARN"]))
    refused("RealtimeLogConfigInUse", cloudfront.delete_realtime_log_config, ARN=made["ARN"])
    remove(cloudfront, standing)
    cloudfront.delete_realtime_log_config(ARN=made["ARN"])
    refused("NoSuchRealtimeLogConfig", cloudfront.get_realtime_log_config, Name=name)
    missing = distribution(RealtimeLogConfigArn=made["ARN"])
    refused("NoSuchRealtimeLogConfig", cloudfront.create_distribution, DistributionConfig=missing)


def test_a_real_time_log_is_refused_without_its_stream_or_its_role(cloudfront, name, stream):
    given = {"Name": name, "Fields": ["timestamp"], "SamplingRate": 100}
    for member in ("StreamARN", "RoleARN"):
        kinesis = stream["KinesisStreamConfig"]
        endpoint = {**stream, "KinesisStreamConfig": {**kinesis, member: f"{kinesis[member]}-2"}}
        refused("InvalidArgument", cloudfront.create_realtime_log_config, **given, EndPoints=[endpoint], message=member)
    refused("InvalidArgument", cloudfront.create_realtime_log_config, **{**given, "SamplingRate": 0}, EndPoints=[stream])
