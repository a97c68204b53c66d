"""EC2: AWS's prefix list of CloudFront has the id that it has in the region, the same in every account: environments pin it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.ec2.models import EC2Backend

from ._support import Extension

ext = Extension()
install = ext.install

CLOUDFRONT = "com.amazonaws.global.cloudfront.origin-facing"
#: https://aws.amazon.com/blogs/networking-and-content-delivery/limit-access-to-your-origins-using-the-aws-managed-prefix-list-for-amazon-cloudfront/
CLOUDFRONT_IDS = {
    "ap-northeast-1": "pl-58a04531",
    "ap-northeast-2": "pl-22a6434b",
    "ap-northeast-3": "pl-31a14458",
    "ap-south-1": "pl-9aa247f3",
    "ap-southeast-1": "pl-31a34658",
    "ap-southeast-2": "pl-b8a742d1",
    "ca-central-1": "pl-38a64351",
    "eu-central-1": "pl-a3a144ca",
    "eu-north-1": "pl-fab65393",
    "eu-west-1": "pl-4fa04526",
    "eu-west-2": "pl-93a247fa",
    "eu-west-3": "pl-75b1541c",
    "sa-east-1": "pl-5da64334",
    "us-east-1": "pl-3b927c52",
    "us-east-2": "pl-b6a144df",
    "us-west-1": "pl-4ea04527",
    "us-west-2": "pl-82a045eb",
}


@ext.around(EC2Backend)
def _create_aws_managed_prefix_list(original: Callable[..., Any], self: Any, name: str, *args: Any, **kwargs: Any) -> None:
    original(self, name, *args, **kwargs)
    known = CLOUDFRONT_IDS.get(self.region_name)
    if name != CLOUDFRONT or known is None:
        return
    for prefix_list_id, prefix_list in list(self.managed_prefix_lists.items()):
        if prefix_list.prefix_list_name == name and prefix_list_id != known:
            del self.managed_prefix_lists[prefix_list_id]
            prefix_list.id, prefix_list.prefix_list_arn = known, prefix_list.prefix_list_arn.replace(prefix_list_id, known)
            self.managed_prefix_lists[known] = prefix_list
