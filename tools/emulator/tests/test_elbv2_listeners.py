"""Listeners and rules: API_CreateListener, API_CreateRule and
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html."""

from __future__ import annotations

import pytest

from edge import issued_certificate, make_balancer, make_listener, make_target_group, make_vpc, refused


@pytest.fixture
def elb(client):
    return client("elbv2")


@pytest.fixture(scope="module")
def network(client):
    return make_vpc(client, "10.50.0.0/16")


@pytest.fixture
def balancer(client, network, name):
    return make_balancer(client, network, name)["LoadBalancerArn"]


@pytest.fixture
def listener(client, balancer):
    return make_listener(client, balancer)


def secure(client, balancer, arn, **more):
    certificates = {"Certificates": [{"CertificateArn": arn}]} if arn else {}
    return make_listener(client, balancer, 443, Protocol="HTTPS", **{**certificates, **more})


def forward(*arns):
    return [{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": arn, "Weight": 1} for arn in arns]}}]


def add_rule(elb, listener, priority=10, values=("/a",), actions=None):
    conditions = [{"Field": "path-pattern", "PathPatternConfig": {"Values": list(values)}}]
    actions = actions or [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}]
    return elb.create_rule(ListenerArn=listener, Priority=priority, Conditions=conditions, Actions=actions)["Rules"][0]["RuleArn"]


def test_a_port_is_one_listeners(client, elb, balancer, listener):
    refused("DuplicateListener", make_listener, client, balancer)
    other = make_listener(client, balancer, 81)
    refused("DuplicateListener", elb.modify_listener, ListenerArn=other, Port=80)
    elb.modify_listener(ListenerArn=other, Port=81)


def test_certificates_exist_are_issued_and_of_the_region(client, balancer, name):
    unknown = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    pending = client("acm").request_certificate(DomainName=f"{name}.example.com", ValidationMethod="DNS")["CertificateArn"]
    elsewhere = issued_certificate(client, f"{name}.example.org", "eu-west-1")
    refused("ValidationError", secure, client, balancer, None)
    refused("CertificateNotFound", secure, client, balancer, unknown)
    refused("UnsupportedCertificate", secure, client, balancer, pending)
    refused("ValidationError", secure, client, balancer, elsewhere)


def test_security_policies_exist(client, elb, balancer, name):
    arn = issued_certificate(client, f"{name}.example.com")
    refused("SSLPolicyNotFound", secure, client, balancer, arn, SslPolicy="ELBSecurityPolicy-TLS13-9")
    listener = secure(client, balancer, arn, SslPolicy="ELBSecurityPolicy-TLS13-1-2-Res-2021-06")
    refused("SSLPolicyNotFound", elb.modify_listener, ListenerArn=listener, SslPolicy="ELBSecurityPolicy-TLS13-9")
    elb.modify_listener(ListenerArn=listener, SslPolicy="ELBSecurityPolicy-FS-1-2-Res-2019-08")
    pending = client("acm").request_certificate(DomainName=f"{name}.example.org", ValidationMethod="DNS")["CertificateArn"]
    refused("UnsupportedCertificate", elb.add_listener_certificates, ListenerArn=listener, Certificates=[{"CertificateArn": pending}])


def test_mutual_authentication_is_kept_and_off_by_default(client, elb, balancer, name):
    def mode():
        return elb.describe_listeners(ListenerArns=[listener])["Listeners"][0]["MutualAuthentication"]

    arn = issued_certificate(client, f"{name}.example.com")
    settings = {"ListenerArn": (listener := secure(client, balancer, arn))}
    assert mode() == {"Mode": "off"}
    elb.modify_listener(**settings, MutualAuthentication={"Mode": "passthrough"})
    elb.modify_listener(**settings, SslPolicy="ELBSecurityPolicy-TLS13-1-3-2021-06")
    assert mode() == {"Mode": "passthrough"}
    refused("ValidationError", elb.modify_listener, **settings, MutualAuthentication={"Mode": "passthrough", "IgnoreClientCertificateExpiry": False})
    refused("ValidationError", elb.modify_listener, **settings, MutualAuthentication={"Mode": "verify"})
    elb.modify_listener(**settings, MutualAuthentication={"Mode": "off"})
    assert mode() == {"Mode": "off"}


def test_a_target_group_is_of_the_vpc_and_one_load_balancers(client, elb, network, listener, name):
    mine, other = make_target_group(client, network, f"{name}-a"), make_vpc(client, "10.51.0.0/16")
    foreign = make_target_group(client, other, f"{name}-b")
    refused("InvalidConfigurationRequest", add_rule, elb, listener, actions=forward(foreign))
    refused("TargetGroupNotFound", add_rule, elb, listener, actions=forward(mine + "0"))
    add_rule(elb, listener, actions=forward(mine))
    second = make_listener(client, make_balancer(client, network, f"{name}-2")["LoadBalancerArn"])
    refused("TargetGroupAssociationLimit", add_rule, elb, second, actions=forward(mine))


def test_a_target_group_in_use_stays(client, elb, network, listener, name):
    group = make_target_group(client, network, name)
    rule = add_rule(elb, listener, actions=forward(group))
    assert len(elb.describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0]["LoadBalancerArns"]) == 1
    refused("ResourceInUse", elb.delete_target_group, TargetGroupArn=group)
    elb.delete_rule(RuleArn=rule)
    assert elb.describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0]["LoadBalancerArns"] == []
    elb.delete_target_group(TargetGroupArn=group)


def test_an_action_forwards_to_five_groups(client, elb, network, listener, name):
    groups = [make_target_group(client, network, f"{name}-{index}") for index in range(6)]
    refused("TooManyTargetGroups", add_rule, elb, listener, actions=forward(*groups))
    add_rule(elb, listener, actions=forward(*groups[:5]))


def test_a_priority_is_one_rules(elb, listener):
    add_rule(elb, listener)
    refused("PriorityInUse", add_rule, elb, listener)


def test_a_rule_has_five_values_and_six_wildcards(elb, listener):
    refused("ValidationError", add_rule, elb, listener, values=[f"/{letter}" for letter in "abcdef"], message="'5' condition values")
    refused("ValidationError", add_rule, elb, listener, values=["/*a*", "/*b*", "/*c*", "/*"], message="wildcards")
    rule = add_rule(elb, listener, values=["/*a*", "/*b*", "/*c*"])
    six = [{"Field": "path-pattern", "PathPatternConfig": {"Values": [f"/{letter}" for letter in "abcdef"]}}]
    refused("ValidationError", elb.modify_rule, RuleArn=rule, Conditions=six)


def test_the_default_rule_stays(elb, listener):
    (default,) = elb.describe_rules(ListenerArn=listener)["Rules"]
    refused("OperationNotPermitted", elb.delete_rule, RuleArn=default["RuleArn"])


def test_attributes_of_listeners(elb, listener):
    def set_attribute(key, value):
        elb.modify_listener_attributes(ListenerArn=listener, Attributes=[{"Key": key, "Value": value}])

    refused("InvalidConfigurationRequest", set_attribute, "no.such.attribute", "1")
    refused("ValidationError", set_attribute, "routing.http.response.server.enabled", "perhaps")
    refused("ValidationError", set_attribute, "routing.http.response.content_security_policy.header_value", "a" * 1025)
    set_attribute("routing.http.response.server.enabled", "false")


def test_certificates_are_of_secure_listeners_one_each(client, elb, balancer, name):
    arn = issued_certificate(client, f"{name}.example.com")
    refused("ValidationError", make_listener, client, balancer, 81, Certificates=[{"CertificateArn": arn}])
    refused("ValidationError", secure, client, balancer, arn, Certificates=[{"CertificateArn": arn}] * 2)


def test_protocols_fit(client, elb, network, listener, name):
    given = {"Name": name, "Protocol": "TCP", "Port": 80, "VpcId": network["id"], "TargetType": "instance"}
    group = elb.create_target_group(**given)["TargetGroups"][0]["TargetGroupArn"]
    refused("IncompatibleProtocols", add_rule, elb, listener, actions=forward(group))


def test_a_rule_ends_with_one_answer_and_looks_at_a_field_once(elb, listener):
    answer = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}
    refused("InvalidLoadBalancerAction", add_rule, elb, listener, actions=[{**answer, "Order": 1}, {**answer, "Order": 2}])
    paths = [{"Field": "path-pattern", "PathPatternConfig": {"Values": [path]}} for path in ("/a", "/b")]
    refused("ValidationError", elb.create_rule, ListenerArn=listener, Priority=1, Conditions=paths, Actions=[answer])
