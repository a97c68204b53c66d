"""EC2: launch templates that can't be. What they name (images, types, keys) is not looked for before an instance starts.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any

from moto.ec2.responses.launch_templates import LaunchTemplates

from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install

MOST_USER_DATA_BYTES = 16_384
#: Members of network interfaces that stand at the top too, in one place or the other.
IN_INTERFACES = {"SecurityGroupIds": "Groups", "SecurityGroups": "Groups"}


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidParameterValue", message)


def check_data(data: dict[str, Any]) -> None:
    if data.get("UserData"):
        try:
            raw = base64.b64decode(data["UserData"], validate=True)
        except (binascii.Error, ValueError):
            raise ServiceError("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.") from None
        if len(raw) > MOST_USER_DATA_BYTES:
            raise invalid("User data is limited to 16384 bytes")
    if data.get("NetworkInterfaces") and any(data.get(member) for member in IN_INTERFACES):
        raise ServiceError(
            "InvalidParameterCombination", "Network interfaces and an instance-level security groups may not be specified on the same request"
        )
    if data.get("InstanceType") and data.get("InstanceRequirements"):
        raise ServiceError("InvalidParameterCombination", "InstanceType and InstanceRequirements may not be specified on the same request")
    for mapping in data.get("BlockDeviceMappings") or []:
        volume = mapping.get("Ebs") or {}
        if volume.get("KmsKeyId") and str(volume.get("Encrypted", "")).lower() != "true":
            raise ServiceError("InvalidParameterDependency", "The parameter KmsKeyId requires the parameter Encrypted to be set.")
        if volume.get("Throughput") and volume.get("VolumeType", "gp3") != "gp3":
            raise ServiceError("InvalidParameterCombination", f"The parameter throughput is not supported for {volume['VolumeType']} volumes.")


@ext.around(LaunchTemplates)
def create_launch_template(original: Callable[..., Any], self: Any) -> Any:
    given = params(self)
    if not re.fullmatch(r"[a-zA-Z0-9().\-/_]{3,128}", given.get("LaunchTemplateName") or ""):
        raise ServiceError(
            "InvalidLaunchTemplateName.MalformedException",
            "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.",
        )
    check_data(given.get("LaunchTemplateData") or {})
    return original(self)


@ext.around(LaunchTemplates)
def create_launch_template_version(original: Callable[..., Any], self: Any) -> Any:
    check_data(params(self).get("LaunchTemplateData") or {})
    return original(self)
