"""Resource policies, by the IAM User Guide: evaluation of one policy, condition operators, grammar.

The helper is imported: there is no operation that answers what a policy says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extensions import _policies as policies  # noqa: E402

LOGS = "logs.us-east-1.amazonaws.com"
ROLE = "arn:aws:iam::123456789012:role/reader"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1"


def policy(**more):
    statement = {"Effect": "Allow", "Principal": {"Service": LOGS}, "Action": "kms:Decrypt", "Resource": "*", **more}
    return {"Version": "2012-10-17", "Statement": [{k: v for k, v in statement.items() if v is not None}]}


def test_an_explicit_deny_overrides_an_allow_and_silence_is_neither():
    both = policy()
    both["Statement"].append(
        {"Effect": "Deny", "Principal": "*", "Action": "kms:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    )
    assert policies.decide(both, LOGS, "kms:Decrypt", KEY, {"aws:SecureTransport": True}) == "Allow"
    assert policies.decide(both, LOGS, "kms:Decrypt", KEY, {"aws:SecureTransport": False}) == "Deny"
    assert policies.decide(both, LOGS, "kms:Encrypt", KEY, {"aws:SecureTransport": True}) is None


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ({"Action": "KMS:decrypt"}, True),
        ({"Action": "kms:De*"}, True),
        ({"Action": None, "NotAction": "kms:Create*"}, True),
        ({"Action": None, "NotAction": ["kms:D*"]}, False),
        ({"Resource": "arn:aws:kms:*:*:key/?"}, True),
        ({"Resource": None, "NotResource": KEY}, False),
        ({"Principal": {"Service": "logs.eu-west-1.amazonaws.com"}}, False),
        ({"Principal": "*"}, True),
        ({"Principal": None, "NotPrincipal": {"Service": LOGS}}, False),
    ],
)
def test_elements(statement, allowed):
    assert (policies.decide(policy(**statement), LOGS, "kms:Decrypt", KEY) == "Allow") is allowed


def test_a_statement_for_the_account_leaves_its_roles_to_iam():
    account = policy(Principal={"AWS": "arn:aws:iam::123456789012:root"})
    assert policies.admits(account, ROLE, "kms:Decrypt", KEY)
    assert not policies.admits(account, ROLE, "kms:Decrypt", KEY, by_account=False)
    assert policies.admits(policy(Principal={"AWS": ROLE}), ROLE, "kms:Decrypt", KEY, by_account=False)
    assert not policies.admits(account, ROLE.replace("123456789012", "210987654321"), "kms:Decrypt", KEY)


@pytest.mark.parametrize(
    ("operator", "expected", "actual", "holds"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", "a", None, False),
        ("StringEqualsIfExists", "a", None, True),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", "a", None, True),
        ("StringEqualsIgnoreCase", "A", "a", True),
        ("StringLike", "log-*", "log-1", True),
        ("StringEquals", "log-*", "log-1", False),
        ("StringNotLike", "log-*", "log-1", False),
        ("ArnLike", "arn:aws:logs:*:*:log-group:/a/*", "arn:aws:logs:us-east-1:1:log-group:/a/b", True),
        ("ArnEquals", "arn:aws:s3:::b*", "arn:aws:s3:::bucket", True),
        ("ArnLike", "arn:aws:*:bucket", "arn:aws:s3:::bucket", False),
        ("Null", "true", None, True),
        ("Null", "false", "x", True),
        ("Bool", True, "true", True),
        ("NumericLessThan", "1.2", 1.1, True),
        ("NumericGreaterThanEquals", "30", 29, False),
        ("IpAddress", "10.0.0.0/8", "10.1.2.3", True),
        ("NotIpAddress", "10.0.0.0/8", "10.1.2.3", False),
        ("ForAnyValue:StringEquals", "a", ["a", "c"], True),
        ("ForAllValues:StringEquals", "a", ["a", "c"], False),
        ("ForAllValues:StringEquals", "a", None, True),
        ("ForAnyValue:StringEquals", "a", None, False),
        ("StringEquals", "${aws:SourceAccount}", "123456789012", True),
    ],
)
def test_condition_operators(operator, expected, actual, holds):
    context = {"AWS:SourceAccount": "123456789012", **({} if actual is None else {"kms:Key": actual})}
    answer = policies.decide(policy(Condition={operator: {"KMS:key": expected}}), LOGS, "kms:Decrypt", KEY, context)
    assert (answer == "Allow") is holds


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "{}",
        json.dumps({"Version": "2012-10-17", "Statement": []}),
        json.dumps({**policy(), "Version": "2023-01-01"}),
        json.dumps({**policy(), "Extra": 1}),
        json.dumps(policy(Effect="allow")),
        json.dumps(policy(Action=None)),
        json.dumps(policy(NotAction="kms:Encrypt")),
        json.dumps(policy(Action="Decrypt")),
        json.dumps(policy(Principal=None)),
        json.dumps(policy(Principal="root")),
        json.dumps(policy(Principal={"Services": LOGS})),
        json.dumps(policy(Resource=None)),
        json.dumps(policy(Conditions={})),
        json.dumps(policy(Condition={"StringEqual": {"aws:SourceAccount": "1"}})),
        json.dumps({"Version": "2012-10-17", "Statement": [{**policy()["Statement"][0], "Sid": "a"}] * 2}),
    ],
)
def test_what_is_no_policy(document):
    with pytest.raises(policies.Malformed):
        policies.parse(document)


def test_a_trust_policy_names_no_resource():
    with pytest.raises(policies.Malformed):
        policies.parse(json.dumps(policy()), resources=False)
    assert policies.parse(json.dumps(policy(Resource=None)), resources=False)


@pytest.mark.parametrize(
    "name", ["rds", "logs.us-east-1", "delivery.logs", "logdelivery.elasticloadbalancing", "vpc-flow-logs", "monitoring.rds", "cloudfront"]
)
def test_service_principals(name):
    assert policies.is_service(f"{name}.amazonaws.com")


@pytest.mark.parametrize("name", ["nosuch.amazonaws.com", "rds", "rds.amazon.com", "amazonaws.com"])
def test_no_service_principals(name):
    assert not policies.is_service(name)
