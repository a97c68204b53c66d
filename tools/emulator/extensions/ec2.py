"""EC2: descriptions of security group rules that name a group or a prefix list, the tags of a launch template itself,
subnets found by their IPv6 blocks, and options of flow logs and endpoints."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.flow_logs import FlowLogs
from moto.ec2.models.launch_templates import LaunchTemplateVersion
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPCEndPoint
from moto.ec2.responses.flow_logs import FlowLogs as FlowLogsResponse
from moto.ec2.responses.security_groups import SecurityGroups
from moto.ec2.responses.vpcs import VPCs
from moto.ec2.utils import parse_user_data

from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install

#: Where a request holds the far ends of a rule, each with a description.
FAR_ENDS = ("UserIdGroupPairs", "PrefixListIds")


def describe(response: Any, answer: Any) -> Any:
    """Provider and console authorize one rule at a time, so that the description belongs to the rules just made."""
    for permission in response._get_param("IpPermissions", []):
        for end in FAR_ENDS:
            for item in permission.get(end) or []:
                for rule in answer.result["SecurityGroupRules"]:
                    if item.get("Description"):
                        rule.given_description = item["Description"]
    return answer


@ext.around(SecurityGroups)
def authorize_security_group_ingress(original: Any, self: Any) -> Any:
    return describe(self, original(self))


@ext.around(SecurityGroups)
def authorize_security_group_egress(original: Any, self: Any) -> Any:
    return describe(self, original(self))


@ext.around(SecurityGroupRule)
def description(original: Any, self: Any) -> Any:
    return getattr(self, "given_description", None) or original(self)


@ext.around(EC2Backend)
def modify_security_group_rules(original: Any, self: Any, group_id: str, rules: dict[str, dict[str, Any]]) -> Any:
    """moto keeps the far end of a rule that isn't a range of IPv4."""
    for given in rules.values():
        if given.get("ReferencedGroupId") and self.get_security_group_from_id(given["ReferencedGroupId"]) is None:
            raise ServiceError("InvalidGroup.NotFound", f"The security group '{given['ReferencedGroupId']}' does not exist")
    answer = original(self, group_id, rules)
    group = self.get_security_group_from_id(group_id)
    for rule in [*group.ingress_rules, *group.egress_rules]:
        given = rules.get(rule.id, {})
        if "Description" in given:
            rule.given_description = given["Description"]
        if given.get("ReferencedGroupId"):
            rule.source_group = {**rule.source_group, "GroupId": given["ReferencedGroupId"]}
        if given.get("PrefixListId"):
            rule.prefix_list_id = given["PrefixListId"]
        if given.get("CidrIpv6"):
            rule.ip_range = {**rule.ip_range, "CidrIpv6": given["CidrIpv6"]}
    return answer


@ext.around(LaunchTemplateVersion, "__init__")
def create_version(original: Any, self: Any, template: Any, number: int, data: dict[str, Any], description: str) -> None:
    """moto adds the template's own tags to what instances are started with, and starts none with the user data of a later version."""
    data = {**data, "TagSpecifications": [s for s in data.get("TagSpecifications", []) if s.get("ResourceType") != "launch-template"]}
    if isinstance(data.get("UserData"), str):
        data["UserData"] = parse_user_data(data["UserData"])
    original(self, template, number, data, description)


@ext.around(Subnet)
def get_filter_value(original: Any, self: Any, filter_name: str, method_name: str | None = None) -> Any:
    """moto finds subnets by their IPv4 block alone."""
    associations = self.ipv6_cidr_block_associations.values()
    if filter_name == "ipv6-cidr-block-association.association-id":
        return [association["associationId"] for association in associations]
    if filter_name == "ipv6-cidr-block-association.ipv6-cidr-block":
        return [association["ipv6CidrBlock"] for association in associations]
    return original(self, filter_name, method_name)


@ext.around(Subnet)
def ipv6_cidr_block_association_set(original: Any, self: Any) -> Any:
    """moto shows the state of a block one level too deep."""
    return [{**association, "ipv6CidrBlockState": association["ipv6CidrBlockState"]["state"]} for association in original(self)]


@ext.around(FlowLogsResponse)
def create_flow_logs(original: Any, self: Any) -> Any:
    answer, options = original(self), params(self).get("DestinationOptions")
    for flow_log_id in answer.result["FlowLogIds"] if options else ():
        self.ec2_backend.flow_logs[flow_log_id].given_options = options
    return answer


@ext.extend(FlowLogs)
class _FlowLogs:
    @property
    def destination_options(self: Any) -> dict[str, Any] | None:
        """How a flow log to S3 lays out its files."""
        defaults = {"FileFormat": "plain-text", "HiveCompatiblePartitions": False, "PerHourPartition": False}
        given = getattr(self, "given_options", None)
        return {**defaults, **given} if given else None


@ext.around(VPCs)
def create_vpc_endpoint(original: Any, self: Any) -> Any:
    answer = original(self)
    keep_addresses(answer.result["VpcEndpoint"], params(self))
    return answer


@ext.around(VPCs)
def modify_vpc_endpoint(original: Any, self: Any) -> Any:
    """moto changes neither the kind of addresses nor the private DNS names, nor the routes of a gateway endpoint, whose deletion misses them then."""
    given = params(self)
    endpoint = self.ec2_backend.describe_vpc_endpoints(vpc_end_point_ids=[given["VpcEndpointId"]])[0]
    before = set(endpoint.route_table_ids or [])
    answer = original(self)
    prefix_list = endpoint.destination_prefix_list_id
    if prefix_list:
        after = set(endpoint.route_table_ids or [])
        for table in sorted(after - before):
            self.ec2_backend.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list)
        for table in sorted(before - after):
            self.ec2_backend.delete_route(table, prefix_list)
    keep_addresses(endpoint, given)
    if "PrivateDnsEnabled" in given:
        endpoint.private_dns_enabled = given["PrivateDnsEnabled"]
    return answer


def keep_addresses(endpoint: VPCEndPoint, given: dict[str, Any]) -> None:
    for member, attribute in (("IpAddressType", "ip_address_type"), ("DnsOptions", "dns_options")):
        if member in given:
            setattr(endpoint, attribute, given[member])
