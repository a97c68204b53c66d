"""What is read of botocore's models of requests: each pattern, and what the services take that their models refuse."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.validate import ParamValidator
from extensions._validation import patterns
from extensions._validation.checks import checks_of
from extensions._validation.exceptions import EXCEPTIONS
from moto.core.utils import get_service_model

#: The services that Terraform's provider calls for the platform.
SERVICES = (
    "acm application-autoscaling autoscaling backup cloudfront cloudwatch dynamodb ec2 elasticache elbv2 events iam kms lambda logs "
    "rds route53 s3 secretsmanager sns sqs ssm sts wafv2"
).split()


def shapes_of(service: str) -> Iterator[Any]:
    """All shapes that requests to a service have."""
    model = get_service_model(service)
    seen: set[str] = set()
    waiting = [shape for name in model.operation_names if (shape := model.operation_model(name).input_shape)]
    while waiting:
        shape = waiting.pop()
        if shape.name in seen:
            continue
        seen.add(shape.name)
        yield shape
        if shape.type_name == "structure":
            waiting += shape.members.values()
        elif shape.type_name == "list":
            waiting.append(shape.member)
        elif shape.type_name == "map":
            waiting += [shape.key, shape.value]


@pytest.mark.parametrize("service", SERVICES)
def test_python_has_every_pattern(service):
    assert [shape.name for shape in shapes_of(service) if "pattern" in shape.metadata and not patterns.compiled(shape.metadata["pattern"])] == []


#: Inputs of botocore's examples that the models refuse: each is a slip of the example's.
WRONG_EXAMPLES = {
    ("ec2", "ModifySpotFleetRequest"),  # a space behind the value
    ("kms", "CreateCustomKeyStore"),  # an identifier that is too short
    ("kms", "UpdateCustomKeyStore"),
    ("lambda", "UpdateEventSourceMapping"),  # not a UUID
}


@pytest.mark.parametrize("service", SERVICES)
def test_accepts_aws_own_examples(service):
    """botocore ships the requests that the API reference shows as examples: nothing valid is refused."""
    refused = set()
    for path in Path(botocore.__file__).parent.glob(f"data/{service}/*/examples-1.json*"):
        examples = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())["examples"]
        for operation, shown in examples.items():
            shape = get_service_model(service).operation_model(operation).input_shape
            refusals: list[Any] = []
            for given in [example.get("input", {}) for example in shown]:
                # Some are older than their model: strings where there are structures now. No SDK would send them.
                if shape and not ParamValidator().validate(given, shape).has_errors():
                    checks_of(service).of(shape)(given, (), refusals)
            if refusals:
                refused.add((service, operation))
    assert refused <= WRONG_EXAMPLES


@pytest.mark.parametrize(("service", "name"), EXCEPTIONS)
def test_every_exception_is_of_something_in_the_model(service, name):
    exception = EXCEPTIONS[service, name]
    assert exception.reason
    shapes = {shape.name: shape for shape in shapes_of(service)}
    shape, _, member = name.partition(".")
    if shape not in shapes:
        assert shape in get_service_model(service).operation_names
        return
    if "required" in exception.kinds:
        assert member in shapes[shape].required_members
    said = (shapes[shape].members[member] if member else shapes[shape]).metadata
    assert {kind.split()[0] for kind in exception.kinds if kind != "required"} <= set(said)
    assert not set(exception.values) & set(said.get("enum", ()))


@pytest.mark.parametrize(
    ("service", "shape", "value"),
    [
        ("ec2", "RequestLaunchTemplateData", {"InstanceType": "t0.none"}),
        ("ec2", "PlacementGroupArn", "arn:aws:ec2:us-east-1:123456789012:placement-group/group"),
        ("rds", "TargetDBInstanceClass", "db.serverless"),
        ("s3", "BucketCannedACL", "log-delivery-write"),
        ("s3", "FilterRuleName", "Prefix"),
    ],
)
def test_an_exception_lets_through_what_the_service_takes(service, shape, value):
    refusals: list[Any] = []
    checks_of(service).of(get_service_model(service).shape_for(shape))(value, (), refusals)
    assert refusals == []


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        (r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "Größe 1/2", "a!"),
        (r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*", "a 😀\n", "\x01"),
        (r"[\w-_]*", "a-_", "ä"),
        (r"[\P{C}\s]+", "a b\n", "\x07"),
        (r"\p{Print}+", "~ ~", "é"),
        (r"(?<first>a)[[|]\z", "a|", "a]"),
        ("[a-z]+", "abc", "abc\n"),
    ],
)
def test_javas_patterns_in_python(pattern, fits, fails):
    expression = patterns.compiled(pattern)
    assert expression.fullmatch(fits)
    assert not expression.fullmatch(fails)


@pytest.mark.parametrize("pattern", [r"[\p{Print}&&[^|]]+", r"\p{IsAlphabetic}", r"a{1}{2}"])
def test_a_pattern_that_python_has_not_is_left_out(pattern):
    assert patterns.compiled(pattern) is None
