"""WAF: API_CreateWebACL, API_PutLoggingConfiguration, and
https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html for the units of managed groups."""

from __future__ import annotations

import pytest

from edge import make_balancer, make_vpc, refused
from helpers import ACCOUNT


def seen(name):
    return {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": name}


def rule(name, priority, statement, **more):
    group = "ManagedRuleGroupStatement" in statement
    act = {"OverrideAction": {"None": {}}} if group else {"Action": {"Block": {}}}
    return {"Name": name, "Priority": priority, "Statement": statement, "VisibilityConfig": seen(name), **act, **more}


def managed(name, priority=1):
    return rule(name, priority, {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}})


@pytest.fixture
def waf(client):
    return client("wafv2")


@pytest.fixture
def make(waf, name):
    """Makes the test's web ACL of these rules."""

    def create(*rules, scope="REGIONAL", client=waf, **more):
        given = {"Name": name, "Scope": scope, "DefaultAction": {"Allow": {}}, "VisibilityConfig": seen(name), "Rules": list(rules)}
        return client.create_web_acl(**{**given, **more})["Summary"]

    return create


def test_cloudfronts_are_of_us_east_1(client, make):
    frankfurt = client("wafv2", "eu-central-1")
    refused("WAFInvalidParameterException", make, scope="CLOUDFRONT", client=frankfurt, message="The scope is not valid.")
    refused("WAFInvalidParameterException", frankfurt.list_web_acls, Scope="CLOUDFRONT")
    assert ":us-east-1:" in make(scope="CLOUDFRONT")["ARN"]


def test_a_name_is_one_web_acls(make):
    make()
    refused("WAFDuplicateItemException", make)


def test_managed_rule_groups_exist_and_have_units(waf, make, name):
    refused("WAFNonexistentItemException", make, managed("AWSManagedRulesNothing"))
    groups = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesAmazonIpReputationList")
    acl = make(*(managed(group, priority) for priority, group in enumerate(groups)))
    assert waf.get_web_acl(Name=name, Scope="REGIONAL", Id=acl["Id"])["WebACL"]["Capacity"] == 925


def test_units_are_limited(make):
    regexes = [{"RegexMatchStatement": {"RegexString": "a", "FieldToMatch": {"UriPath": {}}, "TextTransformations": transformations()}}] * 2
    rules = [rule(f"r{index}", index, {"AndStatement": {"Statements": regexes}}) for index in range(70)]
    refused("WAFLimitsExceededException", make, *rules)


def transformations():
    """Four, each of which adds ten units."""
    return [{"Priority": index, "Type": kind} for index, kind in enumerate(("LOWERCASE", "URL_DECODE", "HTML_ENTITY_DECODE", "CMD_LINE"))]


def test_rules_differ_and_have_the_right_action(make):
    geo = {"GeoMatchStatement": {"CountryCodes": ["DE"]}}
    refused("WAFInvalidParameterException", make, rule("a", 1, geo), rule("b", 1, geo))
    refused("WAFInvalidParameterException", make, rule("a", 1, geo), rule("a", 2, geo))
    refused("WAFInvalidParameterException", make, {**managed("AWSManagedRulesSQLiRuleSet"), "Action": {"Block": {}}})


def test_statements_are_combined_with_others(make):
    geo = {"GeoMatchStatement": {"CountryCodes": ["DE"]}}
    for kind in ("AndStatement", "OrStatement"):
        refused("WAFInvalidParameterException", make, rule("a", 1, {kind: {"Statements": [geo]}}))


def test_rate_based_statements_have_what_they_aggregate_by(make):
    """API_RateBasedStatement"""
    geo = {"GeoMatchStatement": {"CountryCodes": ["DE"]}}
    method = {"HTTPMethod": {}}

    def rate(key_type, **more):
        return rule("a", 1, {"RateBasedStatement": {"Limit": 100, "AggregateKeyType": key_type, **more}})

    for wrong in (
        rate("CONSTANT"),
        rate("CUSTOM_KEYS"),
        rate("CUSTOM_KEYS", CustomKeys=[{"IP": {}}]),
        rate("IP", CustomKeys=[method]),
        rate("FORWARDED_IP"),
        rate("CUSTOM_KEYS", CustomKeys=[{"ForwardedIP": {}}, method]),
    ):
        refused("WAFInvalidParameterException", make, wrong)
    header = {"HeaderName": "x-forwarded-for", "FallbackBehavior": "NO_MATCH"}
    right = [
        rate("IP"),
        rate("CONSTANT", ScopeDownStatement=geo),
        rate("CUSTOM_KEYS", CustomKeys=[{"IP": {}}, method]),
        rate("CUSTOM_KEYS", CustomKeys=[{"ForwardedIP": {}}, method], ForwardedIPConfig=header),
        rate("FORWARDED_IP", ForwardedIPConfig=header),
    ]
    make(*({**accepted, "Name": f"r{index}", "Priority": index} for index, accepted in enumerate(right)))


def test_an_old_token_is_refused(waf, make, name):
    acl = make()
    given = {"Name": name, "Scope": "REGIONAL", "Id": acl["Id"]}
    waf.update_web_acl(**given, LockToken=acl["LockToken"], DefaultAction={"Block": {}}, VisibilityConfig=seen(name), Rules=[])
    refused("WAFOptimisticLockException", waf.delete_web_acl, **given, LockToken=acl["LockToken"])


def test_an_ip_set_that_is_referred_to_stays(waf, make, name):
    ip_set = waf.create_ip_set(Name=name, Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"])["Summary"]
    refused("WAFNonexistentItemException", make, rule("ips", 1, {"IPSetReferenceStatement": {"ARN": ip_set["ARN"] + "0"}}))
    acl = make(rule("ips", 1, {"NotStatement": {"Statement": {"IPSetReferenceStatement": {"ARN": ip_set["ARN"]}}}}))
    deletion = {"Name": name, "Scope": "REGIONAL", "Id": ip_set["Id"], "LockToken": ip_set["LockToken"]}
    refused("WAFAssociatedItemException", waf.delete_ip_set, **deletion)
    waf.delete_web_acl(Name=name, Scope="REGIONAL", Id=acl["Id"], LockToken=acl["LockToken"])
    waf.delete_ip_set(**deletion)


def test_an_associated_web_acl_stays(client, waf, make, name):
    acl = make()
    balancer = make_balancer(client, make_vpc(client, "10.60.0.0/16"), name)["LoadBalancerArn"]
    refused("WAFNonexistentItemException", waf.associate_web_acl, WebACLArn=acl["ARN"], ResourceArn=balancer + "0")
    waf.associate_web_acl(WebACLArn=acl["ARN"], ResourceArn=balancer)
    deletion = {"Name": name, "Scope": "REGIONAL", "Id": acl["Id"], "LockToken": acl["LockToken"]}
    refused("WAFAssociatedItemException", waf.delete_web_acl, **deletion)
    waf.disassociate_web_acl(ResourceArn=balancer)
    waf.delete_web_acl(**deletion)


def test_logs_go_to_what_is_named_for_them_in_the_region(client, waf, make, name):
    arn = make(scope="CLOUDFRONT")["ARN"]

    def log_to(destination):
        waf.put_logging_configuration(LoggingConfiguration={"ResourceArn": arn, "LogDestinationConfigs": [destination]})

    def group(group_name, region="us-east-1"):
        client("logs", region).create_log_group(logGroupName=group_name)
        return f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{group_name}"

    refused("WAFInvalidParameterException", log_to, group(name), message="LOG_DESTINATION")
    refused("WAFInvalidParameterException", log_to, group(f"aws-waf-logs-{name}", "eu-central-1"), message="LOG_DESTINATION")
    refused("WAFLogDestinationPermissionIssueException", log_to, f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:aws-waf-logs-{name}")
    log_to(group(f"aws-waf-logs-{name}"))
    client("s3").create_bucket(Bucket=name)
    refused("WAFInvalidParameterException", log_to, f"arn:aws:s3:::{name}")


def test_distributions_name_their_web_acl_themselves(waf, make):
    arn = make(scope="CLOUDFRONT")["ARN"]
    distribution = f"arn:aws:cloudfront::{ACCOUNT}:distribution/E1"
    refused("WAFInvalidParameterException", waf.associate_web_acl, WebACLArn=arn, ResourceArn=distribution)
