"""WAF: what AWS refuses of web ACLs, what they refer to, and where they log to."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from moto.cloudfront.models import cloudfront_backends
from moto.elbv2.models import elbv2_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.wafv2.models import GLOBAL_REGION, FakeIPSet, FakeWebACL, WAFV2Backend, wafv2_backends
from moto.wafv2.responses import WAFV2Response

from ._support import Extension, ServiceError
from ._waf_capacity import MANAGED_GROUPS, MOST_UNITS, units_of

ext = Extension()
install = ext.install

OPERATIONS_WITH_SCOPE = [
    f"{verb}_{thing}" for verb in ("create", "get", "update", "delete") for thing in ("web_acl", "ip_set", "rule_group", "regex_pattern_set")
] + ["list_web_ac_ls", "list_ip_sets", "list_rule_groups", "list_regex_pattern_sets", "list_logging_configurations"]


def bad_parameter(reason: str, field: str, parameter: str) -> ServiceError:
    return ServiceError("WAFInvalidParameterException", f"Error reason: {reason}, field: {field}, parameter: {parameter}")


def missing() -> ServiceError:
    return ServiceError("WAFNonexistentItemException", "AWS WAF couldn’t perform the operation because your resource doesn’t exist.")


def in_use() -> ServiceError:
    return ServiceError(
        "WAFAssociatedItemException",
        "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource.",
    )


def check_scope(original: Any, self: Any) -> Any:
    """CLOUDFRONT is us-east-1's. https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html#WAF-CreateWebACL-request-Scope"""
    scope = json.loads(self.body).get("Scope")
    if scope == "CLOUDFRONT" and self.region not in ("us-east-1", GLOBAL_REGION):
        raise bad_parameter("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT")
    return original(self)


for _operation in OPERATIONS_WITH_SCOPE:
    ext.around(WAFV2Response, _operation)(check_scope)


# ---- rules ----------------------------------------------------------------------------------------------------------


def statements_of(rules: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement with its kind, nested ones included."""
    waiting = [rule["Statement"] for rule in rules]
    while waiting:
        for kind, content in waiting.pop().items():
            if content is not None:
                yield kind, content
                waiting += [content[member] for member in ("Statement", "ScopeDownStatement") if content.get(member)]
                waiting += content.get("Statements") or []


#: Statement → collection of the backend that holds what it refers to.
REFERENCES = {
    "IPSetReferenceStatement": "ip_sets",
    "RegexPatternSetReferenceStatement": "regex_pattern_sets",
    "RuleGroupReferenceStatement": "rule_groups",
}


def find(backend: WAFV2Backend, kind: str, arn: str) -> Any | None:
    return next((item for item in getattr(backend, REFERENCES[kind]).values() if item.arn == arn), None)


def check_statement(kind: str, content: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/waf/latest/APIReference/API_AndStatement.html, API_OrStatement and API_RateBasedStatement"""
    if kind in ("AndStatement", "OrStatement") and len(content["Statements"]) < 2:
        raise bad_parameter("You provide more than one statement to combine.", "STATEMENT", kind)
    if kind == "RateBasedStatement":
        check_aggregation(content["AggregateKeyType"], content)


def check_aggregation(key_type: str, content: dict[str, Any]) -> None:
    """What each type of aggregation needs. https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html#WAF-Type-RateBasedStatement-AggregateKeyType"""
    kinds = [kind for key in content.get("CustomKeys") or [] for kind, value in key.items() if value is not None]
    if bool(kinds) != (key_type == "CUSTOM_KEYS") or kinds in (["IP"], ["ForwardedIP"]):
        raise bad_parameter("Custom keys come with the type CUSTOM_KEYS, and an address with another key.", "RATE_BASED_STATEMENT", "CustomKeys")
    if key_type == "CONSTANT" and not content.get("ScopeDownStatement"):
        raise bad_parameter("You must configure a scope-down statement.", "RATE_BASED_STATEMENT", "ScopeDownStatement")
    if (key_type == "FORWARDED_IP" or "ForwardedIP" in kinds) and not content.get("ForwardedIPConfig"):
        raise bad_parameter("You must specify the header to use.", "RATE_BASED_STATEMENT", "ForwardedIPConfig")


def check_rules(backend: WAFV2Backend, rules: list[dict[str, Any]]) -> int:
    """The units that the rules take. https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html#API_CreateWebACL_Errors"""
    for member in ("Name", "Priority"):
        values = [rule[member] for rule in rules]
        if len(set(values)) < len(values):
            raise bad_parameter("Your rules must have unique names and priorities.", "RULE", member)
    for kind, content in statements_of(rules):
        if kind in REFERENCES and find(backend, kind, content["ARN"]) is None:
            raise missing()
        if kind == "ManagedRuleGroupStatement" and content["VendorName"] == "AWS" and content["Name"] not in MANAGED_GROUPS:
            raise missing()
        check_statement(kind, content)
    for rule in rules:
        group = bool({"ManagedRuleGroupStatement", "RuleGroupReferenceStatement"} & set(rule["Statement"]))
        if bool(rule.get("OverrideAction")) != group or bool(rule.get("Action")) == group:
            raise bad_parameter("A rule that refers to a rule group has an override action, any other rule an action.", "RULE_ACTION", rule["Name"])
    units = sum(units_of(rule["Statement"], lambda arn: find(backend, "RuleGroupReferenceStatement", arn).capacity) for rule in rules)
    if units > MOST_UNITS:
        raise ServiceError(
            "WAFLimitsExceededException",
            f"AWS WAF couldn’t perform the operation because you exceeded your resource limit: {units} web ACL capacity units of {MOST_UNITS}.",
        )
    return units


@ext.around(WAFV2Backend)
def create_web_acl(original: Any, self: Any, name: str, visibility_config: Any, default_action: Any, scope: str, *more: Any) -> FakeWebACL:
    if self._is_duplicate_name(name):
        raise ServiceError(
            "WAFDuplicateItemException",
            "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one.",
        )
    units = check_rules(self, more[2] or [])
    acl = original(self, name, visibility_config, default_action, scope, *more)
    acl.capacity = units
    return acl


@ext.around(WAFV2Backend)
def update_web_acl(original: Any, self: Any, name: str, acl_id: str, default_action: Any, rules: Any, *more: Any) -> str:
    units = check_rules(self, rules or [])
    token = original(self, name, acl_id, default_action, rules, *more)
    acl = self.get_web_acl(None, name, acl_id)
    if rules == []:
        acl.rules = []  # moto leaves the last rules where they are
    if rules is not None:
        acl.capacity = units
    return token


@ext.extend(FakeIPSet)
class _Tokens:
    @property
    def lock_token(self: Any) -> str:
        return self.__dict__["lock_token"]

    @lock_token.setter
    def lock_token(self: Any, value: str) -> None:
        """moto's are too short for the pattern that a request's token must have."""
        self.__dict__["lock_token"] = str(uuid.uuid4())


# ---- what is in use -------------------------------------------------------------------------------------------------


def is_presented(backend: WAFV2Backend, acl: FakeWebACL) -> bool:
    distributions = cloudfront_backends[backend.account_id]["aws"].distributions.values()
    return any(distribution.raw_config.get("WebACLId") == acl.arn for distribution in distributions)


def resource_exists(account_id: str, arn: str) -> bool:
    """Load balancers are looked up; others are believed to exist."""
    parts = arn.split(":", 5)
    return parts[2] != "elasticloadbalancing" or arn in elbv2_backends[account_id][parts[3]].load_balancers


@ext.around(WAFV2Backend)
def delete_web_acl(original: Any, self: Any, name: str, scope: str, acl_id: str, lock_token: str) -> None:
    """https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html"""
    acl = next((acl for acl in self.wacls.values() if (acl.name, acl.id) == (name, acl_id)), None)
    if acl is not None:
        associated = any(resource_exists(self.account_id, arn) for arn in acl.associated_resources)
        if associated or is_presented(self, acl):
            raise in_use()
    original(self, name, scope, acl_id, lock_token)


@ext.around(WAFV2Backend)
def associate_web_acl(original: Any, self: Any, web_acl_arn: str, resource_arn: str) -> None:
    """A resource has one web ACL, and distributions name theirs themselves.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
    """
    if ":global/" in web_acl_arn or ":cloudfront:" in resource_arn:
        raise bad_parameter("The ARN isn't valid.", "RESOURCE_ARN", resource_arn)
    if web_acl_arn not in self.wacls or not resource_exists(self.account_id, resource_arn):
        raise missing()
    self.disassociate_web_acl(resource_arn)
    original(self, web_acl_arn, resource_arn)


def refers(backend: WAFV2Backend, arn: str) -> bool:
    holders = [*backend.wacls.values(), *backend.rule_groups.values()]
    return any(content.get("ARN") == arn for holder in holders for _, content in statements_of([rule.to_dict() for rule in holder.rules]))


def keep_what_is_referred_to(kind: str) -> None:
    collection = REFERENCES[kind]

    @ext.around(WAFV2Backend, f"delete_{collection[:-1]}")
    def delete(original: Any, self: Any, *args: Any, **given: Any) -> Any:
        """https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteIPSet.html"""
        name, item_id = (args[0], args[2]) if args else (given["name"], given["id"])
        for item in getattr(self, collection).values():
            if item.arn.endswith(f"/{name}/{item_id}") and refers(self, item.arn):
                raise in_use()
        return original(self, *args, **given)


for _kind in REFERENCES:
    keep_what_is_referred_to(_kind)


# ---- logs -----------------------------------------------------------------------------------------------------------

PREFIX = "aws-waf-logs-"


def acl_exists(account_id: str, arn: str) -> bool:
    region = GLOBAL_REGION if ":global/" in arn else arn.split(":")[3]
    return arn in wafv2_backends[account_id][region].wacls


def check_destination(account_id: str, acl_arn: str, arn: str) -> None:
    """One of the web ACL's region, us-east-1 for CloudFront's, whose name begins with aws-waf-logs-.

    https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html
    """
    parts = arn.split(":", 5)
    service, region, rest = (parts[2], parts[3], parts[5]) if len(parts) == 6 else ("", "", "")
    names = {"logs": rest.removeprefix("log-group:").removesuffix(":*"), "s3": rest.split("/")[0], "firehose": rest.removeprefix("deliverystream/")}
    name = names.get(service, "")
    if not name.startswith(PREFIX) or region not in ("", acl_arn.split(":")[3]):
        reason = "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes."
        raise bad_parameter(reason, "LOG_DESTINATION", arn)
    groups = logs_backends[account_id][region].groups if service == "logs" else {}
    buckets = s3_backends[account_id]["aws"].buckets
    if (service == "logs" and name not in groups) or (service == "s3" and name not in buckets):
        raise ServiceError(
            "WAFLogDestinationPermissionIssueException",
            "Unable to deliver logs to the configured destination. You might need to grant log delivery permissions for the destination.",
        )


@ext.around(WAFV2Backend)
def put_logging_configuration(original: Any, self: Any, arn: str, log_destination_configs: list[str], *more: Any) -> Any:
    if not acl_exists(self.account_id, arn):
        raise missing()
    for destination in log_destination_configs:
        check_destination(self.account_id, arn, destination)
    return original(self, arn, log_destination_configs, *more)
