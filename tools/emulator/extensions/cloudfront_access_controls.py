"""CloudFront: origin access controls have a name of their own, a version, and stay while an origin uses them."""

from __future__ import annotations

from typing import Any

from moto.cloudfront.models import CloudFrontBackend
from moto.cloudfront.responses import CloudFrontResponse

from ._cloudfront import check_version, new_etag, origins_in_use
from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install


def check_name(backend: CloudFrontBackend, name: str, own_id: str | None = None) -> None:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateOriginAccessControl.html"""
    if any(control.name == name and control.id != own_id for control in backend.origin_access_controls.values()):
        raise ServiceError("OriginAccessControlAlreadyExists", "An origin access control with the same name already exists.")


@ext.around(CloudFrontResponse)
def create_origin_access_control(original: Any, self: Any) -> Any:
    check_name(self.backend, params(self)["OriginAccessControlConfig"]["Name"])
    return original(self)


@ext.around(CloudFrontResponse)
def update_origin_access_control(original: Any, self: Any) -> Any:
    given = params(self)
    control = self.backend.get_origin_access_control(given["Id"])
    check_version(control.etag, given.get("IfMatch"))
    check_name(self.backend, given["OriginAccessControlConfig"]["Name"], control.id)
    control.etag = new_etag()
    return original(self)


@ext.around(CloudFrontResponse)
def delete_origin_access_control(original: Any, self: Any) -> Any:
    given = params(self)
    control = self.backend.get_origin_access_control(given["Id"])
    check_version(control.etag, given.get("IfMatch"))
    if any(origin.get("OriginAccessControlId") == control.id for origin in origins_in_use(self.backend)):
        raise ServiceError("OriginAccessControlInUse", "Cannot delete the origin access control because it's in use by one or more distributions.")
    return original(self)
