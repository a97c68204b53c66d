"""What the models say and the services don't enforce."""

from __future__ import annotations

from typing import NamedTuple


class Exempt(NamedTuple):
    reason: str
    #: Kinds of constraint that don't hold, as ``checks.SENTENCES`` names them.
    kinds: tuple[str, ...] = ()
    #: Values that the service takes beside those of the model's set.
    values: tuple[str, ...] = ()

    @property
    def of_value(self) -> bool:
        return bool(self.values) or any(kind != "required" for kind in self.kinds)


YOUNGER = "a value that Terraform's AWS provider adds to the SDK's, because the service takes it"

#: (service, shape, ``Structure.Member``, or operation of which nothing is checked) → what and why.
EXCEPTIONS: dict[tuple[str, str], Exempt] = {
    ("ec2", "PlacementGroupArn"): Exempt("a ^ amid the pattern, which nothing can match", kinds=("pattern",)),
    ("ec2", "RequestLaunchTemplateData.InstanceType"): Exempt("EC2 makes the template and warns; no instance starts from it", kinds=("enum",)),
    ("es", "ESWarmPartitionInstanceType"): Exempt(YOUNGER, values=("ultrawarm1.xlarge.elasticsearch",)),
    ("glue", "ConnectionPropertyKey"): Exempt(YOUNGER, values=("SparkProperties",)),
    ("glue", "ConnectionType"): Exempt(YOUNGER, values=("SNOWFLAKE",)),
    ("rds", "TargetDBInstanceClass"): Exempt("the pattern has no db.serverless, a class of Aurora's", kinds=("pattern",)),
    ("s3", "BucketCannedACL"): Exempt(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl has more",
        values=("aws-exec-read", "bucket-owner-full-control", "bucket-owner-read", "log-delivery-write"),
    ),
    ("s3", "FilterRuleName"): Exempt("S3 gives the names back with a capital, and takes them so", values=("Prefix", "Suffix")),
}


def exempt(service: str, name: str) -> Exempt:
    return EXCEPTIONS.get((service, name), Exempt(""))
