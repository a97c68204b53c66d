"""EC2: the block of public access of a region's VPCs and the VPCs and subnets that it leaves out, which moto lacks."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response

from ._support import Extension, ServiceError, page, params, result, tag_list

ext = Extension()
install = ext.install

MODES = ("off", "block-bidirectional", "block-ingress")
EXCLUSION_MODES = ("allow-bidirectional", "allow-egress")


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def options(backend: EC2Backend) -> dict[str, Any]:
    """The region's setting. Nothing is blocked until it is changed."""
    initial = {"InternetGatewayBlockMode": "off", "State": "default-state", "LastUpdateTimestamp": now()}
    kept = backend.__dict__.setdefault("_public_access_options", initial)
    fixed = {"AwsAccountId": backend.account_id, "AwsRegion": backend.region_name, "ManagedBy": "account", "ExclusionsAllowed": "allowed"}
    return {**fixed, **kept}


def exclusions(backend: EC2Backend) -> dict[str, dict[str, Any]]:
    return backend.__dict__.setdefault("_public_access_exclusions", {})


def exclusion_of(backend: EC2Backend, exclusion_id: str) -> dict[str, Any]:
    if exclusion_id not in exclusions(backend):
        raise ServiceError("InvalidVpcBlockPublicAccessExclusionId.NotFound", f"The exclusion ID '{exclusion_id}' does not exist.")
    return exclusions(backend)[exclusion_id]


def check(mode: str, known: tuple[str, ...]) -> str:
    if mode not in known:
        raise ServiceError("InvalidParameterValue", f"Value ({mode}) for parameter InternetGatewayBlockMode or InternetGatewayExclusionMode is invalid.")
    return mode


def resource_arn(backend: Any, given: dict[str, Any]) -> str:
    """A VPC's or a subnet's, one of them, and it exists."""
    if bool(given.get("VpcId")) == bool(given.get("SubnetId")):
        raise ServiceError("InvalidParameterCombination", "Exactly one of VpcId and SubnetId must be given.")
    if given.get("VpcId"):
        return f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:vpc/{backend.get_vpc(given['VpcId']).id}"
    return f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:subnet/{backend.get_subnet(given['SubnetId']).id}"


def shown(backend: Any, exclusion: dict[str, Any]) -> dict[str, Any]:
    tags = {tag["key"]: tag["value"] for tag in backend.describe_tags(filters={"resource-id": [exclusion["ExclusionId"]]})}
    return {**exclusion, "Tags": tag_list(tags)}


@ext.extend(EC2Response)
class _PublicAccess:
    def describe_vpc_block_public_access_options(self: Any) -> Any:
        return result(VpcBlockPublicAccessOptions=options(self.ec2_backend))

    def modify_vpc_block_public_access_options(self: Any) -> Any:
        mode = check(params(self)["InternetGatewayBlockMode"], MODES)
        self.ec2_backend._public_access_options = {"InternetGatewayBlockMode": mode, "State": "update-complete", "LastUpdateTimestamp": now()}
        return result(VpcBlockPublicAccessOptions=options(self.ec2_backend))

    def create_vpc_block_public_access_exclusion(self: Any) -> Any:
        given, backend = params(self), self.ec2_backend
        arn = resource_arn(backend, given)
        if any(exclusion["ResourceArn"] == arn for exclusion in exclusions(backend).values()):
            raise ServiceError("InvalidParameterValue", f"There is an exclusion for {arn} already.")
        exclusion = {
            "ExclusionId": f"vpcbpa-exclude-{secrets.token_hex(8)}1",
            "InternetGatewayExclusionMode": check(given["InternetGatewayExclusionMode"], EXCLUSION_MODES),
            "ResourceArn": arn,
            "State": "create-complete",
            "CreationTimestamp": now(),
            "LastUpdateTimestamp": now(),
        }
        exclusions(backend)[exclusion["ExclusionId"]] = exclusion
        tags = self._parse_tag_specification().get("vpc-block-public-access-exclusion")
        if tags:
            backend.create_tags([exclusion["ExclusionId"]], tags)
        return result(VpcBlockPublicAccessExclusion=shown(backend, exclusion))

    def describe_vpc_block_public_access_exclusions(self: Any) -> Any:
        given, backend = params(self), self.ec2_backend
        found = list(exclusions(backend).values())
        if given.get("ExclusionIds"):
            found = [exclusion_of(backend, exclusion_id) for exclusion_id in given["ExclusionIds"]]
        items, token = page(found, given.get("MaxResults"), given.get("NextToken"))
        return result(VpcBlockPublicAccessExclusions=[shown(backend, exclusion) for exclusion in items], NextToken=token)

    def modify_vpc_block_public_access_exclusion(self: Any) -> Any:
        given, backend = params(self), self.ec2_backend
        exclusion = exclusion_of(backend, given["ExclusionId"])
        mode = check(given["InternetGatewayExclusionMode"], EXCLUSION_MODES)
        exclusion.update(InternetGatewayExclusionMode=mode, State="update-complete", LastUpdateTimestamp=now())
        return result(VpcBlockPublicAccessExclusion=shown(backend, exclusion))

    def delete_vpc_block_public_access_exclusion(self: Any) -> Any:
        backend = self.ec2_backend
        exclusion = exclusion_of(backend, params(self)["ExclusionId"])
        del exclusions(backend)[exclusion["ExclusionId"]]
        return result(VpcBlockPublicAccessExclusion={**exclusion, "State": "delete-complete", "DeletionTimestamp": now()})
