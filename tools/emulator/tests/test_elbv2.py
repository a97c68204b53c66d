"""Load balancers: API_CreateLoadBalancer, API_LoadBalancerAttribute and
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html."""

from __future__ import annotations

import json
import urllib.request

import pytest

from edge import make_balancer, make_target_group, make_vpc, refused
from helpers import ACCOUNT, policy_of

DELIVERY = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}


@pytest.fixture
def elb(client):
    return client("elbv2")


@pytest.fixture(scope="module")
def network(client):
    return make_vpc(client)


@pytest.fixture
def balancer(client, network, name):
    return make_balancer(client, network, name)["LoadBalancerArn"]


@pytest.mark.parametrize("bad", ["a" * 33, "internal-a", "-a", "a-", "a_b"])
def test_names(client, network, bad):
    refused("ValidationError", make_balancer, client, network, bad)


def test_a_name_is_one_load_balancers(client, network, balancer, name):
    refused("DuplicateLoadBalancerName", make_balancer, client, network, name)


def test_two_subnets_in_two_zones(client, network, name):
    refused("ValidationError", make_balancer, client, network, name, Subnets=network["subnets"][:1])
    again = client("ec2").create_subnet(VpcId=network["id"], CidrBlock="10.40.9.0/24", AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
    refused("InvalidConfigurationRequest", make_balancer, client, network, name, Subnets=[network["subnets"][0], again])
    refused("SubnetNotFound", make_balancer, client, network, name, Subnets=["subnet-12345678", network["subnets"][0]])


def test_subnets_and_security_groups_of_one_vpc(client, network, name):
    other = make_vpc(client, "10.41.0.0/16")
    refused("InvalidConfigurationRequest", make_balancer, client, network, name, Subnets=[network["subnets"][0], other["subnets"][1]])
    refused("InvalidConfigurationRequest", make_balancer, client, network, name, SecurityGroups=[other["security_group"]])
    refused("InvalidSecurityGroup", make_balancer, client, network, name, SecurityGroups=["sg-12345678"])


def test_subnets_with_room(client, name):
    small = make_vpc(client, "10.42.0.0/16", bits=28)
    refused("InvalidSubnet", make_balancer, client, small, name, message="at least 8 free IP addresses")


def test_the_internet_needs_a_gateway(client, name):
    closed = make_vpc(client, "10.43.0.0/16", gateway=False)
    refused("InvalidSubnet", make_balancer, client, closed, name, Scheme="internet-facing", message="has no internet gateway")
    assert make_balancer(client, closed, name)["DNSName"].startswith(f"internal-{name}-")


def test_the_hosted_zone_is_the_regions(client, name):
    frankfurt = make_vpc(client, "10.44.0.0/16", region="eu-central-1")
    assert make_balancer(client, frankfurt, name, "eu-central-1")["CanonicalHostedZoneId"] == "Z215JYRZR1TBD5"


def set_attributes(elb, arn, **attributes):
    given = [{"Key": key.replace("__", "."), "Value": value} for key, value in attributes.items()]
    return elb.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=given)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("idle_timeout__timeout_seconds", "4001"),
        ("idle_timeout__timeout_seconds", "0"),
        ("client_keep_alive__seconds", "59"),
        ("routing__http__desync_mitigation_mode", "lax"),
        ("deletion_protection__enabled", "maybe"),
    ],
)
def test_attributes_have_bounds(elb, balancer, key, value):
    refused("ValidationError", set_attributes, elb, balancer, **{key: value})


def test_a_protected_load_balancer_stays(elb, balancer):
    set_attributes(elb, balancer, deletion_protection__enabled="true")
    refused("OperationNotPermitted", elb.delete_load_balancer, LoadBalancerArn=balancer)
    set_attributes(elb, balancer, deletion_protection__enabled="false")
    elb.delete_load_balancer(LoadBalancerArn=balancer)


def log_to(elb, arn, bucket, prefix="", log="access_logs"):
    return set_attributes(elb, arn, **{f"{log}__s3__enabled": "true", f"{log}__s3__bucket": bucket, f"{log}__s3__prefix": prefix})


def admit(client, bucket, resource, principal=DELIVERY, **more):
    statement = {"Effect": "Allow", "Principal": principal, "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/{resource}", **more}
    client("s3").put_bucket_policy(Bucket=bucket, Policy=policy_of(statement))


def test_logs_go_to_a_bucket_that_admits_them(client, elb, balancer, name):
    denied = {"code": "InvalidConfigurationRequest", "message": f"Access Denied for bucket: {name}"}
    refused("InvalidConfigurationRequest", log_to, elb, balancer, name, message="does not exist")
    client("s3").create_bucket(Bucket=name)
    refused(denied["code"], log_to, elb, balancer, name, message=denied["message"])
    admit(client, name, f"a/AWSLogs/{ACCOUNT}/*")
    refused(denied["code"], log_to, elb, balancer, name, "b", message=denied["message"])
    log_to(elb, balancer, name, "a")
    admit(client, name, f"a/AWSLogs/{ACCOUNT}/*", {"Service": "delivery.logs.amazonaws.com"})
    refused(denied["code"], log_to, elb, balancer, name, "a", "connection_logs", message=denied["message"])


def test_the_policy_can_be_limited_to_load_balancers_of_the_account(client, elb, balancer, name):
    client("s3").create_bucket(Bucket=name)
    for account, answer in (("999999999999", "refused"), (ACCOUNT, "done")):
        source = {"ArnLike": {"aws:SourceArn": f"arn:aws:elasticloadbalancing:us-east-1:{account}:loadbalancer/*"}}
        admit(client, name, f"AWSLogs/{ACCOUNT}/*", Condition=source)
        if answer == "refused":
            refused("InvalidConfigurationRequest", log_to, elb, balancer, name, message="Access Denied")
        else:
            log_to(elb, balancer, name)


def test_the_accounts_of_older_regions_are_still_admitted(client, elb, balancer, name):
    client("s3").create_bucket(Bucket=name)
    admit(client, name, f"AWSLogs/{ACCOUNT}/*", {"AWS": "arn:aws:iam::127311923021:root"})
    log_to(elb, balancer, name)


def test_logs_stay_in_the_region_and_under_keys_of_s3(client, elb, balancer, name):
    elsewhere = f"{name}-eu"
    client("s3", "eu-west-1").create_bucket(Bucket=elsewhere, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    admit(client, elsewhere, f"AWSLogs/{ACCOUNT}/*")
    refused("InvalidConfigurationRequest", log_to, elb, balancer, elsewhere, message="same region")
    client("s3").create_bucket(Bucket=name)
    admit(client, name, f"AWSLogs/{ACCOUNT}/*")
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
    client("s3").put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    refused("InvalidConfigurationRequest", log_to, elb, balancer, name, message="Access Denied")


def test_a_prefix_is_not_awslogs(client, elb, balancer, name):
    client("s3").create_bucket(Bucket=name)
    admit(client, name, "*")
    refused("InvalidConfigurationRequest", log_to, elb, balancer, name, "my/AWSLogs")


# ---- target groups: API_CreateTargetGroup, API_TargetGroupAttribute


def set_group(elb, arn, **attributes):
    given = [{"Key": key.replace("__", "."), "Value": value} for key, value in attributes.items()]
    return elb.modify_target_group_attributes(TargetGroupArn=arn, Attributes=given)


@pytest.mark.parametrize("bad", ["a" * 33, "internal-a", "-a", "a_b"])
def test_names_of_target_groups(client, network, bad):
    refused("ValidationError", make_target_group, client, network, bad)


def test_attributes_of_target_groups(client, elb, network, name):
    arn = make_target_group(client, network, name)
    for key, value in {
        "deregistration_delay__timeout_seconds": "3601",
        "slow_start__duration_seconds": "29",
        "load_balancing__algorithm__type": "random",
        "stickiness__lb_cookie__duration_seconds": "604801",
    }.items():
        refused("ValidationError", set_group, elb, arn, **{key: value})
    set_group(elb, arn, deregistration_delay__timeout_seconds="3600", slow_start__duration_seconds="30")
    refused("InvalidConfigurationRequest", set_group, elb, arn, load_balancing__algorithm__type="least_outstanding_requests")
    set_group(elb, arn, slow_start__duration_seconds="0", load_balancing__algorithm__type="least_outstanding_requests")
    refused("InvalidConfigurationRequest", set_group, elb, arn, slow_start__duration_seconds="60")


def test_a_check_ends_before_the_next(client, elb, network, name):
    arn = make_target_group(client, network, name)
    refused("ValidationError", elb.modify_target_group, TargetGroupArn=arn, HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=5)


def test_targets_are_of_the_vpc(client, elb, network, name):
    other = make_vpc(client, "10.45.0.0/16")
    arn = make_target_group(client, network, name)
    ec2 = client("ec2")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    (instance,) = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=other["subnets"][0])["Instances"]
    refused("InvalidTarget", elb.register_targets, TargetGroupArn=arn, Targets=[{"Id": instance["InstanceId"]}])


def test_targets_fail_the_health_checks_of_a_path_that_is_said_to_fail(client, elb, network, name, endpoint):
    ec2 = client("ec2")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    (instance,) = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=network["subnets"][0])["Instances"]
    arn = make_target_group(client, network, name)
    elb.register_targets(TargetGroupArn=arn, Targets=[{"Id": instance["InstanceId"]}])

    def states() -> list[str]:
        return [found["TargetHealth"]["State"] for found in elb.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]]

    body = json.dumps({"healthCheckPath": "/never"}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/unhealthy-targets", body))
    assert states() == ["healthy"]
    elb.modify_target_group(TargetGroupArn=arn, HealthCheckPath="/never")
    assert states() == ["unhealthy"]


def test_subnets_and_security_groups_change_within_the_vpc(elb, client, network, balancer):
    other = make_vpc(client, "10.46.0.0/16")
    refused("InvalidConfigurationRequest", elb.set_subnets, LoadBalancerArn=balancer, Subnets=other["subnets"])
    refused("ValidationError", elb.set_subnets, LoadBalancerArn=balancer, Subnets=network["subnets"][:1])
    refused("InvalidConfigurationRequest", elb.set_security_groups, LoadBalancerArn=balancer, SecurityGroups=[other["security_group"]])
    elb.set_subnets(LoadBalancerArn=balancer, Subnets=network["subnets"])


def test_logs_need_a_bucket(elb, balancer):
    refused("ValidationError", log_to, elb, balancer, "")


def test_anomaly_mitigation_is_weighted_randoms(client, elb, network, name):
    arn = make_target_group(client, network, name)
    refused("InvalidConfigurationRequest", set_group, elb, arn, load_balancing__algorithm__anomaly_mitigation="on")
