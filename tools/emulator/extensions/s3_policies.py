"""S3: bucket policies that can't be, what the block of public access and Object Ownership refuse, and names of buckets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from moto.s3.models import FakeBucket, S3Backend

from ._policies import Malformed, action_matches, as_list, decide, parse, statements, unknown_principal, wild
from ._s3 import Refusal
from ._support import Extension

ext = Extension()
install = ext.install

#: Without the white space between elements. https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
MOST_POLICY_BYTES = 20 * 1024

# Actions by what they act on. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
OBJECT_ACTIONS = {
    "AbortMultipartUpload", "BypassGovernanceRetention", "DeleteObject", "DeleteObjectTagging", "DeleteObjectVersion", "DeleteObjectVersionTagging",
    "GetObject", "GetObjectAcl", "GetObjectAttributes", "GetObjectLegalHold", "GetObjectRetention", "GetObjectTagging", "GetObjectTorrent",
    "GetObjectVersion", "GetObjectVersionAcl", "GetObjectVersionAttributes", "GetObjectVersionForReplication", "GetObjectVersionTagging",
    "GetObjectVersionTorrent", "InitiateReplication", "ListMultipartUploadParts", "ObjectOwnerOverrideToBucketOwner", "PutObject", "PutObjectAcl",
    "PutObjectLegalHold", "PutObjectRetention", "PutObjectTagging", "PutObjectVersionAcl", "PutObjectVersionTagging", "ReplicateDelete",
    "ReplicateObject", "ReplicateTags", "RestoreObject", "UpdateObjectEncryption",
}  # fmt: skip
BUCKET_ACTIONS = {
    "CreateBucket", "CreateBucketMetadataTableConfiguration", "DeleteBucket", "DeleteBucketMetadataTableConfiguration", "DeleteBucketPolicy",
    "DeleteBucketWebsite", "GetAccelerateConfiguration", "GetAnalyticsConfiguration", "GetBucketAbac", "GetBucketAcl", "GetBucketCORS",
    "GetBucketLocation", "GetBucketLogging", "GetBucketMetadataTableConfiguration", "GetBucketNotification", "GetBucketObjectLockConfiguration",
    "GetBucketOwnershipControls", "GetBucketPolicy", "GetBucketPolicyStatus", "GetBucketPublicAccessBlock", "GetBucketRequestPayment",
    "GetBucketTagging", "GetBucketVersioning", "GetBucketWebsite", "GetEncryptionConfiguration", "GetIntelligentTieringConfiguration",
    "GetInventoryConfiguration", "GetLifecycleConfiguration", "GetMetricsConfiguration", "GetReplicationConfiguration", "ListBucket",
    "ListBucketMultipartUploads", "ListBucketVersions", "ListTagsForResource", "PutAccelerateConfiguration", "PutAnalyticsConfiguration",
    "PutBucketAbac", "PutBucketAcl", "PutBucketCORS", "PutBucketLogging", "PutBucketNotification", "PutBucketObjectLockConfiguration",
    "PutBucketOwnershipControls", "PutBucketPolicy", "PutBucketPublicAccessBlock", "PutBucketRequestPayment", "PutBucketTagging",
    "PutBucketVersioning", "PutBucketWebsite", "PutEncryptionConfiguration", "PutIntelligentTieringConfiguration", "PutInventoryConfiguration",
    "PutLifecycleConfiguration", "PutMetricsConfiguration", "PutReplicationConfiguration", "TagResource", "UntagResource",
    "UpdateBucketMetadataInventoryTableConfiguration", "UpdateBucketMetadataJournalTableConfiguration",
}  # fmt: skip

#: Conditions that limit a statement for everybody to somebody, where their values are fixed.
#: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
LIMITING_KEYS = {
    "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceip",
    "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn", "s3:x-amz-server-side-encryption-aws-kms-key-id",
}  # fmt: skip


def malformed(message: str) -> Refusal:
    return Refusal("MalformedPolicy", message)


def acts_on(pattern: str) -> Iterator[bool]:
    """Whether objects (True) or the bucket (False), for each kind of thing that the actions of the pattern act on."""
    for actions, objects in ((OBJECT_ACTIONS, True), (BUCKET_ACTIONS, False)):
        if any(action_matches(pattern, f"s3:{action}") for action in actions):
            yield objects


def check_statement(bucket: str, statement: dict[str, Any]) -> None:
    arn = f"arn:aws:s3:::{bucket}"
    resources = as_list(statement.get("Resource", statement.get("NotResource")))
    for resource in resources:
        head = resource.split("/")[0]
        if head != "*" and not wild(head, arn) and not resource.startswith(f"{arn}/"):
            raise malformed("Policy has invalid resource")
    for action in as_list(statement.get("Action", statement.get("NotAction"))):
        kinds = list(acts_on(action))
        if not kinds:
            raise malformed("Policy has invalid action")
        # Only a named action must apply to a resource; a wildcard among actions covers both kinds.
        fits = {True: any("/" in r or r.endswith("*") for r in resources), False: any("/" not in r for r in resources)}
        if "Resource" in statement and not any(fits[kind] for kind in kinds):
            raise malformed("Action does not apply to any resource(s) in statement")


def is_fixed(operator: str, key: str, values: list[Any]) -> bool:
    """Whether the condition admits a fixed set of values."""
    positive = "Not" not in operator and not operator.endswith("IfExists") and operator != "Null"
    if key.lower() not in LIMITING_KEYS or not positive:
        return False
    if key.lower() == "aws:sourceip":
        return all(not re.search(r"/0$", str(value)) for value in values)
    return all("${" not in str(value) and not str(value).startswith("*") for value in values)


def is_public(policy: dict[str, Any]) -> bool:
    """The meaning of "public", for a policy."""
    for statement in statements(policy):
        principal = statement.get("Principal")
        everybody = "NotPrincipal" in statement or principal == "*" or (isinstance(principal, dict) and "*" in as_list(principal.get("AWS", [])))
        conditions = [(operator, key, as_list(values)) for operator, keys in statement.get("Condition", {}).items() for key, values in keys.items()]
        if statement["Effect"] == "Allow" and everybody and not any(is_fixed(*condition) for condition in conditions):
            return True
    return False


@ext.around(S3Backend)
def put_bucket_policy(original: Callable[..., Any], self: Any, bucket_name: str, policy: bytes) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html"""
    bucket = self.get_bucket(bucket_name)
    try:
        document = parse(policy)
    except Malformed as error:
        raise malformed(f"Policies must be valid JSON and follow the grammar: {error}") from None
    if len(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()) > MOST_POLICY_BYTES:
        raise malformed("Policy exceeds the maximum allowed document size.")
    for statement in statements(document):
        check_statement(bucket_name, statement)
    if unknown_principal(document, self.account_id):
        raise malformed("Invalid principal in policy")
    block = bucket.public_access_block
    if block is not None and is_true(block.block_public_policy) and is_public(document):
        raise Refusal(
            "AccessDenied", "User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by BlockPublicAccess."
        )
    original(self, bucket_name, policy)


def is_true(setting: Any) -> bool:
    return str(setting).lower() == "true"


# --- Access control lists --------------------------------------------------------------------------------------------

PUBLIC_GROUPS = ("http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers")


@ext.around(S3Backend)
def put_bucket_acl(original: Callable[..., Any], self: Any, bucket_name: str, acl: Any) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html: a list that only gives the owner full control is accepted."""
    bucket = self.get_bucket(bucket_name)
    grantees = [grantee for grant in (acl.grants if acl else []) for grantee in grant.grantees]
    if ownership(bucket) == "BucketOwnerEnforced" and any(grantee.uri for grantee in grantees):
        raise Refusal("AccessControlListNotSupported", "The bucket does not allow ACLs")
    block = bucket.public_access_block
    if block is not None and is_true(block.block_public_acls) and any(grantee.uri in PUBLIC_GROUPS for grantee in grantees):
        raise Refusal("AccessDenied", "Access Denied")
    original(self, bucket_name, acl)


def ownership(bucket: FakeBucket) -> str:
    rule: Any = bucket.ownership_rule
    if isinstance(rule, dict):
        return str(rule.get("Rule", rule).get("ObjectOwnership"))
    return str(rule)


# --- Names -----------------------------------------------------------------------------------------------------------


@ext.around(S3Backend)
def create_bucket(original: Callable[..., Any], self: Any, bucket_name: str, *args: Any, **kwargs: Any) -> Any:
    """New buckets block public access and have no access control lists, since April 2023.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
    """
    from moto.s3.models import PublicAccessBlock

    well_formed = re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket_name)
    address = re.fullmatch(r"\d+\.\d+\.\d+\.\d+", bucket_name)
    reserved = bucket_name.startswith(("xn--", "sthree-", "amzn-s3-demo-")) or bucket_name.endswith(
        ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
    )
    if not well_formed or ".." in bucket_name or address or reserved:
        raise Refusal("InvalidBucketName", "The specified bucket is not valid.")
    bucket = original(self, bucket_name, *args, **kwargs)
    bucket.public_access_block = PublicAccessBlock("true", "true", "true", "true")
    bucket.ownership_rule = "BucketOwnerEnforced"
    return bucket


# --- Server access logs ----------------------------------------------------------------------------------------------


@ext.around(FakeBucket)
def _log_permissions_enabled_policy(original: Callable[..., Any], self: Any, target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general"""
    key = f"arn:aws:s3:::{target_bucket.name}/{target_prefix or ''}file"
    context = {
        "aws:SourceArn": f"arn:aws:s3:::{self.name}",
        "aws:SourceAccount": self.account_id,
        "aws:SecureTransport": "true",
        "s3:TlsVersion": "1.3",
    }
    return decide(target_bucket.policy, "logging.s3.amazonaws.com", "s3:PutObject", key, context) == "Allow"
