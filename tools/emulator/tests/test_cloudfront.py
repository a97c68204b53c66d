"""CloudFront: policies, VPC origins, and distributions that are read back as they were written."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from distributions import cache_policy, disable, distribution, is_deployed, listed, make_vpc_origin, vpc_origin
from edge import issued_certificate, wait_until


@pytest.fixture
def cloudfront(client):
    return client("cloudfront")


def code(caught: pytest.ExceptionInfo[ClientError]) -> str:
    return caught.value.response["Error"]["Code"]


@pytest.fixture
def standing(client, cloudfront, name):
    """A distribution with a policy, a VPC origin and a certificate of its own."""
    policy = cloudfront.create_cache_policy(CachePolicyConfig=cache_policy(name))["CachePolicy"]
    origin = make_vpc_origin(client, name)
    config = distribution(policy["Id"], origin["Id"], f"{name}.example.com", issued_certificate(client, f"{name}.example.com"))
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
        cloudfront.update_vpc_origin(Id=origin["Id"], IfMatch=etag, VpcOriginEndpointConfig={**origin["VpcOriginEndpointConfig"], "HTTPSPort": 8443})
    assert code(caught) == "CannotUpdateEntityWhileInUse"


def test_a_vpc_origin_is_deleted_once_its_distribution_points_at_another(client, cloudfront, name, standing):
    _, origin, config, made = standing
    other = make_vpc_origin(client, f"{name}-next")

    def delete() -> None:
        cloudfront.delete_vpc_origin(Id=origin["Id"], IfMatch=cloudfront.get_vpc_origin(Id=origin["Id"])["ETag"])

    with pytest.raises(ClientError) as caught:
        delete()
    assert code(caught) == "CannotDeleteEntityWhileInUse"
    moved = {**config, "Origins": listed(vpc_origin(other["Id"]))}
    cloudfront.update_distribution(Id=made["Distribution"]["Id"], IfMatch=made["ETag"], DistributionConfig=moved)
    delete()


def test_a_distribution_is_disabled_and_deployed_before_it_is_deleted(cloudfront, standing):
    _, origin, config, made = standing
    distribution_id = made["Distribution"]["Id"]
    assert made["Distribution"]["Status"] == "InProgress"
    with pytest.raises(ClientError) as caught:
        cloudfront.delete_distribution(Id=distribution_id, IfMatch=made["ETag"])
    assert code(caught) == "DistributionNotDisabled"
    etag = disable(cloudfront, distribution_id, config, made["ETag"])
    with pytest.raises(ClientError) as caught:
        cloudfront.delete_distribution(Id=distribution_id, IfMatch=etag)
    assert code(caught) == "DistributionNotDisabled"
    wait_until(lambda: is_deployed(cloudfront, distribution_id))
    cloudfront.delete_distribution(Id=distribution_id, IfMatch=etag)


def test_a_vpc_origin_is_gone_a_moment_after_it_is_deleted(client, cloudfront, name):
    origin = make_vpc_origin(client, name)
    cloudfront.delete_vpc_origin(Id=origin["Id"], IfMatch=cloudfront.get_vpc_origin(Id=origin["Id"])["ETag"])
    assert cloudfront.get_vpc_origin(Id=origin["Id"])["VpcOrigin"]["Status"] == "Deploying"

    def gone() -> bool:
        try:
            cloudfront.get_vpc_origin(Id=origin["Id"])
        except ClientError as error:
            return error.response["Error"]["Code"] == "EntityNotFound"
        return False

    wait_until(gone)
