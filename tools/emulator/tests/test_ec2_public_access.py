import pytest
from botocore.exceptions import ClientError

from helpers import code_of

REGION = "eu-west-3"


@pytest.fixture
def ec2(client):
    """A region of its own: the setting is the region's."""
    return client("ec2", REGION)


@pytest.fixture
def vpc_id(ec2):
    return ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]


def test_nothing_is_blocked_until_it_is_changed(client):
    shown = client("ec2", "eu-north-1").describe_vpc_block_public_access_options()["VpcBlockPublicAccessOptions"]
    assert (shown["InternetGatewayBlockMode"], shown["State"], shown["AwsRegion"]) == ("off", "default-state", "eu-north-1")


def test_the_region_is_blocked_and_opened(ec2):
    for mode in ("block-bidirectional", "off"):
        ec2.modify_vpc_block_public_access_options(InternetGatewayBlockMode=mode)
        shown = ec2.describe_vpc_block_public_access_options()["VpcBlockPublicAccessOptions"]
        assert (shown["InternetGatewayBlockMode"], shown["State"]) == (mode, "update-complete")


def test_an_exclusion_is_made_changed_and_deleted(ec2, vpc_id):
    tags = [{"Key": "a", "Value": "1"}]
    made = ec2.create_vpc_block_public_access_exclusion(
        VpcId=vpc_id,
        InternetGatewayExclusionMode="allow-egress",
        TagSpecifications=[{"ResourceType": "vpc-block-public-access-exclusion", "Tags": tags}],
    )["VpcBlockPublicAccessExclusion"]
    assert made["ResourceArn"].endswith(f"vpc/{vpc_id}")
    assert (made["State"], made["Tags"]) == ("create-complete", tags)
    ids = [made["ExclusionId"]]
    ec2.modify_vpc_block_public_access_exclusion(ExclusionId=ids[0], InternetGatewayExclusionMode="allow-bidirectional")
    (shown,) = ec2.describe_vpc_block_public_access_exclusions(ExclusionIds=ids)["VpcBlockPublicAccessExclusions"]
    assert (shown["InternetGatewayExclusionMode"], shown["Tags"]) == ("allow-bidirectional", tags)
    ec2.delete_vpc_block_public_access_exclusion(ExclusionId=ids[0])
    with pytest.raises(ClientError) as caught:
        ec2.describe_vpc_block_public_access_exclusions(ExclusionIds=ids)
    assert code_of(caught) == "InvalidVpcBlockPublicAccessExclusionId.NotFound"


def test_a_vpc_is_excluded_once(ec2, vpc_id):
    ec2.create_vpc_block_public_access_exclusion(VpcId=vpc_id, InternetGatewayExclusionMode="allow-egress")
    with pytest.raises(ClientError) as caught:
        ec2.create_vpc_block_public_access_exclusion(VpcId=vpc_id, InternetGatewayExclusionMode="allow-egress")
    assert code_of(caught) == "InvalidParameterValue"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "InvalidParameterCombination"),
        ({"VpcId": "vpc-1", "SubnetId": "subnet-1"}, "InvalidParameterCombination"),
        ({"VpcId": "vpc-00000000000000000"}, "InvalidVpcID.NotFound"),
    ],
    ids=["neither", "both", "a VPC that does not exist"],
)
def test_an_exclusion_needs_one_vpc_or_subnet_that_exists(ec2, given, code):
    with pytest.raises(ClientError) as caught:
        ec2.create_vpc_block_public_access_exclusion(**given, InternetGatewayExclusionMode="allow-egress")
    assert code_of(caught) == code
