"""KMS: key policies that AWS refuses, and what a key's state forbids (key-state.html of the developer guide)."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from helpers import code_of, policy_of

ROOT = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*", "Resource": "*"}


@pytest.fixture
def kms(client):
    return client("kms")


@pytest.fixture
def key(kms):
    return kms.create_key()["KeyMetadata"]["KeyId"]


@pytest.mark.parametrize(
    "policy",
    [
        "not json",
        policy_of({**ROOT, "Principal": {"AWS": "arn:aws:iam::123456789012:role/nobody"}}),
        policy_of(ROOT, {**ROOT, "Principal": {"AWS": "arn:aws:iam::123456789012:user/nobody"}}),
        policy_of(ROOT, {**ROOT, "Principal": {"Service": "nosuchservice.amazonaws.com"}}),
        policy_of({**ROOT, "Effect": "Permit"}),
        policy_of({key: value for key, value in ROOT.items() if key != "Principal"}),
        # Nobody could change these again.
        policy_of({**ROOT, "Action": "kms:Decrypt"}),
        policy_of({**ROOT, "Principal": {"Service": "logs.us-east-1.amazonaws.com"}}),
    ],
)
def test_a_key_policy_that_cannot_be(kms, key, policy):
    for call in (lambda: kms.create_key(Policy=policy), lambda: kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "MalformedPolicyDocumentException"


def test_a_principal_that_does_not_exist_is_said_to_be_invalid(kms):
    with pytest.raises(ClientError, match="Policy contains a statement with one or more invalid principals"):
        kms.create_key(Policy=policy_of(ROOT, {**ROOT, "Principal": {"AWS": "arn:aws:iam::123456789012:role/nobody"}}))


def test_the_lockout_check_can_be_bypassed(kms):
    kms.create_key(Policy=policy_of({**ROOT, "Action": "kms:Decrypt"}), BypassPolicyLockoutSafetyCheck=True)


def test_a_role_that_exists_can_be_named(kms, client, name):
    trust = policy_of({"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"})
    arn = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    kms.create_key(Policy=policy_of({**ROOT, "Principal": {"AWS": arn}}))


def test_a_key_policy_of_more_than_32_kilobytes(kms, key):
    long = json.loads(policy_of(ROOT))
    long["Id"] = "x" * 32_768
    with pytest.raises(ClientError) as caught:
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(long))
    assert code_of(caught) == "LimitExceededException"


def test_a_disabled_key_encrypts_nothing(kms, key):
    kms.disable_key(KeyId=key)
    for call in (lambda: kms.encrypt(KeyId=key, Plaintext=b"1"), lambda: kms.enable_key_rotation(KeyId=key)):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "DisabledException"
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": "a", "TagValue": "b"}])


def test_a_key_that_is_pending_deletion(kms, key, name):
    with pytest.raises(ClientError) as caught:
        kms.cancel_key_deletion(KeyId=key)
    assert code_of(caught) == "KMSInvalidStateException"
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    for call in (
        lambda: kms.encrypt(KeyId=key, Plaintext=b"1"),
        lambda: kms.enable_key(KeyId=key),
        lambda: kms.schedule_key_deletion(KeyId=key),
        lambda: kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=key),
        lambda: kms.tag_resource(KeyId=key, Tags=[{"TagKey": "a", "TagValue": "b"}]),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "KMSInvalidStateException"
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy_of(ROOT))
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "PendingDeletion"


@pytest.mark.parametrize("days", [6, 31])
def test_a_deletion_waits_7_to_30_days(kms, key, days):
    with pytest.raises(ClientError) as caught:
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=days)
    assert code_of(caught) == "ValidationException"


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("alias/aws/mine", "NotAuthorizedException"),
        ("mine", "ValidationException"),
        ("alias/", "ValidationException"),
        ("alias/a b", "ValidationException"),
    ],
)
def test_names_of_aliases(kms, key, alias, code):
    with pytest.raises(ClientError) as caught:
        kms.create_alias(AliasName=alias, TargetKeyId=key)
    assert code_of(caught) == code


def test_an_alias_of_a_key_that_does_not_exist(kms, key, name):
    with pytest.raises(ClientError) as caught:
        kms.create_alias(AliasName=f"alias/{name}", TargetKeyId="00000000-0000-0000-0000-000000000000")
    assert code_of(caught) == "NotFoundException"
    kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=key)
    with pytest.raises(ClientError) as caught:
        kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=key)
    assert code_of(caught) == "AlreadyExistsException"


def test_an_asymmetric_key_is_not_rotated(kms):
    key = kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    with pytest.raises(ClientError) as caught:
        kms.enable_key_rotation(KeyId=key)
    assert code_of(caught) == "UnsupportedOperationException"


def test_a_grant_to_nobody(kms, key):
    with pytest.raises(ClientError) as caught:
        kms.create_grant(KeyId=key, GranteePrincipal="arn:aws:iam::123456789012:role/nobody", Operations=["Decrypt"])
    assert code_of(caught) == "InvalidArnException"
