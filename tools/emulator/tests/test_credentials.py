"""Credentials that expire when a test asks for it."""

import json
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError

from helpers import code_of


@pytest.fixture
def credentials(endpoint):
    """Sends a POST, or a GET without arguments: `credentials(expireAfter=1)`, `credentials()`. They are valid again after the test."""

    def send(**given):
        data = json.dumps(given).encode() if given else None
        with urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/credentials", data=data)) as answer:
            return json.load(answer)

    yield send
    send(expireAfter=None)


def test_they_are_valid_for_so_many_changes(client, name, credentials):
    credentials(expireAfter=1)
    iam = client("iam")
    iam.list_users()
    iam.create_user(UserName=name)
    with pytest.raises(ClientError) as caught:
        iam.create_user(UserName=f"{name}-2")
    assert code_of(caught) == "ExpiredToken"
    credentials(expireAfter=None)
    assert [user["UserName"] for user in iam.list_users()["Users"] if user["UserName"].startswith(name)] == [name]


def test_they_are_valid_until_an_operation_has_been_served(client, name, credentials):
    credentials(expireAfter="iam:CreateGroup")
    iam = client("iam")
    iam.create_user(UserName=name)
    iam.create_group(GroupName=name)
    with pytest.raises(ClientError) as caught:
        iam.get_group(GroupName=name)
    assert code_of(caught) == "ExpiredToken"


def test_what_has_been_asked_since_is_told(client, name, credentials):
    assert credentials(expireAfter=1) == {"expired": False, "changes": [], "refused": []}
    client("iam").create_user(UserName=name)
    with pytest.raises(ClientError):
        client("kms").list_keys()
    assert credentials() == {"expired": True, "changes": ["iam:CreateUser"], "refused": ["kms:ListKeys"]}


@pytest.mark.parametrize(
    ("service", "operation", "status", "code"),
    [
        # https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
        ("iam", "list_users", 403, "ExpiredToken"),
        ("rds", "describe_db_clusters", 403, "ExpiredToken"),
        ("cloudfront", "list_distributions", 403, "ExpiredToken"),
        # https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
        ("kms", "list_keys", 403, "ExpiredTokenException"),
        ("lambda", "list_functions", 403, "ExpiredTokenException"),
        # https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
        ("s3", "list_buckets", 400, "ExpiredToken"),
        # https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
        ("ec2", "describe_vpcs", 400, "RequestExpired"),
    ],
)
def test_each_service_refuses_in_its_own_words(client, credentials, service, operation, status, code):
    credentials(expireAfter=0)
    with pytest.raises(ClientError) as caught:
        getattr(client(service), operation)()
    assert (caught.value.response["ResponseMetadata"]["HTTPStatusCode"], code_of(caught)) == (status, code)


@pytest.mark.parametrize("limit", [-1, 1.5, True, ["iam:CreateUser"]])
def test_anything_else_is_refused(credentials, limit):
    with pytest.raises(urllib.error.HTTPError) as caught:
        credentials(expireAfter=limit)
    assert caught.value.code == 400
    message = "expireAfter must be a number of changes, 0 or more, or an operation such as rds:CreateDBCluster"
    assert json.load(caught.value) == {"error": message}
