"""CloudFront: cache, origin-request and response-headers policies, which moto lacks."""

from __future__ import annotations

from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse

from ._cloudfront import argument, behaviors_of, check_version, new_etag, new_uuid, now, store
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


def check_cache_policy(config: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html"""
    least = config["MinTTL"]
    usual = config.get("DefaultTTL", max(86400, least))
    most = config.get("MaxTTL", max(31536000, usual))
    if not least <= usual <= most:
        raise argument("The parameter MinTTL, DefaultTTL and MaxTTL must be in ascending order.")
    key = config.get("ParametersInCacheKeyAndForwardedToOrigin") or {}
    behaviors = {
        "headers": (key.get("HeadersConfig") or {}).get("HeaderBehavior", "none"),
        "cookies": (key.get("CookiesConfig") or {}).get("CookieBehavior", "none"),
        "query strings": (key.get("QueryStringsConfig") or {}).get("QueryStringBehavior", "none"),
    }
    # Caching that is disabled has no cache key. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
    compressed = key.get("EnableAcceptEncodingGzip") or key.get("EnableAcceptEncodingBrotli")
    if most == 0 and (compressed or any(behavior != "none" for behavior in behaviors.values())):
        members = "HeaderBehavior, CookieBehavior, QueryStringBehavior or EnableAcceptEncoding"
        raise argument(f"The parameter {members} is not valid for a policy with caching disabled.")
    listed = [name.lower() for name in ((key.get("HeadersConfig") or {}).get("Headers") or {}).get("Items") or []]
    if compressed and "accept-encoding" in listed:
        raise argument("The parameter Headers contains Accept-Encoding, which is not allowed where EnableAcceptEncodingGzip or -Brotli is true.")


#: Kind of policy → what its configuration must be.
CHECKS = {"CachePolicy": check_cache_policy}


def policy_of(backend: Any, kind: str, policy_id: str) -> dict[str, Any]:
    if policy_id not in store(backend, kind):
        raise ServiceError(f"NoSuch{kind}", f"The specified {kind} does not exist.")
    return store(backend, kind)[policy_id]


def policy_answer(kind: str, entry: dict[str, Any], **members: Any) -> Any:
    policy = {"Id": entry["id"], "LastModifiedTime": entry["modified"], f"{kind}Config": entry["config"]}
    return result(**{kind: policy, "ETag": entry["etag"], **members})


def create_operations(kind: str, path: str) -> dict[str, Any]:
    snake = path.replace("-", "_")

    def check(backend: Any, config: dict[str, Any], own_id: str | None = None) -> None:
        CHECKS.get(kind, lambda config: None)(config)
        others = [entry for entry in store(backend, kind).values() if entry["id"] != own_id]
        if any(entry["config"]["Name"] == config["Name"] for entry in others):
            raise ServiceError(f"{kind}AlreadyExists", f"A {kind} with the name {config['Name']} already exists.")

    def create(self: Any) -> Any:
        config = params(self)[f"{kind}Config"]
        check(self.backend, config)
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
        check_version(entry["etag"], given.get("IfMatch"))
        check(self.backend, given[f"{kind}Config"], entry["id"])
        entry.update(config=given[f"{kind}Config"], etag=new_etag(), modified=now())
        return policy_answer(kind, entry)

    def delete(self: Any) -> Any:
        given = params(self)
        entry = policy_of(self.backend, kind, given["Id"])
        check_version(entry["etag"], given.get("IfMatch"))
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
