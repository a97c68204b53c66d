"""CloudFront: functions with their two stages, and key value stores without their keys, which another endpoint has."""

from __future__ import annotations

from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse

from ._cloudfront import DEPLOYMENT, behaviors_of, check_version, new_etag, new_uuid, now, store
from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

PREFIX = "{0}/2020-05-31"
ext.url(urls, f"{PREFIX}/function$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/function/(?P<name>[^/]+)$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/function/(?P<name>[^/]+)/describe$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/function/(?P<name>[^/]+)/publish$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/key-value-store$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/key-value-store/(?P<name>[^/]+)$", CloudFrontResponse.dispatch)

#: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions
LARGEST_FUNCTION = 10 * 1024


# ---- functions ------------------------------------------------------------------------------------------------------


def functions(backend: Any) -> dict[str, Any]:
    return store(backend, "functions")


def stage_of(backend: Any, name: str, stage: str | None) -> dict[str, Any]:
    """A function as it stands in a stage: DEVELOPMENT unless LIVE is asked for."""
    found = functions(backend).get(name, {}).get(stage or "DEVELOPMENT")
    if found is None:
        raise ServiceError("NoSuchFunctionExists", "The function does not exist.")
    return found


def new_stage(backend: Any, given: dict[str, Any], created: Any) -> dict[str, Any]:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html"""
    code, config = given["FunctionCode"], given["FunctionConfig"]
    code = code if isinstance(code, bytes) else code.encode()
    if len(code) > LARGEST_FUNCTION:
        raise ServiceError("FunctionSizeLimitExceeded", "The function is too large.")
    arns = {entry["arn"] for entry in stores(backend).values()}
    associated = [item["KeyValueStoreARN"] for item in (config.get("KeyValueStoreAssociations") or {}).get("Items") or []]
    if len(associated) > 1 or not set(associated) <= arns or (associated and config["Runtime"] == "cloudfront-js-1.0"):
        raise ServiceError("InvalidArgument", "The parameter KeyValueStoreAssociations is not valid for the function.")
    return {"name": given["Name"], "code": code, "config": config, "etag": new_etag(), "created": created, "modified": now()}


def summary(backend: Any, entry: dict[str, Any], stage: str) -> dict[str, Any]:
    return {
        "Name": entry["name"],
        "Status": "DEPLOYED" if stage == "LIVE" else "UNPUBLISHED",
        "FunctionConfig": entry["config"],
        "FunctionMetadata": {
            "FunctionARN": function_arn(backend, entry["name"]),
            "Stage": stage,
            "CreatedTime": entry["created"],
            "LastModifiedTime": entry["modified"],
        },
    }


def function_arn(backend: Any, name: str) -> str:
    return f"arn:aws:cloudfront::{backend.account_id}:function/{name}"


def is_live(backend: Any, arn: str) -> bool:
    """Whether a behavior may name the function."""
    return any("LIVE" in stages and function_arn(backend, name) == arn for name, stages in functions(backend).items())


@ext.extend(CloudFrontResponse)
class _Functions:
    def create_function(self: Any) -> Any:
        given = params(self)
        if given["Name"] in functions(self.backend):
            raise ServiceError("FunctionAlreadyExists", "A function with the same name already exists in this Amazon Web Services account.")
        entry = new_stage(self.backend, given, now())
        functions(self.backend)[given["Name"]] = {"DEVELOPMENT": entry}
        location = f"https://cloudfront.amazonaws.com/2020-05-31/function/{function_arn(self.backend, given['Name'])}"
        return result(FunctionSummary=summary(self.backend, entry, "DEVELOPMENT"), ETag=entry["etag"], Location=location)

    def describe_function(self: Any) -> Any:
        given = params(self)
        entry = stage_of(self.backend, given["Name"], given.get("Stage"))
        return result(FunctionSummary=summary(self.backend, entry, given.get("Stage") or "DEVELOPMENT"), ETag=entry["etag"])

    def get_function(self: Any) -> Any:
        given = params(self)
        entry = stage_of(self.backend, given["Name"], given.get("Stage"))
        return result(FunctionCode=entry["code"], ETag=entry["etag"], ContentType="application/octet-stream")

    def update_function(self: Any) -> Any:
        given = params(self)
        before = stage_of(self.backend, given["Name"], "DEVELOPMENT")
        check_version(before["etag"], given.get("IfMatch"))
        entry = new_stage(self.backend, given, before["created"])
        functions(self.backend)[given["Name"]]["DEVELOPMENT"] = entry
        return result(FunctionSummary=summary(self.backend, entry, "DEVELOPMENT"), ETag=entry["etag"])

    def publish_function(self: Any) -> Any:
        """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_PublishFunction.html"""
        given = params(self)
        entry = stage_of(self.backend, given["Name"], "DEVELOPMENT")
        check_version(entry["etag"], given.get("IfMatch"))
        live = {**entry, "etag": new_etag(), "modified": now()}
        functions(self.backend)[given["Name"]]["LIVE"] = live
        return result(FunctionSummary=summary(self.backend, live, "LIVE"))

    def delete_function(self: Any) -> Any:
        given = params(self)
        entry = stage_of(self.backend, given["Name"], "DEVELOPMENT")
        check_version(entry["etag"], given.get("IfMatch"))
        arn = function_arn(self.backend, given["Name"])
        for distribution in self.backend.distributions.values():
            for behavior in behaviors_of(distribution.raw_config):
                if any(item["FunctionARN"] == arn for item in (behavior.get("FunctionAssociations") or {}).get("Items") or []):
                    raise ServiceError("FunctionInUse", "Cannot delete the function because it's attached to one or more cache behaviors.")
        del functions(self.backend)[given["Name"]]
        return result()


# ---- key value stores -----------------------------------------------------------------------------------------------


def stores(backend: Any) -> dict[str, Any]:
    return store(backend, "key_value_stores")


def store_of(backend: Any, name: str) -> dict[str, Any]:
    if name not in stores(backend):
        raise ServiceError("EntityNotFound", "The entity was not found.")
    return stores(backend)[name]


def store_answer(entry: dict[str, Any], **members: Any) -> Any:
    shown = {
        "Name": entry["name"],
        "Id": entry["id"],
        "Comment": entry["comment"],
        "ARN": entry["arn"],
        "Status": "PROVISIONING" if now() < entry["ready_at"] else "READY",
        "LastModifiedTime": entry["modified"],
    }
    return result(KeyValueStore=shown, ETag=entry["etag"], **members)


@ext.extend(CloudFrontResponse)
class _KeyValueStores:
    def create_key_value_store(self: Any) -> Any:
        given = params(self)
        if given["Name"] in stores(self.backend):
            raise ServiceError("EntityAlreadyExists", "The entity already exists. You must provide a unique entity.")
        store_id = new_uuid()
        entry = {
            "name": given["Name"],
            "id": store_id,
            "arn": f"arn:aws:cloudfront::{self.backend.account_id}:key-value-store/{store_id}",
            "comment": given.get("Comment") or "",
            "etag": new_etag(),
            "modified": now(),
            "ready_at": now() + DEPLOYMENT,
        }
        stores(self.backend)[given["Name"]] = entry
        return store_answer(entry, Location=f"https://cloudfront.amazonaws.com/2020-05-31/key-value-store/{entry['arn']}")

    def describe_key_value_store(self: Any) -> Any:
        return store_answer(store_of(self.backend, params(self)["Name"]))

    def update_key_value_store(self: Any) -> Any:
        given = params(self)
        entry = store_of(self.backend, given["Name"])
        check_version(entry["etag"], given.get("IfMatch"))
        entry.update(comment=given["Comment"], etag=new_etag(), modified=now())
        return store_answer(entry)

    def delete_key_value_store(self: Any) -> Any:
        given = params(self)
        entry = store_of(self.backend, given["Name"])
        check_version(entry["etag"], given.get("IfMatch"))
        for stages in functions(self.backend).values():
            for function in stages.values():
                associated = (function["config"].get("KeyValueStoreAssociations") or {}).get("Items") or []
                if any(item["KeyValueStoreARN"] == entry["arn"] for item in associated):
                    raise ServiceError("CannotDeleteEntityWhileInUse", "The entity cannot be deleted while it is in use.")
        del stores(self.backend)[given["Name"]]
        return result()
