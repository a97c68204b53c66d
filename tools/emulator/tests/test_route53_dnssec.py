"""Route 53: API_CreateKeySigningKey, API_EnableHostedZoneDNSSEC, and dns-configuring-dnssec-disable of the Developer Guide."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from edge import change, make_zone, refused
from helpers import ACCOUNT

ROUTE_53 = {"Service": "dnssec-route53.amazonaws.com"}
SIGN = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]


def allow(principal, actions, **conditions):
    statement = {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*"}
    return {**statement, **({"Condition": conditions} if conditions else {})}


@pytest.fixture
def dns(client):
    return client("route53")


@pytest.fixture
def domain(name):
    return f"{name}.example.com"


@pytest.fixture
def zone(client, domain):
    return make_zone(client, domain)


@pytest.fixture
def kms_key(client, zone):
    """A key for signing; its policy is the one of the Developer Guide unless it is told otherwise."""
    source = {"aws:SourceArn": f"arn:aws:route53:::hostedzone/{zone}"}

    def make(region="us-east-1", actions=SIGN, **more):
        statements = [
            allow({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "kms:*"),
            allow(ROUTE_53, actions, StringEquals={"aws:SourceAccount": ACCOUNT}, ArnEquals=source),
            allow(ROUTE_53, "kms:CreateGrant", Bool={"kms:GrantIsForAWSResource": "true"}),
        ]
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        usual = {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "Policy": policy}
        return client("kms", region).create_key(**{**usual, **more})["KeyMetadata"]["Arn"]

    return make


@pytest.fixture
def sign(dns, zone, kms_key):
    """Makes a key-signing key of the zone."""

    def make(name="ksk", arn=None, status="ACTIVE"):
        given = {"CallerReference": name, "HostedZoneId": zone, "KeyManagementServiceArn": arn or kms_key(), "Name": name, "Status": status}
        return dns.create_key_signing_key(**given)["KeySigningKey"]

    return make


def test_a_zone_is_signed_by_its_key(dns, zone, sign):
    key = sign()
    assert dns.get_dnssec(HostedZoneId=zone)["Status"]["ServeSignature"] == "NOT_SIGNING"
    dns.enable_hosted_zone_dnssec(HostedZoneId=zone)
    answer = dns.get_dnssec(HostedZoneId=zone)
    assert answer["Status"]["ServeSignature"] == "SIGNING"
    assert [(k["Name"], k["Status"], k["DSRecord"]) for k in answer["KeySigningKeys"]] == [("ksk", "ACTIVE", key["DSRecord"])]


def test_the_ds_record_is_the_digest_of_the_key(sign, domain):
    """RFC 4034, section 5.1.4, with algorithm 13 (RFC 6605) and digest type 2 (RFC 4509)."""
    key = sign()
    public = base64.b64decode(key["PublicKey"])
    owner = b"".join(bytes([len(label)]) + label.encode() for label in domain.split(".")) + b"\0"
    digest = hashlib.sha256(owner + bytes([1, 1, 3, 13]) + public).hexdigest().upper()
    assert len(public) == 64
    assert key["DSRecord"] == f"{key['KeyTag']} 13 2 {digest}"


@pytest.mark.parametrize(
    "given",
    [{"region": "eu-central-1"}, {"KeySpec": "ECC_NIST_P384"}, {"KeySpec": "SYMMETRIC_DEFAULT", "KeyUsage": "ENCRYPT_DECRYPT"}, {"actions": SIGN[:2]}],
    ids=["of another region", "of another curve", "for encryption", "without permission to sign"],
)
def test_a_key_that_cannot_sign_is_refused(sign, kms_key, given):
    refused("InvalidKMSArn", sign, arn=kms_key(**given))


def test_signing_needs_an_active_key(dns, zone, sign):
    sign(status="INACTIVE")
    refused("KeySigningKeyWithActiveStatusNotFound", dns.enable_hosted_zone_dnssec, HostedZoneId=zone)


def test_names_and_number_of_keys_are_limited(sign):
    refused("InvalidKeySigningKeyName", sign, name="with-a-dash")
    sign()
    refused("KeySigningKeyAlreadyExists", sign)
    sign("other")
    refused("TooManyKeySigningKeys", sign, name="third")


def test_signing_ends_before_its_key_and_the_key_before_the_zone(dns, zone, sign):
    sign()
    dns.enable_hosted_zone_dnssec(HostedZoneId=zone)
    ksk = {"HostedZoneId": zone, "Name": "ksk"}
    refused("KeySigningKeyInUse", dns.deactivate_key_signing_key, **ksk)
    dns.disable_hosted_zone_dnssec(HostedZoneId=zone)
    refused("InvalidKeySigningKeyStatus", dns.delete_key_signing_key, **ksk)
    dns.deactivate_key_signing_key(**ksk)
    refused("HostedZoneNotEmpty", dns.delete_hosted_zone, Id=zone)
    dns.delete_key_signing_key(**ksk)
    refused("DNSSECNotFound", dns.disable_hosted_zone_dnssec, HostedZoneId=zone)
    dns.delete_hosted_zone(Id=zone)


def test_signing_goes_on_while_the_parent_has_the_ds_record(client, dns, zone, sign, domain):
    parent = make_zone(client, "example.com")
    record = {"Name": domain, "Type": "DS", "TTL": 3600, "ResourceRecords": [{"Value": sign()["DSRecord"]}]}
    dns.enable_hosted_zone_dnssec(HostedZoneId=zone)
    change(client, parent, "CREATE", **record)
    refused("KeySigningKeyInParentDSRecord", dns.disable_hosted_zone_dnssec, HostedZoneId=zone)
    change(client, parent, "DELETE", **record)
    dns.disable_hosted_zone_dnssec(HostedZoneId=zone)
