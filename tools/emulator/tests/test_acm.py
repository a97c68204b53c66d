"""ACM: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html and API_DeleteCertificate."""

from __future__ import annotations

from typing import Any

from edge import change, issued_certificate, make_balancer, make_listener, make_vpc, make_zone, refused, validate


def records_of(client: Any, region: str, *names: str) -> dict[str, dict[str, str]]:
    """A new certificate's validation records, by the names."""
    given = {"DomainName": names[0], "SubjectAlternativeNames": list(names), "ValidationMethod": "DNS"}
    arn = client("acm", region).request_certificate(**given)["CertificateArn"]
    options = client("acm", region).describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"]
    return {option["DomainName"]: option["ResourceRecord"] for option in options}


def test_a_certificate_is_issued_when_its_record_exists(client, name):
    acm, domain = client("acm"), f"{name}.example.com"
    arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    pending = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    assert (pending["Status"], pending.get("IssuedAt")) == ("PENDING_VALIDATION", None)
    validate(client, arn, make_zone(client, domain))
    issued = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    assert (issued["Status"], issued["DomainValidationOptions"][0]["ValidationStatus"]) == ("ISSUED", "SUCCESS")
    assert "IssuedAt" in issued


def test_a_name_has_one_record_in_every_region_of_the_account(client, name):
    domain = f"{name}.example.com"
    virginia, frankfurt = (records_of(client, region, domain, f"api.{domain}") for region in ("us-east-1", "eu-central-1"))
    assert virginia == frankfurt
    assert virginia[domain]["Name"].endswith(f".{domain}.")


def test_a_wildcard_has_the_record_of_its_domain_and_each_domain_its_own(client, name):
    domain = f"{name}.example.com"
    records = records_of(client, "us-east-1", domain, f"*.{domain}", f"api.{domain}")
    assert records[domain] == records[f"*.{domain}"]
    assert records[domain]["Value"] != records[f"api.{domain}"]["Value"]


def test_a_certificate_of_another_region_is_issued_by_the_record_that_is_there(client, name):
    domain = f"{name}.example.com"
    validate(client, client("acm").request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"], make_zone(client, domain))
    acm = client("acm", "eu-central-1")
    arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"


def test_a_record_taken_away_issues_no_further_certificate(client, name):
    domain = f"{name}.example.com"
    zone, acm = make_zone(client, domain), client("acm")
    arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    validate(client, arn, zone)
    record = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"][0]["ResourceRecord"]
    change(client, zone, "DELETE", Name=record["Name"], Type="CNAME", TTL=300, ResourceRecords=[{"Value": record["Value"]}])
    other = client("acm", "eu-central-1")
    late = other.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    assert other.describe_certificate(CertificateArn=late)["Certificate"]["Status"] == "PENDING_VALIDATION"


def test_every_name_needs_its_record(client, name):
    acm, domain = client("acm"), f"{name}.example.com"
    arn = acm.request_certificate(DomainName=domain, SubjectAlternativeNames=[f"other-{domain}"], ValidationMethod="DNS")["CertificateArn"]
    zone = make_zone(client, domain)
    option = next(o for o in acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"] if o["DomainName"] == domain)
    record = {**option["ResourceRecord"], "TTL": 60}
    value = record.pop("Value")
    batch = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": {**record, "ResourceRecords": [{"Value": value}]}}]}
    client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "PENDING_VALIDATION"


def test_a_certificate_in_use_stays(client, name):
    acm, elb = client("acm"), client("elbv2")
    arn = issued_certificate(client, f"{name}.example.com")
    balancer = make_balancer(client, make_vpc(client), name)["LoadBalancerArn"]
    listener = make_listener(client, balancer, 443, Protocol="HTTPS", Certificates=[{"CertificateArn": arn}])
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["InUseBy"] == [balancer]
    refused("ResourceInUseException", acm.delete_certificate, CertificateArn=arn)
    elb.delete_listener(ListenerArn=listener)
    acm.delete_certificate(CertificateArn=arn)
