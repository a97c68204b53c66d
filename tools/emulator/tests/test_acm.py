"""ACM: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html and API_DeleteCertificate."""

from __future__ import annotations

from edge import issued_certificate, make_balancer, make_listener, make_vpc, make_zone, refused, validate


def test_a_certificate_is_issued_when_its_record_exists(client, name):
    acm, domain = client("acm"), f"{name}.example.com"
    arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    pending = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    assert (pending["Status"], pending.get("IssuedAt")) == ("PENDING_VALIDATION", None)
    validate(client, arn, make_zone(client, domain))
    issued = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    assert (issued["Status"], issued["DomainValidationOptions"][0]["ValidationStatus"]) == ("ISSUED", "SUCCESS")
    assert "IssuedAt" in issued


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
