"""What the shape of a request alone is refused for, by service: code and message.

The constraints are those of botocore's models, which each operation's page of the API reference repeats; the codes are of
the services' pages of common errors. Beside each group is the page.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

@pytest.fixture(scope="module")
def unchecked(endpoint: str) -> Callable[[str], Any]:
    """`unchecked("rds")`: a client that sends what it is given, without botocore's own look at it."""
    config = Config(parameter_validation=False, retries={"max_attempts": 1}, s3={"addressing_style": "path"})

    def get(service: str) -> Any:
        return boto3.client(
            service, region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test", config=config
        )

    return get


def refused(client: Any, operation: str, given: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**given)
    response = caught.value.response
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 400
    return response["Error"]["Code"], response["Error"]["Message"]


def coral(*sentences: str) -> str:
    """Coral's message: ``("1 validation error detected: Value … at … failed to satisfy constraint: Member must …")``."""
    worded = "; ".join(sentence.replace(" must ", " failed to satisfy constraint: Member must ", 1) for sentence in sentences)
    return f"{len(sentences)} validation error{'s' if len(sentences) > 1 else ''} detected: {worded}"


ROLE = {"RoleName": "role", "AssumeRolePolicyDocument": "{}"}
S3_MALFORMED = "The XML you provided was not well-formed or did not validate against our published schema"
TAG_PATTERN = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+"


@pytest.mark.parametrize(
    ("service", "operation", "given", "code", "message"),
    [
        # Query: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, CommonErrors.html
        ("iam", "create_role", {"AssumeRolePolicyDocument": "{}"}, "ValidationError", coral("Value null at 'roleName' must not be null")),
        (
            "iam",
            "create_role",
            {**ROLE, "RoleName": "my role"},
            "ValidationError",
            coral(r"Value 'my role' at 'roleName' must satisfy regular expression pattern: [\w+=,.@-]+"),
        ),
        (
            "iam",
            "create_role",
            {**ROLE, "RoleName": "r" * 65},
            "ValidationError",
            coral(f"Value '{'r' * 65}' at 'roleName' must have length less than or equal to 64"),
        ),
        (
            "iam",
            "create_role",
            {**ROLE, "MaxSessionDuration": 60, "Tags": [{"Key": "fine", "Value": "1"}, {"Key": "a!", "Value": "1"}]},
            "ValidationError",
            coral(
                "Value '60' at 'maxSessionDuration' must have value greater than or equal to 3600",
                f"Value 'a!' at 'tags.2.member.key' must satisfy regular expression pattern: {TAG_PATTERN}",
            ),
        ),
        # A scalar in a list is refused as the list, with all of its constraints.
        # https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html
        (
            "iam",
            "untag_role",
            {"RoleName": "role", "TagKeys": ["a!", "b"]},
            "ValidationError",
            coral(
                "Value '[a!, b]' at 'tagKeys' must satisfy constraint: [Member must have length less than or equal to 128, "
                f"Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: {TAG_PATTERN}]"
            ),
        ),
        ("iam", "list_roles", {"MaxItems": "many"}, "MalformedInput", coral("Value 'many' at 'maxItems' must be of type integer")),
        # https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
        ("sns", "subscribe", {"Protocol": "sqs"}, "ValidationError", coral("Value null at 'topicArn' must not be null")),
        # https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
        (
            "elbv2",
            "create_load_balancer",
            {"Name": "a", "Scheme": "public"},
            "ValidationError",
            coral("Value 'public' at 'scheme' must satisfy enum value set: [internet-facing, internal]"),
        ),
        # https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
        (
            "autoscaling",
            "create_auto_scaling_group",
            {"AutoScalingGroupName": "a", "MinSize": 1},
            "ValidationError",
            coral("Value null at 'maxSize' must not be null"),
        ),
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
        (
            "cloudwatch",
            "put_metric_alarm",
            {"AlarmName": "a", "EvaluationPeriods": 0, "ComparisonOperator": "GreaterThanThreshold"},
            "ValidationError",
            coral("Value '0' at 'evaluationPeriods' must have value greater than or equal to 1"),
        ),
        # RDS: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html, CommonErrors.html
        (
            "rds",
            "create_db_cluster",
            {"DBClusterIdentifier": "c", "Engine": ""},
            "InvalidParameterValue",
            "The parameter Engine must be provided and must not be blank.",
        ),
        (
            "rds",
            "create_db_instance",
            {"DBInstanceIdentifier": "i", "DBInstanceClass": "db.t4g.micro", "Engine": "postgres", "AllocatedStorage": "much"},
            "InvalidParameterValue",
            "Invalid value much for parameter AllocatedStorage.",
        ),
        (
            "rds",
            "create_db_proxy",
            {"DBProxyName": "-p", "EngineFamily": "ORACLE", "RoleArn": "arn:aws:iam::123456789012:role/r", "Auth": [], "VpcSubnetIds": []},
            "ValidationError",
            coral(
                "Value '-p' at 'dBProxyName' must satisfy regular expression pattern: [a-zA-Z](?:-?[a-zA-Z0-9]+)*",
                "Value 'ORACLE' at 'engineFamily' must satisfy enum value set: [MYSQL, POSTGRESQL, SQLSERVER]",
            ),
        ),
        # https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html
        (
            "elasticache",
            "create_user_group",
            {"Engine": "redis"},
            "InvalidParameterValue",
            "The parameter UserGroupId must be provided and must not be blank.",
        ),
        # EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html, API_CreateSubnet.html, API_DescribeVpcs.html
        ("ec2", "create_subnet", {"CidrBlock": "10.0.0.0/24"}, "MissingParameter", "The request must contain the parameter VpcId"),
        (
            "ec2",
            "create_vpc",
            {"CidrBlock": "10.0.0.0/16", "InstanceTenancy": "shared"},
            "InvalidParameterValue",
            "Value (shared) for parameter instanceTenancy is invalid.",
        ),
        (
            "ec2",
            "create_vpc",
            {"CidrBlock": "10.0.0.0/16", "TagSpecifications": [{"ResourceType": "vcp", "Tags": []}]},
            "InvalidParameterValue",
            "Value (vcp) for parameter resourceType is invalid.",
        ),
        (
            "ec2",
            "run_instances",
            {"InstanceType": "t0.none", "MinCount": 1, "MaxCount": 1},
            "InvalidParameterValue",
            "Value (t0.none) for parameter instanceType is invalid.",
        ),
        (
            "ec2",
            "create_volume",
            {"AvailabilityZone": "us-east-1a", "Size": "big"},
            "InvalidParameterValue",
            "Value (big) for parameter size is invalid.",
        ),
        (
            "ec2",
            "describe_vpcs",
            {"MaxResults": 2},
            "InvalidParameterValue",
            "Value (2) for parameter maxResults is invalid. Member must have value greater than or equal to 5",
        ),
        # JSON: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html, API_CreateKey.html, CommonErrors.html
        ("kms", "create_alias", {"AliasName": "alias/a"}, "ValidationException", coral("Value null at 'targetKeyId' must not be null")),
        (
            "kms",
            "create_alias",
            {"AliasName": "alias/a b", "TargetKeyId": "k"},
            "ValidationException",
            coral("Value 'alias/a b' at 'aliasName' must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$"),
        ),
        (
            "kms",
            "create_key",
            {"Origin": "HOME"},
            "ValidationException",
            coral("Value 'HOME' at 'origin' must satisfy enum value set: [AWS_KMS, EXTERNAL, AWS_CLOUDHSM, EXTERNAL_KEY_STORE]"),
        ),
        ("kms", "create_key", {"Description": 5}, "SerializationException", "NUMBER_VALUE can not be converted to a String"),
        ("kms", "create_key", {"MultiRegion": 1}, "SerializationException", "NUMBER_VALUE can not be converted to a Boolean"),
        # What is secret isn't said again.
        # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
        (
            "secretsmanager",
            "create_secret",
            {"Name": "s", "SecretString": ""},
            "ValidationException",
            coral("Value at 'secretString' must have length greater than or equal to 1"),
        ),
        # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html, API_PutRetentionPolicy.html
        (
            "logs",
            "create_log_group",
            {"logGroupName": "a b"},
            "InvalidParameterException",
            coral(r"Value 'a b' at 'logGroupName' must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+"),
        ),
        (
            "logs",
            "create_log_group",
            {"logGroupName": "a", "tags": {"a!": "b"}},
            "InvalidParameterException",
            coral("Value '{a!=b}' at 'tags' must satisfy constraint: [").replace("Member must satisfy constraint", "Map keys must satisfy constraint")
            + "Member must have length less than or equal to 128, Member must have length greater than or equal to 1, "
            f"Member must satisfy regular expression pattern: ^({TAG_PATTERN})$]",
        ),
        (
            "logs",
            "put_retention_policy",
            {"logGroupName": "a", "retentionInDays": "7"},
            "SerializationException",
            "STRING_VALUE can not be converted to an Integer",
        ),
        # https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
        (
            "dynamodb",
            "create_table",
            {"TableName": "t", "KeySchema": [{"AttributeName": "a", "KeyType": "SORT"}], "AttributeDefinitions": []},
            "ValidationException",
            coral("Value 'SORT' at 'keySchema.1.member.keyType' must satisfy enum value set: [HASH, RANGE]"),
        ),
        # https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html
        (
            "wafv2",
            "create_ip_set",
            {"Name": "set", "Scope": "REGIONAL", "IPAddressVersion": "IPV4", "Addresses": [], "Description": ""},
            "ValidationException",
            coral(
                "Value '' at 'description' must have length greater than or equal to 1",
                r"Value '' at 'description' must satisfy regular expression pattern: ^[\w+=:#@/\-,\.][\w+=:#@/\-,\.\s]+[\w+=:#@/\-,\.]$",
            ),
        ),
        # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
        (
            "ssm",
            "put_parameter",
            {"Name": "p", "Value": "v", "Type": "Text"},
            "ValidationException",
            coral("Value 'Text' at 'type' must satisfy enum value set: [String, StringList, SecureString]"),
        ),
        # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html, CommonErrors.html
        ("sqs", "create_queue", {"QueueName": "q", "Attributes": {"Colour": "red"}}, "InvalidAttributeName", "Unknown Attribute Colour."),
        ("sqs", "create_queue", {}, "MissingParameter", "The request must contain the parameter QueueName."),
        # Exactly one member of a union: https://docs.aws.amazon.com/acm/latest/APIReference/API_SearchCertificates.html
        (
            "acm",
            "search_certificates",
            {"FilterStatement": {}},
            "ValidationException",
            coral("Value '{}' at 'filterStatement' must have exactly one of these set: [And, Or, Not, Filter]"),
        ),
        # REST with JSON: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html, API_CreateBackupPlan.html
        (
            "backup",
            "create_backup_vault",
            {"BackupVaultName": "v"},
            "InvalidParameterValueException",
            coral(r"Value 'v' at 'backupVaultName' must satisfy regular expression pattern: ^[a-zA-Z0-9\-\_]{2,50}$"),
        ),
        (
            "backup",
            "create_backup_plan",
            {"BackupPlan": {"BackupPlanName": "p", "Rules": [{"RuleName": "r"}]}},
            "InvalidParameterValueException",
            coral("Value null at 'backupPlan.rules.1.member.targetBackupVaultName' must not be null"),
        ),
        (
            "backup",
            "create_backup_plan",
            {"BackupPlan": {"BackupPlanName": "p", "Rules": [{"RuleName": "r", "TargetBackupVaultName": "vv", "StartWindowMinutes": "60"}]}},
            "SerializationException",
            "STRING_VALUE can not be converted to a Long",
        ),
        # S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList, API_CreateBucket.html
        (
            "s3",
            "create_bucket",
            {"Bucket": "bucket", "ACL": "mine"},
            "InvalidArgument",
            "Invalid value for x-amz-acl: Member must satisfy enum value set: [private, public-read, public-read-write, authenticated-read]",
        ),
        (
            "s3",
            "create_bucket",
            {"Bucket": "bucket", "CreateBucketConfiguration": {"LocationConstraint": "us-east-1"}},
            "InvalidLocationConstraint",
            "The specified location-constraint is not valid",
        ),
        (
            "s3",
            "put_object",
            {"Bucket": "bucket", "Key": "k", "StorageClass": "COLD"},
            "InvalidStorageClass",
            "The storage class you specified is not valid",
        ),
        ("s3", "put_bucket_versioning", {"Bucket": "bucket"}, "MissingRequestBodyError", "Request Body is empty"),
        *(
            ("s3", operation, {"Bucket": "bucket", **given}, "MalformedXML", S3_MALFORMED)
            for operation, given in [
                # A value of a set, a required member, a number.
                ("put_bucket_versioning", {"VersioningConfiguration": {"Status": "On"}}),
                ("put_bucket_cors", {"CORSConfiguration": {"CORSRules": [{"AllowedMethods": ["GET"]}]}}),
                ("put_bucket_lifecycle_configuration", {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "Expiration": {"Days": "ten"}}]}}),
            ]
        ),
        # Route 53: https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html, API_ChangeResourceRecordSets.html
        (
            "route53",
            "create_hosted_zone",
            {"Name": "example.com"},
            "InvalidInput",
            "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'CreateHostedZoneRequest' is not complete. "
            "One of '{\"https://route53.amazonaws.com/doc/2013-04-01/\":CallerReference}' is expected.",
        ),
        (
            "route53",
            "change_resource_record_sets",
            {"HostedZoneId": "Z1", "ChangeBatch": {"Changes": []}},
            "InvalidInput",
            "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'Changes' is not complete. "
            "One of '{\"https://route53.amazonaws.com/doc/2013-04-01/\":Change}' is expected.",
        ),
        (
            "route53",
            "create_hosted_zone",
            {"Name": "example.com", "CallerReference": "r" * 129},
            "InvalidInput",
            f"Invalid XML ; cvc-maxLength-valid: Value '{'r' * 129}' with length = '129' is not facet-valid "
            "with respect to maxLength '128' for type 'Nonce'.",
        ),
        (
            "route53",
            "change_resource_record_sets",
            {"HostedZoneId": "Z1", "ChangeBatch": {"Changes": [{"Action": "REPLACE", "ResourceRecordSet": {"Name": "a", "Type": "A"}}]}},
            "InvalidInput",
            "Invalid XML ; cvc-enumeration-valid: Value 'REPLACE' is not facet-valid with respect to enumeration '[CREATE, DELETE, UPSERT]'. "
            "It must be a value from the enumeration.",
        ),
        (
            "route53",
            "change_resource_record_sets",
            {"HostedZoneId": "Z1", "ChangeBatch": {"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": "a", "Type": "A", "TTL": "1d"}}]}},
            "InvalidInput",
            "Invalid XML ; cvc-datatype-valid.1.2.1: '1d' is not a valid value for 'long'.",
        ),
        (
            "route53",
            "get_hosted_zone",
            {"Id": "Z" * 33},
            "InvalidInput",
            coral(f"Value '{'Z' * 33}' at 'id' must have length less than or equal to 32"),
        ),
        # CloudFront: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html, API_CreateCachePolicy.html
        (
            "cloudfront",
            "create_function",
            {"Name": "a.b", "FunctionConfig": {"Comment": "", "Runtime": "node"}, "FunctionCode": b"x"},
            "MalformedXML",
            coral(
                "Value 'a.b' at 'name' must satisfy regular expression pattern: [a-zA-Z0-9-_]{1,64}",
                "Value 'node' at 'functionConfig.runtime' must satisfy enum value set: [cloudfront-js-1.0, cloudfront-js-2.0]",
            ),
        ),
        (
            "cloudfront",
            "create_invalidation",
            {"DistributionId": "E1"},
            "MalformedXML",
            coral("Value null at 'invalidationBatch' must not be null"),
        ),
        (
            "cloudfront",
            "create_cache_policy",
            {"CachePolicyConfig": {"Name": "n", "MinTTL": "short"}},
            "MalformedInput",
            coral("Value 'short' at 'cachePolicyConfig.minTTL' must be of type long"),
        ),
    ],
)
def test_refuses_what_the_model_refuses(unchecked, service, operation, given, code, message):
    assert refused(unchecked(service), operation, given) == (code, message)


def test_what_is_refused_is_not_done(unchecked, client, name):
    refused(unchecked("iam"), "create_role", {"RoleName": name, "AssumeRolePolicyDocument": "{}", "MaxSessionDuration": 1})
    with pytest.raises(client("iam").exceptions.NoSuchEntityException):
        client("iam").get_role(RoleName=name)


def answer_to(endpoint: str, service: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    authorization = f"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=x"
    request = urllib.request.Request(endpoint + path, body, {"Authorization": authorization, **headers}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"'])
def test_a_body_that_is_no_json_object_is_refused(endpoint, body):
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.CreateKey"}
    status, text = answer_to(endpoint, "kms", "POST", "/", body, headers)
    assert (status, json.loads(text)["__type"]) == (400, "SerializationException")


@pytest.mark.parametrize(
    ("service", "path", "code"),
    [
        ("s3", "/bucket?versioning", "MalformedXML"),
        ("route53", "/2013-04-01/hostedzone", "InvalidInput"),
        ("cloudfront", "/2020-05-31/cache-policy", "MalformedInput"),
    ],
)
def test_a_body_that_is_no_xml_is_refused(endpoint, service, path, code):
    status, text = answer_to(endpoint, service, "PUT" if service == "s3" else "POST", path, b"<a", {"Content-Type": "application/xml"})
    assert status == 400
    assert f"<Code>{code}</Code>" in text


def test_a_null_is_no_value(endpoint):
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.CreateKey"}
    assert answer_to(endpoint, "kms", "POST", "/", b'{"Description": null, "Tags": null}', headers)[0] == 200
