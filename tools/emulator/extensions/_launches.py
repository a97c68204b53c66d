"""Launch templates as EC2 Auto Scaling reads them: which version, image, type and key, and why no instance would start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.iam.models import iam_backends
from moto.ssm.models import ssm_backends

from ._keys import find_key, refusal
from ._support import ServiceError

PARAMETER = re.compile(r"resolve:ssm:([^:]+(?:/[^:]+)*)(?::.+)?")
ALIASES_OF_AMIS = "/aws/service/"


def malformed(reason: str) -> ServiceError:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-launch-template.html"""
    return ServiceError("ValidationError", f"You must use a valid fully-formed launch template. {reason}")


def version_of(ec2: Any, given: dict[str, Any]) -> Any:
    """The version of a template that a request names."""
    template_id, name = given.get("LaunchTemplateId"), given.get("LaunchTemplateName")
    template = ec2.launch_templates.get(template_id or ec2.launch_template_name_to_ids.get(name))
    if template is None:
        kind, value = ("ID", template_id) if template_id else ("name", name)
        raise malformed(f"The specified launch template, with template {kind} {value}, does not exist.")
    wanted = str(given.get("Version") or "$Default")
    version = {"$latest": template.versions[-1], "$default": template.default_version()}.get(wanted.lower())
    version = version or next((version for version in template.versions if str(version.number) == wanted), None)
    if version is None:
        raise malformed(f"Could not find launch template version '{wanted}' for launch template {template.id}.")
    return version


# ---- images and instance types --------------------------------------------------------------------------------------


def resolved(account_id: str, region: str, image: str) -> str:
    """An image's id; the parameter that holds it must exist, AWS's own do."""
    match = PARAMETER.fullmatch(image)
    if match is None:
        return image
    found = ssm_backends[account_id][region].get_parameters([match.group(1)])
    if found:
        return str(next(iter(found.values())).value)
    if match.group(1).startswith(ALIASES_OF_AMIS):
        return image
    raise malformed(f"The parameter {match.group(1)} could not be resolved to an image.")


def architectures_of(ec2: Any, image: str, given: str) -> set[str]:
    """The image's architecture; by the name of AWS's parameter where the emulator has no such image; empty where nothing is known."""
    if image in ec2.amis:
        return {ec2.amis[image].architecture}
    return {architecture for architecture in ("arm64", "x86_64") if given.rstrip("/").endswith(architecture)}


def check_image(ec2: Any, image: str, instance_types: list[str]) -> None:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-ami.html and ts-as-instancelaunchfailure.html"""
    image_id = resolved(ec2.account_id, ec2.region_name, image)
    if not image.startswith("resolve:ssm:") and image_id not in ec2.amis:
        raise malformed(f"The image id '[{image_id}]' does not exist")
    have = architectures_of(ec2, image_id, image)
    for name in instance_types:
        if name not in INSTANCE_TYPES:
            raise malformed(f"Invalid instance type: '{name}'")
        supported = set(INSTANCE_TYPES[name]["ProcessorInfo"]["SupportedArchitectures"])
        if have and not have & supported:
            raise malformed(
                f"The architecture '{','.join(sorted(supported))}' of the specified instance type does not match the architecture "
                f"'{','.join(have)}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again."
            )


def check_profile(account_id: str, profile: dict[str, Any]) -> None:
    profiles = iam_backends[account_id]["aws"].instance_profiles.values()
    if profile.get("Arn") and all(known.arn != profile["Arn"] for known in profiles):
        raise malformed(f"Invalid IAM Instance Profile ARN {profile['Arn']}")
    if profile.get("Name") and all(known.name != profile["Name"] for known in profiles):
        raise malformed(f"Invalid IAM Instance Profile name {profile['Name']}")


def check_version(ec2: Any, version: Any, overrides: list[dict[str, Any]]) -> None:
    types = [override["InstanceType"] for override in overrides if override.get("InstanceType")]
    types = types or ([version.instance_type] if version.instance_type else [])
    if not version.image_id:
        raise malformed("The launch template must contain an image id.")
    requirements = version.data.get("InstanceRequirements") or any(override.get("InstanceRequirements") for override in overrides)
    if not types and not requirements:
        raise malformed("The launch template must contain an instance type or instance requirements.")
    check_image(ec2, version.image_id, types)
    check_profile(ec2.account_id, version.data.get("IamInstanceProfile") or {})


# ---- what fails later -----------------------------------------------------------------------------------------------

#: What Amazon EBS does with a key, through the service-linked role.
#: https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
VOLUME_ACTIONS = ("kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey")


def keys_of(version: Any) -> Iterator[str]:
    """The KMS keys that the template's volumes are encrypted under; those of the account's default aren't asked for."""
    for mapping in version.data.get("BlockDeviceMappings") or []:
        key = (mapping.get("Ebs") or {}).get("KmsKeyId")
        if key:
            yield key


def may_use(account_id: str, region: str, key: str, role: str) -> bool:
    """Whether the role can use the key and grant EBS the use of it; an identity policy doesn't help a service-linked role."""
    context = {"kms:GrantIsForAWSResource": True, "kms:ViaService": f"ec2.{region}.amazonaws.com", "kms:CallerAccount": account_id}
    if granted(account_id, region, key, role):
        return refusal(region, account_id, key) is None
    return refusal(region, account_id, key, principal=role, actions=(*VOLUME_ACTIONS, "kms:CreateGrant"), context=context, by_account=False) is None


def granted(account_id: str, region: str, key_id: str, role: str) -> bool:
    key = find_key(region, account_id, key_id)
    return key is not None and any(grant.grantee_principal == role and "CreateGrant" in grant.operations for grant in key.grants.values())


def groups_of(version: Any) -> list[str]:
    holders = [version.data, *(version.data.get("NetworkInterfaces") or [])]
    return [group for holder in holders for member in ("SecurityGroupIds", "Groups") for group in holder.get(member) or []]


UNHEALTHY = "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: "
KEY_STATE = "Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state"
CLIENT_ERROR = "Client.InternalError: Client error on launch"


def why_not(ec2: Any, version: Any, role: str, vpc_id: str | None) -> str | None:
    """Why an instance of the template ends before it is in service; None if it doesn't."""
    for key in keys_of(version):
        if not may_use(ec2.account_id, ec2.region_name, key, role):
            unusable = refusal(ec2.region_name, ec2.account_id, key) in ("Disabled", "PendingDeletion")
            return UNHEALTHY + (KEY_STATE if unusable else CLIENT_ERROR)
    for group_id in groups_of(version):
        group = ec2.get_security_group_from_id(group_id)
        if group is None:
            return f"The security group '{group_id}' does not exist. Launching EC2 instance failed."
        if vpc_id and group.vpc_id != vpc_id:
            return f"Security group {group_id} and the subnet belong to different networks. Launching EC2 instance failed."
    return None
