"""Secrets Manager and Systems Manager: secrets and parameters that AWS refuses (API references)."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of


def refused(code, call, **given):
    with pytest.raises(ClientError) as caught:
        call(**given)
    assert code_of(caught) == code


@pytest.fixture
def keys(client):
    """A key that can be used, and some that can't."""
    kms = client("kms")
    good, disabled, going = (kms.create_key()["KeyMetadata"]["Arn"] for _ in range(3))
    kms.disable_key(KeyId=disabled)
    kms.schedule_key_deletion(KeyId=going)
    return good, (disabled, going, f"arn:aws:kms:us-east-1:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000", "alias/nothing")


def test_a_secret_under_a_key_that_cannot_be_used(client, name, keys):
    secrets, (good, bad) = client("secretsmanager"), keys
    for key in bad:
        refused("EncryptionFailure", secrets.create_secret, Name=name, SecretString="s", KmsKeyId=key)
    secrets.create_secret(Name=name, SecretString="s", KmsKeyId=good)
    refused("EncryptionFailure", secrets.update_secret, SecretId=name, KmsKeyId=bad[0])


def test_names_of_secrets(client, name):
    for wrong in ("a b", "a#b", "x" * 513):
        refused("ValidationException", client("secretsmanager").create_secret, Name=wrong, SecretString="s")
    client("secretsmanager").create_secret(Name=name, SecretString="s")
    client("secretsmanager").delete_secret(SecretId=name, RecoveryWindowInDays=7)
    refused("InvalidRequestException", client("secretsmanager").create_secret, Name=name, SecretString="s")


def test_policies_of_secrets(client, name):
    secrets = client("secretsmanager")
    secrets.create_secret(Name=name, SecretString="s")
    statement = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "secretsmanager:GetSecretValue", "Resource": "*"}
    secrets.put_resource_policy(SecretId=name, ResourcePolicy=policy_of(statement), BlockPublicPolicy=True)
    refused("MalformedPolicyDocumentException", secrets.put_resource_policy, SecretId=name, ResourcePolicy="{}")
    nobody = {**statement, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}}
    refused("MalformedPolicyDocumentException", secrets.put_resource_policy, SecretId=name, ResourcePolicy=policy_of(nobody))
    public = policy_of({**statement, "Principal": "*"})
    refused("PublicPolicyException", secrets.put_resource_policy, SecretId=name, ResourcePolicy=public, BlockPublicPolicy=True)


def test_parameters(client, name, keys):
    ssm, (good, bad) = client("ssm"), keys
    for key in bad:
        refused("InvalidKeyId", ssm.put_parameter, Name=name, Type="SecureString", Value="v", KeyId=key)
    ssm.put_parameter(Name=name, Type="SecureString", Value="v", KeyId=good)
    refused("ValidationException", ssm.put_parameter, Name=f"{name}-2", Type="String", Value="x" * 4097)
    refused("ValidationException", ssm.put_parameter, Name=f"a/{name}", Type="String", Value="v")
    refused("HierarchyLevelLimitExceededException", ssm.put_parameter, Name="/a" * 16, Type="String", Value="v")
    refused("ParameterAlreadyExists", ssm.put_parameter, Name=name, Type="String", Value="v")
    ssm.put_parameter(Name=f"{name}-2", Type="String", Value="x" * 4097, Tier="Advanced")
