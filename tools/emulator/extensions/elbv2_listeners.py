"""Elastic Load Balancing: what AWS refuses of listeners, their certificates, and rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeListener
from moto.elbv2.responses import ELBV2Response
from moto.elbv2.ssl_policies import SSL_POLICIES

from ._certificates import find_certificate, iam_certificate_exists, region_of
from ._support import Extension, ServiceError, params
from .elbv2 import invalid, validation

ext = Extension()
install = ext.install

#: Security policies that moto doesn't list.
#: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
MORE_POLICIES = {
    f"ELBSecurityPolicy-{name}"
    for name in (
        "TLS13-1-3-FIPS-2023-04",
        "TLS13-1-2-FIPS-2023-04",
        "TLS13-1-2-Res-FIPS-2023-04",
        "TLS13-1-2-Ext0-FIPS-2023-04",
        "TLS13-1-2-Ext1-FIPS-2023-04",
        "TLS13-1-2-Ext2-FIPS-2023-04",
        "TLS13-1-1-FIPS-2023-04",
        "TLS13-1-0-FIPS-2023-04",
        "TLS13-1-3-FIPS-PQ-2025-09",
        "TLS13-1-2-FIPS-PQ-2025-09",
        "TLS13-1-2-Res-FIPS-PQ-2025-09",
        "TLS13-1-2-Ext0-FIPS-PQ-2025-09",
        "TLS13-1-2-Ext1-FIPS-PQ-2025-09",
        "TLS13-1-2-Ext2-FIPS-PQ-2025-09",
        "TLS13-1-0-FIPS-PQ-2025-09",
        "FS-1-2-Res-2019-08",
        "FS-1-2-2019-08",
        "FS-1-1-2019-08",
        "FS-2018-06",
        "TLS-1-0-2015-04",
        "2015-05",
    )
}
SECURE = ("HTTPS", "TLS")


@ext.step
def know_more_policies() -> None:
    """By their names: what they are made of isn't looked at."""
    for name in MORE_POLICIES:
        SSL_POLICIES.setdefault(name, {"name": name, "ciphers": [], "ssl_protocols": []})


# ---- certificates and security policies -----------------------------------------------------------------------------


def check_certificate(backend: ELBv2Backend, arn: str) -> None:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html"""
    region = region_of(arn)
    if region and region != backend.region_name:
        raise validation(f"Certificate ARN '{arn}' is not valid")
    certificate = find_certificate(arn)
    if certificate is None and not iam_certificate_exists(arn):
        raise ServiceError("CertificateNotFound", f"Certificate '{arn}' not found")
    if certificate is not None and certificate.status != "ISSUED":
        raise ServiceError(
            "UnsupportedCertificate",
            f"The certificate '{arn}' must have a fully-qualified domain name, a supported signature, and a supported key size.",
        )


def check_security(backend: ELBv2Backend, protocol: str, policy: str | None, certificates: list[str]) -> None:
    """API_CreateListener, Certificates and SslPolicy."""
    if policy and policy not in SSL_POLICIES:
        raise ServiceError("SSLPolicyNotFound", f"SSL policy '{policy}' not found")
    if protocol in SECURE and not certificates:
        raise validation(f"A certificate must be specified for {protocol} listeners")
    if protocol in SECURE and len(certificates) > 1:
        raise validation("Only one certificate can be specified: others are added to the listener's certificate list")
    if protocol not in SECURE and certificates:
        raise validation(f"You cannot specify a certificate for {protocol} listeners")
    for arn in certificates:
        check_certificate(backend, arn)


# ---- actions --------------------------------------------------------------------------------------------------------

PROTOCOLS = {"application": ("HTTP", "HTTPS", None), "network": ("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"), "gateway": ("GENEVE",)}
#: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
TARGET_GROUPS_PER_ACTION = 5
CERTIFICATES = 25


def target_groups_of(action: dict[str, Any]) -> list[str]:
    """Those that an action forwards to, each once."""
    groups = [group["TargetGroupArn"] for group in (action.get("ForwardConfig") or {}).get("TargetGroups") or []]
    single = [action["TargetGroupArn"]] if action.get("TargetGroupArn") else []
    return list(dict.fromkeys([*groups, *single]))


def balancers_using(backend: ELBv2Backend, target_group: str) -> Iterator[Any]:
    """The load balancers whose listeners forward to the target group."""
    for balancer in backend.load_balancers.values():
        actions = [action for listener in balancer.listeners.values() for rule in listener.rules.values() for action in rule.actions]
        if any(target_group in target_groups_of(action.data) for action in actions):
            yield balancer


def check_actions(backend: ELBv2Backend, balancer: Any, actions: list[dict[str, Any]]) -> None:
    for action in actions:
        arns = target_groups_of(action)
        if len(arns) > TARGET_GROUPS_PER_ACTION:
            raise ServiceError("TooManyTargetGroups", f"An action can forward to '{TARGET_GROUPS_PER_ACTION}' target groups at most")
        for arn in arns:
            check_forward(backend, balancer, arn)
    final = [action["Type"] for action in actions if not action["Type"].startswith("authenticate-") and action["Type"] != "jwt-validation"]
    if actions and len(final) != 1:
        raise ServiceError("InvalidLoadBalancerAction", "There must be exactly one action of type forward, redirect or fixed-response")


def check_forward(backend: ELBv2Backend, balancer: Any, arn: str) -> None:
    """A target group is one load balancer's alone, of its VPC and protocols.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
    """
    group = backend.target_groups.get(arn)
    if group is None:
        raise ServiceError("TargetGroupNotFound", f"Target group '{arn}' not found")
    if group.protocol not in PROTOCOLS.get(balancer.type, (group.protocol,)):
        raise ServiceError("IncompatibleProtocols", f"The target group '{arn}' has a protocol that the {balancer.type} load balancer doesn't support")
    if group.vpc_id and group.vpc_id != balancer.vpc_id:
        raise invalid(f"The following target groups are not in the same VPC as the load balancer: {arn}")
    if any(other is not balancer for other in balancers_using(backend, arn)):
        raise ServiceError(
            "TargetGroupAssociationLimit", f"The following target groups cannot be associated with more than one load balancer: {arn}"
        )


# ---- listeners ------------------------------------------------------------------------------------------------------


def check_port(balancer: Any, port: Any, own: Any = None) -> None:
    if any(str(listener.port) == str(port) and listener is not own for listener in balancer.listeners.values()):
        raise ServiceError("DuplicateListener", f"A listener already exists on this port for this load balancer '{balancer.arn}'")


def listener_of(backend: ELBv2Backend, arn: str) -> tuple[Any, Any]:
    for balancer in backend.load_balancers.values():
        if arn in balancer.listeners:
            return balancer, balancer.listeners[arn]
    raise ServiceError("ListenerNotFound", f"Listener '{arn}' not found")


def arns_of(given: dict[str, Any]) -> list[str]:
    return [certificate["CertificateArn"] for certificate in given.get("Certificates") or []]


def check_mutual_authentication(given: dict[str, Any]) -> dict[str, Any]:
    """API_MutualAuthenticationAttributes: what a trust store says is for the mode that verifies by it."""
    mode, *others = given.get("Mode", "off"), given.get("TrustStoreArn"), given.get("IgnoreClientCertificateExpiry"), given.get("AdvertiseTrustStoreCaNames")
    if mode not in ("off", "passthrough", "verify"):
        raise validation(f"Mutual Authentication mode '{mode}' must be one of [off, passthrough, verify]")
    if mode == "verify" and not given.get("TrustStoreArn"):
        raise validation("Mutual Authentication mode verify requires a trust store")
    if mode != "verify" and any(other not in (None, "") for other in others):
        raise validation(f"Mutual Authentication mode {mode} does not support a trust store or its settings")
    if mode != "verify":
        return {"Mode": mode}
    return {"IgnoreClientCertificateExpiry": False, "AdvertiseTrustStoreCaNames": "off", **given}


@ext.extend(FakeListener)
class _MutualAuthentication:
    #: Of HTTPS listeners alone.
    mutual_authentication: dict[str, Any] | None = None


def authenticate_mutually(answer: Any, given: dict[str, Any]) -> Any:
    """The answer of an operation on a listener, with its mutual authentication: moto forgets it."""
    (listener,) = answer.result["Listeners"]
    if listener.protocol != "HTTPS":
        listener.mutual_authentication = None
    elif "MutualAuthentication" in given or listener.mutual_authentication is None:
        listener.mutual_authentication = check_mutual_authentication(given.get("MutualAuthentication") or {})
    return answer


@ext.around(ELBV2Response)
def create_listener(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elbv2_backend
    balancer = backend.load_balancers.get(given["LoadBalancerArn"])
    if balancer is None:
        raise ServiceError("LoadBalancerNotFound", f"Load balancer '{given['LoadBalancerArn']}' not found")
    backend._validate_port_and_protocol(balancer.type, given.get("Port"), given.get("Protocol"))
    check_port(balancer, given.get("Port"))
    check_security(backend, given.get("Protocol"), given.get("SslPolicy"), arns_of(given))
    check_actions(backend, balancer, given["DefaultActions"])
    check_mutual_authentication(given.get("MutualAuthentication") or {})
    return authenticate_mutually(original(self), given)


@ext.around(ELBV2Response)
def modify_listener(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elbv2_backend
    balancer, listener = listener_of(backend, given["ListenerArn"])
    if "Port" in given:
        check_port(balancer, given["Port"], listener)
    protocol = given.get("Protocol", listener.protocol)
    certificates = arns_of(given) or ([listener.certificate] if listener.certificate and protocol in SECURE else [])
    check_security(backend, protocol, given.get("SslPolicy"), certificates)
    check_actions(backend, balancer, given.get("DefaultActions") or [])
    check_mutual_authentication(given.get("MutualAuthentication") or {})
    return authenticate_mutually(original(self), given)


@ext.around(ELBV2Response)
def add_listener_certificates(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elbv2_backend
    _, listener = listener_of(backend, given["ListenerArn"])
    for arn in arns_of(given):
        check_certificate(backend, arn)
    if len({*listener.certificates, *arns_of(given)} - {listener.certificate}) > CERTIFICATES:
        raise ServiceError("TooManyCertificates", f"A load balancer can have '{CERTIFICATES}' certificates at most, excluding default certificates")
    return original(self)


#: Attributes of listeners beside those of the response's headers.
#: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html
LISTENER_ATTRIBUTES = ("tcp.idle_timeout.seconds", "routing.http.request.", "routing.http.response.")
LONGEST_HEADER_VALUE = 1024


@ext.around(ELBV2Response)
def modify_listener_attributes(original: Any, self: Any) -> Any:
    for attribute in params(self)["Attributes"]:
        key, value = attribute["Key"], attribute.get("Value") or ""
        if not key.startswith(LISTENER_ATTRIBUTES):
            raise invalid(f"Listener attribute key '{key}' is not recognized")
        if key == "tcp.idle_timeout.seconds" and not (value.isdigit() and 60 <= int(value) <= 6000):
            raise validation(f"'{key}' value '{value}' must be between '60-6000' inclusive")
        if key == "routing.http.response.server.enabled" and value not in ("true", "false"):
            raise validation(f"'{key}' value '{value}' must be one of [true, false]")
        if len(value) > LONGEST_HEADER_VALUE:
            raise validation(f"The value of '{key}' cannot be longer than '{LONGEST_HEADER_VALUE}' characters")
    return original(self)


# ---- rules ----------------------------------------------------------------------------------------------------------

#: None can be raised. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html#rules-quotas
CONDITION_VALUES = 5
CONDITION_WILDCARDS = 6


def values_of(condition: dict[str, Any]) -> list[str]:
    """Everything that a condition compares with."""
    if condition.get("Values"):
        return condition["Values"]
    config = next((config for key, config in condition.items() if key.endswith("Config") and config), {})
    values = [*(config.get("Values") or []), *(config.get("RegexValues") or [])]
    return [value if isinstance(value, str) else value.get("Value", "") for value in values]


def check_conditions(conditions: list[dict[str, Any]]) -> None:
    values = [value for condition in conditions for value in values_of(condition)]
    if len(values) > CONDITION_VALUES:
        raise validation(f"A rule can only have '{CONDITION_VALUES}' condition values")
    if sum(value.count("*") + value.count("?") for value in values) > CONDITION_WILDCARDS:
        raise validation(f"A rule can only have '{CONDITION_WILDCARDS}' wildcards")
    for field in ("host-header", "path-pattern", "http-request-method", "source-ip"):
        if sum(condition.get("Field") == field for condition in conditions) > 1:
            raise validation(f"A rule can have only one '{field}' condition")


@ext.around(ELBV2Response)
def create_rule(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elbv2_backend
    balancer, listener = listener_of(backend, given["ListenerArn"])
    if any(str(rule.priority) == str(given["Priority"]) for rule in listener.rules.values()):
        raise ServiceError("PriorityInUse", f"Priority '{given['Priority']}' is currently in use")
    check_conditions(given["Conditions"])
    check_actions(backend, balancer, given["Actions"])
    return original(self)


@ext.around(ELBV2Response)
def modify_rule(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elbv2_backend
    (rule,) = backend.describe_rules(None, [given["RuleArn"]])
    balancer, _ = listener_of(backend, rule.listener_arn)
    check_conditions(given.get("Conditions") or [])
    check_actions(backend, balancer, given.get("Actions") or [])
    return original(self)


@ext.around(ELBv2Backend)
def delete_rule(original: Any, self: Any, arn: str) -> None:
    """API_DeleteRule: moto says nothing where there is none, and can't tell that the default rule stays."""
    for rule in (rule for balancer in self.load_balancers.values() for listener in balancer.listeners.values() for rule in listener.rules.values()):
        if rule.arn == arn and rule.is_default:
            raise ServiceError("OperationNotPermitted", f"Default rule '{arn}' cannot be deleted")
    original(self, arn)
