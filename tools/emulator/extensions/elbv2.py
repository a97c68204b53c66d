"""Elastic Load Balancing: what AWS refuses of load balancers, their subnets, attributes and logs."""

from __future__ import annotations

import re
from typing import Any

from moto.cloudfront.models import cloudfront_backends
from moto.ec2.exceptions import InvalidSecurityGroupNotFoundError, InvalidSubnetIdError
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer
from moto.s3.models import s3_backends

from ._cloudfront import vpc_origins
from ._policies import admits
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

#: Hosted zones that alias records to load balancers name. https://docs.aws.amazon.com/general/latest/gr/elb.html
HOSTED_ZONES = {
    "us-east-1": "Z35SXDOTRQ7X7K",
    "us-east-2": "Z3AADJGX6KTTL2",
    "us-west-1": "Z368ELLRRE2KJ0",
    "us-west-2": "Z1H1FL5HABSF5",
    "ca-central-1": "ZQSVJUPU6J1EY",
    "sa-east-1": "Z2P70J7HTTTPLU",
    "eu-central-1": "Z215JYRZR1TBD5",
    "eu-west-1": "Z32O12XQLNTSW2",
    "eu-west-2": "ZHURV8PSTC4K8",
    "eu-west-3": "Z3Q77PNBQS71R4",
    "eu-north-1": "Z23TAZ6LKFMNIO",
    "eu-south-1": "Z3ULH7SSC9OV64",
    "ap-south-1": "ZP97RAFLXTNZK",
    "ap-northeast-1": "Z14GRHDCWA56QT",
    "ap-northeast-2": "ZWKZPGTI48KDX",
    "ap-northeast-3": "Z5LXEXXYW11ES",
    "ap-southeast-1": "Z1LMS91P8CMLE5",
    "ap-southeast-2": "Z1GM3OXH4ZPM65",
    "ap-east-1": "Z3DQVH9N71FHZ0",
    "me-south-1": "ZS929ML54UICD",
    "af-south-1": "Z268VQBMOI5EKX",
}


def validation(message: str) -> ServiceError:
    return ServiceError("ValidationError", message)


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidConfigurationRequest", message)


# ---- creation -------------------------------------------------------------------------------------------------------

#: Free addresses that a load balancer needs in each subnet, of which each must be a /27 at least.
#: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#availability-zones
FREE_ADDRESSES = 8
LONGEST_PREFIX = 27


def check_name(name: str) -> None:
    """API_CreateLoadBalancer, Name."""
    if len(name) > 32:
        raise validation(f"The load balancer name '{name}' cannot be longer than '32' characters")
    if not re.fullmatch(r"[A-Za-z0-9-]+", name):
        raise validation(f"The load balancer name '{name}' can only contain characters that are alphanumeric characters and hyphens(-)")
    if name.startswith("-") or name.endswith("-"):
        raise validation(f"The load balancer name '{name}' cannot begin or end with a hyphen(-)")
    if name.startswith("internal-"):
        raise validation(f"The load balancer name '{name}' cannot begin with 'internal-'")


def subnets_of(backend: ELBv2Backend, ids: list[str]) -> list[Any]:
    try:
        return [backend.ec2_backend.get_subnet(subnet_id) for subnet_id in ids]
    except InvalidSubnetIdError:
        raise ServiceError("SubnetNotFound", f"The subnet ID '{', '.join(ids)}' does not exist") from None


def check_subnets(backend: ELBv2Backend, subnets: list[Any], kind: str) -> None:
    """API_CreateLoadBalancer, Subnets: two zones at least for an Application Load Balancer, one subnet for each, all of one VPC, with room."""
    zones = [subnet.availability_zone for subnet in subnets]
    if len(set(zones)) < len(zones):
        raise invalid("A load balancer cannot be attached to multiple subnets in the same Availability Zone")
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        raise invalid("The subnets must all belong to the same VPC")
    if kind == "application" and len(zones) < 2:
        raise validation("At least two subnets in two different Availability Zones must be specified")
    for subnet in subnets:
        if subnet.cidr.prefixlen > LONGEST_PREFIX or subnet.available_ip_address_count < FREE_ADDRESSES:
            raise ServiceError(
                "InvalidSubnet",
                f"Not enough IP space available in {subnet.id}. ELB requires at least {FREE_ADDRESSES} free IP addresses in each subnet.",
            )


def check_security_groups(backend: ELBv2Backend, ids: list[str], vpc_id: str) -> None:
    for group_id in ids:
        try:
            group = backend.ec2_backend.get_security_group_from_id(group_id)
        except InvalidSecurityGroupNotFoundError:
            group = None
        if group is None:
            raise ServiceError("InvalidSecurityGroup", f"The security group '{group_id}' does not exist")
        if group.vpc_id != vpc_id:
            raise invalid("One or more security groups are invalid")


def has_internet_gateway(backend: ELBv2Backend, vpc_id: str) -> bool:
    return any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in backend.ec2_backend.internet_gateways.values())


@ext.around(ELBv2Backend)
def create_load_balancer(original: Any, self: Any, name: str, security_groups: list[str], subnet_ids: list[str], **more: Any) -> Any:
    check_name(name)
    kind, scheme = more.get("loadbalancer_type") or "application", more.get("scheme") or "internet-facing"
    subnets = subnets_of(self, [*subnet_ids, *(mapping["SubnetId"] for mapping in more.get("subnet_mappings") or [])])
    if subnets:
        check_subnets(self, subnets, kind)
        check_security_groups(self, security_groups, subnets[0].vpc_id)
        if scheme == "internet-facing" and not has_internet_gateway(self, subnets[0].vpc_id):
            raise ServiceError("InvalidSubnet", f"VPC {subnets[0].vpc_id} has no internet gateway")
    for other in self.load_balancers.values():
        if other.name == name:
            raise ServiceError("DuplicateLoadBalancerName", f"A load balancer with the same name '{name}' exists, but with different settings")
    return original(self, name, security_groups, subnet_ids, **{**more, "scheme": scheme})


@ext.around(FakeLoadBalancer, "__init__")
def set_up(original: Any, self: Any, *args: Any, **given: Any) -> None:
    """Names and zones as DNS has them: moto's zone is nobody's."""
    original(self, *args, **given)
    region = self.arn.split(":")[3]
    if self.scheme == "internal":
        self.dns_name = f"internal-{self.dns_name}"
    self.canonical_hosted_zone_id = HOSTED_ZONES.get(region, self.canonical_hosted_zone_id)


@ext.around(ELBv2Backend)
def set_subnets(original: Any, self: Any, arn: str, subnets: list[str], subnet_mappings: list[dict[str, Any]]) -> Any:
    if arn in self.load_balancers:
        balancer = self.load_balancers[arn]
        wanted = subnets_of(self, [*subnets, *(mapping["SubnetId"] for mapping in subnet_mappings)])
        check_subnets(self, [s for s in wanted if s not in balancer.subnets] or wanted, "any")
        check_subnets(self, wanted, balancer.type)
        if any(subnet.vpc_id != balancer.vpc_id for subnet in wanted):
            raise invalid("The subnets must all belong to the load balancer's VPC")
    return original(self, arn, subnets, subnet_mappings)


@ext.around(ELBv2Backend)
def set_security_groups(original: Any, self: Any, arn: str, sec_groups: list[str]) -> None:
    if arn in self.load_balancers:
        check_security_groups(self, sec_groups, self.load_balancers[arn].vpc_id)
    original(self, arn, sec_groups)


# ---- attributes -----------------------------------------------------------------------------------------------------

BOOLEAN = ("true", "false")
#: Attribute → bounds, or values. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
BOUNDS = {"idle_timeout.timeout_seconds": (1, 4000), "client_keep_alive.seconds": (60, 604800)}
VALUES = {
    "routing.http.desync_mitigation_mode": ("monitor", "defensive", "strictest"),
    "routing.http.xff_header_processing.mode": ("append", "preserve", "remove"),
    "dns_record.client_routing_policy": ("availability_zone_affinity", "partial_availability_zone_affinity", "any_availability_zone"),
    **dict.fromkeys(
        (
            "deletion_protection.enabled",
            "access_logs.s3.enabled",
            "connection_logs.s3.enabled",
            "health_check_logs.s3.enabled",
            "load_balancing.cross_zone.enabled",
            "ipv6.deny_all_igw_traffic",
            "routing.http.drop_invalid_header_fields.enabled",
            "routing.http.preserve_host_header.enabled",
            "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
            "routing.http.xff_client_port.enabled",
            "routing.http2.enabled",
            "waf.fail_open.enabled",
            "zonal_shift.config.enabled",
        ),
        BOOLEAN,
    ),
}


def check_attributes(attributes: dict[str, str]) -> None:
    for key, value in attributes.items():
        if key in VALUES and value not in VALUES[key]:
            raise validation(f"Load balancer attribute key '{key}' must be one of [{', '.join(VALUES[key])}], got '{value}'")
        if key in BOUNDS and not (str(value).isdigit() and BOUNDS[key][0] <= int(value) <= BOUNDS[key][1]):
            least, most = BOUNDS[key]
            raise validation(f"'{key}' value '{value}' must be between '{least}-{most}' inclusive")


# ---- logs -----------------------------------------------------------------------------------------------------------

LOGS = ("access_logs", "connection_logs", "health_check_logs")
LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"
#: The accounts that policies of older regions name instead of the service.
#: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html#attach-bucket-policy
LOG_ACCOUNTS = {
    "us-east-1": "127311923021",
    "us-east-2": "033677994240",
    "us-west-1": "027434742980",
    "us-west-2": "797873946194",
    "ca-central-1": "985666609251",
    "sa-east-1": "507241528517",
    "eu-central-1": "054676820928",
    "eu-west-1": "156460612806",
    "eu-west-2": "652711504416",
    "eu-west-3": "009996457667",
    "eu-north-1": "897822967062",
    "eu-south-1": "635631232127",
    "ap-south-1": "718504428378",
    "ap-northeast-1": "582318560864",
    "ap-northeast-2": "600734575887",
    "ap-northeast-3": "383597477331",
    "ap-southeast-1": "114774131450",
    "ap-southeast-2": "783225319266",
    "ap-southeast-3": "589379963580",
    "ap-east-1": "754344448648",
    "me-south-1": "076674570225",
    "af-south-1": "098369216593",
}


def encrypts_by_kms(bucket: Any) -> bool:
    return "aws:kms" in str(bucket.encryption or "")


def check_log_bucket(backend: ELBv2Backend, balancer: Any, name: str, prefix: str) -> None:
    """A bucket of the load balancer's region, encrypted by S3's own keys, whose policy admits the delivery under the prefix.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    if not name:
        raise validation("The value of 'access_logs.s3.bucket' cannot be empty when access logs are enabled")
    if "AWSLogs" in prefix or prefix.startswith("/") or prefix.endswith("/"):
        raise invalid(f"The prefix '{prefix}' must not include AWSLogs and must not begin or end with '/'")
    bucket = s3_backends[backend.account_id]["aws"].buckets.get(name)
    if bucket is None:
        raise invalid(f"S3 Bucket does not exist: {name}")
    if bucket.region_name != backend.region_name:
        raise invalid(f"The bucket '{name}' must be in the same region as the load balancer, {backend.region_name}")
    path = f"{prefix}/AWSLogs" if prefix else "AWSLogs"
    resource = f"arn:aws:s3:::{name}/{path}/{backend.account_id}/ELBAccessLogTestFile"
    context = {
        "aws:SourceArn": balancer.arn,
        "aws:SourceAccount": backend.account_id,
        "aws:SecureTransport": True,
        "aws:PrincipalIsAWSService": True,
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    account = LOG_ACCOUNTS.get(backend.region_name)
    deliverers = [LOG_DELIVERY, *([f"arn:aws:iam::{account}:root"] if account else [])]
    if encrypts_by_kms(bucket) or not any(admits(bucket.policy, deliverer, "s3:PutObject", resource, context) for deliverer in deliverers):
        raise invalid(f"Access Denied for bucket: {name}. Please check S3bucket permission")


@ext.around(ELBv2Backend)
def modify_load_balancer_attributes(original: Any, self: Any, arn: str, attrs: dict[str, Any]) -> Any:
    check_attributes(attrs)
    if arn in self.load_balancers:
        balancer = self.load_balancers[arn]
        whole = {**balancer.attrs, **attrs}
        for log in LOGS:
            given = any(key.startswith(f"{log}.") for key in attrs)
            if given and whole.get(f"{log}.s3.enabled") == "true":
                check_log_bucket(self, balancer, whole.get(f"{log}.s3.bucket") or "", whole.get(f"{log}.s3.prefix") or "")
    return original(self, arn, attrs)


# ---- deletion -------------------------------------------------------------------------------------------------------


def is_vpc_origin(account_id: str, arn: str) -> bool:
    return any(entry["config"]["Arn"] == arn for entry in vpc_origins(cloudfront_backends[account_id]["aws"]).values())


@ext.around(ELBv2Backend)
def delete_load_balancer(original: Any, self: Any, arn: str) -> None:
    """API_DeleteLoadBalancer."""
    balancer = self.load_balancers.get(arn)
    if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
        raise ServiceError("OperationNotPermitted", f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled")
    if balancer and is_vpc_origin(self.account_id, arn):
        raise ServiceError("ResourceInUse", f"Load balancer '{arn}' cannot be deleted because it is currently associated with another service")
    original(self, arn)
