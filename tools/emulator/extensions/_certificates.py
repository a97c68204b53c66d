"""Certificates of ACM and IAM, as the services that present them look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from moto.acm.models import acm_backends

ACM_ARN = re.compile(r"arn:aws[a-z-]*:acm:([a-z0-9-]+):(\d{12}):certificate/.+")
IAM_ARN = re.compile(r"arn:aws[a-z-]*:iam::(\d{12}):server-certificate/.+")


def region_of(arn: str) -> str | None:
    """The region of an ACM certificate's ARN; None for any other ARN."""
    match = ACM_ARN.fullmatch(arn)
    return match.group(1) if match else None


def find_certificate(arn: str) -> Any | None:
    """The certificate of ACM with its present status, or None."""
    match = ACM_ARN.fullmatch(arn)
    certificate = acm_backends[match.group(2)][match.group(1)]._certificates.get(arn) if match else None
    if certificate is not None:
        certificate.check()
    return certificate


def iam_certificate_exists(arn: str) -> bool:
    from moto.iam.models import iam_backends

    match = IAM_ARN.fullmatch(arn)
    return match is not None and iam_backends[match.group(1)]["aws"].get_certificate_by_arn(arn) is not None


def names_of(certificate: Any) -> set[str]:
    return {name.lower() for name in [certificate.common_name, *certificate.sans] if name}


def covers(certificate: Any, name: str) -> bool:
    """Whether one of its names is the name, or a wildcard in the place of the name's first label.

    https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html#acm-certificate-wildcard
    """
    names = names_of(certificate)
    return name.lower() in names or "*." + name.lower().partition(".")[2] in names


def users_of(arn: str, account_id: str) -> Iterator[str]:
    """ARNs of the load balancers and distributions that present the certificate."""
    from moto.cloudfront.models import cloudfront_backends
    from moto.elbv2.models import elbv2_backends

    region = region_of(arn) or ""
    for balancer in elbv2_backends[account_id][region].load_balancers.values() if region else ():
        if any(arn in (listener.certificate, *listener.certificates) for listener in balancer.listeners.values()):
            yield balancer.arn
    for distribution in cloudfront_backends[account_id]["aws"].distributions.values():
        if distribution.raw_config["ViewerCertificate"].get("ACMCertificateArn") == arn:
            yield distribution.arn
