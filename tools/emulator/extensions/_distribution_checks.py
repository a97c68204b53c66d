"""What CloudFront refuses in a distribution's configuration.

https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html#API_CreateDistribution_Errors
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from moto.wafv2.models import GLOBAL_REGION, wafv2_backends

from ._certificates import covers, find_certificate, iam_certificate_exists, region_of
from ._cloudfront import argument, behaviors_of, now, port_is_allowed, store, vpc_origins
from ._support import ServiceError
from .cloudfront_functions import is_live
from .cloudfront_key_groups import groups
from .cloudfront_real_time_logs import configs

GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"

#: Policies that every account has. using-managed-cache-policies.html, using-managed-origin-request-policies.html and
#: using-managed-response-headers-policies.html of the Developer Guide.
MANAGED = {
    "CachePolicy": {
        "658327ea-f89d-4fab-a63d-7e88639e58f6",  # CachingOptimized
        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",  # CachingOptimizedForUncompressedObjects
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",  # CachingDisabled
        "08627262-05a9-4f76-9ded-b50ca2e3a84f",  # Elemental-MediaPackage
        "2e54312d-136d-493c-8eb9-b001f22f67d2",  # Amplify
        "83da9c7e-98b4-4e11-a168-04f0df8e2c65",  # UseOriginCacheControlHeaders
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",  # UseOriginCacheControlHeaders-QueryStrings
    },
    "OriginRequestPolicy": {
        "acba4595-bd28-49b8-b9fe-13317c0390fa",  # UserAgentRefererHeaders
        "59781a5b-3903-41f3-afcb-af62929ccde1",  # CORS-CustomOrigin
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",  # CORS-S3Origin
        "216adef6-5c7f-47e4-b989-5492eafa07d3",  # AllViewer
        "775133bc-15f2-49f9-abea-afb2e0bf67d2",  # Elemental-MediaTailor-PersonalizedManifests
        "33f36d7e-f396-46d9-90e0-52428a34d9dc",  # AllViewerAndCloudFrontHeaders-2022-06
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",  # AllViewerExceptHostHeader
        "bf0718e1-ba1e-49d1-88b1-f726733018ae",  # HostHeaderOnly
    },
    "ResponseHeadersPolicy": {
        "60669652-455b-4ae9-85a4-c4c02393f86c",  # SimpleCORS
        "67f7725c-6f97-4210-82d7-5512b31e9d03",  # SecurityHeadersPolicy
        "e61eb60c-9c35-4d20-a928-2b84e02af89c",  # CORS-and-SecurityHeadersPolicy
        "5cc3b908-e619-4b99-88e5-2cf7f45965bd",  # CORS-With-Preflight
        "eaab4381-ed33-4a86-88ca-d9558dc6cd63",  # CORS-with-preflight-and-SecurityHeadersPolicy
    },
}


def items(part: dict[str, Any] | None) -> list[Any]:
    return (part or {}).get("Items") or []


# ---- aliases and certificates ---------------------------------------------------------------------------------------

REQUIREMENTS = f"For more details, see: {GUIDE}/CNAMEs.html#alternate-domain-names-requirements"


def check_aliases(backend: Any, config: dict[str, Any], own: Any) -> None:
    """One name leads to one distribution."""
    wanted = set(items(config["Aliases"]))
    for distribution in backend.distributions.values():
        taken = set(items(distribution.raw_config["Aliases"]))
        if distribution is not own and wanted & taken:
            raise ServiceError("CNAMEAlreadyExists", "One or more of the CNAMEs you provided are already associated with a different resource.")


def check_certificate(config: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html"""
    viewer, aliases = config["ViewerCertificate"], items(config["Aliases"])
    acm, iam = viewer.get("ACMCertificateArn"), viewer.get("IAMCertificateId")
    if not acm and not iam:
        if aliases:
            raise ServiceError(
                "InvalidViewerCertificate",
                "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your "
                f"authorization to use the domain name. {REQUIREMENTS}",
            )
        return
    if not viewer.get("SSLSupportMethod"):
        raise argument("The parameter SSLSupportMethod is required for a certificate of your own.")
    certificate = find_certificate(acm) if acm and region_of(acm) == "us-east-1" else None
    if acm and (certificate is None or certificate.status != "ISSUED") and not iam_certificate_exists(acm):
        raise ServiceError(
            "InvalidViewerCertificate",
            "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
        )
    if certificate is not None and not all(covers(certificate, alias) for alias in aliases):
        raise ServiceError(
            "InvalidViewerCertificate",
            "The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add. "
            f"{REQUIREMENTS}",
        )


def check_web_acl(backend: Any, acl: str) -> None:
    """One of CLOUDFRONT scope, by its ARN; the ids of WAF Classic aren't known here."""
    if acl.startswith("arn:") and acl not in wafv2_backends[backend.account_id][GLOBAL_REGION].wacls:
        raise ServiceError(
            "InvalidWebACLId", "A web ACL ID specified is not valid. To specify a web ACL created using the latest version of WAF, use the ACL ARN."
        )


# ---- origins --------------------------------------------------------------------------------------------------------

ORIGIN_KINDS = ("S3OriginConfig", "CustomOriginConfig", "VpcOriginConfig")
S3_DOMAIN = re.compile(r"[a-z0-9.-]+\.s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?")
S3_WEBSITE = re.compile(r".*\.s3-website[.-][a-z0-9-]+\.amazonaws\.com")
#: Domain names that an origin access control of each type can sign for.
SIGNED_DOMAINS = {"s3": S3_DOMAIN, "lambda": re.compile(r"[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws")}
#: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-denylist
FORBIDDEN_HEADERS = {
    *("cache-control", "connection", "content-length", "cookie", "host", "if-match", "if-modified-since", "if-none-match", "if-range"),
    *("if-unmodified-since", "max-forwards", "pragma", "proxy-authenticate", "proxy-authorization", "proxy-connection", "range"),
    *("request-range", "te", "trailer", "transfer-encoding", "upgrade", "via", "x-real-ip"),
}


def check_origin(backend: Any, origin: dict[str, Any]) -> None:
    kinds = [kind for kind in ORIGIN_KINDS if origin.get(kind) is not None]
    if len(kinds) != 1:
        raise argument(f"The parameter Origin must have exactly one of {', '.join(ORIGIN_KINDS)}.")
    domain = origin["DomainName"].lower()
    if kinds == ["S3OriginConfig"] and (not S3_DOMAIN.fullmatch(domain) or S3_WEBSITE.fullmatch(domain)):
        raise argument("The parameter Origin DomainName does not refer to a valid S3 bucket.")
    if origin.get("OriginAccessControlId"):
        check_access_control(backend, origin, domain)
    if kinds == ["VpcOriginConfig"]:
        check_vpc_origin(backend, origin["VpcOriginConfig"])
    if kinds == ["CustomOriginConfig"]:
        for member in ("HTTPPort", "HTTPSPort"):
            if not port_is_allowed(int(origin["CustomOriginConfig"][member])):
                raise argument(f"The parameter {member} must be 80, 443 or between 1024 and 65535.")
    check_timeouts(origin, kinds[0])
    path = origin.get("OriginPath") or ""
    if path and (not path.startswith("/") or path.endswith("/")):
        raise argument("The parameter OriginPath must begin with a slash and must not end with one.")
    check_headers(items(origin.get("CustomHeaders")))


#: None can be raised. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-custom-headers
LONGEST_NAME, LONGEST_VALUE, LONGEST_ALL = 256, 1783, 10_240


def check_headers(headers: list[dict[str, Any]]) -> None:
    lengths = [(len(header["HeaderName"]), len(header["HeaderValue"])) for header in headers]
    too_long = any(name > LONGEST_NAME or value > LONGEST_VALUE for name, value in lengths)
    if too_long or sum(map(sum, lengths)) > LONGEST_ALL:
        raise argument("The parameter CustomHeaders has a name, a value or a total that is too long.")
    for header in headers:
        name = header["HeaderName"].lower()
        if name in FORBIDDEN_HEADERS or name.startswith(("x-amz-", "x-edge-")):
            raise argument(f"The parameter HeaderName contains a header that is not allowed: {header['HeaderName']}.")


def check_access_control(backend: Any, origin: dict[str, Any], domain: str) -> None:
    control = backend.origin_access_controls.get(origin["OriginAccessControlId"])
    if control is None:
        raise ServiceError("InvalidOriginAccessControl", "The origin access control is not valid.")
    if (origin.get("S3OriginConfig") or {}).get("OriginAccessIdentity"):
        raise ServiceError(
            "IllegalOriginAccessConfiguration", "An origin cannot contain both an origin access control (OAC) and an origin access identity (OAI)."
        )
    pattern = SIGNED_DOMAINS.get(control.origin_type)
    if pattern and not pattern.fullmatch(domain):
        raise ServiceError(
            "InvalidDomainNameForOriginAccessControl", "An origin access control is associated with an origin whose domain name is not supported."
        )


def check_vpc_origin(backend: Any, config: dict[str, Any]) -> None:
    entry = vpc_origins(backend).get(config["VpcOriginId"])
    if entry is None:
        raise ServiceError("EntityNotFound", "The entity was not found.")
    if entry["deleting"] or now() < entry["until"]:
        raise argument(f"The parameter VpcOriginId names a VPC origin that is not deployed: {entry['id']}.")


def check_timeouts(origin: dict[str, Any], kind: str) -> None:
    """API_CustomOriginConfig and API_VpcOriginConfig."""
    for member, code in (("OriginReadTimeout", "InvalidOriginReadTimeout"), ("OriginKeepaliveTimeout", "InvalidOriginKeepaliveTimeout")):
        seconds = origin[kind].get(member)
        if seconds is not None and not 1 <= int(seconds) <= 120:
            raise ServiceError(code, f"The parameter {member} must be between 1 and 120 seconds.")
    if not 1 <= int(origin.get("ConnectionAttempts", 3)) <= 3 or not 1 <= int(origin.get("ConnectionTimeout", 10)) <= 10:
        raise argument("The parameter ConnectionAttempts must be between 1 and 3, ConnectionTimeout between 1 and 10 seconds.")


def check_origins(backend: Any, config: dict[str, Any]) -> None:
    ids = [origin["Id"] for origin in items(config["Origins"])] + [group["Id"] for group in items(config["OriginGroups"])]
    if len(set(ids)) < len(ids):
        raise argument("The parameter Origin Id contains duplicates.")
    for origin in items(config["Origins"]):
        check_origin(backend, origin)
    members = [member["OriginId"] for group in items(config["OriginGroups"]) for member in items(group["Members"])]
    targets = [behavior["TargetOriginId"] for behavior in behaviors_of(config)]
    if not {*targets, *members} <= set(ids):
        raise ServiceError("NoSuchOrigin", "One or more of your origins or origin groups do not exist.")


# ---- cache behaviors ------------------------------------------------------------------------------------------------

READING = {"GET", "HEAD", "OPTIONS"}
METHODS = ({"GET", "HEAD"}, READING, READING | {"PUT", "POST", "PATCH", "DELETE"})


def policies_of(behavior: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((kind, behavior[f"{kind}Id"]) for kind in MANAGED if behavior.get(f"{kind}Id"))


def check_behavior(backend: Any, config: dict[str, Any], behavior: dict[str, Any]) -> None:
    """API_CacheBehavior."""
    for kind, policy_id in policies_of(behavior):
        if policy_id not in MANAGED[kind] and policy_id not in store(backend, kind):
            words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
            raise ServiceError(f"NoSuch{kind}", f"The specified {words} does not exist.")
    if bool(behavior.get("CachePolicyId")) == bool(behavior.get("ForwardedValues")):
        raise argument("The parameter CachePolicyId or ForwardedValues is required, and not both.")
    if behavior.get("OriginRequestPolicyId") and not behavior.get("CachePolicyId"):
        raise argument("The parameter OriginRequestPolicyId needs a cache policy.")
    methods = set(items(behavior.get("AllowedMethods"))) or {"GET", "HEAD"}
    cached = set(items((behavior.get("AllowedMethods") or {}).get("CachedMethods"))) or {"GET", "HEAD"}
    if methods not in METHODS or cached not in METHODS[:2] or not cached <= methods:
        raise argument("The parameter AllowedMethods or CachedMethods is not one of the sets of methods that CloudFront knows.")
    origin_groups = {group["Id"] for group in items(config["OriginGroups"])}
    if behavior["TargetOriginId"] in origin_groups and not methods <= READING:
        methods_for_groups = "POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group"
        raise argument(f"The parameter AllowedMethods cannot include {methods_for_groups}.")
    events = [function["EventType"] for part in ("FunctionAssociations", "LambdaFunctionAssociations") for function in items(behavior.get(part))]
    if len(set(events)) < len(events):
        raise ServiceError("InvalidFunctionAssociation", "A cache behavior can have one function for each event type.")
    if any(not is_live(backend, function["FunctionARN"]) for function in items(behavior.get("FunctionAssociations"))):
        raise ServiceError("InvalidFunctionAssociation", "A CloudFront function association is invalid.")
    if any(group_id not in groups(backend) for group_id in items(behavior.get("TrustedKeyGroups"))):
        raise ServiceError("TrustedKeyGroupDoesNotExist", "The specified key group does not exist.")
    if behavior.get("RealtimeLogConfigArn") and behavior["RealtimeLogConfigArn"] not in configs(backend):
        raise ServiceError("NoSuchRealtimeLogConfig", "The real-time log configuration does not exist.")


def check_behaviors(backend: Any, config: dict[str, Any]) -> None:
    for behavior in behaviors_of(config):
        check_behavior(backend, config, behavior)
    patterns = [behavior["PathPattern"].removeprefix("/") for behavior in items(config["CacheBehaviors"])]
    if len(set(patterns)) < len(patterns):
        raise argument("The parameter PathPattern contains duplicates.")


# ---- the rest -------------------------------------------------------------------------------------------------------

#: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesErrorPages.html
ERROR_CODES = {400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504}


def check_error_responses(config: dict[str, Any]) -> None:
    for response in items(config["CustomErrorResponses"]):
        if int(response["ErrorCode"]) not in ERROR_CODES:
            raise ServiceError("InvalidErrorCode", "An invalid error code was specified.")
        page, code = response.get("ResponsePagePath"), response.get("ResponseCode")
        if code and int(code) not in {200, *ERROR_CODES}:
            raise ServiceError("InvalidResponseCode", "A response code is not valid.")
        if bool(page) != bool(code):
            raise ServiceError("InvalidResponseCode", "The parameters ResponsePagePath and ResponseCode are given together or not at all.")
        if page and not page.startswith("/"):
            raise ServiceError("InvalidRelativePath", "The relative path is too big, is not URL-encoded, or does not begin with a slash (/).")


def check_config(backend: Any, config: dict[str, Any], own: Any = None) -> None:
    """Raises what CloudFront answers to a whole configuration; `own` is the distribution that is changed by it."""
    check_origins(backend, config)
    check_behaviors(backend, config)
    check_error_responses(config)
    check_certificate(config)
    check_aliases(backend, config, own)
    if config.get("DefaultRootObject", "").startswith("/"):
        raise ServiceError("InvalidDefaultRootObject", "The default root object file name is too big or contains an invalid character.")
    if config.get("WebACLId"):
        check_web_acl(backend, config["WebACLId"])
