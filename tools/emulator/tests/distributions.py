"""Configurations of CloudFront that the tests begin with."""

from __future__ import annotations

import uuid
from typing import Any

from edge import make_balancer, make_vpc, wait_until

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"


def cache_policy(name: str, ttl: int = 60) -> dict[str, Any]:
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


def endpoint(name: str, arn: str, port: int = 443) -> dict[str, Any]:
    return {
        "Name": name,
        "Arn": arn,
        "HTTPPort": 80,
        "HTTPSPort": port,
        "OriginProtocolPolicy": "https-only",
        "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
    }


def make_vpc_origin(client: Any, name: str) -> dict[str, Any]:
    """A deployed VPC origin with an internal load balancer of its own."""
    cloudfront = client("cloudfront")
    arn = make_balancer(client, make_vpc(client), name)["LoadBalancerArn"]
    origin = cloudfront.create_vpc_origin(VpcOriginEndpointConfig=endpoint(name, arn))["VpcOrigin"]
    assert origin["Status"] == "Deploying"
    wait_until(lambda: cloudfront.get_vpc_origin(Id=origin["Id"])["VpcOrigin"]["Status"] == "Deployed")
    return origin


def vpc_origin(origin_id: str) -> dict[str, Any]:
    return {
        "Id": "load-balancer",
        "DomainName": "origin.example.com",
        "VpcOriginConfig": {"VpcOriginId": origin_id, "OriginReadTimeout": 30, "OriginKeepaliveTimeout": 60},
    }


def custom_origin(origin_id: str = "custom", **more: Any) -> dict[str, Any]:
    config = {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}
    return {"Id": origin_id, "DomainName": "origin.example.com", "CustomOriginConfig": {**config, **more}}


def behavior(target: str, policy_id: str = CACHING_DISABLED, **more: Any) -> dict[str, Any]:
    return {"TargetOriginId": target, "ViewerProtocolPolicy": "redirect-to-https", "CachePolicyId": policy_id, **more}


def listed(*items: Any) -> dict[str, Any]:
    return {"Quantity": len(items), "Items": list(items)}


def plain_distribution(*origins: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Without aliases, caching nothing, the first origin for everything."""
    origins = origins or (custom_origin(),)
    usual = {
        "CallerReference": uuid.uuid4().hex,
        "Comment": "",
        "Enabled": False,
        "Origins": listed(*origins),
        "DefaultCacheBehavior": behavior(origins[0]["Id"]),
    }
    return {**usual, **more}


def presented(certificate: str) -> dict[str, Any]:
    return {"ACMCertificateArn": certificate, "SSLSupportMethod": "sni-only", "MinimumProtocolVersion": "TLSv1.2_2021"}


def distribution(policy_id: str, origin_id: str, alias: str, certificate: str) -> dict[str, Any]:
    """An enabled one with an alias and a VPC origin."""
    return plain_distribution(
        vpc_origin(origin_id),
        Enabled=True,
        Aliases=listed(alias),
        ViewerCertificate=presented(certificate),
        DefaultCacheBehavior=behavior("load-balancer", policy_id),
    )


def disable(cloudfront: Any, distribution_id: str, config: dict[str, Any], etag: str) -> str:
    """Returns the new version."""
    return cloudfront.update_distribution(Id=distribution_id, IfMatch=etag, DistributionConfig={**config, "Enabled": False})["ETag"]


def is_deployed(cloudfront: Any, distribution_id: str) -> bool:
    return cloudfront.get_distribution(Id=distribution_id)["Distribution"]["Status"] == "Deployed"
