"""Resource policies: whether one is well formed, whom it names, and what it says to a request.

    policy = parse(text)                                       # raises Malformed
    decide(policy, "logs.us-east-1.amazonaws.com", "kms:Decrypt", key.arn, {"aws:SourceAccount": "123456789012"})

answers "Allow", "Deny" or None, as IAM evaluates one policy:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
Elements and operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

from __future__ import annotations

import fnmatch
import functools
import ipaddress
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

VERSIONS = ("2008-10-17", "2012-10-17")
STATEMENT_ELEMENTS = {"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}
PRINCIPAL_TYPES = ("AWS", "Service", "Federated", "CanonicalUser")

Context = Mapping[str, Any]


class Malformed(ValueError):
    """The document is no policy; the message says in a few words why."""


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(policy: Mapping[str, Any]) -> list[dict[str, Any]]:
    return as_list(policy.get("Statement") or [])


# --- Grammar ---------------------------------------------------------------------------------------------------------


def parse(text: str | bytes, *, resources: bool = True) -> dict[str, Any]:
    """The policy of a resource. `resources` is whether its statements name resources, which those of a trust policy don't.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
    """
    try:
        policy = json.loads(text)
    except ValueError:
        raise Malformed("it is not valid JSON") from None
    if not isinstance(policy, dict):
        raise Malformed("it is not a JSON object")
    unknown = set(policy) - {"Version", "Id", "Statement"}
    if unknown:
        raise Malformed(f"unknown field {min(unknown)}")
    if policy.get("Version", VERSIONS[0]) not in VERSIONS:
        raise Malformed(f"unknown version {policy['Version']}")
    if not policy.get("Statement"):
        raise Malformed("it has no statement")
    sids: set[str] = set()
    for statement in statements(policy):
        check_statement(statement, resources)
        sid = statement.get("Sid")
        if sid and sid in sids:
            raise Malformed(f"the statement ID {sid} is not unique")
        sids.add(sid)
    return policy


def check_statement(statement: Any, resources: bool) -> None:
    if not isinstance(statement, dict):
        raise Malformed("a statement is not an object")
    unknown = set(statement) - STATEMENT_ELEMENTS
    if unknown:
        raise Malformed(f"unknown field {min(unknown)}")
    if statement.get("Effect") not in ("Allow", "Deny"):
        raise Malformed(f"invalid effect {statement.get('Effect')}")
    for element in ("Principal", "Action", "Resource"):
        given = [name for name in (element, f"Not{element}") if name in statement]
        wanted = 0 if element == "Resource" and not resources else 1
        if len(given) != wanted:
            raise Malformed(f"a statement has {'no' if not given else 'a prohibited or doubled'} field {element}")
        if given and element != "Principal":
            values = as_list(statement[given[0]])
            if not values or not all(isinstance(value, str) and value for value in values):
                raise Malformed(f"{given[0]} must be a string or a list of strings")
    for action in as_list(statement.get("Action", statement.get("NotAction"))):
        if action != "*" and not re.fullmatch(r"[A-Za-z0-9-]+:[A-Za-z0-9*?]+", action):
            raise Malformed(f"invalid action {action}")
    check_principal(statement.get("Principal", statement.get("NotPrincipal")))
    check_conditions(statement.get("Condition", {}))


def check_principal(principal: Any) -> None:
    if principal == "*":
        return
    if not isinstance(principal, dict) or not principal:
        raise Malformed("invalid principal")
    for kind, values in principal.items():
        if kind not in PRINCIPAL_TYPES or not values or not all(isinstance(value, str) and value for value in as_list(values)):
            raise Malformed(f"invalid principal of type {kind}")


def check_conditions(conditions: Any) -> None:
    if not isinstance(conditions, dict):
        raise Malformed("Condition must be an object")
    for operator, keys in conditions.items():
        if operator_name(operator) not in OPERATORS or not isinstance(keys, dict):
            raise Malformed(f"invalid condition operator {operator}")
        for key, values in keys.items():
            if ":" not in key or not all(isinstance(value, (str, bool, int, float)) for value in as_list(values)):
                raise Malformed(f"invalid condition key {key}")


# --- Principals ------------------------------------------------------------------------------------------------------

#: Services whose principal isn't called as a client of botocore's is.
#: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
OTHER_SERVICES = {
    "access-analyzer", "application-autoscaling", "autoscaling-plans", "billingreports", "cloudwatch-crossaccount", "config-multiaccountsetup", "dlm",
    "dms", "dnssec-route53", "ecs-tasks", "edgelambda", "elasticfilesystem", "elasticloadbalancing", "elasticmapreduce", "es", "events", "fms", "globalaccelerator",
    "kafka", "logs", "monitoring", "opensearchservice", "pipes", "scheduler", "securitylake", "serverlessrepo", "spotfleet", "ssm-incidents",
    "ssm-quicksetup", "states", "tagpolicies", "vpc-flow-logs", "vpc-lattice", "waf-regional",
}  # fmt: skip


@functools.cache
def service_names() -> frozenset[str]:
    import botocore.session

    return frozenset(botocore.session.get_session().get_available_services()) | OTHER_SERVICES


def is_service(principal: str) -> bool:
    """Whether the name is a service principal's: ``rds.amazonaws.com``, ``logs.us-east-1.amazonaws.com``, ``delivery.logs.amazonaws.com``."""
    match = re.fullmatch(r"([a-z0-9.-]+)\.amazonaws\.com(\.cn)?", principal)
    return match is not None and not service_names().isdisjoint(match.group(1).split("."))


def named_principals(policy: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each principal that a policy names, with its type."""
    for statement in statements(policy):
        for element in ("Principal", "NotPrincipal"):
            principal = statement.get(element, {})
            if isinstance(principal, str):
                yield "AWS", principal
            else:
                yield from ((kind, value) for kind, values in principal.items() for value in as_list(values))


def unknown_principal(policy: Mapping[str, Any], account_id: str) -> tuple[str, str] | None:
    """The first principal that doesn't exist, with its type. Nobody but AWS knows what other accounts have: those exist."""
    return next(((kind, value) for kind, value in named_principals(policy) if not principal_exists(kind, value, account_id)), None)


def principal_exists(kind: str, value: str, account_id: str) -> bool:
    if kind == "Service":
        return is_service(value)
    if kind != "AWS":
        return True
    if value == "*" or re.fullmatch(r"\d{12}", value):
        return True
    if re.fullmatch(r"A(ROA|IDA)[A-Z0-9]{10,}", value):  # What AWS writes for one that was deleted; given anew, it is refused.
        return any(value in (getattr(entity, "id", None), getattr(entity, "user_id", None)) for entity in entities(account_id))
    match = re.fullmatch(r"arn:aws[a-z-]*:(iam|sts)::(\d{12}):(root|(user|role|assumed-role|federated-user)/(.+))", value)
    if match is None or "*" in value:
        return False
    if match.group(2) != account_id or match.group(3) == "root" or match.group(4) == "federated-user":
        return True
    if match.group(4) == "assumed-role":
        name = match.group(5).split("/")[0]
        return any(entity.name == name for entity in entities(account_id) if "/" in entity.arn and ":role/" in entity.arn)
    return any(entity.arn == value for entity in entities(account_id))


def entities(account_id: str) -> Iterator[Any]:
    from moto.iam.models import iam_backends

    backend = iam_backends[account_id]["aws"]
    yield from backend.roles.values()
    yield from backend.users.values()


# --- Evaluation ------------------------------------------------------------------------------------------------------


def wild(pattern: str, value: str) -> bool:
    """``*`` and ``?`` are wildcards; brackets, unlike a shell's, are not."""
    return fnmatch.fnmatchcase(value, pattern.replace("[", "[[]"))


def arn_like(pattern: str, value: str) -> bool:
    """Each of the six parts of an ARN is matched by itself."""
    patterns, parts = pattern.split(":", 5), value.split(":", 5)
    return len(patterns) == len(parts) and all(wild(p, v) for p, v in zip(patterns, parts, strict=True))


def in_network(network: str, address: str) -> bool:
    return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)


def numeric(compare: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    return lambda expected, actual: compare(float(actual), float(expected))


def dated(compare: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    return lambda expected, actual: compare(actual, expected)


#: Operator → whether one expected value accepts the actual one. Those with "Not" are the same, turned around.
OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda e, a: e == a,
    "StringEqualsIgnoreCase": lambda e, a: e.lower() == a.lower(),
    "StringLike": wild,
    "ArnEquals": arn_like,
    "ArnLike": arn_like,
    "Bool": lambda e, a: e.lower() == a.lower(),
    "BinaryEquals": lambda e, a: e == a,
    "Null": lambda e, a: e.lower() == a.lower(),
    "IpAddress": in_network,
    "NumericEquals": numeric(lambda a, e: a == e),
    "NumericLessThan": numeric(lambda a, e: a < e),
    "NumericLessThanEquals": numeric(lambda a, e: a <= e),
    "NumericGreaterThan": numeric(lambda a, e: a > e),
    "NumericGreaterThanEquals": numeric(lambda a, e: a >= e),
    "DateEquals": dated(lambda a, e: a == e),
    "DateLessThan": dated(lambda a, e: a < e),
    "DateLessThanEquals": dated(lambda a, e: a <= e),
    "DateGreaterThan": dated(lambda a, e: a > e),
    "DateGreaterThanEquals": dated(lambda a, e: a >= e),
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
}
OPERATORS.update({name: OPERATORS[base] for name, base in NEGATED.items()})


def operator_name(operator: str) -> str:
    return operator.split(":", 1)[-1].removesuffix("IfExists")


def text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def with_variables(value: str, context: Context) -> str:
    """``${aws:SourceAccount}`` is what the request has; what is unknown matches nothing."""

    def known(match: re.Match[str]) -> str:
        name = match.group(1)
        return name if name in "*?$" else text(context.get(name.lower(), "\0"))

    return re.sub(r"\$\{([^}]+)\}", known, value)


def condition_holds(operator: str, key: str, expected: list[Any], context: Context) -> bool:
    """Set operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"""
    name, actual = operator_name(operator), context.get(key.lower())
    if name == "Null":
        return text(actual is None) in [text(value).lower() for value in expected]
    every = operator.startswith("ForAllValues:")
    if actual is None or actual == []:
        return every or operator.endswith("IfExists") or (name in NEGATED and not operator.startswith("ForAnyValue:"))
    accepts = OPERATORS[name]
    wanted = [with_variables(text(value), context) for value in expected]

    def one(value: Any) -> bool:
        accepted = any(accepts(want, text(value)) for want in wanted)
        return not accepted if name in NEGATED else accepted

    return (all if every else any)(one(value) for value in as_list(actual))


def conditions_hold(statement: Mapping[str, Any], context: Context) -> bool:
    """Every operator and every key must hold. Keys of the context are in lower case here."""
    conditions = statement.get("Condition") or {}
    return all(condition_holds(operator, key, as_list(values), context) for operator, keys in conditions.items() for key, values in keys.items())


def account_of(principal: str) -> str | None:
    match = re.match(r"arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):", principal)
    return match.group(1) if match else None


def is_principal(kind: str, named: str, principal: str, by_account: bool) -> bool:
    if kind == "Service":
        return named == principal
    if kind == "AWS":
        account = account_of(principal)
        whole = account is not None and named in (account, f"arn:aws:iam::{account}:root")
        return named in ("*", principal) or (whole and (by_account or principal.endswith(":root")))
    return named == "*"


def principal_matches(value: Any, principal: str, by_account: bool) -> bool:
    if isinstance(value, str):
        return value == "*"
    return any(is_principal(kind, named, principal, by_account) for kind, names in value.items() for named in as_list(names))


def action_matches(patterns: Any, action: str) -> bool:
    return any(wild(pattern.lower(), action.lower()) for pattern in as_list(patterns))


def applies(statement: Mapping[str, Any], principal: str, action: str, resource: str, context: Context, by_account: bool) -> bool:
    def matches(element: str, test: Callable[[Any], bool]) -> bool:
        return test(statement[element]) if element in statement else not test(statement[f"Not{element}"]) if f"Not{element}" in statement else True

    return (
        matches("Principal", lambda value: principal_matches(value, principal, by_account))
        and matches("Action", lambda value: action_matches(value, action))
        and matches("Resource", lambda value: any(wild(with_variables(pattern, context), resource) for pattern in as_list(value)))
        and conditions_hold(statement, context)
    )


def decide(
    policy: Mapping[str, Any] | str | bytes | None,
    principal: str,
    action: str,
    resource: str,
    context: Context | None = None,
    *,
    by_account: bool = True,
) -> str | None:
    """What the policy says: "Allow", "Deny", or None where it says nothing.

    `principal` is a service's (``delivery.logs.amazonaws.com``) or an ARN. A statement for the account itself speaks to its users and roles
    too where IAM lets them do the action; without `by_account` it doesn't (a service-linked role, which has no such permission).
    """
    if not policy:
        return None
    document = policy if isinstance(policy, Mapping) else json.loads(policy)
    keys = {key.lower(): value for key, value in (context or {}).items()}
    effects = {s["Effect"] for s in statements(document) if applies(s, principal, action, resource, keys, by_account)}
    return "Deny" if "Deny" in effects else "Allow" if "Allow" in effects else None


def admits(
    policy: Mapping[str, Any] | str | bytes | None,
    principal: str,
    actions: str | list[str],
    resource: str,
    context: Context | None = None,
    *,
    by_account: bool = True,
) -> bool:
    """Whether the policy allows every one of the actions."""
    return all(decide(policy, principal, action, resource, context, by_account=by_account) == "Allow" for action in as_list(actions))
