"""EC2 Auto Scaling: what AWS refuses of groups, and instances that it can't start."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.iam.models import iam_backends

from ._launches import check_version, version_of, why_not
from ._support import Extension, ServiceError, params, result
from .autoscaling import group_of

ext = Extension()
install = ext.install


def invalid(message: str) -> ServiceError:
    return ServiceError("ValidationError", message)


# ---- sizes and settings ---------------------------------------------------------------------------------------------


def check_sizes(least: int | None, desired: int | None, most: int | None) -> None:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html"""
    if least is not None and most is not None and least > most:
        raise invalid(f"Max bound, {most}, must be greater than or equal to min bound, {least}")
    if desired is not None and ((least is not None and desired < least) or (most is not None and desired > most)):
        raise invalid(f"Desired capacity:{desired} must be between the specified min size:{least} and max size:{most}")


SHORTEST_LIFE, LONGEST_LIFE = 86_400, 31_536_000
HEALTH_CHECKS = {"EC2", "ELB", "EBS", "VPC_LATTICE"}
#: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html
TERMINATION = {
    "Default",
    "AllocationStrategy",
    "OldestLaunchTemplate",
    "OldestLaunchConfiguration",
    "ClosestToNextInstanceHour",
    "NewestInstance",
    "OldestInstance",
}


def check_percentages(least: int | None, most: int | None) -> None:
    """0–100 and 100–200, not more than 100 apart. API_InstanceMaintenancePolicy, API_RefreshPreferences"""
    if (least is None and most is not None) or (most is not None and not 100 <= most <= 200) or (least is not None and not 0 <= least <= 100):
        raise invalid("MinHealthyPercentage must be between 0 and 100, MaxHealthyPercentage, which needs it, between 100 and 200")
    if least is not None and most is not None and most - least > 100:
        raise invalid("The difference between MinHealthyPercentage and MaxHealthyPercentage must not be greater than 100")


def check_settings(given: dict[str, Any]) -> None:
    """API_CreateAutoScalingGroup"""
    life = given.get("MaxInstanceLifetime")
    if life is not None and int(life) != 0 and not SHORTEST_LIFE <= int(life) <= LONGEST_LIFE:
        raise invalid(f"Maximum instance lifetime must be equal to 0 or between {SHORTEST_LIFE} and {LONGEST_LIFE} seconds (inclusive).")
    for name, least in (("DefaultInstanceWarmup", -1), ("DefaultCooldown", 0), ("HealthCheckGracePeriod", 0)):
        if given.get(name) is not None and int(given[name]) < least:
            raise invalid(f"{name} must be {least} or greater, got {given[name]}")
    policy = given.get("InstanceMaintenancePolicy") or {}
    least, most = (policy.get(f"{bound}HealthyPercentage") for bound in ("Min", "Max"))
    if policy and (least, most) != (-1, -1):
        if least is None or most is None:
            raise invalid("Both MinHealthyPercentage and MaxHealthyPercentage must be specified")
        check_percentages(least, most)
    types = set(filter(None, (given.get("HealthCheckType") or "").split(",")))
    if not types <= HEALTH_CHECKS:
        raise invalid(f"Invalid health check type: {', '.join(sorted(types - HEALTH_CHECKS))}")
    policies = {policy for policy in given.get("TerminationPolicies") or [] if not policy.startswith("arn:")}
    if not policies <= TERMINATION:
        raise invalid(f"Termination policy {min(policies - TERMINATION)} is not supported.")


# ---- what a group refers to -----------------------------------------------------------------------------------------


def vpc_of(backend: Any, zone_identifier: str | None) -> str | None:
    """The VPC of the subnets; None where a group has none."""
    subnets = []
    for subnet_id in filter(None, (zone_identifier or "").replace(" ", "").split(",")):
        found = [subnets_of_zone[subnet_id] for subnets_of_zone in backend.ec2_backend.subnets.values() if subnet_id in subnets_of_zone]
        if not found:
            raise invalid(f"The subnet ID '{subnet_id}' does not exist")
        subnets += found
    vpcs = {subnet.vpc_id for subnet in subnets}
    if len(vpcs) > 1:
        raise invalid("The subnets of a group must all belong to one VPC")
    return next(iter(vpcs), None)


def check_target_groups(backend: Any, arns: list[str], vpc_id: str | None) -> None:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html"""
    for arn in arns:
        group = backend.elbv2_backend.target_groups.get(arn)
        if group is None or group.target_type != "instance":
            raise invalid("Provided Target Groups may not be valid. Please ensure they exist and try again.")
        if vpc_id and group.vpc_id != vpc_id:
            raise invalid(f"The target group {arn} and the subnets of the group must belong to the same VPC.")


def check_role(backend: Any, arn: str | None) -> None:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html; AWS makes the usual one when it is needed."""
    roles = iam_backends[backend.account_id]["aws"].roles.values()
    if arn and not arn.endswith("/AWSServiceRoleForAutoScaling") and all(role.arn != arn for role in roles):
        raise invalid("ARN specified for Service-Linked Role does not exist.")


def check_template(backend: Any, given: dict[str, Any]) -> None:
    mixed = (given.get("MixedInstancesPolicy") or {}).get("LaunchTemplate") or {}
    specification = given.get("LaunchTemplate") or mixed.get("LaunchTemplateSpecification")
    if specification:
        check_version(backend.ec2_backend, version_of(backend.ec2_backend, specification), mixed.get("Overrides") or [])
    for override in mixed.get("Overrides") or []:
        if override.get("LaunchTemplateSpecification"):
            version_of(backend.ec2_backend, override["LaunchTemplateSpecification"])


@ext.around(AutoScalingResponse)
def create_auto_scaling_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.autoscaling_backend
    name = given["AutoScalingGroupName"]
    if name in backend.autoscaling_groups:
        raise ServiceError("AlreadyExists", f"AutoScalingGroup by this name already exists - A group with the name {name} already exists")
    check_sizes(given["MinSize"], given.get("DesiredCapacity"), given["MaxSize"])
    check_settings(given)
    check_template(backend, given)
    check_target_groups(backend, given.get("TargetGroupARNs") or [], vpc_of(backend, given.get("VPCZoneIdentifier")))
    check_role(backend, given.get("ServiceLinkedRoleARN"))
    backend.__dict__["_role_of_next"] = given.get("ServiceLinkedRoleARN")
    try:
        return original(self)
    finally:
        del backend.__dict__["_role_of_next"]


@ext.around(AutoScalingResponse)
def update_auto_scaling_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.autoscaling_backend
    group = group_of(backend, given["AutoScalingGroupName"])
    least, most = given.get("MinSize", group.min_size), given.get("MaxSize", group.max_size)
    check_sizes(least, given.get("DesiredCapacity"), most)
    check_settings(given)
    check_template(backend, given)
    check_target_groups(backend, group.target_group_arns or [], vpc_of(backend, given.get("VPCZoneIdentifier", group.vpc_zone_identifier)))
    check_role(backend, given.get("ServiceLinkedRoleARN"))
    if given.get("ServiceLinkedRoleARN"):
        group.service_linked_role_arn = given["ServiceLinkedRoleARN"]
    return original(self)


@ext.around(AutoScalingResponse)
def set_desired_capacity(original: Any, self: Any) -> Any:
    """API_SetDesiredCapacity"""
    given = params(self)
    group = group_of(self.autoscaling_backend, given["AutoScalingGroupName"])
    check_sizes(group.min_size, int(given["DesiredCapacity"]), group.max_size)
    return original(self)


@ext.around(AutoScalingResponse)
def delete_auto_scaling_group(original: Any, self: Any) -> Any:
    """API_DeleteAutoScalingGroup"""
    given = params(self)
    group = self.autoscaling_backend.autoscaling_groups.get(given["AutoScalingGroupName"])
    if group is not None and group.active_instances() and not given.get("ForceDelete"):
        raise ServiceError("ResourceInUse", "You cannot delete an AutoScalingGroup while there are instances still in the group.")
    return original(self)


@ext.around(AutoScalingBackend)
def attach_load_balancer_target_groups(original: Any, self: Any, group_name: str, target_group_arns: list[str]) -> None:
    check_target_groups(self, target_group_arns, vpc_of(self, group_of(self, group_name).vpc_zone_identifier))
    original(self, group_name, target_group_arns)


# ---- instances that can't start -------------------------------------------------------------------------------------


def activities_of(backend: Any) -> list[dict[str, Any]]:
    """The newest first."""
    return backend.__dict__.setdefault("_activities", [])


@ext.around(FakeAutoScalingGroup)
def replace_autoscaling_group_instances(original: Any, self: Any, count_needed: int, propagated_tags: dict[str, str]) -> None:
    """An instance that can't start is no error of the request's: the group has a failed activity and no capacity.

    https://docs.aws.amazon.com/autoscaling/ec2/userguide/CHAP_Troubleshooting.html
    """
    backend = self.autoscaling_backend
    role = backend.__dict__.get("_role_of_next") or self.service_linked_role_arn
    template = self.ec2_launch_template
    reason = None
    if template is not None:
        reason = why_not(self.ec2_backend, template.get_version(self.launch_template_version), role, vpc_of(backend, self.vpc_zone_identifier))
    if reason is None:
        original(self, count_needed, propagated_tags)
        return
    now = datetime.datetime.now(datetime.timezone.utc)
    activities_of(backend).insert(
        0,
        {
            "ActivityId": str(uuid.uuid4()),
            "AutoScalingGroupName": self.name,
            "AutoScalingGroupARN": self.arn,
            "Description": "Launching a new EC2 instance.",
            "Cause": f"At {now:%Y-%m-%dT%H:%M:%SZ} an instance was started in response to a difference between desired and actual capacity.",
            "StartTime": now,
            "EndTime": now,
            "StatusCode": "Failed",
            "StatusMessage": reason[:255],
            "Progress": 100,
            "Details": "{}",
        },
    )


@ext.extend(AutoScalingResponse)
class _Activities:
    def describe_scaling_activities(self: Any) -> Any:
        given, backend = params(self), self.autoscaling_backend
        name, wanted = given.get("AutoScalingGroupName"), given.get("ActivityIds")
        if name:
            group_of(backend, name)
        found = [a for a in activities_of(backend) if name in (None, a["AutoScalingGroupName"]) and (not wanted or a["ActivityId"] in wanted)]
        return result(Activities=found[: int(given.get("MaxRecords") or 100)])
