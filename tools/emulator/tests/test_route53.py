"""Route 53: API_ChangeResourceRecordSets, API_AliasTarget, API_CreateHealthCheck and API_CreateQueryLoggingConfig."""

from __future__ import annotations

import uuid

import pytest

from edge import change, make_balancer, make_vpc, make_zone, refused
from helpers import ACCOUNT, policy_of

ONE = [{"Value": "192.0.2.1"}]


@pytest.fixture
def dns(client):
    return client("route53")


@pytest.fixture
def domain(name):
    return f"{name}.example.com"


@pytest.fixture
def zone(client, domain):
    return make_zone(client, domain)


@pytest.fixture
def record(client, zone, domain):
    """Changes a record of the zone; the name is before the domain."""

    def make(prefix="", action="CREATE", **more):
        usual = {"Type": "A", "TTL": 60, "ResourceRecords": ONE}
        return change(client, zone, action, Name=f"{prefix}{domain}", **{**({} if "AliasTarget" in more else usual), **more})

    return make


def alias(zone_id, name, evaluate=False):
    return {"HostedZoneId": zone_id, "DNSName": name, "EvaluateTargetHealth": evaluate}


def records_of(dns, zone):
    return {(r["Name"], r["Type"]) for r in dns.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]}


def test_records_lie_within_the_zone(client, zone, domain):
    for name in (f"not{domain}", "example.org"):
        given = {"Name": name, "Type": "A", "TTL": 60, "ResourceRecords": ONE}
        refused("InvalidChangeBatch", change, client, zone, "CREATE", **given, message="is not permitted in zone")


def test_a_cname_stands_alone_and_not_at_the_apex(record):
    target = [{"Value": "example.org"}]
    refused("InvalidChangeBatch", record, Type="CNAME", ResourceRecords=target, message="is not permitted at apex")
    record("a.")
    refused("InvalidChangeBatch", record, "a.", Type="CNAME", ResourceRecords=target, message="conflicts with other records")
    record("b.", Type="CNAME", ResourceRecords=target)
    refused("InvalidChangeBatch", record, "b.", message="conflicts with other records")


def test_a_batch_is_all_or_nothing(dns, zone, domain):
    def made(name, kind, value):
        return {"Action": "CREATE", "ResourceRecordSet": {"Name": name, "Type": kind, "TTL": 60, "ResourceRecords": [{"Value": value}]}}

    changes = [made(f"a.{domain}", "A", "192.0.2.1"), made(domain, "CNAME", "example.org")]
    refused("InvalidChangeBatch", dns.change_resource_record_sets, HostedZoneId=zone, ChangeBatch={"Changes": changes})
    assert (f"a.{domain}.", "A") not in records_of(dns, zone)


def test_what_exists_is_not_created_and_what_does_not_match_is_not_deleted(dns, zone, record, domain):
    record("a.")
    refused("InvalidChangeBatch", record, "a.", message="but it already exists")
    refused("InvalidChangeBatch", record, "b.", action="DELETE", message="but it was not found")
    refused("InvalidChangeBatch", record, "a.", action="DELETE", TTL=61, message="do not match the current values")
    record("a.", action="UPSERT", TTL=61)
    record("a.", action="DELETE", TTL=61)
    assert (f"a.{domain}.", "A") not in records_of(dns, zone)


def test_values_are_of_the_records_type(record):
    refused("InvalidChangeBatch", record, "a.", ResourceRecords=[{"Value": "2001:db8::1"}], message="Value is not a valid IPv4 address")
    refused("InvalidChangeBatch", record, "a.", Type="AAAA", message="Value is not a valid IPv6 address")
    refused("InvalidInput", record, "a.", Type="A", TTL=60, AliasTarget=alias("Z1", "a"), ResourceRecords=ONE)


def test_records_of_one_name_have_one_routing_policy(record):
    refused("InvalidInput", record, "a.", Weight=1, message="Missing field 'SetIdentifier'")
    refused("InvalidInput", record, "a.", SetIdentifier="x")
    record("a.")
    refused("InvalidChangeBatch", record, "a.", Weight=1, SetIdentifier="x", message="other RRSets exist with the same name and type")
    record("b.", Failover="PRIMARY", SetIdentifier="x")
    refused("InvalidChangeBatch", record, "b.", Weight=1, SetIdentifier="y")
    refused("InvalidChangeBatch", record, "b.", Failover="PRIMARY", SetIdentifier="y")
    record("b.", Failover="SECONDARY", SetIdentifier="y")


def test_health_checks_that_records_name_exist(record):
    refused("NoSuchHealthCheck", record, "a.", HealthCheckId=str(uuid.uuid4()))


def test_an_alias_points_at_what_there_is(client, zone, record, domain, name):
    balancer = make_balancer(client, make_vpc(client, "10.70.0.0/16"), name)
    target, its_zone = balancer["DNSName"], balancer["CanonicalHostedZoneId"]
    refused("InvalidChangeBatch", record, "a.", Type="A", AliasTarget=alias("Z2FDTNDATAQYW2", target), message="does not lie within the target zone")
    refused("InvalidChangeBatch", record, "a.", Type="A", AliasTarget=alias(its_zone, f"x{target}"), message="that target was not found")
    record("a.", Type="A", AliasTarget=alias(its_zone, f"dualstack.{target}", True))
    refused("InvalidChangeBatch", record, Type="A", AliasTarget=alias("Z2FDTNDATAQYW2", "dnone.cloudfront.net"), message="that target was not found")
    refused("InvalidChangeBatch", record, "b.", Type="A", AliasTarget=alias(zone, f"c.{domain}"), message="that target was not found")
    record("c.")
    record("b.", Type="A", AliasTarget=alias(zone, f"c.{domain}"))
    refused("InvalidChangeBatch", record, "d.", Type="A", AliasTarget=alias("Z00000000", "example.org"), message="does not lie within the target zone")


def test_a_zone_is_deleted_when_it_is_empty(dns, zone, record):
    record("a.")
    refused("HostedZoneNotEmpty", dns.delete_hosted_zone, Id=zone)
    record("a.", action="DELETE")
    dns.delete_hosted_zone(Id=zone)


def test_the_zones_own_records_stay(dns, zone, domain, client):
    (name_servers,) = (r for r in dns.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"] if r["Type"] == "NS")
    refused("InvalidChangeBatch", change, client, zone, "DELETE", **name_servers, message="must contain at least one NS record")


def test_health_checks_can_reach_what_they_check(dns):
    def check(**config):
        return dns.create_health_check(CallerReference=uuid.uuid4().hex, HealthCheckConfig={"Type": "HTTPS", **config})["HealthCheck"]["Id"]

    refused("InvalidInput", check, IPAddress="10.0.0.1")
    refused("InvalidInput", check)
    refused("InvalidInput", check, FullyQualifiedDomainName="example.com", RequestInterval=20)
    refused("InvalidInput", check, FullyQualifiedDomainName="example.com", Type="HTTPS_STR_MATCH")
    refused("InvalidInput", check, Type="CALCULATED", ChildHealthChecks=[str(uuid.uuid4())], HealthThreshold=1)
    child = check(FullyQualifiedDomainName="example.com")
    parent = check(Type="CALCULATED", ChildHealthChecks=[child], HealthThreshold=1)
    dns.delete_health_check(HealthCheckId=parent)
    refused("NoSuchHealthCheck", dns.delete_health_check, HealthCheckId=parent)


def test_query_logs_need_a_policy_of_cloudwatch_logs(client, dns, zone, name):
    group = f"/aws/route53/{name}"
    client("logs").create_log_group(logGroupName=group)
    given = {"HostedZoneId": zone, "CloudWatchLogsLogGroupArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{group}:*"}
    refused("InsufficientCloudWatchLogsResourcePolicy", dns.create_query_logging_config, **given)
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "route53.amazonaws.com"},
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/aws/route53/*",
    }
    client("logs").put_resource_policy(policyName=name, policyDocument=policy_of(statement))
    dns.create_query_logging_config(**given)
    client("logs").delete_resource_policy(policyName=name)


def test_query_logs_keep_the_arn_that_they_are_given(client, dns, zone, name):
    """With `:*` behind it, or without: API_CreateQueryLoggingConfig."""
    group = f"/aws/route53/{name}"
    client("logs").create_log_group(logGroupName=group)
    statement = {"Effect": "Allow", "Principal": {"Service": "route53.amazonaws.com"}, "Action": "logs:*", "Resource": "*"}
    client("logs").put_resource_policy(policyName=name, policyDocument=policy_of(statement))
    arn = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{group}"
    made = dns.create_query_logging_config(HostedZoneId=zone, CloudWatchLogsLogGroupArn=arn)["QueryLoggingConfig"]
    assert dns.get_query_logging_config(Id=made["Id"])["QueryLoggingConfig"]["CloudWatchLogsLogGroupArn"] == arn
    client("logs").delete_resource_policy(policyName=name)


def test_a_reference_is_used_once(dns, domain):
    reference = uuid.uuid4().hex
    dns.create_hosted_zone(Name=domain, CallerReference=reference)
    refused("HostedZoneAlreadyExists", dns.create_hosted_zone, Name=f"a.{domain}", CallerReference=reference)
    config = {"Type": "HTTPS", "FullyQualifiedDomainName": domain}
    dns.create_health_check(CallerReference=reference, HealthCheckConfig=config)
    refused("HealthCheckAlreadyExists", dns.create_health_check, CallerReference=reference, HealthCheckConfig=config)


def test_health_checks_keep_their_regions_where_an_update_names_none(dns):
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html: what isn't named stays as it is."""
    regions = ["eu-west-1", "us-east-1", "us-west-2"]
    config = {"Type": "HTTPS", "FullyQualifiedDomainName": "trading.example.com", "Port": 443, "Regions": regions}
    check = dns.create_health_check(CallerReference=uuid.uuid4().hex, HealthCheckConfig=config)["HealthCheck"]["Id"]
    read = lambda: dns.get_health_check(HealthCheckId=check)["HealthCheck"]["HealthCheckConfig"]["Regions"]
    assert sorted(read()) == regions
    dns.update_health_check(HealthCheckId=check, FailureThreshold=5)
    assert sorted(read()) == regions
    dns.update_health_check(HealthCheckId=check, Regions=["eu-west-1", "sa-east-1", "us-east-1"])
    assert sorted(read()) == ["eu-west-1", "sa-east-1", "us-east-1"]
