"""CloudFront: policies and VPC origins, which moto lacks, and distributions that are read back as they were written."""

from __future__ import annotations

import copy
import datetime
import random
import string
from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.models import CloudFrontBackend, Distribution
from moto.cloudfront.responses import CloudFrontResponse

from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

PREFIX = "{0}/2020-05-31"
#: Kind of policy → path, operation noun.
POLICIES = {
    "CachePolicy": "cache-policy",
    "OriginRequestPolicy": "origin-request-policy",
    "ResponseHeadersPolicy": "response-headers-policy",
}
for _path in POLICIES.values():
    ext.url(urls, f"{PREFIX}/{_path}$", CloudFrontResponse.dispatch)
    ext.url(urls, f"{PREFIX}/{_path}/(?P<policy_id>[^/]+)$", CloudFrontResponse.dispatch)
    ext.url(urls, f"{PREFIX}/{_path}/(?P<policy_id>[^/]+)/config$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/vpc-origin$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/vpc-origin/(?P<origin_id>[^/]+)$", CloudFrontResponse.dispatch)


def random_text(length: int, letters: str) -> str:
    return "".join(random.choices(letters, k=length))


def new_etag() -> str:
    return "E" + random_text(13, string.ascii_uppercase + string.digits)


def new_uuid() -> str:
    digits = string.digits + "abcdef"
    return "-".join(random_text(length, digits) for length in (8, 4, 4, 4, 12))


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def store(backend: CloudFrontBackend, name: str) -> dict[str, Any]:
    """A dictionary that lives and ends with the backend."""
    return backend.__dict__.setdefault(f"_{name}", {})


def check_etag(entry: dict[str, Any], if_match: str | None) -> None:
    if not if_match:
        raise ServiceError("InvalidIfMatchVersion", "The If-Match version is missing or not valid for the resource.")
    if if_match != entry["etag"]:
        raise ServiceError("PreconditionFailed", "The request failed because it didn't meet the preconditions in one or more request-header fields.")


# ---- cache, origin-request and response-headers policies ------------------------------------------------------------


def policy_of(backend: Any, kind: str, policy_id: str) -> dict[str, Any]:
    if policy_id not in store(backend, kind):
        raise ServiceError(f"NoSuch{kind}", f"The specified {kind} does not exist.")
    return store(backend, kind)[policy_id]


def policy_answer(kind: str, entry: dict[str, Any], **members: Any) -> Any:
    policy = {"Id": entry["id"], "LastModifiedTime": entry["modified"], f"{kind}Config": entry["config"]}
    return result(**{kind: policy, "ETag": entry["etag"], **members})


def behaviors_of(config: dict[str, Any]) -> list[dict[str, Any]]:
    ordered = (config.get("CacheBehaviors") or {}).get("Items") or []
    return [config["DefaultCacheBehavior"], *ordered]


def create_operations(kind: str, path: str) -> dict[str, Any]:
    snake = path.replace("-", "_")

    def check_name(backend: Any, config: dict[str, Any], own_id: str | None = None) -> None:
        others = [entry for entry in store(backend, kind).values() if entry["id"] != own_id]
        if any(entry["config"]["Name"] == config["Name"] for entry in others):
            raise ServiceError(f"{kind}AlreadyExists", f"A {kind} with the name {config['Name']} already exists.")

    def create(self: Any) -> Any:
        config = params(self)[f"{kind}Config"]
        check_name(self.backend, config)
        entry = {"id": new_uuid(), "config": config, "etag": new_etag(), "modified": now()}
        store(self.backend, kind)[entry["id"]] = entry
        return policy_answer(kind, entry, Location=f"https://cloudfront.amazonaws.com/2020-05-31/{path}/{entry['id']}")

    def get(self: Any) -> Any:
        return policy_answer(kind, policy_of(self.backend, kind, params(self)["Id"]))

    def get_config(self: Any) -> Any:
        entry = policy_of(self.backend, kind, params(self)["Id"])
        return result(**{f"{kind}Config": entry["config"], "ETag": entry["etag"]})

    def update(self: Any) -> Any:
        given = params(self)
        entry = policy_of(self.backend, kind, given["Id"])
        check_etag(entry, given.get("IfMatch"))
        check_name(self.backend, given[f"{kind}Config"], entry["id"])
        entry.update(config=given[f"{kind}Config"], etag=new_etag(), modified=now())
        return policy_answer(kind, entry)

    def delete(self: Any) -> Any:
        given = params(self)
        entry = policy_of(self.backend, kind, given["Id"])
        check_etag(entry, given.get("IfMatch"))
        for distribution in self.backend.distributions.values():
            if any(behavior.get(f"{kind}Id") == entry["id"] for behavior in behaviors_of(distribution.raw_config)):
                raise ServiceError(f"{kind}InUse", f"Cannot delete the {kind} because it is attached to one or more cache behaviors.")
        del store(self.backend, kind)[entry["id"]]
        return result()

    def list_all(self: Any) -> Any:
        entries = [
            {"Type": "custom", kind: {"Id": entry["id"], "LastModifiedTime": entry["modified"], f"{kind}Config": entry["config"]}}
            for entry in store(self.backend, kind).values()
        ]
        if params(self).get("Type") == "managed":
            entries = []
        return result(**{f"{kind}List": {"MaxItems": 100, "Quantity": len(entries), "Items": entries}})

    plural = f"list_{snake[:-1]}ies"
    return {
        f"create_{snake}": create,
        f"get_{snake}": get,
        f"get_{snake}_config": get_config,
        f"update_{snake}": update,
        f"delete_{snake}": delete,
        plural: list_all,
    }


for _kind, _path in POLICIES.items():
    ext.extend(CloudFrontResponse)(type(f"_{_kind}", (), create_operations(_kind, _path)))


# ---- VPC origins ----------------------------------------------------------------------------------------------------


def vpc_origin_of(backend: Any, origin_id: str) -> dict[str, Any]:
    if origin_id not in store(backend, "vpc_origins"):
        raise ServiceError("EntityNotFound", "The entity was not found.")
    return store(backend, "vpc_origins")[origin_id]


def vpc_origin_answer(entry: dict[str, Any]) -> Any:
    origin = {
        "Id": entry["id"],
        "Arn": entry["arn"],
        "Status": "Deployed",
        "CreatedTime": entry["created"],
        "LastModifiedTime": entry["modified"],
        "VpcOriginEndpointConfig": entry["config"],
    }
    return result(VpcOrigin=origin, ETag=entry["etag"])


def in_use(backend: Any, origin_id: str) -> bool:
    origins = [origin for distribution in backend.distributions.values() for origin in distribution.raw_config["Origins"]["Items"]]
    return any((origin.get("VpcOriginConfig") or {}).get("VpcOriginId") == origin_id for origin in origins)


@ext.extend(CloudFrontResponse)
class _VpcOrigins:
    def create_vpc_origin(self: Any) -> Any:
        given, backend = params(self), self.backend
        config = given["VpcOriginEndpointConfig"]
        if any(entry["config"]["Name"] == config["Name"] for entry in store(backend, "vpc_origins").values()):
            raise ServiceError("EntityAlreadyExists", f"A VPC origin with the name {config['Name']} already exists.")
        origin_id = "vo_" + random_text(22, string.ascii_letters + string.digits)
        entry = {
            "id": origin_id,
            "arn": f"arn:aws:cloudfront::{backend.account_id}:vpcorigin/{origin_id}",
            "config": config,
            "etag": new_etag(),
            "created": now(),
            "modified": now(),
        }
        store(backend, "vpc_origins")[origin_id] = entry
        backend.tagger.tag_resource(entry["arn"], (given.get("Tags") or {}).get("Items") or [])
        return vpc_origin_answer(entry)

    def get_vpc_origin(self: Any) -> Any:
        return vpc_origin_answer(vpc_origin_of(self.backend, params(self)["Id"]))

    def update_vpc_origin(self: Any) -> Any:
        given = params(self)
        entry = vpc_origin_of(self.backend, given["Id"])
        check_etag(entry, given.get("IfMatch"))
        if in_use(self.backend, entry["id"]):
            raise ServiceError("CannotUpdateEntityWhileInUse", "The entity cannot be updated while it is in use.")
        entry.update(config=given["VpcOriginEndpointConfig"], etag=new_etag(), modified=now())
        return vpc_origin_answer(entry)

    def delete_vpc_origin(self: Any) -> Any:
        given = params(self)
        entry = vpc_origin_of(self.backend, given["Id"])
        check_etag(entry, given.get("IfMatch"))
        if in_use(self.backend, entry["id"]):
            raise ServiceError("CannotDeleteEntityWhileInUse", "The entity cannot be deleted while it is in use.")
        del store(self.backend, "vpc_origins")[entry["id"]]
        return vpc_origin_answer(entry)

    def list_vpc_origins(self: Any) -> Any:
        items = [
            {
                "Id": entry["id"],
                "Name": entry["config"]["Name"],
                "Status": "Deployed",
                "CreatedTime": entry["created"],
                "LastModifiedTime": entry["modified"],
                "Arn": entry["arn"],
                "OriginEndpointArn": entry["config"]["Arn"],
            }
            for entry in store(self.backend, "vpc_origins").values()
        ]
        return result(VpcOriginList={"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(items), "Items": items})


# ---- distributions --------------------------------------------------------------------------------------------------


#: What CloudFront shows of parts that a request leaves out.
ABSENT_PARTS: dict[str, Any] = {
    "Aliases": {"Quantity": 0},
    "OriginGroups": {"Quantity": 0},
    "CacheBehaviors": {"Quantity": 0},
    "CustomErrorResponses": {"Quantity": 0},
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1", "CertificateSource": "cloudfront"},
    "DefaultRootObject": "",
    "PriceClass": "PriceClass_All",
    "HttpVersion": "http2",
    "IsIPV6Enabled": True,
    "WebACLId": "",
    "Comment": "",
}


def complete(config: dict[str, Any]) -> dict[str, Any]:
    """A configuration as CloudFront shows it: what was left out has its default, lists know their length."""
    whole = {**copy.deepcopy(ABSENT_PARTS), **copy.deepcopy(config)}
    for part in ("Aliases", "Origins", "OriginGroups", "CacheBehaviors", "CustomErrorResponses"):
        whole[part]["Quantity"] = len(whole[part].get("Items") or [])
    return whole


@ext.around(Distribution, "__init__")
def create(original: Any, self: Any, account_id: str, region_name: str, config: dict[str, Any]) -> None:
    self.raw_config = complete(config)
    original(self, account_id, region_name, config)


def distribution_answer(distribution: Any) -> dict[str, Any]:
    """As it was written: moto's own classes forget what they don't know."""
    return {
        "Id": distribution.distribution_id,
        "ARN": distribution.arn,
        "Status": distribution.status,
        "LastModifiedTime": distribution.last_modified_time,
        "InProgressInvalidationBatches": 0,
        "DomainName": distribution.domain_name,
        "ActiveTrustedSigners": {"Enabled": False, "Quantity": 0},
        "ActiveTrustedKeyGroups": {"Enabled": False, "Quantity": 0},
        "DistributionConfig": distribution.raw_config,
    }


@ext.extend(CloudFrontResponse)
class _Distributions:
    def create_distribution(self: Any) -> Any:
        return create_distribution(self.backend, params(self)["DistributionConfig"], [])

    def create_distribution_with_tags(self: Any) -> Any:
        given = params(self)["DistributionConfigWithTags"]
        return create_distribution(self.backend, given["DistributionConfig"], (given.get("Tags") or {}).get("Items") or [])

    def get_distribution(self: Any) -> Any:
        distribution, etag = self.backend.get_distribution(params(self)["Id"])
        return result(Distribution=distribution_answer(distribution), ETag=etag)

    def get_distribution_config(self: Any) -> Any:
        distribution, etag = self.backend.get_distribution(params(self)["Id"])
        return result(DistributionConfig=distribution.raw_config, ETag=etag)

    def update_distribution(self: Any) -> Any:
        given = params(self)
        config = complete(given["DistributionConfig"])
        check_aliases(self.backend, config, self.backend.distributions.get(given["Id"]))
        distribution, _, _ = self.backend.update_distribution(given["DistributionConfig"], given["Id"], given.get("IfMatch"))
        distribution.raw_config = config
        distribution.etag = new_etag()
        return result(Distribution=distribution_answer(distribution), ETag=distribution.etag)


def create_distribution(backend: Any, config: dict[str, Any], tags: list[dict[str, str]]) -> Any:
    check_aliases(backend, config)
    distribution, location, etag = backend.create_distribution(distribution_config=config, tags=tags)
    return result(Distribution=distribution_answer(distribution), ETag=etag, Location=location)


def check_aliases(backend: Any, config: dict[str, Any], own: Any = None) -> None:
    """One name leads to one distribution."""
    wanted = set((config.get("Aliases") or {}).get("Items") or [])
    for distribution in backend.distributions.values():
        taken = set((distribution.raw_config.get("Aliases") or {}).get("Items") or [])
        if distribution is not own and wanted & taken:
            raise ServiceError("CNAMEAlreadyExists", f"The CNAME {sorted(wanted & taken)[0]} is already associated with a resource.")


@ext.around(CloudFrontBackend)
def delete_distribution(original: Any, self: Any, distribution_id: str, if_match: Any) -> None:
    distribution = self.distributions.get(distribution_id)
    if distribution is not None and distribution.raw_config.get("Enabled"):
        raise ServiceError("DistributionNotDisabled", "The distribution you are trying to delete has not been disabled.")
    original(self, distribution_id, if_match)
