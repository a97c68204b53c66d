"""CloudFront: policies, VPC origins, and distributions that are read back as they were written."""

from __future__ import annotations

import uuid

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def cloudfront(client):
    return client("cloudfront")


def code(caught: pytest.ExceptionInfo[ClientError]) -> str:
    return caught.value.response["Error"]["Code"]


def cache_policy(name: str, ttl: int = 60) -> dict:
    return {
        "Name": name,
        "MinTTL": 0,
        "DefaultTTL": ttl,
        "MaxTTL": 3600,
        "ParametersInCacheKeyAndForwardedToOrigin": {
            "EnableAcceptEncodingGzip": True,
            "EnableAcceptEncodingBrotli": True,
            "HeadersConfig": {"HeaderBehavior": "none"},
            "CookiesConfig": {"CookieBehavior": "none"},
            "QueryStringsConfig": {"QueryStringBehavior": "none"},
        },
    }


def endpoint(name: str, port: int = 443) -> dict:
    return {
        "Name": name,
        "Arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/x/1",
        "HTTPPort": 80,
        "HTTPSPort": port,
        "OriginProtocolPolicy": "https-only",
        "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
    }


def distribution(policy_id: str, vpc_origin_id: str, alias: str, enabled: bool = True) -> dict:
    return {
        "CallerReference": uuid.uuid4().hex,
        "Comment": "",
        "Enabled": enabled,
        "Aliases": {"Quantity": 1, "Items": [alias]},
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "load-balancer",
                    "DomainName": "origin.example.com",
                    "VpcOriginConfig": {"VpcOriginId": vpc_origin_id, "OriginReadTimeout": 30, "OriginKeepaliveTimeout": 60},
                }
            ],
        },
        "DefaultCacheBehavior": {"TargetOriginId": "load-balancer", "ViewerProtocolPolicy": "redirect-to-https", "CachePolicyId": policy_id},
    }


@pytest.fixture
def standing(cloudfront, name):
    """A distribution with a policy and a VPC origin of its own."""
    policy = cloudfront.create_cache_policy(CachePolicyConfig=cache_policy(name))["CachePolicy"]
    origin = cloudfront.create_vpc_origin(VpcOriginEndpointConfig=endpoint(name))["VpcOrigin"]
    config = distribution(policy["Id"], origin["Id"], f"{name}.example.com")
    return policy, origin, config, cloudfront.create_distribution(DistributionConfig=config)


def test_a_policy_is_kept_changed_and_deleted(cloudfront, name):
    made = cloudfront.create_cache_policy(CachePolicyConfig=cache_policy(name))
    policy_id = made["CachePolicy"]["Id"]
    assert cloudfront.get_cache_policy(Id=policy_id)["CachePolicy"]["CachePolicyConfig"] == cache_policy(name)
    changed = cloudfront.update_cache_policy(Id=policy_id, IfMatch=made["ETag"], CachePolicyConfig=cache_policy(name, ttl=90))
    assert cloudfront.get_cache_policy_config(Id=policy_id)["CachePolicyConfig"]["DefaultTTL"] == 90
    cloudfront.delete_cache_policy(Id=policy_id, IfMatch=changed["ETag"])
    with pytest.raises(ClientError) as caught:
        cloudfront.get_cache_policy(Id=policy_id)
    assert code(caught) == "NoSuchCachePolicy"


def test_a_policy_is_refused_under_a_name_in_use_and_with_an_old_etag(cloudfront, name):
    made = cloudfront.create_cache_policy(CachePolicyConfig=cache_policy(name))
    with pytest.raises(ClientError) as caught:
        cloudfront.create_cache_policy(CachePolicyConfig=cache_policy(name))
    assert code(caught) == "CachePolicyAlreadyExists"
    with pytest.raises(ClientError) as caught:
        cloudfront.delete_cache_policy(Id=made["CachePolicy"]["Id"], IfMatch="old")
    assert code(caught) == "PreconditionFailed"


def test_response_headers_policies_are_kept(cloudfront, name):
    security = {"FrameOptions": {"Override": True, "FrameOption": "DENY"}, "ContentTypeOptions": {"Override": True}}
    made = cloudfront.create_response_headers_policy(ResponseHeadersPolicyConfig={"Name": name, "SecurityHeadersConfig": security})
    read = cloudfront.get_response_headers_policy(Id=made["ResponseHeadersPolicy"]["Id"])["ResponseHeadersPolicy"]
    assert read["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"] == security


def test_a_distribution_is_read_back_as_it_was_written(cloudfront, standing):
    policy, origin, config, made = standing
    read = cloudfront.get_distribution(Id=made["Distribution"]["Id"])["Distribution"]["DistributionConfig"]
    assert read["Origins"]["Items"][0]["VpcOriginConfig"] == config["Origins"]["Items"][0]["VpcOriginConfig"]
    assert read["DefaultCacheBehavior"]["CachePolicyId"] == policy["Id"]
    assert "ForwardedValues" not in read["DefaultCacheBehavior"]
    assert read["PriceClass"] == "PriceClass_All"


def test_what_a_distribution_uses_stays(cloudfront, standing):
    policy, origin, _, _ = standing
    with pytest.raises(ClientError) as caught:
        cloudfront.delete_cache_policy(Id=policy["Id"], IfMatch=cloudfront.get_cache_policy(Id=policy["Id"])["ETag"])
    assert code(caught) == "CachePolicyInUse"
    etag = cloudfront.get_vpc_origin(Id=origin["Id"])["ETag"]
    with pytest.raises(ClientError) as caught:
        cloudfront.update_vpc_origin(Id=origin["Id"], IfMatch=etag, VpcOriginEndpointConfig=endpoint("other", port=444))
    assert code(caught) == "CannotUpdateEntityWhileInUse"
    with pytest.raises(ClientError) as caught:
        cloudfront.delete_vpc_origin(Id=origin["Id"], IfMatch=etag)
    assert code(caught) == "CannotDeleteEntityWhileInUse"


def test_a_name_leads_to_one_distribution(cloudfront, standing):
    policy, origin, config, _ = standing
    again = distribution(policy["Id"], origin["Id"], config["Aliases"]["Items"][0])
    with pytest.raises(ClientError) as caught:
        cloudfront.create_distribution(DistributionConfig=again)
    assert code(caught) == "CNAMEAlreadyExists"


def test_a_distribution_is_disabled_before_it_is_deleted(cloudfront, standing):
    _, origin, config, made = standing
    distribution_id = made["Distribution"]["Id"]
    with pytest.raises(ClientError) as caught:
        cloudfront.delete_distribution(Id=distribution_id, IfMatch=made["ETag"])
    assert code(caught) == "DistributionNotDisabled"
    updated = cloudfront.update_distribution(Id=distribution_id, IfMatch=made["ETag"], DistributionConfig={**config, "Enabled": False})
    cloudfront.delete_distribution(Id=distribution_id, IfMatch=updated["ETag"])
    cloudfront.delete_vpc_origin(Id=origin["Id"], IfMatch=cloudfront.get_vpc_origin(Id=origin["Id"])["ETag"])
    with pytest.raises(ClientError) as caught:
        cloudfront.get_vpc_origin(Id=origin["Id"])
    assert code(caught) == "EntityNotFound"
