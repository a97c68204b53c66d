"""CloudFront: distributions that are read back as they were written, deployed in a moment, and refused where AWS refuses them."""

from __future__ import annotations

import copy
from typing import Any

from moto.cloudfront.models import CloudFrontBackend, Distribution
from moto.cloudfront.responses import CloudFrontResponse

from ._cloudfront import DEPLOYMENT, check_version, new_etag, now
from ._distribution_checks import check_config
from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

#: What CloudFront shows of parts that a request leaves out.
ABSENT_PARTS: dict[str, Any] = {
    "Aliases": {"Quantity": 0},
    "OriginGroups": {"Quantity": 0},
    "CacheBehaviors": {"Quantity": 0},
    "CustomErrorResponses": {"Quantity": 0},
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1", "CertificateSource": "cloudfront"},
    "DefaultRootObject": "",
    "PriceClass": "PriceClass_All",
    "HttpVersion": "http2",
    "IsIPV6Enabled": True,
    "WebACLId": "",
    "Comment": "",
}


def complete(config: dict[str, Any]) -> dict[str, Any]:
    """A configuration as CloudFront shows it: what was left out has its default, lists know their length."""
    whole = {**copy.deepcopy(ABSENT_PARTS), **copy.deepcopy(config)}
    for part in ("Aliases", "Origins", "OriginGroups", "CacheBehaviors", "CustomErrorResponses"):
        whole[part]["Quantity"] = len(whole[part].get("Items") or [])
    return whole


@ext.around(Distribution, "__init__")
def create(original: Any, self: Any, account_id: str, region_name: str, config: dict[str, Any]) -> None:
    self.raw_config = complete(config)
    self.deployed_at = now() + DEPLOYMENT
    original(self, account_id, region_name, config)


@ext.extend(Distribution)
class _Status:
    @property
    def status(self: Any) -> str:
        """Every change is deployed a moment after it.

        https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-returned.html
        """
        return "InProgress" if now() < self.deployed_at else "Deployed"


def distribution_answer(distribution: Any) -> dict[str, Any]:
    """As it was written: moto's own classes forget what they don't know."""
    return {
        "Id": distribution.distribution_id,
        "ARN": distribution.arn,
        "Status": distribution.status,
        "LastModifiedTime": distribution.last_modified_time,
        "InProgressInvalidationBatches": 0,
        "DomainName": distribution.domain_name,
        "ActiveTrustedSigners": {"Enabled": False, "Quantity": 0},
        "ActiveTrustedKeyGroups": {"Enabled": False, "Quantity": 0},
        "DistributionConfig": distribution.raw_config,
    }


@ext.extend(CloudFrontResponse)
class _Distributions:
    def create_distribution(self: Any) -> Any:
        return create_distribution(self.backend, params(self)["DistributionConfig"], [])

    def create_distribution_with_tags(self: Any) -> Any:
        given = params(self)["DistributionConfigWithTags"]
        return create_distribution(self.backend, given["DistributionConfig"], (given.get("Tags") or {}).get("Items") or [])

    def get_distribution(self: Any) -> Any:
        distribution, etag = self.backend.get_distribution(params(self)["Id"])
        return result(Distribution=distribution_answer(distribution), ETag=etag)

    def get_distribution_config(self: Any) -> Any:
        distribution, etag = self.backend.get_distribution(params(self)["Id"])
        return result(DistributionConfig=distribution.raw_config, ETag=etag)

    def update_distribution(self: Any) -> Any:
        """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html"""
        given = params(self)
        config = complete(given["DistributionConfig"])
        distribution, etag = self.backend.get_distribution(given["Id"])
        check_version(etag, given.get("IfMatch"))
        if config.get("CallerReference") != distribution.raw_config["CallerReference"]:
            raise ServiceError("IllegalUpdate", "The update contains modifications that are not allowed: the caller reference can't be changed.")
        check_config(self.backend, config, distribution)
        self.backend.update_distribution(given["DistributionConfig"], given["Id"], given["IfMatch"])
        distribution.raw_config = config
        distribution.etag = new_etag()
        distribution.deployed_at = now() + DEPLOYMENT
        return result(Distribution=distribution_answer(distribution), ETag=distribution.etag)


def create_distribution(backend: Any, config: dict[str, Any], tags: list[dict[str, str]]) -> Any:
    check_config(backend, complete(config))
    distribution, location, etag = backend.create_distribution(distribution_config=config, tags=tags)
    return result(Distribution=distribution_answer(distribution), ETag=etag, Location=location)


@ext.around(CloudFrontBackend)
def delete_distribution(original: Any, self: Any, distribution_id: str, if_match: Any) -> None:
    """Disabled, and deployed so. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteDistribution.html"""
    distribution = self.distributions.get(distribution_id)
    if distribution is not None:
        check_version(distribution.etag, if_match)
        if distribution.raw_config.get("Enabled") or distribution.status != "Deployed":
            raise ServiceError("DistributionNotDisabled", "The distribution you are trying to delete has not been disabled.")
    original(self, distribution_id, if_match)
