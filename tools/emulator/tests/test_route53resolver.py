"""Route 53 Resolver: API_route53resolver_CreateResolverQueryLogConfig and what is done with a query logging configuration."""

from __future__ import annotations

import json
import uuid

import pytest

from edge import refused
from helpers import ACCOUNT, policy_of


@pytest.fixture
def resolver(client):
    return client("route53resolver")


@pytest.fixture
def group(client, name):
    """The ARN of a log group."""
    client("logs").create_log_group(logGroupName=f"/aws/vendedlogs/{name}")
    return f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/aws/vendedlogs/{name}"


@pytest.fixture
def config(resolver, name):
    """Makes a configuration; its id."""

    def make(arn):
        given = {"Name": name, "DestinationArn": arn, "CreatorRequestId": uuid.uuid4().hex}
        return resolver.create_resolver_query_log_config(**given)["ResolverQueryLogConfig"]["Id"]

    return make


def test_a_configuration_is_deleted_once_no_vpc_is_associated(resolver, config, group, vpc):
    made = {"ResolverQueryLogConfigId": config(group)}
    both = {**made, "ResourceId": vpc["id"]}
    refused("ResourceNotFoundException", resolver.disassociate_resolver_query_log_config, **both)
    resolver.associate_resolver_query_log_config(**both)
    refused("InvalidRequestException", resolver.delete_resolver_query_log_config, **made)
    resolver.disassociate_resolver_query_log_config(**both)
    assert resolver.get_resolver_query_log_config(**made)["ResolverQueryLogConfig"]["AssociationCount"] == 0
    resolver.delete_resolver_query_log_config(**made)
    refused("ResourceNotFoundException", resolver.get_resolver_query_log_config, **made)
    refused("ResourceNotFoundException", resolver.delete_resolver_query_log_config, **made)


def test_a_configuration_has_tags(resolver, config, group):
    arn = resolver.get_resolver_query_log_config(ResolverQueryLogConfigId=config(group))["ResolverQueryLogConfig"]["Arn"]
    resolver.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": "trading"}])
    assert resolver.list_tags_for_resource(ResourceArn=arn)["Tags"] == [{"Key": "team", "Value": "trading"}]
    resolver.untag_resource(ResourceArn=arn, TagKeys=["team"])
    assert resolver.list_tags_for_resource(ResourceArn=arn)["Tags"] == []
    refused("ResourceNotFoundException", resolver.list_tags_for_resource, ResourceArn=f"{arn}0")


def test_a_vpc_is_logged_once_for_each_type_of_destination(client, resolver, config, group, vpc, name):
    client("s3").create_bucket(Bucket=name)
    first, second, files = config(group), config(group), config(f"arn:aws:s3:::{name}")
    for made in (first, files):
        resolver.associate_resolver_query_log_config(ResolverQueryLogConfigId=made, ResourceId=vpc["id"])
    refused("InvalidRequestException", resolver.associate_resolver_query_log_config, ResolverQueryLogConfigId=second, ResourceId=vpc["id"])
    for made in (first, files):
        resolver.disassociate_resolver_query_log_config(ResolverQueryLogConfigId=made, ResourceId=vpc["id"])


def test_a_destination_is_there(config, group, name):
    refused("ResourceNotFoundException", config, f"arn:aws:s3:::{name}")
    refused("ResourceNotFoundException", config, f"{group}x")
    refused("ResourceNotFoundException", config, group.replace("us-east-1", "eu-west-1"))
    refused("InvalidRequestException", config, f"arn:aws:s3:us-east-1::{name}")
    config(f"{group}:*")


def test_a_bucket_whose_policy_says_nothing_gets_the_statements_of_log_delivery(client, config, name):
    s3 = client("s3")
    s3.create_bucket(Bucket=name)
    config(f"arn:aws:s3:::{name}/dns/")
    statements = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])["Statement"]
    assert [statement["Sid"] for statement in statements] == ["AWSLogDeliveryWrite", "AWSLogDeliveryAclCheck"]
    assert statements[0]["Resource"] == f"arn:aws:s3:::{name}/dns/AWSLogs/{ACCOUNT}/*"


def test_a_bucket_that_denies_log_delivery_is_no_destination(client, config, name):
    s3 = client("s3")
    s3.create_bucket(Bucket=name)
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{name}/*"}
    s3.put_bucket_policy(Bucket=name, Policy=policy_of(deny))
    refused("AccessDeniedException", config, f"arn:aws:s3:::{name}/dns/")
