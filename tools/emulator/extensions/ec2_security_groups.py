"""EC2: security groups and rules that can't be: words, references, duplicates, and more rules than a group holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.responses.security_groups import SecurityGroups

from ._ec2 import in_use, invalid, users_of_group
from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install

#: Inbound and outbound, IPv4 and IPv6, each. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
MOST_RULES = 60
#: How many rules a list of AWS's counts as; one of one's own counts as the most entries that it may have.
#: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html#aws-managed-prefix-list-weights
WEIGHTS = {
    "global.cloudfront.origin-facing": 55,
    "global.ipv6.cloudfront.origin-facing": 55,
    "global.groundstation": 5,
    "route53-healthchecks": 25,
    "ipv6.route53-healthchecks": 25,
    "s3express": 6,
    "vpc-lattice": 10,
    "ipv6.vpc-lattice": 10,
}
#: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
WORDS = r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{0,255}"
FAR_ENDS = (("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6"), ("UserIdGroupPairs", "GroupId"), ("PrefixListIds", "PrefixListId"))
PROTOCOLS = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}


def weight(backend: Any, prefix_list_id: str) -> tuple[int, int]:
    """How many IPv4 and IPv6 rules a prefix list counts as."""
    kept = backend.managed_prefix_lists.get(prefix_list_id)
    if kept is None:
        raise ServiceError("InvalidPrefixListID.NotFound", f"The prefix list ID '{prefix_list_id}' does not exist")
    name = kept.prefix_list_name.removeprefix("com.amazonaws.").removeprefix(f"{backend.region_name}.")
    entries = WEIGHTS.get(name, 1) if kept.owner_id == "AWS" else int(kept.max_entries or 1)
    return (entries, 0) if str(kept.address_family).lower() == "ipv4" else (0, entries)


Rule = tuple[str, Any, Any, str, str]


def rules_asked(given: dict[str, Any]) -> list[Rule]:
    """Protocol, ports, kind of far end and far end of each rule that a request makes."""
    permissions = given.get("IpPermissions") or []
    if not permissions and given.get("IpProtocol"):
        permissions = [{**given, "IpRanges": [{"CidrIp": given["CidrIp"]}] if given.get("CidrIp") else []}]
    return [
        (protocol_of(permission), permission.get("FromPort"), permission.get("ToPort"), kind, item[member])
        for permission in permissions
        for kind, member in FAR_ENDS
        for item in permission.get(kind) or []
        if item.get(member)
    ]


def protocol_of(permission: dict[str, Any]) -> str:
    protocol = str(permission.get("IpProtocol", "")).lower()
    return PROTOCOLS.get(protocol, protocol)


def rules_kept(rules: list[Any]) -> list[Rule]:
    kept: list[Rule] = []
    for rule in rules:
        ends = {
            "IpRanges": rule.ip_range.get("CidrIp"),
            "Ipv6Ranges": rule.ip_range.get("CidrIpv6"),
            "UserIdGroupPairs": (rule.source_group or {}).get("GroupId"),
            "PrefixListIds": prefix_list_of(rule),
        }
        kept += [(rule.ip_protocol, rule.from_port, rule.to_port, kind, end) for kind, end in ends.items() if end]
    return kept


def prefix_list_of(rule: Any) -> str | None:
    kept = rule.prefix_list_id
    return kept.get("PrefixListId") if isinstance(kept, dict) else kept


def same(rule: Rule) -> Rule:
    """Ports say nothing where all protocols are meant."""
    protocol, low, high, kind, end = rule
    return (protocol, None, None, kind, end) if protocol == "-1" else (protocol, int(low or 0), int(high or 0), kind, end)


def count(backend: Any, rules: list[Rule]) -> tuple[int, int]:
    four = six = 0
    for _, _, _, kind, end in rules:
        if kind == "PrefixListIds":
            more = weight(backend, end)
        else:
            more = {"IpRanges": (1, 0), "Ipv6Ranges": (0, 1)}.get(kind, (1, 1))
        four, six = four + more[0], six + more[1]
    return four, six


def check_ports(given: dict[str, Any]) -> None:
    for permission in given.get("IpPermissions") or []:
        if protocol_of(permission) not in ("tcp", "udp"):
            continue
        low, high = int(permission.get("FromPort", -1)), int(permission.get("ToPort", -1))
        if not 0 <= low <= 65_535 or not 0 <= high <= 65_535 or low > high:
            raise invalid(f"Invalid {protocol_of(permission).upper()} port range")


def check_references(backend: Any, group: Any, rules: list[Rule]) -> None:
    for _, _, _, kind, end in rules:
        if kind != "UserIdGroupPairs":
            continue
        other = backend.get_security_group_from_id(end)
        if other is None:
            raise ServiceError("InvalidGroup.NotFound", f"The security group '{end}' does not exist")
        peered = any(
            {peering.vpc.id, peering.peer_vpc.id} == {group.vpc_id, other.vpc_id}
            for peering in backend.vpc_pcxs.values()
            if peering._status.code == "active"
        )
        if other.vpc_id != group.vpc_id and not peered:
            raise ServiceError("InvalidGroup.NotFound", "You have specified two resources that belong to different networks.")


def check_descriptions(given: dict[str, Any]) -> None:
    for permission in given.get("IpPermissions") or []:
        for kind, _ in FAR_ENDS:
            for item in permission.get(kind) or []:
                if not re.fullmatch(WORDS, item.get("Description") or ""):
                    raise invalid(
                        "Invalid rule description. Valid descriptions are strings less than 256 characters from the following set: "
                        "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
                    )


def check_rules(response: Any, direction: str) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html"""
    given, backend = params(response), response.ec2_backend
    group = backend.get_security_group_from_id(given.get("GroupId") or "")
    if group is None:
        return
    check_descriptions(given)
    check_ports(given)
    asked, kept = rules_asked(given), rules_kept(getattr(group, f"{direction}_rules"))
    check_references(backend, group, asked)
    there = {same(rule) for rule in kept}
    for rule in map(same, asked):
        if rule in there:
            raise ServiceError("InvalidPermission.Duplicate", f'the specified rule "peer: {rule[4]}, {rule[0]}, ALLOW" already exists')
        there.add(rule)
    if max(count(backend, [*kept, *asked])) > MOST_RULES:
        raise ServiceError("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.")


@ext.around(SecurityGroups)
def authorize_security_group_ingress(original: Callable[..., Any], self: Any) -> Any:
    check_rules(self, "ingress")
    return original(self)


@ext.around(SecurityGroups)
def authorize_security_group_egress(original: Callable[..., Any], self: Any) -> Any:
    check_rules(self, "egress")
    return original(self)


@ext.around(EC2Backend)
def _verify_group_will_respect_rule_count_limit(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> None:
    """moto counts neither prefix lists nor IPv4 and IPv6 apart."""


@ext.around(SecurityGroups)
def create_security_group(original: Callable[..., Any], self: Any) -> Any:
    given = params(self)
    name = given.get("GroupName") or ""
    if name.startswith("sg-") or not name or not re.fullmatch(WORDS, name):
        raise invalid(f"Invalid group name {name}: up to 255 characters, not beginning with sg-")
    if name.lower() == "default":
        raise invalid("Cannot use reserved security group name: default")
    if not re.fullmatch(WORDS, given.get("Description") or ""):
        raise invalid(
            "Invalid security group description. Valid descriptions are strings less than 256 characters from the following set: "
            "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
        )
    if given.get("VpcId"):
        self.ec2_backend.get_vpc(given["VpcId"])
    return original(self)


@ext.around(SecurityGroups)
def delete_security_group(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html"""
    group = self.ec2_backend.get_security_group_from_id(params(self).get("GroupId") or "")
    if group is not None and group.name == "default":
        raise ServiceError("CannotDelete", f'the specified group: "{group.id}" name: "default" cannot be deleted by a user')
    if group is not None and users_of_group(self.ec2_backend, group.id):
        raise in_use(f"resource {group.id} has a dependent object")
    return original(self)
