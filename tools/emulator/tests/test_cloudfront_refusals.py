"""CloudFront: the errors of API_CreateDistribution, API_UpdateDistribution and API_CreateVpcOrigin."""

from __future__ import annotations

import uuid

import pytest

from distributions import (
    behavior,
    cache_policy,
    custom_origin,
    endpoint,
    listed,
    make_vpc_origin,
    plain_distribution,
    presented,
    vpc_origin,
)
from edge import issued_certificate, make_balancer, make_vpc, refused


@pytest.fixture
def cloudfront(client):
    return client("cloudfront")


@pytest.fixture
def create(cloudfront):
    """Makes a distribution; what differs from a plain one is given."""

    def make(*origins, **more):
        return cloudfront.create_distribution(DistributionConfig=plain_distribution(*origins, **more))

    return make


@pytest.fixture
def control(cloudfront, name):
    config = {"Name": name, "SigningProtocol": "sigv4", "SigningBehavior": "always", "OriginAccessControlOriginType": "s3"}
    return cloudfront.create_origin_access_control(OriginAccessControlConfig=config)


def bucket_origin(domain, control_id=""):
    return {"Id": "assets", "DomainName": domain, "S3OriginConfig": {"OriginAccessIdentity": ""}, "OriginAccessControlId": control_id}


# ---- references


@pytest.mark.parametrize("kind", ["CachePolicy", "OriginRequestPolicy", "ResponseHeadersPolicy"])
def test_policies_exist(create, kind):
    refused(f"NoSuch{kind}", create, DefaultCacheBehavior={**behavior("custom"), f"{kind}Id": str(uuid.uuid4())})


def test_managed_policies_exist(create):
    managed = {"OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3", "ResponseHeadersPolicyId": "67f7725c-6f97-4210-82d7-5512b31e9d03"}
    create(DefaultCacheBehavior=behavior("custom", **managed))


def test_origins_that_behaviors_name_exist(create):
    refused("NoSuchOrigin", create, DefaultCacheBehavior=behavior("nothing"))
    refused("NoSuchOrigin", create, CacheBehaviors=listed(behavior("nothing", PathPattern="/a/*")))
    codes = {"StatusCodes": listed(500)}
    group = {"Id": "group", "FailoverCriteria": codes, "Members": listed({"OriginId": "custom"}, {"OriginId": "nothing"})}
    refused("NoSuchOrigin", create, OriginGroups=listed(group))


def test_web_acls_are_of_cloudfront_scope(client, create, name):
    waf = client("wafv2")
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": name}
    given = {"Name": name, "DefaultAction": {"Allow": {}}, "VisibilityConfig": seen}
    regional = waf.create_web_acl(Scope="REGIONAL", **given)["Summary"]["ARN"]
    refused("InvalidWebACLId", create, WebACLId=regional)
    refused("InvalidWebACLId", create, WebACLId=f"arn:aws:wafv2:us-east-1:123456789012:global/webacl/{name}/1")
    acl = waf.create_web_acl(Scope="CLOUDFRONT", **given)["Summary"]
    create(WebACLId=acl["ARN"])
    refused("WAFAssociatedItemException", waf.delete_web_acl, Name=name, Scope="CLOUDFRONT", Id=acl["Id"], LockToken=acl["LockToken"])


def test_access_controls_exist_fit_and_stay_while_in_use(cloudfront, create, control, name):
    control_id, etag = control["OriginAccessControl"]["Id"], control["ETag"]
    domain = f"{name}.s3.eu-central-1.amazonaws.com"
    refused("InvalidOriginAccessControl", create, bucket_origin(domain, "E0000000000000"))
    refused("InvalidDomainNameForOriginAccessControl", create, {**custom_origin(), "OriginAccessControlId": control_id})
    refused("InvalidArgument", create, bucket_origin("assets.example.com"), message="does not refer to a valid S3 bucket")
    create(bucket_origin(domain, control_id))
    refused("PreconditionFailed", cloudfront.delete_origin_access_control, Id=control_id, IfMatch="EOLD")
    refused("OriginAccessControlInUse", cloudfront.delete_origin_access_control, Id=control_id, IfMatch=etag)
    again = control["OriginAccessControl"]["OriginAccessControlConfig"]
    refused("OriginAccessControlAlreadyExists", cloudfront.create_origin_access_control, OriginAccessControlConfig=again)


# ---- certificates and aliases


def test_an_alias_needs_a_certificate_that_covers_it(client, create, name):
    domain = f"{name}.example.com"
    arn = issued_certificate(client, domain)
    pending = client("acm").request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    elsewhere = issued_certificate(client, f"{name}.example.org", "eu-central-1")
    unknown = arn.rpartition("/")[0] + "/" + str(uuid.uuid4())
    refused("InvalidViewerCertificate", create, Aliases=listed(domain), message="you must attach a trusted certificate")
    for bad in (unknown, elsewhere):
        refused("InvalidViewerCertificate", create, ViewerCertificate=presented(bad), message="isn't in us-east-1 region")
    for covered, alias in ((True, domain), (True, f"www.{domain}"), (False, f"a.b.{domain}"), (False, "example.com")):
        given = {"Aliases": listed(alias), "ViewerCertificate": presented(arn)}
        if covered:
            create(**given)
        else:
            refused("InvalidViewerCertificate", create, **given, message="doesn't cover the alternate domain name")
    refused("CNAMEAlreadyExists", create, Aliases=listed(domain), ViewerCertificate=presented(arn))
    refused("ResourceInUseException", client("acm").delete_certificate, CertificateArn=arn)
    assert client("acm").describe_certificate(CertificateArn=pending)["Certificate"]["Status"] == "ISSUED"  # the same record validates it


def test_a_certificate_that_is_pending_is_refused(client, create, name):
    pending = client("acm").request_certificate(DomainName=f"{name}.example.com", ValidationMethod="DNS")["CertificateArn"]
    refused("InvalidViewerCertificate", create, ViewerCertificate=presented(pending))


# ---- versions


def test_what_was_read_is_what_is_changed(cloudfront, create):
    made = create()
    distribution_id, config = made["Distribution"]["Id"], made["Distribution"]["DistributionConfig"]
    refused("PreconditionFailed", cloudfront.update_distribution, Id=distribution_id, IfMatch="EOLD", DistributionConfig=config)
    refused("InvalidIfMatchVersion", cloudfront.update_distribution, Id=distribution_id, DistributionConfig=config)
    refused("PreconditionFailed", cloudfront.delete_distribution, Id=distribution_id, IfMatch="EOLD")
    changed = {**config, "CallerReference": uuid.uuid4().hex}
    refused("IllegalUpdate", cloudfront.update_distribution, Id=distribution_id, IfMatch=made["ETag"], DistributionConfig=changed)
    refused("DistributionAlreadyExists", cloudfront.create_distribution, DistributionConfig=config)


# ---- shape


@pytest.mark.parametrize(
    ("code", "origin"),
    [
        ("InvalidArgument", custom_origin(HTTPPort=81)),
        ("InvalidArgument", custom_origin(HTTPSPort=65536)),
        ("InvalidOriginReadTimeout", custom_origin(OriginReadTimeout=121)),
        ("InvalidOriginKeepaliveTimeout", custom_origin(OriginKeepaliveTimeout=121)),
        ("InvalidArgument", {**custom_origin(), "OriginPath": "a"}),
        ("InvalidArgument", {**custom_origin(), "CustomHeaders": listed({"HeaderName": "Host", "HeaderValue": "a"})}),
        ("InvalidArgument", {**custom_origin(), "CustomHeaders": listed({"HeaderName": "X-A", "HeaderValue": "a" * 1784})}),
        ("InvalidArgument", {"Id": "custom", "DomainName": "example.com"}),
    ],
)
def test_origins(create, code, origin):
    refused(code, create, origin)


def test_behaviors(create):
    refused("InvalidArgument", create, DefaultCacheBehavior={"TargetOriginId": "custom", "ViewerProtocolPolicy": "allow-all"})
    twice = [behavior("custom", PathPattern=pattern) for pattern in ("/a/*", "a/*")]
    refused("InvalidArgument", create, CacheBehaviors=listed(*twice), message="duplicates")
    methods = {**listed("GET", "HEAD", "POST"), "CachedMethods": listed("GET", "HEAD")}
    refused("InvalidArgument", create, DefaultCacheBehavior=behavior("custom", AllowedMethods=methods))
    every = {**listed("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"), "CachedMethods": listed("GET", "HEAD")}
    members = listed({"OriginId": "custom"}, {"OriginId": "other"})
    group = {"Id": "group", "FailoverCriteria": {"StatusCodes": listed(500)}, "Members": members}
    given = {"OriginGroups": listed(group), "DefaultCacheBehavior": behavior("group", AllowedMethods=every)}
    refused("InvalidArgument", create, custom_origin(), custom_origin("other"), **given, message="associated with an origin group")


@pytest.mark.parametrize(
    ("code", "response"),
    [
        ("InvalidErrorCode", {"ErrorCode": 418}),
        ("InvalidResponseCode", {"ErrorCode": 404, "ResponsePagePath": "/a", "ResponseCode": "302"}),
        ("InvalidResponseCode", {"ErrorCode": 404, "ResponsePagePath": "/a"}),
        ("InvalidRelativePath", {"ErrorCode": 404, "ResponsePagePath": "a", "ResponseCode": "200"}),
    ],
)
def test_error_pages(create, code, response):
    refused(code, create, CustomErrorResponses=listed({"ErrorCachingMinTTL": 0, **response}))


def test_the_times_of_a_cache_policy_ascend(cloudfront, name):
    refused("InvalidArgument", cloudfront.create_cache_policy, CachePolicyConfig=cache_policy(name, ttl=7200))
    uncached = {**cache_policy(name, ttl=0), "MaxTTL": 0}
    refused("InvalidArgument", cloudfront.create_cache_policy, CachePolicyConfig=uncached, message="caching disabled")


# ---- VPC origins


def test_a_vpc_origin_is_an_internal_load_balancer_of_a_vpc_with_a_gateway(client, cloudfront, name):
    def create(arn, **more):
        return cloudfront.create_vpc_origin(VpcOriginEndpointConfig={**endpoint(name, arn), **more})

    open_vpc, closed_vpc = make_vpc(client), make_vpc(client, gateway=False)
    facing = make_balancer(client, open_vpc, f"{name}-a", Scheme="internet-facing")["LoadBalancerArn"]
    closed = make_balancer(client, closed_vpc, f"{name}-b")["LoadBalancerArn"]
    internal = make_balancer(client, open_vpc, f"{name}-c")["LoadBalancerArn"]
    refused("InvalidArgument", create, internal + "0")
    refused("InvalidArgument", create, facing)
    refused("InvalidArgument", create, closed, message="no internet gateway")
    refused("InvalidArgument", create, internal, HTTPSPort=444)
    create(internal)
    refused("EntityAlreadyExists", create, internal)


def test_a_vpc_origin_is_deployed_before_it_is_used(client, cloudfront, create, name):
    refused("EntityNotFound", create, vpc_origin("vo_0000000000000000000000"))
    arn = make_balancer(client, make_vpc(client), name)["LoadBalancerArn"]
    made = cloudfront.create_vpc_origin(VpcOriginEndpointConfig=endpoint(name, arn))
    refused("InvalidArgument", create, vpc_origin(made["VpcOrigin"]["Id"]), message="not deployed")
    refused("IllegalDelete", cloudfront.delete_vpc_origin, Id=made["VpcOrigin"]["Id"], IfMatch=made["ETag"])


def test_the_load_balancer_of_a_vpc_origin_stays(client, name):
    arn = make_vpc_origin(client, name)["VpcOriginEndpointConfig"]["Arn"]
    refused("ResourceInUse", client("elbv2").delete_load_balancer, LoadBalancerArn=arn)


def test_a_vpc_origin_is_not_changed_while_it_is_deployed(client, cloudfront, name):
    arn = make_balancer(client, make_vpc(client), name)["LoadBalancerArn"]
    made = cloudfront.create_vpc_origin(VpcOriginEndpointConfig=endpoint(name, arn))
    given = {"Id": made["VpcOrigin"]["Id"], "VpcOriginEndpointConfig": endpoint(name, arn, port=8443)}
    refused("PreconditionFailed", cloudfront.update_vpc_origin, **given, IfMatch="EOLD")
    refused("IllegalUpdate", cloudfront.update_vpc_origin, **given, IfMatch=made["ETag"])


# ---- what doesn't go together

FUNCTION = {"EventType": "viewer-request", "FunctionARN": "arn:aws:cloudfront::123456789012:function/f"}


def test_an_origin_has_an_access_control_or_an_identity(create, control, name):
    origin = bucket_origin(f"{name}.s3.amazonaws.com", control["OriginAccessControl"]["Id"])
    both = {**origin, "S3OriginConfig": {"OriginAccessIdentity": "origin-access-identity/cloudfront/E1"}}
    refused("IllegalOriginAccessConfiguration", create, both)


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("InvalidDefaultRootObject", {"DefaultRootObject": "/index.html"}),
        ("InvalidArgument", {"Origins": listed(custom_origin(), custom_origin())}),
        ("InvalidArgument", {"Origins": listed({**custom_origin(), "ConnectionAttempts": 4})}),
        ("InvalidFunctionAssociation", {"DefaultCacheBehavior": behavior("custom", FunctionAssociations=listed(FUNCTION, FUNCTION))}),
    ],
)
def test_the_rest_of_a_distribution(create, code, more):
    refused(code, create, **more)


def test_a_certificate_of_ones_own_says_how_it_is_presented(client, create, name):
    arn = issued_certificate(client, f"{name}.example.com")
    refused("InvalidArgument", create, ViewerCertificate={"ACMCertificateArn": arn}, message="SSLSupportMethod")


def test_an_origin_request_policy_needs_a_cache_policy(create):
    forwarded = {"QueryString": False, "Cookies": {"Forward": "none"}}
    target = {"TargetOriginId": "custom", "ViewerProtocolPolicy": "allow-all", "ForwardedValues": forwarded, "MinTTL": 0}
    policy = "216adef6-5c7f-47e4-b989-5492eafa07d3"
    refused("InvalidArgument", create, DefaultCacheBehavior={**target, "OriginRequestPolicyId": policy}, message="needs a cache policy")
    create(DefaultCacheBehavior=target)
