"""CloudFront: public keys and key groups with names of their own and versions, which stay while something uses them."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.models import CloudFrontBackend
from moto.cloudfront.responses import CloudFrontResponse

from ._cloudfront import argument, behaviors_of, check_version, new_etag, new_uuid, now, store
from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

PREFIX = "{0}/2020-05-31"
ext.url(urls, f"{PREFIX}/public-key/(?P<key_name>[^/]+)/config$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/key-group/(?P<key_name>[^/]+)/config$", CloudFrontResponse.dispatch)

#: A quota. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-private-content
KEYS_PER_GROUP = 5


# ---- public keys ----------------------------------------------------------------------------------------------------


def public_key_of(backend: Any, key_id: str) -> Any:
    if key_id not in backend.public_keys:
        raise ServiceError("NoSuchPublicKey", "The specified public key doesn't exist.")
    return backend.public_keys[key_id]


def check_pem(text: str) -> None:
    """https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html"""
    lines = text.strip().splitlines()
    try:
        if lines[0] != "-----BEGIN PUBLIC KEY-----" or lines[-1] != "-----END PUBLIC KEY-----":
            raise ValueError("no public key")
        base64.b64decode("".join(lines[1:-1]), validate=True)
    except (ValueError, IndexError, binascii.Error):
        raise argument("The parameter EncodedKey is not a valid public key in PEM format.") from None


@ext.around(CloudFrontResponse)
def create_public_key(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreatePublicKey.html"""
    config = params(self)["PublicKeyConfig"]
    if any(key.name == config["Name"] for key in self.backend.public_keys.values()):
        raise ServiceError("PublicKeyAlreadyExists", "The specified public key already exists.")
    check_pem(config["EncodedKey"])
    answer = original(self)
    list(self.backend.public_keys.values())[-1].comment = config.get("Comment") or ""
    return answer


@ext.extend(CloudFrontResponse)
class _PublicKeys:
    def get_public_key(self: Any) -> Any:
        key = public_key_of(self.backend, params(self)["Id"])
        return result(PublicKey=key, ETag=key.etag)

    def get_public_key_config(self: Any) -> Any:
        key = public_key_of(self.backend, params(self)["Id"])
        return result(PublicKeyConfig=key.public_key_config, ETag=key.etag)

    def update_public_key(self: Any) -> Any:
        """Its comment alone. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdatePublicKey.html"""
        given = params(self)
        key, config = public_key_of(self.backend, given["Id"]), given["PublicKeyConfig"]
        check_version(key.etag, given.get("IfMatch"))
        if config["Name"] != key.name or config["EncodedKey"].strip() != key.encoded_key.strip():
            raise ServiceError("CannotChangeImmutablePublicKeyFields", "You can't change the value of a public key.")
        key.comment, key.etag = config.get("Comment") or "", new_etag()
        return result(PublicKey=key, ETag=key.etag)

    def delete_public_key(self: Any) -> Any:
        given = params(self)
        key = public_key_of(self.backend, given["Id"])
        check_version(key.etag, given.get("IfMatch"))
        if any(key.id in group["config"]["Items"] for group in groups(self.backend).values()):
            raise ServiceError("PublicKeyInUse", "The specified public key is in use.")
        del self.backend.public_keys[key.id]
        return result()


# ---- key groups -----------------------------------------------------------------------------------------------------


def groups(backend: Any) -> dict[str, Any]:
    return store(backend, "key_groups_by_id")


def group_of(backend: Any, group_id: str) -> dict[str, Any]:
    if group_id not in groups(backend):
        raise ServiceError("NoSuchResource", "A resource that was specified is not valid.")
    return groups(backend)[group_id]


def check_group(backend: Any, config: dict[str, Any], own_id: str | None = None) -> None:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateKeyGroup.html"""
    if any(group["config"]["Name"] == config["Name"] and group["id"] != own_id for group in groups(backend).values()):
        raise ServiceError("KeyGroupAlreadyExists", "A key group with this name already exists. You must provide a unique name.")
    if len(config["Items"]) > KEYS_PER_GROUP:
        raise ServiceError("TooManyPublicKeysInKeyGroup", "The number of public keys in this key group is more than the maximum allowed.")
    if not config["Items"] or any(key_id not in backend.public_keys for key_id in config["Items"]):
        raise argument("The parameter Items contains a public key that does not exist, or is empty.")


def group_answer(group: dict[str, Any], **members: Any) -> Any:
    shown = {"Id": group["id"], "LastModifiedTime": group["modified"], "KeyGroupConfig": group["config"]}
    return result(KeyGroup=shown, ETag=group["etag"], **members)


@ext.extend(CloudFrontResponse)
class _KeyGroups:
    def create_key_group(self: Any) -> Any:
        config = params(self)["KeyGroupConfig"]
        check_group(self.backend, config)
        group = {"id": new_uuid(), "config": config, "etag": new_etag(), "modified": now()}
        groups(self.backend)[group["id"]] = group
        return group_answer(group, Location=f"https://cloudfront.amazonaws.com/2020-05-31/key-group/{group['id']}")

    def get_key_group(self: Any) -> Any:
        return group_answer(group_of(self.backend, params(self)["Id"]))

    def get_key_group_config(self: Any) -> Any:
        group = group_of(self.backend, params(self)["Id"])
        return result(KeyGroupConfig=group["config"], ETag=group["etag"])

    def update_key_group(self: Any) -> Any:
        given = params(self)
        group = group_of(self.backend, given["Id"])
        check_version(group["etag"], given.get("IfMatch"))
        check_group(self.backend, given["KeyGroupConfig"], group["id"])
        group.update(config=given["KeyGroupConfig"], etag=new_etag(), modified=now())
        return group_answer(group)

    def delete_key_group(self: Any) -> Any:
        given = params(self)
        group = group_of(self.backend, given["Id"])
        check_version(group["etag"], given.get("IfMatch"))
        for distribution in self.backend.distributions.values():
            for behavior in behaviors_of(distribution.raw_config):
                if group["id"] in ((behavior.get("TrustedKeyGroups") or {}).get("Items") or []):
                    raise ServiceError("ResourceInUse", "Cannot delete this resource because it is in use.")
        del groups(self.backend)[group["id"]]
        return result()


@ext.extend(CloudFrontBackend)
class _Backend:
    def list_key_groups(self: Any) -> list[Any]:
        return [{"Id": group["id"], "LastModifiedTime": group["modified"], "KeyGroupConfig": group["config"]} for group in groups(self).values()]
