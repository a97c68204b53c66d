"""The node types of ElastiCache.

https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
"""

from __future__ import annotations

from ._elasticache import bad_combination, bad_value, numbers

UP_TO_16 = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge")
SMALL = ("micro", "small", "medium")
UP_TO_24 = ("large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge")
#: Sizes of the families, and the first Redis OSS version that runs on them.
TYPES: dict[str, tuple[tuple[str, ...], str]] = {
    "t2": (SMALL, "0"),
    "t3": (SMALL, "0"),
    "t4g": (SMALL, "5.0.6"),
    "m4": (("large", "xlarge", "2xlarge", "4xlarge", "10xlarge"), "0"),
    "m5": (UP_TO_24, "0"),
    "m6g": (UP_TO_16, "5.0.6"),
    "m7g": (UP_TO_16, "5.0.6"),
    "m8g": (UP_TO_16, "5.0.6"),
    "r4": (("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"), "0"),
    "r5": (UP_TO_24, "0"),
    "r6g": (UP_TO_16, "5.0.6"),
    "r6gd": (UP_TO_16[1:], "6.2"),
    "r7g": (UP_TO_16, "5.0.6"),
    "r8g": (UP_TO_16, "5.0.6"),
    "c7gn": (UP_TO_16, "5.0.6"),
    "c8gn": (UP_TO_16, "5.0.6"),
}
TIERED = "r6gd"


#: "You will no longer be able to create new clusters with T2 instances."
CLOSED = ("t2",)
#: Memory of a large node in GiB by the family's first letter, and of a larger one in large ones; what scaling up and down is told by.
MEMORY = {"m": 6.38, "r": 13.07, "c": 3.16}
LARGE_ONES = {"large": 1, "xlarge": 2, "2xlarge": 4, "4xlarge": 8, "8xlarge": 16, "10xlarge": 20, "12xlarge": 24, "16xlarge": 32, "24xlarge": 48}
SMALL_ONES = {"micro": 0.5, "small": 1.37, "medium": 3.09}


def is_tiered(node_type: str) -> bool:
    return node_type.split(".")[1:2] == [TIERED]


def memory(node_type: str) -> float:
    _, family, size = node_type.split(".")
    return SMALL_ONES.get(size) or MEMORY[family[0]] * LARGE_ONES[size]


def allowed(node_type: str, engine: str, version: str) -> tuple[list[str], list[str]]:
    """The node types that a cluster can be scaled up and down to (API_ListAllowedNodeTypeModifications.html)."""
    tiered, now = is_tiered(node_type), memory(node_type)
    types = [
        f"cache.{family}.{size}"
        for family, (sizes, first) in TYPES.items()
        for size in sizes
        if family not in CLOSED and (family == TIERED) == tiered and (engine != "redis" or numbers(version) >= numbers(first))
    ]
    up = sorted(each for each in types if each != node_type and memory(each) >= now)
    return up, sorted(each for each in types if memory(each) < now)


def check(node_type: str | None, engine: str, version: str, tiered: bool, *, new: bool = True) -> None:
    """`new` is whether the cluster isn't on such nodes already."""
    if not node_type:
        raise bad_value("The parameter CacheNodeType must be provided and must not be blank.")
    service, _, rest = node_type.partition(".")
    family, _, size = rest.partition(".")
    sizes, first = TYPES.get(family, ((), "0"))
    if service != "cache" or size not in sizes:
        raise bad_value(f"Invalid cache node type: {node_type}.")
    if family in CLOSED and new:
        raise bad_value(f"Cache node type {node_type} is of a previous generation, of which no new clusters are made.")
    if engine == "redis" and numbers(version) < numbers(first):
        raise bad_combination(f"Cache node type {node_type} is not supported for {engine} {version}: it needs {first} or later.")
    if family == TIERED and not tiered:
        raise bad_combination(f"When using the {node_type} node type, you must enable data tiering.")
    if tiered and family != TIERED:
        raise bad_combination(f"Data tiering is only supported for the {TIERED} node type, not for {node_type}.")
