"""Route 53: DNSSEC signing of hosted zones and its key-signing keys, which moto lacks."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from moto.core.utils import utcnow
from moto.route53 import urls
from moto.route53.models import Route53Backend
from moto.route53.responses import Route53

from ._aliases import plain_name
from ._keys import find_key, refusal
from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

PREFIX = r"{0}/(?P<api_version>[\d_-]+)"
ext.url(urls, PREFIX + "/keysigningkey$", Route53.dispatch)
ext.url(urls, PREFIX + "/keysigningkey/(?P<zone_id>[^/]+)/(?P<name>[^/]+)$", Route53.dispatch)
for _change in ("activate", "deactivate"):
    ext.url(urls, PREFIX + "/keysigningkey/(?P<zone_id>[^/]+)/(?P<name>[^/]+)/" + f"{_change}$", Route53.dispatch)
for _change in ("enable-dnssec", "disable-dnssec"):
    ext.url(urls, PREFIX + "/hostedzone/(?P<zone_id>[^/]+)/" + f"{_change}$", Route53.dispatch)

SERVICE = "dnssec-route53.amazonaws.com"
#: https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateKeySigningKey.html
ACTIONS = ("kms:DescribeKey", "kms:GetPublicKey", "kms:Sign")


def changed(**members: Any) -> Any:
    return result(ChangeInfo={"Id": "/change/C1PA6795UKMFR9", "Status": "INSYNC", "SubmittedAt": utcnow()}, **members)


def keys_of(zone: Any) -> dict[str, dict[str, Any]]:
    """The key-signing keys of a zone by their names."""
    if not hasattr(zone, "key_signing_keys"):
        zone.key_signing_keys = {}
    return zone.key_signing_keys


def is_signed(zone: Any) -> bool:
    return getattr(zone, "signed", False)


def zone_id_of(given: str) -> str:
    return given.rpartition("/")[2]


# ---- the key --------------------------------------------------------------------------------------------------------


def check_key(account_id: str, zone_id: str, arn: str) -> Any:
    """https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html"""
    key = find_key("us-east-1", account_id, arn)
    source = {"aws:SourceAccount": account_id, "aws:SourceArn": f"arn:aws:route53:::hostedzone/{zone_id}"}
    why = refusal("us-east-1", account_id, arn, principal=SERVICE, actions=ACTIONS, context=source)
    grants = {**source, "kms:GrantIsForAWSResource": "true"}
    why = why or refusal("us-east-1", account_id, arn, principal=SERVICE, actions=("kms:CreateGrant",), context=grants)
    if why or key is None or key.key_spec != "ECC_NIST_P256" or key.key_usage != "SIGN_VERIFY":
        raise ServiceError("InvalidKMSArn", f"The KMS key {arn} can't sign for the hosted zone: {why or 'it is no ECC_NIST_P256 key for signing'}.")
    return key


def records_of(zone: Any, key: Any) -> dict[str, Any]:
    """The DNSKEY and the DS record of a key: RFC 4034, sections 2, 5.1.4 and appendix B; RFC 6605, section 4."""
    point = load_der_public_key(key.private_key.public_key()).public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
    data = struct.pack("!HBB", 257, 3, 13) + point
    total = sum(byte << 8 if index % 2 == 0 else byte for index, byte in enumerate(data))
    tag = (total + (total >> 16)) & 0xFFFF
    owner = b"".join(bytes([len(label)]) + label.encode() for label in plain_name(zone.name).split(".")) + b"\0"
    digest = hashlib.sha256(owner + data).hexdigest().upper()
    public = base64.b64encode(point).decode()
    return {
        "Flag": 257,
        "SigningAlgorithmMnemonic": "ECDSAP256SHA256",
        "SigningAlgorithmType": 13,
        "DigestAlgorithmMnemonic": "SHA-256",
        "DigestAlgorithmType": 2,
        "KeyTag": tag,
        "DigestValue": digest,
        "PublicKey": public,
        "DSRecord": f"{tag} 13 2 {digest}",
        "DNSKEYRecord": f"257 3 13 {public}",
    }


def in_parent(backend: Any, zone: Any, key: dict[str, Any]) -> bool:
    """Whether a zone of the account has the key's DS record. What registrars have isn't known."""
    name = plain_name(zone.name)
    return any(
        record.type == "DS" and plain_name(record.name) == name and key["DSRecord"] in record.records
        for other in backend.zones.values()
        for record in other.rrsets
    )


def refuse_in_parent(backend: Any, zone: Any, keys: list[dict[str, Any]]) -> None:
    if any(in_parent(backend, zone, key) for key in keys):
        raise ServiceError("KeySigningKeyInParentDSRecord", "The key-signing key (KSK) is specified in a parent DS record.")


def key_of(zone: Any, name: str) -> dict[str, Any]:
    if name not in keys_of(zone):
        raise ServiceError("NoSuchKeySigningKey", "The specified key-signing key (KSK) doesn't exist.")
    return keys_of(zone)[name]


def active(zone: Any) -> list[dict[str, Any]]:
    return [key for key in keys_of(zone).values() if key["Status"] == "ACTIVE"]


# ---- operations -----------------------------------------------------------------------------------------------------


@ext.extend(Route53)
class _Responses:
    def create_key_signing_key(self: Any) -> Any:
        given = params(self)
        zone, name = self.backend.get_hosted_zone(given["HostedZoneId"]), given["Name"]
        if not re.fullmatch(r"[A-Za-z0-9_]{3,128}", name):
            raise ServiceError("InvalidKeySigningKeyName", "The key-signing key (KSK) name that you specified isn't a valid name.")
        if name in keys_of(zone):
            raise ServiceError("KeySigningKeyAlreadyExists", "You've already created a key-signing key (KSK) with this name.")
        if len(keys_of(zone)) == 2:
            raise ServiceError("TooManyKeySigningKeys", "You've reached the limit for the number of key-signing keys (KSKs).")
        key = check_key(self.current_account, zone_id_of(zone.id), given["KeyManagementServiceArn"])
        made = {"Name": name, "KmsArn": key.arn, "Status": given["Status"], "CreatedDate": utcnow(), "LastModifiedDate": utcnow()}
        keys_of(zone)[name] = {**made, **records_of(zone, key)}
        location = f"https://route53.amazonaws.com/2013-04-01/keysigningkey/{zone_id_of(zone.id)}/{name}"
        return changed(KeySigningKey=keys_of(zone)[name], Location=location)

    def activate_key_signing_key(self: Any) -> Any:
        key_of(self.named_zone(), params(self)["Name"])["Status"] = "ACTIVE"
        return changed()

    def deactivate_key_signing_key(self: Any) -> Any:
        zone = self.named_zone()
        key = key_of(zone, params(self)["Name"])
        if is_signed(zone) and active(zone) == [key]:
            raise ServiceError("KeySigningKeyInUse", "The key-signing key (KSK) can't be deactivated: it's the only one of a zone that is signed.")
        refuse_in_parent(self.backend, zone, [key])
        key["Status"] = "INACTIVE"
        return changed()

    def delete_key_signing_key(self: Any) -> Any:
        zone, name = self.named_zone(), params(self)["Name"]
        if key_of(zone, name)["Status"] != "INACTIVE":
            raise ServiceError("InvalidKeySigningKeyStatus", "The key-signing key (KSK) status isn't valid: deactivate it before you delete it.")
        del keys_of(zone)[name]
        return changed()

    def enable_hosted_zone_dnssec(self: Any) -> Any:
        zone = self.named_zone()
        if not active(zone):
            raise ServiceError("KeySigningKeyWithActiveStatusNotFound", "A key-signing key (KSK) with ACTIVE status wasn't found.")
        zone.signed = True
        return changed()

    def disable_hosted_zone_dnssec(self: Any) -> Any:
        zone = self.named_zone()
        if not keys_of(zone):
            raise ServiceError("DNSSECNotFound", "The hosted zone doesn't have any DNSSEC resources.")
        refuse_in_parent(self.backend, zone, list(keys_of(zone).values()))
        zone.signed = False
        return changed()

    def get_dnssec(self: Any) -> Any:
        zone = self.named_zone()
        status = {"ServeSignature": "SIGNING" if is_signed(zone) else "NOT_SIGNING"}
        return result(Status=status, KeySigningKeys=list(keys_of(zone).values()))

    def named_zone(self: Any) -> Any:
        given = params(self)
        return self.backend.get_hosted_zone(given.get("HostedZoneId") or given["Id"])


@ext.around(Route53Backend)
def delete_hosted_zone(original: Any, self: Any, id_: str) -> Any:
    """A zone with key-signing keys isn't empty. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html"""
    zone = self.zones.get(zone_id_of(id_))
    if zone is not None and keys_of(zone):
        raise ServiceError("HostedZoneNotEmpty", "The specified hosted zone contains DNSSEC Key Signing Keys and so cannot be deleted.")
    return original(self, id_)
