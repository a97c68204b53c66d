"""How many web ACL capacity units (WCU) rules take.

https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html and each statement's page under waf-rule-statements.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
MANAGED_GROUPS = {
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesWindowsRuleSet": 200,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesWordPressRuleSet": 100,
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesATPRuleSet": 50,
    "AWSManagedRulesACFPRuleSet": 50,
    "AWSManagedRulesBotControlRuleSet": 50,
    "AWSManagedRulesAntiDDoSRuleSet": 50,
}
#: No web ACL may take more; above 1,500 it costs more. https://docs.aws.amazon.com/waf/latest/developerguide/limits.html
MOST_UNITS = 5000

#: Statements that look at a part of the request → units.
BASE = {
    "ByteMatchStatement": lambda s: 10 if s.get("PositionalConstraint") in ("CONTAINS", "CONTAINS_WORD") else 2,
    "RegexMatchStatement": lambda s: 3,
    "RegexPatternSetReferenceStatement": lambda s: 25,
    "SizeConstraintStatement": lambda s: 1,
    "SqliMatchStatement": lambda s: 30 if s.get("SensitivityLevel") == "HIGH" else 20,
    "XssMatchStatement": lambda s: 40,
}
#: Statements of a fixed size.
FIXED = {"GeoMatchStatement": 1, "LabelMatchStatement": 1, "AsnMatchStatement": 1}
TRANSFORMATION = 10
CUSTOM_KEY = 30


def inspection(base: int, statement: dict[str, Any]) -> int:
    """All query parameters cost 10 more, a JSON body doubles, each transformation adds 10."""
    field = statement.get("FieldToMatch") or {}
    units = base + (10 if "AllQueryArguments" in field else 0)
    transformations = [t for t in statement.get("TextTransformations") or [] if t.get("Type") != "NONE"]
    return units * (2 if "JsonBody" in field else 1) + TRANSFORMATION * len(transformations)


def units_of(statement: dict[str, Any], rule_group_units: Callable[[str], int]) -> int:
    """`rule_group_units` says how many a rule group of that ARN has."""
    ((kind, content),) = ((kind, content) for kind, content in statement.items() if content is not None)

    def nested(inner: dict[str, Any] | None) -> int:
        return units_of(inner, rule_group_units) if inner else 0

    if kind in BASE:
        return inspection(BASE[kind](content), content)
    if kind == "IPSetReferenceStatement":
        return 5 if (content.get("IPSetForwardedIPConfig") or {}).get("Position") == "ANY" else 1
    if kind in ("AndStatement", "OrStatement"):
        return sum(nested(inner) for inner in content["Statements"])
    if kind == "NotStatement":
        return nested(content["Statement"])
    if kind == "RateBasedStatement":
        return 2 + CUSTOM_KEY * len(content.get("CustomKeys") or []) + nested(content.get("ScopeDownStatement"))
    if kind == "ManagedRuleGroupStatement":
        return MANAGED_GROUPS.get(content["Name"], 0) + nested(content.get("ScopeDownStatement"))
    if kind == "RuleGroupReferenceStatement":
        return rule_group_units(content["ARN"])
    return FIXED.get(kind, 1)
