"""What an alias record of Route 53 can point at: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html"""

from __future__ import annotations

import re
from typing import Any

from moto.cloudfront.models import cloudfront_backends
from moto.elb.models import elb_backends
from moto.elbv2.models import elbv2_backends

from .elbv2 import HOSTED_ZONES

#: The hosted zone of every distribution.
CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"
BALANCER = re.compile(r"(?:dualstack\.)?(.+\.(?:elb\.)?([a-z]{2}(?:-[a-z]+)+-\d)(?:\.elb)?\.amazonaws\.com)")


def plain_name(name: str) -> str:
    return name.lower().rstrip(".")


def problem(reason: str, target: dict[str, Any], record_type: str) -> str:
    name, zone = plain_name(target["DNSName"]), target["HostedZoneId"]
    return f"Tried to create an alias that targets {name}., type {record_type} in zone {zone}, but {reason}"


def aws_target(account_id: str, name: str) -> tuple[str | None, bool] | None:
    """The hosted zone that the name of an AWS resource lies in, and whether the resource exists; None for names that nothing is known of."""
    if name.endswith(".cloudfront.net"):
        distributions = cloudfront_backends[account_id]["aws"].distributions.values()
        return CLOUDFRONT_ZONE, any(distribution.domain_name.lower() == name for distribution in distributions)
    match = BALANCER.fullmatch(name)
    if match and ".elb." in name:
        own_name, region = match.groups()
        balancers = [*elbv2_backends[account_id][region].load_balancers.values(), *elb_backends[account_id][region].load_balancers.values()]
        return HOSTED_ZONES.get(region), any(balancer.dns_name.lower() == own_name for balancer in balancers)
    return None


def problems_of(account_id: str, zones: dict[str, Any], target: dict[str, Any], record_type: str, names: set[tuple[str, str]]) -> list[str]:
    """Why a record can't point there, one sentence each. `zones` are the account's, `names` the names and types of the record's own zone."""
    name, zone_id = plain_name(target["DNSName"]), target["HostedZoneId"].rpartition("/")[2]
    outside, absent = "the alias target name does not lie within the target zone", "that target was not found"
    known = aws_target(account_id, name)
    if known is not None:
        zone, exists = known
        reasons = ([outside] if zone and zone != zone_id else []) + ([] if exists else [absent])
    elif zone_id in zones:
        apex = plain_name(zones[zone_id].name)
        inside = name == apex or name.endswith(f".{apex}")
        reasons = ([] if inside else [outside]) + ([] if (name, record_type) in names else [absent])
    else:
        # Names of other services, which the emulator doesn't follow; anything else is in no zone of that id.
        reasons = [] if name.endswith((".amazonaws.com", ".awsglobalaccelerator.com", ".on.aws")) else [outside]
    if zone_id == CLOUDFRONT_ZONE and str(target.get("EvaluateTargetHealth")).lower() == "true":
        reasons.append("EvaluateTargetHealth must be false for a CloudFront distribution")
    return [problem(reason, target, record_type) for reason in reasons]
