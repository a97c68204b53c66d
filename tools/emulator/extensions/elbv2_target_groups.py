"""Elastic Load Balancing: what AWS refuses of target groups."""

from __future__ import annotations

from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeTargetGroup
from moto.elbv2.responses import ELBV2Response

from ._support import Extension, ServiceError, params
from .elbv2 import BOOLEAN, invalid, validation
from .elbv2_listeners import balancers_using

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
BOUNDS = {
    "deregistration_delay.timeout_seconds": (0, 3600),
    "stickiness.lb_cookie.duration_seconds": (1, 604800),
    "stickiness.app_cookie.duration_seconds": (1, 604800),
}
VALUES = {
    "stickiness.enabled": BOOLEAN,
    "load_balancing.algorithm.type": ("round_robin", "least_outstanding_requests", "weighted_random"),
    "load_balancing.algorithm.anomaly_mitigation": ("on", "off"),
    "load_balancing.cross_zone.enabled": (*BOOLEAN, "use_load_balancer_configuration"),
    "preserve_client_ip.enabled": BOOLEAN,
    "proxy_protocol_v2.enabled": BOOLEAN,
    "lambda.multi_value_headers.enabled": BOOLEAN,
}
SLOW_START = "slow_start.duration_seconds"
ALGORITHM = "load_balancing.algorithm.type"


def check_attributes(attributes: dict[str, str]) -> None:
    for key, value in attributes.items():
        if key in VALUES and value not in VALUES[key]:
            raise validation(f"'{value}' must be one of [{', '.join(VALUES[key])}]")
        if key in BOUNDS and not (str(value).isdigit() and BOUNDS[key][0] <= int(value) <= BOUNDS[key][1]):
            raise validation(f"'{key}' value '{value}' must be between '{BOUNDS[key][0]}-{BOUNDS[key][1]}' inclusive")
        if key == SLOW_START and not (str(value).isdigit() and (int(value) == 0 or 30 <= int(value) <= 900)):
            raise validation(f"'{key}' value '{value}' must be '0' or between '30-900' inclusive")


def check_together(attributes: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#slow-start-mode"""
    algorithm = attributes.get(ALGORITHM, "round_robin")
    if int(attributes.get(SLOW_START) or 0) > 0 and algorithm != "round_robin":
        raise invalid(f"Slow start mode cannot be used with the {algorithm} routing algorithm")
    if attributes.get("load_balancing.algorithm.anomaly_mitigation") == "on" and algorithm != "weighted_random":
        raise invalid("Anomaly mitigation is available with the weighted_random routing algorithm only")


@ext.around(ELBv2Backend)
def modify_target_group_attributes(original: Any, self: Any, target_group_arn: str, attributes: dict[str, Any]) -> None:
    check_attributes(attributes)
    if target_group_arn in self.target_groups:
        check_together({**self.target_groups[target_group_arn].attributes, **attributes})
    delay = attributes.get("deregistration_delay.timeout_seconds")
    # moto takes the greatest value for one too many.
    original(self, target_group_arn, {**attributes, **({"deregistration_delay.timeout_seconds": "3599"} if delay == "3600" else {})})
    if delay == "3600":
        self.target_groups[target_group_arn].attributes["deregistration_delay.timeout_seconds"] = delay


@ext.around(ELBv2Backend)
def create_target_group(original: Any, self: Any, name: str, **given: Any) -> Any:
    """API_CreateTargetGroup, Name."""
    if name and name.startswith("internal-"):
        raise validation(f"Target group name '{name}' cannot begin with 'internal-'")
    return original(self, name, **given)


@ext.around(ELBV2Response)
def modify_target_group(original: Any, self: Any) -> Any:
    """API_ModifyTargetGroup: a check ends before the next one begins."""
    given = params(self)
    group = self.elbv2_backend.target_groups.get(given["TargetGroupArn"])
    if group is not None:
        timeout = int(given.get("HealthCheckTimeoutSeconds", group.health_check_timeout_seconds))
        interval = int(given.get("HealthCheckIntervalSeconds", group.health_check_interval_seconds))
        if timeout >= interval and group.protocol in ("HTTP", "HTTPS"):
            raise validation(f"Health check timeout '{timeout}' must be smaller than the interval '{interval}'")
    return original(self)


@ext.around(ELBv2Backend)
def register_targets(original: Any, self: Any, target_group_arn: str, instances: list[Any]) -> None:
    """API_RegisterTargets: instances are of the target group's VPC."""
    group = self.target_groups.get(target_group_arn)
    for target in instances if group is not None and group.target_type == "instance" else ():
        instance = self.ec2_backend.get_instance_by_id(target["Id"])
        if instance is None:
            raise ServiceError("InvalidTarget", f"The following targets do not exist: '{target['Id']}'")
        if instance.vpc_id != group.vpc_id:
            raise ServiceError("InvalidTarget", f"The following targets are not in the target group VPC '{group.vpc_id}': '{target['Id']}'")
    original(self, target_group_arn, instances)


@ext.extend(FakeTargetGroup)
class _Attached:
    @property
    def load_balancer_arns(self: Any) -> list[str]:
        """What forwards to it now: moto never forgets what once did."""
        from moto.elbv2.models import elbv2_backends

        return [balancer.arn for balancer in balancers_using(elbv2_backends[self.account_id][self.region_name], self.arn)]

    @load_balancer_arns.setter
    def load_balancer_arns(self: Any, value: Any) -> None:
        """moto keeps a list of its own."""
