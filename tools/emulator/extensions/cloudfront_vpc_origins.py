"""CloudFront: VPC origins, which moto lacks."""

from __future__ import annotations

import string
from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse
from moto.ec2.models import ec2_backends
from moto.elbv2.models import elbv2_backends

from ._cloudfront import DEPLOYMENT, argument, check_version, new_etag, now, origins_in_use, port_is_allowed, random_text, vpc_origins
from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

PREFIX = "{0}/2020-05-31"
ext.url(urls, f"{PREFIX}/vpc-origin$", CloudFrontResponse.dispatch)
ext.url(urls, f"{PREFIX}/vpc-origin/(?P<origin_id>[^/]+)$", CloudFrontResponse.dispatch)


def vpc_origin_of(backend: Any, origin_id: str) -> dict[str, Any]:
    if origin_id not in vpc_origins(backend):
        raise ServiceError("EntityNotFound", "The entity was not found.")
    return vpc_origins(backend)[origin_id]


def status_of(entry: dict[str, Any]) -> str:
    return "Deploying" if now() < entry["until"] else "Deployed"


def vpc_origin_answer(entry: dict[str, Any]) -> Any:
    origin = {
        "Id": entry["id"],
        "Arn": entry["arn"],
        "Status": status_of(entry),
        "CreatedTime": entry["created"],
        "LastModifiedTime": entry["modified"],
        "VpcOriginEndpointConfig": entry["config"],
    }
    return result(VpcOrigin=origin, ETag=entry["etag"])


# ---- what AWS refuses -----------------------------------------------------------------------------------------------


def vpc_of(arn: str) -> str | None:
    """The VPC of the load balancer or instance that an ARN names; None if there is none such, or it is open to the internet."""
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return None
    _, _, service, region, account_id, name = parts
    if service == "elasticloadbalancing":
        balancer = elbv2_backends[account_id][region].load_balancers.get(arn)
        return balancer.vpc_id if balancer is not None and balancer.scheme == "internal" else None
    instance = ec2_backends[account_id][region].get_instance_by_id(name.rpartition("/")[2]) if service == "ec2" else None
    return instance.vpc_id if instance is not None else None


def check_endpoint(backend: Any, config: dict[str, Any], own_id: str | None = None) -> None:
    """What stands in a private subnet of a VPC with an internet gateway.

    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html#vpc-origin-prerequisites
    """
    if any(entry["config"]["Name"] == config["Name"] and entry["id"] != own_id for entry in vpc_origins(backend).values()):
        raise ServiceError("EntityAlreadyExists", f"A VPC origin with the name {config['Name']} already exists.")
    arn = config["Arn"]
    vpc_id = vpc_of(arn)
    if vpc_id is None:
        raise argument(f"The parameter Arn does not name an internal load balancer or an instance in a private subnet: {arn}")
    gateways = ec2_backends[backend.account_id][arn.split(":")[3]].internet_gateways.values()
    if not any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in gateways):
        raise argument(f"The parameter Arn names a resource of {vpc_id}, which has no internet gateway.")
    for member in ("HTTPPort", "HTTPSPort"):
        if not port_is_allowed(int(config[member])):
            raise argument(f"The parameter {member} must be 80, 443 or between 1024 and 65535.")


def check_unused(backend: Any, entry: dict[str, Any], verb: str) -> None:
    if any((origin.get("VpcOriginConfig") or {}).get("VpcOriginId") == entry["id"] for origin in origins_in_use(backend)):
        raise ServiceError(f"Cannot{verb}EntityWhileInUse", f"The entity cannot be {verb.lower()}d while it is in use.")
    if status_of(entry) != "Deployed":
        done = {"Update": "IllegalUpdate", "Delete": "IllegalDelete"}[verb]
        raise ServiceError(done, "The VPC origin is being deployed.")


# ---- operations -----------------------------------------------------------------------------------------------------


@ext.extend(CloudFrontResponse)
class _VpcOrigins:
    def create_vpc_origin(self: Any) -> Any:
        given, backend = params(self), self.backend
        config = given["VpcOriginEndpointConfig"]
        check_endpoint(backend, config)
        origin_id = "vo_" + random_text(22, string.ascii_letters + string.digits)
        entry = {
            "id": origin_id,
            "arn": f"arn:aws:cloudfront::{backend.account_id}:vpcorigin/{origin_id}",
            "config": config,
            "etag": new_etag(),
            "created": now(),
            "modified": now(),
            "until": now() + DEPLOYMENT,
            "deleting": False,
        }
        vpc_origins(backend)[origin_id] = entry
        backend.tagger.tag_resource(entry["arn"], (given.get("Tags") or {}).get("Items") or [])
        return vpc_origin_answer(entry)

    def get_vpc_origin(self: Any) -> Any:
        return vpc_origin_answer(vpc_origin_of(self.backend, params(self)["Id"]))

    def update_vpc_origin(self: Any) -> Any:
        given = params(self)
        entry = vpc_origin_of(self.backend, given["Id"])
        check_version(entry["etag"], given.get("IfMatch"))
        check_unused(self.backend, entry, "Update")
        check_endpoint(self.backend, given["VpcOriginEndpointConfig"], entry["id"])
        entry.update(config=given["VpcOriginEndpointConfig"], etag=new_etag(), modified=now(), until=now() + DEPLOYMENT)
        return vpc_origin_answer(entry)

    def delete_vpc_origin(self: Any) -> Any:
        """It is there, deploying, until it has gone from the edge locations; its load balancer can't go before."""
        given = params(self)
        entry = vpc_origin_of(self.backend, given["Id"])
        check_version(entry["etag"], given.get("IfMatch"))
        check_unused(self.backend, entry, "Delete")
        entry.update(until=now() + DEPLOYMENT, deleting=True)
        return vpc_origin_answer(entry)

    def list_vpc_origins(self: Any) -> Any:
        items = [
            {
                "Id": entry["id"],
                "Name": entry["config"]["Name"],
                "Status": status_of(entry),
                "CreatedTime": entry["created"],
                "LastModifiedTime": entry["modified"],
                "Arn": entry["arn"],
                "OriginEndpointArn": entry["config"]["Arn"],
            }
            for entry in vpc_origins(self.backend).values()
        ]
        return result(VpcOriginList={"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(items), "Items": items})
